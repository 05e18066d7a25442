"""Could a call of this program leave something behind that a later call finds?

Where it surely cannot, the suites of a hand-in may share one run of the program, and say what they would
have said each with a run of its own. It is a careful reading of the text: what it does not know counts as
memory. It guards no grade. Who deceives it only lets one's own suites meet.
"""

import ast
import types
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np

if __package__:
    from autograder.worker import cells
else:  # in a worker this folder stands alone
    import cells  # type: ignore[no-redef,import-not-found]

_BUILTINS = frozenset(
    """abs all any bool complex dict divmod enumerate filter float int isinstance len list map max min pow
    print range repr reversed round set slice sorted str sum tuple zip True False None Exception
    ArithmeticError AssertionError IndexError KeyError NotImplementedError OverflowError RuntimeError
    TypeError ValueError ZeroDivisionError""".split()
)
_MODULES = frozenset({"numpy", "math", "matplotlib.pyplot"})  # what a figure holds, no suite asks
_INERT = frozenset({"autograder.check", "IPython.display"})  # nothing but names in a worker
# What these modules remember, or keep in files.
_REMEMBERS = frozenset(
    """random seterr seterrcall setbufsize set_printoptions printoptions save savez savez_compressed savetxt
    load loadtxt genfromtxt fromfile fromregex DataSource memmap testing lib ctypeslib core f2py ma
    polynomial char typecodes sctypeDict rcParams rcParamsDefault rc rcdefaults rc_context style matplotlib
    imread imsave savefig""".split()
)
_FILES = frozenset({"tofile", "dump"})  # an array's own ways to a file
_FUNCTIONS = (ast.FunctionDef, ast.Lambda)
_BINDING = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.NamedExpr, ast.comprehension, ast.With)


class _Remembers(Exception):
    """Something that may be memory."""


