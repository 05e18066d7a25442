"""The `student` fixture of a suite: a proxy for the student's names, which live in another process.

Values cross; objects stay. A result is a read-only copy, a `Function`, an `Instance` of a class that the
suite called by name (CapWords), or an `Opaque` object, any use of which is the student's failure. Tests,
answers and expected values stay on this side.
"""

import builtins
import math
import re
import time
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from itertools import count
from typing import Any, Protocol

import msgspec
import numpy as np

from autograder import source_analysis
from autograder.report import clean
from autograder.sandbox.process import DeadlinePassed, WireBroken, Worker, WorkerFailure, reply_limit
from autograder.text import N_, AnyText, lazy_gettext
from autograder.worker import framing, protocol
from autograder.worker.cells import NOT_PYTHON, parsed
from autograder.worker.program import Session, become, writable

MAX_CALLBACKS = 10_000
MAX_CALLBACK_BYTES = 16 << 20
MAX_ASKED = 10_000  # items of one iterator of the student's

AnswerCallback = Callable[[protocol.CallbackRequest], protocol.CallbackResult | protocol.CallbackError]


class StudentExited(Exception):
    """The student's code tried to end the program: `exit()`, KeyboardInterrupt and the like."""


class NotAValue(TypeError):
    """The student's code returned something that no test can judge: no number, array or other value."""

    def __init__(self, what: AnyText) -> None:
        super().__init__(what)
        self.what = what


class NotDefined(AttributeError):
    """The student's program does not define a name. `similar` is a name in it that looks like that one."""

    def __init__(self, wanted: str, similar: str = "") -> None:
        self.what: AnyText = lazy_gettext("{name} is not defined", name=wanted)
        if similar:
            self.what = lazy_gettext(
                "{name} is not defined; there is a {similar}", name=wanted, similar=similar
            )
        super().__init__(self.what)
        self.wanted, self.similar = wanted, similar


# Exceptions that can be made from one string and mean nothing to the interpreter. Any other exception of
# the student's arrives as its nearest ancestor here, with its own name in the text.
_MIRRORED: dict[str, type[Exception]] = {
    name: getattr(builtins, name)
    for name in """ArithmeticError AssertionError AttributeError BufferError EOFError Exception
        FloatingPointError ImportError IndentationError IndexError KeyError LookupError MemoryError
        ModuleNotFoundError NameError NotImplementedError OSError OverflowError RecursionError RuntimeError
        SyntaxError TabError TypeError UnboundLocalError ValueError ZeroDivisionError""".split()
}


# Reasons that a worker gives for not sending a value. It has no catalogue: they are looked up here.
_REASONS = (
    N_("a whole number of more than {bits} bits"),
    N_("more than {count} items"),
    N_("nested more than {count} deep"),
    N_("a dict of more than {count} items"),
    N_("an array of {count} dimensions"),
    N_("a dict with a key that cannot cross"),
    N_("a set of more than {count} items"),
    N_("a set with an item that cannot cross"),
    N_("a range of more than {count} numbers"),
    N_("a Decimal that is no number"),
    N_("a Decimal of more than {count} places"),
    N_("a time with a time zone of a type of its own"),
    N_("a time of day with a time zone that needs a date"),
    N_("a table of more than {count} rows"),
    N_("a table with a column of the type {kind}"),
    N_("a {kind} whose parts make none"),
    N_("a {kind} with something in it that cannot cross"),
    N_("a table, and pandas is not among the imports of course.yml"),
    N_("a table of more than {count} columns"),
    N_("a string that is not valid Unicode"),
)


_HOLES = {"bits": "[0-9]+", "count": "[0-9]+", "kind": ".{1,60}"}


def _unjudged(said: str) -> NotAValue:
    """Return the failure for a value that cannot cross; its reason is translated if it is one of _REASONS."""
    text = clean(said, 200)
    reason: AnyText = text
    for pattern in _REASONS:
        holes = re.sub(r"\{(\w+)\}", lambda hole: f"(?P<{hole[1]}>{_HOLES[hole[1]]})", pattern)
        if found := re.fullmatch(holes, text):
            reason = lazy_gettext(pattern, **found.groupdict())
            break
    return NotAValue(lazy_gettext("returned something that cannot be judged: {reason}", reason=reason))


