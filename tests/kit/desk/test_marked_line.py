"""Where no known mistake explains a function, the second hint names the line to look at, if the course says so."""

import shutil

import hand_ins
import pytest
from notebook_session import shown

# No known mistake answers so, and two brackets make it right.
NO_BRACKETS = "def tanh(x):\n    a = np.exp(x)\n    b = np.exp(-x)\n    return (a - b) / a + b"
TWICE = 'hint("tanh")', 'hint("tanh")'
LOOK = "Look at line 4 again: what does Python compute first there, and what should it?\n`return (a - b) / a + b`"


@pytest.fixture
def folder(tmp_path):
    """A student's own folder."""
    return shutil.copytree(hand_ins.ROOT / "release/activations", tmp_path / "activations")


def test_the_second_hint_names_the_line_and_what_to_ask_of_it(folder):
    said = shown(folder, NO_BRACKETS, *TWICE)
    assert "Hint 2 of 3 for tanh" in said
    assert LOOK in said


def test_the_first_hint_names_no_line(folder):
    assert "Look at line" not in shown(folder, NO_BRACKETS, TWICE[0])


def test_a_known_mistake_is_told_by_its_own_hint_alone(folder):
    said = shown(
        folder, "def sigmoid(x):\n    return 1 / (1 + np.exp(x))", 'hint("sigmoid")', 'hint("sigmoid")'
    )
    assert "Your curve goes down where it should go up" in said
    assert "Look at line" not in said


def test_a_course_that_does_not_say_so_has_no_search(folder):
    book = folder / "checks/diagnosis.json"
    whole = book.read_text()
    book.write_text(whole.replace('"marks_lines": true', '"marks_lines": false'))
    assert book.read_text() != whole
    assert "Look at line" not in shown(folder, NO_BRACKETS, *TWICE)


def test_only_definitions_run_again_in_the_search(folder):
    note = (
        "def note(text):\n    with open('ran.txt', 'a') as file:\n        file.write(text)\n    return text"
    )
    helper = "def both(x):\n    return np.exp(x), np.exp(-x)"
    code = "def tanh(x):\n    a, b = both(x)\n    return (a - b) / a + b"
    said = shown(folder, f"{note}\nnote('called ')", "given = note('named')", helper, code, *TWICE)
    assert "Look at line 3 again" in said
    assert (folder / "ran.txt").read_text() == "called named"
