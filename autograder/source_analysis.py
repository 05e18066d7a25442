"""Constructs in a student's code: a loop, recursion, no `numpy.linalg`. Read from its text alone.

No code of the student's runs for it. What a function calls in the hand-in belongs to it; what was handed out
does not. Code can be written so that its text does not show what it does: `exec` and the like are forbidden.
"""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from autograder.report import clean
from autograder.text import N_, AnyText, lazy_gettext

CONSTRUCTS: dict[str, tuple[type[ast.AST], ...]] = {
    "loop": (ast.For, ast.AsyncFor, ast.While),
    "for": (ast.For, ast.AsyncFor),
    "while": (ast.While,),
    "comprehension": (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    "condition": (ast.If, ast.IfExp, ast.Match),
    "lambda": (ast.Lambda,),
    "class": (ast.ClassDef,),
    "try": (ast.Try, ast.TryStar),
    "yield": (ast.Yield, ast.YieldFrom),
}
OPERATORS: dict[str, type[ast.operator]] = {
    "@": ast.MatMult,
    "**": ast.Pow,
    "//": ast.FloorDiv,
    "%": ast.Mod,
}
RECURSION = "recursion"
_WORDS = {
    "loop": N_("a loop (`for` or `while`)"),
    "comprehension": N_("a comprehension such as `[… for … in …]`"),
    "condition": N_("a condition (`if`)"),
    "class": N_("a class"),
    RECURSION: N_("recursion (a function that calls itself)"),
}
_USUAL = {"np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot"}  # how an author may write a module
_HIDING = (
    "eval",
    "exec",
    "compile",
    "globals",
    "locals",
    "vars",
    "__import__",
    "importlib.import_module",
    "getattr",
)
_CONTAINERS = frozenset(name for kind in (list, dict, set, str) for name in dir(kind))

_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_Definition = _Function | ast.ClassDef
# What a name stands for: a module's "numpy.linalg", "" for what the hand-in defines, None for a local one.
_Scope = Mapping[str, str | None]


class WrongConstruct(AssertionError):
    """A function that uses what the task forbids, or lacks what it asks for; `what` tells the student."""

    def __init__(self, what: AnyText) -> None:
        super().__init__(what)
        self.what = what


class ParsedCell(NamedTuple):
    """A cell of a program, with its statements as Python parses them; `given` if it was handed out."""

    label: str
    source: str
    given: bool
    body: Sequence[ast.stmt]


class _Piece(NamedTuple):
    """A node of the hand-in's syntax trees, with the text of its cell."""

    node: ast.AST
    source: str
    name: str = ""


class StudentCode:
    """The text of one function, class or cell, with what it calls in the hand-in."""

    def __init__(self, name: str, parts: Sequence[_Piece], scope: _Scope) -> None:
        self.name, self.parts, self.scope = name, parts, scope

    def uses(self, *means: str) -> bool:
        """Return True if any of these is in it: a construct, or a name such as `numpy.linalg` or `.sort`."""
        return any(self._place(one) is not None for one in means)

    def must_use(self, *means: str) -> None:
        """Raise WrongConstruct if none of these constructs and names is in it."""
        if not self.uses(*means):
            what = lazy_gettext(
                "the task asks for {means} in {name}, and there is none in your code",
                means=_any_of(means),
                name=self.name,
            )
            raise WrongConstruct(what)

    def must_not_use(self, *means: str) -> None:
        """Raise WrongConstruct if one of these is in it, or code that may hide it, such as `exec`."""
        for one in (*means, *(_HIDING if any(map(_is_name, means)) else ())):
            if (line := self._place(one)) is not None:
                what = lazy_gettext(
                    "the task wants {name} without {means}, and this line of yours has it: {line}",
                    name=self.name,
                    means=_worded(one),
                    line=line,
                )
                raise WrongConstruct(what)

    def _place(self, means: str) -> str | None:
        """Return the first line that has this construct or name; None if none has."""
        if means == RECURSION:
            found = _in_a_circle(self.parts)
            return None if found is None else _line(*found)
        first, dot, rest = means.partition(".")
        wanted = f"{_USUAL.get(first, first)}{dot}{rest}"
        if _is_name(means) and not re.fullmatch(r"\.?[A-Za-z_][\w.]*", means):
            known = ", ".join([*CONSTRUCTS, *OPERATORS, RECURSION])
            raise ValueError(f"{means!r} is no means: write one of {known}, or a name")
        for part in self.parts:
            for node, scope in _scoped(part.node, self.scope):
                if _is(node, means, wanted, scope):
                    return _line(node, part.source)
        return None


def _is_name(means: str) -> bool:
    return means not in CONSTRUCTS and means not in OPERATORS and means != RECURSION


def student_code(name: str, program: Iterable[ParsedCell]) -> StudentCode | None:
    """Return the code for `name` in a hand-in: its last definition, else its cell; None if there is none."""
    bindings: dict[str, list[_Piece]] = {}
    cells: dict[str, list[_Piece]] = {}
    scope: dict[str, str | None] = {}
    for cell in program:
        if not cell.given:
            cells.setdefault(cell.label, []).extend(_Piece(node, cell.source) for node in cell.body)
        for statement in _at_the_top(cell.body):
            if isinstance(statement, ast.Import | ast.ImportFrom):
                scope.update(_imported(statement))
            for bound, node in _bound(statement):
                dotted = _dotted(node, scope)
                scope[bound] = dotted if dotted and _is_of_a_module(dotted, scope) else ""
                if cell.given:
                    bindings.pop(bound, None)
                else:
                    _bind(bindings.setdefault(bound, []), bound, _Piece(node, cell.source, bound))
    roots = bindings.get(name, [])
    if not any(isinstance(part.node, _Definition) for part in roots):
        roots = cells.get(name, roots)
    return StudentCode(name, list(_reached(roots, bindings, scope)), scope) if roots else None


# --- what belongs to a name ----------------------------------------------------------------------


def _at_the_top(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run with the cell, those below an `if` or a `try` too."""
    waiting = list(body)
    while waiting:
        statement = waiting.pop(0)
        yield statement
        if not isinstance(statement, _Definition):
            bodies = [getattr(statement, field, []) for field in ("body", "orelse", "finalbody")]
            bodies += [handler.body for handler in getattr(statement, "handlers", ())]
            waiting[:0] = chain.from_iterable(bodies)


def _bound(statement: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """Yield the names that a statement binds, each with the node that it is bound to."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name, statement
    elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign) and statement.value is not None:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        for part in chain.from_iterable(map(ast.walk, targets)):
            if isinstance(part, ast.Name):
                yield part.id, statement.value


def _bind(bound: list[_Piece], name: str, part: _Piece) -> None:
    """Replace a name's pieces by its newest binding; one such as `f = cached(f)` is added to them."""
    loaded = {each.id for each in ast.walk(part.node) if isinstance(each, ast.Name)}
    if isinstance(part.node, _Definition) or name not in loaded:
        bound.clear()
    bound.append(part)


def _reached(
    roots: Iterable[_Piece], bindings: Mapping[str, Sequence[_Piece]], top: _Scope
) -> Iterator[_Piece]:
    """Yield the roots, then the pieces of every name that they need, each once."""
    waiting, seen = list(roots), set[int]()
    while waiting:
        part = waiting.pop(0)
        if id(part.node) in seen:
            continue
        seen.add(id(part.node))
        yield part
        for node, scope in _scoped(part.node, top):
            match node:
                case ast.Name(id=name, ctx=ast.Load()) if scope.get(name) is not None:
                    waiting += bindings.get(name, ())


def _scoped(root: ast.AST, top: _Scope) -> Iterator[tuple[ast.AST, _Scope]]:
    """Yield every node, with the names in scope there and what they stand for."""
    waiting = [(root, top)]
    while waiting:
        node, scope = waiting.pop()
        yield node, scope
        inner = _inside(node, scope) if isinstance(node, _Function) else scope
        waiting += [(child, inner) for child in reversed(list(ast.iter_child_nodes(node)))]


def _inside(function: _Function, outer: _Scope) -> _Scope:
    """Return the names in scope inside a function, with what they stand for."""
    nodes = list(ast.walk(function))
    shared = {name for node in nodes if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names}
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node is not function}
    scope = {**outer, **dict.fromkeys(own - shared)}
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            scope.update(_imported(node))
    for _ in range(2):  # `la = np.linalg`, `inv = la.inv`
        for node in (each for each in nodes if isinstance(each, ast.Assign)):
            dotted = _dotted(node.value, scope)
            if dotted and _is_of_a_module(dotted, scope):
                scope |= {target.id: dotted for target in node.targets if isinstance(target, ast.Name)}
    return scope


