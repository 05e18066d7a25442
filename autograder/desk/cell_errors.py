"""Errors in the cell in which a function is written, as it was run last.

After an error the name is unknown, or still stands for what was run before. To judge that would answer
another question than the student's.
"""

import ast
import linecache
import re
import sys
import traceback
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from autograder.notebook import named_in_comment
from autograder.report import clean


class Stopped(msgspec.Struct, frozen=True):
    """Place where Python stopped in a cell, and why: the line, its text, and Python's own words.

    `read` is the part of the line that Python could read, if it says no more than "invalid syntax".
    """

    line: int
    code: str
    kind: str
    text: str
    read: str = ""


def stop_of(name: str, namespace: Mapping[str, Any]) -> Stopped | None:
    """Return where the cell that should define `name` stops; None if it ran through, or nobody knows."""
    cells = cells_run_before(namespace)
    own = re.compile(rf"^[ \t]*(?:(?:def|class)\s+{re.escape(name)}\b|{re.escape(name)}\s*=)", re.MULTILINE)
    last = cell_named(name, namespace) or next((cell for cell in reversed(cells) if own.search(cell)), "")
    if name in namespace:
        return unreadable(last)
    return last_stop(namespace) or unreadable(last) or _raised_in(last, namespace)


def cell_named(name: str, namespace: Mapping[str, Any]) -> str | None:
    """Return the cell with this name in a comment at its top, as it was run last; None if none was run."""
    return next(
        (cell for cell in reversed(cells_run_before(namespace)) if named_in_comment(cell) == name), None
    )


def last_stop(namespace: Mapping[str, Any]) -> Stopped | None:
    """Return where Python cannot read the cell that was run last; None if it can."""
    cells = cells_run_before(namespace)
    return unreadable(cells[-1]) if cells else None


def cells_run_before(namespace: Mapping[str, Any]) -> Sequence[str]:
    """Return the cells that were run in this session, without the one that runs now; IPython keeps them."""
    ran = namespace.get("In")
    return [cell for cell in ran[:-1] if isinstance(cell, str) and cell] if isinstance(ran, list) else []


def unreadable(source: str) -> Stopped | None:
    """Return where Python cannot read a cell; None if it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return _at(source, error.lineno or 0, error, error.msg, error.offset or 0)
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return _at(source, 0, error, str(error))
    return None


def _raised_in(source: str, namespace: Mapping[str, Any]) -> Stopped | None:
    """Return where a cell that Python can read has stopped, if the error that was shown last is from it."""
    error = getattr(sys, "last_value", None)
    if not isinstance(error, BaseException) or isinstance(error, NotImplementedError):
        return None  # a stub's is no mistake: what it stands for is not written yet
    for frame, line in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        if frame.f_globals is namespace and code.co_name == "<module>":
            if "".join(linecache.getlines(code.co_filename)).strip() != source.strip():
                return None  # another cell's
            return _at(source, line, error, _words_of(error))
    return None


def _at(source: str, line: int, error: BaseException, text: str, column: int = 0) -> Stopped:
    lines = source.split("\n")
    code = lines[line - 1] if 0 < line <= len(lines) else ""
    read = code[: max(0, column - 1)].strip() if text == "invalid syntax" else ""
    kind = type(error).__name__
    return Stopped(line, clean(code.strip(), 200), kind, clean(text, 300), clean(read, 200))


def _words_of(error: BaseException) -> str:
    """Return an exception's own words; its `__str__` may be the student's, and raise as well."""
    return "".join(traceback.format_exception_only(error)).strip().partition(": ")[2]
