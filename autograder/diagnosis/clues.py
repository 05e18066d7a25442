"""Clues: what the text of a wrong function shows by itself, where what it answers explains nothing.

A value that is thrown away, an argument that nothing uses, a loop that ends in its first round: in a right
program each may be harmless, so a clue is asked for only where a function is wrong and no known mistake
behaves like it. Pure: text in, a diagnosis out. Nothing of the student's is run.
"""

import ast
from collections.abc import Callable, Iterable, Iterator

from autograder.diagnosis.diagnose import Diagnosis
from autograder.diagnosis.repairs import UNCLEAR
from autograder.report import clean

CLUES = frozenset(
    """thrown-away compares-for-assigns returns-in-loop no-brackets compared-with-text other-name
    writes-into-argument begins-with-one unused-argument unused-value ends-without-return""".split()
)
LONGEST = 8_000  # characters of a cell that is read
_CODE = 60  # characters of a student's line that are quoted
# Methods that need nothing: without brackets they are not called.
_BARE = frozenset(
    """all any argmax argmin astype copy cumsum flatten items keys lower max mean min ravel reshape round
    split std strip sum tolist transpose upper values var""".split()
)
# Those, and others that change nothing: what they return must not be thrown away.
_PURE = _BARE | frozenset(
    """abs add array asarray clip concatenate count dot exp find index isdigit isalpha join log matmul maximum
    minimum multiply ones power replace rstrip lstrip sqrt square stack startswith subtract tanh vstack hstack
    where zeros""".split()
)


def or_clue(found: Diagnosis | None, source: str, name: str) -> Diagnosis | None:
    """What was found; where that is only a symptom, a clue from the definition of `name`, if it has one.

    Of code that stops, Python's message says more than an argument that nothing uses.
    """
    if found is not None and found.name not in UNCLEAR | {"always-the-same", "returns-nothing"}:
        return found
    definition = _definition(source, name)
    if definition is None:
        return found
    looks = _SURE if found is not None and found.name in ("raises", "returns-nothing") else _SURE + _LIKELY
    functions = [each for each in ast.walk(definition) if isinstance(each, ast.FunctionDef)]
    clues = (clue for look in looks for function in functions for clue in look(function))
    if clue := next(clues, None):
        return clue
    if found is not None and found.name == "returns-nothing":
        if isinstance(definition, ast.FunctionDef) and _returns(definition):
            return Diagnosis("ends-without-return")
    return found


def _definition(source: str, name: str) -> ast.FunctionDef | ast.ClassDef | None:
    """The last definition of `name` in a cell that Python can read."""
    if len(source) > LONGEST:
        return None
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = None
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            found = node
    return found


def _returns(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Return) and node.value is not None for node in _own(function))


