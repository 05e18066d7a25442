"""The diagnosis names the true cause of wrong code, and of right code none.

Wrong code here is a copy of a misconception; test_wrong.py has what is none.
"""

from functools import cache

import hand_ins
import numpy as np
import pytest

from autograder.diagnosis import misconceptions, worked_ideas
from autograder.diagnosis.casebook import (
    Casebook,
    Reference,
    in_folder,
    open_casebook,
    parse_casebook,
    write_casebook,
)
from autograder.diagnosis.diagnose import Diagnosis, Probe, ProbeAnswer, diagnose
from autograder.diagnosis.messages import message
from autograder.text import in_language
from conftest import ASSIGNMENTS, COURSE, PLACES

pytestmark = pytest.mark.full


def table(assignment: str) -> dict[str, misconceptions.Misconception]:
    """misconceptions.yml, in its order."""
    file = PLACES.suites(assignment) / "misconceptions.yml"
    return misconceptions.read_misconceptions(file, file.name)


# Form says as much as these misconceptions do, and is read first.
TOLD_BY_FORM = {
    name: entry.told_as
    for assignment in ASSIGNMENTS
    for name, entry in table(assignment).items()
    if entry.told_as
}


@cache
def reference(assignment: str) -> str:
    return PLACES.solution(assignment).read_text(encoding="utf-8")


@cache
def book(assignment: str) -> Casebook:
    made = open_casebook(PLACES, assignment, reference(assignment).encode())
    assert made is not None
    return made


@cache
def written(assignment: str) -> bytes:
    """What a desk is given of the casebook."""
    file = PLACES.checks(assignment) / "ideas.yml"  # a new assignment has none
    ideas = worked_ideas.parse_ideas(file.read_bytes(), file.name) if file.is_file() else {}
    probes = (PLACES.checks(assignment) / "probes.py").read_text(encoding="utf-8")
    return write_casebook(book(assignment), "en", probes, ideas, COURSE.marks_lines)


def found(assignment: str, function: str, text: str, by: Casebook | None = None) -> str | None:
    """What the diagnosis says of the reference with one function as in `text`."""
    with in_folder(PLACES.source(assignment).parent):
        student = Reference(f"{reference(assignment)}\n\n\n{text}".encode(), "a student").student()
        diagnosis = (by or book(assignment)).diagnosis(function, student)
    return diagnosis.name if diagnosis else None


def test_the_desk_diagnoses_every_misconception_as_itself(assignment):
    """As grading does (test_proof.py). Only a returned error, which cannot cross the wall, is known here as itself."""
    desk = parse_casebook(written(assignment))
    for name, (function, wrong) in hand_ins.misconceptions(assignment).items():
        assert found(assignment, function, wrong, by=desk) in (name, TOLD_BY_FORM.get(name, name)), name


def test_the_reference_is_diagnosed_as_nothing(assignment):
    for function in book(assignment).probes:
        assert found(assignment, function, "") is None


def test_right_code_in_another_style_is_diagnosed_as_nothing(assignment):
    for function, style, text in hand_ins.variants(assignment):
        assert found(assignment, function, text) is None, (function, style)


def test_what_is_written_for_the_desk_does_not_depend_on_chance(assignment):
    """Another process, on some other day, has written the release's."""
    assert written(assignment) == (PLACES.release(assignment) / "checks/diagnosis.json").read_bytes()


def heard(*values):
    return tuple(ProbeAnswer(value) for value in values)


PROBES = [Probe("f", ("a number",), abs)] * 3


def test_of_misconceptions_with_equal_answers_the_first_in_the_file_is_named():
    known = {"second-letter": heard(5.0, 6.0, 7.0), "a-first-letter": heard(5.0, 6.0, 7.0)}
    assert diagnose(PROBES, heard(5.0, 6.0, 7.0), heard(1.0, 2.5, 3.0), known) == Diagnosis("second-letter")


