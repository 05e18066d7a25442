"""The judge: from one test and one student to a verdict. It needs no pytest, since a desk uses it too."""

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Generic, Protocol, TypeVar

import msgspec

from autograder.course import Limits
from autograder.grading.our_side_limits import TooLargeToShow
from autograder.hand_in import MAX_SOURCE
from autograder.report import Outcome, Verdict, clean
from autograder.sandbox.process import DeadlinePassed, Worker, WorkerFailure
from autograder.sandbox.proxy import Channel, NotAValue, NotDefined, Student, StudentExited
from autograder.sandbox.run import failure_message, may_be_chance, named_cell, tidy, tidy_each
from autograder.source_analysis import WrongConstruct
from autograder.text import AnyText, Language, authored_message, lazy_gettext
from autograder.worker import protocol


class JudgedTest(Protocol):
    """The parts of a test that a judge needs."""

    name: str
    id: str
    title: AnyText
    languages: frozenset[Language]  # into which its messages are translated
    visible: bool
    weight: int
    side: bool
    slow: bool
    refused: str


class RunnableProgram(Protocol):
    """A program that can be run in as many workers as it takes: a ProgramRun, or one with parts replaced."""

    limits: Limits
    program: tuple[protocol.ProgramCell, ...]

    def worker(self) -> Worker | None:
        """Return a fresh worker in which the program has run, or None if it cannot be run to its end."""

    def channel(self, worker: Worker, seconds: float, until: float = math.inf) -> Channel:
        """Return a channel through which a test calls the program in a worker."""


T = TypeVar("T", bound=JudgedTest)


class Judge(Generic[T]):
    """Judge of one hand-in's program, against which it runs tests.

    `call` runs a test with a student, `reference` with the reference in this process, and `breaks` says
    whether a worker that runs the reference is ended by it. The last two are None at the desk, where there
    is no reference and every failure is the student's.
    """

    def __init__(
        self,
        run: RunnableProgram,
        call: Callable[[T, Student], None],
        reference: Callable[[T], None] | None = None,
        breaks: Callable[[T], bool] | None = None,
    ) -> None:
        self.run, self.call, self.reference, self.breaks = run, call, reference, breaks
        self.is_endless = False  # True if a visible check of the last cell got no answer in time

    @cached_property
    def own_names(self) -> frozenset[str]:
        """Words of the student's code; they are looked for only when a test fails."""
        return identifiers(self.run.program)

    @cached_property
    def lines(self) -> dict[str, int]:
        """Number of lines of each cell."""
        return {cell.label: cell.source.count("\n") + 1 for cell in self.run.program}

    def verdicts(self, tests: Sequence[T], worker: Worker | None) -> tuple[Verdict, ...]:
        """Return the verdicts on a cell's tests. After one that ends the worker the rest fail uncalled."""
        verdicts: list[Verdict] = []
        first, self.is_endless = worker, False
        stopped = lazy_gettext("the notebook could not be run to its end: its cells stop the program")
        for test in tests:
            if worker is None:
                verdicts.append(verdict(test, Outcome.FAILED, stopped))
                continue
            judged, worker = self.test(test, worker)
            if worker is None:
                stopped = lazy_gettext("not called, since in an earlier test {what}", what=judged.message)
            verdicts.append(judged)
        if worker is not None and worker is not first:
            worker.kill()  # one that took another's place
        return tuple(verdicts)

    def test(self, test: T, worker: Worker, again: bool = True) -> tuple[Verdict, Worker | None]:
        """Return a test's verdict, and the worker for the next test if it still lives."""
        if test.refused:
            return verdict(test, Outcome.ERROR, f"the suite marks this test {test.refused}"), worker
        limits = self.run.limits
        seconds = limits.slow_seconds if test.slow else limits.call_seconds
        try:
            self.call(test, Student(self.run.channel(worker, seconds), lambda: self.run.program))
        except WorkerFailure as failure:
            if again and may_be_chance(failure) and (fresh := self.run.worker()):
                return self.test(test, fresh, again=False)
            if self.breaks is not None and self.breaks(test):
                return verdict(
                    test, Outcome.ERROR, f"a worker with the reference ends here too: {failure}"
                ), None
            self.is_endless |= test.visible and isinstance(failure, DeadlinePassed)
            return verdict(test, Outcome.FAILED, failure_message(failure, seconds)), None
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return self.failed_or_error(test, error), worker
        return verdict(test, Outcome.PASSED), worker

    def failed_or_error(self, test: T, error: BaseException) -> Verdict:
        """Return ERROR if the reference fails too, else FAILED: a traceback cannot tell whose fault it is."""
        if self.reference is not None:
            try:
                self.reference(test)
            except KeyboardInterrupt:
                raise
            except BaseException as own:
                return verdict(
                    test, Outcome.ERROR, f"the reference fails this test too: {type(own).__name__}"
                )
        cell, line = place(error, self.lines) if test.visible else ("", 0)
        what = describe(test.visible, error, self.own_names, test.languages)
        failure = verdict(test, Outcome.FAILED, at_place(what, cell, line))
        kind = type(error).__name__ if raised_by(error) else msgspec.UNSET
        return msgspec.structs.replace(failure, cell=cell, line=line, raised=kind)


