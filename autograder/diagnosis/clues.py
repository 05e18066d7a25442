"""Clues: diagnoses from the text of a wrong function alone, for when its answers explain nothing.

A value that is thrown away, an argument that nothing uses, a loop that ends in its first round: in a right
program each may be harmless, so a clue is looked for only where a function is wrong and no known mistake
behaves like it. A value that is thrown away, a `=+`, and a list that outlives a call are told even then.
Pure: text in, a diagnosis out. Nothing of the student's is run.
"""

import ast
import builtins
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from types import MappingProxyType

from autograder.diagnosis.diagnose import Diagnosis
from autograder.diagnosis.messages import DIAGNOSES
from autograder.diagnosis.mutants import called_in, names_of, parameters_of
from autograder.diagnosis.repairs import LONGEST, UNCLEAR, readable
from autograder.report import clean

CLUES = frozenset(
    """thrown-away compares-for-assigns sets-for-adds returns-in-loop no-brackets compared-with-text
    other-name writes-into-argument begins-with-one unused-argument unused-value ends-without-return near-name
    name-of-an-object method-gives-none cuts-twice no-zip power-first second-is-axis goes-on
    emptied-in-loop replaced-in-loop begins-at-zero of-the-notebook came-by-itself belongs-to-class
    chained always-true counts-all in-every-round same-place
    keeps-whole-numbers may-not-be-finite default-is-kept changes-its-object returns-an-error""".split()
)
SEARCHED = UNCLEAR | CLUES  # diagnoses for which the desk and the pages search for the line to look at
NEAR = 0.75  # similarity of two names, from 0 to 1, from which one looks like a slip of the other
# Methods that leave their object as it is.
_ANSWERING = frozenset("forward predict __call__ loss accuracy".split())
# Functions that change nothing that they are given, and answer the same thing alike.
_HARMLESS = frozenset("abs bool float int len max min print range round sorted str sum".split())
# Expressions that do nothing where nothing keeps their value.
_VALUES = (ast.BinOp, ast.BoolOp, ast.Compare, ast.Subscript, ast.UnaryOp, ast.Name, ast.Attribute, ast.List)
_CODE = 60  # characters of a student's line that are quoted
# Names that get a value at the left edge of a cell.
_GIVEN = re.compile(r"^([^\W\d]\w*(?: *, *[^\W\d]\w*)*) *=(?! *lambda|=)", re.MULTILINE)
# A number, written out, as all that is behind the `=`.
_PLAIN_NUMBER = re.compile(
    r"[ \t]*[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d+)(?:[eE][-+]?\d+)?[ \t]*(?:#.*)?$", re.MULTILINE
)
_OF_SHAPES = re.compile("broadcast|matmul|aligned|reshape|shape|out of (bounds|range)|dimension")
# Symptoms of numbers alone, which a line that is surely wrong explains.
_OF_NUMBERS = frozenset("factor counted offset".split())
_ASKED_TOO = _OF_NUMBERS | frozenset(
    "always-the-same returns-nothing changing first-call-only one-of-several".split()
)
# A stop, and the wrong kind of value: they come first whatever else is wrong.
_OF_FORM = frozenset(
    """missing unfinished exits prints returns-nothing raises refused-late own-raise own-raise-kind own-assert
    does-not-raise not-a-value text bool tuple list list-for-number container""".split()
)
_MODULES = frozenset("np numpy math random plt".split())
# Methods that need no arguments: without brackets they are not called.
_BARE = frozenset(
    """all any argmax argmin astype copy cumsum flatten items keys lower max mean min ravel reshape round
    split std strip sum tolist transpose upper values var""".split()
)
# Those, and others that change nothing: a call of one is useless if its result is thrown away.
_PURE = _BARE | frozenset(
    """abs add array asarray clip concatenate count dot exp find index isdigit isalpha join log matmul maximum
    minimum multiply ones power replace rstrip lstrip sqrt square stack startswith subtract tanh vstack hstack
    where zeros""".split()
)


