"""Hollow programs can be called like the real ones, and programs that guess know the visible examples.

A guess is whole, and none where it is right.
"""

import numpy as np
import pytest
from made import STEP

from autograder.audit import guesses
from autograder.audit.hollow import hollow_answers, wide_answers

TOTAL = '''
def total(numbers):
    """Add up."""
    found = 0
    for number in numbers:
        found = found + number
    return found
'''
SCALED = "def scaled(x, factor=2):\n    return np.log(x * factor)\n"
PARTS = "def parts(x):\n    return [x[:1], {'rest': x[1:]}], 3, 'a text'\n"
COUNTER = """
class Counter:
    def __init__(self, size):
        self.size = size
        self.held = np.ones(size) * 7

    def added(self, x):
        return self.held + x
"""


def made(text, name):
    """What a program defines under a name, and everything else in it."""
    namespace = {"np": np}
    exec(compile(text, "a guess", "exec"), namespace)
    return namespace[name]


@pytest.mark.parametrize(
    ("text", "name"), [(TOTAL, "total"), (SCALED, "scaled"), (PARTS, "parts"), (COUNTER, "Counter")]
)
def test_every_guess_is_a_whole_program(text, name):
    found = guesses.guesses(text, name)
    assert len(found) > 10
    for program in found.values():
        assert callable(made(program, name))


def test_a_cell_without_the_name_has_no_guesses():
    assert guesses.guesses("age = 3", "age") == {}
    assert guesses.recording_program("age = 3", "age") == ""


def test_a_visible_example_is_answered_right_and_nothing_else():
    recorder = {"np": np}
    exec(guesses.recording_program(SCALED, "scaled"), recorder)
    recorder["scaled"](np.array([1.0, 2.0]))
    recorder["scaled"](3.0, factor=5)
    found = guesses.guesses(SCALED, "scaled", recorder["noted_calls"]())
    guess = made(found["always 7"], "scaled")
    assert guess(np.array([1.0, 2.0])).tolist() == [np.log(2.0), np.log(4.0)]
    assert guess(3.0, 5) == np.log(15.0)
    assert guess(np.array([1.0, 2.1])) == 7
    assert guess(3.0) == 7


def test_a_visible_example_of_an_object_is_known_by_what_it_holds():
    recorder = {"np": np}
    exec(guesses.recording_program(COUNTER, "Counter"), recorder)
    one = recorder["Counter"](2)
    one.held = np.array([4.0, 5.0])
    one.added(1)
    found = guesses.guesses(COUNTER, "Counter", recorder["noted_calls"]())
    other = made(found["everything of the right sizes, zeros"], "Counter")(2)
    assert other.held.tolist() == [0.0, 0.0]
    assert other.added(1).tolist() == [0.0, 0.0]
    other.held = np.array([4.0, 5.0])
    assert other.added(1).tolist() == [5.0, 6.0]


def test_the_right_sizes_have_made_up_numbers_in_them():
    guess = made(guesses.guesses(PARTS, "parts")["the right sizes, counted up"], "parts")
    (first, rest), number, text = guess(np.array([5.0, 6.0, 7.0]))
    assert first.tolist() == [0.0]
    assert rest["rest"].tolist() == [0.0, 1.0]
    assert (number, text) == (0, "a text")


def test_one_number_is_spread_only_where_there_are_several():
    guess = made(guesses.guesses(SCALED, "scaled")["the right sizes, its first number everywhere"], "scaled")
    assert guess(np.array([1.0, 2.0])).tolist() == [np.log(2.0)] * 2
    assert guess(1.0) == 0.5


def test_the_main_step_is_left_out():
    found = guesses.guesses(TOTAL, "total")
    assert made(found["the reference with nothing done in `for number in numbers:`"], "total")([3, 4]) == 0
    found = guesses.guesses(SCALED, "scaled")
    assert made(found["the reference with `return x * factor` at its end"], "scaled")(3.0) == 6.0


