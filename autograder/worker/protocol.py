"""The wire between grader and worker: messages, values, caps.

A frame's body is msgpack: one of the `Request` or `Reply` structs below. The grader asks, the worker
answers. Every request gets exactly one final reply that carries its number, after any `CellFinished` (while
the program runs) or `CallbackRequest` (while a call is open). One request is open at a time.

    grader                                 worker
    RunProgram(cells)                 -->
                                      <--  CellFinished, one a cell, then Ready
    Call, Get, Read, Set, Edit, Next, Seed, Replace -->
                                      <--  CallbackRequest; answered by CallbackResult or CallbackError
                                      <--  Returned | Raised | Missing | Unable

Values cross by value: None, bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset,
NumPy arrays and scalars of kinds b i u f c. What `codec` knows crosses as `Coded`, a name and plain values.
Anything else is a `Handle`: a number for an object that stays in the worker, and the name of its type;
one that iterates is asked for its items one by one, by `Next`. Exact types only, since a subclass can lie.
There is no pickle in either direction. A text array crosses as a list of str.

Both sides use this file; it knows neither sockets nor policy beyond the caps.
"""

import math
from collections import Counter
from collections.abc import Callable, Container
from functools import lru_cache
from typing import Annotated, Any, TypeVar

import msgspec
import numpy as np

from . import codec
from .framing import MAX_FRAME, framed
from .framing import WireError as WireError

MAX_DEPTH = 32
MAX_ITEMS = 100_000
MAX_PAIRS = 10_000  # of a dict: its keys are hashed and compared one by one on the trusted side
MAX_NDIM = 8
MAX_PADDED = 4 << 20  # items times the longest text: NumPy would pad every item to its length
NUMERIC_KINDS = "biufc"
MAX_REMARKS, MAX_NEEDED = 50, 500  # remarks at the end of a program's run, and names in one of them

Kind = TypeVar("Kind")
_Many = msgspec.Meta(max_length=MAX_ITEMS)


class UnreadableError(WireError):
    """A value that an author's codec cannot read: the frame is as it should be."""


# --- values -----------------------------------------------------------------------------------


class _Packed(msgspec.Struct, array_like=True, frozen=True):
    """A part of a frame; it crosses as an array of its fields."""


class List(_Packed, frozen=True, tag="l"):
    """A Python list."""

    items: Annotated[tuple["Value", ...], _Many]


class Tuple(_Packed, frozen=True, tag="t"):
    """A Python tuple."""

    items: Annotated[tuple["Value", ...], _Many]


class Dict(_Packed, frozen=True, tag="d"):
    """A dict, as pairs, so that a repeated key can be seen and refused."""

    items: Annotated[tuple[tuple["Value", "Value"], ...], msgspec.Meta(max_length=MAX_PAIRS)]


class Bytes(_Packed, frozen=True, tag="b"):
    """A Python bytes."""

    data: bytes


class Complex(_Packed, frozen=True, tag="c"):
    """A Python complex."""

    real: float
    imag: float


class Array(_Packed, frozen=True, tag="a"):
    """An ndarray: dtype as `array.dtype.str`, C order."""

    dtype: str
    shape: Annotated[tuple[int, ...], msgspec.Meta(max_length=MAX_NDIM)]
    data: bytes


class Scalar(_Packed, frozen=True, tag="s"):
    """A NumPy scalar."""

    dtype: str
    data: bytes


class Coded(_Packed, frozen=True, tag="x"):
    """A value of another type, taken apart by the codec of this name; of a set, its items in order."""

    name: str
    plain: "Value"


class Handle(_Packed, frozen=True, tag="h"):
    """An object that stays in the worker. One that `iterates` can be asked for its items by `Next`."""

    id: int
    typename: str
    callable: bool
    iterates: bool = False


class Named(_Packed, frozen=True, tag="n"):
    """The student's own function of this name, as an argument."""

    name: str


