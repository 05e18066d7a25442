"""Repairs of one slip: which single change makes a student's function right, and on which line.

Where no known mistake behaves like a student's code, the nearest right program tells where to look: the line
and what kind of thing is wrong there, never the repair itself. Pure: text in, texts out.
"""

import ast
import copy
import math
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice

import msgspec

from autograder.diagnosis.mutants import (
    EnclosingFunction,
    Mutant,
    Replacements,
    definition_of,
    mutants,
    names_of,
    parameters_of,
)
from autograder.worker.cells import NOT_PYTHON

LONGEST = 8_000  # characters of a cell that is read
MOST_PARTS = 1_000  # parts of the syntax tree of a definition that is read; the largest of ours have 500
_BY_AXIS = frozenset(
    "sum mean max min std var argmax argmin prod cumsum any all median norm concatenate stack".split()
)
_CONSTANTS = (0, 1, 2, -1, 0.5, 1e-12)


# Diagnoses that name a symptom, where a line says more: also `raises`, since Python's own line may be late.
UNCLEAR = frozenset("wrong begin raises shape not-finite close only all-but not-a-value".split())


class Repair(msgspec.Struct, frozen=True):
    """Place at which a function is wrong: a line of its cell, and what to look at there."""

    line: int
    kind: str


def readable(source: str, name: str) -> ast.FunctionDef | ast.ClassDef | None:
    """Return the definition of `name` in a cell; None if there is none, or one larger than anybody writes."""
    node = definition_of(source, name) if len(source) <= LONGEST else None
    if node is not None and any(islice(ast.walk(node), MOST_PARTS, None)):
        return None
    return node


def candidates(source: str, name: str, until: float = math.inf) -> Iterator[Mutant]:
    """Yield every program that differs from a cell's by one change, as its definition of `name` alone.

    Lines in the wrong place come first, then changes of what is there, and last what may be missing. None
    comes after the moment `until`, nor after one that Python cannot write: it may be nested too deeply, or
    hold a number of thousands of digits.
    """
    with suppress(*NOT_PYTHON):
        yield from _candidates(source, name, until)


def _candidates(source: str, name: str, until: float) -> Iterator[Mutant]:
    node = readable(source, name)
    if node is None:
        return
    alone = ast.unparse(node)
    # A line with `def` was given: a wrong number that makes up for another line is no cause.
    functions = [each for each in ast.walk(node) if isinstance(each, ast.FunctionDef)]
    given = {each.lineno for each in functions if each.lineno < each.body[0].lineno}
    lines = {new: old for new, old in _lines(node).items() if old not in given}
    seen = {alone}
    changed = [mutants(alone, also, until=until) for also in (None, exchanged, forgotten)]
    for mutant in chain(_moved(alone), *changed):
        if time.monotonic() > until:
            return
        if mutant.source not in seen and mutant.line in lines:
            seen.add(mutant.source)
            yield msgspec.structs.replace(mutant, line=lines[mutant.line])


def _lines(node: ast.stmt) -> dict[int, int]:
    """Map each line of a definition as Python writes it to the line in the student's own text."""
    again = ast.parse(ast.unparse(node))
    pairs = zip(ast.walk(again.body[0]), ast.walk(node), strict=False)
    return {
        new.lineno: old.lineno
        for new, old in pairs
        if isinstance(new, ast.stmt) and isinstance(old, ast.stmt)
    }


# --- what was taken for something else, and what may be missing --------------------------------


def exchanged(node: ast.expr, function: EnclosingFunction) -> Replacements:
    """Return the expressions that may have been meant in the place of this one."""
    names = names_of(function) if function else []
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in names:
            return [("name", ast.Name(other, ast.Load())) for other in names if other != name]
        case ast.Call():
            return _other_calls(node, parameters_of(function) if function else [])
        case ast.Constant(value=int(value) | float(value)) if not isinstance(value, bool):
            numbers = [ast.Constant(number) for number in _CONSTANTS if number != value]
            counters = _counters(function) if type(value) is int else []
            return [
                *(("index", ast.Name(name, ast.Load())) for name in counters),
                *(("constant", number) for number in (*numbers, _of_numpy("e"))),
            ]
        case ast.Subscript(value=ast.Attribute(value=table, attr="shape"), ctx=ast.Load()):
            return [("size", ast.Attribute(table, "size", ast.Load()))]
        case ast.Attribute(value=table, attr="size", ctx=ast.Load()):
            return [("size", _call(ast.Name("len"), table))]
        case ast.BinOp(left=left, op=op, right=right):
            turned = [
                ("operator", ast.BinOp(left, other(), right))
                for other in (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Pow, ast.MatMult)
                if not isinstance(op, other)
            ]
            return [*turned, *(("parentheses", one) for one in _regrouped(left, op, right))]
        case ast.Compare(left=left, ops=[op], comparators=right):
            every = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
            others = [other() for other in every if not isinstance(op, other)]
            return [("comparison", ast.Compare(left, [other], right)) for other in others]
    return []


