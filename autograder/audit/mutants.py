"""Wrong programs made from a right one: mutants with one slip each, hollow answers, and answers too wide.

A suite that cannot tell them from the reference proves nothing. Pure: text in, texts out.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping

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
# A function's name, and the one that is taken for it.
_TAKEN_FOR = {
    "exp": "exp2",
    "log": "log10",
    "log2": "log",
    "sqrt": "square",
    "square": "sqrt",
    "sin": "cos",
    "cos": "sin",
    "maximum": "minimum",
    "minimum": "maximum",
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "argmin": "argmax",
    "sum": "mean",
    "mean": "sum",
    "prod": "sum",
    "cumsum": "cumprod",
    "std": "var",
    "var": "std",
    "any": "all",
    "all": "any",
    "floor": "ceil",
    "ceil": "floor",
    "dot": "multiply",
    "matmul": "multiply",
    "outer": "multiply",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "vstack": "hstack",
    "hstack": "vstack",
    "randn": "rand",
    "rand": "randn",
    "normal": "uniform",
    "standard_normal": "random",
    "uniform": "normal",
    "shuffle": "sort",
    "append": "extend",
}
_BUILT_IN = {
    "max": "min",
    "min": "max",
    "sum": "max",
    "int": "float",
    "sorted": "list",
    "any": "all",
    "all": "any",
}
_LEFT_ALONE = ("decorator_list", "annotation", "returns", "type_comment", "ctx", "handlers", "finalbody")


class Mutant(msgspec.Struct, frozen=True):
    """The reference's cell with one slip: where it is, the statement before and after, the whole text.

    The two statements are as Python writes them: comments, layout and line numbers change nothing.
    """

    place: str  # `sigmoid`, `NeuralNetwork.forward`
    before: str
    after: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a solution cell's text, in its order, no two with the same text."""
    tree = ast.parse(source)
    seen, kept = {ast.unparse(tree)}, []
    for place, before, after, text in _slips(tree):
        if text not in seen and _compiles(text):
            seen.add(text)
            kept.append(Mutant(place, before, after, text))
    return kept


