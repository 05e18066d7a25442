"""One mistake is charged once: a function that is right earns its points though it calls one that is wrong."""

import hand_ins
import pytest

from autograder import notebook
from autograder.classroom.jobs import data_of
from autograder.diagnosis import casebook
from autograder.grading import reliance
from autograder.grading.engine import Engine
from autograder.grading.suite import with_suites
from autograder.report import Outcome
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.worker import protocol
from conftest import ASSIGNMENTS, COURSE, PLACES, SECRET

pytestmark = pytest.mark.full

NOTHING = "def {name}(*args, **kwargs):\n    return None\n"


def graded(assignment, hand_in_of):
    """The reports on some hand-ins, by name."""
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    reference = PLACES.solution(assignment).read_bytes()
    book = casebook.read_casebook(PLACES.release(assignment))

    def body(suites):
        imports, data = COURSE.imports_of(assignment), data_of(PLACES, assignment)
        with Zygote(tiers.probe().tier, imports, tiers.WorkerLimits(), data) as zygote:
            entry = COURSE.assignment(assignment)
            engine = Engine(COURSE, entry, release, reference, suites, SECRET, zygote.fork, "", book)
            return {name: engine.grade(name, raw) for name, raw in hand_in_of.items()}

    return with_suites(PLACES, assignment, body)


def pairs(assignment):
    """Each graded function of the reference with each other one that it calls."""
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    source = PLACES.solution(assignment).read_text(encoding="utf-8")
    calls = reliance.needed_names([protocol.ProgramCell("reference", source)])
    names = [name.removeprefix("test_") for name in release.tests]
    return [(caller, called) for caller in names for called in names if called in calls[caller]]


ALL_PAIRS = [(name, *pair) for name in ASSIGNMENTS for pair in pairs(name)]


def test_the_course_has_functions_that_call_each_other():
    assert {name for name, _, _ in ALL_PAIRS} >= {
        "forward_pass",
        "training",
        "language",
        "deep_vs_traditional",
    }


@pytest.mark.parametrize("assignment", sorted({name for name, _, _ in ALL_PAIRS}))
def test_a_right_function_has_its_points_though_it_calls_a_wrong_one(assignment):
    own = [(caller, called) for name, caller, called in ALL_PAIRS if name == assignment]
    raw = {
        f"{caller} {called}": hand_ins.with_answer(assignment, called, NOTHING.format(name=called))
        for caller, called in own
    }
    for name, report in graded(assignment, raw).items():
        caller, called = name.split()
        cell = report.cells[f"test_{caller}"]
        assert (cell.score, cell.outcome) == (cell.points, Outcome.PASSED), name
        assert called in cell.relies_on, name
        between = {(other, called) for other in cell.relies_on if other != called}
        assert between <= set(own), f"{name}: what is between the two calls the wrong one as well"
        assert report.cells[f"test_{called}"].score == 0.0


def test_a_list_in_the_place_of_an_array_costs_one_function_only():
    source = "def dense(inputs, weights, bias):\n    return (inputs @ weights + bias).tolist()\n"
    report = graded("forward_pass", {"ada": hand_ins.with_answer("forward_pass", "dense", source)})["ada"]
    dense, forward = report.cells["test_dense"], report.cells["test_forward"]
    assert dense.score < dense.points
    assert forward.score == forward.points