def is_stateless(sources: Iterable[str]) -> bool:
    """Whether no function of these cells, run one after the other, can remember a call."""
    try:
        known = _Known()
        for source in sources:
            if (bound := read(source)) is None:
                return False
            known.join(bound)
        for function in known.functions:
            _Function(known, frozenset()).look(function)
    except (_Remembers, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def binds_only(sources: Iterable[str]) -> bool:
    """Whether running these cells surely leaves nothing behind but the names that they bind.

    So nobody can tell a process in which they have run, and been forgotten, from one in which they have not.
    """
    known = _Known()
    try:
        for source in sources:
            if (bound := read(source)) is None:
                return False
            known.join(bound)
            _Cell(known, frozenset(known.names())).look(cells.parsed(source))
    except (_Remembers, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def is_plain(thing: object) -> bool:
    """Whether a value of the program's, if it can be called at all, surely keeps nothing of its own.

    The text shows what a function reads. What a call made a function of, it does not show: a closure, a
    bound method, a partial, `np.vectorize(f)`.
    """
    if not callable(thing) or isinstance(thing, type | np.ufunc | type(np.sum)):
        return True
    if isinstance(thing, types.FunctionType):
        return thing.__closure__ is None
    if isinstance(thing, types.BuiltinFunctionType):
        return thing.__self__ is None or isinstance(thing.__self__, types.ModuleType)
    return False


@lru_cache(cells.KEPT)
def read(source: str) -> "_Known | None":
    """What one cell binds; None where it holds what may be memory in any program."""
    known = _Known()
    try:
        for node in _of_module(cells.parsed(source)):
            known.add(node)
    except _Remembers:
        return None
    return known


def _of_module(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node outside functions; the functions themselves, not what is in them."""
    for node in ast.iter_child_nodes(tree):
        yield node
        if not isinstance(node, _FUNCTIONS):
            yield from _of_module(node)


class _Known:
    """The names that cells bind, by what a function that reads them can find there."""

    def __init__(self) -> None:
        self.modules: set[str] = set()
        self.harmless: set[str] = set()  # functions, constants
        self.other: set[str] = set()
        self.functions: list[ast.AST] = []

    def names(self) -> set[str]:
        """All of them but modules."""
        return self.harmless | self.other

    def join(self, further: "_Known") -> None:
        """Take over what another cell binds."""
        self.modules |= further.modules
        self.harmless |= further.harmless
        self.other |= further.other
        self.functions += further.functions

    def add(self, node: ast.AST) -> None:
        """Take note of what one node outside functions binds."""
        if isinstance(node, _FUNCTIONS):
            self.functions.append(node)
        if isinstance(node, ast.ClassDef | ast.AsyncFunctionDef):
            raise _Remembers
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            raise _Remembers  # np.exp = …
        if isinstance(node, ast.FunctionDef):
            self.harmless.add(node.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                (self.modules if alias.name in _MODULES else self.other).add(name)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                is_known = node.module in _MODULES and alias.name not in _REMEMBERS and alias.name != "*"
                (self.harmless if is_known else self.other).add(alias.asname or alias.name)
        elif isinstance(node, ast.Assign) and _is_constant(node.value):
            self.harmless |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(
            node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.For | ast.NamedExpr | ast.With
        ):
            self.other |= _bound(node)
        elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
            self.other.add(node.name)

    def is_harmless(self, name: str) -> bool:
        """Whether a function may read it."""
        if name in self.other or name in self.modules:
            return False
        return name in self.harmless or name in _BUILTINS


def _bound(node: ast.AST) -> set[str]:
    """The names that one statement binds."""
    parts: list[ast.AST] = []
    match node:
        case ast.Assign():
            parts = list(node.targets)
        case ast.AnnAssign() | ast.AugAssign() | ast.For() | ast.NamedExpr() | ast.comprehension():
            parts = [node.target]
        case ast.With():
            parts = [item.optional_vars for item in node.items if item.optional_vars is not None]
    return {
        inner.id
        for part in parts
        for inner in ast.walk(part)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }


def _is_constant(value: ast.AST) -> bool:
    if isinstance(value, ast.Tuple):
        return all(map(_is_constant, value.elts))
    if isinstance(value, ast.UnaryOp):
        return _is_constant(value.operand)
    return isinstance(value, ast.Constant | ast.Lambda)


class _Function:
    """One function's text; `outer` are the names of the functions around it."""

    def __init__(self, known: _Known, outer: frozenset[str]) -> None:
        self.known, self.own = known, outer

    def look(self, node: ast.AST) -> None:
        """Raise _Remembers where the function could."""
        if isinstance(node, _FUNCTIONS):
            given = node.args
            if getattr(node, "decorator_list", ()):
                raise _Remembers
            if not all(_is_constant(value) for value in (*given.defaults, *given.kw_defaults) if value):
                raise _Remembers  # def f(x, seen=[])
            named = (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg)
            self.own = self.own | {each.arg for each in named if each is not None}
        inside = [inner for part in self.parts(node) for inner in _of_scope(part)]
        for inner in inside:
            if isinstance(inner, _BINDING):
                self.own = self.own | _bound(inner)
            elif isinstance(inner, ast.FunctionDef):
                self.own = self.own | {inner.name}
            elif isinstance(inner, ast.ExceptHandler) and inner.name:
                self.own = self.own | {inner.name}
        attributes = set[int]()
        for inner in inside:
            self.one(inner, attributes)

    @staticmethod
    def parts(node: ast.AST) -> list[ast.AST]:
        """What belongs to the scope of `node`."""
        if isinstance(node, ast.FunctionDef):
            return list(node.body)
        return [node.body] if isinstance(node, ast.Lambda) else list(ast.iter_child_nodes(node))

    def one(self, node: ast.AST, attributes: set[int]) -> None:
        """Look at one node; `attributes` are the names that have been read as `module.attribute`."""
        match node:
            case ast.Lambda() | ast.FunctionDef():
                _Function(self.known, self.own).look(node)
            case ast.Global() | ast.Nonlocal() | ast.ClassDef() | ast.AsyncFunctionDef() | ast.Delete():
                raise _Remembers
            case ast.Import() | ast.ImportFrom() | ast.Yield() | ast.YieldFrom() | ast.Await():
                raise _Remembers
            case ast.Call(func=func) if _chain(func)[1:] == ["random", "default_rng"] and node.args:
                attributes |= {id(inner) for inner in ast.walk(func)}  # a new one each time
            case ast.Attribute():
                self.attribute(node, attributes)
            case ast.Subscript(ctx=ast.Store(), value=value):
                root = _root(value)
                if not (isinstance(root, ast.Name) and root.id in self.own):
                    raise _Remembers
            case ast.Name(ctx=ast.Load()) if id(node) not in attributes:
                if node.id not in self.own and not self.known.is_harmless(node.id):
                    raise _Remembers

    def attribute(self, node: ast.Attribute, attributes: set[int]) -> None:
        """`np.exp` is harmless, `np.random` is not, and no attribute of anything is set."""
        if id(node) in attributes:
            return
        if not isinstance(node.ctx, ast.Load) or node.attr.startswith("_") or node.attr in _FILES:
            raise _Remembers
        root = _root(node)
        if isinstance(root, ast.Name) and root.id not in self.own and node.attr in _REMEMBERS:
            raise _Remembers  # np.polynomial.Polynomial.domain, plt.rcParams.update
        if isinstance(node.value, ast.Name) and node.value.id not in self.own:
            if node.value.id not in self.known.modules or node.value.id in self.known.other:
                raise _Remembers
            attributes.add(id(node.value))


class _Cell(_Function):
    """A cell's own text, which may import what is harmless; `outer` are the names that are bound by then."""

    def one(self, node: ast.AST, attributes: set[int]) -> None:
        """Look at one node, as in a function."""
        match node:
            case ast.Import(names=names) if all(alias.name in _MODULES for alias in names):
                return
            case ast.ImportFrom(module=module, names=names) if module in _MODULES or module in _INERT:
                if any(alias.name in _REMEMBERS for alias in names):
                    raise _Remembers
            case _:
                super().one(node, attributes)


def _of_scope(node: ast.AST) -> list[ast.AST]:
    """A node and all below it, parents first, without what is inside another function."""
    found = [node]
    for one in found:  # it grows meanwhile
        if not isinstance(one, _FUNCTIONS):
            found += ast.iter_child_nodes(one)
    return found


def _chain(node: ast.AST) -> list[str]:
    """`np.random.default_rng` as its three names."""
    if isinstance(node, ast.Attribute):
        return [*_chain(node.value), node.attr]
    return [node.id] if isinstance(node, ast.Name) else [""]


def _root(node: ast.AST) -> ast.AST:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node
