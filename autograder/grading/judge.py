"""From one test and one student to a verdict. Knows no pytest: the student's own desk judges here too."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from autograder.grading.patience import TooLargeToShow
from autograder.hand_in import MAX_SOURCE
from autograder.report import Outcome, Verdict, clean
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import NotAValue, NotDefined, Student, StudentExited, WorkerChannel
from autograder.sandbox.run import ProgramRun, may_be_chance, tidy, tidy_each, why
from autograder.text import AnyText, Language, authored_message, lazy_gettext
from autograder.worker import protocol


class JudgedTest(Protocol):
    """What counts about a test here."""

    name: str
    id: str
    title: AnyText
    languages: frozenset[Language]  # into which its messages are translated
    visible: bool
    weight: int
    side: bool
    slow: bool
    refused: str


T = TypeVar("T", bound=JudgedTest)


class Judge(Generic[T]):
    """Runs tests against one hand-in's program.

    `call` runs a test with a student. `reference` makes the reference as a student in this process, and
    `fork` a worker for it; both are None at the desk, where there is no reference and every failure is
    the student's.
    """

    def __init__(
        self,
        run: ProgramRun,
        call: Callable[[T, Student], None],
        reference: Callable[[], Student] | None = None,
        breaks: Callable[[T], bool] | None = None,
    ) -> None:
        self.run, self.call, self.reference, self.breaks = run, call, reference, breaks
        self.lines = {cell.label: cell.source.count("\n") + 1 for cell in run.program}

    def verdicts(self, tests: Sequence[T], worker: Worker | None) -> tuple[Verdict, ...]:
        """Every test of a cell. After one that ends the worker the rest fail uncalled."""
        found: list[Verdict] = []
        first = worker
        stopped: AnyText = (
            ""
            if worker
            else lazy_gettext("the notebook could not be run to its end: its cells stop the program")
        )
        for test in tests:
            if worker is None:
                found.append(verdict(test, Outcome.FAILED, stopped))
                continue
            judged, worker = self.test(test, worker)
            if worker is None:
                stopped = lazy_gettext("not called, since in an earlier test {what}", what=judged.message)
            found.append(judged)
        if worker is not None and worker is not first:
            worker.kill()  # one that took another's place
        return tuple(found)

    def test(self, test: T, worker: Worker, again: bool = True) -> tuple[Verdict, Worker | None]:
        """One test's verdict, and the worker for the next one if it still lives."""
        if test.refused:
            return verdict(test, Outcome.ERROR, f"the suite marks this test {test.refused}"), worker
        limits = self.run.limits
        seconds = limits.slow_seconds if test.slow else limits.call_seconds
        try:
            self.call(test, Student(WorkerChannel(worker, seconds, self.run.deadline)))
        except WorkerFailure as failure:
            if again and may_be_chance(failure) and (fresh := self.run.worker()):
                return self.test(test, fresh, again=False)
            if self.breaks is not None and self.breaks(test):
                return verdict(
                    test, Outcome.ERROR, f"a worker with the reference ends here too: {failure}"
                ), None
            return verdict(test, Outcome.FAILED, why(failure, seconds)), None
        except BaseException as error:
            return self.judged(test, error), worker
        return self.judged(test), worker

    def judged(self, test: T, error: BaseException | None = None) -> Verdict:
        """The verdict on a test that ran to its end, or raised."""
        if error is None:
            return verdict(test, Outcome.PASSED)
        if isinstance(error, KeyboardInterrupt):
            raise error
        return self.failed_or_error(test, error)

    def failed_or_error(self, test: T, error: BaseException) -> Verdict:
        """Whose fault an exception is cannot be told from where it rose; the reference tells."""
        if self.reference is not None:
            try:
                self.call(test, self.reference())
            except KeyboardInterrupt:
                raise
            except BaseException as own:
                return verdict(
                    test, Outcome.ERROR, f"the reference fails this test too: {type(own).__name__}"
                )
        found = verdict(test, Outcome.FAILED, describe(test.visible, error, self.lines, test.languages))
        cell, line = place(test.visible, error, self.lines)
        return msgspec.structs.replace(found, cell=cell, line=line)


def verdict(test: JudgedTest, outcome: Outcome, message: AnyText = "") -> Verdict:
    """A test's verdict."""
    return Verdict(test.name, test.visible, outcome, test.weight, test.side, test.title, None, message)


def describe(
    visible: bool,
    error: BaseException,
    lines: Mapping[str, int] | None = None,
    languages: Iterable[Language] = (),
) -> AnyText:
    """Why a test failed, in words that give away nothing hidden.

    A visible check speaks for itself. Of a hidden one only the kind of thing that happened is told, and
    where: a text or a name of the student's own could carry the hidden input out, and so could a cell
    that is none of the program's. `lines` has how many lines each of these has,
    and `languages` those into which the check's messages are translated.
    """
    raised: Any = getattr(error, "raised", None)
    if isinstance(raised, protocol.Raised):
        what = _stop(visible, error, raised)
        cell, line = place(visible, error, lines or {})
        return (
            lazy_gettext("{what} ({cell}, line {line})", what=what, cell=named_cell(cell), line=line)
            if cell
            else what
        )
    if isinstance(error, TooLargeToShow):
        return lazy_gettext("what came back is too large to be compared")
    if isinstance(error, NotDefined):
        if not visible:
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


def place(visible: bool, error: BaseException, lines: Mapping[str, int]) -> tuple[str, int]:
    """The cell and line at which the student's code stopped; "" where it did not, or that may not be told."""
    raised: Any = getattr(error, "raised", None)
    if not isinstance(raised, protocol.Raised) or not raised.cell:
        return "", 0
    is_known = 0 < raised.line <= lines.get(raised.cell, MAX_SOURCE if visible else 0)
    return (clean(raised.cell, 80), raised.line) if is_known else ("", 0)


def named_cell(label: str) -> AnyText:
    """A cell in words: by its name, or by its place where it has none."""
    place = label.removeprefix("cell ")
    return lazy_gettext("cell {cell}", cell=place if place.isdigit() else f"`{label}`")


def _stop(visible: bool, error: BaseException, raised: protocol.Raised) -> AnyText:
    """What the student's code raised."""
    if isinstance(error, StudentExited):
        if not visible:
            return lazy_gettext("your code tried to end the program")
        return lazy_gettext("your code tried to end the program: {how}", how=tidy(str(error), 200))
    if not visible:
        return lazy_gettext("your code stopped with {error}", error=type(error).__name__)
    text = tidy(raised.text, 300)
    name = clean(raised.typename, 80)
    return lazy_gettext("your code stopped with {error}", error=f"{name}: {text}" if text else name)