class Channel(Protocol):
    """A connection to a program: over a socket to a worker, or a loop-back to one in this process."""

    def exchange(self, request: protocol.Request, answer: AnswerCallback) -> protocol.Reply:
        """Send `request`, answer callbacks meanwhile with `answer`, and return the final reply."""

    def end(self) -> None:
        """End the process at the far end, even in the middle of a reply; do nothing if it is this one."""


class WorkerChannel:
    """A worker behind a socket. Each call may take `seconds`; at the moment `until` all calls must end."""

    def __init__(self, worker: Worker, seconds: float, until: float = math.inf) -> None:
        self.worker, self.seconds, self.until = worker, seconds, until

    def exchange(self, request: protocol.Request, answer: AnswerCallback) -> protocol.Reply:
        """Make one call with one deadline for all of it; return the final reply."""
        deadline = min(time.monotonic() + self.seconds, self.until)
        self.worker.allowed = self.seconds
        limit = reply_limit(request, self.worker.send(request, deadline))
        while True:
            reply = self.worker.receive(deadline, limit)
            if reply.call != request.call:
                raise self.worker.ended(WireBroken("a reply to a call that is not open"))
            if isinstance(reply, protocol.CellFinished | protocol.Ready):
                raise self.worker.ended(WireBroken("a reply of the wrong kind"))
            if not isinstance(reply, protocol.CallbackRequest):
                return reply
            asked_at = time.monotonic()
            try:
                result = answer(reply)
            except WorkerFailure:
                self.worker.kill()  # it still waits for this answer, so it can take no other call
                raise
            taken = time.monotonic() - asked_at  # by us, so it is not the student's
            deadline = min(deadline + taken, self.until)
            self.worker.send(result, deadline)

    def end(self) -> None:
        self.worker.kill()


class Loopback:
    """A program in this process; each value still passes through the wire's bytes, to be judged alike."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def exchange(self, request: protocol.Request, answer: AnswerCallback) -> protocol.Reply:
        """Make one call without a socket and without a deadline; return the final reply."""
        before = self.session.ask
        self.session.ask = lambda callback: answer(_through(callback))
        whole = protocol.frame(request)
        try:
            reply = self.session.answer(protocol.request(whole[framing.HEAD :]))
        finally:
            self.session.ask = before
        if isinstance(reply, protocol.Raised) and reply.typename == "KeyboardInterrupt":
            raise KeyboardInterrupt  # a person's, at the desk
        try:
            framed = protocol.frame(reply)
        except protocol.WireError as error:
            return protocol.Unable(request.call, str(error))
        try:
            framing.length(framed[: framing.HEAD], reply_limit(request, len(whole)))
        except protocol.WireError as error:
            raise WireBroken(str(error)) from error
        return protocol.reply(framed[framing.HEAD :])

    def end(self) -> None:
        """Leave this process alone."""


def _through(callback: protocol.CallbackRequest) -> protocol.CallbackRequest:
    again = protocol.reply(protocol.frame(callback)[4:])
    assert isinstance(again, protocol.CallbackRequest)
    return again


class Student:
    """The fixture of suites: `student.sigmoid(x)`, `student.NeuralNetwork(3, 4, 2)`, `student.seed(7)`."""

    def __init__(
        self, channel: Channel, program: "Callable[[], Iterable[protocol.ProgramCell]]" = tuple
    ) -> None:
        self._connection, self._program = _Connection(channel), program

    def __getattr__(self, name: str) -> "Function":
        if name.startswith("_"):
            raise AttributeError(name)
        found = self.__dict__[name] = Function(self._connection, None, name)
        return found

    def seed(self, seed: int) -> None:
        """Set the worker's global random states."""
        self._connection.ask(protocol.Seed(self._connection.next(), seed))

    def variable(self, name: str) -> Any:
        """Return the value of a variable of the program, as the cell of the same name left it."""
        return self._connection.ask(protocol.Read(self._connection.next(), name))

    def output_of(self, asked: "str | Function", *args: object, **kwargs: object) -> str:
        """Return what the cell of this name printed, or what a function prints when called with these."""
        if isinstance(asked, str):
            said: str = self._connection.ask(protocol.Read(self._connection.next(), asked, True))
            return said
        asked(*args, **kwargs)
        return self._connection.printed

    def code_of(self, name: str) -> source_analysis.StudentCode:
        """Return the code of the student's function, class or cell `name`, and of what it calls."""
        found = source_analysis.student_code(name, parsed_cells(self._program()))
        if found is None:
            raise NotDefined(name)
        return found

    def edit_in_place(self, instance: "Instance", name: str, index: object, value: object) -> None:
        """Run `instance.name[index] = value` in the worker, to see whether two names share one array."""
        call = _Call(self._connection)
        self._connection.ask(
            protocol.Edit(self._connection.next(), instance._id, name, call.value(index), call.value(value))
        )


