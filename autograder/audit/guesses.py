"""Programs that guess: what a student could hand in without having done the work.

Each answers the visible examples from a table, and everything else with something cheap: a constant, an
argument handed back, an argument summed up, an answer of the right sizes with made-up numbers in it, or the
reference without its main step. A suite in which one of them earns points pays for luck.
Pure: text in, texts out.

A program holds the reference under another name. It uses it for the table and for sizes, never for numbers.
"""

import ast
import copy
import textwrap
from collections.abc import Collection, Iterator

from autograder.diagnosis import mutants

CONSTANTS = (
    *("None", "True", "''", "[]", "{}", "np.zeros(0)", "-1", "0.1", "0.25", "0.5", "0.75", "0.9"),
    *map(str, range(11)),
)

# Cheap answers that look at one argument, `{one}`.
_OF_ONE = {
    "{one} itself": "{one}",
    "a copy of {one}": "np.array({one}, dtype=float)",
    "the sum of {one}": "np.sum({one})",
    "the mean of {one}": "np.mean({one})",
    "the largest of {one}": "np.max({one})",
    "the smallest of {one}": "np.min({one})",
    "the spread of {one}": "np.std({one})",
    "the length of {one}": "len({one})",
    "the size of {one}": "np.size({one})",
    "the first of {one}": "np.ravel({one})[0]",
    "the last of {one}": "np.ravel({one})[-1]",
    "the first row of {one}": "{one}[0]",
    "the first column of {one}": "{one}[:, 0]",
    "{one} in one row": "np.ravel({one})",
    "{one} as a row of a table": "np.reshape({one}, (1, -1))",
    "{one} turned": "np.transpose({one})",
    "{one} the other way round": "{one}[::-1]",
    "{one} sorted": "np.sort({one})",
    "{one} without its signs": "np.abs({one})",
    "{one} with the other sign": "-np.asarray({one})",
    "{one} rounded": "np.round({one})",
    "whether {one} is above 0": "(np.asarray({one}) > 0) * 1.0",
    "the sums of the columns of {one}": "np.sum({one}, axis=0)",
    "the sums of the rows of {one}": "np.sum({one}, axis=-1)",
    "the means of the columns of {one}": "np.mean({one}, axis=0)",
    "the means of the rows of {one}": "np.mean({one}, axis=-1)",
    "the running sum of {one}": "np.cumsum({one})",
    "the parts of {one}": "{one}.split()",
    "the letters of {one}": "list({one})",
    "a list of {one}": "[{one}]",
    "everything in {one}": "[own for part in {one} for own in part]",
    "{one} numbered": "{{own: place for place, own in enumerate({one})}}",
    "{one} called with 0": "{one}(0.0)",
}
# Cheap answers that look at two arguments, `{one}` and `{other}`.
_OF_TWO = {
    "{one} + {other}": "np.asarray({one}) + {other}",
    "{one} - {other}": "np.asarray({one}) - {other}",
    "{one} * {other}": "np.asarray({one}) * {other}",
    "whether {one} is {other}": "float(np.array_equal({one}, {other}))",
    "the first of {one} times the first of {other}": "np.ravel({one})[0] * np.ravel({other})[0]",
}
# Answers of the right sizes. `flat` is the right answer as an array of one dimension.
_OF_THE_SIZE = {
    "zeros": "0.0 * np.arange(flat.size)",
    "ones": "0.0 * np.arange(flat.size) + 1",
    "halves": "0.0 * np.arange(flat.size) + 0.5",
    "tenths": "0.0 * np.arange(flat.size) + 0.1",
    "minus ones": "0.0 * np.arange(flat.size) - 1",
    "counted up": "1.0 * np.arange(flat.size)",
    "counted down": "1.0 * np.arange(flat.size)[::-1]",
    "falling numbers": "1 / (1.0 + np.arange(flat.size))",
    "a single one": "1.0 * (np.arange(flat.size) == 0)",
    "random numbers from 0 to 1": "np.random.rand(flat.size)",
    "normal random numbers": "np.random.randn(flat.size)",
    "random places": "1.0 * np.random.permutation(flat.size)",
    "its first number everywhere": "_spread(flat, 0)",
    "its last number everywhere": "_spread(flat, -1)",
    "its first number and zeros": "_spread(flat, 0) * (np.arange(flat.size) == 0)",
}
# Changes to the arrays of an object that is an argument, for a function that may return nothing.
_OF_AN_OBJECT = {
    "arrays of {one} a little smaller": "own - 0.01",
    "arrays of {one} shrunk": "own * 0.99",
    "arrays of {one} set to 0": "own * 0",
}
_SET = """\
for _name, own in list(vars({one}).items()):
    if isinstance(own, np.ndarray):
        setattr({one}, _name, {text})"""