class Callback(_Packed, frozen=True, tag="f"):
    """A function of the grader's, valid while the call that carries it is open.

    No two of a worker have the same number. A negative one was put in place by `Replace`, and stays.
    """

    id: int


class Object(_Packed, frozen=True, tag="o"):
    """An instance of a class that both programs define, by its attributes: in calls of replaced functions."""

    typename: str
    attributes: Dict


Value = (
    None
    | bool
    | int
    | float
    | str
    | Bytes
    | List
    | Tuple
    | Dict
    | Complex
    | Array
    | Scalar
    | Coded
    | Handle
    | Named
    | Callback
    | Object
)


# --- frames -----------------------------------------------------------------------------------


class ProgramCell(_Packed, frozen=True):
    """One code cell. `stub` is its released text if it is a solution cell; `given` is True if it is locked.

    A `released` cell finds functions and modules as they were defined, even if their names have been given
    to something else since. `definitions` is True for a cell that ended a worker: nothing else of it runs.
    """

    label: str
    source: str
    stub: str = ""
    given: bool = False
    released: bool = False
    definitions: bool = False


class _Message(_Packed, frozen=True):
    """A request, or a reply to the request of this number."""

    call: int


class RunProgram(_Message, frozen=True, tag="run"):
    """Run the program, cell by cell."""

    cells: tuple[ProgramCell, ...]
    seed: int
    output_limit: int
    functions: tuple[str, ...] = ()  # names that the assignment asks for
    codecs: str = ""  # the text of its `codecs.py`


class Call(_Message, frozen=True, tag="call"):
    """Call `name` of the program, or the method `name` of a handle."""

    handle: int | None
    name: str
    args: msgspec.Raw  # a Tuple
    kwargs: msgspec.Raw  # a Dict


class Get(_Message, frozen=True, tag="get"):
    """Read an attribute of a handle."""

    handle: int
    name: str


class Read(_Message, frozen=True, tag="read"):
    """Read a variable of the program, or with `printed` what the cell of this name has printed."""

    name: str
    printed: bool = False


class Set(_Message, frozen=True, tag="set"):
    """Set an attribute of a handle."""

    handle: int
    name: str
    value: Value


class Edit(_Message, frozen=True, tag="edit"):
    """Run `handle.name[index] = value`, to see whether two names share one array."""

    handle: int
    name: str
    index: Value
    value: Value


class Next(_Message, frozen=True, tag="next"):
    """Ask an iterator for its next item. Its end is a `Raised` StopIteration."""

    handle: int


class Seed(_Message, frozen=True, tag="seed"):
    """Set the random states of `random` and `numpy.random`."""

    seed: int


class Replace(_Message, frozen=True, tag="replace"):
    """Replace functions of these names by the grader's: the first by callback -1, the second by -2, etc."""

    names: tuple[str, ...]


class CallbackResult(_Message, frozen=True, tag="told"):
    """A callback's answer; `changed` holds args and kwargs, if a replaced function changed one of them."""

    number: int
    value: Value
    changed: Tuple | None = None


class CallbackError(_Message, frozen=True, tag="refused"):
    """The callback could not take this argument; no text of the grader's crosses."""

    number: int


class CellFinished(_Message, frozen=True, tag="ran"):
    """One cell of the program has run, or was `skipped` as an untouched stub.

    If it stopped, its definitions below that line have run all the same; `below` says which of them failed.
    """

    index: int
    skipped: bool
    error: str
    line: int
    output: str
    below: str = ""


class Overwritten(_Packed, frozen=True):
    """A function or a module whose name a later cell has given to something else.

    `counts` is True if the new one is a function too; else the old one has been put back.
    """

    name: str
    cell: str
    counts: bool


class Lacking(_Packed, frozen=True):
    """A package that the program imports and that is not installed, and the names that need it."""

    package: str
    needed_by: Annotated[tuple[str, ...], msgspec.Meta(max_length=MAX_NEEDED)]


