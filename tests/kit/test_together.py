"""Tests side by side: the same report as one by one, whatever the student's code does."""

import subprocess
import sys

import made
import pytest

from autograder import grade
from autograder.grading import together
from autograder.grading.suite import with_suites
from autograder.marking import jobs


def double(body):
    """A hand-in with this in place of what doubles."""
    return made.RIGHT.replace("return x + x", body)


COMMON = {
    "right": double("return x * 2"),
    "wrong": double("return x * 3"),
    "raises": double("return 2 / 0"),
    "raises at one value": double("return 2 * x if x < 3 else x[0]"),
    "gives back nothing": double("print(2 * x)"),
    "gives back a function": double("return print"),
    "prints much": double("print('x' * 10 ** 6)\n    return 2 * x"),
    "too much memory": double("return [x] * 10 ** 11"),
    "calls itself for ever": double("return double(x)"),
}
UNCOMMON = {
    "never ends": double("while True:\n        pass"),
    "never ends at one value": double("while x == -3:\n        pass\n    return 2 * x"),
    "takes its time": double("for _ in range(3 * 10 ** 6):\n        pass\n    return 2 * x"),
    "too long an answer": double("return 'x' * (3 << 20)"),
}
CHANGED = "def test_a_list_stays(student):\n    given = [1, 2]\n    student.double(given)\n    assert given == [1, 2]\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    suites = made.SUITES | {"double": made.SUITES["double"] + "\n\n" + CHANGED}
    root = made.course(tmp_path_factory.mktemp("together") / "course", suites=suites)
    subprocess.run(
        [sys.executable, "-m", "autograder.cli", "build", "--course", str(root)],
        check=True,
        capture_output=True,
    )
    return root


def both_ways(root, answers, monkeypatch):
    """The report with tests side by side, the one with tests one by one, and how often the first way held."""
    job = jobs.prepare(root, "small")
    raw = made.hand_in(root, "ada", answers).read_bytes()
    held, inner = [], together.run

    def run(*arguments):
        found = inner(*arguments)
        held.append(found)
        return found

    def never(tests, judge, worker):
        worker.kill()
        raise together.Uncommon("never")

    def body(suites):
        with jobs.open_zygote(job) as zygote:
            engine = grade.new_engine(job, suites, zygote)
            monkeypatch.setattr(together, "run", run)
            beside = engine.grade("ada", raw)
            monkeypatch.setattr(together, "verdicts", never)
            return beside, engine.grade("ada", raw)

    return *with_suites(job.places, "small", body), len(held)


@pytest.mark.parametrize("what", COMMON)
def test_usual_programs_are_judged_side_by_side_as_one_by_one(root, what, monkeypatch):
    beside, alone, held = both_ways(root, COMMON[what], monkeypatch)
    assert beside == alone
    assert held == 1


@pytest.mark.parametrize("what", UNCOMMON)
def test_what_is_out_of_the_common_run_is_judged_one_by_one(root, what, monkeypatch):
    beside, alone, held = both_ways(root, UNCOMMON[what], monkeypatch)
    assert beside == alone
    assert held == 0


def test_an_argument_that_changes_is_seen_by_its_own_test_only(root, monkeypatch):
    answers = double("if isinstance(x, list):\n        x.append(3)\n    return x * 2")
    beside, alone, held = both_ways(root, answers, monkeypatch)
    assert beside == alone
    assert held == 0
    assert {test.name: test.outcome.value for test in beside.cells["test_double"].tests}[
        "test_a_list_stays"
    ] == "failed"


def test_a_program_that_may_remember_is_judged_one_by_one(root, monkeypatch):
    beside, alone, held = both_ways(
        root, "seen = []\n" + double("seen.append(x)\n    return 2 * x"), monkeypatch
    )
    assert beside == alone
    assert held == 0