def parsed_cells(program: Iterable[protocol.ProgramCell]) -> Iterator[source_analysis.ParsedCell]:
    """Yield the cells that Python can parse, parsed; the others do not run either."""
    for cell in program:
        try:
            body = parsed(cell.source).body
        except NOT_PYTHON:
            continue
        yield source_analysis.ParsedCell(cell.label, cell.source, cell.given, body)


class _Connection:
    """A channel with its call numbers, the output of the last call, and the arguments that calls changed."""

    def __init__(self, channel: Channel) -> None:
        self.channel, self.calls, self.callbacks, self.printed = channel, count(1), count(), ""
        self.methods: set[tuple[str, str]] = set()
        self.changes: list[tuple[object, object]] = []  # arguments that changed, and what they were

    def next(self) -> int:
        return next(self.calls)

    def ask(self, request: protocol.Request, call: "_Call | None" = None, instance_of: str = "") -> Any:
        """Send a request, then return the value or raise what the student's code raised."""
        call = call or _Call(self)
        reply = self.channel.exchange(request, call.answer)
        call.closed = True
        match reply:
            case protocol.Returned() | protocol.Raised():
                self.printed = reply.printed
                if reply.changed is not None:
                    call.show_changes(reply.changed)
                if isinstance(reply, protocol.Raised):
                    raise mirrored(reply)
                return self.python(reply.value, instance_of, call.callbacks)
            case protocol.Missing() if isinstance(request, protocol.Call | protocol.Read):
                raise NotDefined(request.name, clean(reply.similar, 100))
            case protocol.Unable():
                raise _unjudged(reply.reason)
        self.channel.end()
        raise WireBroken("a reply of the wrong kind")

    def python(self, value: protocol.Value, instance_of: str = "", lent: Container[int] = ()) -> object:
        """Return a reply's value as a Python object. `lent` are callbacks sent with its call, by number."""

        def refer(thing: protocol.Reference) -> object:
            if isinstance(thing, protocol.Callback) and thing.id in lent:
                # `return activation`, where `activation(z)` was meant
                raise NotAValue(
                    lazy_gettext("returned the function that was passed in, not a number or an array")
                )
            if not isinstance(thing, protocol.Handle):
                raise protocol.WireError("a reference that the grader never made")
            name = clean(thing.typename, 100)
            if instance_of:  # also one that can be called: a class may have __call__
                return Instance(self, thing.id, name)
            if thing.iterates:
                return Items(self, thing.id, name)
            return Opaque(self, thing.id, name, thing.callable)

        return self.decoded(value, refer)

    def decoded(
        self,
        value: protocol.Value,
        refer: Callable[[protocol.Reference], object],
    ) -> object:
        """Decode a value from the far end; if it is malformed, end that process and raise WireBroken."""
        try:
            return protocol.to_python(value, refer)
        except protocol.UnreadableError as error:
            raise _unjudged(str(error)) from error
        except protocol.WireError as error:
            self.channel.end()
            raise WireBroken(str(error)) from error