class Ready(_Message, frozen=True, tag="ready"):
    """The program has run; `names` are the names that it has defined."""

    names: Annotated[tuple[str, ...], _Many]
    overwritten: Annotated[tuple[Overwritten, ...], msgspec.Meta(max_length=MAX_REMARKS)] = ()
    lacking: Annotated[tuple[Lacking, ...], msgspec.Meta(max_length=MAX_REMARKS)] = ()


class Returned(_Message, frozen=True, tag="returned"):
    """A call's value; `changed` holds args and kwargs, if the student's code changed one of them."""

    value: Value
    changed: Tuple | None
    printed: str


class Raised(_Message, frozen=True, tag="raised"):
    """An exception of the student's: its type, that type's ancestors, and where it came from."""

    typename: str
    ancestors: Annotated[tuple[str, ...], msgspec.Meta(max_length=64)]
    text: str
    cell: str
    line: int
    changed: Tuple | None
    printed: str
    is_own: bool = False  # a `raise` of the student's own raised it
    code: str = ""  # the line at which it left the cell that was called
    holds: str = ""  # what the names in that line held
    inner: str = ""  # the line at which it stopped, if that is in another cell


class Missing(_Message, frozen=True, tag="missing"):
    """The program defines no such name, or no such cell has run."""

    name: str
    similar: str


class Unable(_Message, frozen=True, tag="unable"):
    """The result cannot cross, or the worker cannot start, for this reason."""

    reason: str


class CallbackRequest(_Message, frozen=True, tag="asked"):
    """The student's code calls a callback."""

    number: int
    id: int
    args: Tuple
    kwargs: Dict = Dict(())


def refused(callback: CallbackRequest) -> CallbackError:
    """Return the answer to a callback that is not taken."""
    return CallbackError(callback.call, callback.number)


Request = RunProgram | Call | Get | Read | Set | Edit | Next | Seed | Replace | CallbackResult | CallbackError
Reply = CellFinished | Ready | Returned | Raised | Missing | Unable | CallbackRequest

_encoder = msgspec.msgpack.Encoder()
_request_decoder = msgspec.msgpack.Decoder(Request)
_reply_decoder = msgspec.msgpack.Decoder(Reply)
_value_decoder = msgspec.msgpack.Decoder(Value)


def frame(message: Request | Reply) -> bytes:
    """Encode a message as the bytes that cross; raise WireError if it is too long or cannot be encoded."""
    return framed(raw(message))


_MALFORMED = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, ValueError, MemoryError)


def _decoded(decoder: "msgspec.msgpack.Decoder[Kind]", body: bytes | msgspec.Raw) -> Kind:
    try:
        return decoder.decode(body)
    except _MALFORMED as error:
        raise WireError(str(error)) from error


def request(body: bytes) -> Request:
    """Decode a request of the grader's."""
    return _decoded(_request_decoder, body)


def reply(body: bytes) -> Reply:
    """Decode a reply of a worker's, trusting nothing."""
    return _decoded(_reply_decoder, body)


def raw(value: Value | Request | Reply) -> bytes:
    """Encode a message, or one value alone, for parts that are compared before they are decoded."""
    try:
        return _encoder.encode(value)
    except (OverflowError, UnicodeEncodeError, RecursionError) as error:
        raise WireError(str(error)) from error


NO_NAMES = raw(Dict(()))  # no keyword arguments, as in nearly every call


def unraw(body: bytes | msgspec.Raw) -> Value:
    """Decode a value from bytes that `raw` made."""
    return _decoded(_value_decoder, body)


# --- from and to Python ------------------------------------------------------------------------


def to_value(thing: object, other: Callable[[object], Value]) -> Value:
    """Encode `thing` for the wire. `other` turns what is not carried by value into a handle or callback.

    Raises WireError for what may not cross: too deep, too many items, text that is not Unicode,
    an int of too many digits.
    """
    return _Writer(other).value(thing, 0)


