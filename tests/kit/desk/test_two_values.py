"""What came is above what should have come, each number in the same column, and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.desk.output import Checked
from autograder.desk.two_values import two_values
from autograder.report import Outcome, Verdict


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (
            "relu([2.5 -2. 0. 80.]) gave [2.5 -2.  0. 80.]\nit should be [2.5 0. 0. 80.]",
            "relu([2.5 -2. 0. 80.]) gave [2.5 -2. 0. 80.]\nit should be                [2.5 0.  0. 80.]",
        ),
        (
            "neuron gave 3.0\nit should be 6 - 2 = 4, because 3 - 2 = 1",
            "neuron gave  3.0\nit should be 6 - 2 = 4, because 3 - 2 = 1",
        ),
        ("relu([-2.]) 得到 [-2. 1.]\n应当是 [0. 1.]", "relu([-2.]) 得到 [-2. 1.]\n应当是           [0.  1.]"),
        ("the shape is (2, 3)\nit should be (3, 2)", "the shape is (2, 3)\nit should be (3, 2)"),
        ("f gave [ 2.  -1. ]\nit should be [2. 1.]", "f gave       [2. -1.]\nit should be [2. 1.]"),
        (f"{'long ' * 14}gave 3\nit should be 4", f"{'long ' * 14}gave\n3\nit should be\n4"),
        ("f(2) gave 'ab'\nit should be 'abc'", "f(2) gave    'ab'\nit should be 'abc'"),
        (
            f"{'long ' * 11}gave [[1.25 2.25 3.25 4.25]]\nit should be [[1. 2. 3. 4.]]",
            f"{'long ' * 11}gave\n[[1.25 2.25 3.25 4.25]]\nit should be\n[[1.   2.   3.   4.]]",
        ),
    ],
)
def test_both_values_begin_in_one_column(message, shown):
    assert str(two_values(message)) == shown


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (
            "the bar gave [[-3. -3.  3.]\n [-3. -3.  3.]]\nit should be [[3 3 -3] [3 3 -3]]",
            "the bar gave\n[[-3. -3.  3.]\n [-3. -3.  3.]]\nit should be\n[[ 3   3  -3]\n [ 3   3  -3]]",
        ),
        (
            "f 得到 [[[1.5]]\n\n [[2. ]]]\n应当是 [[[0.5]] [[12]]]，形状是 (2, 1, 1).",
            "f 得到\n[[[ 1.5]]\n [[ 2.]]]\n应当是\n[[[ 0.5]]\n [[12]]]，形状是 (2, 1, 1).",
        ),
        (
            "f gave [[ 2. -0.5]\n [ 0.  1. ]]\nit should be\n[[2.0, 10.5], [0.0, -1.0]]",
            "f gave\n[[2.   -0.5]\n [0.    1.]]\nit should be\n[[2.0, 10.5],\n [0.0, -1.0]]",
        ),
        (
            "f gave [[1. 2.]\n [3. 4.]]\nit should be [[10. 20.]]",
            "f gave\n[[ 1.  2.]\n [ 3.  4.]]\nit should be\n[[10. 20.]]",
        ),
        (
            "f gave [[1. 2.]\n [3. 4.]]\nit should be [[1] [2]]",
            "f gave\n[[1. 2.]\n [3. 4.]]\nit should be\n[[1]\n [2]]",
        ),
        (
            "f gave [[1. 2.]\n ...\n [3. 4.]]\nit should be [[1] [2]]",
            "f gave\n[[1. 2.]\n ...\n [3. 4.]]\nit should be\n[[1] [2]]",
        ),
    ],
)
def test_two_arrays_of_several_rows_are_two_tables_below_their_words(message, shown):
    assert str(two_values(message)) == shown


@pytest.mark.parametrize(
    "message",
    [
        "f gave [array([[3., -3.]]), array([[-2., 2.]])]\nit should be [[[3 0]] [[0 2]]]",
        "f gave [[1.]], of shape (1, 1)\nit should be [[2. 3.]], of shape (1, 2)",
        "f gave [[2.]\n [3.]] and [1. 2.]\nit should be [[1.] [2.]] and [1. 2.]",
        "f gave ['[' 1]\nit should be [1]",
        "it gave a list\nit should be an array",
        "one input gave 3, of type int\nit should be a number",
        "f gave 3",
        "f gave\n[1. 2.]\nit should be\n[1. 3.]",
        "[1.]\n[2.]",
        "",
    ],
)
def test_another_message_is_left_as_it_is(message):
    assert two_values(message) is None


@given(st.text(alphabet="ab 1.-[](),是\n'\"", max_size=60))
def test_nothing_but_blanks_changes(message):
    values = two_values(message)
    assert values is None or "".join(str(values).split()) == "".join(message.split())


def test_the_notebook_has_them_in_two_columns_whatever_the_font():
    message = "f(1) gave [1. 2.]\nit should be [1. -2.]"
    failed = Verdict("test_a", visible=True, outcome=Outcome.FAILED, title="It is right.", message=message)
    shown = Checked("f", (failed,), True)._repr_html_()
    assert "display:grid" in shown
    assert (
        "<span>f(1) gave</span> <span>[1. 2.]</span> <span>it should be</span> <span>[1. -2.].</span>"
        in shown
    )


def test_the_notebook_has_tables_below_their_words():
    message = "f(1) gave [[1. 2.]\n [3. 4.]]\nit should be [[1 2] [3 5]]"
    failed = Verdict("test_a", visible=True, outcome=Outcome.FAILED, title="It is right.", message=message)
    shown = Checked("f", (failed,), True)._repr_html_()
    assert "f(1) gave\n[[1. 2.]\n [3. 4.]]\nit should be\n[[1  2]\n [3  5]].</div>" in shown


def test_the_terminal_has_them_in_columns_too():
    message = "f(1) gave [ 1.  2.]\nit should be [1. -2.]"
    checked = Checked("f", (Verdict("test_a", True, Outcome.FAILED, message=message),), True)
    shown = "f(1) gave    [1. 2.]\nit should be [1. -2.]."
    assert shown in repr(checked)
    assert shown in checked.as_text(checked.lines())
