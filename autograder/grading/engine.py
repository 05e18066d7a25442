"""Grading of one hand-in: bytes in, a report out. `grade`, nbgrader and a cluster call `Engine.grade`.

A worker runs the program, then answers for one grade cell: its visible checks, then its hidden tests.
A worker that has seen a hidden test's numbers is asked nothing more; a hint is looked for in another one.
"""

import ast
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, partial
from types import MappingProxyType

import msgspec

from autograder import hand_in
from autograder.course import Assignment, Course
from autograder.diagnosis import clues
from autograder.diagnosis.casebook import Casebook, ProbeResult, Reference, cells_of
from autograder.diagnosis.diagnose import ENOUGH, Diagnosis, unless_stopped
from autograder.grading import doubts, plugin, reliance, rubric
from autograder.grading.judge import Judge, RunnableProgram, at_place, identifiers
from autograder.grading.suite import Suites, Test, quietly
from autograder.hand_in import HandIn
from autograder.notebook import Cell, Notebook
from autograder.report import CellReport, Outcome, Report, Verdict, total
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.run import ProgramRun, may_be_chance, tidy_each
from autograder.text import AnyText
from autograder.worker import codec, framing, protocol
from autograder.worker.cells import parsed

REFERENCE_SECONDS = 60.0
MUCH_CODE = 50_000  # characters of a hand-in whose syntax trees are not kept: they are 140 times as large
DIAGNOSIS_SECONDS = 20.0  # far more than it takes: on a busy machine the same report has to come

Observer = Callable[[Test, Student, Callable[[Student], None]], None]