class _Writer:
    """Encoder that counts items over one whole value: many small lists cannot add up to a large one."""

    def __init__(self, other: Callable[[object], Value]) -> None:
        self.other, self.left = other, MAX_ITEMS

    def many(self, things: Any, depth: int) -> tuple[Value, ...]:
        self.left -= len(things)
        if self.left < 0:
            raise WireError(f"more than {MAX_ITEMS} items")
        if things and depth >= MAX_DEPTH:
            raise WireError(f"nested more than {MAX_DEPTH} deep")
        return tuple([thing if type(thing) in _EASY else self.value(thing, depth + 1) for thing in things])

    def value(self, thing: Any, depth: int) -> Value:
        kind = type(thing)
        if kind in _EASY:
            return thing  # type: ignore[no-any-return]
        if kind is np.ndarray:
            if thing.dtype.kind in NUMERIC_KINDS and thing.ndim <= MAX_NDIM:
                return Array(thing.dtype.str, thing.shape, thing.tobytes())
            return self.array(thing, depth)
        if kind in _SCALARS:
            return Scalar(thing.dtype.str, thing.tobytes())
        if kind is bytes:
            return Bytes(thing)
        if kind is int:
            if -(2**63) <= thing < 2**63:
                return thing  # type: ignore[no-any-return]
            return self.coded(thing, depth)
        if kind is str:
            try:
                thing.encode()
            except UnicodeEncodeError:
                raise WireError("a string that is not valid Unicode") from None
            return thing  # type: ignore[no-any-return]
        if kind is list:
            return List(self.many(thing, depth))
        if kind is tuple:
            return Tuple(self.many(thing, depth))
        if kind is dict:
            if len(thing) > MAX_PAIRS:
                raise WireError(f"a dict of more than {MAX_PAIRS} items")
            keys = self.many(list(thing), depth)
            if not all(map(is_key, keys)):
                raise WireError("a dict with a key that cannot cross")
            values = self.many(list(thing.values()), depth)
            return Dict(tuple(zip(keys, values, strict=True)))
        if kind is complex:
            return Complex(thing.real, thing.imag)
        if kind is np.str_:
            return self.value(str(thing), depth)
        if issubclass(kind, tuple):  # a namedtuple: what it holds, not what it says it holds
            return Tuple(self.many(tuple(tuple.__iter__(thing)), depth))
        if issubclass(kind, list):
            return List(self.many(list(list.__iter__(thing)), depth))
        if issubclass(kind, dict):  # a Counter, a defaultdict
            return self.value(dict(dict.items(thing)), depth)
        if issubclass(kind, set | frozenset):
            return self.set(thing, depth)
        return self.coded(thing, depth)

    def set(self, thing: Any, depth: int) -> Value:
        """Encode a set with its items in the order of their bytes, so that equal sets are equal bytes."""
        base = frozenset if issubclass(type(thing), frozenset) else set
        if base.__len__(thing) > MAX_PAIRS:
            raise WireError(f"a set of more than {MAX_PAIRS} items")
        items = self.many(list(base.__iter__(thing)), depth)
        if not all(map(is_key, items)):
            raise WireError("a set with an item that cannot cross")
        return Coded(base.__name__, List(tuple(sorted(items, key=raw))))

    def coded(self, thing: object, depth: int) -> Value:
        """Encode a value of a type that has a codec; leave any other value to `other`."""
        found = codec.codec_of(type(thing))
        if found is None:
            return self.other(thing)
        if depth >= MAX_DEPTH:
            raise WireError(f"nested more than {MAX_DEPTH} deep")
        try:
            plain = found.write(thing)
        except codec.Unfit as error:
            raise WireError(str(error)) from error
        return Coded(found.name, self.value(plain, depth + 1))

    def array(self, thing: "np.ndarray[Any, Any]", depth: int) -> Value:
        """Encode an array that does not cross as its bytes: text as a list; leave others to `other`."""
        if thing.ndim > MAX_NDIM:
            raise WireError(f"an array of {thing.ndim} dimensions")
        return self.value(thing.tolist(), depth) if thing.dtype.kind == "U" else self.other(thing)


