"""Functions and modules by name, kept although a later cell gives their names to something else.

`relu = relu(x)` at the end of a notebook does not change the answer. While cells of the student's own run,
names mean what they mean in Jupyter. For cells that were handed out, and for tests that call the program, a
name of a function or a module that was then given to something that is neither means the function or module.
So does a name of Python's own, such as `sum`, if the program calls it: a name that is only read may be data.
"""

import builtins
import re
import types
from collections.abc import Callable, Iterable
from typing import Any

from . import protocol

_NOTHING = object()


class Bindings:
    """Bindings of the names in a program's namespace, compared after each cell."""

    def __init__(self, namespace: dict[str, Any], texts: Callable[[], Iterable[str]] = list) -> None:
        self.namespace, self.texts = namespace, texts
        self.functions: tuple[str, ...] = ()  # names that the assignment asks for
        self.last = dict(namespace)
        self.kept: dict[str, object] = {}
        # By name, which cell defined it, and whether that was handed out.
        self.owners: dict[str, tuple[str, bool]] = {}
        self.remarks: dict[str, protocol.Overwritten] = {}

    def look(self, cell: str, is_released: bool) -> None:
        """Note what a cell has defined, and which functions and modules it has overwritten."""
        for name, thing in list(self.namespace.items()):
            if self.last.get(name, _NOTHING) is not thing and not name.startswith("__"):
                self._bound(name, thing, cell, is_released)
        for name in self.kept.keys() - self.namespace.keys():  # `del relu`
            self._overwritten(name, cell)
        self.last = dict(self.namespace)

    def restore(self) -> None:
        """Undo overwrites: every name means its function or module again."""
        for name in self.remarks:
            if name in self.kept:
                self.namespace[name] = self.last[name] = self.kept[name]
            else:
                self.namespace.pop(name, None)  # so that Python's own is found
                self.last.pop(name, None)

    def overwritten(self) -> tuple[protocol.Overwritten, ...]:
        """Return the overwritten names that are reported, at most MAX_REMARKS."""
        return tuple(self.remarks.values())[: protocol.MAX_REMARKS]

    def _bound(self, name: str, thing: object, cell: str, is_released: bool) -> None:
        known = self.kept.get(name)
        if known is None:
            if _is_definition(name, thing, is_released or name in self.functions):
                self.kept[name], self.owners[name] = thing, (cell, is_released)
            elif not callable(thing) and callable(getattr(builtins, name, None)) and self._is_called(name):
                self._overwritten(name, cell)
        elif thing is known:
            self.remarks.pop(name, None)
        elif isinstance(known, type) and type(thing) is known:  # `Net = Net(2)`: it may be callable, too
            self._overwritten(name, cell)
        elif callable(thing) or (isinstance(thing, types.ModuleType) and not callable(known)):
            self.remarks.pop(name, None)
            owner, was_released = self.owners[name]
            if was_released and owner != cell:
                self.remarks[name] = protocol.Overwritten(name, cell, True)
            self.kept[name], self.owners[name] = thing, (cell, is_released)
        else:
            self._overwritten(name, cell)

    def _is_called(self, name: str) -> bool:
        call = re.compile(rf"(?<![\w.]){re.escape(name)}\s*\(")
        return any(call.search(text) for text in self.texts())

    def _overwritten(self, name: str, cell: str) -> None:
        known = self.remarks.get(name)
        if known is None or known.counts:
            self.remarks[name] = protocol.Overwritten(name, cell, False)


def _is_definition(name: str, thing: object, is_asked_for: bool) -> bool:
    """Return True if a name is a module's or a function's own, and no variable that happens to hold one."""
    if isinstance(thing, types.ModuleType):
        return True
    if not callable(thing):
        return False
    try:
        return is_asked_for or thing.__name__ in (name, "<lambda>")  # type: ignore[attr-defined]
    except Exception:  # an object of the student's own class, which may do anything when it is asked
        return False