def or_clue(
    found: Diagnosis | None,
    source: str,
    name: str,
    variables: Mapping[str, bool] = MappingProxyType({}),
) -> Diagnosis | None:
    """Return the cause that was found, or a clue from `name`'s definition if that cause is only a symptom.

    If code stops, Python's message says more than an argument that nothing uses, except on shapes and places
    that do not fit. A value that is thrown away says more than a known mistake, and where that explains only
    a part, so does any line that is surely wrong. What outlives a call makes answers look like anything.
    `variables` are those of the notebook, as `variables_of` returns them.
    """
    kind = "" if found is None else found.name
    if (definition := readable(source, name)) is None:
        return found
    functions = [each for each in ast.walk(definition) if isinstance(each, ast.FunctionDef)]
    if kind not in _OF_FORM:
        outliving = chain(_kept_by_class(definition), _clues((_default_is_kept,), functions))
        if clue := next(outliving, None):
            return clue
    if kind in DIAGNOSES.keys() - UNCLEAR - _ASKED_TOO:
        return found
    if found is not None and kind == "one-of-several":
        return _named(found, functions)
    own = variables_of([source])
    others = {each: is_number for each, is_number in variables.items() if each not in own}
    of_the_notebook = _of_the_notebook(functions, others)
    is_known = kind not in DIAGNOSES
    if found is not None and (kind in _OF_NUMBERS or (is_known and not found.is_weak)):
        return next(_clues((_thrown_away, _sets_for_adds), functions), found)
    if found is not None and is_known:
        return next(chain(of_the_notebook, _clues(_CERTAIN, functions)), found)
    text = "" if found is None else str(found.details.get("text", ""))
    surest = chain(
        _near_names(definition, text if kind == "raises" else ""),
        of_the_notebook,
        _belongs_to_class(definition),
        () if kind == "raises" else _changes_its_object(definition),
    )
    looks = _SURE + _LIKELY
    if kind in ("raises", "returns-nothing"):
        # A message on shapes or places says little.
        looks = (*_SURE, _begins_with_one, _unused_argument) if _OF_SHAPES.search(text) else _SURE
    elif kind == "not-finite":
        looks = (*looks, _may_not_be_finite)
    elif found is not None and "whole number" in str(found.details.get("label", "")):
        looks = (_keeps_whole_numbers, *looks)
    if clue := next(chain(surest, _clues(looks, functions)), None):
        return clue
    if kind == "returns-nothing" and isinstance(definition, ast.FunctionDef) and _returns(definition):
        return Diagnosis("ends-without-return")
    return found


def endless_loop(source: str, name: str) -> Diagnosis | None:
    """Return the loop in `name`'s definition that nothing ends; None if there is none.

    It is asked of code that gave no answer in time.
    """
    if (definition := readable(source, name)) is None:
        return None
    for loop in (node for node in ast.walk(definition) if isinstance(node, ast.While)):
        within = [part for node in loop.body for part in ast.walk(node)]
        ends = any(isinstance(part, ast.Return | ast.Raise | ast.Break) for part in within)
        asked = {part.id for part in ast.walk(loop.test) if isinstance(part, ast.Name)}
        if not ends and not asked & _touched(within) and not any(map(_may_change, ast.walk(loop.test))):
            return _found("endless-loop", loop, code=_quoted(loop.test))
    return None


def _touched(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names that some code may change: those it sets, and those whose parts or methods it uses."""
    touched = set()
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                touched.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):
                touched.add(name)
            case (
                ast.Subscript(value=value, ctx=ast.Store() | ast.Del())
                | ast.Attribute(value=value, ctx=ast.Store())
            ):
                touched |= {part.id for part in ast.walk(value) if isinstance(part, ast.Name)}
        if isinstance(node, ast.Call) and _may_change(node):
            touched |= {argument.id for argument in node.args if isinstance(argument, ast.Name)}
    return touched


def _may_change(node: ast.AST) -> bool:
    """Return True for a call that may change what it is given, or answer the same thing otherwise."""
    if not isinstance(node, ast.Call):
        return False
    return not (isinstance(node.func, ast.Name) and node.func.id in _HARMLESS)


def _named(found: Diagnosis, functions: Sequence[ast.FunctionDef]) -> Diagnosis:
    """Return the diagnosis with the wrong value's own name, if a single `return` names the values."""
    returned = [
        node.value.elts
        for function in functions
        for node in _own(function)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple)
    ]
    place = int(str(found.details["number"])) - 1
    if len(returned) != 1 or place >= len(returned[0]) or not isinstance(returned[0][place], ast.Name):
        return found
    return Diagnosis("one-of-named", {"name": _quoted(returned[0][place])})


def _clues(looks: Iterable["Look"], functions: Sequence[ast.FunctionDef]) -> Iterator[Diagnosis]:
    return (clue for look in looks for function in functions for clue in look(function))


def variables_of(sources: Iterable[str]) -> dict[str, bool]:
    """Map the names to which the cells of a notebook give values that are no functions to what they are.

    It is True where every value that a name is given is a plain number, such as `2.71`.
    """
    variables: dict[str, bool] = {}
    for source in (each[:LONGEST] for each in sources):
        for given in _GIVEN.finditer(source):
            is_number = _PLAIN_NUMBER.match(source, given.end()) is not None
            for name in map(str.strip, given[1].split(",")):
                variables[name] = is_number and variables.get(name, True)
    return variables


def _returns(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Return) and node.value is not None for node in _own(function))


