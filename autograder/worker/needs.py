"""Packages that a program imports and that are not installed, and its functions that need one.

A function that cannot work for want of a package is no wrong answer. Only the program's text is read: a name
that an import should have defined is followed to everything that uses it. An import in a `try` that has
something else in its place is no need.
"""

import ast
import builtins
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from . import cells, protocol

_IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w., \t]+))", re.MULTILINE)
_EVERYTHING = "*"


def lacking(sources: Iterable[str], namespace: Mapping[str, object]) -> tuple[protocol.Lacking, ...]:
    """Return the packages that these cells import in vain, each with the program's names that need it."""
    texts = [source for source in sources if "import" in source]
    named = {part.split()[0].partition(".")[0] for text in texts for part in _parts(text)}
    absent = {name for name in named if name.isidentifier() and _is_absent(name)}
    if not absent:
        return ()
    program = _Program(namespace)
    for source in sources:
        program.read(cells.statements(source))
    needs = {name: program.needs(name) & absent for name in program.uses}
    by_package = {package: [name for name in needs if package in needs[name]] for package in sorted(absent)}
    missing = [
        protocol.Lacking(package, tuple(names[: protocol.MAX_NEEDED]))
        for package, names in by_package.items()
        if names
    ]
    return tuple(missing[: protocol.MAX_REMARKS])


def _parts(text: str) -> Iterator[str]:
    for match in _IMPORT.finditer(text):
        yield from (part for part in (match[1] or match[2]).split(",") if part.strip())


def _is_absent(package: str) -> bool:
    try:
        return package not in sys.modules and importlib.util.find_spec(package) is None
    except (ImportError, ValueError, OSError):
        return False


class _Program:
    """Names of a program, each with the names that it uses and the packages that it imports."""

    def __init__(self, namespace: Mapping[str, object]) -> None:
        self.namespace = namespace
        self.uses: dict[str, set[str]] = {}
        self.imports: dict[str, set[str]] = {}

    def read(self, body: Iterable[ast.stmt]) -> None:
        """Add the names of one cell."""
        for statement in _statements(body):
            if isinstance(statement, ast.Import | ast.ImportFrom):
                for name, package in _imported(statement):
                    if self.namespace.get(name) is None:  # else something else has taken its place
                        self._note(name, (), (package,))
                continue
            nodes = list(ast.walk(statement))
            names = [node for node in nodes if isinstance(node, ast.Name)]
            used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
            bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
            bound |= {node.arg for node in nodes if isinstance(node, ast.arg)}
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                used -= bound
                if any(name not in self.namespace and not hasattr(builtins, name) for name in used):
                    used.add(_EVERYTHING)  # what `from package import *` may have been for
                self._note(statement.name, used, {package for _, package in _imported(statement)})
            else:
                for name in bound - {*self.namespace}:
                    self._note(name, used, ())

    def _note(self, name: str, used: Iterable[str], packages: Iterable[str]) -> None:
        self.uses.setdefault(name, set()).update(used)
        self.imports.setdefault(name, set()).update(packages)

    def needs(self, name: str) -> set[str]:
        """Return the packages that a name needs, itself or through the names that it uses."""
        names = {name} | cells.reached(name, self.uses)
        return {package for each in names for package in self.imports.get(each, ())}


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a cell, and those inside an `if`, a `try` or the like."""
    for statement in body:
        if isinstance(statement, ast.If | ast.For | ast.While | ast.With | ast.Try):
            yield from _statements(statement.body)
            for handler in getattr(statement, "handlers", ()):
                yield from _statements(handler.body)
            yield from _statements(getattr(statement, "orelse", ()))
            yield from _statements(getattr(statement, "finalbody", ()))
        else:
            yield statement


def _imported(statement: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield names that a statement imports, with their packages, but none from a `try` with a fallback."""
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            package = alias.name.partition(".")[0]
            yield alias.asname or package, package
    elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
        for alias in statement.names:
            yield alias.asname or alias.name, statement.module.partition(".")[0]
    elif not (isinstance(statement, ast.Try) and statement.handlers):
        for child in ast.iter_child_nodes(statement):
            yield from _imported(child)