def _compiles(text: str) -> bool:
    try:
        compile(text, "a mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _slips(tree: ast.Module) -> Iterator[tuple[str, str, str, str]]:
    for place, body, number, function in _statements(tree.body, (), None):
        statement = body[number]
        before = _shown(statement)
        near = _neighbours(function)
        for change in (*_of_statement(body, number), *_of_expressions(statement, near)):
            undo = change()
            # A statement that was taken out is `pass`.
            yield place, before, _shown(body[number]), ast.unparse(tree)
            undo()


def _shown(statement: ast.stmt) -> str:
    """A statement on one line; of one that has a body the head alone, and a loop's early end."""
    text = ast.unparse(statement)
    if not hasattr(statement, "body"):
        return " ".join(text.split("\n"))
    head = next(line for line in text.split("\n") if not line.startswith("@"))
    ends = isinstance(statement, ast.For) and isinstance(statement.body[-1], ast.Break)
    return f"{head} … break" if ends else head


def _statements(
    body: list[ast.stmt], place: tuple[str, ...], function: ast.FunctionDef | None
) -> Iterator[tuple[str, list[ast.stmt], int, ast.FunctionDef | None]]:
    """Every statement inside a function, with the list that holds it: there it can be replaced."""
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


def _neighbours(function: ast.FunctionDef | None) -> dict[str, str]:
    """For each name of a function's own, and each `self.…` that is no call, the one to take it for."""
    if function is None:
        return {}
    called = {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    names, own = dict.fromkeys(parameters_of(function)), dict[str, None]()
    for node in ast.walk(function):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                names[name] = None
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if id(node) not in called:
                own[f"self.{name}"] = None
    return _next_of(list(names)) | _next_of(list(own))


def _next_of(names: list[str]) -> dict[str, str]:
    return dict(zip(names, names[1:] + names[:1], strict=True)) if len(names) > 1 else {}


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


Change = Callable[[], Callable[[], None]]  # makes a change in place, and gives what undoes it


def _put(owner: object, field: str, new: object) -> Change:
    def make() -> Callable[[], None]:
        old = getattr(owner, field)
        setattr(owner, field, new)
        return lambda: setattr(owner, field, old)

    return make


def _put_at(items: list[ast.AST], number: int, new: ast.AST) -> Change:
    def make() -> Callable[[], None]:
        old = items[number]
        items[number] = new

        def undo() -> None:
            items[number] = old

        return undo

    return make


# --- statements --------------------------------------------------------------------------------


def _of_statement(body: list[ast.stmt], number: int) -> Iterator[Change]:
    """The statement gone, its condition turned, its loop cut short."""
    here: list[ast.AST] = body  # type: ignore[assignment]
    statement = body[number]
    match statement:
        case ast.Expr() | ast.Assign() | ast.AnnAssign() | ast.Delete() | ast.Raise() | ast.Assert():
            yield _put_at(here, number, ast.Pass())
        case ast.Break() | ast.Continue():
            yield _put_at(here, number, ast.Pass())
        case ast.AugAssign(target=target, op=op, value=value):
            yield _put_at(here, number, ast.Pass())
            if other := _OPERATORS.get(type(op)):
                yield _put(statement, "op", other())
            yield _put_at(here, number, ast.Assign([target], value, lineno=0))
        case ast.If(test=test):
            yield _put(statement, "test", ast.UnaryOp(ast.Not(), test))
            yield _put(statement, "test", ast.Constant(True))
            yield _put(statement, "test", ast.Constant(False))
        case ast.While():
            yield _put(statement, "test", ast.Constant(False))
        case ast.For(iter=over, body=inner):
            if not isinstance(inner[-1], ast.Break):
                yield _put(statement, "body", [*inner, ast.Break()])
            listed = ast.Call(ast.Name("list"), [over], [])
            yield _put(statement, "iter", ast.Subscript(listed, ast.Slice(ast.Constant(1))))
            yield _put(statement, "iter", ast.Subscript(listed, ast.Slice(None, _number(-1))))


# --- expressions -------------------------------------------------------------------------------


def _of_expressions(owner: ast.AST, near: dict[str, str]) -> Iterator[Change]:
    """Every expression of a statement that is not in its body, in another form."""
    if isinstance(owner, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom):
        return  # the words of a message are nobody's contract
    for field, value in ast.iter_fields(owner):
        if field in _LEFT_ALONE or (field in ("body", "orelse") and isinstance(owner, ast.stmt)):
            continue
        if isinstance(value, ast.AST):
            if isinstance(value, ast.expr):
                yield from (_put(owner, field, new) for new in _others(value, near))
            yield from _of_expressions(value, near)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, ast.AST):
                    if isinstance(item, ast.expr):
                        yield from (_put_at(value, number, new) for new in _others(item, near))
                    yield from _of_expressions(item, near)


def _others(node: ast.expr, near: dict[str, str]) -> list[ast.expr]:
    """What can take the place of an expression, one slip each."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in near:
            return [ast.Name(near[name], ast.Load())]
        case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Load()) if f"self.{name}" in near:
            return [ast.Attribute(node.value, near[f"self.{name}"].removeprefix("self."), ast.Load())]
        case ast.BinOp(left=left, op=op, right=right):
            found = [ast.BinOp(left, _OPERATORS[type(op)](), right)] if type(op) in _OPERATORS else []
            if isinstance(op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
                found.append(ast.BinOp(right, op, left))
            alone = ast.UnaryOp(ast.USub(), right) if isinstance(op, ast.Sub) else right
            return [*found, left, alone]
        case ast.UnaryOp(operand=operand):
            return [operand]
        case ast.Compare(left=left, ops=[op], comparators=right):
            return [ast.Compare(left, [other()], right) for other in _COMPARISONS.get(type(op), ())]
        case ast.BoolOp(op=op, values=values):
            turned = ast.Or() if isinstance(op, ast.And) else ast.And()
            return [ast.BoolOp(turned, values), *values]
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.Constant(value=bool(value)):
            return [ast.Constant(not value)]
        case ast.Constant(value=int(value) | float(value)):
            changed = dict.fromkeys((value + 1, value - 1, type(value)(0), value * 2))
            return [_number(number) for number in changed if number != value]
        case ast.Slice(lower=lower, upper=upper, step=step):
            parts = [(None, upper, step), (lower, None, step), (lower, upper, None)]
            return [ast.Slice(*part) for part in parts if part != (lower, upper, step)]
        case ast.Subscript(value=value, ctx=ast.Load()):
            return [value]
        case ast.Attribute(value=value, attr="T", ctx=ast.Load()):
            return [value]
        case ast.Attribute(value=value, attr=name, ctx=ast.Load()) if name in _TAKEN_FOR:
            return [ast.Attribute(value, _TAKEN_FOR[name], ast.Load())]
        case ast.Call():
            return _other_calls(node)
        case ast.Tuple(elts=[first, second, *rest], ctx=ast.Load()) if _differ(first, second):
            return [ast.Tuple([second, first, *rest], ast.Load())]
        case ast.ListComp(generators=[*loops]) | ast.GeneratorExp(generators=[*loops]):
            bare = [ast.comprehension(loop.target, loop.iter, [], loop.is_async) for loop in loops]
            made = copy.copy(node)
            made.generators = bare
            return [made] if any(loop.ifs for loop in loops) else []
    return []


def _other_calls(node: ast.Call) -> list[ast.expr]:
    function, given, named = node.func, node.args, node.keywords
    found: list[ast.expr] = []
    plain = not any(isinstance(arg, ast.Starred) for arg in given)
    if given and plain:
        found.append(given[0])
    elif isinstance(function, ast.Attribute) and not given:
        found.append(function.value)
    if isinstance(function, ast.Name) and function.id in _BUILT_IN:
        found.append(ast.Call(ast.Name(_BUILT_IN[function.id]), given, named))
    if len(given) > 1 and plain:
        if _differ(given[0], given[1]):
            found.append(ast.Call(function, [given[1], given[0], *given[2:]], named))
        found.append(ast.Call(function, given[:-1], named))
    for one in named:
        found.append(ast.Call(function, given, [other for other in named if other is not one]))
    return found


def _differ(node: ast.expr, other: ast.expr) -> bool:
    return ast.unparse(node) != ast.unparse(other)


def _number(value: int | float) -> ast.expr:
    """A number as Python reads it: a minus is an operator, and binds less than a power."""
    plain = ast.Constant(abs(value))
    return ast.UnaryOp(ast.USub(), plain) if value < 0 else plain


# --- hollow answers ----------------------------------------------------------------------------


def hollow(source: str, name: str) -> dict[str, str]:
    """Answers that say nothing for the function or class `name` of a solution cell, by what they do.

    Each parameter handed back, zeros and ones of its shape, constants, None, and pairs of these. The
    parameters keep their names, so that a call reaches the body. Empty where the cell defines no `name`.
    """
    node = definition_of(source, name)
    if node is None:
        return {}
    functions = functions_of(node)
    names = sorted({one for each in functions for one in parameters_of(each)})
    like = {
        "zeros": "np.zeros_like(np.asarray({first}, dtype=float))",
        "ones": "np.ones_like(np.asarray({first}, dtype=float))",
        "half": "np.full_like(np.asarray({first}, dtype=float), 0.5)",
    }
    bodies = {"nothing": "None", "an empty list": "[]", "True": "True"}
    bodies |= {f"the number {number}": number for number in ("0", "0.5", "1")}
    bodies |= {f"{kind} of its shape": text for kind, text in like.items()}
    bodies |= {"a pair of zeros": f"({like['zeros']}, {like['zeros']})", "a pair": "({first}, {first})"}
    found = {kind: _hollow(node, functions, body) for kind, body in bodies.items()}
    return found | {f"{own} itself": _hollow(node, functions, "{first}", own) for own in names}


def definition_of(source: str, name: str) -> ast.FunctionDef | ast.ClassDef | None:
    """The function or class `name` in a solution cell's text."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return node
    return None


def functions_of(node: ast.FunctionDef | ast.ClassDef) -> list[ast.FunctionDef]:
    """A function itself, or the methods of a class without `__init__`."""
    if isinstance(node, ast.FunctionDef):
        return [node]
    return [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name != "__init__"]


def parameters_of(function: ast.FunctionDef) -> list[str]:
    """The names of its parameters, `self` left out."""
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return [arg.arg for arg in every if arg.arg != "self"]


def _hollow(
    node: ast.FunctionDef | ast.ClassDef,
    functions: list[ast.FunctionDef],
    body: str,
    wanted: str = "",
    attributes: Mapping[str, str] | None = None,
) -> str:
    """`body` for each function, with the parameter `wanted` as its first where it has one."""
    lines = ["import numpy as np", ""]
    indent = ""
    if isinstance(node, ast.ClassDef):
        lines += [f"class {node.name}:", "    def __init__(self, *given, **named):", "        pass"]
        lines += [f"        self.{name} = {value}" for name, value in (attributes or {}).items()]
        indent = "    "
    for each in functions:
        names = parameters_of(each)
        first = wanted if wanted in names else next(iter(names), "None")
        lines.append(f"{indent}def {each.name}({ast.unparse(each.args)}):")
        lines.append(f"{indent}    return {body.format(first=first)}")
    return "\n".join(lines)


# --- answers of an unexpected shape ------------------------------------------------------------


def wide(source: str, name: str, side: int) -> list[str]:
    """Programs for `name` that answer with a column of `side` numbers, and the next time with a row.

    Where a test sets two such answers against each other, NumPy makes a table of `side` times `side`. Once
    with one answer at a time, once with pairs. Empty where the cell defines no `name`.
    """
    node = definition_of(source, name)
    if node is None:
        return []
    own = dict.fromkeys(
        part.attr
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)
    )
    head = (
        f"import numpy as np\n\n_shapes = [({side}, 1), (1, {side})]\n\n"
        "def _turned():\n    _shapes.reverse()\n    return np.ones(_shapes[0])\n\n"
    )
    return [
        head + _hollow(node, functions_of(node), body, attributes=dict.fromkeys(own, "_turned()"))
        for body in ("_turned()", "(_turned(), _turned())")
    ]