# Calls that only change the form of an answer: without them, all the work is still done.
_CONVERSIONS = ("array", "asarray", "float", "int", "list", "tuple", "dict", "stack", "vstack")

_HEAD = '''\
import copy

import numpy as np

{reference}


_right = {name}
_examples = {examples}


def _spread(flat, place):
    """Return an array of flat's size filled with one of its numbers; with 0.5 if there is only one."""
    return np.full(flat.size, flat[place] if flat.size > 1 else 0.5)


def _key(value):
    """Return a value as plain lists, to recognize a visible example by."""
    if isinstance(value, (np.ndarray, np.generic)):
        return np.shape(value), value.tolist()
    if isinstance(value, (list, tuple)):
        return [_key(one) for one in value]
    if isinstance(value, dict):
        return [(key, _key(one)) for key, one in value.items()]
    if callable(value):
        return "a function"
    if hasattr(value, "to_numpy"):  # a table
        return _key(list(value.index)), _key(value.to_numpy().tolist())
    return _key(vars(value)) if hasattr(value, "__dict__") else value


def _filled(value, numbers):
    """Return a value of the same sizes as `value`, with other numbers in it."""
    if isinstance(value, (list, tuple)) and not all(isinstance(one, (int, float)) for one in value):
        return type(value)(_filled(one, numbers) for one in value)
    if isinstance(value, dict):
        return {{key: _filled(one, numbers) for key, one in value.items()}}
    if hasattr(value, "columns"):
        return value.apply(lambda one: _filled(one, numbers))
    if hasattr(value, "to_numpy") and hasattr(value, "index"):
        plain = value.to_numpy()
        return type(value)(
            numbers(plain.astype(float)) if plain.dtype.kind in "biuf" else plain,
            index=value.index,
            name=value.name,
        )
    if value is None or isinstance(value, (str, bool)) or callable(value) or hasattr(value, "__dict__"):
        return value
    made = numbers(np.array(value, dtype=float).ravel())
    if isinstance(value, np.ndarray):
        return np.reshape(made, value.shape).astype(value.dtype)
    if isinstance(value, (list, tuple)):
        return type(value)(float(one) for one in made)
    return type(value)(made[0])


'''
_FUNCTION = """\
def {name}({signature}):
    if repr(_key([{given}])) in _examples:
        return {right}({passed})
{body}
"""
_CLASS = """\
class {name}(_right):
{methods}"""
_INIT = """\
    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        held = vars(self).items()
        arrays = [(key, own) for key, own in held if isinstance(own, np.ndarray)]
        for key, own in arrays or [(key, own) for key, own in held if isinstance(own, (int, float))]:
            setattr(self, key, _filled(own, lambda flat: {numbers}))

"""

