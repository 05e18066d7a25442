"""A cell that Python could not get through is told with its line and its meaning, and not judged as what it was."""

import shutil

import hand_ins
import pytest
from notebook_session import shown

from autograder.desk import cell_errors

STUB = "def sigmoid(x):\n    raise NotImplementedError()"
WRONG = "def sigmoid(x):\n    return 1 / (1 + np.exp(x))"
OPEN = "def sigmoid(x):\n    return 1 / (1 + np.exp(-x)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A student's own folder."""
    target = tmp_path_factory.mktemp("desk") / "activations"
    shutil.copytree(hand_ins.ROOT / "release/activations", target)
    return target


def test_a_cell_that_cannot_be_read_is_told_with_its_line_and_what_it_means(folder):
    said = shown(folder, OPEN, 'check("sigmoid")')
    assert "✗ sigmoid: Python stops in its cell, as you ran it last." in said
    assert "It is line 2 of that cell: `return 1 / (1 + np.exp(-x)`" in said
    assert "Python says: SyntaxError: '(' was never closed" in said
    assert "That means: A bracket is opened and not closed" in said
    assert "Until then" not in said  # nothing of this name was there before


@pytest.mark.parametrize("before", [STUB, WRONG])
def test_what_the_name_stood_for_before_is_not_judged_in_its_place(folder, before):
    for ask in ("check", "hint"):
        said = shown(folder, before, OPEN, f'{ask}("sigmoid")')
        assert "It is line 2 of that cell" in said
        assert "Until then Python keeps what `sigmoid` was before." in said
        assert "not written yet" not in said
        assert "visible checks pass" not in said


def test_once_it_is_mended_it_is_judged(folder):
    assert "✗ sigmoid: 1 of 7 visible checks pass." in shown(folder, OPEN, WRONG, 'check("sigmoid")')


def test_of_a_line_that_python_cannot_read_it_is_told_how_far_it_can(folder):
    said = shown(folder, "def sigmoid(x):\n    retrun x", 'check("sigmoid")')
    assert "Python can read it as far as `retrun`, and no further." in said


def test_a_cell_whose_first_line_is_broken_counts_where_it_was_run_just_before(folder):
    said = shown(folder, STUB, "define sigmoid(x):\n    return x", 'check("sigmoid")')
    assert "It is line 1 of that cell: `define sigmoid(x):`" in said
    assert "not written yet" in shown(folder, STUB, "2 +", "x = 1", 'check("sigmoid")')


def test_a_cell_that_stops_before_its_function_is_told(folder):
    said = shown(folder, "sigmoid(3)\n" + WRONG, 'check("sigmoid")')
    assert "It is line 1 of that cell: `sigmoid(3)`" in said
    assert "NameError: name 'sigmoid' is not defined" in said
    assert "Python does not know it yet" in shown(folder, "1 / 0", 'check("sigmoid")')


def test_a_stub_that_was_run_as_it_was_handed_out_is_not_written_yet(tmp_path):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/test_report.py").write_text(
        'def test_it(student):\n    """It prints."""\n    assert student.output_of("report") == "one"\n'
    )
    stub = "# report\n# YOUR CODE HERE\nraise NotImplementedError()"
    assert "– report: not written yet." in shown(tmp_path, stub, 'check("report")')


def test_it_is_said_in_chinese(folder):
    said = shown(folder, OPEN, 'check("sigmoid", lang="zh")')
    assert "在那个单元格的第 2 行" in said
    assert "意思是：括号没有成对" in said


def test_a_name_that_is_nearly_right_is_found(folder):
    said = shown(folder, WRONG.replace("sigmoid", "sigmiod"), 'check("sigmoid")')
    assert "I found `sigmiod`; the tests call `sigmoid`." in said


def test_another_functions_name_is_not_taken_for_a_misspelt_one(folder):
    said = shown(folder, "def tanh(x):\n    return x", 'check("sigmoid")')
    assert "I found" not in said


def test_a_name_that_was_given_to_a_value_is_told(folder):
    said = shown(folder, WRONG, "sigmoid = sigmoid(3)", 'check("sigmoid")')
    assert "this name stands for a value now (a float64), and for no function" in said


def test_the_function_itself_may_be_given(folder):
    assert "✗ sigmoid: 1 of 7" in shown(folder, WRONG, "check(sigmoid)")


def test_without_a_name_every_function_is_tried_and_the_next_one_named(folder):
    said = shown(folder, WRONG, "check()").strip().splitlines()
    assert said[-6:] == [
        "0 of 4 functions pass all their visible checks.",
        "✗ sigmoid: 1 of 7 visible checks pass.",
        "– relu: Python does not know it yet.",
        "– tanh: Python does not know it yet.",
        "– neuron: Python does not know it yet.",
        'Next: `check("sigmoid")`',
    ]


def test_a_hint_without_a_name_is_for_the_first_that_does_not_pass(folder):
    right = WRONG.replace("(x))", "(-x))")
    assert "Hint 1 of 3 for relu" in shown(folder, right, "def relu(x):\n    return x", "hint()")


@pytest.mark.parametrize("wanted", ["'Sigmoid'", "'sigmoid.py'", "'../sigmoid'"])
def test_a_misspelt_name_is_told_what_to_run(folder, wanted):
    said = shown(folder, f"check({wanted})")
    assert "nothing of this name is checked here" in said
    assert 'run `check("sigmoid")`' in said


def test_a_strangers_name_is_told_which_there_are(folder):
    said = shown(folder, "hint('zzz')")
    assert 'run one of: `check("neuron")`, `check("relu")`, `check("sigmoid")`, `check("tanh")`' in said


def test_the_stop_that_the_check_shows_is_the_one_that_is_explained(folder):
    """On a single number another error comes; what is shown and what is explained must be the same one."""
    said = shown(
        folder, "def sigmoid(x):\n    for i in x:\n        y = x[i]\n    return y", 'check("sigmoid")'
    )
    assert "your code stopped with IndexError" in said
    assert "Your code stops with IndexError in this line: " in said
    assert "An array's place must be a whole number" in said


def test_a_stop_in_a_function_of_another_cell_is_told_with_both_lines(folder):
    """What Python's message means belongs to the line at which it stopped, not to the call."""
    said = shown(
        folder,
        "import numpy as np\n\ndef times(a, b):\n    return a @ b",
        "def sigmoid(x):\n    table = np.zeros((2, 3)) * np.size(x)\n    return times(table, table)",
        'check("sigmoid")',
    )
    assert (
        "This line of yours calls a function of another cell: `return times(table, table)` (with table: (2, 3)). "
        "In there Python stops with ValueError, in the line `return a @ b`. In a matrix product"
    ) in said


@pytest.mark.parametrize("source", ["x = 1", "await thing()", "", "for i in []: pass"])
def test_what_python_can_read_is_no_stop(source):
    assert cell_errors.unreadable(source) is None


def test_a_cell_with_a_null_byte_is_told_without_a_line():
    found = cell_errors.unreadable("x = '\0'")
    assert found is not None
    assert (found.line, found.code) == (0, "")


def test_a_program_without_a_notebook_has_run_no_cells():
    assert cell_errors.stop_of("sigmoid", {"In": "not a list"}) is None
    assert cell_errors.last_stop({}) is None