class _Call:
    """One open call: its callbacks, and its arguments as the suite holds them."""

    def __init__(
        self, connection: _Connection, args: tuple[object, ...] = (), kwargs: dict[str, object] | None = None
    ) -> None:
        self.connection, self.args, self.kwargs = connection, args, kwargs or {}
        self.callbacks: dict[int, Callable[..., object]] = {}
        self.count, self.last, self.size, self.closed = 0, 0, 0, False
        self.largest = 1024

    def value(self, thing: object) -> protocol.Value:
        """Encode an argument for the wire; a function becomes a callback of this call."""
        return protocol.to_value(thing, self.other)

    def other(self, thing: object) -> protocol.Value:
        if isinstance(thing, Function) and thing._handle is None:
            return protocol.Named(thing._name)
        if isinstance(thing, Opaque):
            return protocol.Handle(thing._id, thing._type, thing._callable)
        if callable(thing):
            number = next(self.connection.callbacks)
            self.callbacks[number] = thing
            return protocol.Callback(number)
        raise TypeError(f"a suite cannot pass a {type(thing).__name__} to the student's code")

    def own(self, thing: protocol.Reference) -> object:
        """Return the object on this side for a reference among arguments that come back."""
        match thing:
            case protocol.Named():
                return Function(self.connection, None, clean(thing.name, 100))
            case protocol.Callback():
                return self.callbacks.get(thing.id)
            case protocol.Handle():
                return Opaque(self.connection, thing.id, clean(thing.typename, 100), thing.callable)
        raise protocol.WireError("an object by value, which nobody passed")

    def answer(self, callback: protocol.CallbackRequest) -> protocol.CallbackResult | protocol.CallbackError:
        """Run one callback on decoded values, and encode its result; nothing else of ours crosses."""
        self.count += 1
        self.size += sum(len(item.data) for item in callback.args.items if isinstance(item, protocol.Array))
        if self.closed or callback.number <= self.last or callback.id not in self.callbacks:
            raise WireBroken("a callback that is not open")
        self.last = callback.number
        if self.count > MAX_CALLBACKS:  # an endless loop: on a busy machine its deadline passes before this
            raise DeadlinePassed("too many calls of the function that was passed in")
        if self.size > MAX_CALLBACK_BYTES:
            raise WireBroken("too large calls of the function that was passed in")
        if callback.kwargs.items or not all(self.is_small_number(item) for item in callback.args.items):
            return protocol.refused(callback)
        try:
            args = protocol.to_python(callback.args, _no_reference)
            with np.errstate(all="ignore"):
                result = self.callbacks[callback.id](*args)  # type: ignore[misc]
            return protocol.CallbackResult(
                callback.call, callback.number, protocol.to_value(result, _no_object)
            )
        except protocol.WireError as error:
            raise WireBroken(str(error)) from error
        except Exception:
            # The student gave the suite's function a wrong argument: no text of the exception crosses.
            return protocol.refused(callback)

    def is_small_number(self, item: protocol.Value) -> bool:
        """Return True if a callback may take this: a number, or an array no larger than the call's own."""
        if isinstance(item, protocol.Array):
            return len(item.data) <= self.largest
        return isinstance(item, int | float | protocol.Complex | protocol.Scalar)

    def show_changes(self, changed: protocol.Tuple) -> None:
        """Change the suite's own arguments as the student's code changed its copies of them."""
        after = [self.connection.decoded(part, self.own) for part in changed.items]
        if len(after) != 2:  # changed into something that cannot cross
            after = [(None,) * len(self.args), dict.fromkeys(self.kwargs)]
        self.connection.changes += (self.args, writable(self.args)), (self.kwargs, writable(self.kwargs))
        become(self.args, after[0])
        become(self.kwargs, after[1])


def channel_of(student: Student) -> Channel:
    """Return the channel to a student's program, where `autograder show` records calls."""
    return student._connection.channel


def undo_changes(student: Student) -> None:
    """Restore arguments to what they held before the test: a suite may use one array for every student."""
    while changes := student._connection.changes:
        become(*changes.pop())


def _no_reference(thing: protocol.Reference) -> object:
    """Refuse a reference in a callback's arguments."""
    raise protocol.WireError("a callback takes values")


def _no_object(thing: object) -> protocol.Value:
    """Refuse an object as a callback's answer."""
    raise TypeError(f"a callback cannot answer with a {type(thing).__name__}")


def mirrored(raised: protocol.Raised) -> Exception:
    """Return the student's exception as one of a fixed table of types, with `raised` on it for the report."""
    text, name = clean(raised.text, 500), clean(raised.typename, 100)
    if not set(raised.ancestors) & {"Exception"}:
        error: Exception = StudentExited(f"{name}: {text}" if text else name)
    else:
        found = tuple(kind for kind in raised.ancestors if kind in _MIRRORED)
        error = _mirror(found)(text if found[0] == name else f"{name}: {text}")
    error.raised = raised  # type: ignore[attr-defined]
    return error


@lru_cache(64)
def _mirror(names: tuple[str, ...]) -> type[Exception]:
    """Return the type that stands for these builtin ones: one of them, or one that inherits from several."""
    kinds = [_MIRRORED[name] for name in names]
    bases = [kind for kind in kinds if not any(kind in other.__mro__[1:] for other in kinds)]
    try:
        return bases[0] if len(bases) == 1 else type(bases[0].__name__, tuple(bases), {})
    except TypeError:  # no class can inherit from these together: the names are what a worker said
        return bases[0]


