"""Questions that a suite asks, recorded as code that asks them again, and variations with other inputs.

A question is the lines of a function `asked(who)`, in which `who` is a student. So the code that is tried is
the code that an author pastes.
"""

import contextlib
import copy
import json
import keyword
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from autograder.sandbox.proxy import Function, Instance, Student, channel_of

MOST_LINES = 10  # of a question; a longer one is hard to read
SMALL = 24  # most numbers of an array that is written out; a larger one is drawn anew
DECIMALS = 2


class SourceText(str):
    """Source text of an argument that is written as it is: a variable or a function."""

    __slots__ = ()


FUNCTIONS = (SourceText("np.tanh"), SourceText("np.exp"), SourceText("lambda number: number**3 - 2 * number"))


class QuestionLine(NamedTuple):
    """A line of a question, such as `net.bias = {}`, with the values for its slots."""

    text: str
    values: tuple[object, ...]
    makes: str = ""  # the variable that is assigned here
    uses: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.text.format(*map(as_source, self.values))


Question = tuple[QuestionLine, ...]


def source_of(question: Question) -> str:
    """Return the source of the function `asked` that asks a question."""
    return "\n".join(["def asked(who):", *(f"    {line}" for line in question)])


class _NotWritable(Exception):
    """Error for an argument that cannot be written as source."""


# --- listening ---------------------------------------------------------------------------------


class Listener(Student):
    """A student that records every question of a test."""

    def __init__(self, student: Student) -> None:
        super().__init__(channel_of(student), student.__dict__["_program"])
        self._lines: list[QuestionLine] = []
        self._is_lost = False  # something happened to an object that cannot be written down
        self.questions: list[Question] = []

    def __getattr__(self, name: str) -> Function:
        if name.startswith("_"):
            raise AttributeError(name)
        return _ListenedFunction(self, f"who.{name}", None, name)

    def variable(self, name: str) -> Any:
        """Return a variable of a cell, and record this as a question without inputs."""
        self.wants(QuestionLine("who.variable({})", (name,)))
        return super().variable(name)

    def output_of(self, asked: str | Function, *args: object, **kwargs: object) -> str:
        """Return what a cell or a call prints, and record the question."""
        slots = ["{}"] * (1 + len(args)) + [f"{key}={{}}" for key in kwargs]
        if line := self.asks(f"who.output_of({', '.join(slots)})", (asked, *args), kwargs):
            self.wants(line)
        return super().output_of(asked, *args, **kwargs)

    def edit_in_place(self, instance: Instance, name: str, index: object, value: object) -> None:
        """Edit an array of an object directly. Questions that follow in this test are not recorded."""
        self._is_lost = True
        super().edit_in_place(instance, name, index, value)

    def begin(self) -> None:
        """Begin a new test, which knows no object of the one before."""
        self._lines, self._is_lost = [], False

    def asks(self, text: str, args: tuple[object, ...], kwargs: dict[str, object]) -> QuestionLine | None:
        """Return a call or an attribute as a line, or None if it cannot be written as source."""
        if self._is_lost:
            return None
        try:
            values = tuple(_plain(each) for each in (*args, *kwargs.values()))
        except _NotWritable:
            given = (*args, *kwargs.values())
            self._is_lost = not text.startswith("who.") or any(isinstance(each, Instance) for each in given)
            return None
        uses = {str(each) for each in values if isinstance(each, SourceText)} | {text.split(".")[0]}
        return QuestionLine(text, values, uses=frozenset(uses - {"who"}))

    def wants(self, line: QuestionLine) -> None:
        """Record a question: the value of this line, after the earlier lines that concern its objects."""
        needed, chosen = set(line.uses), list[QuestionLine]()
        for earlier in reversed(self._lines):
            if needed & {earlier.makes, *earlier.uses}:
                needed |= earlier.uses
                chosen.insert(0, earlier)
        if len(chosen) < MOST_LINES:
            self.questions.append((*chosen, line._replace(text=f"return {line.text}")))

    def keeps(self, line: QuestionLine) -> None:
        """Keep a line that later questions may need."""
        self._lines.append(line)

    def name_for(self, of: str) -> str:
        """Return a variable name for one more object of a class: neural_network, then neural_network_2."""
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", of).lower()
        count = sum(line.makes.rstrip("0123456789_") == name for line in self._lines)
        return f"{name}_{count + 1}" if count or keyword.iskeyword(name) else name