def test_a_misconception_wrong_nearly_everywhere_is_not_named_for_a_slip_at_one_spot():
    probes = [Probe("f", (f"number {number}",), abs) for number in range(8)]
    right, everywhere = heard(*range(1, 9)), heard(*range(11, 19))
    once = heard(11, *range(2, 9))
    assert diagnose(probes, once, right, {"everywhere": everywhere}) == Diagnosis(
        "only", {"label": "number 0"}
    )


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ((-1.0, -2.5, -30.0), "sign"),
        ((1.5, 3.0, 30.5), "offset"),
        ((2.0, 5.0, 60.0), "factor"),
        ((1.0, 2.0, 30.0), "cut"),
        (([[1.0]], [[2.5]], [[30.0]]), "list-for-number"),
        ((np.array([1.0]), np.array([2.5]), np.array([30.0])), "reshaped"),
        ((1.0, 2.501, 30.0), "close"),
        ((7.0, 7.0, 7.0), "always-the-same"),
        ((True, False, True), "bool"),
        (("1.0", "2.5", "30.0"), "text"),
        (([1.0], [2.5], [30.0]), "list-for-number"),
        (((1.0, 0), (2.5, 0), (30.0, 0)), "count"),
        ((None, None, None), "returns-nothing"),
        ((1.0, float("inf"), 30.0), "not-finite"),
        ((4.0, 1.0, 9.0), "wrong"),
    ],
)
def test_answers_without_a_misconception_are_read_for_what_they_are(answers, name):
    diagnosis = diagnose(PROBES, heard(*answers), heard(1.0, 2.5, 30.0), {})
    assert diagnosis is not None
    assert diagnosis.name == name


ROWS = [np.array([1.5, 2.5, -3.0]), np.array([4.0, 0.5, 7.0]), np.array([-2.0, 9.5, 6.0])]


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        (lambda row: row * [1, 0, 0], "first-place-only"),
        (lambda row: row * [0, 1, 1], "first-place-empty"),
        (lambda row: row * [1, 1, 0], "last-place-empty"),
        (lambda row: np.maximum(row, 3.0), "never-below"),
        (lambda row: np.minimum(row, 3.0), "never-above"),
        (lambda row: 1 / (1 + np.exp(-row)), "step-too-many"),
        (tuple, "tuple"),
        (np.floor, "cut"),
        (lambda row: row[None], "reshaped"),
    ],
)
def test_answers_in_rows_are_read_for_what_they_are(slip, name):
    diagnosis = diagnose(PROBES, heard(*map(slip, ROWS)), heard(*ROWS), {})
    assert diagnosis is not None
    assert diagnosis.name == name


def test_a_count_that_is_wrong_is_told_from_a_factor_that_is_always_the_same():
    diagnosis = diagnose(PROBES, heard(2.0, 7.5, 120.0), heard(1.0, 2.5, 30.0), {})
    assert diagnosis is not None
    assert diagnosis.name == "counted"


def test_of_values_that_come_back_together_the_wrong_one_is_named():
    answers = [(row, row * 2 + 1) for row in ROWS]
    right = [(row, row * 2 - row[::-1]) for row in ROWS]
    diagnosis = diagnose(PROBES, heard(*answers), heard(*right), {})
    assert diagnosis == Diagnosis("one-of-several", {"number": "2"})


def test_of_values_that_come_back_by_name_the_wrong_one_is_named():
    answers = [{"weights": row, "bias": row + 1} for row in ROWS]
    right = [{"weights": row, "bias": row[::-1]} for row in ROWS]
    assert diagnose(PROBES, heard(*answers), heard(*right), {}) == Diagnosis("one-of-named", {"name": "bias"})
    told = [{"moves": True, "as one": False}] * 3, [{"moves": True, "as one": True}] * 3
    assert diagnose(PROBES, heard(*told[0]), heard(*told[1]), {}).name != "one-of-named"  # words of a probe


def test_a_turned_sign_beside_a_known_mistake_is_told_since_its_hint_may_call_signs_right():
    known = {"a sum instead of a mean": heard(*[row * row.size for row in ROWS])}
    turned = diagnose(PROBES, heard(*[-1 * row * row.size for row in ROWS]), heard(*ROWS), known)
    assert turned is not None
    assert turned.name != "a sum instead of a mean"
    cubes = {"cubes": heard(*[row**3 for row in ROWS])}
    twice = diagnose(PROBES, heard(*[2 * row**3 for row in ROWS]), heard(*ROWS), cubes)
    assert twice is not None
    assert twice.name == "cubes"
    away = diagnose(PROBES, heard(*[-2 * row**3 for row in ROWS]), heard(*ROWS), cubes)
    assert away is not None
    assert away.name == "sign-beside"


