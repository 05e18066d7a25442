"""What the names in a line of code held when Python stopped there, in a few words.

Shapes, small numbers and kinds: what somebody would print first. Only what is exactly one of Python's or
NumPy's own types is looked into, so that nothing of the student's runs.
"""

import re
from collections.abc import Mapping

import numpy as np

_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.[^\W\d]\w*)?")
_PROSE = re.compile(r"""("[^"]*"|'[^']*'|#.*)""")
_MOST = 6  # names of a line


def held(line: str, names: Mapping[str, object]) -> str:
    """Each name in a line that is the function's own, and what it held: `x: (3, 2), n: 3`."""
    said: dict[str, str] = {}
    for found in _NAME.findall(_PROSE.sub("", line)):
        name, kind = _held(found, names)
        if kind and len(said) < _MOST:
            said[name] = kind
    return ", ".join(f"{name}: {kind}" for name, kind in said.items())


def _held(found: str, names: Mapping[str, object]) -> tuple[str, str]:
    """A name, or a name and an attribute of its object, with what it held; "" where it held nothing here."""
    name, _, attribute = found.partition(".")
    if name not in names:
        return name, ""
    thing = names[name]
    if attribute and type(thing).__module__ == "__main__":
        own = getattr(thing, "__dict__", None)
        return found, kind_of(own[attribute]) if type(own) is dict and attribute in own else ""
    return name, kind_of(thing)


def kind_of(thing: object) -> str:
    """The shape of an array, a number, the length of a list; of anything else its type's name."""
    kind: type = type(thing)
    if isinstance(thing, np.ndarray):
        shape = str(np.ndarray.__getattribute__(thing, "shape"))
        return shape if thing.dtype.kind == "f" else f"{shape} {thing.dtype.name}"
    if thing is None or kind is bool:
        return str(thing)
    if isinstance(thing, int | float | np.number) and kind.__module__ in ("builtins", "numpy"):
        return f"{thing:.4g}"
    if isinstance(thing, list | tuple | dict | str) and kind.__module__ == "builtins":
        return f"{kind.__name__}[{len(thing)}]"
    return kind.__name__[:40]
