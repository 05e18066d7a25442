"""A notebook's page: stubs and outputs, never an answer; the same places in every language."""

import re

import hand_ins
import pytest

from autograder.authoring import build
from autograder.authoring.source import read_source
from autograder.book.notebook_page import described, notebook_page, with_anchors
from autograder.book.outputs import Axes, CellOutput
from autograder.course import load_course
from autograder.errors import SourceError
from autograder.notebook import GRADE, MANUAL, PICTURE, SOLUTION, Cell, Notebook
from autograder.text import worded

COURSE, PLACES = load_course(hand_ins.ROOT)


def page_of(*cells, outputs=None, language="en", drawings=None):
    return notebook_page("own", Notebook(cells, {}), outputs or {}, language, "../../all.zip", drawings or {})


def released(name, language):
    return build.release_notebook(read_source(PLACES, name), language)


@pytest.mark.parametrize("name", COURSE.notebooks)
def test_a_page_has_the_same_places_in_every_language(name):
    places = {
        language: re.findall(
            r"^(?:\((\S+)\)=|:name: (\S+))$",
            notebook_page(name, released(name, language), {}, language, "../all.zip", {}).text,
            re.M,
        )
        for language in COURSE.languages
    }
    assert len(places["en"]) > 3
    assert places["en"] == places["zh"]


def test_each_heading_of_a_text_has_a_place_of_its_own_and_code_has_none():
    text = "## One\n\ntext\n\n```python\n# no heading\n```\n\n### Two"
    assert with_anchors("cell", text).split("\n") == [
        "(cell)=", "## One", "", "text", "", "```python", "# no heading", "```", "", "(cell-2)=", "### Two",
    ]  # fmt: skip


def test_a_function_shows_its_stub_and_its_check_shows_what_the_kit_said():
    text = page_of(
        Cell("f", "code", "def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()", SOLUTION, "f"),
        Cell("test_f", "code", 'check("f")', GRADE, "test_f", 3.0),
        outputs={"test_f": (CellOutput(text=worded({"en": "✓ f < g", "zh": "✓ f，对了"}), is_check=True),)},
    ).text
    assert "raise NotImplementedError()" in text
    assert "You write this" in text
    assert "The check: 3 points" in text
    assert '<p class="checked">✓ f &lt; g</p>' in text


def test_a_question_is_asked_in_the_readers_language():
    text = page_of(Cell("why", "markdown", "Why?", MANUAL, "why", 5.0), language="zh").text
    assert "请用文字回答：5 分" in text
    assert "Why?" in text


def test_what_a_cell_prints_cannot_become_a_part_of_the_page():
    text = page_of(
        Cell("play", "code", "print('````')"),
        outputs={"play": (CellOutput(text="</pre><script>1</script>\n```\n````{raw} html"),)},
    ).text
    assert "<script>" not in text
    assert "`````{raw} html" in text


def test_a_picture_says_what_it_shows():
    axes = tuple(Axes(f"Digit {number}", "x", "") for number in range(6))
    assert described(axes[:1], "en") == "Picture drawn by the code above: Digit 0, across: x"
    assert described(axes, "en").endswith("Digit 3, across: x; and 2 more")
    assert described((), "zh") == "上面的代码画出的图"
    page = page_of(
        Cell("draw", "code", "plt.plot()", PICTURE, "draw"),
        outputs={"draw": (CellOutput(png=b"PNG", width=400, axes=axes[:1]),)},
    )
    assert page.pictures == {"own-draw-1.png": b"PNG"}
    assert ":alt: Picture drawn by the code above: Digit 0" in page.text


def test_a_page_begins_with_its_title_and_the_way_to_the_notebook():
    text = page_of(Cell("title", "markdown", "# A title\n\nThe text.")).text
    assert text.index("# A title") < text.index("all.zip") < text.index("The text.")
    untitled = page_of(Cell("title", "markdown", "The text.")).text
    assert untitled.startswith("# own\n")


@pytest.mark.parametrize(
    ("drawings", "said"), [({"no": "neuron"}, "no cell no"), ({"a": "cat"}, "no drawing cat")]
)
def test_a_drawing_that_is_arranged_wrongly_is_refused(drawings, said):
    with pytest.raises(SourceError, match=said):
        page_of(Cell("a", "markdown", "# A"), drawings=drawings)


def test_a_drawing_stands_below_its_cell():
    text = page_of(
        Cell("a", "markdown", "# A\n\ntext"), Cell("b", "markdown", "end"), drawings={"a": "neuron"}
    ).text
    assert text.index("text") < text.index("<svg") < text.index("end")
