"""One hand-in's whole walk, from bytes to a report. Both doors call `Engine.grade`."""

import time
from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType

import msgspec

from autograder import hand_in
from autograder.course import Assignment, Course
from autograder.diagnosis.casebook import Casebook, Reference
from autograder.diagnosis.readings import ENOUGH, Diagnosis
from autograder.grading import plugin, rubric
from autograder.grading.judge import Judge
from autograder.grading.suite import Suites, Test, quietly
from autograder.hand_in import HandIn
from autograder.notebook import Cell, Notebook
from autograder.report import CellReport, Outcome, Report, Verdict, total
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import Student, WorkerChannel, undo_changes
from autograder.sandbox.run import ProgramRun, tidy_each
from autograder.text import AnyText
from autograder.worker import protocol

REFERENCE_SECONDS = 60.0
DIAGNOSIS_SECONDS = 20.0  # far more than it takes: on a busy machine the same report has to come


class Engine:
    """Everything that is the same for each hand-in of one assignment.

    `fork` gives a new locked-in worker. `tier` is the sandbox's, for the report.
    """

    def __init__(
        self,
        course: Course,
        assignment: Assignment,
        release: Notebook,
        reference: bytes,
        suites: Suites,
        secret: bytes,
        fork: Callable[[], Worker],
        tier: str,
        casebook: Casebook | None = None,
    ) -> None:
        self.course, self.assignment, self.release, self.suites = course, assignment, release, suites
        self.secret, self.fork, self.tier, self.casebook = secret, fork, tier, casebook
        self.source = reference.decode()
        self.reference = Reference(reference, f"solutions/{assignment.name}.py")
        self._breaks: dict[str, bool] = {}

    @cached_property
    def stubs(self) -> dict[str, str]:
        """The released text of each solution cell."""
        return {name: cell.source for name, cell in self.release.functions.items()}

    def grade(self, student: str, raw: bytes, kept: Mapping[str, CellReport] | None = None) -> Report:
        """The report on one hand-in, whatever its bytes are. The cells in `kept` are known already."""
        try:
            handed_in = hand_in.read_hand_in(raw, self.release)
        except hand_in.Unreadable as error:
            return unreadable(
                self.release, self.assignment.name, student, hand_in.digest(raw), error.why, self.tier
            )
        return self.judge(student, handed_in, kept or {})

    def judge(
        self, student: str, handed_in: HandIn, kept: Mapping[str, CellReport] = MappingProxyType({})
    ) -> Report:
        """The report on one hand-in that could be read."""
        seed = hand_in.worker_seed(handed_in.digest)
        run = ProgramRun(handed_in, self.stubs, self.course.limits, seed, self.fork)
        judge: Judge[Test] = Judge(
            run,
            lambda test, student: self.call(test, student, handed_in.digest),
            self.reference.student,
            lambda test: self.breaks(test, handed_in.digest),
        )
        worker: Worker | None = run.worker()
        graded = self.release.tests
        wanted = [
            name for name in graded if name not in kept and not run.is_untouched(name.removeprefix("test_"))
        ]
        cells: dict[str, CellReport] = {}
        try:
            for name, cell in graded.items():
                if name not in wanted:
                    cells[name] = kept[name] if name in kept else self.not_attempted(name, cell)
                    continue
                if worker is None or not worker.alive:
                    worker = run.worker()
                with quietly():
                    verdicts = judge.verdicts(self.suites.cells.get(name, ()), worker)
                cells[name] = self.cell(name, cell, verdicts, run, worker, cells)
                if worker is not None and not self.assignment.share_fork:
                    worker.kill()
        finally:
            if worker is not None:
                worker.kill()
        return Report(
            student=student,
            assignment=self.assignment.name,
            status="graded",
            score=total({name: cell.score for name, cell in cells.items()}),
            max_score=self.release.max_score,
            cells=cells,
            manual={name: name not in handed_in.untouched for name in self.release.questions},
            notes=tuple(tidy_each(note, 300) for note in handed_in.notes),
            run=run.notes,
            sandbox=self.tier,
            digest=handed_in.digest,
        )

    def not_attempted(self, name: str, cell: Cell) -> CellReport:
        """A stub as it was: nothing, unless there was nothing that could have judged it."""
        earned = 0.0 if self.suites.cells.get(name) else None
        return CellReport(
            cell.points or 0.0, Outcome.NOT_ATTEMPTED if earned is not None else Outcome.ERROR, earned
        )

    def cell(
        self,
        name: str,
        cell: Cell,
        verdicts: tuple[Verdict, ...],
        run: ProgramRun,
        worker: Worker | None,
        before: Mapping[str, CellReport],
    ) -> CellReport:
        """What one grade cell's verdicts come to. `before` are the cells that have been judged."""
        points = cell.points or 0.0
        earned = rubric.score(points, self.course.visible_share, self.course.opens_at, verdicts)
        found = self.diagnose(name, verdicts, worker, run, before)
        if found is None:
            return CellReport(points, rubric.outcome(points, earned, verdicts), earned, verdicts)
        named = tuple(
            msgspec.structs.replace(each, diagnosis=found.name) if each.outcome is Outcome.FAILED else each
            for each in verdicts
        )
        details = {key: tidy_each(text, 300) for key, text in found.details.items()}
        return CellReport(points, rubric.outcome(points, earned, named), earned, named, found.name, details)

    def diagnose(
        self,
        name: str,
        verdicts: tuple[Verdict, ...],
        worker: Worker | None,
        run: ProgramRun,
        before: Mapping[str, CellReport],
    ) -> Diagnosis | None:
        """Which mistake behaves like this code; asked only where something failed and the worker lives."""
        failed = Outcome.FAILED in [each.outcome for each in verdicts]
        if self.casebook is None or not failed or worker is None or not worker.alive:
            return None
        function = name.removeprefix("test_")
        if other := self.stops_in_another(function, verdicts, before):
            return Diagnosis("relies-on", {"other": other})  # what this function does cannot be seen yet
        until = min(run.deadline, time.monotonic() + DIAGNOSIS_SECONDS)
        found = self.casebook.read(
            function, Student(WorkerChannel(worker, self.course.limits.call_seconds, until))
        )
        if found is not None and found.name == "missing":
            stopped = next((note.error for note in run.notes if note.cell == function and note.error), "")
            return Diagnosis("cell-stopped", {"error": stopped}) if stopped else found
        return found

    def stops_in_another(
        self, function: str, verdicts: tuple[Verdict, ...], before: Mapping[str, CellReport]
    ) -> str:
        """The function, not right itself, in whose cell nearly all tests of this one stop; "" if none is."""
        stops = [each.cell for each in verdicts if each.outcome is Outcome.FAILED and not each.side]
        for other in self.stubs:
            judged = before.get(f"test_{other}")
            if other == function or judged is None or judged.outcome is not Outcome.FAILED:
                continue
            if stops and stops.count(other) >= ENOUGH * len(stops):
                return other
        return ""

    def call(self, test: Test, student: Student, digest: str) -> None:
        """Run a test with `student` in the student's place; all that is random is as always."""
        self.suites.bench.set(
            student, self.reference.student, lambda: plugin.seed_of(self.secret, digest, test.id)
        )
        try:
            test.run(self.suites.bench)
        finally:
            undo_changes(student)

    def breaks(self, test: Test, digest: str) -> bool:
        """Whether a fresh worker that runs the reference is ended by this test too; found out once a test."""
        if test.id not in self._breaks:
            self._breaks[test.id] = self._ends_with_reference(test, digest)
        return self._breaks[test.id]

    def _ends_with_reference(self, test: Test, digest: str) -> bool:
        limits = self.course.limits
        worker = self.fork()
        deadline = time.monotonic() + REFERENCE_SECONDS
        try:
            worker.send(
                protocol.RunProgram(0, (protocol.ProgramCell("reference", self.source),), 0, 0), deadline
            )
            while not isinstance(worker.receive(deadline, protocol.MAX_FRAME), protocol.Ready):
                pass
            seconds = limits.slow_seconds if test.slow else limits.call_seconds
            self.call(test, Student(WorkerChannel(worker, seconds)), digest)
        except WorkerFailure:
            return True
        except KeyboardInterrupt:
            raise
        except BaseException:  # the worker lives; what the test says of the reference is another question
            return False
        finally:
            worker.kill()
        return False


def unreadable(
    release: Notebook, assignment: str, student: str, digest: str, reason: AnyText, tier: str
) -> Report:
    """The report on something that could not be graded: no score, and a reason to act on."""
    cells = {
        name: CellReport(cell.points or 0.0, Outcome.ERROR, None) for name, cell in release.tests.items()
    }
    manual = {name: True for name in release.questions}
    return Report(
        student=student,
        assignment=assignment,
        status="error",
        score=None,
        max_score=release.max_score,
        cells=cells,
        manual=manual,
        reason=reason,
        sandbox=tier,
        digest=digest,
    )
