"""Codecs of types that cross the wire as plain values: each takes a value apart and puts it together again.

`write` runs where the value is, so on the student's side too, and its result is not trusted. `read` runs
on the other side, on plain values that passed the wire's caps: it refuses malformed ones with a ValueError
(or TypeError, OverflowError). No module of a type is imported before the type is met.

An author adds types with a file `codecs.py` among the visible checks; `autograder docs authors` shows one.
"""

import importlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

MAX_BITS = 14_000  # of a whole number: Python itself shows none of more than 4,300 digits
MAX_EXPONENT = 5_000  # of a Decimal: `int(Decimal("1E999999"))` would take a minute
MAX_ALIKE = 100  # keys with the same hash: more of them come from somebody who wants to keep us busy
MAX_RANGE = 100_000  # numbers in a range: a suite may well make a list of it
_TABLES = f"{__package__}.pandas_codec"


class Unfit(ValueError):
    """A value that may not cross although its type may. The text says why, for a student."""


@dataclass(frozen=True, slots=True)
class Codec:
    """Codec of one type. If `is_key`, its values can be keys and never change; `become` changes others."""

    name: str
    place: str  # the type, with its module
    write: Callable[[Any], object]
    read: Callable[[Any], object]
    is_key: bool = False
    become: Callable[[Any, Any], None] | None = None
    copy: Callable[[Any], object] | None = None
    is_own: bool = False  # an author's: an error of `read` is about the student's answer

    def is_of(self, kind: type) -> bool:
        """Return True if this is the codec of exactly this type, whatever the type says of itself."""
        module, _, name = self.place.rpartition(".")
        if module == "__main__":  # a class of the notebook's
            return kind.__name__ == name and kind.__module__ == "__main__"
        return getattr(sys.modules.get(module), name, None) is kind


# --- numbers -----------------------------------------------------------------------------------


def _write_int(number: int) -> bytes:
    if number.bit_length() > MAX_BITS:
        raise Unfit(f"a whole number of more than {MAX_BITS} bits")
    return number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True)


def _read_int(plain: object) -> int:
    if type(plain) is not bytes or not 0 < len(plain) <= MAX_BITS // 8 + 1:
        raise ValueError("a whole number that is too long")
    return int.from_bytes(plain, "big", signed=True)


def _write_fraction(number: Any) -> tuple[int, int]:
    return number.numerator, number.denominator


def _read_fraction(plain: object) -> object:
    over, under = _ints(plain, 2)
    if under <= 0:
        raise ValueError("a fraction whose denominator is not above 0")
    return _there("fractions.Fraction")(over, under)


_DECIMAL = re.compile(r"-?(\d+(\.\d*)?(E[+-]?\d{1,9})?|Infinity|NaN)", re.ASCII)


def _write_decimal(number: Any) -> str:
    text = str(number)
    if number.is_snan() or not _DECIMAL.fullmatch(text):
        raise Unfit("a Decimal that is no number")
    if number.is_finite() and (abs(number.adjusted()) > MAX_EXPONENT or len(text) > MAX_EXPONENT):
        raise Unfit(f"a Decimal of more than {MAX_EXPONENT} places")
    return text


def _read_decimal(plain: object) -> object:
    if type(plain) is not str or len(plain) > MAX_EXPONENT or not _DECIMAL.fullmatch(plain):
        raise ValueError("a Decimal that is no number")
    found: Any = _there("decimal.Decimal")(plain)
    if found.is_finite() and abs(found.adjusted()) > MAX_EXPONENT:
        raise ValueError("a Decimal of too many places")
    return found


# --- dates and times ---------------------------------------------------------------------------


