"""Codec of pandas' tables: an index and columns, each an array or a list of plain values.

Loaded when the first table is met; without pandas on this side a table is refused. Columns of other types
(periods, intervals, Arrow's) do not cross, nor does a subclass, `attrs` or a flag.
"""

import re
from collections.abc import Hashable
from typing import Any

import numpy as np

from .codec import Unfit

try:
    import pandas as pd
except ImportError as error:
    raise ValueError("pandas is not installed here") from error

MAX_ROWS = 1_000_000
MAX_COLUMNS = 1_000
MAX_PADDED = 4 << 20  # rows times the longest text of a category
UNITS = ("s", "ms", "us", "ns")
_ZONE = re.compile(r"UTC|UTC[+-]\d\d:\d\d|[A-Z][A-Za-z_]{1,20}(/[A-Za-z][A-Za-z0-9_+-]{1,30}){0,2}", re.ASCII)
_FREQUENCY = re.compile(r"[A-Za-z0-9-]{1,20}", re.ASCII)
_NUMBERS = ("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64")
_MASKED: dict[str, Any] = {name: np.dtype(name.lower()) for name in _NUMBERS} | {"boolean": np.dtype(bool)}


# --- columns -----------------------------------------------------------------------------------


def _write_column(values: Any) -> tuple[object, ...]:
    """Take the values of a Series or an Index apart, without its labels."""
    dtype = values.dtype
    if isinstance(dtype, np.dtype):
        if dtype.kind in "biufc":
            return "numbers", np.ascontiguousarray(values.to_numpy())
        if dtype.kind in "mM":
            return "times", dtype.kind, np.datetime_data(dtype)[0], None, values.to_numpy().view("i8")
        if dtype.kind == "O":
            return "objects", list(values)
    if isinstance(dtype, pd.DatetimeTZDtype):
        moments = values.dt if isinstance(values, pd.Series) else values
        return "times", "M", dtype.unit, str(dtype.tz), moments.tz_convert(None).to_numpy().view("i8")
    if isinstance(dtype, pd.CategoricalDtype):
        codes = values.cat.codes if isinstance(values, pd.Series) else values.codes
        return "category", _write_column(dtype.categories), np.asarray(codes, dtype="i8"), bool(dtype.ordered)
    if isinstance(dtype, pd.StringDtype):
        missing = "string" if dtype.na_value is pd.NA else "str"
        return "texts", missing, [None if pd.isna(text) else str(text) for text in values]
    if str(dtype) in _MASKED:
        there = values.to_numpy(dtype=_MASKED[str(dtype)], na_value=0)
        return "masked", str(dtype), np.ascontiguousarray(there), np.asarray(pd.isna(values), dtype=bool)
    raise Unfit(f"a table with a column of the type {str(dtype)[:40]}")


def _read_column(plain: object) -> Any:
    """Put the values of a Series or an Index together, as an array with a dtype."""
    if type(plain) is not tuple or not plain:
        raise ValueError("a column that is none")
    match plain:
        case ("numbers", np.ndarray() as array) if array.ndim == 1 and array.dtype.kind in "biufc":
            return array.copy()
        case ("times", "m" | "M" as kind, str() as unit, zone, np.ndarray() as array) if unit in UNITS:
            return _times(kind, unit, zone, _whole(array, "i8"))
        case ("objects", list() as items):
            found = np.empty(len(items), dtype=object)
            for place, item in enumerate(items):
                found[place] = item
            return found
        case ("texts", "string" | "str" as missing, list() as texts):
            if not all(text is None or type(text) is str for text in texts):
                raise ValueError("a text column with something else in it")
            return pd.array(texts, dtype=missing)
        case ("masked", str() as name, np.ndarray() as array, np.ndarray() as mask) if name in _MASKED:
            mask = _whole(mask, "?")
            if array.shape != mask.shape:
                raise ValueError("a column whose parts differ in length")
            found = pd.array(array.astype(_MASKED[name]), dtype=name)
            found[mask] = pd.NA
            return found
        case ("category", tuple() as known, np.ndarray() as codes, bool() as ordered):
            categories = _labels(known)
            longest = max((len(each) for each in categories if isinstance(each, str | bytes)), default=0)
            if longest * codes.size > MAX_PADDED:
                raise ValueError("many rows beside a long text")
            return pd.Categorical.from_codes(_whole(codes, "i8"), categories=categories, ordered=ordered)
    raise ValueError("a column of an unknown kind")


def _whole(array: "np.ndarray[Any, Any]", dtype: str) -> "np.ndarray[Any, Any]":
    if array.shape == (0,):
        return np.empty(0, dtype=dtype)
    if array.ndim != 1 or array.dtype != np.dtype(dtype):
        raise ValueError("a column of another type than it says")
    return array.copy()


def _times(kind: str, unit: str, zone: object, numbers: "np.ndarray[Any, Any]") -> Any:
    array = numbers.view(f"{kind}8[{unit}]")
    if zone is None:
        return array
    return pd.DatetimeIndex(array).tz_localize("UTC").tz_convert(_zone(zone)).array


def _zone(name: object) -> str:
    if type(name) is not str or not _ZONE.fullmatch(name):
        raise ValueError("a time zone that is none")
    return name


# --- labels ------------------------------------------------------------------------------------