_SAME = """


def _same(one, other):
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, (np.ndarray, np.generic, int, float)) and isinstance(
        other, (np.ndarray, np.generic, int, float)
    ):
        one, other = np.asarray(one), np.asarray(other)
        return one.shape == other.shape and bool(np.allclose(one, other, rtol=1e-6, atol=1e-9))
    if hasattr(one, "to_numpy") and hasattr(other, "to_numpy"):
        return _same(list(one.index), list(other.index)) and _same(one.to_numpy(), other.to_numpy())
    if hasattr(one, "__dict__") and not callable(one):
        return type(one) is type(other) and _same(vars(one), vars(other))
    return type(one) is type(other) and (callable(one) or one == other)
"""
# Appended to a program: compares its answers with the reference's, for what it is asked and for numbers close
# by. A program that never answers differently is right, however cheap it looks.
_COMPARED = '''

_guess, _told, _near = {name}, [], np.random.default_rng(0)


def _copied(value):
    return value if callable(value) and not isinstance(value, type) else copy.deepcopy(value)


def _moved(value):
    """Return numbers close by: decimals changed by at most a tenth, whole numbers by at most two."""
    if isinstance(value, (list, tuple)):
        return type(value)(_moved(one) for one in value)
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value * _near.uniform(0.9, 1.1, size=value.shape)
    if isinstance(value, np.ndarray) and value.dtype.kind == "i":
        return value + _near.integers(0, 3, size=value.shape)
    if isinstance(value, float):
        return value * float(_near.uniform(0.9, 1.1))
    if isinstance(value, int) and not isinstance(value, bool):
        return value + int(_near.integers(0, 3))
    return _copied(value)


def _outcome(call, given):
    try:
        return [call(*given), given]
    except Exception as error:
        return type(error).__name__


def {name}(*given, **named):
    if not _told or all(_told):
        for own in ([_copied(one) for one in given], [_moved(one) for one in given]):
            right = _outcome(_right, [_copied(one) for one in own])
            if own and not isinstance(right, str):
                _told.append(_same(_outcome(_guess, own), right))
    return _guess(*given, **named)


def guess_is_right():
    return bool(_told) and all(_told)
'''


# Appended to a class: it is right where nothing that it holds or returns was other than the reference's.
_COMPARED_CLASS = """

_made_up, _filled_in = [], _filled


def _filled(value, numbers):
    made = _filled_in(value, numbers)
    _made_up.append(not _same(made, value))
    return made


def guess_is_right():
    return not any(_made_up)
"""


def recording_program(source: str, name: str) -> str:
    """Return the reference, made to record its calls for `noted_calls()`; "" if it does not define `name`."""
    node = mutants.definition_of(source, name)
    if node is None:
        return ""
    head = _HEAD.format(reference=source.strip(), name=name, examples="set()")
    head += "_noted = []\n\n\ndef noted_calls():\n    return list(_noted)\n\n\n"
    if isinstance(node, ast.FunctionDef):
        return head + _function(node, _recording(node, "_right"))
    methods = [_method(each, _recording(each, f"_right.{each.name}")) for each in mutants.functions_of(node)]
    return head + _CLASS.format(name=name, methods="\n".join(methods))


def _recording(node: ast.FunctionDef, right: str) -> str:
    return f"_noted.append(repr(_key([{_given(node)}])))\nreturn {right}({_passed(node)})"


def comparing_program(program: str, name: str) -> str:
    """Return a program, made to compare itself with the reference for `guess_is_right()`."""
    if isinstance(mutants.definition_of(program, name), ast.ClassDef):
        return program + _SAME + _COMPARED_CLASS
    return program + _SAME + _COMPARED.format(name=name)


def guesses(source: str, name: str, examples: Collection[str] = ()) -> dict[str, str]:
    """Map descriptions to programs that guess, for the function or class `name` of a solution cell.

    `examples` are the calls that the visible checks make, as the programs' own `_key` writes them.
    Empty if the cell does not define `name`.
    """
    node = mutants.definition_of(source, name)
    if node is None:
        return {}
    is_asked = isinstance(node, ast.ClassDef) or mutants.parameters_of(node)
    head = _HEAD.format(reference=source.strip(), name=name, examples=_set(examples if is_asked else ()))
    if isinstance(node, ast.ClassDef):
        return {kind: head + text for kind, text in _of_class(node)}
    answers = {kind: head + _function(node, body) for kind, body in _bodies(node)}
    return answers | {
        kind: f"{head}{text}\n\n\n_rest = {name}\n\n\n{_function(node, f'return _rest({_passed(node)})')}"
        for kind, text in _without_main_step(source, name)
    }


def _set(examples: Collection[str]) -> str:
    return f"{{{', '.join(map(repr, sorted(examples)))}}}" if examples else "set()"


