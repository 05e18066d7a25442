"""What a probe may hear: values that can be compared, and nothing that only stands for code."""

import numpy as np
import pytest

from autograder.diagnosis.casebook import Reference
from autograder.diagnosis.diagnose import Probe, ProbeAnswer, ask_probes, diagnose
from autograder.diagnosis.messages import sentence
from autograder.text import in_language

STUDENT = Reference(b"def f():\n    return 1\n", "f.py").student


@pytest.mark.parametrize(
    "ask",
    [
        lambda student: student.f,
        lambda student: [student.f],
        lambda student: np.asarray(student.f),
        lambda student: {"weights": np.array([1, student.f])},
    ],
)
def test_a_function_where_a_value_is_wanted_is_no_value_however_the_probe_holds_it(ask):
    assert ask_probes([Probe("f", ("the weights",), ask)], STUDENT()) == (ProbeAnswer(raised="NotAValue"),)


@pytest.mark.parametrize(
    ("answer", "right"), [(10**400, 1), (10**400, 2.5), (10**400, 10**400 + 1), (2**62, 2**62 + 1)]
)
def test_a_whole_number_that_no_float_holds_is_compared_as_it_is(answer, right):
    probes = [Probe("f", (label,), lambda student: student.f()) for label in ("one", "another")]
    answers, rights = ([ProbeAnswer(value)] * 2 for value in (answer, right))
    assert diagnose(probes, answers, answers, {}) is None
    assert diagnose(probes, answers, rights, {}) is not None


def diagnosed(came, right):
    """The diagnosis of what came to some questions about one function, and its particulars."""
    probes = [Probe("f", (f"question {number}",), lambda student: student.f()) for number in range(len(came))]
    answers, rights = ([ProbeAnswer(value) for value in side] for side in (came, right))
    diagnosis = diagnose(probes, answers, rights, {}, again=lambda: answers)
    return diagnosis and (diagnosis.name, dict(diagnosis.details))


def test_a_zero_in_the_last_place_is_an_empty_place_only_if_it_is_always_there():
    empty, right = [np.array([1, 2, 0]), np.array([4, 0])], [np.array([1, 2, 3]), np.array([4, 3])]
    assert diagnosed(empty, right)[0] == "last-place-empty"
    assert diagnosed([*empty, np.array([2, 6])], [*right, np.array([2, 6])])[0] == "wrong"


def test_rows_that_are_all_the_same_are_told():
    right = [np.array([[1, 2], [3, 4]]), np.array([[5, 1], [2, 2], [0, 7]])]
    assert diagnosed([np.array([[4, 6]] * 2), np.array([[7, 10]] * 3)], right) == ("rows-alike", {})
    assert diagnosed([np.array([[4, 6], [4, 7]]), np.array([[7, 10]] * 3)], right)[0] == "wrong"


def test_an_entry_too_many_or_too_few_is_named():
    right = [{"a": 0}, {"b": 0, "c": 1}]
    assert diagnosed([{"<unk>": 0, "a": 1}, {"<unk>": 0, "b": 1, "c": 2}], right) == (
        "entry-too-many",
        {"key": "'<unk>'"},
    )
    assert diagnosed([{}, {"b": 0}], right) == ("entry-missing", {"key": "'a'"})
    assert diagnosed([{"it": "moves"}, {}], [{"it stays": True}, {"it stays": True}])[0] == "wrong"
    assert diagnosed([{"shape": "(2, 2)", "layers": -2}] * 2, [{}, {}])[0] == "wrong"


def test_an_array_is_asked_for_only_where_one_is_wanted():
    listed = [["good", "film"], ["film"]]
    assert diagnosed(listed, [np.zeros(2), np.ones(3)]) == ("list", {})
    assert diagnosed(listed, [{"good": 0, "film": 1}, {"film": 0}]) == (
        "container",
        {"came": "list", "wanted": "dict"},
    )
    assert diagnosed([(each, 1.0) for each in listed], [({"good": 0}, 1.0), ({"film": 0}, 1.0)]) == (
        "container",
        {"came": "list", "wanted": "dict"},
    )
    assert diagnosed(listed, ["good film", "film"])[0] == "wrong"


def test_a_number_is_asked_for_only_where_one_is_wanted():
    assert diagnosed(["1", "2"], [1, 2]) == ("text", {})
    assert diagnosed(["good", "film"], [["good"], ["film"]])[0] == "wrong"
    assert diagnosed([True, False], [1, 2]) == ("bool", {})
    assert diagnosed([True, False], ["good", "film"])[0] == "wrong"


def test_of_several_values_the_shape_of_those_that_have_another_one_is_told():
    right = [(np.zeros(2), 1.0), (np.ones(3), 2.0)]
    assert diagnosed([(np.zeros((2, 4)), 1.5), (np.ones((3, 4)), 2.5)], right) == (
        "shape",
        {"came": "(3, 4)", "wanted": "(3,)", "differs": "too-deep"},
    )


def test_a_stop_in_another_cell_is_told_with_the_line_there():
    stopped = [ProbeAnswer(raised="KeyError", text="'b'", code="return step(net)", inner="net['b'] -= 1")] * 2
    probes = [Probe("f", ("one",), abs), Probe("f", ("another",), abs)]
    diagnosis = diagnose(probes, stopped, [ProbeAnswer(1), ProbeAnswer(2)], {})
    told = in_language(sentence(diagnosis.name, "f", diagnosis.details), "en")
    call, inside = (
        told.index("`return step(net)`"),
        told.index("stops with KeyError, in the line `net['b'] -= 1`"),
    )
    assert told.startswith("This line of yours calls a function of another cell")
    assert call < inside


def test_a_name_that_an_object_lacks_is_told():
    """The caller asks for it, so that there is no line of the student's at which it stops."""
    details = {"error": "AttributeError", "text": "'Net' object has no attribute 'bias'"}
    assert "Your object has no `bias`" in in_language(sentence("raises", "Net", details), "en")
    other = {"error": "AttributeError", "text": "'NoneType' object has no attribute 'bias'"}
    assert "Your object" not in in_language(sentence("raises", "Net", other), "en")
