"""Notebooks of plain nbgrader, whose grade cells hold tests of their own.

A grade cell that has a suite is judged by it, from outside the student's process. The tests of the others run
beside students' code, and the promise is weaker: such code can change what a test sees, or what it says.
It cannot carry a test out: what a reader is told was said in a run without the hidden parts, and
of the run with them only each test's points are taken.
"""

import ast
import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property, partial
from types import MappingProxyType

import msgspec
import numpy as np

from autograder import hand_in
from autograder.course import Assignment, Course
from autograder.errors import SuiteError
from autograder.grading import doubts, plugin, rubric
from autograder.grading.engine import unreadable
from autograder.grading.judge import Judge
from autograder.grading.suite import Suites, Test, quietly
from autograder.hand_in import HandIn
from autograder.notebook import PLAIN, Cell, Notebook, suite_of
from autograder.report import CellReport, Outcome, Report, RunNote, Verdict, total
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.run import ProgramRun, tidy_each
from autograder.text import AnyText, lazy_gettext, title
from autograder.worker.cells import NOT_PYTHON

NOTHING: Mapping[str, CellReport] = MappingProxyType({})
# As under nbgrader: a test may ask for the variable, and modules beside the notebook can be imported.
_FIRST = Cell(
    "autograder",
    "code",
    "__import__('os').environ['NBGRADER_EXECUTION'] = 'autograde'\n__import__('sys').path.insert(0, '')",
    name="autograder",
)


class Original(msgspec.Struct, frozen=True):
    """The parts that a release lacks: whole tests by their cell's name, and the notebook with its answers."""

    tests: dict[str, str]
    solved: tuple[Cell, ...]

    @property
    def has_answers(self) -> bool:
        """True if the author wrote answers: with stubs instead nobody can tell whose fault a failure is."""
        solutions = [cell for cell in self.solved if cell.role.is_function and cell.kind == "code"]
        return not any("raise NotImplementedError" in cell.source for cell in solutions)


class NotebookRun(msgspec.Struct, frozen=True):
    """The result of running a notebook from top to bottom, with its tests in their places."""

    notes: tuple[RunNote, ...]  # on the cells that are no tests
    errors: dict[str, AnyText]  # by test: why it stopped
    values: dict[str, float]  # by test: the number that its last line gave, where it is asked for
    ended: bool  # whether it came to its end
    remarks: tuple[AnyText, ...] = ()  # on names that mean something else further down
    lacking: Mapping[str, tuple[str, ...]] = {}  # by name: packages that it needs and that are not here


