"""Tests that are in a notebook's own cells, as plain nbgrader has them: they run beside students' code.

The promise is weaker than a suite's. Code that runs beside a test can change what the test sees, or what
it says. It cannot carry a test out: what a reader is told was said in a run without the hidden parts, and
of the run with them only each test's points are taken.
"""

import ast
import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

import msgspec
import numpy as np

from autograder import hand_in
from autograder.course import Assignment, Course
from autograder.grading import doubts, rubric
from autograder.grading.engine import unreadable
from autograder.hand_in import HandIn
from autograder.notebook import PLAIN, Cell, Notebook
from autograder.report import CellReport, Outcome, Report, RunNote, Verdict, total
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.run import ProgramRun, tidy_each
from autograder.text import AnyText, lazy_gettext, title

NOTHING: Mapping[str, CellReport] = MappingProxyType({})
# nbgrader says so to every notebook that it grades, and a test may ask for it.
_FIRST = Cell(
    "autograder", "code", "__import__('os').environ['NBGRADER_EXECUTION'] = 'autograde'", name="autograder"
)


class Original(msgspec.Struct, frozen=True):
    """The parts that a release lacks: whole tests by their cell's name, and the notebook with its answers."""

    tests: dict[str, str]
    solved: tuple[Cell, ...]

    @property
    def has_answers(self) -> bool:
        """Whether the author wrote any: with stubs in the source nobody can tell whose fault a failure is."""
        solutions = [cell for cell in self.solved if cell.role.is_function and cell.kind == "code"]
        return not any("raise NotImplementedError" in cell.source for cell in solutions)


class NotebookRun(msgspec.Struct, frozen=True):
    """A notebook that was run from top to bottom, its tests in their places."""

    notes: tuple[RunNote, ...]  # on the cells that are no tests
    errors: dict[str, AnyText]  # by test: why it stopped
    values: dict[str, float]  # by test: the number that its last line gave, where it is asked for
    ended: bool  # whether it came to its end
    remarks: tuple[AnyText, ...] = ()  # on names that mean something else further down
    lacking: Mapping[str, tuple[str, ...]] = {}  # by name: packages that it needs and that are not here


