"""Traces of failing tests: each call of a hand-in's code, what came back, and what should have come.

They are for staff alone. Beside each call is what the reference returns for the same one.
"""

import linecache
import traceback
from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any

import msgspec
import numpy as np

from autograder.diagnosis.diagnose import same_answer
from autograder.grading.our_side_limits import few_arrays, small_tables
from autograder.grading.suite import Test
from autograder.report import clean
from autograder.sandbox.process import WorkerFailure
from autograder.sandbox.proxy import Student, channel_of
from autograder.sandbox.run import failure_message
from autograder.text import authored_message, in_language
from autograder.worker import protocol

VALUE_LIMIT = 1_200  # characters of one value
CALLS = 6  # calls of one test that are shown
EXCHANGES = 2_000  # exchanges of one test that are kept


class TracedCall(msgspec.Struct, frozen=True):
    """A call: what was asked, what came, and what the reference gives if that is something else."""

    asked: str
    came: str
    wanted: str = ""

    @property
    def differs(self) -> bool:
        return bool(self.wanted)


class Trace(msgspec.Struct, frozen=True):
    """A failing test: where it stopped, what it said, and its calls. `left_out` of them are not here."""

    test: str
    visible: bool
    where: str
    said: str
    steps: tuple[TracedCall, ...]
    left_out: int = 0


class _Exchange(msgspec.Struct, frozen=True):
    asked: str
    came: str
    value: Any = None
    is_value: bool = False
    is_changed: bool = False  # the arguments, in place


class Traces:
    """An engine's observer that writes down every call. `by_cell` has the failing tests' traces."""

    def __init__(self, reference: Callable[[], Student]) -> None:
        self.reference = reference
        self.by_cell: dict[str, list[Trace]] = {}

    def __call__(self, test: Test, student: Student, call: Callable[[Student], None]) -> None:
        """Run a test and record its calls; if it fails, run it with the reference too, to compare."""
        exchanges, error = _recorded(student, call)
        if error is None:
            return
        wanted, _ = _recorded(self.reference(), call)  # if the test fails it too, the judge says so
        trace = _trace(test, error, exchanges, wanted)
        known = self.by_cell.get(test.cell, [])
        others = [other for other in known if (other.test, other.visible) != (test.name, test.visible)]
        self.by_cell[test.cell] = [*others, trace]
        raise error


def _recorded(
    student: Student, call: Callable[[Student], None]
) -> tuple[list[_Exchange], BaseException | None]:
    """Run a test; return its exchanges with the student's program, and what it raised."""
    exchanges: list[_Exchange] = []
    _record(channel_of(student), exchanges)
    try:
        call(student)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return exchanges, error
    return exchanges, None


def _record(channel: Any, exchanges: list[_Exchange]) -> None:
    """Record every exchange of a channel in `exchanges`."""
    exchange: Callable[..., protocol.Reply] = channel.exchange
    names: dict[int, str] = {}

    def listening(request: protocol.Request, answer: Any) -> protocol.Reply:
        try:
            reply = exchange(request, answer)
        except WorkerFailure as failure:
            seconds = getattr(channel, "seconds", 0.0)
            exchanges.append(
                _Exchange(_asked(request, names), in_language(failure_message(failure, seconds), "en"))
            )
            raise
        handle = reply.value if isinstance(reply, protocol.Returned) else None
        is_look = isinstance(request, protocol.Get) and isinstance(handle, protocol.Handle)  # for a method
        if len(exchanges) < EXCHANGES and not is_look:
            exchanges.append(_answered(request, reply, names))
        if isinstance(handle, protocol.Handle):
            names[handle.id] = clean(handle.typename, 60)
        return reply

    channel.exchange = listening


def _asked(request: protocol.Request, names: Mapping[int, str]) -> str:
    """Return a call as Python writes it."""
    match request:
        case protocol.Call():
            args = _python(protocol.unraw(bytes(request.args)))
            named = _python(protocol.unraw(bytes(request.kwargs)))
            given = [_shown(value) for value in args] if isinstance(args, tuple) else [_shown(args)]
            if isinstance(named, dict):
                given += [f"{key}={_shown(value)}" for key, value in named.items()]
            owner = "" if request.handle is None else f"{names.get(request.handle, 'object')}."
            return f"{owner}{clean(request.name, 80)}({', '.join(given)})"
        case protocol.Get() | protocol.Set() | protocol.Edit():
            owner = f"{names.get(request.handle, 'object')}.{clean(request.name, 80)}"
            if isinstance(request, protocol.Set):
                return f"{owner} = {_shown(_python(request.value))}"
            if isinstance(request, protocol.Edit):
                return f"{owner}[{_shown(_python(request.index))}] = {_shown(_python(request.value))}"
            return owner
        case protocol.Read():
            return f"{'what is printed by' if request.printed else 'the variable'} {clean(request.name, 80)}"
        case protocol.Next():
            return f"the next item of the {names.get(request.handle, 'iterator')}"
        case protocol.Seed():
            return f"the random numbers begin at {request.seed}"
    return type(request).__name__


