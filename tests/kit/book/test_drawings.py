"""Drawings say in words what they show, in each language, and what is computed in them is right.

`python tests/kit/book/test_drawings.py` writes docs/pictures, the drawings of the first hour, anew.
"""

import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from autograder.book.docs_page import docs_page, read_docs
from autograder.book.drawings import NAMES, figure, picture

DOCS = Path(__file__).parents[3] / "docs"
SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("en", "zh")
SCREENS = ("folder", "terminal", "install", "jupyterlab", "error")  # in the order of the first hour
CHINESE = r"[\u4e00-\u9fff]"
each = pytest.mark.parametrize("name", NAMES)


def files():
    """Every drawing as a file of docs/pictures: `terminal.svg`, and `terminal.zh.svg`."""
    return {
        DOCS / "pictures" / f"{name}{'' if language == 'en' else f'.{language}'}.svg": picture(name, language)
        for name in SCREENS
        for language in LANGUAGES
    }


def test_the_files_are_as_they_are_drawn_today():
    there = {file: file.read_text(encoding="utf-8") for file in (DOCS / "pictures").iterdir()}
    assert there == files(), "run: python tests/kit/book/test_drawings.py"


@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawing_is_told_to_those_who_do_not_see_it(name, language):
    file, shown = ET.fromstring(picture(name, language)), ET.fromstring(figure(name, language))
    drawing = shown.find(f"{SVG}svg")
    assert drawing.get("role") == file.get("role") == "img"
    assert drawing.get("aria-label") == file.get("aria-label")
    assert shown.find("figcaption").text == file.find(f"{SVG}desc").text
    assert len(drawing.get("aria-label")) > 40
    for said in (drawing.get("aria-label"), shown.find("figcaption").text):
        assert len(said) > 10
        assert bool(re.search(CHINESE, said)) == (language == "zh")


@each
def test_its_words_are_translated_and_its_shapes_are_not(name):
    english, chinese = figure(name, "en"), figure(name, "zh")
    assert not re.search(CHINESE, english)
    assert 'lang="en"' not in chinese  # a label is found by it only as the first attribute
    shapes = [
        re.sub(r">[^<]*</text>|(aria-label|lang)=\"[^\"]*\"|<figcaption>.*", "", own)
        for own in (english, chinese)
    ]
    assert shapes[0] == shapes[1]


@each
def test_no_shape_lies_outside(name):
    root = ET.fromstring(picture(name, "en"))
    wide, high = (float(root.get(key)) for key in ("width", "height"))
    for place in root.iter():
        x, y = place.get("cx") or place.get("x"), place.get("cy") or place.get("y")
        if x is not None:
            radius, width, height = (float(place.get(key, 0)) for key in ("r", "width", "height"))
            assert radius <= float(x) <= wide - max(radius, width)
            assert radius <= float(y) <= high - max(radius, height)
        for pair in place.get("points", "").split():
            left, top = map(float, pair.split(","))
            assert 0 <= left <= wide
            assert 0 <= top <= high


@each
def test_colours_are_the_pages(name):
    assert not re.search(r"fill=|stroke=|#[0-9a-f]{3}|style", figure(name, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_draws_screens_into_the_page(language):
    docs = read_docs(DOCS)
    page = docs_page(docs["first_hour"], language, docs)
    assert re.findall("<figure.*?</figure>", page, re.DOTALL) == [figure(name, language) for name in SCREENS]
    assert "pictures/" not in page


def test_the_convolution_has_the_numbers_that_it_shows():
    numpy = pytest.importorskip("numpy")
    said = [
        place.text.replace("−", "-")
        for place in ET.fromstring(picture("convolution", "en")).iter(f"{SVG}text")
    ]
    numbers = numpy.array([int(text) for text in said if re.fullmatch(r"-?\d+", text)])
    shown, filter_, seen = (
        numbers[:25].reshape(5, 5),
        numbers[25:34].reshape(3, 3),
        numbers[34:].reshape(3, 3),
    )
    windows = numpy.lib.stride_tricks.sliding_window_view(shown, (3, 3))
    assert seen.tolist() == (windows * filter_).sum(axis=(2, 3)).tolist()


def test_the_forward_pass_has_the_numbers_that_it_shows():
    shown = figure("forward_pass", "en")
    output = 1 / (1 + math.exp(-(0.5 * 2 + 1)))
    assert f">{output:.3f}<" in shown
    assert f">{(1 - output) ** 2:.3f}<" in shown


if __name__ == "__main__":
    for file, text in files().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    print(f"wrote {len(files())} files in {DOCS / 'pictures'}")