_EASY = frozenset({type(None), bool, float})  # types whose values cross as they are
_PLAIN = _EASY | {int}
_KEYS = _PLAIN | {str}

# The exact scalar types of the numeric kinds; a subclass is none of them.
_SCALARS: frozenset[type] = frozenset(
    np.dtype(code).type for code in (*np.typecodes["AllInteger"], *np.typecodes["AllFloat"], "?")
)


def is_key(value: Value) -> bool:
    """Return True if a value may be a key, or in a set: it can be hashed, by Python's own code alone."""
    if type(value) in _KEYS or type(value) in (Bytes, Complex, Scalar):
        return True
    if type(value) is Tuple:
        return all(map(is_key, value.items))
    if type(value) is Coded:
        found = codec.codec_named(value.name)
        return value.name == "frozenset" or (found is not None and found.is_key)
    return False


Reference = Handle | Named | Callback | Object


def is_plain(value: Value) -> bool:
    """Return True if a value is complete, without a reference to the process that it comes from."""
    match value:
        case Handle() | Named() | Callback():
            return False
        case List() | Tuple():
            return all(map(is_plain, value.items))
        case Dict():
            return all(is_plain(key) and is_plain(item) for key, item in value.items)
        case Object():
            return is_plain(value.attributes)
        case Coded():
            return is_plain(value.plain)
    return True


def to_python(value: Value, other: Callable[[Reference], object], writable: bool = False) -> object:
    """Decode a value to Python's or NumPy's; `other` returns the object that a reference stands for.

    Its arrays are read-only views of the bytes, or copies of their own that are `writable`. Raises WireError
    for what is malformed: shapes that disagree with the bytes, a repeated key, too deep or too many items.
    """
    if type(value) is Array:
        return _array(value).copy() if writable else _array(value)
    reader = _Reader(other, writable)
    found = reader.python(value, 0)
    if (MAX_ITEMS - reader.left) * reader.longest > MAX_PADDED:
        raise WireError("many items beside a long text")
    return found


