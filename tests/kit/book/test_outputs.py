"""What cells show where the reference stands in them: run in a real kernel, once, and kept."""

import json

import made
import pytest

from autograder.authoring.source import read_source
from autograder.book.outputs import first_try, outputs, solved
from autograder.course import load_course
from autograder.errors import SourceError
from autograder.text import in_language

pytestmark = [
    pytest.mark.full,
    pytest.mark.filterwarnings("ignore"),
]  # Jupyter's libraries warn of each other

PLOT = "import matplotlib.pyplot as plt\nplt.figure(figsize=(2, 1))\nplt.plot([double(1), double(2)])\nplt.title('Twice')\nplt.show()"


def with_cells(root, *sources):
    """The small course with more cells at its end."""
    file = root / "source/small/small.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    notebook["cells"] += [
        made.cell("code", source) | {"id": f"extra-{number}"} for number, source in enumerate(sources)
    ]
    file.write_text(json.dumps(notebook), encoding="utf-8")
    return load_course(root)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The course's places, and what its cells show."""
    root = made.course(tmp_path_factory.mktemp("book") / "course")
    course, places = with_cells(
        root, "print(double(21))\nhalve(3)", PLOT, "import sys\nprint('warned', file=sys.stderr)"
    )
    return course, places, outputs(course, places, ["small"])["small"]


def test_a_cell_shows_what_the_reference_prints_and_gives(shown):
    (text,) = shown[2]["extra-0"]
    assert text.text == "42\n1.5"


def test_a_check_speaks_every_language_of_the_course(shown):
    (said,) = shown[2]["test_double"]
    assert said.is_check
    assert in_language(said.text, "en").startswith("✓ double: 1 of 1 visible")
    assert in_language(said.text, "zh").startswith("✓ double：")


def test_a_picture_comes_with_its_words_and_the_width_that_it_has_on_a_page(shown):
    (picture,) = shown[2]["extra-1"]
    assert picture.png.startswith(b"\x89PNG")
    assert int.from_bytes(picture.png[16:20], "big") in (2 * picture.width, 2 * picture.width + 1)
    assert [own.title for own in picture.axes] == ["Twice"]


def test_a_warning_is_not_shown(shown):
    assert "extra-2" not in shown[2]


def test_what_has_not_changed_is_not_run_again(shown):
    course, places, before = shown
    file = places.book_outputs("small")
    written = file.stat().st_mtime_ns
    assert outputs(course, places, ["small"])["small"] == before
    assert file.stat().st_mtime_ns == written
    assert not any("BEGIN SOLUTION" in code for code in solved(read_source(places, "small"), "en").values())


def test_a_cell_that_ends_with_an_error_is_named(tmp_path):
    course, places = with_cells(made.course(tmp_path / "course"), "double(1 / 0)")
    with pytest.raises(SourceError, match=r"source/small/small.ipynb, cell extra-0: .* ZeroDivisionError"):
        outputs(course, places, ["small"])


def test_a_first_try_is_told_what_a_student_would_be_told(shown):
    course, places, _ = shown
    told = first_try(course, places, "small", "double", "def double(x):\n    return x", "zh")
    assert "✗ double：" in told.check
    assert "double 的提示" in told.hint


def test_a_first_try_at_an_unknown_function_is_refused(shown):
    course, places, _ = shown
    with pytest.raises(SourceError, match="no function treble"):
        first_try(course, places, "small", "treble", "", "en")


def test_what_a_cell_prints_is_in_the_language_of_the_page(tmp_path):
    course, places = with_cells(made.course(tmp_path / "course"), 'print("a label\\nzh: 标签")')
    said = {
        language: outputs(course, places, ["small"], language)["small"]["extra-0"][0].text
        for language in ("en", "zh")
    }
    assert said == {"en": "a label\n", "zh": "标签\n"}