def _write_zone(zone: Any, moment: Any) -> object:
    """Return a zone as its offset at that moment, and its name; refuse a class of the student's own."""
    if zone is None:
        return None
    kind = type(zone)
    if f"{kind.__module__}.{kind.__name__}" not in ("datetime.timezone", "zoneinfo.ZoneInfo"):
        raise Unfit("a time with a time zone of a type of its own")
    offset = zone.utcoffset(moment)
    if offset is None:
        raise Unfit("a time of day with a time zone that needs a date")
    is_named = kind.__name__ == "ZoneInfo" or zone.__getinitargs__()[1:]
    return (offset.days, offset.seconds, offset.microseconds), str(zone)[:100] if is_named else None


def _read_zone(plain: object) -> object:
    if plain is None:
        return None
    offset, name = _parts(plain, 2)
    shift = _there("datetime.timedelta")(*_ints(offset, 3))
    if name is None:
        return _there("datetime.timezone")(shift)
    if type(name) is not str or len(name) > 100:
        raise ValueError("the name of a time zone")
    return _there("datetime.timezone")(shift, name)


def _write_time(time: Any) -> object:
    parts = time.hour, time.minute, time.second, time.microsecond
    return parts, time.fold, _write_zone(time.tzinfo, None)


def _read_time(plain: object) -> object:
    parts, fold, zone = _parts(plain, 3)
    return _there("datetime.time")(*_ints(parts, 4), tzinfo=_read_zone(zone), fold=_ints((fold,), 1)[0])


def _write_datetime(moment: Any) -> object:
    time = moment.hour, moment.minute, moment.second, moment.microsecond
    return (moment.year, moment.month, moment.day), time, moment.fold, _write_zone(moment.tzinfo, moment)


def _read_datetime(plain: object) -> object:
    day, time, fold, zone = _parts(plain, 4)
    make, fold = _there("datetime.datetime"), _ints((fold,), 1)[0]
    return make(*_ints(day, 3), *_ints(time, 4), tzinfo=_read_zone(zone), fold=fold)


# --- ranges ------------------------------------------------------------------------------------


def _write_range(numbers: range) -> object:
    parts = numbers.start, numbers.stop, numbers.step
    if max(abs(part) for part in parts) >= 1 << 63 or len(numbers) > MAX_RANGE:
        raise Unfit(f"a range of more than {MAX_RANGE} numbers")
    return parts


def _read_range(plain: object) -> range:
    parts = _ints(plain, 3)
    found = range(*parts)
    if max(abs(part) for part in parts) >= 1 << 63 or len(found) > MAX_RANGE:
        raise ValueError("a range that is too long")
    return found


# --- the table ---------------------------------------------------------------------------------


def _parts(plain: object, count: int) -> Any:
    if type(plain) is not tuple or len(plain) != count:
        raise ValueError("parts that do not belong together")
    return plain


def _ints(plain: object, count: int) -> tuple[int, ...]:
    parts: tuple[object, ...] = _parts(plain, count)
    if any(type(part) is not int for part in parts):
        raise ValueError("a part that is no whole number")
    return parts  # type: ignore[return-value]


def _there(place: str) -> Any:
    module, _, name = place.rpartition(".")
    return getattr(importlib.import_module(module), name)


def _of_whole_numbers(place: str, *names: str) -> Codec:
    """Return the codec of a type that is made of the whole numbers in its attributes of these names."""
    name = place.rpartition(".")[2]
    return Codec(
        name, place, attrgetter(*names), lambda plain: _there(place)(*_ints(plain, len(names))), is_key=True
    )


def _pandas(name: str) -> Callable[[Any], Any]:
    """Return a function that calls `name` of `pandas_codec`, which is loaded when the first table is met."""

    def ask(*given: Any) -> Any:
        try:
            module = importlib.import_module(_TABLES)
        except ModuleNotFoundError as error:  # a zygote's worker, which loads no more of ours
            raise Unfit("a table, and pandas is not among the imports of course.yml") from error
        return getattr(module, name)(*given)

    return ask


def load_tables() -> None:
    """Import the codec of tables if pandas is loaded: a locked worker cannot import it any more."""
    if "pandas" in sys.modules:
        importlib.import_module(_TABLES)