def _answered(request: protocol.Request, reply: protocol.Reply, names: Mapping[int, str]) -> _Exchange:
    asked = _asked(request, names)
    match reply:
        case protocol.Returned():
            value = _python(reply.value)
            came = _shown(value)
            if reply.changed is not None:
                came += f"\nand its arguments are now {_shown(_python(reply.changed))}"
            if reply.printed.strip():
                came += f"\nand it printed {_shown(clean(reply.printed, 300))}"
            return _Exchange(asked, came, value, True, reply.changed is not None)
        case protocol.Raised():
            place = f" ({clean(reply.cell, 80)}, line {reply.line})" if reply.cell else ""
            return _Exchange(asked, f"{clean(reply.typename, 80)}: {clean(reply.text, 400)}{place}")
        case protocol.Missing():
            return _Exchange(asked, f"{clean(reply.name, 80)} is not defined")
        case protocol.Unable():
            return _Exchange(asked, f"something that cannot be carried: {clean(reply.reason, 200)}")
    return _Exchange(asked, "no answer that can be read")


class _Placeholder(msgspec.Struct, frozen=True):
    """A stand-in for a value that does not cross the wire itself, only its name or a handle."""

    text: str

    def __repr__(self) -> str:
        return self.text


def _refer(thing: protocol.Reference) -> object:
    if isinstance(thing, protocol.Handle):
        return _Placeholder(f"<{clean(thing.typename, 60)}>")
    return _Placeholder(
        clean(thing.name, 60) if isinstance(thing, protocol.Named) else "<a function of the test's>"
    )


def _python(value: protocol.Value) -> Any:
    try:
        return protocol.to_python(value, _refer)
    except protocol.WireError as error:
        return _Placeholder(f"<cannot be read: {clean(str(error), 100)}>")


def _shown(value: object) -> str:
    """Return a value as Python shows it, with the shape of a long array."""
    with np.printoptions(threshold=60, edgeitems=3, linewidth=100, **few_arrays()), small_tables():
        text = clean(repr(value), VALUE_LIMIT)
    if isinstance(value, np.ndarray) and value.size > 60 and "shape=" not in text:
        return f"{text} (shape {value.shape})"
    return text


def _trace(test: Test, error: BaseException, exchanges: list[_Exchange], wanted: list[_Exchange]) -> Trace:
    steps: list[TracedCall] = []
    is_alike = True  # so far both were asked the same
    for one, other in zip_longest(exchanges, wanted[: len(exchanges)]):
        is_alike = is_alike and other is not None and other.asked == one.asked
        is_same = other is not None and _are_alike(one, other)
        steps.append(
            TracedCall(one.asked, one.came, other.came if is_alike and other and not is_same else "")
        )
    telling = [step for step in steps if step.differs] or steps
    chosen = telling[:CALLS]
    said = clean(_said(test, error), 1_500)
    kind = type(error).__name__
    return Trace(
        test.name,
        test.visible,
        _where(test, error),
        f"{kind}: {said}" if said else kind,
        tuple(chosen),
        len(steps) - len(chosen),
    )


def _said(test: Test, error: BaseException) -> str:
    """Return the message of a failing test, in English if its author wrote it in several languages."""
    if isinstance(error, AssertionError):
        return in_language(authored_message(str(error), test.languages), "en")
    return str(error)


def _are_alike(one: _Exchange, other: _Exchange) -> bool:
    if one.is_value and other.is_value:
        return one.is_changed == other.is_changed and are_close(one.value, other.value)
    return one.is_value == other.is_value and one.came == other.came


def are_close(one: object, other: object) -> bool:
    """Return True if two values are the same to a reader: numbers nearly, all else exactly."""
    return same_answer(one, other, rtol=1e-6, atol=1e-9)


def _where(test: Test, error: BaseException) -> str:
    """Return the line of the suite at which the test stopped. Only our own file is read."""
    file, frames = str(test.item.path), traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == file]
    if not lines:
        return test.item.path.name
    return f"{test.item.path.name}, line {lines[-1]}: {linecache.getline(file, lines[-1]).strip()}"