class _Reader:
    def __init__(self, other: Callable[[Reference], object], writable: bool) -> None:
        self.other, self.writable, self.left, self.longest = other, writable, MAX_ITEMS, 0

    def many(self, values: tuple[Value, ...], depth: int) -> list[object]:
        self.left -= len(values)
        if self.left < 0:
            raise WireError(f"more than {MAX_ITEMS} items")
        if values and depth >= MAX_DEPTH:
            raise WireError(f"nested more than {MAX_DEPTH} deep")
        return [value if type(value) in _PLAIN else self.python(value, depth + 1) for value in values]

    def python(self, value: Value, depth: int) -> object:
        if type(value) in _PLAIN:
            return value
        if isinstance(value, Array):
            return _array(value).copy() if self.writable else _array(value)
        if isinstance(value, List):
            return self.many(value.items, depth)
        if isinstance(value, Tuple):
            return tuple(self.many(value.items, depth))
        if isinstance(value, Dict):
            return self.dict(value, depth)
        if isinstance(value, Scalar):
            return _scalar(value)
        if isinstance(value, Bytes):
            self.longest = max(self.longest, len(value.data))
            return value.data
        if isinstance(value, Complex):
            return complex(value.real, value.imag)
        if isinstance(value, Coded):
            return self.coded(value, depth)
        if isinstance(value, Handle | Named | Callback | Object):
            return self.other(value)
        assert isinstance(value, str)
        self.longest = max(self.longest, len(value))
        return value

    def dict(self, value: Dict, depth: int) -> dict[Any, object]:
        found: dict[Any, object] = {}
        hashes: Counter[int] = Counter()
        for key, item in value.items:
            found[self.key(key, depth, found, hashes)] = self.many((item,), depth)[0]
        return found

    def set(self, value: Coded, depth: int) -> object:
        if type(value.plain) is not List or len(value.plain.items) > MAX_PAIRS:
            raise WireError(f"a set of more than {MAX_PAIRS} items")
        self.left -= len(value.plain.items)
        if self.left < 0:
            raise WireError(f"more than {MAX_ITEMS} items")
        found: set[Any] = set()
        hashes: Counter[int] = Counter()
        for item in value.plain.items:
            found.add(self.key(item, depth, found, hashes))
        return frozenset(found) if value.name == "frozenset" else found

    def key(self, value: Value, depth: int, there: Container[object], hashes: "Counter[int]") -> object:
        """Decode a key; refuse one that is there already, or has the same hash as too many others."""
        if not is_key(value):
            raise WireError("a dict key that cannot be one")
        key: Any = value if type(value) in _KEYS else self.python(value, depth + 1)
        if type(value) not in _KEYS:  # anybody can write thousands of fractions with one and the same hash
            hashes[hash(key)] += 1
            if hashes[hash(key)] > codec.MAX_ALIKE:
                raise WireError("too many keys that are alike")
        if key in there:
            raise WireError("a dict key that is there twice")
        return key

    def coded(self, value: Coded, depth: int) -> object:
        if depth >= MAX_DEPTH:
            raise WireError(f"nested more than {MAX_DEPTH} deep")
        if value.name in ("set", "frozenset"):
            return self.set(value, depth)
        found = codec.codec_named(value.name)
        if found is None:
            raise WireError(f"a value of the unknown kind {value.name[:40]!r}")
        if found.is_own and not is_plain(value.plain):
            raise UnreadableError(f"a {found.name} with something in it that cannot cross")
        plain = self.python(value.plain, depth + 1)
        try:
            return found.read(plain)
        except Exception as error:  # whatever pandas, or an author's `read`, finds wrong with the parts
            kind = UnreadableError if found.is_own else WireError
            raise kind(f"a {found.name} whose parts make none") from error


@lru_cache(64)
def _dtype(name: str) -> "np.dtype[Any]":
    # A short literal like "<f8": never a structured, sub-array or aliased dtype, whatever NumPy would parse.
    if not (2 <= len(name) <= 4 and name[0] in "<>|=" and name[1] in NUMERIC_KINDS and name[2:].isascii()):
        raise WireError(f"the dtype {name[:20]!r}")
    try:
        kind = np.dtype(name)
    except (TypeError, ValueError) as error:
        raise WireError(f"the dtype {name[:20]!r}") from error
    if kind.kind not in NUMERIC_KINDS or kind.itemsize == 0:
        raise WireError(f"the dtype {name[:20]!r}")
    return kind


def _array(value: Array) -> "np.ndarray[Any, Any]":
    kind, shape, data = _dtype(value.dtype), value.shape, value.data
    if min(shape, default=0) < 0 or math.prod(shape) * kind.itemsize != len(data):
        raise WireError("an array whose shape disagrees with its bytes")
    # An empty array may still be long: the sum of shape (0, 10**10) along its first axis fills the memory.
    if not data and math.prod(size or 1 for size in shape) * kind.itemsize > MAX_FRAME:
        raise WireError("an empty array of a shape that is too large")
    try:
        return np.frombuffer(data, dtype=kind).reshape(shape)
    except (ValueError, OverflowError) as error:
        raise WireError("an array whose shape disagrees with its bytes") from error


def _scalar(value: Scalar) -> object:
    kind = _dtype(value.dtype)
    if len(value.data) != kind.itemsize:
        raise WireError("a number whose type disagrees with its bytes")
    return np.frombuffer(value.data, dtype=kind)[0]