# --- names of modules ----------------------------------------------------------------------------


def _imported(node: ast.Import | ast.ImportFrom) -> dict[str, str]:
    """Map the names that an import binds to what they stand for; "*" counts as a name."""
    found = {}
    for alias in node.names:
        first = alias.name.partition(".")[0]
        if isinstance(node, ast.Import):
            found[alias.asname or first] = alias.name if alias.asname else first
        else:
            home = node.module or ""
            found[alias.asname or alias.name] = home if alias.name == "*" else f"{home}.{alias.name}"
    return found


def _is_of_a_module(dotted: str, scope: _Scope) -> bool:
    known = {module.partition(".")[0] for module in scope.values() if module}
    return dotted.partition(".")[0] in known or hasattr(builtins, dotted)


def _dotted(node: ast.AST, scope: _Scope) -> str:
    """Return what an expression stands for, such as `numpy.linalg.inv`; "" if it is from no module."""
    if isinstance(node, ast.Name):
        if node.id in scope:
            return scope[node.id] or ""
        star = scope.get("*")
        return f"{star}.{node.id}" if star and not hasattr(builtins, node.id) else node.id
    if isinstance(node, ast.Attribute):
        owner = _dotted(node.value, scope)
        return f"{owner}.{node.attr}" if owner else ""
    if isinstance(node, ast.Call):
        called = _dotted(node.func, scope) if isinstance(node.func, ast.Name | ast.Attribute) else ""
        constants = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        words = [value for value in constants if isinstance(value, str)]
        if called == "getattr" and words:
            owner = _dotted(node.args[0], scope)
            return f"{owner}.{words[0]}" if owner else ""
        if called in ("__import__", "importlib.import_module") and words:
            return words[0]
    return ""