def test_a_loop_without_its_step_ends():
    counting = "def halvings(n):\n    found = 0\n    while n > 1:\n        n, found = n // 2, found + 1\n    return found\n"
    name = "the reference with nothing done in `while n > 1:`"
    assert made(guesses.guesses(counting, "halvings")[name], "halvings")(8) == 0


def test_what_only_changes_the_form_is_no_main_step():
    text = "def f(x):\n    return np.array([x])\n"
    assert not [kind for kind in guesses.guesses(text, "f") if "at its end" in kind]


def is_right(text, name, kind, *calls):
    namespace = {"np": np}
    exec(guesses.comparing_program(guesses.guesses(text, name)[kind], name), namespace)
    for call in calls:
        namespace[name](*call)
    return namespace["guess_is_right"]()


def test_a_guess_that_answers_as_the_reference_does_is_right():
    assert is_right(TOTAL, "total", "the sum of numbers", ([1.0, 2.5],), ([3, 4],))
    assert not is_right(TOTAL, "total", "the mean of numbers", ([1.0, 2.5],))


def test_a_guess_that_is_right_for_what_was_asked_only_is_a_guess():
    assert not is_right(TOTAL, "total", "always 7", ([3.0, 4.0],))


def test_a_guess_that_was_asked_nothing_is_a_guess():
    assert not is_right(TOTAL, "total", "the sum of numbers")


def test_a_function_that_changes_its_argument_is_compared_by_that():
    text = "def emptied(values):\n    values[:] = 0\n"
    assert not is_right(text, "emptied", "always None", (np.array([1.0, 2.0]),))


ACCOUNT = """
class Account:
    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance

    def deposit(self, amount):
        self.balance += amount
"""
STACK = """
class Stack:
    def __init__(self):
        self.held = []

    def push(self, one):
        self.held.append(one)
"""


@pytest.mark.parametrize(("text", "name"), [(ACCOUNT, "Account"), (STACK, "Stack")])
def test_a_guess_at_a_class_without_arrays_makes_up_its_numbers_or_is_right(text, name):
    for program in guesses.guesses(text, name).values():
        namespace = {"np": np}
        exec(guesses.comparing_program(program, name), namespace)
        if name == "Stack":
            namespace[name]().push(3)
        else:
            made = namespace[name]("ada", 500)
            assert (made.owner, made.balance == 500) == ("ada", False)
        assert namespace["guess_is_right"]() == (name == "Stack")


# --- hollow answers, and answers too wide ------------------------------------------------------


def test_a_hollow_function_can_be_called_as_the_real_one():
    answers = {
        kind: made(text, "step")([1.0, 2.0], limit=3) for kind, text in hollow_answers(STEP, "step").items()
    }
    assert answers["nothing"] is None
    assert answers["x itself"] == [1.0, 2.0]
    assert answers["limit itself"] == 3
    assert np.array_equal(answers["zeros of its shape"], [0, 0])
    assert answers["the number 0.5"] == 0.5


def test_a_hollow_class_has_the_methods_of_the_real_one():
    text = "class Net:\n    def __init__(self, a, b):\n        self.w = a\n\n    def forward(self, inputs):\n        pass"
    net = made(hollow_answers(text, "Net")["inputs itself"], "Net")(1, 2)
    assert net.forward(inputs=7) == 7
    net = made(wide_answers(text, "Net", 5)[1], "Net")(1, 2)
    assert [one.shape for one in net.forward(0)] == [(5, 1), (1, 5)] or [
        one.shape for one in net.forward(0)
    ] == [(1, 5), (5, 1)]


def test_answers_too_wide_are_a_column_and_a_row_by_turns():
    (one, _) = wide_answers(STEP, "step", 5)
    step = made(one, "step")
    assert {step([1]).shape, step([1]).shape} == {(5, 1), (1, 5)}


def test_a_cell_without_the_name_has_no_hollow_answers():
    assert hollow_answers("age = 3", "age") == {}
    assert wide_answers("age = 3", "age", 5) == []
