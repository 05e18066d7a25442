"""Grades everything that the course's tests look at, once an assignment, through real workers."""

import os
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parent))

import hand_ins

from autograder import notebook, report
from autograder.audit.audit_report import Weakness
from autograder.audit.course_audit import audit
from autograder.audit.trials import Trial, TrialResult
from autograder.classroom.jobs import data_of
from autograder.course import load_course
from autograder.diagnosis import casebook
from autograder.grading import pool, reliance
from autograder.grading.engine import Engine
from autograder.grading.suite import with_suites
from autograder.report import Report
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.worker import protocol

COURSE, PLACES = load_course(hand_ins.ROOT)
ASSIGNMENTS = [entry.name for entry in COURSE.assignments]
SECRET = b"the secret of the tests, fixed: a golden report needs it"
# Each lane begins with the reference; where as many workers test, a second one only takes turns with them.
LANES = max(1, (os.cpu_count() or 1) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


@dataclass
class Graded:
    """One assignment's hand-ins by name, and their reports.

    Where `judged` names cells of a hand-in, the others are the reference's: they cost more, and say nothing new.
    """

    assignment: str
    raw: dict[str, bytes] = field(default_factory=dict)
    judged: dict[str, frozenset[str]] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)

    def starting(self, prefix: str) -> dict[str, Report]:
        """The reports whose names begin so, without the beginning."""
        return {
            name.removeprefix(prefix): one for name, one in self.reports.items() if name.startswith(prefix)
        }


def few(assignment: str) -> Graded:
    """Three hand-ins of an assignment for a quick look: reference, stub, and one misconception."""
    name, (function, wrong) = next(iter(hand_ins.misconceptions(assignment).items()))
    raw = {
        "reference": hand_ins.as_bytes(hand_ins.answered(hand_ins.reference(assignment))),
        "stub": hand_ins.as_bytes(hand_ins.released(assignment)),
        f"wrong/{name}/{function}": hand_ins.with_answer(assignment, function, wrong),
    }
    return Graded(assignment, raw)


def first_misconceptions(assignment: str) -> dict[str, tuple[str, str]]:
    """The first misconception of each function: its name and its text."""
    found: dict[str, tuple[str, str]] = {}
    for name, (function, wrong) in hand_ins.misconceptions(assignment).items():
        found.setdefault(function, (name, wrong))
    return found


def callers(assignment: str) -> dict[str, frozenset[str]]:
    """By function, the grade cells of the others that need it in the reference."""
    source = PLACES.solution(assignment).read_text(encoding="utf-8")
    needed = reliance.needed_names([protocol.ProgramCell("reference", source)])
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    return {
        function: frozenset(
            cell
            for cell in release.tests
            if cell != f"test_{function}" and function in needed.get(cell.removeprefix("test_"), ())
        )
        for function in release.functions
    }


def everything(assignment: str) -> Graded:
    """All hand-ins of an assignment: reference, stub, empty answers, examples, styles, misconceptions, bad habits.

    Of each function one misconception, judged in all cells, and each style, judged in the cells of the functions
    that need it. In its own cell the audit judges all of them.
    """
    raw = {
        "reference": hand_ins.as_bytes(hand_ins.answered(hand_ins.reference(assignment))),
        "stub": hand_ins.as_bytes(hand_ins.released(assignment)),
    }
    judged: dict[str, frozenset[str]] = {}
    for kind, answers in hand_ins.empty_answers(assignment).items():
        raw[f"empty/{kind}"] = hand_ins.as_bytes(hand_ins.spliced(assignment, answers))
    for name, example in hand_ins.examples(assignment):
        raw[f"example/{name}"] = example
    needed_by = callers(assignment)
    for function, style, answers in hand_ins.variants(assignment):
        if needed_by[function]:
            name = f"variant/{function}/{style}"
            raw[name], judged[name] = hand_ins.with_answer(assignment, function, answers), needed_by[function]
    for function, (mistake, wrong) in first_misconceptions(assignment).items():
        raw[f"wrong/{mistake}/{function}"] = hand_ins.with_answer(assignment, function, wrong)
    habits = "".join(hand_ins.HABITS.format(name=function) for function in needed_by)
    raw["habits"] = hand_ins.as_bytes(hand_ins.spliced(assignment, habits))
    return Graded(assignment, raw, judged)


