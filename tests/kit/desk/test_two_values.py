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
    ],
)
def test_both_values_begin_in_one_column(message, shown):
    assert str(two_values(message)) == shown


@pytest.mark.parametrize(
    "message",
    [
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


def test_the_terminal_has_them_in_columns_too():
    message = "f(1) gave [ 1.  2.]\nit should be [1. -2.]"
    checked = Checked("f", (Verdict("test_a", True, Outcome.FAILED, message=message),), True)
    shown = "f(1) gave    [1. 2.]\nit should be [1. -2.]."
    assert shown in repr(checked)
    assert shown in checked.as_text(checked.lines())
