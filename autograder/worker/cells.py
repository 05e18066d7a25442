"""A cell's text: made plain Python, parsed, compiled, and compared with its stub.

Results are cached: a zygote parses the released cells, and its forks find them parsed.
"""

import ast
import re
import types
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

MAX_MAGICS = 50  # lines of a cell that are looked at one by one
KEPT = 500  # texts in each cache
NOT_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)  # what parsing a hostile text may raise

_CELL_MAGIC = re.compile(r"\A\s*%%(\w+).*")
_TIMED = re.compile(r"^(\s*)%time\s+(\S.*)$")  # the statement after it runs, and defines its names
_PYTHON_MAGICS = {"time", "timeit", "capture", "prun"}
_LINE_MAGIC = re.compile(
    r"^(\s*)(?:\w[\w, ]*=\s*)?[%!].*$|^(\s*)\?{1,2}[\w.]+\s*$|^(\s*)[\w.\[\]]+\?{1,2}\s*$"
)


def other_language(source: str) -> str:
    """Return the magic that makes a whole cell another language than Python, such as `%%bash`, or ""."""
    magic = _CELL_MAGIC.match(source)
    return f"%%{magic[1]}" if magic and magic[1] not in _PYTHON_MAGICS else ""


def plain_python(source: str) -> str:
    """Return `source` without IPython's own syntax: `%magic`, `!shell` and `name?` lines become `pass`.

    The number of lines stays, so that an error's line is the student's line. A cell in another language
    becomes "".
    """
    if other_language(source):
        return ""
    lines = _CELL_MAGIC.sub(lambda magic: "\n" * magic[0].count("\n"), source).split("\n")
    for _ in range(MAX_MAGICS):  # only where Python stumbles: a line may also go on with `% 5` or `!= b`
        try:
            ast.parse("\n".join(lines))
        except SyntaxError as error:
            at = (error.lineno or 0) - 1
            if not 0 <= at < len(lines) or (plain := _without_magic(lines[at])) == lines[at]:
                break
            lines[at] = plain
        else:
            return "\n".join(lines)
    return "\n".join(_without_magic(line) for line in lines)


@lru_cache(KEPT)
def parsed(source: str) -> ast.Module:
    """Parse a cell's text, if need be without IPython's own syntax. The tree is cached: do not change it."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.parse(plain_python(source))


def statements(source: str) -> list[ast.stmt]:
    """Return a cell's statements; none if Python cannot parse it: such a cell does not run either."""
    try:
        return parsed(source).body
    except NOT_PYTHON:
        return []


@lru_cache(KEPT)
def compiled(source: str, filename: str) -> types.CodeType:
    """Compile a cell's text, if need be without IPython's own syntax."""
    try:
        return compile(source, filename, "exec", dont_inherit=True)
    except SyntaxError:
        return compile(plain_python(source), filename, "exec", dont_inherit=True)


@lru_cache(KEPT)
def compiled_one(source: str, filename: str, place: int) -> types.CodeType:
    """Compile one statement of a cell, by its position, with the cell's imports from `__future__`."""
    body = parsed(source).body
    future = [node for node in body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    alone = ast.Module([*future, body[place]], [])
    return compile(alone, filename, "exec", dont_inherit=True)


def defined(code: types.CodeType) -> list[str]:
    """List the names of the functions and classes that a cell's code defines."""
    names = [constant.co_name for constant in code.co_consts if isinstance(constant, types.CodeType)]
    return [name for name in names if name.isidentifier()]


def definitions(source: str, after: int = 0) -> dict[int, ast.stmt]:
    """Map positions to a cell's statements below line `after` that define something and do nothing else."""
    body = enumerate(statements(source))
    return {place: node for place, node in body if _first_line(node) > after and _defines(node)}


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _defines(node: ast.stmt) -> bool:
    if isinstance(node, ast.If | ast.Try):
        parts = [*node.body, *node.orelse, *getattr(node, "finalbody", ())]
        parts += [inner for handler in getattr(node, "handlers", ()) for inner in handler.body]
        return all(isinstance(inner, ast.Pass) or _defines(inner) for inner in parts)
    if isinstance(node, ast.AnnAssign):
        return node.value is not None
    return isinstance(
        node,
        ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Assign,
    )


def calls(node: ast.stmt) -> list[str]:
    """List the base of each call in an assignment, `if` or `try`: `np` of `np.zeros(3)`, "" of `f(3)`."""
    if not isinstance(node, ast.Assign | ast.AnnAssign | ast.If | ast.Try):
        return []
    return [_root(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)]


def _root(function: ast.expr) -> str:
    while isinstance(function, ast.Attribute):
        function = function.value
        if isinstance(function, ast.Name):
            return function.id
    return ""


def reached(name: str, needs: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the names that a name needs, directly or through others."""
    found, ahead = set[str](), [*needs.get(name, ())]
    while ahead:
        other = ahead.pop()
        if other not in found:
            found.add(other)
            ahead += needs.get(other, ())
    return found


def _without_magic(line: str) -> str:
    if match := _TIMED.match(line):
        return _without_magic(match[1] + match[2])
    if not (match := _LINE_MAGIC.match(line)):
        return line
    indent = next((group for group in match.groups() if group is not None), "")
    return f"{indent}pass"


def is_untouched(source: str, stub: str) -> bool:
    """Return True if a solution cell holds no more than its stub; comments, `pass` and the like do not count.

    Statements that the stub has do not count either, whatever the text in their strings. `return None`
    counts: it is an attempt. So does a cell that is not Python.
    """
    try:
        released, written = parsed(stub), parsed(source)
        given, own = said(stub), said(source)
    except NOT_PYTHON:
        return False
    return own <= given and not _imports_what(written, released) and not other_language(source)


@lru_cache(KEPT)
def said(source: str) -> frozenset[object]:
    """Return the statements of a cell that do something, each as a value; all strings in them are equal."""
    return frozenset(_shape(node) for node in _statements(parsed(source)))


def _imports_what(written: ast.Module, released: ast.Module) -> bool:
    """Return True if an import defines what the stub asks for: `from numpy import tanh` is an answer."""
    wanted = {
        node.name
        for node in released.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
    }
    return any(
        (alias.asname or alias.name) in wanted
        for node in written.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    )


def _statements(tree: ast.AST) -> Iterator[ast.stmt]:
    """Yield the statements that do something: bodies are entered, headers and fillers are skipped."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            yield from _statements(node)
        elif isinstance(node, ast.stmt) and not _is_filler(node):
            yield node


def _is_filler(node: ast.stmt) -> bool:
    if isinstance(node, ast.Pass | ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring, or `...`
    if isinstance(node, ast.Raise) and node.exc is not None:
        name = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return isinstance(name, ast.Name) and name.id == "NotImplementedError"
    return False


def _shape(node: ast.AST) -> object:
    """Return a node, with all below it, as a value that compares by content; all strings are equal."""
    if isinstance(node, ast.Constant):
        return ast.Constant, str if isinstance(node.value, str) else repr(node.value)
    return type(node), *(_part(part) for _, part in ast.iter_fields(node))


def _part(part: object) -> object:
    if isinstance(part, list):
        return tuple(map(_part, part))
    return _shape(part) if isinstance(part, ast.AST) else part
