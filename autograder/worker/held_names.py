"""Values that the names in a line of code held when Python stopped there, in a few words.

Shapes, small numbers and types: what a person would print first. Only values of exactly one of Python's or
NumPy's own types, and the `__dict__` of a student's object, are looked into: no `__repr__` or property runs.
"""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

# A name, alone, with an attribute, or with a place that is written out: `pair[0]`, `slopes["bias"]`.
_NAME = re.compile(r"""(?<![\w.])[^\W\d]\w*(?:\.[^\W\d]\w*|\[(?:\d+|"\w+"|'\w+')\])?""")
_PROSE = re.compile(r"""(\[(?:"\w+"|'\w+')\])|"[^"]*"|'[^']*'|#.*""")
_MOST = 6  # names of a line


def held(line: str, names: Mapping[str, object]) -> str:
    """Return the names in a line that are among `names`, and what they held: `x: (3, 2), n: 3`."""
    said: dict[str, str] = {}
    for found in _NAME.findall(_PROSE.sub(lambda text: text[1] or "", line)):
        name, kind = _held(found, names)
        if kind and len(said) < _MOST:
            said[name] = kind
    return ", ".join(f"{name}: {kind}" for name, kind in said.items())


def _held(found: str, names: Mapping[str, object]) -> tuple[str, str]:
    """Return a name, or a part of it such as `pair[0]`, and what it held; "" if there is no such thing."""
    name, mark, part = re.fullmatch(r"(\w+)([.\[]?)(.*)", found).groups()  # type: ignore[union-attr]
    if name not in names:
        return name, ""
    thing = names[name]
    if mark == "." and type(thing).__module__ == "__main__":
        own = getattr(thing, "__dict__", None)
        return found, kind_of(own[part]) if type(own) is dict and part in own else ""
    if mark == "[" and type(thing) in (list, tuple, dict):
        key: Any = int(part[:-1]) if part[0].isdigit() else part[1:-2]
        is_there = key in thing if isinstance(thing, dict) else key < len(thing)  # type: ignore[arg-type]
        return (found, kind_of(thing[key])) if is_there else (name, kind_of(thing))  # type: ignore[index]
    return name, kind_of(thing)


def kind_of(thing: object) -> str:
    """Return an array's shape, a number itself, a list's length, and of anything else its type's name."""
    kind: Any = type(thing)
    if isinstance(thing, np.ndarray) and kind is np.ndarray:
        return str(thing.shape) if thing.dtype.kind == "f" else f"{thing.shape} {thing.dtype.name}"
    if thing is None or kind is bool:
        return str(thing)
    if kind is int and abs(thing) > 10**15:  # type: ignore[arg-type]
        return "int"
    if kind is int or issubclass(kind, np.integer):
        return f"{thing}"
    if kind is float or issubclass(kind, np.number):
        text = f"{thing:.4g}"
        return text if set(text) - set("-0123456789") else f"{text}.0"  # 2.0 is no place in a list, 2 is
    return f"{kind.__name__}[{len(thing)}]" if kind in (list, tuple, dict, str) else kind.__name__[:40]  # type: ignore[arg-type]