def forgotten(node: ast.expr, function: EnclosingFunction) -> Replacements:
    """Return the expressions that may have been meant if something around this one was forgotten."""
    names = names_of(function) if function else []
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name not in names:
            return []
        case ast.Name(ctx=ast.Load()) | ast.Subscript(ctx=ast.Load()) | ast.Attribute(ctx=ast.Load()):
            return _wrapped(node, names)
        case ast.Call() | ast.BinOp() | ast.UnaryOp():
            return _wrapped(node, names)
    return []


def _regrouped(left: ast.expr, op: ast.operator, right: ast.expr) -> list[ast.expr]:
    """Return a calculation with its brackets elsewhere: `(a + b) * c`, `f(a + b)` for `f(a) + b`."""
    found: list[ast.expr] = []
    if isinstance(left, ast.BinOp):
        found.append(ast.BinOp(left.left, left.op, ast.BinOp(left.right, op, right)))
    if isinstance(right, ast.BinOp):
        found.append(ast.BinOp(ast.BinOp(left, op, right.left), right.op, right.right))
    match left:
        case ast.Call(func=called, args=[inner, *rest], keywords=named):
            found.append(ast.Call(called, [ast.BinOp(inner, op, right), *rest], named))
    match right:
        case ast.Call(func=called, args=[inner, *rest], keywords=named):
            found.append(ast.Call(called, [ast.BinOp(left, op, inner), *rest], named))
    return found


def _counters(function: EnclosingFunction) -> list[str]:
    """Return the variables of a function's loops, which may be meant where an index is a number."""
    loops = [node for node in ast.walk(function) if isinstance(node, ast.For)] if function else []
    return list(dict.fromkeys(loop.target.id for loop in loops if isinstance(loop.target, ast.Name)))


def _wrapped(node: ast.expr, names: list[str]) -> list[tuple[str, ast.expr]]:
    """Return an expression in each way with a sign, a transpose, a copy, a mean, one more term or factor."""
    found: list[tuple[str, ast.expr]] = [
        ("sign", ast.UnaryOp(ast.USub(), node)),
        ("transpose", ast.Attribute(node, "T", ast.Load())),
        ("copy", _call(ast.Attribute(node, "copy", ast.Load()))),
        ("term", ast.BinOp(ast.Constant(1), ast.Sub(), node)),
        ("term", ast.BinOp(node, ast.Add(), ast.Constant(1))),
        ("term", ast.BinOp(node, ast.Sub(), ast.Constant(1))),
        ("term", ast.BinOp(ast.Constant(1), ast.Div(), node)),
        ("factor", ast.BinOp(node, ast.Mult(), ast.Constant(2))),
        ("factor", ast.BinOp(node, ast.Div(), ast.Constant(2))),
        ("factor", ast.BinOp(node, ast.Pow(), ast.Constant(2))),
    ]
    for name in ("mean", "sum", "exp", "log", "abs", "sqrt", "array", "float64"):
        found.append(("function", _call(_of_numpy(name), node)))
    for name in ("float", "int"):
        found.append(("function", _call(ast.Name(name), node)))
    for name in names:
        other = ast.Name(name, ast.Load())
        for size in (_call(ast.Name("len"), other), _call(_of_numpy("size"), other)):
            found.append(("division", ast.BinOp(node, ast.Div(), size)))
        for op in (ast.Add(), ast.Sub(), ast.Mult()):
            found.append(("term", ast.BinOp(node, op, other)))
        rest = ast.BinOp(ast.Constant(1), ast.Sub(), other)
        found.append(("factor", ast.BinOp(node, ast.Mult(), rest)))
    return found