def _bodies(node: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    names = mutants.parameters_of(node)
    for constant in CONSTANTS:
        yield f"always {constant}", f"return {constant}"
    for one in names:
        for kind, text in _OF_ONE.items():
            yield kind.format(one=one), f"return {text.format(one=one)}"
        for kind, text in _OF_AN_OBJECT.items():
            yield kind.format(one=one), _SET.format(one=one, text=text)
        for other in names:
            if other != one:
                for kind, text in _OF_TWO.items():
                    yield kind.format(one=one, other=other), f"return {text.format(one=one, other=other)}"
    right = f"_right(*copy.deepcopy([{', '.join(names)}]))"
    for kind, text in _OF_THE_SIZE.items():
        yield f"the right sizes, {kind}", f"return _filled({right}, lambda flat: {text})"
    if names:
        first = names[0]
        counted = (
            f"_step = getattr({first}, '_step', 0)\n"
            f"_found = _filled({right}, lambda flat: 1 / (1.0 + _step + np.arange(flat.size)))\n"
            f"{first}._step = _step + np.size(_found)\nreturn _found"
        )
        yield f"the right sizes, falling numbers that {first} counts", counted
        round_only = (
            f"return np.vectorize(lambda own: float(_right(own)) "
            f"if own == np.round(own) and abs(own) <= 20 else 0.5, otypes=[float])({first})[()]"
        )
        if len(names) == 1:
            yield "a table of round numbers", round_only


def _function(node: ast.FunctionDef, body: str, right: str = "_right") -> str:
    return _FUNCTION.format(
        name=node.name,
        signature=ast.unparse(node.args),
        given=_given(node),
        right=right,
        passed=_passed(node),
        body=textwrap.indent(body, "    "),
    )


def _method(node: ast.FunctionDef, body: str) -> str:
    return textwrap.indent(_function(node, body, f"_right.{node.name}"), "    ")


def _given(node: ast.FunctionDef) -> str:
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return ", ".join(arg.arg for arg in every)


def _passed(node: ast.FunctionDef) -> str:
    given = [*node.args.posonlyargs, *node.args.args]
    return ", ".join([*(arg.arg for arg in given), *(f"{arg.arg}={arg.arg}" for arg in node.args.kwonlyargs)])


def _of_class(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Yield classes whose new objects and method results all hold one kind of made-up number."""
    methods = mutants.functions_of(node)
    for kind, text in _OF_THE_SIZE.items():
        if "randn" in text:
            continue  # a network that begins with normal random numbers has done half of the work
        parts = []
        for method in methods:
            names = mutants.parameters_of(method)
            right = f"super().{method.name}(*copy.deepcopy([{', '.join(names)}]))"
            parts.append(_method(method, f"return _filled({right}, lambda flat: {text})"))
        answers = "\n".join(parts)
        init = _INIT.format(numbers=text)
        yield f"everything of the right sizes, {kind}", _CLASS.format(name=node.name, methods=init + answers)


# --- without the main step -----------------------------------------------------------------------


def _without_main_step(source: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield variants of the reference: a loop does nothing, or only a part of a result is returned."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    node = next(step for step in tree.body if isinstance(step, ast.FunctionDef) and step.name == name)
    for loop in [loop for loop in ast.walk(node) if isinstance(loop, ast.For | ast.While)]:
        title = f"the reference with nothing done in `{_head(loop)}`"
        before = vars(loop).copy()
        loop.body = [ast.Pass()]
        if isinstance(loop, ast.While):  # its empty body would never end it
            loop.test = ast.Constant(False)
        yield from _new(tree, seen, title)
        vars(loop).update(before)
    for end in [one for one in ast.walk(node) if isinstance(one, ast.Return)]:
        value = end.value
        for part in _parts(value) if value else ():
            end.value = part
            yield from _new(tree, seen, f"the reference with `{ast.unparse(end)}` at its end")
        end.value = value


def _head(loop: ast.For | ast.While) -> str:
    return ast.unparse(loop).split("\n")[0]


def _new(tree: ast.Module, seen: set[str], kind: str) -> Iterator[tuple[str, str]]:
    text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
    if text not in seen:
        seen.add(text)
        yield kind, text


def _parts(value: ast.expr) -> list[ast.expr]:
    """Return the operands of a formula's outermost step; [] if one of them may be most of the work."""
    match value:
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return []  # either of the two may be most of the work
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _CONVERSIONS:
            return []
        case ast.UnaryOp(op=op, operand=operand):
            return [ast.UnaryOp(op, part) for part in _parts(operand)]  # a sign is no step of its own
        case ast.Call(func=ast.Attribute(value=inner), args=[]):
            return [inner]
        case ast.Call(args=given):
            return [arg for arg in given if not isinstance(arg, ast.Starred)]
    return []