class OwnTests:
    """Grader of an assignment whose notebook tests itself."""

    def __init__(
        self,
        course: Course,
        assignment: Assignment,
        release: Notebook,
        original: Original,
        suites: Suites,
        secret: bytes,
        fork: Callable[[], Worker],
        tier: str,
    ) -> None:
        self.course, self.assignment, self.release, self.original = course, assignment, release, original
        self.suites, self.secret, self.fork, self.tier = suites, secret, fork, tier
        self.tests = release.tests
        found = {name: suites.cells.get(suite_of(name), ()) for name in self.tests}
        self.outside = {name: tests for name, tests in found.items() if tests}  # judged by their suites
        self.inside = {name: cell for name, cell in self.tests.items() if name not in self.outside}
        self.shown = {name: cell.source for name, cell in self.tests.items()}
        # No hidden part of a test that has a suite is ever in a student's process.
        self.complete = {
            name: original.tests[name] if name in self.inside else self.shown[name] for name in found
        }
        self._tried: dict[str, BaseException | None] = {}

    @cached_property
    def standard(self) -> NotebookRun | None:
        """Run of the notebook with the author's own answers; None if there are none."""
        if not self.original.has_answers:
            return None
        return self.ran(self.original.solved, self.complete, "", tuple(self.inside))

    @property
    def measured(self) -> tuple[str, ...]:
        """Tests whose last line may be their points: nbgrader's partial credit."""
        return tuple(self.inside if self.standard is None else self.standard.values)

    def grade(self, student: str, raw: bytes, kept: Mapping[str, CellReport] = NOTHING) -> Report:
        """Return the report on a hand-in, whatever its bytes are. Tests share one notebook: none is kept."""
        try:
            handed_in = hand_in.read_hand_in(raw, self.release)
        except hand_in.Unreadable as error:
            return unreadable(
                self.release, self.assignment.name, student, hand_in.bytes_digest(raw), error.why, self.tier
            )
        run = self.program(handed_in.cells, handed_in.digest, {})
        cells = {name: self.judged(name, run) for name in self.outside}
        seen: ProgramRun | NotebookRun = run
        if self.inside:
            hides = self.shown != self.complete
            shown = self.ran(handed_in.cells, self.shown, handed_in.digest, () if hides else self.measured)
            complete = shown
            if hides:
                complete = self.ran(handed_in.cells, self.complete, handed_in.digest, self.measured)
            cells |= {name: self.cell(cell, shown, complete) for name, cell in self.inside.items()}
            seen = shown
        cells = {name: cells[name] for name in self.tests}
        return Report(
            student=student,
            assignment=self.assignment.name,
            status="graded",
            score=total({name: cell.score for name, cell in cells.items()}),
            max_score=self.release.max_score,
            cells=cells,
            manual={name: name not in handed_in.untouched for name in self.release.questions},
            notes=(*self.said, *(tidy_each(note, 300) for note in (*handed_in.notes, *seen.remarks))),
            run=seen.notes,
            sandbox=self.tier,
            digest=handed_in.digest,
            blank=tuple(name for name in self.release.functions if name in handed_in.untouched)
            or msgspec.UNSET,
        )

    @property
    def said(self) -> tuple[AnyText, ...]:
        """Note on which tests ran beside the student's code, for student and staff."""
        if not self.inside:
            return ()
        if not self.outside:
            return (
                lazy_gettext("The tests of this notebook are in its own cells, and ran beside your code."),
            )
        return (
            lazy_gettext(
                "The tests of {names} are in the notebook's own cells, and ran beside your code.",
                names=tuple(self.inside),
            ),
        )

    def program(self, cells: tuple[Cell, ...], digest: str, tests: Mapping[str, str]) -> ProgramRun:
        """Return a run of every code cell from top to bottom, stubs too, with `tests` in their places."""
        program = [_FIRST]
        for number, cell in enumerate(cells, 1):
            if not cell.role.is_test or cell.name in tests:
                text = tests[cell.name] if cell.role.is_test else cell.source
                label = cell.name or f"cell {number}"  # as the student counts
                program.append(msgspec.structs.replace(cell, role=PLAIN, source=text, name=label))
        seed = hand_in.worker_seed(digest or "0")
        whole = HandIn(tuple(program), digest, frozenset())
        return ProgramRun(whole, {}, self.course.limits, seed, self.fork)

    # --- judged by a suite ---------------------------------------------------------------------

    def judged(self, name: str, run: ProgramRun) -> CellReport:
        """Return the report on a test that has a suite: the student's code answers from its own process."""
        knows = self.original.has_answers
        judge: Judge[Test] = Judge(
            run,
            lambda test, student: self.call(test, student, run.handed_in.digest),
            self.refuse_unfair if knows else None,
            (lambda test: isinstance(self.tried(test), WorkerFailure)) if knows else None,
        )
        worker = run.worker()
        with quietly():
            verdicts = judge.verdicts(self.outside[name], worker)
        if worker is not None:
            worker.kill()
        return self.scored(name, verdicts, run.lacking)

    def call(self, test: Test, student: Student, digest: str) -> None:
        """Run a test of a suite with `student` in the student's place."""
        seed = partial(plugin.seed_of, self.secret, digest, test.id)
        self.suites.call(test, student, partial(_no_reference, test), seed)

    def refuse_unfair(self, test: Test) -> None:
        """Raise the error with which a test ends on the author's own answers; none if they pass."""
        if (error := self.tried(test)) is not None:
            raise error

    def tried(self, test: Test) -> BaseException | None:
        """Return a test's error on the author's own answers, which are tried once; None if they pass."""
        if test.id not in self._tried:
            self._tried[test.id] = self._on_the_answers(test)
        return self._tried[test.id]

    def _on_the_answers(self, test: Test) -> BaseException | None:
        run = self.program(self.original.solved, "", {})
        worker = run.worker()
        if worker is None:
            return SuiteError(
                test.id, "the author's own notebook cannot be run to its end", "restart it and run all cells"
            )
        seconds = run.limits.slow_seconds if test.slow else run.limits.call_seconds
        try:
            with quietly():
                self.call(test, Student(run.channel(worker, seconds), lambda: run.program), "")
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return error
        finally:
            worker.kill()
        return None

    # --- run beside the student's code ---------------------------------------------------------

    def ran(
        self, cells: tuple[Cell, ...], tests: Mapping[str, str], digest: str, measured: tuple[str, ...]
    ) -> NotebookRun:
        """Run a notebook with `tests` in their places, and ask those in `measured` for their number."""
        names = {name: f"autograder_value_{number}" for number, name in enumerate(self.tests)}
        texts = {name: with_value(text, names[name]) for name, text in tests.items()}
        run = self.program(cells, digest, texts)
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
        """Return the number that a test's last line gave; None if it gave something else, or nothing."""
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
        """Return the report on a test that ran beside the student's code."""
        verdict = self.verdict(cell, cell.points or 0.0, shown, complete)
        report = self.scored(cell.name, (verdict,), shown.lacking)
        return msgspec.structs.replace(report, can_be_forged=True)

    def scored(
        self, name: str, verdicts: tuple[Verdict, ...], lacking: Mapping[str, tuple[str, ...]]
    ) -> CellReport:
        """Return the report on a grade cell with these verdicts."""
        report = rubric.cell_report(self.tests[name].points or 0.0, self.course, verdicts)
        called = [other for other in lacking if re.search(rf"\b{re.escape(other)}\b", self.shown[name])]
        return doubts.with_doubt(report, called, lacking)

    def verdict(self, cell: Cell, points: float, shown: NotebookRun, complete: NotebookRun) -> Verdict:
        """Return a test's verdict. The author's own answers tell whose fault a failure is."""
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


def _no_reference(test: Test) -> Student:
    raise SuiteError(
        test.id, "a notebook that tests itself has no `reference`", "write what is expected into the test"
    )


def in_twelfths(part: Fraction) -> Fraction:
    """Round a part of a test's points down to whole twelfths: halves, thirds and quarters stay.

    A part that is nearly a whole number of them, as 0.33 is nearly a third, counts as that number.
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
    """Return a test's title: the docstring of its released text, or its name."""
    try:
        doc = ast.get_docstring(ast.parse(cell.source))
    except (SyntaxError, ValueError):
        doc = None
    return title(doc, cell.name.replace("-", " "))


def with_value(source: str, name: str) -> str:
    """Return a test's source with a function `name` that returns the value of the last line.

    No line moves, so that the line numbers in errors stay true.
    """
    try:
        body = ast.parse(source).body
    except NOT_PYTHON:
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