def _of_numpy(name: str) -> ast.expr:
    return ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load())


def _call(function: ast.expr, *given: ast.expr) -> ast.expr:
    return ast.Call(function, [*given], [])


def _other_calls(node: ast.Call, parameters: list[str]) -> list[tuple[str, ast.expr]]:
    """Return variants of a call: another axis, its dimensions kept, a range or a table of another size."""
    found: list[tuple[str, ast.expr]] = []
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    rest = [one for one in node.keywords if one.arg not in ("axis", "keepdims")]
    if name in _BY_AXIS:
        for axis in (0, 1, -1):
            given = [*rest, ast.keyword("axis", ast.Constant(axis))]
            found.append(("axis", ast.Call(node.func, node.args, given)))
            kept = [*given, ast.keyword("keepdims", ast.Constant(True))]
            found.append(("axis", ast.Call(node.func, node.args, kept)))
    if name.endswith("_like"):
        found.append(("type", ast.Call(node.func, node.args, [*node.keywords, _as_float()])))
    if name in ("array", "asarray", "zeros", "ones", "full") and not node.keywords:
        found.append(("type", ast.Call(node.func, node.args, [_as_float()])))
    if name == "reshape":  # it exchanges no rows and columns: a transpose may be meant
        owner = node.func.value if isinstance(node.func, ast.Attribute) else ast.Name("np")
        table = (node.args or [node])[0] if ast.unparse(owner) == "np" else owner
        found.append(("reshape", ast.Attribute(table, "T", ast.Load())))
    if name in ("dot", "matmul") and len(node.args) == 2:
        found.append(("operator", ast.BinOp(node.args[0], ast.Mult(), node.args[1])))
    if name in ("zeros", "ones", "range", "zeros_like"):
        found += _of_other_sizes(node, parameters)
    if name == "range" and node.args:
        for place, step in ((-1, 1), (-1, -1), (0, 1), (0, -1)):
            changed = copy.copy(node)
            changed.args = [*node.args]
            if place == 0 and len(node.args) == 1:
                changed.args = [ast.Constant(1), node.args[0]] if step == 1 else node.args
            else:
                changed.args[place] = ast.BinOp(node.args[place], ast.Add(), ast.Constant(step))
            found.append(("loop", changed))
    return found


def _of_other_sizes(node: ast.Call, parameters: list[str]) -> list[tuple[str, ast.expr]]:
    """Return variants of a range or a table, with one of its sizes taken from another argument."""
    sizes = [size for name in parameters for size in _sizes(name)]
    match node.args:
        case [ast.Tuple(elts=own), *rest]:
            tables = [[*own[:place], size, *own[place + 1 :]] for place in range(len(own)) for size in sizes]
            shapes = [ast.Tuple(table, ast.Load()) for table in tables]
            return [("size", ast.Call(node.func, [shape, *rest], node.keywords)) for shape in shapes]
        case [ast.Name() as table] if isinstance(node.func, ast.Attribute) and node.func.attr == "zeros_like":
            zeros = ast.Attribute(node.func.value, "zeros", ast.Load())
            of_table = ast.Attribute(table, "shape", ast.Load())
            return _of_other_sizes(ast.Call(zeros, [of_table], []), parameters)
        case [ast.Attribute(value=table, attr="shape"), *rest]:
            pairs = [ast.Tuple([size, _columns_of(table)], ast.Load()) for size in sizes]
            return [("size", ast.Call(node.func, [pair, *rest], node.keywords)) for pair in pairs]
        case [*before, ast.Name() | ast.Call() | ast.Subscript()]:
            return [("size", ast.Call(node.func, [*before, size], node.keywords)) for size in sizes]
    return []


def _sizes(name: str) -> list[ast.expr]:
    """Return expressions for how many rows and columns an argument has."""
    own = ast.Name(name, ast.Load())
    return [_call(ast.Name("len"), own), _columns_of(own)]


def _columns_of(table: ast.expr) -> ast.expr:
    return ast.Subscript(ast.Attribute(table, "shape", ast.Load()), ast.Constant(1), ast.Load())


def _as_float() -> ast.keyword:
    return ast.keyword("dtype", ast.Name("float", ast.Load()))


# --- statements that are in the wrong place ----------------------------------------------------