def _own(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield everything in a function except what is in functions and classes within it."""
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
    except (RecursionError, ValueError):  # too deep, or a number of more digits than Python writes
        return "…"


# --- looks, the surest first -------------------------------------------------------------------


def _thrown_away(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a line that computes something and keeps it nowhere: `count + 1`, `text.lower()`."""
    for node in _own(function):
        if not isinstance(node, ast.Expr):
            continue
        match node.value:
            case ast.Compare(ops=[ast.Eq()]) as value:
                yield _found("compares-for-assigns", node, code=_quoted(value))
            case ast.Call(func=ast.Attribute(attr=method), keywords=[]) as value if method in _PURE:
                yield _found("thrown-away", node, code=_quoted(value))
            case (
                ast.Call(
                    func=ast.Attribute(value=ast.Name(id="np"), attr="append" | "insert" | "delete" | "sort")
                ) as value
            ):
                yield _found("thrown-away", node, code=_quoted(value))
            case value if isinstance(value, _VALUES):
                yield _found("thrown-away", node, code=_quoted(value))


def _sets_for_adds(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `count =+ 1` and `weights =- step`: a sign directly behind `=` belongs to the number after it."""
    for node in _own(function):
        match node:
            case ast.Assign(targets=[target], value=value):
                while isinstance(value, ast.BinOp):
                    value = value.left
                if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.UAdd | ast.USub):
                    is_behind = value.col_offset - (target.end_col_offset or 0) <= len(" =")
                    stands_alone = value.operand.col_offset - value.col_offset > len("-")
                    if is_behind and (stands_alone or isinstance(value.op, ast.UAdd)):
                        yield _found("sets-for-adds", node, name=_quoted(target))


def _ends_in_first_round(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a `return` that every round of a loop meets, or that returns what the loop is still collecting."""
    for loop in _loops(_own(function)):
        if isinstance(loop.body[-1], ast.Return):
            yield _found("returns-in-loop", loop.body[-1])
        collected = _collected(loop)
        for node in _within(loop):
            match node:
                case ast.Return(value=ast.Name(id=name)) if name in collected:
                    yield _found("returns-in-loop", node)


def _within(loop: ast.For | ast.While) -> Iterator[ast.AST]:
    for statement in loop.body:
        yield from ast.walk(statement)


def _collected(loop: ast.For | ast.While) -> set[str]:
    """Return the names that a loop adds to: `total += x`, `count = count + 1`, `found.append(x)`."""
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


def _filled(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names whose places are counted in or filled: `counts[x] += 1`."""
    return {_base(node) for node in nodes} - {""}


def _read(nodes: Iterable[ast.AST]) -> list[str]:
    return [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]


def _written(nodes: Iterable[ast.AST]) -> list[str]:
    return [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]


def _loaded(node: ast.AST) -> set[str]:
    return {*_read(ast.walk(node))}


def _without_brackets(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a function or class itself where its result is meant: `model = SVC`, `[SVC]`, `x.mean * 2`."""
    own = {*_parameters(function), *_written(_own(function))}
    calls = [node for node in _own(function) if isinstance(node, ast.Call)]
    meant = {id(part) for call in calls for part in (call.func, *call.args)}
    meant |= {id(keyword.value) for call in calls for keyword in call.keywords}
    for node in _own(function):
        match node:
            case ast.Assign(value=ast.Name(id=name) as value) if _is_a_class(name) and name not in own:
                yield _found("no-brackets", node, code=_quoted(value))
            case ast.Dict(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts, ctx=ast.Load()):
                for part in parts:
                    if isinstance(part, ast.Name) and _is_a_class(part.id) and part.id not in own:
                        yield _found("no-brackets", part, code=_quoted(part))
            case ast.Attribute(attr=method, ctx=ast.Load()) if method in _BARE:
                if id(node) not in meant and not _has_own_methods(node.value):
                    yield _found("no-brackets", node, code=_quoted(node))


def _is_a_class(name: str) -> bool:
    """Return True if a name is written like a class: `SVC`, `LogisticRegression`; not `X` or `XOR_START`."""
    return len(name) > 2 and name[0].isupper() and "_" not in name


def _has_own_methods(node: ast.expr) -> bool:
    """Return True for the name of a module or an object, which has its own `mean` or `sort`."""
    return isinstance(node, ast.Name) and node.id in {*_MODULES, "self", "net"}


def _compared_with_text(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find an argument that is compared with a text: `activation == "sigmoid"`."""
    parameters = _parameters(function)
    for node in _own(function):
        match node:
            case ast.Compare(left=ast.Name(id=name), ops=[ast.Eq()], comparators=[ast.Constant(value=str())]):
                if name in parameters:
                    yield _found("compared-with-text", node, name=name)


def _other_name(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a change of an array that has two names: `z = self.bias`, and then `z += …`."""
    same: dict[str, str] = {}
    parameters = _parameters(function)
    for node in _own(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Attribute(value=ast.Name()) as value):
                same[name] = _quoted(value)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=other)) if other in parameters:
                same[name] = other
            case ast.Assign(targets=[ast.Name(id=name)]):
                same.pop(name, None)
            case ast.AugAssign(target=ast.Name(id=name)) if same.get(name, name) not in (name, *parameters):
                yield _found("other-name", node, name=name, other=same[name])
            case (
                ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))])
                | ast.AugAssign(target=ast.Subscript(value=ast.Name(id=name)))
            ) if name in same:
                yield _found("other-name", node, name=name, other=same[name])