class _ListenedFunction(Function):
    def __init__(self, listener: Listener, text: str, handle: int | None, name: str) -> None:
        super().__init__(listener._connection, handle, name)
        self._listener, self._text = listener, text

    def __call__(self, *args: object, **kwargs: object) -> Any:
        listener = self._listener
        slots = ["{}"] * len(args) + [f"{key}={{}}" for key in kwargs]
        line = listener.asks(f"{self._text}({', '.join(slots)})", args, kwargs)
        came = super().__call__(*args, **kwargs)
        if line is None:
            return came
        if isinstance(came, Instance):
            name = listener.name_for(self._name)
            listener.keeps(line._replace(text=f"{name} = {line.text}", makes=name))
            return _ListenedInstance(listener, came, name)
        listener.wants(line)
        if line.uses:  # a method, or a function of an object: either may change it
            listener.keeps(line)
        return came


class _ListenedInstance(Instance):
    def __init__(self, listener: Listener, found: Instance, variable: str) -> None:
        own = found.__dict__
        super().__init__(listener._connection, own["_id"], own["_type"], own["_callable"])
        self.__dict__.update(_listener=listener, _variable=variable)

    def __getattr__(self, name: str) -> Any:
        found = super().__getattr__(name)
        own = self.__dict__
        text = f"{own['_variable']}.{name}"
        if isinstance(found, Function):
            return _ListenedFunction(own["_listener"], text, own["_id"], name)
        if line := own["_listener"].asks(text, (), {}):
            own["_listener"].wants(line)
        return found

    def __setattr__(self, name: str, value: object) -> None:
        own = self.__dict__
        if line := own["_listener"].asks(f"{own['_variable']}.{name} = {{}}", (value,), {}):
            own["_listener"].keeps(line)
        super().__setattr__(name, value)