class OwnTests:
    """Grades hand-ins of an assignment whose notebook tests itself."""

    def __init__(
        self,
        course: Course,
        assignment: Assignment,
        release: Notebook,
        original: Original,
        fork: Callable[[], Worker],
        tier: str,
    ) -> None:
        self.course, self.assignment, self.release, self.original = course, assignment, release, original
        self.fork, self.tier = fork, tier
        self.tests = release.tests
        self.shown = {name: cell.source for name, cell in self.tests.items()}

    @cached_property
    def standard(self) -> NotebookRun | None:
        """What the author's own answers come to, where there are any."""
        if not self.original.has_answers:
            return None
        return self.ran(self.original.solved, self.original.tests, "", tuple(self.tests))

    @property
    def measured(self) -> tuple[str, ...]:
        """The tests whose last line may be their points: nbgrader's partial credit."""
        return tuple(self.tests if self.standard is None else self.standard.values)

    def grade(self, student: str, raw: bytes, kept: Mapping[str, CellReport] = NOTHING) -> Report:
        """The report on one hand-in, whatever its bytes are. All tests run in one notebook: none is kept."""
        try:
            handed_in = hand_in.read_hand_in(raw, self.release)
        except hand_in.Unreadable as error:
            return unreadable(
                self.release, self.assignment.name, student, hand_in.digest(raw), error.why, self.tier
            )
        hides = self.shown != self.original.tests
        shown = self.ran(handed_in.cells, self.shown, handed_in.digest, () if hides else self.measured)
        complete = shown
        if hides:
            complete = self.ran(handed_in.cells, self.original.tests, handed_in.digest, self.measured)
        cells = {name: self.cell(cell, shown, complete) for name, cell in self.tests.items()}
        said = lazy_gettext("The tests of this notebook are in its own cells, and ran beside your code.")
        return Report(
            student=student,
            assignment=self.assignment.name,
            status="graded",
            score=total({name: cell.score for name, cell in cells.items()}),
            max_score=self.release.max_score,
            cells=cells,
            manual={name: name not in handed_in.untouched for name in self.release.questions},
            notes=(said, *(tidy_each(note, 300) for note in (*handed_in.notes, *shown.remarks))),
            run=shown.notes,
            sandbox=self.tier,
            digest=handed_in.digest,
            blank=tuple(name for name in self.release.functions if name in handed_in.untouched)
            or msgspec.UNSET,
        )

    def ran(
        self, cells: tuple[Cell, ...], tests: Mapping[str, str], digest: str, measured: tuple[str, ...]
    ) -> NotebookRun:
        """Run every code cell, stubs too, with these tests in their places; ask some for their number."""
        names = {name: f"autograder_value_{number}" for number, name in enumerate(self.tests)}
        program = [_FIRST]
        for number, cell in enumerate(cells, 1):
            is_test = cell.role.is_test
            text = with_value(tests[cell.name], names[cell.name]) if is_test else cell.source
            label = cell.name or f"cell {number}"  # as the student counts
            program.append(msgspec.structs.replace(cell, role=PLAIN, source=text, name=label))
        seed = hand_in.worker_seed(digest or "0")
        run = ProgramRun(HandIn(tuple(program), digest, frozenset()), {}, self.course.limits, seed, self.fork)
        worker = run.worker()
        errors = {note.cell: note.error for note in run.notes if note.cell in tests and note.error}
        values: dict[str, float] = {}
        if worker is not None:
            for name in measured:
                answer = self.value(worker, names[name], run.deadline) if name not in errors else None
                if answer is not None:
                    values[name] = answer
            worker.kill()
        notes = tuple(note for note in run.notes if note.cell not in tests)
        return NotebookRun(notes, errors, values, worker is not None, run.remarks, run.lacking)

    def value(self, worker: Worker, name: str, until: float) -> float | None:
        """The number that a test's last line gave; None where it gave something else, or nothing."""
        if not worker.alive:
            return None
        asked = Student(WorkerChannel(worker, self.course.limits.call_seconds, until))
        try:
            answer = getattr(asked, name)()
        except (WorkerFailure, Exception):  # whatever stands there is no number
            return None
        is_number = isinstance(answer, int | float | np.integer | np.floating) and not isinstance(
            answer, bool
        )
        return float(answer) if is_number and math.isfinite(answer) else None

    def cell(self, cell: Cell, shown: NotebookRun, complete: NotebookRun) -> CellReport:
        points = cell.points or 0.0
        verdict = self.verdict(cell, points, shown, complete)
        earned = rubric.score(points, self.course.visible_share, self.course.opens_at, [verdict])
        report = CellReport(points, rubric.outcome(points, earned, [verdict]), earned, (verdict,))
        called = [
            name for name in shown.lacking if re.search(rf"\b{re.escape(name)}\b", self.shown[cell.name])
        ]
        return doubts.with_doubt(report, called, shown.lacking)

    def verdict(self, cell: Cell, points: float, shown: NotebookRun, complete: NotebookRun) -> Verdict:
        """One test's word. Whose fault a failure is, the author's own answers tell."""
        name = cell.name
        verdict = Verdict(name, False, Outcome.PASSED, title=_title(cell))
        given = complete.values.get(name)
        if name in self.standard.values if self.standard else given is not None:
            best = self.standard.values[name] if self.standard else 0.0
            if not 0 <= best <= points or (given is not None and not 0 <= given <= points):
                said = f"it gave {best if given is None else given:g}, and the cell has {points:g} points"
                return msgspec.structs.replace(verdict, outcome=Outcome.ERROR, message=said)
            if given is not None:
                part = Fraction(str(given)) / Fraction(str(points))
                if complete is not shown:  # a student's code may choose the number by what is not shown
                    part = in_twelfths(part)
                outcome = Outcome.PASSED if part == 1 else Outcome.FAILED
                return msgspec.structs.replace(verdict, outcome=outcome, part=str(part))
        elif complete.ended and name not in complete.errors:
            return verdict
        if self.standard and (not self.standard.ended or name in self.standard.errors):
            said = "the author's own answers fail this test too"
            return msgspec.structs.replace(verdict, outcome=Outcome.ERROR, message=said)
        return msgspec.structs.replace(verdict, outcome=Outcome.FAILED, message=_why(name, shown, complete))


def in_twelfths(part: Fraction) -> Fraction:
    """A part of a test's points, down to a whole number of twelfths: halves, thirds and quarters stay.

    What nearly is one, as 0.33 is a third, counts as one.
    """
    nearest = Fraction(round(part * 12), 12)
    return nearest if abs(nearest - part) <= Fraction(1, 200) else Fraction(math.floor(part * 12), 12)


def _why(name: str, shown: NotebookRun, complete: NotebookRun) -> AnyText:
    if not complete.ended:
        return lazy_gettext("the notebook could not be run to its end: its cells stop the program")
    if name in shown.errors:
        return tidy_each(shown.errors[name], 500)
    if name in complete.errors:
        return lazy_gettext("a part of this test that is not shown found a mistake")
    return lazy_gettext("this test gave no points")


def _title(cell: Cell) -> AnyText:
    """The first words of a test's released text: its docstring, or its name."""
    try:
        doc = ast.get_docstring(ast.parse(cell.source))
    except (SyntaxError, ValueError):
        doc = None
    return title(doc, cell.name.replace("-", " "))


def with_value(source: str, name: str) -> str:
    """A test that leaves what its last line gives, as a notebook would print it, to a function of this name.

    No line moves, so that what an error says of lines is true.
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source  # IPython's own signs: such a test passes or fails
    if not body or not isinstance(body[-1], ast.Expr):
        return source
    last, lines = body[-1], [line.encode() for line in source.split("\n")]
    first, end = last.lineno - 1, (last.end_lineno or last.lineno) - 1
    after = lines[end][last.end_col_offset :]
    if after.lstrip().startswith(b";"):
        return source  # nothing would be printed
    lines[end] = lines[end][: last.end_col_offset] + b")" + after
    lines[first] = lines[first][: last.col_offset] + f"{name} = (".encode() + lines[first][last.col_offset :]
    kept = f"def {name}(value={name}): return value"
    return b"\n".join([*lines, kept.encode()]).decode()