class Function:
    """A function or method of the student's program, which a suite can call."""

    def __init__(self, connection: _Connection, handle: int | None, name: str) -> None:
        self._connection, self._handle, self._name = connection, handle, name

    def __call__(self, *args: object, **kwargs: object) -> Any:
        call = _Call(self._connection, args, kwargs)
        body = protocol.raw(protocol.to_value(args, call.other))
        named = protocol.raw(call.value(kwargs)) if kwargs else protocol.NO_NAMES
        call.largest = max(call.largest, len(body) + len(named))
        request = protocol.Call(
            self._connection.next(), self._handle, self._name, msgspec.Raw(body), msgspec.Raw(named)
        )
        is_class = self._handle is None and "A" <= self._name[0] <= "Z"
        return self._connection.ask(request, call, self._name if is_class else "")

    def __repr__(self) -> str:
        return f"<the student's {self._name}>"


class Opaque:
    """A result that does not cross as a value, such as a function. A test that uses it fails the student."""

    _connection: _Connection
    _id: int
    _type: str
    _callable: bool

    def __init__(
        self, connection: _Connection, number: int, typename: str, is_callable: bool = False
    ) -> None:
        self.__dict__.update(_connection=connection, _id=number, _type=typename, _callable=is_callable)

    def _refuse(self, *_: object, **__: object) -> Any:
        article, kind = "an" if self._type[:1].lower() in "aeiou" else "a", self._type
        raise NotAValue(
            lazy_gettext("returned {article} {kind}, not a number or an array", article=article, kind=kind)
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in _ARRAY_NAMES:
            raise AttributeError(name)  # Python's and NumPy's own questions about protocols
        self._refuse()

    def __setattr__(self, name: str, value: object) -> None:
        self._refuse()


_ARRAY_NAMES = frozenset(name for name in dir(np.ndarray)) - {"__class__", "__doc__", "__init__", "__new__"}

_OPERATIONS = """__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __len__ __iter__ __getitem__ __setitem__
    __contains__ __bool__ __float__ __int__ __complex__ __index__ __array__ __add__ __radd__ __sub__ __rsub__
    __mul__ __rmul__ __matmul__ __rmatmul__ __truediv__ __rtruediv__ __floordiv__ __rfloordiv__
    __mod__ __rmod__ __pow__ __rpow__ __neg__ __pos__ __abs__ __invert__ __and__ __rand__ __or__
    __ror__ __xor__ __rxor__ __round__ __str__ __repr__ __format__ __call__""".split()
for _name in _OPERATIONS:
    setattr(Opaque, _name, Opaque._refuse)
Opaque.__hash__ = object.__hash__  # type: ignore[method-assign]


class Items(Opaque):
    """An iterator in the student's program, which is asked for one item at a time, as the test needs it."""

    def __iter__(self) -> "Items":
        return self

    def __next__(self) -> Any:
        asked = self.__dict__.get("_asked", 0)
        if asked == MAX_ASKED:
            raise NotAValue(
                lazy_gettext("returned an iterator that goes on after {count} items", count=MAX_ASKED)
            )
        self.__dict__["_asked"] = asked + 1
        try:
            return self._connection.ask(protocol.Next(self._connection.next(), self._id))
        except Exception as error:
            raised = getattr(error, "raised", None)
            if isinstance(raised, protocol.Raised) and raised.typename == "StopIteration":
                raise StopIteration from None
            raise


class Instance(Opaque):
    """An instance of a student's class that a suite made: it has attributes and methods, nothing else."""

    def __getattr__(self, name: str) -> Any:
        if name in _ARRAY_NAMES or name.startswith("__"):
            return Opaque.__getattr__(self, name)
        connection = self._connection
        if (self._type, name) not in connection.methods:
            found = connection.ask(protocol.Get(connection.next(), self._id, name))
            if not (isinstance(found, Opaque) and found._callable):
                return found
            connection.methods.add((self._type, name))
        return Function(connection, self._id, name)

    def __setattr__(self, name: str, value: object) -> None:
        connection = self._connection
        connection.ask(protocol.Set(connection.next(), self._id, name, _Call(connection).value(value)))
