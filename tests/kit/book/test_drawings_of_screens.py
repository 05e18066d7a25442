"""Drawings for the first hour are told in words, translated, and lie in docs/pictures as they are drawn.

`python tests/kit/book/test_drawings_of_screens.py` writes docs/pictures anew.
"""

import re
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path

import pytest

from autograder.book.docs_page import docs_page, read_docs
from autograder.book.drawings_of_ideas import WIDTH, figure
from autograder.book.drawings_of_screens import SCREENS, picture
from autograder.text import in_language

DOCS = Path(__file__).parents[3] / "docs"
SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("en", "zh")
each = pytest.mark.parametrize("name", SCREENS)


def files():
    """Every drawing as a file of docs/pictures: `terminal.svg`, and `terminal.zh.svg`."""
    return {
        DOCS / "pictures" / f"{name}{'' if language == 'en' else f'.{language}'}.svg": picture(name, language)
        for name in SCREENS
        for language in LANGUAGES
    }


def test_the_files_are_as_they_are_drawn_today():
    there = {file: file.read_text(encoding="utf-8") for file in (DOCS / "pictures").iterdir()}
    assert there == files(), "run: python tests/kit/book/test_drawings_of_screens.py"


@each
def test_a_screen_is_told_to_those_who_do_not_see_it(name):
    for language in LANGUAGES:
        for text in (picture(name, language), figure(SCREENS[name], language)):
            root = ET.fromstring(text)
            drawing = root if root.tag == f"{SVG}svg" else root.find(f"{SVG}svg")
            assert drawing.get("role") == "img"
            assert drawing.get("aria-label") == in_language(SCREENS[name].alternative, language)


@each
def test_what_we_say_of_a_screen_is_translated_and_its_shapes_are_not(name):
    english, chinese = (
        re.sub(r"aria-label=\"[^\"]*\"|>[^<]*</text>", "", picture(name, language)) for language in LANGUAGES
    )
    assert english == chinese
    assert not re.search(r"[\u4e00-\u9fff]", picture(name, "en"))
    assert re.search(r"[\u4e00-\u9fff]", figure(SCREENS[name], "zh"))


@each
def test_no_shape_of_a_screen_lies_outside(name):
    for place in ET.fromstring(picture(name, "en")).iter():
        x, y = place.get("cx") or place.get("x"), place.get("cy") or place.get("y")
        if x is not None:
            radius, width, height = (float(place.get(key, 0)) for key in ("r", "width", "height"))
            assert radius <= float(x) <= WIDTH - max(radius, width)
            assert radius <= float(y) <= SCREENS[name].height - max(radius, height)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_draws_them_into_the_page_in_its_own_colours(language):
    docs = read_docs(DOCS)
    page = docs_page(docs["first_hour"], language, docs)
    drawn = re.findall(r'<figure class="drawing"><svg role="img" aria-label="([^"]+)"', page)
    assert [unescape(said) for said in drawn] == [
        in_language(screen.alternative, language) for screen in SCREENS.values()
    ]
    assert "pictures/" not in page


if __name__ == "__main__":
    for file, text in files().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    print(f"wrote {len(files())} files in {DOCS / 'pictures'}")
