"""Hollow answers and answers too wide can be called like the real ones."""

import numpy as np
from made import STEP

from autograder.audit.hollow import hollow_answers, wide_answers


def made(text, name):
    namespace = {}
    exec(text, namespace)
    return namespace[name]


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