class Engine:
    """Grader of one assignment: everything that is the same for each hand-in.

    `fork` gives a new locked-in worker. `tier` is the sandbox's, for the report. Whenever a test is run
    with a student's program, `observe` runs it, and may listen.
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
        observe: Observer | None = None,
    ) -> None:
        self.observe: Observer = observe or (lambda test, student, call: call(student))
        self.course, self.assignment, self.release, self.suites = course, assignment, release, suites
        self.secret, self.fork, self.tier, self.casebook = secret, fork, tier, casebook
        self.source = reference.decode()
        self.reference = Reference(reference, f"solutions/{assignment.name}.py")
        self._tried: dict[str, BaseException | None] = {}

    @cached_property
    def stubs(self) -> dict[str, str]:
        """The released text of each solution cell."""
        return {name: cell.source for name, cell in self.release.functions.items()}

    def grade(self, student: str, raw: bytes, kept: Mapping[str, CellReport] | None = None) -> Report:
        """Return the report on one hand-in, whatever its bytes are. The cells in `kept` are known already."""
        try:
            handed_in = hand_in.read_hand_in(raw, self.release)
        except hand_in.Unreadable as error:
            return unreadable(
                self.release, self.assignment.name, student, hand_in.bytes_digest(raw), error.why, self.tier
            )
        return self.judge(student, handed_in, kept or {})

    def judge(
        self, student: str, handed_in: HandIn, kept: Mapping[str, CellReport] = MappingProxyType({})
    ) -> Report:
        """Return the report on one hand-in that could be read."""
        seed = hand_in.worker_seed(handed_in.digest)
        run = ProgramRun(handed_in, self.stubs, self.course.limits, seed, self.fork)
        worker: Worker | None = run.worker()
        # Read only where something is wrong.
        calls = cache(lambda: reliance.needed_names(run.program, self.stubs.keys()))
        cells: dict[str, CellReport] = {}
        fresh: dict[str, bool] = {}  # the cells judged now, and whether one got no answer in time
        try:
            for name, cell in self.release.tests.items():
                function = name.removeprefix("test_")
                if name in kept and self._may_keep(function, kept, calls):
                    cells[name] = kept[name]
                elif run.is_untouched(function):
                    cells[name] = self.not_attempted(name, cell)
                else:
                    worker = worker or run.worker()
                    tests = self.suites.cells.get(name, ())
                    verdicts, fresh[name] = self.verdicts(tests, run, worker, handed_in.digest)
                    cells[name] = self.scored(name, verdicts)
                    _end(worker)
                    worker = None
        finally:
            _end(worker)
        explained = {}
        for name, is_endless in fresh.items():
            whole = self.explained(name, cells, run, calls, handed_in.digest, is_endless)
            explained[name] = doubts.with_doubt(whole, [name.removeprefix("test_")], run.lacking, run.newer)
        cells |= explained
        if sum(len(cell.source) for cell in run.program) > MUCH_CODE:
            parsed.cache_clear()
        return Report(
            student=student,
            assignment=self.assignment.name,
            status="graded",
            score=total({name: cell.score for name, cell in cells.items()}),
            max_score=self.release.max_score,
            cells=cells,
            manual={name: name not in handed_in.untouched for name in self.release.questions},
            notes=tuple(tidy_each(note, 300) for note in (*handed_in.notes, *run.remarks)),
            run=run.notes,
            sandbox=self.tier,
            digest=handed_in.digest,
        )

    def _may_keep(
        self, function: str, kept: Mapping[str, CellReport], calls: Callable[[], Mapping[str, frozenset[str]]]
    ) -> bool:
        """Return True if a cell's kept report still holds: nothing that the cell needs is judged anew."""
        if kept[f"test_{function}"].works:
            return True
        needed = calls().get(function, frozenset())
        return all(f"test_{other}" in kept for other in self.stubs if other in needed)

    def verdicts(
        self, tests: Sequence[Test], run: RunnableProgram, worker: Worker | None, digest: str
    ) -> tuple[tuple[Verdict, ...], bool]:
        """Return the verdicts on a cell's tests, and True if a visible check got no answer in time.

        In the worker nothing but the program has run.
        """
        judge: Judge[Test] = Judge(
            run,
            lambda test, student: self.observe(test, student, lambda own: self.call(test, own, digest)),
            lambda test: self.refuse_unfair(test, digest),
            lambda test: isinstance(self.tried(test, digest), WorkerFailure),
        )
        with quietly():
            return judge.verdicts(tests, worker), judge.is_endless

    def scored(self, name: str, verdicts: tuple[Verdict, ...]) -> CellReport:
        """Return the report on a grade cell with these verdicts."""
        return rubric.cell_report(self.release.tests[name].points or 0.0, self.course, verdicts)

    def explained(
        self,
        name: str,
        cells: Mapping[str, CellReport],
        run: ProgramRun,
        calls: Callable[[], Mapping[str, frozenset[str]]],
        digest: str,
        is_endless: bool,
    ) -> CellReport:
        """Return a cell's report with the diagnosis of what is wrong.

        Tests that failed are judged once more, with the reference in place of wrong functions that it calls.
        """
        cell, function = cells[name], name.removeprefix("test_")
        if Outcome.FAILED not in [test.outcome for test in cell.tests]:
            return cell
        works = {other.removeprefix("test_") for other, report in cells.items() if report.works}
        wrong = [other for other in self.helpers_of(function) if other not in works]
        names = reliance.replaceable(function, wrong, calls())
        if not names or cell.score is None:
            return self.diagnosed(name, cell, run, run, cells, is_endless)
        seconds = self.course.limits.call_seconds
        reference = reliance.ReferenceWorker(self._reference_worker, seconds, run.deadline)
        replaced = reliance.ReplacedRun(run, names, reference)
        try:
            worker = replaced.worker()
            tests = self.suites.cells[name]
            failed = [
                test
                for test, verdict in zip(tests, cell.tests, strict=True)
                if verdict.outcome is Outcome.FAILED
            ]
            judged, is_endless = self.verdicts(failed, replaced, worker, digest)
            again = iter(judged)
            _end(worker)
            verdicts = tuple(
                next(again) if verdict.outcome is Outcome.FAILED else verdict for verdict in cell.tests
            )
            whole = msgspec.structs.replace(self.scored(name, verdicts), relies_on=names)
            return self.diagnosed(name, whole, replaced, run, cells, is_endless)
        finally:
            reference.close()

    @cached_property
    def graded(self) -> list[str]:
        """Names of the graded functions and classes, in the notebook's order."""
        return [name.removeprefix("test_") for name in self.release.tests]

    @cached_property
    def answerable(self) -> tuple[str, ...]:
        """Graded functions for which the reference can answer by value: no class, and no variable."""
        classes = [node.name for node in ast.parse(self.source).body if isinstance(node, ast.ClassDef)]
        called = [name for name, cell in self.release.functions.items() if cell.role.is_called]
        return tuple(name for name in self.graded if name in called and name not in classes)

    @cached_property
    def needed_by_reference(self) -> dict[str, frozenset[str]]:
        """The names that each graded function of the reference needs."""
        return reliance.needed_names(cells_of(self.source), self.graded)

    def helpers_of(self, function: str) -> list[str]:
        """Return the graded functions for which the reference may answer while `function` is judged.

        Those above it in the notebook, and those that the reference's own version needs: any other one may do
        all the work of `function`, and more.
        """
        above = self.graded[: self.graded.index(function)]
        needed = self.needed_by_reference.get(function, frozenset())
        return [other for other in self.answerable if other in above or other in needed]

    def not_attempted(self, name: str, cell: Cell) -> CellReport:
        """Return the report on an untouched stub: 0 points, or an error if no test could have judged it."""
        if not self.suites.cells.get(name):
            return CellReport(cell.points or 0.0, Outcome.ERROR, None)
        return CellReport(cell.points or 0.0, Outcome.NOT_ATTEMPTED, 0.0)

    def diagnosed(
        self,
        name: str,
        cell: CellReport,
        run_of_tests: RunnableProgram,
        run: ProgramRun,
        cells: Mapping[str, CellReport],
        is_endless: bool,
    ) -> CellReport:
        """Return a cell's report with the mistake that behaves like this code, and where the code stops."""
        function = name.removeprefix("test_")
        source = "\n".join(hand_in.code_of(run.handed_in, function)[-1:])
        if is_endless and (loop := clues.endless_loop(source, function)):
            return _with_diagnosis(cell, loop, cell.tests)  # asked more, it would not answer either
        probed = self.probe(function, cell, run_of_tests, run.deadline)
        if probed is None:
            return cell
        variables = clues.variables_of(cell.source for cell in run.program)
        found = clues.or_clue(probed.found, source, function, variables)
        if found is None:
            return cell
        diagnosis = unless_stopped(found, function, run.notes)
        if other := self.stops_in_another(function, probed, cells):
            diagnosis = Diagnosis("relies-on", {"other": other})  # what this function does cannot be seen yet
        elif diagnosis.name == "missing" and diagnosis.details["similar"] not in identifiers(run.program):
            diagnosis = Diagnosis("missing", {"similar": ""})
        return _with_diagnosis(cell, diagnosis, [_placed(test, probed) for test in cell.tests])

    def probe(
        self, function: str, cell: CellReport, run_of_tests: RunnableProgram, deadline: float
    ) -> ProbeResult | None:
        """Return a fresh worker's answers to the public probes; None if no test failed, or there are none."""
        if self.casebook is None or Outcome.FAILED not in [test.outcome for test in cell.tests]:
            return None
        for _ in range(2):
            worker = run_of_tests.worker()
            if worker is None:
                return None
            try:
                until = min(deadline, time.monotonic() + DIAGNOSIS_SECONDS)
                channel = run_of_tests.channel(worker, self.course.limits.call_seconds, until)
                diagnosis = self.casebook.probe(function, Student(channel, lambda: run_of_tests.program))
            finally:
                worker.kill()
            if worker.failure is None or not may_be_chance(worker.failure):
                break  # asked once more only if it may have been ended by chance
        return diagnosis

    def stops_in_another(self, function: str, probed: ProbeResult, cells: Mapping[str, CellReport]) -> str:
        """Return the wrong function in whose cell nearly all probes of this one stop; "" if there is none."""
        stops = [probed.answers[number].cell for number in probed.wrong if not probed.probes[number].aside]
        for other in self.stubs:
            report = cells.get(f"test_{other}")
            if other == function or report is None or report.outcome is not Outcome.FAILED:
                continue
            if stops and stops.count(other) >= ENOUGH * len(stops):
                return other
        return ""

    def call(self, test: Test, student: Student, digest: str) -> None:
        """Run a test with `student` in the student's place; random numbers are the same each time."""
        seed = partial(plugin.seed_of, self.secret, digest, test.id)
        self.suites.call(test, student, self.reference.student, seed)

    def refuse_unfair(self, test: Test, digest: str) -> None:
        """Raise the error with which the reference fails a test, with these numbers or behind the wall."""
        self.call(test, self.reference.student(), digest)
        error = self.tried(test, digest)
        if error is not None and not isinstance(error, WorkerFailure):
            raise error.with_traceback(None)  # else each raise adds frames to it, which hold whole hand-ins

    def tried(self, test: Test, digest: str) -> BaseException | None:
        """Return the error with which a test ends in a worker that runs the reference; it is tried once."""
        if test.id not in self._tried:
            self._tried[test.id] = self._error_with_reference(test, digest)
        return self._tried[test.id]

    def _error_with_reference(self, test: Test, digest: str) -> BaseException | None:
        worker: Worker | None = None
        try:
            worker = self._reference_worker()
            seconds = self.course.limits.slow_seconds if test.slow else self.course.limits.call_seconds
            student = Student(WorkerChannel(worker, seconds), lambda: cells_of(self.source))
            self.call(test, student, digest)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return error
        finally:
            _end(worker)
        return None

    def _reference_worker(self) -> Worker:
        """Return a worker in which the reference has run."""
        worker = self.fork()
        deadline = time.monotonic() + REFERENCE_SECONDS
        output_limit = self.course.limits.output_kb << 10
        program = protocol.RunProgram(0, cells_of(self.source), 0, output_limit, codecs=codec.own_source())
        worker.send(program, deadline)
        while not isinstance(worker.receive(deadline, framing.MAX_FRAME), protocol.Ready):
            pass
        return worker