def _plain(value: object) -> object:
    """Return an argument with few decimals and no large array; raise _NotWritable if it has no source."""
    if isinstance(value, _ListenedInstance):
        return SourceText(value.__dict__["_variable"])
    if isinstance(value, Function):
        return SourceText(f"who.{value._name}")
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, list | tuple | set | frozenset):
        return type(value)(_plain(each) for each in value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufU":
        return _plain_array(value)
    if callable(value):
        return FUNCTIONS[0]
    raise _NotWritable


def _plain_array(value: np.ndarray) -> object:
    if value.size <= SMALL or value.dtype.kind in "bU":
        return np.round(value, DECIMALS) if value.dtype.kind == "f" else value.copy()
    if value.dtype.kind == "f":
        return SourceText(f"np.random.default_rng(1).normal(size={value.shape}).round(2)")
    low, high = int(value.min()), int(value.max()) + 1
    return SourceText(f"np.random.default_rng(1).integers({low}, {high}, size={value.shape})")


def as_source(value: object) -> str:
    """Return a value as Python source."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()})" if value.size else f"np.zeros({value.shape})"
    if isinstance(value, tuple):
        return f"({', '.join(map(as_source, value))}{',' * (len(value) == 1)})"
    if isinstance(value, list):
        return f"[{', '.join(map(as_source, value))}]"
    if isinstance(value, set | frozenset):
        inside = ", ".join(sorted(map(as_source, value)))
        is_plain = isinstance(value, set) and value
        return f"{{{inside}}}" if is_plain else f"{type(value).__name__}([{inside}])"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_source(key)}: {as_source(each)}" for key, each in value.items()) + "}"
    if isinstance(value, SourceText):
        return str(value)
    # In double quotes, as a formatter leaves it.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


# --- other inputs ------------------------------------------------------------------------------


def in_place(question: Question) -> Iterator[Question]:
    """Yield questions that repeat a call and return one of its arguments, to see if the call changed it."""
    *before, last = question
    for place, value in enumerate(last.values):
        if isinstance(value, np.ndarray | list | dict) and last.text.startswith("return who."):
            values = (*last.values[:place], SourceText("given"), *last.values[place + 1 :])
            call = QuestionLine(last.text.removeprefix("return "), values, uses=last.uses | {"given"})
            given = QuestionLine("given = {}", (value,), "given")
            yield (*before, given, call, QuestionLine("return given", (), uses=frozenset({"given"})))


def varied(question: Question, rng: np.random.Generator) -> Question:
    """Return a question with another value in one or two places."""
    changed = [list(line.values) for line in question]
    slots = [(line, place) for line, values in enumerate(changed) for place in range(len(values))]
    slots = [(line, place) for line, place in slots if _others(changed[line][place])]
    if not slots:
        return question
    for _ in range(1 + int(rng.integers(2))):
        line, place = slots[int(rng.integers(len(slots)))]
        changed[line][place] = _another(changed[line][place], rng)
    return tuple(line._replace(values=tuple(values)) for line, values in zip(question, changed, strict=True))


def _another(value: object, rng: np.random.Generator) -> object:
    others = _others(value)
    if not others:
        return value
    # A variation may be impossible, such as a row of an empty array.
    with contextlib.suppress(ValueError, IndexError, TypeError, OverflowError), np.errstate(all="ignore"):
        return others[int(rng.integers(len(others)))](copy.deepcopy(value), rng)
    return value


Variation = Callable[[Any, np.random.Generator], object]


def _fixed(values: Iterable[object]) -> list[Variation]:
    return [partial(lambda other, value, rng: other, other) for other in values]


_NUMBER: list[Variation] = [
    *_fixed((0, 1, -1, 2, 10)),
    lambda value, rng: value + 1,
    lambda value, rng: value - 1,
    lambda value, rng: -value,
    lambda value, rng: 2 * value,
]
_DECIMAL: list[Variation] = [
    *_fixed((0.0, 1.0, -1.0, 0.5, -2.5, 100.0, 0.001)),
    lambda value, rng: round(value + 1, DECIMALS),
    lambda value, rng: -value,
    lambda value, rng: round(10 * value, DECIMALS),
    lambda value, rng: round(float(rng.normal()), DECIMALS),
]
_TEXT: list[Variation] = [
    *_fixed(("", " ", "a", "A b", "b a b", "one, two")),
    lambda value, rng: value.upper(),
    lambda value, rng: value.lower(),
    lambda value, rng: value[::-1],
    lambda value, rng: f"{value} {value}",
    lambda value, rng: f" {value} ",
    lambda value, rng: value[: len(value) // 2],
]
_SEQUENCE: list[Variation] = [
    lambda value, rng: value[:0],
    lambda value, rng: value[:1],
    lambda value, rng: value[1:],
    lambda value, rng: value[:-1],
    lambda value, rng: value[::-1],
    lambda value, rng: value + value,
    lambda value, rng: value + value[:1],
    lambda value, rng: value[-1:] + value[:-1],
    lambda value, rng: _with_another_part(value, rng),
    lambda value, rng: _with_another_part(value, rng),
]
_SET: list[Variation] = [
    lambda value, rng: type(value)(),
    lambda value, rng: type(value)(sorted(value)[:1]),
    lambda value, rng: type(value)(sorted(value)[1:]),
    lambda value, rng: type(value)(_another(each, rng) for each in sorted(value)),
]
_TABLE: list[Variation] = [
    lambda value, rng: {key: value[key] for key in list(value)[1:]},
    lambda value, rng: dict(reversed(value.items())),
    lambda value, rng: {key: _another(each, rng) for key, each in value.items()},
]
_ARRAY: list[Variation] = [
    lambda value, rng: np.zeros_like(value),
    lambda value, rng: np.ones_like(value),
    lambda value, rng: -value,
    lambda value, rng: value * 10,
    lambda value, rng: value + 1,
    lambda value, rng: value[::-1],
    lambda value, rng: value[:1],
    lambda value, rng: value[..., :1],
    lambda value, rng: value[:-1],
    lambda value, rng: value[..., :-1],
    lambda value, rng: np.sort(value, axis=None).reshape(value.shape),
    lambda value, rng: np.concatenate([value, value[:1]]),
    lambda value, rng: np.full_like(value, value.flat[0]),
    lambda value, rng: np.round(value),
    lambda value, rng: np.transpose(value),
    lambda value, rng: np.where(rng.random(value.shape) < 0.3, value.flat[0], value),
    lambda value, rng: np.where(rng.random(value.shape) < 0.3, 0, value),
    lambda value, rng: np.round(rng.normal(size=value.shape), DECIMALS),
    lambda value, rng: np.round(rng.normal(scale=10, size=value.shape), DECIMALS),
    lambda value, rng: rng.permutation(value.ravel()).reshape(value.shape),
    lambda value, rng: round(float(value.flat[0]), DECIMALS),
]


def _with_another_part(value: Any, rng: np.random.Generator) -> object:
    place = int(rng.integers(len(value)))
    return type(value)([*value[:place], _another(value[place], rng), *value[place + 1 :]])


def _others(value: object) -> list[Variation]:
    """Return the variations of a value; [] for one that has none, such as a variable."""
    match value:
        case SourceText():
            return _fixed(FUNCTIONS) if value in FUNCTIONS else []
        case bool():
            return _fixed((not value,))
        case int():
            return _NUMBER
        case float():
            return _DECIMAL
        case str():
            return _TEXT
        case list() | tuple():
            return _SEQUENCE
        case set() | frozenset():
            return _SET
        case dict():
            return _TABLE
        case np.ndarray() if value.dtype.kind in "iuf":
            return _ARRAY
    return []