def verdict(test: JudgedTest, outcome: Outcome, message: AnyText = "") -> Verdict:
    """Return a test's verdict with this outcome."""
    return Verdict(test.name, test.visible, outcome, test.weight, test.side, test.title, None, message)


def identifiers(program: Iterable[protocol.ProgramCell]) -> frozenset[str]:
    """Return the words of a program's own text: no other word can come from it as a name."""
    return frozenset(word for cell in program for word in re.findall(r"\w+", cell.source))


def describe(
    visible: bool,
    error: BaseException,
    own_names: Collection[str] | None = None,
    languages: Iterable[Language] = (),
) -> AnyText:
    """Return the reason why a test failed, in words that give away nothing hidden.

    A visible check speaks for itself. Of a hidden one only the kind of thing that happened is told: a text,
    a name or a line of the student's own could carry the hidden input out. `own_names` are the words of
    the student's code, or None at the student's own desk. `languages` are those into which the check's
    messages are translated.
    """
    if raised := raised_by(error):
        return _stop(visible, error, raised)
    if isinstance(error, WrongConstruct):  # of the student's own text and the task alone
        return tidy_each(error.what, 300)
    if isinstance(error, TooLargeToShow):
        return lazy_gettext("what came back is too large to be compared")
    if isinstance(error, NotDefined):
        if not visible or (own_names is not None and error.similar not in own_names):
            return lazy_gettext("{name} is not defined", name=error.wanted)
        return tidy_each(error.what, 200)
    if isinstance(error, NotAValue):
        if not visible:
            return lazy_gettext("what came back is neither a number nor an array")
        return lazy_gettext("your code {what}", what=tidy_each(error.what, 200))
    if visible and isinstance(error, AssertionError):
        return tidy_each(authored_message(str(error), languages), 500)
    if visible:
        return lazy_gettext("the check could not use what came back ({kind})", kind=type(error).__name__)
    return ""


def raised_by(error: BaseException) -> protocol.Raised | None:
    """Return what the student's code raised, if a test ended with that; else None."""
    raised: object = getattr(error, "raised", None)
    return raised if isinstance(raised, protocol.Raised) else None


def place(error: BaseException, lines: Mapping[str, int]) -> tuple[str, int]:
    """Return the cell and line at which the student's code stopped; "" and 0 if there is no such line.

    `lines` maps each known cell to its number of lines.
    """
    raised = raised_by(error)
    if raised is None or not raised.cell or not 0 < raised.line <= lines.get(raised.cell, MAX_SOURCE):
        return "", 0
    return clean(raised.cell, 80), raised.line


def at_place(what: AnyText, cell: str, line: int) -> AnyText:
    """Return a sentence with the place that it is about, if there is one."""
    if not cell:
        return what
    return lazy_gettext("{what} ({cell}, line {line})", what=what, cell=named_cell(cell), line=line)


def _stop(visible: bool, error: BaseException, raised: protocol.Raised) -> AnyText:
    """Return the sentence that the student's code stopped with an exception."""
    if isinstance(error, StudentExited):
        if not visible:
            return lazy_gettext("your code tried to end the program")
        return lazy_gettext("your code tried to end the program: {how}", how=tidy(str(error), 200))
    if not visible:
        return lazy_gettext("your code stopped with {error}", error=type(error).__name__)
    text = tidy(raised.text, 300)
    name = clean(raised.typename, 80)
    return lazy_gettext("your code stopped with {error}", error=f"{name}: {text}" if text else name)