def _end(worker: Worker | None) -> None:
    if worker is not None:
        worker.kill()


def _with_diagnosis(cell: CellReport, diagnosis: Diagnosis, tests: Sequence[Verdict]) -> CellReport:
    """Return a cell's report with a diagnosis, of the cell and of each of its tests that failed."""
    verdicts = tuple(
        msgspec.structs.replace(test, diagnosis=diagnosis.name) if test.outcome is Outcome.FAILED else test
        for test in tests
    )
    details = {key: tidy_each(text, 300) for key, text in diagnosis.details.items()}
    return msgspec.structs.replace(cell, tests=verdicts, diagnosis=diagnosis.name, details=details)


def _placed(test: Verdict, probed: ProbeResult) -> Verdict:
    """Return a hidden test's verdict with the line at which a probe stopped with the same kind of exception.

    A hidden test tells no line of its own: the student's code may choose it by the number that it was given.
    """
    if test.visible or not test.raised:
        return test
    for number in probed.wrong:
        stop = probed.answers[number]
        if stop.cell and stop.raised == test.raised:
            message = at_place(test.message, stop.cell, stop.line)
            return msgspec.structs.replace(test, cell=stop.cell, line=stop.line, message=message)
    return test


def unreadable(
    release: Notebook, assignment: str, student: str, digest: str, reason: AnyText, tier: str
) -> Report:
    """Return the report on a hand-in that could not be graded: no score, and a reason to act on."""
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