def write_index(index: Any) -> tuple[object, ...]:
    """Take an index with its names apart."""
    if type(index) is pd.RangeIndex:
        return "range", index.start, index.stop, index.step, index.name
    if type(index) is pd.MultiIndex:
        levels = [_write_column(index.get_level_values(number)) for number in range(index.nlevels)]
        return "levels", levels, list(index.names)
    return "labels", _write_column(index), index.name, getattr(index, "freqstr", None)


def read_index(plain: object) -> Any:
    """Put an index that `write_index` took apart together again."""
    match plain:
        case ("range", int() as start, int() as stop, int() as step, name) if step:
            if max(abs(start), abs(stop), abs(step)) >= 1 << 62 or len(range(start, stop, step)) > MAX_ROWS:
                raise ValueError("a table of too many rows")
            return pd.RangeIndex(start, stop, step, name=_label(name))
        case ("labels", column, name, freq):
            found = _bounded(_labels(column, _label(name)))
            if freq is not None:
                if type(freq) is not str or not _FREQUENCY.fullmatch(freq):
                    raise ValueError("a frequency that is none")
                found.freq = freq
            return found
        case ("levels", list() as levels, list() as names) if len(levels) == len(names) > 0:
            arrays = [_labels(level) for level in levels]
            return _bounded(pd.MultiIndex.from_arrays(arrays, names=[_label(name) for name in names]))
    raise ValueError("an index of an unknown kind")


def _labels(column: object, name: Any = None) -> Any:
    values = _read_column(column)
    return pd.Index(values, dtype=values.dtype, name=name)


def _bounded(index: Any) -> Any:
    if len(index) > MAX_ROWS:
        raise ValueError("a table of too many rows")
    return index


def _label(name: object) -> Any:
    if not isinstance(name, Hashable):
        raise ValueError("a name that is none")
    hash(name)  # TypeError for a tuple with a list in it
    return name


# --- tables ------------------------------------------------------------------------------------


def write_dataframe(table: Any) -> tuple[object, ...]:
    """Take a table apart: its rows' labels, its columns' labels, and its columns."""
    if table.shape[0] > MAX_ROWS:
        raise Unfit(f"a table of more than {MAX_ROWS} rows")
    if table.shape[1] > MAX_COLUMNS:
        raise Unfit(f"a table of more than {MAX_COLUMNS} columns")
    columns = [_write_column(table.iloc[:, place]) for place in range(table.shape[1])]
    return write_index(table.index), write_index(table.columns), columns


def read_dataframe(plain: object) -> Any:
    """Put a table that `write_dataframe` took apart together again."""
    match plain:
        case (rows, names, list() as columns) if len(columns) <= MAX_COLUMNS:
            index, labels = read_index(rows), read_index(names)
            series = [_series(column, index) for column in columns]
            if len(labels) != len(series):
                raise ValueError("a table with other columns than names")
            found = pd.DataFrame(dict(enumerate(series)), index=index)
            found.columns = labels
            return found
    raise ValueError("a table that is none")


def _series(column: object, index: Any, name: Any = None) -> Any:
    values = _read_column(column)
    if len(values) != len(index):
        raise ValueError("a column of another length than its labels")
    return pd.Series(values, index=index, name=name, dtype=values.dtype)


def write_series(series: Any) -> tuple[object, ...]:
    """Take a Series apart: its labels, its values and its name."""
    if len(series) > MAX_ROWS:
        raise Unfit(f"a table of more than {MAX_ROWS} rows")
    return write_index(series.index), _write_column(series), series.name


def read_series(plain: object) -> Any:
    """Put a Series that `write_series` took apart together again."""
    match plain:
        case (rows, column, name):
            return _series(column, read_index(rows), _label(name))
    raise ValueError("a column that is none")


def become(own: Any, new: Any) -> None:
    """Change a table in place into what its copy became, or into an empty one if that is no table."""
    own.__init__(new.copy() if type(new) is type(own) else None)  # the one way that pandas keeps open for it


def copy(table: Any) -> Any:
    """Return a copy of a table."""
    return table.copy()


# --- single moments ----------------------------------------------------------------------------


def write_timestamp(moment: Any) -> tuple[object, ...]:
    """Take a moment apart: its unit, its number of units since 1970, and its zone."""
    return (*write_timedelta(moment), None if moment.tz is None else str(moment.tz))


def read_timestamp(plain: object) -> Any:
    """Put a moment that `write_timestamp` took apart together again."""
    match plain:
        case (str() as unit, int() as number, zone) if unit in UNITS and abs(number) < 1 << 63:
            found = pd.Timestamp(np.array(number, "i8").view(f"M8[{unit}]")[()])
            return found if zone is None else found.tz_localize("UTC").tz_convert(_zone(zone))
    raise ValueError("a moment that is none")


def write_timedelta(span: Any) -> tuple[object, ...]:
    """Take a time span, or a moment without its zone, apart: its unit, and its number of units."""
    number = span.to_numpy()
    return np.datetime_data(number.dtype)[0], int(number.view("i8"))


def read_timedelta(plain: object) -> Any:
    """Put a time span that `write_timedelta` took apart together again."""
    match plain:
        case (str() as unit, int() as number) if unit in UNITS and abs(number) < 1 << 63:
            return pd.Timedelta(np.array(number, "i8").view(f"m8[{unit}]")[()])
    raise ValueError("a span that is none")


def write_missing(_: object) -> None:
    """Take `NaT` or `NA` apart: they have no parts."""