PARTS = [Probe("f", (part, size), abs, part) for part in ("a", "b") for size in ("small", "large")]


def test_what_is_wrong_in_a_later_part_too_is_not_called_right_elsewhere():
    right = heard(ROWS[0], ROWS[1], ROWS[0], ROWS[1])
    one, both = (
        heard(-ROWS[0] + 1, -ROWS[1] - 3, ROWS[0], ROWS[1]),
        heard(*[row * row for row in ROWS[:2]] * 2),
    )
    assert diagnose(PARTS, one, right, {}) == Diagnosis("only", {"label": "a"})
    assert diagnose(PARTS, both, right, {}).name not in ("only", "all-but", "one-of-several")


def test_two_stops_of_one_kind_that_mean_something_else_are_not_the_same_mistake():
    shapes = ProbeAnswer(
        raised="ValueError", text="operands could not be broadcast together with shapes (2,) (3,)"
    )
    pair = ProbeAnswer(raised="ValueError", text="too many values to unpack (expected 2)")
    known = {"shapes-do-not-fit": (shapes,) * 3}
    assert diagnose(PROBES, (shapes,) * 3, heard(1.0, 2.5, 30.0), known).name == "shapes-do-not-fit"
    assert diagnose(PROBES, (pair,) * 3, heard(1.0, 2.5, 30.0), known).name == "raises"


@pytest.mark.parametrize(
    ("answers", "later", "name"),
    [
        ((1.0, 1.0, 1.0), (9.0, 1.0, 1.0), "first-call-only"),
        ((2.0, 4.5, 33.0), (5.0, 7.5, 36.0), "changing"),
        ((4.0, 1.0, 9.0), (4.0, 1.0, 9.0), "wrong"),
    ],
)
def test_a_function_that_keeps_something_is_told_from_one_that_does_not(answers, later, name):
    diagnosis = diagnose(PROBES, heard(*answers), heard(1.0, 2.5, 30.0), {}, lambda: heard(*later))
    assert diagnosis == Diagnosis(name)


def test_float32_is_no_mistake():
    assert (
        diagnose(
            PROBES, heard(*(row.astype("f4") * 1.1 for row in ROWS)), heard(*(row * 1.1 for row in ROWS)), {}
        )
        is None
    )


def test_an_assert_is_a_refusal_of_the_wrong_kind():
    own = ProbeAnswer(raised="AssertionError", is_own=True, code="assert len(x) == len(w)")
    refused = [ProbeAnswer(raised="ValueError")] * len(PROBES)
    assert diagnose(PROBES, [own] * len(PROBES), refused, {}) == Diagnosis(
        "own-assert", {"error": "AssertionError", "wanted": "ValueError"}
    )


def test_of_two_mistakes_a_known_one_is_told_where_the_other_is_a_sign_or_a_factor():
    known = {"another": heard(*[row * row for row in ROWS])}
    for factor in (-1, 2.5):
        diagnosis = diagnose(PROBES, heard(*[factor * row * row for row in ROWS]), heard(*ROWS), known)
        assert diagnosis == Diagnosis("another", {"factor": f"{factor:.4g}"}, is_weak=True)
        told = in_language(message("another", "f", diagnosis.details, {"another": "It is squared."}), "en")
        assert (
            told
            == f"All your results hold a factor of {factor:.4g} that does not belong there. Apart from that: It is squared."
        )
    plain = diagnose(PROBES, heard(*[row * row + row for row in ROWS]), heard(*ROWS), known)
    assert plain == Diagnosis("wrong")


@pytest.mark.parametrize("came", ["4 pairs", [1.0, 2.0], {"a": 1.0}])
def test_one_thing_that_holds_several_is_not_counted_as_one_value(came):
    """A question may answer in words where the form is wrong, such as a list of too many pairs."""
    several = heard((1.0, 2.0), (3.0, 4.0), (5.0, 6.0))
    assert diagnose(PROBES, heard(came, came, came), several, {}).name not in ("count", "list")