def _table(name: str, kind: str = "", **more: Any) -> Codec:
    kind = kind or name.lower()
    return Codec(name, f"pandas.{name}", _pandas(f"write_{kind}"), _pandas(f"read_{kind}"), **more)


def _missing_value(name: str, place: str) -> Codec:
    """Return the codec of a value of pandas' that has no parts."""
    return Codec(name, place, _pandas("write_missing"), lambda _: _there(f"pandas.{name}"), is_key=True)


_INDEXES = ("RangeIndex", "DatetimeIndex", "TimedeltaIndex", "CategoricalIndex", "MultiIndex", "Index")
_CHANGES: dict[str, Any] = {"become": _pandas("become"), "copy": _pandas("copy")}

BUILT_IN = (
    Codec("int", "builtins.int", _write_int, _read_int, is_key=True),
    Codec("range", "builtins.range", _write_range, _read_range, is_key=True),
    Codec("Fraction", "fractions.Fraction", _write_fraction, _read_fraction, is_key=True),
    Codec("Decimal", "decimal.Decimal", _write_decimal, _read_decimal, is_key=True),
    _of_whole_numbers("datetime.date", "year", "month", "day"),
    Codec("time", "datetime.time", _write_time, _read_time, is_key=True),
    Codec("datetime", "datetime.datetime", _write_datetime, _read_datetime, is_key=True),
    _of_whole_numbers("datetime.timedelta", "days", "seconds", "microseconds"),
    _table("DataFrame", **_CHANGES),
    _table("Series", **_CHANGES),
    *(_table(name, "index") for name in _INDEXES),
    _table("Timestamp", is_key=True),
    _table("Timedelta", is_key=True),
    _missing_value("NaT", "pandas._libs.tslibs.nattype.NaTType"),
    _missing_value("NA", "pandas._libs.missing.NAType"),
)

_by_name = {each.name: each for each in BUILT_IN}
_by_type: dict[type, Codec] = {}
_own: tuple[Codec, ...] = ()
_source = ""


def codec_of(kind: type) -> Codec | None:
    """Return the codec of a type, or None if its values do not cross."""
    found = _by_type.get(kind)
    if found is None:
        found = next((each for each in (*BUILT_IN, *_own) if each.is_of(kind)), None)
        if found is not None:
            _by_type[kind] = found
    return found


def codec_named(name: str) -> Codec | None:
    """Return the codec of a name that came over the wire, or None."""
    return _by_name.get(name)


def use_source(source: str, where: str = "codecs.py") -> None:
    """Put the codecs of this `codecs.py` into use, in place of another assignment's."""
    global _own, _source
    if source != _source:
        _own = from_source(source, where) if source else ()
        _source = source
        _by_type.clear()
        _by_name.clear()
        _by_name.update({each.name: each for each in (*_own, *BUILT_IN)})


def own_source() -> str:
    """Return the text of the `codecs.py` that is in use, for the other side; "" if there is none."""
    return _source


def from_source(source: str, where: str) -> tuple[Codec, ...]:
    """Return the codecs of an author's `codecs.py`: its `codecs()` lists type, `write` and `read` of each."""
    namespace: dict[str, Any] = {"__name__": "codecs"}
    exec(compile(source, where, "exec", dont_inherit=True), namespace)
    found: list[Codec] = []
    for place, write, read in namespace["codecs"]():
        if not re.fullmatch(r"[A-Za-z_][\w.]*\.[A-Za-z_]\w*", place):
            raise ValueError(f"the type {place!r}: write its module too, such as networkx.Graph")
        if place in {each.name for each in found} or place.rpartition(".")[0] in ("builtins", "numpy"):
            raise ValueError(f"the type {place}: it has a way to cross already")
        found.append(Codec(place, place, write, read, is_own=True))
    return tuple(found)