def _own(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Everything in a function but what is in functions within it."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            waiting[:0] = ast.iter_child_nodes(node)


def _found(diagnosis: str, node: ast.stmt | ast.expr, **details: str) -> Diagnosis:
    return Diagnosis(diagnosis, {"line": str(node.lineno), **details})


def _quoted(node: ast.AST) -> str:
    try:
        return clean(ast.unparse(node), _CODE)
    except RecursionError:
        return "…"


# --- looks, the surest first -------------------------------------------------------------------


def _thrown_away(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """`count + 1`, `text.lower()`: a line that computes something and keeps it nowhere."""
    for node in _own(function):
        if not isinstance(node, ast.Expr):
            continue
        value = node.value
        match value:
            case ast.BinOp() | ast.Subscript() | ast.UnaryOp() | ast.Name() | ast.Attribute() | ast.List():
                yield _found("thrown-away", node, code=_quoted(value))
            case ast.Compare(ops=[ast.Eq()]):
                yield _found("compares-for-assigns", node, code=_quoted(value))
            case ast.Compare() | ast.BoolOp():
                yield _found("thrown-away", node, code=_quoted(value))
            case ast.Call(func=ast.Attribute(attr=method), keywords=[]) if method in _PURE:
                yield _found("thrown-away", node, code=_quoted(value))


def _ends_in_first_round(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """A `return` that every round of a loop meets, or that returns what the loop is still collecting."""
    for loop in _own(function):
        if not isinstance(loop, ast.For | ast.While):
            continue
        last = loop.body[-1]
        if isinstance(last, ast.Return):
            yield _found("returns-in-loop", last)
        collected = _collected(loop)
        for node in _within(loop):
            match node:
                case ast.Return(value=ast.Name(id=name)) if name in collected:
                    yield _found("returns-in-loop", node)


def _within(loop: ast.For | ast.While) -> Iterator[ast.AST]:
    for statement in loop.body:
        yield from ast.walk(statement)


def _collected(loop: ast.For | ast.While) -> set[str]:
    """The names that a loop adds to: `total += x`, `count = count + 1`, `found.append(x)`."""
    names = set()
    for node in _within(loop):
        match node:
            case ast.AugAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in _loaded(value):
                names.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append")):
                names.add(name)
    return names


def _loaded(node: ast.AST) -> set[str]:
    every = (each for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load))
    return {each.id for each in every}


def _without_brackets(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """`model = SVC`, `x.mean * 2`: the function or class itself, where what it makes is meant."""
    names = [node for node in _own(function) if isinstance(node, ast.Name)]
    own = set(_parameters(function)) | {node.id for node in names if isinstance(node.ctx, ast.Store)}
    called = {id(node.func) for node in _own(function) if isinstance(node, ast.Call)}
    given = {
        id(each)
        for node in _own(function)
        if isinstance(node, ast.Call)
        for each in (*node.args, *(keyword.value for keyword in node.keywords))
    }
    for node in _own(function):
        match node:
            case ast.Assign(value=ast.Name(id=name) as value) if _is_a_class(name) and name not in own:
                yield _found("no-brackets", node, code=_quoted(value))
            case ast.Attribute(attr=method, ctx=ast.Load()) if method in _BARE:
                if id(node) not in called and id(node) not in given and not _is_module(node.value):
                    yield _found("no-brackets", node, code=_quoted(node))


def _is_a_class(name: str) -> bool:
    """Whether a name is written as a class's is: `SVC`, `LogisticRegression`; not `X` or `XOR_START`."""
    return len(name) > 2 and name[0].isupper() and "_" not in name


def _is_module(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("np", "numpy", "self", "net", "math", "random")


def _compared_with_text(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """An argument that is compared with a text: `activation == "sigmoid"`."""
    parameters = _parameters(function)
    for node in _own(function):
        match node:
            case ast.Compare(left=ast.Name(id=name), ops=[ast.Eq()], comparators=[ast.Constant(value=str())]):
                if name in parameters:
                    yield _found("compared-with-text", node, name=name)


def _other_name(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """`z = self.bias` and then `z += …`: both names mean the same array."""
    same: dict[str, str] = {}
    for node in _own(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Attribute(value=ast.Name()) as value):
                same[name] = _quoted(value)
            case ast.Assign(targets=[ast.Name(id=name)]):
                same.pop(name, None)
            case ast.AugAssign(target=ast.Name(id=name)) if name in same:
                yield _found("other-name", node, name=name, other=same[name])


def _writes_into_argument(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """`x *= -1`, `rng.shuffle(features)`: what belongs to the caller is changed."""
    parameters = set(_parameters(function))
    for node in _own(function):
        match node:
            case ast.AugAssign(target=ast.Name(id=name)) if name in parameters:
                yield _found("writes-into-argument", node, name=name)
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="shuffle"), args=[ast.Name(id=name), *_])):
                if name in parameters:
                    yield _found("writes-into-argument", node, name=name)
            case ast.Expr(
                value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="sort" | "reverse"))
            ):
                if name in parameters:
                    yield _found("writes-into-argument", node, name=name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                parameters.discard(name)  # from here on it is the function's own


def _begins_with_one(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """`for i in range(1, …)` with `x[i]`, and no `i - 1` anywhere: place 0 is left out."""
    for loop in _own(function):
        match loop:
            case ast.For(
                target=ast.Name(id=name),
                iter=ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=1), _]),
            ):
                sums = [node for node in _within(loop) if isinstance(node, ast.BinOp)]
                is_shifted = any(name in _loaded(node) and _is_one_before(node) for node in sums)
                takes = any(
                    isinstance(place, ast.Name) and place.id == name for place in _places(_within(loop))
                )
                takes_first = any(
                    isinstance(place, ast.Constant) and place.value == 0 for place in _places(_own(function))
                )
                if takes and not takes_first and not is_shifted:
                    yield _found("begins-with-one", loop)


def _places(nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    """Return what stands in the brackets of each `x[…]`."""
    return (node.slice for node in nodes if isinstance(node, ast.Subscript))


def _is_one_before(node: ast.BinOp) -> bool:
    return (
        isinstance(node.op, ast.Sub)
        and isinstance(node.left, ast.Name)
        and isinstance(node.right, ast.Constant)
    )


def _unused_argument(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """An argument that nothing in the function reads."""
    used = _loaded(ast.Module(function.body, []))
    for name in _parameters(function):
        if name not in used:
            yield _found("unused-argument", function, name=name)


def _unused_value(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """A variable that gets a value which nothing reads."""
    used = _loaded(function)
    outside = {
        name for node in _own(function) if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names
    }
    for node in _own(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AugAssign(target=ast.Name(id=name)):
                if name not in used and name not in outside and not name.startswith("_"):
                    yield _found("unused-value", node, name=name)


def _parameters(function: ast.FunctionDef) -> list[str]:
    """The names of a function's arguments, in their order."""
    given = function.args
    names = (each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs))
    return [name for name in names if name not in ("self", "cls", "_")]


Look = Callable[[ast.FunctionDef], Iterator[Diagnosis]]
_SURE: tuple[Look, ...] = (
    _thrown_away,
    _ends_in_first_round,
    _without_brackets,
    _compared_with_text,
    _other_name,
    _writes_into_argument,
)
_LIKELY: tuple[Look, ...] = (_begins_with_one, _unused_argument, _unused_value)