def _default_is_kept(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a default that calls change: with `def f(x, found=[])` every call goes on with the same list."""
    given = function.args
    positional = [*given.posonlyargs, *given.args]
    optional = [*positional[len(positional) - len(given.defaults) :], *given.kwonlyargs]
    changed = [thing for thing in _changed(_own(function)) if isinstance(thing, ast.Name)]
    own = {name: node.lineno for node in reversed(function.body) for name in _given_a_value(node)}
    for parameter, default in zip(optional, [*given.defaults, *given.kw_defaults], strict=True):
        name = parameter.arg
        is_changed = any(thing.id == name and thing.lineno <= own.get(name, LONGEST) for thing in changed)
        if default is not None and is_changed and _is_container(default):
            yield _found("default-is-kept", default, name=name, code=_quoted(default))


def _given_a_value(statement: ast.stmt) -> list[str]:
    """Return the names to which a line gives a new value, as `found = list(found)` does."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _is_container(node: ast.expr) -> bool:
    return isinstance(node, ast.List | ast.Dict | ast.Set) or _is_empty(node)


def _changed(nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    """Yield what is changed in its place: `x` in `x[0] = 1`, `x.append(1)`, `x += y` and `del x[0]`."""
    for node in nodes:
        match node:
            case ast.Subscript(value=value, ctx=ast.Store() | ast.Del()) | ast.AugAssign(target=value):
                yield value
            case ast.Call(func=ast.Attribute(value=value, attr=method)) if method in _OF_CONTAINERS:
                yield value


def _writes_into_argument(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a line that changes what belongs to the caller: `x *= -1`, `x[0] = 1`, `rng.shuffle(features)`."""
    parameters = set(_parameters(function))
    stores = [_base(node) for node in _own(function)]
    for node in _own(function):
        match node:
            case ast.AugAssign(target=ast.Name(id=name)) if name in parameters:
                yield _found("writes-into-argument", node, name=name)
            case (
                ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))])
                | ast.AugAssign(target=ast.Subscript(value=ast.Name(id=name)))
            ) if name in parameters and stores.count(name) == 1:  # a second one may put back what was there
                yield _found("writes-into-argument", node, name=name)
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="shuffle"), args=[ast.Name(id=name), *_])):
                if name in parameters:
                    yield _found("writes-into-argument", node, name=name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
                if name in parameters and method in _OF_LISTS:
                    yield _found("writes-into-argument", node, name=name)
            case ast.Delete(targets=[ast.Subscript(value=ast.Name(id=name))]) if name in parameters:
                yield _found("writes-into-argument", node, name=name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                parameters.discard(name)  # from here on it is the function's own


def _base(node: ast.AST) -> str:
    """Return the name before the brackets if a place of it is written into; else ""."""
    match node:
        case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store()):
            return name
    return ""


def _begins_with_one(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a loop that leaves place 0 out: `for i in range(1, …)` with `x[i]`, and no `i - 1` anywhere."""
    for loop in _own(function):
        match loop:
            case ast.For(
                target=ast.Name(id=name),
                iter=ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=1), _]),
            ):
                places = list(_places(_within(loop)))
                takes = any(isinstance(place, ast.Name) and place.id == name for place in places)
                takes_first = any(
                    isinstance(place, ast.Constant) and place.value == 0 for place in _places(_own(function))
                )
                is_shifted = any(_is_one_before(node, name) for node in _within(loop))
                if takes and not takes_first and not is_shifted:
                    yield _found("begins-with-one", loop)