def grade_in_lanes(
    graded: Graded, names: list[str], lanes: int, cell_seconds: float = 2
) -> dict[str, Report]:
    """The reports on some hand-ins, at the best tier that there is: each lane takes the next one, in this order.

    A cell that never ends is waited for `cell_seconds`: two are enough where nothing else shares the core.
    """
    assignment = graded.assignment
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    tier = tiers.probe().tier
    limits = msgspec.structs.replace(COURSE.limits, cell_seconds=cell_seconds)
    course = msgspec.structs.replace(COURSE, limits=limits)

    def start(suites, folder):
        data = data_of(PLACES, assignment)
        zygote = Zygote(tier, course.imports_of(assignment), tiers.WorkerLimits(), data)
        reference = PLACES.solution(assignment).read_bytes()
        entry = course.assignment(assignment)
        book = casebook.read_casebook(PLACES.release(assignment))
        engine = Engine(course, entry, release, reference, suites, SECRET, zygote.fork, tier, book)
        right = graded.reports.get("reference") or engine.grade("reference", graded.raw["reference"])

        def work(number):
            name = names[number]
            judged = graded.judged.get(name, right.cells.keys())
            known = {cell: one for cell, one in right.cells.items() if cell not in judged}
            found = right if name == "reference" else engine.grade(name, graded.raw[name], known)
            (folder / str(number)).write_bytes(report.encode(found))

        return work

    def body(suites):
        with tempfile.TemporaryDirectory() as folder:
            for number, lost in pool.run(len(names), lanes, lambda: start(suites, Path(folder))):
                assert lost is None, (names[number], lost)
            return {
                name: report.decode((Path(folder) / str(number)).read_bytes())
                for number, name in enumerate(names)
            }

    return with_suites(PLACES, assignment, body)


@cache
def grade_all(assignment: str, quick: bool) -> Graded:
    """Grade an assignment's hand-ins on the cores that other workers of pytest leave."""
    graded = few(assignment) if quick else everything(assignment)
    graded.reports = grade_in_lanes(graded, list(graded.raw), LANES)
    return graded


@dataclass
class Audited:
    """What the audit found weak in an assignment, and its reports on the misconceptions, each in its own cell."""

    weak: tuple[Weakness, ...]
    mistakes: dict[str, Report]


@cache
def audit_of(assignment: str) -> Audited:
    """Audit an assignment. Two seeds; the command takes twenty, and `make audit SEEDS=50` looks longer."""
    mistakes: dict[str, Report] = {}

    def listen(trial: Trial, result: TrialResult) -> None:
        if trial.kind == "misconception" and result.report:
            mistakes[f"wrong/{trial.name}/{trial.function}"] = result.report

    (found,) = audit(hand_ins.ROOT, [assignment], lanes=LANES, seeds=2, listen=listen)
    assert len(mistakes) == len(hand_ins.misconceptions(assignment))
    return Audited(found.weak, mistakes)


@pytest.fixture(params=ASSIGNMENTS)
def assignment(request):
    """Each assignment's name."""
    return request.param


@pytest.fixture
def graded(assignment, request):
    """Each assignment's reports; graded when the first test asks."""
    return grade_all(assignment, request.config.getoption("--quick"))


@pytest.fixture
def audited(assignment):
    """Each assignment's audit, when the first test asks."""
    return audit_of(assignment)


@pytest.fixture
def mistakes(assignment, request):
    """The audit's report on each misconception; none with `--quick`."""
    return {} if request.config.getoption("--quick") else audit_of(assignment).mistakes


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden reports anew; read the diff"
    )
    parser.addoption(
        "--every-program", action="store_true", help="ask every wrong program of strangers, not one in five"
    )