def _is(node: ast.AST, means: str, wanted: str, scope: _Scope) -> bool:
    """Return True if a node is the construct, operator or name `means`."""
    if means in CONSTRUCTS:
        return isinstance(node, CONSTRUCTS[means])
    if means in OPERATORS:
        return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, OPERATORS[means])
    if means.startswith("."):
        return isinstance(node, ast.Attribute) and f".{node.attr}" == means
    if means == "getattr":  # one whose name the text does not say
        return isinstance(node, ast.Call) and _dotted(node.func, scope) == "getattr" and not _says_name(node)
    if isinstance(node, ast.Import | ast.ImportFrom):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        return any(_is_below(module, wanted) for module in (*_imported(node).values(), *modules))
    if not isinstance(node, ast.Name | ast.Attribute | ast.Call):
        return False
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        return False
    return _is_below(_dotted(node, scope), wanted)


def _says_name(call: ast.Call) -> bool:
    return len(call.args) > 1 and isinstance(call.args[1], ast.Constant)


def _is_below(found: str, wanted: str) -> bool:
    return found == wanted or found.startswith(f"{wanted}.")


# --- recursion -----------------------------------------------------------------------------------


def _in_a_circle(parts: Sequence[_Piece]) -> tuple[ast.AST, str] | None:
    """Find a function that calls itself, directly or through others; names of methods begin with a dot."""
    functions: dict[str, tuple[ast.AST, str]] = {}
    for part in parts:
        if isinstance(part.node, ast.Lambda):
            functions[part.name] = part.node, part.source
        classes = [node for node in ast.walk(part.node) if isinstance(node, ast.ClassDef)]
        methods = {id(each) for node in classes for each in node.body}
        for node in ast.walk(part.node):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions[f".{node.name}" if id(node) in methods else node.name] = node, part.source
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
                functions |= dict.fromkeys(names, (node.value, part.source))
    needs = {name: _needed(node) for name, (node, _) in functions.items()}
    for name, found in functions.items():
        reached, ahead = set[str](), [*needs[name]]
        while ahead:
            other = ahead.pop()
            if other not in reached:
                reached.add(other)
                ahead += needs.get(other, ())
        if name in reached:
            return found
    return None


def _needed(function: ast.AST) -> set[str]:
    """Return the functions that a function names and methods that it calls, without `append` and the like."""
    given = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            is_own = isinstance(owner, ast.Name) and owner.id in ("self", "cls")
            if is_own or node.func.attr not in _CONTAINERS:
                names.add(f".{node.func.attr}")
    return names - given


# --- words ---------------------------------------------------------------------------------------


def _worded(means: str) -> AnyText:
    return lazy_gettext(_WORDS[means]) if means in _WORDS else f"`{means}`"


def _any_of(means: Sequence[str]) -> AnyText:
    words = _worded(means[-1])
    for one in reversed(means[:-1]):
        words = lazy_gettext("{one} or {another}", one=_worded(one), another=words)
    return words


def _line(node: ast.AST, source: str) -> str:
    """Return the line of the student's text in which a node begins."""
    lines, number = source.split("\n"), getattr(node, "lineno", 0)
    return clean(lines[number - 1].strip(), 200) if 0 < number <= len(lines) else ""
