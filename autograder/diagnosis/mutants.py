"""Programs that differ from a given one by a single slip: a sign, an operand, an axis, a line.

The audit makes wrong programs from a right one. A repair is looked for among those made from a wrong one.
Pure: text in, texts out.
"""

import ast
import copy
import math
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


def _taken_for(both_ways: str, one_way: str) -> dict[str, str]:
    """Read pairs of names, of which the first is taken for the second, or each for the other."""
    turned = {second: first for first, _, second in (pair.partition("/") for pair in both_ways.split())}
    pairs = (pair.partition("/") for pair in f"{both_ways} {one_way}".split())
    return turned | {first: second for first, _, second in pairs}


_OF_NUMPY = _taken_for(
    """sqrt/square sin/cos maximum/minimum max/min argmax/argmin sum/mean std/var any/all floor/ceil
    zeros/ones zeros_like/ones_like vstack/hstack randn/rand normal/uniform""",
    """exp/exp2 log/log10 log2/log prod/sum cumsum/cumprod dot/multiply matmul/multiply outer/multiply
    standard_normal/random shuffle/sort append/extend""",
)
_BUILT_IN = _taken_for("max/min any/all", "sum/max int/float sorted/list")
# What a slip is about, for a person: a statement, or a part of an expression.
KINDS = (
    "statement condition loop name operator order operand comparison constant index function argument".split()
)
_LEFT_ALONE = ("decorator_list", "annotation", "returns", "type_comment", "ctx", "handlers", "finalbody")


EnclosingFunction = ast.FunctionDef | None
Replacements = Sequence[tuple[str, ast.expr]]
MoreReplacements = Callable[[ast.expr, EnclosingFunction], Replacements]


class Mutant(msgspec.Struct, frozen=True):
    """A cell's text with one thing changed: where that is, the statement before and after, the whole text.

    The two statements are as Python writes them: comments, layout and line numbers change nothing.
    """

    place: str  # `sigmoid`, `NeuralNetwork.forward`
    before: str
    after: str
    source: str
    line: int = 0  # of the statement, in the text that was given
    kind: str = ""  # what was changed: one of KINDS


def mutants(
    source: str, also: MoreReplacements | None = None, cell: str = "", until: float = math.inf
) -> Iterator[Mutant]:
    """Yield every text that differs from a solution cell's by one slip, in its order, none of them twice.

    `also` returns more expressions that can replace one, each with the kind of the change. `cell` is the name
    of a cell whose answer is outside a function. After the moment `until` none is looked for any more.
    """
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    for mutant in _mutants(tree, also or (lambda node, function: ()), (cell,) if cell else ()):
        if time.monotonic() > until:
            return
        if mutant.source not in seen and _compiles(mutant.source):
            seen.add(mutant.source)
            yield mutant