def _places(nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    """Yield what is in the brackets of each `x[…]`, and of each `x[…, …]`."""
    for node in nodes:
        if isinstance(node, ast.Subscript):
            yield from node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def _is_one_before(node: ast.AST, name: str) -> bool:
    """Return True for a difference such as `i - 1`, with a number behind a name, that reads `name`."""
    match node:
        case ast.BinOp(op=ast.Sub(), left=ast.Name(), right=ast.Constant()):
            return name in _loaded(node)
    return False


def _unused_argument(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find an argument that nothing in the function reads."""
    used = _loaded(ast.Module(function.body, []))
    for name in _parameters(function):
        if name not in used:
            yield _found("unused-argument", function, name=name)


def _unused_value(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a variable that gets a value which nothing reads."""
    used = _loaded(function)
    outside = {
        name for node in _own(function) if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names
    }
    for node in _own(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AugAssign(target=ast.Name(id=name)):
                if name not in used and name not in outside and not name.startswith("_"):
                    yield _found("unused-value", node, name=name)


def _chained(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `word in counts == False`, which Python reads as `word in counts and counts == False`."""
    for node in _own(function):
        match node:
            case ast.Compare(ops=[_, _, *_] as ops, comparators=values):
                is_membership = any(isinstance(op, ast.In | ast.NotIn | ast.Is | ast.IsNot) for op in ops)
                asks_truth = any(
                    isinstance(each, ast.Constant) and isinstance(each.value, bool) for each in values
                )
                if is_membership or asks_truth:
                    yield _found("chained", node, code=_quoted(node))


def _always_true(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `x == 1 or 2`: behind `or` and `and`, a value that is not compared with anything."""
    texts = {
        node.targets[0].id
        for node in _own(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _is_truthy(node.value)
    }
    for node in _own(function):
        if isinstance(node, ast.BoolOp) and any(isinstance(each, ast.Compare) for each in node.values):
            for each in node.values:
                if _is_truthy(each) or (isinstance(each, ast.Name) and each.id in texts):
                    yield _found("always-true", each, code=_quoted(each))


def _is_truthy(node: ast.expr) -> bool:
    """Return True for a text or a number that counts as true."""
    return isinstance(node, ast.Constant) and bool(node.value) and not isinstance(node.value, bool)


def _counts_all(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `len(a == b)`, which is the length of the array, however many places agree."""
    for node in _own(function):
        match node:
            case ast.Call(func=ast.Name(id="len"), args=[ast.Compare()]):
                yield _found("counts-all", node, code=_quoted(node))


def _in_every_round(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `total = (total + x) / n` in a loop, or `total /= n` below `total += x`: a mean of means."""
    for loop in _loops(_own(function)):
        added = {
            node.target.id
            for node in loop.body
            if isinstance(node, ast.AugAssign)
            and isinstance(node.op, ast.Add)
            and isinstance(node.target, ast.Name)
        }
        for node in loop.body:
            match node:
                case (
                    ast.Assign(
                        targets=[ast.Name(id=name)], value=ast.BinOp(left=ast.BinOp() as total, op=ast.Div())
                    )
                    | ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[ast.BinOp() as total]))
                ) if isinstance(total.op, ast.Add) and _is_added(name, total):
                    yield _found("in-every-round", node, code=_quoted(node))
                case ast.AugAssign(target=ast.Name(id=name), op=ast.Div()) if name in added:
                    yield _found("in-every-round", node, code=_quoted(node))


def _is_added(name: str, total: ast.BinOp) -> bool:
    """Return True if a name by itself is one of the two parts of a sum."""
    return any(isinstance(part, ast.Name) and part.id == name for part in (total.left, total.right))


def _same_place(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `table[label, label] = 1` in a loop over labels."""
    for loop in _loops(_own(function)):
        for node in _within(loop):
            match node:
                case ast.Subscript(
                    slice=ast.Tuple(elts=[ast.Name(id=row), ast.Name(id=column)]), ctx=ast.Store()
                ) if row == column:
                    yield _found("same-place", node, code=_quoted(node))


def _without_zip(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a loop over two things one after the other, where `zip` is meant: `for a, b in xs, ys`."""
    for node in ast.walk(function):
        match node:
            case (
                ast.For(target=ast.Tuple(), iter=ast.Tuple(elts=[_, _, *_]) as iterated)
                | ast.comprehension(target=ast.Tuple(), iter=ast.Tuple(elts=[_, _, *_]) as iterated)
            ) if not any(isinstance(each, ast.Tuple | ast.List) for each in iterated.elts):
                yield _found("no-zip", iterated)


def _method_gives_none(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a use of the None that a list's method returns: `found = found.append(x)`, `return x.sort()`."""
    for node in _own(function):
        match node:
            case (
                ast.Assign(value=ast.Call(func=ast.Attribute(value=base, attr=method)) as call)
                | ast.Return(value=ast.Call(func=ast.Attribute(value=base, attr=method)) as call)
            ) if method in _GIVES_NONE and not _has_own_methods(base):
                yield _found("method-gives-none", node, code=_quoted(call), method=method)


def _cuts_twice(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find two pairs of brackets that both cut rows: `image[0:3][0:3]`."""
    for node in _own(function):
        match node:
            case ast.Subscript(value=ast.Subscript(slice=ast.Slice()), slice=ast.Slice()):
                yield _found("cuts-twice", node, code=_quoted(node))


def _power_first(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a power that Python takes before the division, where a root is meant: `x / k ** 1 / 2`."""
    for node in _own(function):
        match node:
            case ast.BinOp(op=ast.Div(), left=left, right=ast.Constant(value=number)):
                power = left.right if isinstance(left, ast.BinOp) and _is_power(left.right) else left
                if _is_power(power):
                    yield _found("power-first", node, code=_quoted(power), number=str(number))


def _is_power(node: ast.expr) -> bool:
    match node:
        case ast.BinOp(op=ast.Pow(), right=ast.Constant(value=1)):
            return True
    return False


def _second_is_axis(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a call like `np.max(0, x)`, which takes what is to be compared for an axis."""
    for node in _own(function):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr="max" | "min") as named):
                if len(node.args) == 2 and isinstance(node.args[0], ast.Constant):
                    yield _found("second-is-axis", node, name=_quoted(named))


def _goes_on(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a sum, or a best one so far, that begins before the loops and not anew for each of the results."""
    for loop in _loops(_own(function)):
        inside = set(map(id, _within(loop)))
        reset = {name for node in _outside_loops(loop.body) for name in _set_by(node)}
        for inner in _loops(_within(loop)):
            summing = set(map(id, _within(inner)))
            others = [
                node for node in _within(loop) if isinstance(node, ast.stmt) and id(node) not in summing
            ]
            summed = {name for name in _collected(inner) for node in others if _keeps(node, name)}
            best = _replaced(inner) if _fills(loop) else set()
            for name in sorted((summed | best) - reset):
                for node in _own(function):
                    if isinstance(node, ast.Assign) and _is_begun(node, name) and id(node) not in inside:
                        yield _found("goes-on", node, name=name)


def _emptied_in_loop(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `found = []` in the loop that fills it: after it, only what the last round found is there."""
    for loop in _loops(_own(function)):
        after, filled = _after(function, loop), _filled(_within(loop))
        wanted = (_collected(loop) | filled) & {*_read(after)} - {*_written(after)}
        for node in loop.body:
            for name in sorted(wanted):
                uses = [each for each in _within(loop) if isinstance(each, ast.Name) and each.id == name]
                own = 3 if name in filled else 2  # more uses: something else in the loop reads it
                if _is_begun(node, name) and len(uses) <= own:
                    yield _found("emptied-in-loop", node, name=name)


def _replaced_in_loop(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `total = a * b` in a loop, after `total = 0`: only the last round is left of it."""
    for loop in _loops(_own(function)):
        reads = _read(_within(loop))
        begun = [
            name
            for node in _own(function)
            if isinstance(node, ast.Assign) and node.lineno < loop.lineno
            for name in _set_by(node)
            if _is_begun(node, name)
        ]
        returned = [
            node.value.id
            for node in _after(function, loop)
            if isinstance(node, ast.Return) and isinstance(node.value, ast.Name)
        ]
        for node in loop.body if isinstance(loop, ast.For) else ():
            for name in sorted(_set_by(node) & {*begun, *returned}):
                if name not in reads and not isinstance(getattr(node, "value", None), ast.Constant):
                    yield _found("replaced-in-loop", node, name=name)


def _begins_at_zero(wanted: tuple[type[ast.cmpop], ...], function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `best = 0` before `if gap < best`, which no gap is, or before `>`, which no negative number is."""
    zeros: dict[str, list[ast.Assign]] = {}
    for node in _own(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=begun)], value=ast.Constant(value=0)):
                zeros.setdefault(begun, []).append(node)
    for loop in _loops(_own(function)):
        for test in (node for node in _within(loop) if isinstance(node, ast.If)):
            replaced = {name for line in test.body for name in _set_by(line)}
            match test.test:
                case ast.Compare(ops=[op], comparators=[ast.Name(id=name)]) if (
                    isinstance(op, wanted) and name in replaced
                ):
                    for node in zeros.get(name, ()):
                        yield _found("begins-at-zero", node, name=name, code=_quoted(test.test))


def _of_the_notebook(
    functions: Sequence[ast.FunctionDef], variables: Mapping[str, bool]
) -> Iterator[Diagnosis]:
    """Find a variable of the notebook's that is read where only arguments should count.

    A function without parameters has nothing else to work with. A number, such as `e = 2.71`, stands in the
    place of an argument only if there is one that nothing uses.
    """
    for function in functions:
        if not function.args.args:
            continue
        called, used = called_in(function), _loaded(ast.Module(function.body, []))
        is_complete = used.issuperset(_parameters(function))
        for name in _of_elsewhere(function):
            if name.id not in variables or id(name) in called or name.id.isupper():
                continue
            if not (variables[name.id] and is_complete):
                yield _found("of-the-notebook", name, name=name.id)


def _came_by_itself(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `net.weights` where `weights` itself is an argument: there is no object `net` here."""
    parameters, own = _parameters(function), {*names_of(function), *_MODULES, "self"}
    for node in _own(function):
        match node:
            case ast.Attribute(value=ast.Name(id=thing), attr=name, ctx=ast.Load()):
                if name in parameters and thing not in own:
                    yield _found("came-by-itself", node, name=name, code=_quoted(node))


def _belongs_to_class(definition: ast.FunctionDef | ast.ClassDef) -> Iterator[Diagnosis]:
    """Find `weights = np.zeros(…)` in a class and outside its methods: all objects have the same one."""
    if isinstance(definition, ast.FunctionDef):
        return
    nodes = [*ast.walk(definition)]
    stored = [node for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)]
    added_to = [node.target for node in nodes if isinstance(node, ast.AugAssign)]
    for node in definition.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.expr() as value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                # `self.losses += […]` fills the class's list; a number it replaces with the object's own.
                is_list = _is_container(value)
                own = {each.attr for each in stored if not (is_list and each in added_to)}
                if name not in own and (is_list or isinstance(value, ast.Call)):
                    yield _found("belongs-to-class", node, name=name)


def _kept_by_class(definition: ast.FunctionDef | ast.ClassDef) -> Iterator[Diagnosis]:
    """Find `losses = []` of a class that its methods change: an object goes on with what others left."""
    changed = {thing.attr for thing in _changed(ast.walk(definition)) if isinstance(thing, ast.Attribute)}
    return (clue for clue in _belongs_to_class(definition) if clue.details["name"] in changed)


def _changes_its_object(definition: ast.FunctionDef | ast.ClassDef) -> Iterator[Diagnosis]:
    """Find `self.bias = …`, of what `__init__` made, in a method that only answers."""
    methods = [node for node in ast.walk(definition) if isinstance(node, ast.FunctionDef)]
    made = {name for method in methods if method.name == "__init__" for name in _attributes(method)}
    for method in methods:
        if method.name not in _ANSWERING:
            continue
        for node in _own(method):
            match node:
                case (
                    ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)])
                    | ast.AugAssign(target=ast.Attribute(value=ast.Name(id="self"), attr=name))
                ) if name in made:
                    yield _found("changes-its-object", node, code=f"self.{name}", method=method.name)


def _returns_an_error(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find `return ValueError(…)`, where `raise` is meant."""
    for node in _own(function):
        match node:
            case ast.Return(value=ast.Call(func=ast.Name(id=name)) | ast.Name(id=name)):
                kind = getattr(builtins, name, None)
                if isinstance(kind, type) and issubclass(kind, BaseException):
                    yield _found("returns-an-error", node, name=name)


def _keeps_whole_numbers(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find a filled `np.zeros_like(x)` or `x.copy()`: it holds what x holds, of whole numbers no decimals."""
    parameters = set(_parameters(function))
    filled = _filled(_own(function))
    for node in _own(function):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(
                    func=ast.Attribute(attr="zeros_like" | "ones_like" | "empty_like"), keywords=[]
                ),
            ) if name in filled:
                yield _found("keeps-whole-numbers", node, code=_quoted(node.value))
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Attribute(value=ast.Name(id=other), attr="copy"), args=[]),
            ) if name in filled and other in parameters:
                yield _found("keeps-whole-numbers", node, code=_quoted(node.value))


def _may_not_be_finite(function: ast.FunctionDef) -> Iterator[Diagnosis]:
    """Find the only line that divides, or takes a logarithm, a root or a power of e."""
    lines: dict[int, ast.expr] = {}
    for node in _own(function):
        match node:
            case ast.BinOp(op=ast.Div(), right=right) if not isinstance(right, ast.Constant):
                lines.setdefault(node.lineno, node)
            case ast.Call(func=ast.Attribute(attr="log" | "log2" | "log10" | "sqrt" | "exp" | "power")):
                lines.setdefault(node.lineno, node)
    if len(lines) == 1:
        (node,) = lines.values()
        yield _found("may-not-be-finite", node, code=_quoted(node))


def _loops(nodes: Iterable[ast.AST]) -> Iterator[ast.For | ast.While]:
    return (node for node in nodes if isinstance(node, ast.For | ast.While))


def _after(function: ast.FunctionDef, loop: ast.For | ast.While) -> list[ast.AST]:
    """Return everything in a function that is below a loop."""
    return [node for node in _own(function) if getattr(node, "lineno", 0) > (loop.end_lineno or 0)]


def _outside_loops(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a body, also those below an `if`, but none that are inside a loop."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If):
            yield from _outside_loops([*statement.body, *statement.orelse])


def _is_begun(node: ast.AST, name: str) -> bool:
    """Return True if a line gives a name its first value: a number, an empty list or a table of zeros."""
    match node:
        case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
            if isinstance(value, ast.List):
                return not value.elts
            return isinstance(value, ast.Constant | ast.UnaryOp | ast.Attribute) or _is_empty(value)
    return False


def _is_empty(node: ast.expr) -> bool:
    """Return True if an expression makes something to fill: `{}`, `set()`, `np.zeros(3)`."""
    match node:
        case ast.Dict(keys=[]) | ast.Call(func=ast.Name(id="list" | "dict" | "set"), args=[]):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr="zeros" | "zeros_like")):
            return True
    return False


def _set_by(statement: ast.stmt) -> set[str]:
    """Return the names that a line sets to something that does not come from them."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name not in _loaded(value):
            return {name}
    return set()


def _keeps(statement: ast.stmt, name: str) -> bool:
    """Return True if a line puts a value of `name` into a table or a list."""
    match statement:
        case ast.Assign(targets=[ast.Subscript()], value=value):
            return name in _loaded(value)
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="append"), args=[value])):
            return name in _loaded(value)
    return False


def _replaced(loop: ast.For | ast.While) -> set[str]:
    """Return the names that a loop compares with and then replaces: `if gap < best: best = gap`."""
    return {
        name
        for node in _within(loop)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Compare)
        for line in node.body
        for name in _set_by(line) & _loaded(node.test)
    }


def _fills(loop: ast.For | ast.While) -> bool:
    """Return True if each round of a loop fills a place of its own."""
    names = {loop.target.id} if isinstance(loop, ast.For) and isinstance(loop.target, ast.Name) else set()
    stores = (node.slice for node in _within(loop) if isinstance(node, ast.Subscript) and _base(node))
    if any(isinstance(place, ast.Name) and place.id in names for place in stores):
        return True
    for node in _outside_loops(loop.body):
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="append"))):
                return True
    return False


def _near_names(definition: ast.FunctionDef | ast.ClassDef, text: str) -> Iterator[Diagnosis]:
    """Find a name that Python does not know, or that is a function, and that looks like one of the code's.

    `text` is Python's message. Also find a name of the notebook's that looks like an unused argument.
    """
    unknown, lost = _named_in(text, "name '{}' is not"), _named_in(text, "no attribute '{}'")
    for function in (node for node in ast.walk(definition) if isinstance(node, ast.FunctionDef)):
        used = _loaded(ast.Module(function.body, []))
        called = called_in(function)
        given = _parameters(function)
        unused = [name for name in given if name not in used]
        for name in _of_elsewhere(function):
            # `prediction` beside `predictions`, `RATE` beside `rate`
            twins = {f"{name.id}s", name.id.lower() if name.id.isupper() else ""}
            others = [] if id(name) in called else [*unused, *(each for each in given if each in twins)]
            if name.id == unknown:
                others = names_of(function)
                if name.id in _attributes(definition) | _methods(definition):
                    yield _found("name-of-an-object", name, name=name.id)
            elif "'function' object" in text and id(name) in _taken_apart(function):
                others = names_of(function)
            if other := _nearest(name.id, others):
                yield _found("near-name", name, name=name.id, other=other)
    for node in ast.walk(definition) if lost else ():
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=attribute) if attribute == lost:
                if other := _nearest(attribute, _attributes(definition) | _methods(definition)):
                    yield _found("near-name", node, name=f"self.{attribute}", other=f"self.{other}")


def _named_in(text: str, pattern: str) -> str:
    """Return the name in a message of Python's; "" if the pattern does not fit."""
    found = re.search(pattern.format(r"(\w+)"), text)
    return found[1] if found else ""


def _nearest(name: str, others: Iterable[str]) -> str:
    folded = {other.lower(): other for other in others if other != name}
    near = difflib.get_close_matches(name.lower(), folded, n=1, cutoff=NEAR)
    return folded[near[0]] if near else ""


def _of_elsewhere(function: ast.FunctionDef) -> list[ast.Name]:
    """Return the places where a function reads a name that it does not give a value itself."""
    every = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    own = {node.id for node in every if not isinstance(node.ctx, ast.Load)}
    own |= {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    return [node for node in every if node.id not in own]


def _taken_apart(function: ast.FunctionDef) -> set[int]:
    """Return the ids of nodes with brackets or a point behind them: `x` in `x[…]` and in `x.shape`."""
    parts = (node for node in ast.walk(function) if isinstance(node, ast.Subscript | ast.Attribute))
    return {id(node.value) for node in parts}


def _attributes(definition: ast.AST) -> set[str]:
    """Return the names behind a point that are given a value: `weights` in `self.weights = …`."""
    attributes = (node for node in ast.walk(definition) if isinstance(node, ast.Attribute))
    return {node.attr for node in attributes if isinstance(node.ctx, ast.Store)}


def _methods(definition: ast.FunctionDef | ast.ClassDef) -> set[str]:
    if isinstance(definition, ast.FunctionDef):
        return set()
    return {node.name for node in definition.body if isinstance(node, ast.FunctionDef)}


def _parameters(function: ast.FunctionDef) -> list[str]:
    """Return the names of a function's arguments, in their order, without `self`, `cls` and `_`."""
    return [name for name in parameters_of(function) if name not in ("cls", "_")]


# Methods that change a list, a dictionary or an array.
_OF_LISTS = frozenset("append clear extend fill insert pop popitem remove reverse sort".split())
_CHANGING = _OF_LISTS | {"shuffle"}  # of `rng`
_OF_CONTAINERS = _CHANGING | {"add", "discard", "setdefault", "update"}
_GIVES_NONE = _CHANGING - {"pop", "popitem"}
Look = Callable[[ast.FunctionDef], Iterator[Diagnosis]]
_SURE: tuple[Look, ...] = (
    _thrown_away,
    _sets_for_adds,
    _chained,
    _always_true,
    _counts_all,
    _ends_in_first_round,
    _without_brackets,
    _compared_with_text,
    _other_name,
    _default_is_kept,
    _method_gives_none,
    _writes_into_argument,
    _cuts_twice,
    _without_zip,
    _power_first,
    _second_is_axis,
    partial(_begins_at_zero, (ast.Lt, ast.LtE)),
    _came_by_itself,
    _returns_an_error,
)
# Of _SURE, the looks at what may be right in another program. What the others find is wrong in any: it is
# told even if a known mistake explains a part of the answers.
_MAY_BE_RIGHT = frozenset(
    (_without_brackets, _compared_with_text, _other_name, _default_is_kept, _writes_into_argument)
)
_CERTAIN = tuple(look for look in _SURE if look not in _MAY_BE_RIGHT)
_LIKELY: tuple[Look, ...] = (
    _goes_on,
    _in_every_round,
    _same_place,
    _emptied_in_loop,
    _replaced_in_loop,
    _begins_with_one,
    _unused_argument,
    _unused_value,
    partial(_begins_at_zero, (ast.Gt, ast.GtE)),
)