Block = ast.For | ast.While | ast.If  # a statement that others are below


def _moved(source: str) -> Iterator[Mutant]:
    """Yield programs with lines moved, such as a `return` out of its loop, or with a `return` added."""
    tree = ast.parse(source)
    bodies = [getattr(node, "body", None) for node in ast.walk(tree)]
    yield from _renamed(tree)
    for body in [own for own in bodies if isinstance(own, list)]:
        for number, statement in enumerate(body):
            for kind, changed in _bodies(body, number):
                before = body[:]
                body[:] = changed
                yield Mutant("", "", "", ast.unparse(ast.fix_missing_locations(tree)), statement.lineno, kind)
                body[:] = before


def _renamed(tree: ast.Module) -> Iterator[Mutant]:
    """Yield programs in which a loop writes to a new name instead of overwriting an argument."""
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        given = parameters_of(function)
        for loop in [node for node in ast.walk(function) if isinstance(node, ast.For | ast.While)]:
            for number, statement in enumerate(loop.body):
                match statement:
                    case ast.Assign(targets=[ast.Name(id=name) as target]) if name in given:
                        later = [node for line in loop.body[number + 1 :] for node in ast.walk(line)]
                        names = [node for node in later if isinstance(node, ast.Name) and node.id == name]
                        for node in (target, *names):
                            node.id = f"{name}_"
                        yield Mutant("", "", "", ast.unparse(tree), statement.lineno, "overwrites")
                        for node in (target, *names):
                            node.id = name


def _with_body(statement: Block, body: list[ast.stmt]) -> Block:
    changed = copy.copy(statement)
    changed.body = body
    return changed


def _bodies(body: list[ast.stmt], number: int) -> Iterator[tuple[str, list[ast.stmt]]]:
    statement, head, tail = body[number], body[:number], body[number + 1 :]
    if isinstance(statement, ast.For | ast.While) and isinstance(statement.body[-1], ast.Return):
        shorter = _with_body(statement, statement.body[:-1] or [ast.Pass()])
        yield "return", [*head, shorter, statement.body[-1], *tail]
    ends = isinstance(statement, Block) and isinstance(statement.body[-1], ast.Return | ast.Raise)
    if isinstance(statement, Block) and tail and not isinstance(tail[0], ast.Return) and not ends:
        yield "indentation", [*head, _with_body(statement, [*statement.body, tail[0]]), *tail[1:]]
    if isinstance(statement, ast.Assign) and tail and isinstance(tail[0], ast.For | ast.While):
        inner = tail[0].body
        yield "place", [*head, _with_body(tail[0], [statement, *inner]), *tail[1:]]
        if len(inner) == 1 and isinstance(inner[0], ast.For):  # a loop further in
            deeper = _with_body(inner[0], [statement, *inner[0].body])
            yield "place", [*head, _with_body(tail[0], [deeper]), *tail[1:]]
    if isinstance(statement, ast.For | ast.While) and len(statement.body) > 1:
        yield "indentation", [*head, _with_body(statement, statement.body[:-1]), statement.body[-1], *tail]
    match statement:
        case ast.Return(value=ast.Call(func=ast.Name(id=error))) if error.endswith("Error"):
            yield "return", [*head, ast.Raise(statement.value), *tail]
        case ast.For(
            target=ast.Tuple(elts=[one, other]), iter=ast.Call(func=ast.Name(id="zip"), args=[a, b])
        ):
            within: ast.stmt = ast.For(other, b, statement.body, [], lineno=statement.lineno)
            yield "loop", [*head, ast.For(one, a, [within], [], lineno=statement.lineno), *tail]
        case ast.Assign(targets=[ast.Name() as sum_], value=value):
            yield "sum", [*head, ast.AugAssign(sum_, ast.Add(), value), *tail]
    if tail and not isinstance(statement, ast.Return):
        yield "place", [*head, tail[0], statement, *tail[1:]]
    if isinstance(statement, ast.Expr) and not tail:
        value = statement.value
        if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "print" and value.args:
            value = value.args[0]
        yield "return", [*head, ast.Return(value)]
    if isinstance(statement, ast.Assign | ast.AugAssign) and not tail:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        if isinstance(target, ast.Name):
            yield "return", [*body, ast.Return(ast.Name(target.id, ast.Load()))]