def _compiles(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what a slip wrote
            compile(text, "a mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _mutants(tree: ast.Module, also: MoreReplacements, within: tuple[str, ...]) -> Iterator[Mutant]:
    for place, body, number, function in _statements(tree.body, within, None):
        statement = body[number]
        before = _shown(statement)
        for kind, holder, key, new in list(_changes(body, number, function, also)):
            old, holder[key] = holder[key], new
            # A statement that was taken out is `pass`.
            yield Mutant(place, before, _shown(body[number]), ast.unparse(tree), statement.lineno, kind)
            holder[key] = old


# Each change: its kind, the list or the node's fields that it is made in, the index or field, the new part.
Changes = Iterator[tuple[str, Any, Any, object]]


def _changes(
    body: list[ast.stmt], number: int, function: EnclosingFunction, also: MoreReplacements
) -> Changes:
    """Yield the changes of a statement, and of its expressions."""
    near = _neighbours(function)
    yield from _of_statement(body, number)
    yield from _of_expressions(body[number], lambda node: (*_others(node, near), *also(node, function)))


def _shown(statement: ast.stmt) -> str:
    """Return a statement on one line; of one with a body the head alone, and a `break` that ends a loop."""
    text = ast.unparse(statement)
    if not hasattr(statement, "body"):
        return " ".join(text.split("\n"))
    head = next(line for line in text.split("\n") if not line.startswith("@"))
    ends = isinstance(statement, ast.For) and isinstance(statement.body[-1], ast.Break)
    return f"{head} … break" if ends else head


def _statements(
    body: list[ast.stmt], place: tuple[str, ...], function: EnclosingFunction
) -> Iterator[tuple[str, list[ast.stmt], int, EnclosingFunction]]:
    """Yield every statement inside a function, with the list that holds it: there it can be replaced."""
    for number, statement in enumerate(body):
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            inner, inside = (*place, statement.name), function
            if isinstance(statement, ast.FunctionDef):
                inside = statement
                yield ".".join(inner), body, number, inside
            yield from _statements(statement.body, inner, inside)
            continue
        if not place or _is_text(statement):
            continue  # imports and constants at the top are the author's frame; a docstring is prose
        yield ".".join(place), body, number, function
        for field in ("body", "orelse", "finalbody"):
            yield from _statements(getattr(statement, field, []), place, function)
        for handler in getattr(statement, "handlers", []):
            yield from _statements(handler.body, place, function)


def _neighbours(function: EnclosingFunction) -> dict[str, str]:
    """Map each name of a function's own, and each `self.…` that is no call, to the one to take it for."""
    if function is None:
        return {}
    called = called_in(function)
    own = dict[str, None]()
    for node in ast.walk(function):
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if id(node) not in called:
                own[f"self.{name}"] = None
    return _next_of(names_of(function)) | _next_of(list(own))


def _next_of(names: list[str]) -> dict[str, str]:
    return dict(zip(names, names[1:] + names[:1], strict=True)) if len(names) > 1 else {}


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


# --- statements --------------------------------------------------------------------------------


def _of_statement(body: list[ast.stmt], number: int) -> Changes:
    """Yield changes of a statement: removed, its condition negated, its loop cut short."""
    statement = body[number]
    fields = vars(statement)
    match statement:
        case ast.Expr() | ast.Assign() | ast.AnnAssign() | ast.Delete() | ast.Raise() | ast.Assert():
            yield "statement", body, number, ast.Pass()
        case ast.Break() | ast.Continue():
            yield "loop", body, number, ast.Pass()
        case ast.AugAssign(target=target, op=op, value=value):
            yield "statement", body, number, ast.Pass()
            if other := _OPERATORS.get(type(op)):
                yield "operator", fields, "op", other()
            yield "operator", body, number, ast.Assign([target], value, lineno=0)
        case ast.If(test=test):
            yield "condition", fields, "test", ast.UnaryOp(ast.Not(), test)
            yield "condition", fields, "test", ast.Constant(True)
            yield "condition", fields, "test", ast.Constant(False)
        case ast.While():
            yield "condition", fields, "test", ast.Constant(False)
        case ast.For(iter=over, body=inner):
            if not isinstance(inner[-1], ast.Break):
                yield "loop", fields, "body", [*inner, ast.Break()]
            listed = ast.Call(ast.Name("list"), [over], [])
            yield "loop", fields, "iter", ast.Subscript(listed, ast.Slice(ast.Constant(1)))
            yield "loop", fields, "iter", ast.Subscript(listed, ast.Slice(None, _number(-1)))


# --- expressions -------------------------------------------------------------------------------


def _of_expressions(owner: ast.AST, others: Callable[[ast.expr], Replacements]) -> Changes:
    """Yield changes of every expression of a statement that is not in its body."""
    if isinstance(owner, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom):
        return  # the words of a message are not part of the task
    for field, value in ast.iter_fields(owner):
        if field in _LEFT_ALONE or (field in ("body", "orelse") and isinstance(owner, ast.stmt)):
            continue
        places = enumerate(value) if isinstance(value, list) else [(field, value)]
        for key, item in places:
            if isinstance(item, ast.expr):
                holder = value if isinstance(value, list) else vars(owner)
                yield from ((kind, holder, key, new) for kind, new in others(item))
            if isinstance(item, ast.AST):
                yield from _of_expressions(item, others)


def _others(node: ast.expr, near: dict[str, str]) -> Replacements:
    """Return the expressions that can take the place of one, one slip each."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in near:
            return [("name", ast.Name(near[name], ast.Load()))]
        case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Load()) if f"self.{name}" in near:
            other = near[f"self.{name}"].removeprefix("self.")
            return [("name", ast.Attribute(node.value, other, ast.Load()))]
        case ast.BinOp(left=left, op=op, right=right):
            found: list[tuple[str, ast.expr]] = []
            if type(op) in _OPERATORS:
                found.append(("operator", ast.BinOp(left, _OPERATORS[type(op)](), right)))
            if isinstance(op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
                found.append(("order", ast.BinOp(right, op, left)))
            alone = ast.UnaryOp(ast.USub(), right) if isinstance(op, ast.Sub) else right
            return [*found, ("operand", left), ("operand", alone)]
        case ast.UnaryOp(operand=operand):
            return [("operator", operand)]
        case ast.Compare(left=left, ops=[op], comparators=right):
            turned = _COMPARISONS.get(type(op), ())
            return [("comparison", ast.Compare(left, [other()], right)) for other in turned]
        case ast.BoolOp(op=op, values=values):
            other_op = ast.Or() if isinstance(op, ast.And) else ast.And()
            return [("condition", each) for each in (ast.BoolOp(other_op, values), *values)]
        case ast.IfExp(body=body, orelse=orelse):
            return [("condition", body), ("condition", orelse)]
        case ast.Constant(value=bool(value)):
            return [("constant", ast.Constant(not value))]
        case ast.Constant(value=int(value) | float(value)):
            changed = dict.fromkeys((value + 1, value - 1, type(value)(0), value * 2))
            return [("constant", _number(number)) for number in changed if number != value]
        case ast.Slice(lower=lower, upper=upper, step=step):
            parts = [(None, upper, step), (lower, None, step), (lower, upper, None)]
            return [("index", ast.Slice(*part)) for part in parts if part != (lower, upper, step)]
        case ast.Subscript(value=value, ctx=ast.Load()):
            return [("index", value)]
        case ast.Attribute(value=value, attr="T", ctx=ast.Load()):
            return [("order", value)]
        case ast.Attribute(value=value, attr=name, ctx=ast.Load()) if name in _OF_NUMPY:
            return [("function", ast.Attribute(value, _OF_NUMPY[name], ast.Load()))]
        case ast.Call():
            return _other_calls(node)
        case ast.Tuple(elts=[first, second, *rest], ctx=ast.Load()) if _differ(first, second):
            return [("order", ast.Tuple([second, first, *rest], ast.Load()))]
        case ast.ListComp(generators=[*loops]) | ast.GeneratorExp(generators=[*loops]):
            bare = [ast.comprehension(loop.target, loop.iter, [], loop.is_async) for loop in loops]
            made = copy.copy(node)
            made.generators = bare
            return [("condition", made)] if any(loop.ifs for loop in loops) else []
    return []


def _other_calls(node: ast.Call) -> list[tuple[str, ast.expr]]:
    function, given, named = node.func, node.args, node.keywords
    found: list[tuple[str, ast.expr]] = []
    plain = not any(isinstance(arg, ast.Starred) for arg in given)
    if given and plain:
        found.append(("function", given[0]))
    elif isinstance(function, ast.Attribute) and not given:
        found.append(("function", function.value))
    if isinstance(function, ast.Name) and function.id in _BUILT_IN:
        found.append(("function", ast.Call(ast.Name(_BUILT_IN[function.id]), given, named)))
    if len(given) > 1 and plain:
        if _differ(given[0], given[1]):
            found.append(("order", ast.Call(function, [given[1], given[0], *given[2:]], named)))
        found.append(("argument", ast.Call(function, given[:-1], named)))
    for one in named:
        rest = [other for other in named if other is not one]
        found.append(("argument", ast.Call(function, given, rest)))
    return found


def _differ(node: ast.expr, other: ast.expr) -> bool:
    return ast.unparse(node) != ast.unparse(other)


def _number(value: int | float) -> ast.expr:
    """Return a number as Python reads it: a minus is an operator, and binds less than a power."""
    plain = ast.Constant(abs(value))
    return ast.UnaryOp(ast.USub(), plain) if value < 0 else plain


def definition_of(source: str, name: str) -> ast.FunctionDef | ast.ClassDef | None:
    """Return the last function or class `name` in a cell; None if there is none, or Python cannot read it."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    own = (node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name)
    return next(reversed([*own]), None)


def functions_of(node: ast.FunctionDef | ast.ClassDef) -> list[ast.FunctionDef]:
    """Return a function itself, or the methods of a class without `__init__`."""
    if isinstance(node, ast.FunctionDef):
        return [node]
    return [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name != "__init__"]


def parameters_of(function: ast.FunctionDef) -> list[str]:
    """Return the names of a function's parameters, `self` left out."""
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return [arg.arg for arg in every if arg.arg != "self"]


def names_of(function: ast.FunctionDef) -> list[str]:
    """Return the names that a function gives a value, its parameters first."""
    names = (node for node in ast.walk(function) if isinstance(node, ast.Name))
    stored = (node.id for node in names if isinstance(node.ctx, ast.Store))
    return list(dict.fromkeys([*parameters_of(function), *stored]))


def called_in(function: ast.FunctionDef) -> set[int]:
    """Return the ids of the nodes that a function calls: of `np.sum` in `np.sum(x)`."""
    return {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
