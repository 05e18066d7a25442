"""The reference implementation: an assignment's given and solution cells as one module.

If a notebook asks for a variable or for printed text, a line `# %% name` begins each cell's part.
"""

import ast
import warnings

from autograder.authoring.markers import take_apart
from autograder.authoring.source import Source, plain_python
from autograder.diagnosis.casebook import CELL
from autograder.errors import SourceError
from autograder.worker import cells

_DROPPED = ("matplotlib", "autograder")


def solutions(source: Source) -> str:
    """Return the reference implementation as one module: given and solution cells, in their order."""
    parts = [f"# Generated from {source.where} by `autograder build`. Do not edit."]
    gone: set[str] = set()
    is_in_cells = any(cell.role.is_function and not cell.role.is_called for cell in source.notebook.cells)
    for number, cell in enumerate(source.notebook.cells, 1):
        if not (cell.role.is_given or cell.role.is_function):
            continue
        where = source.where_of(number, cell)
        text, names = _without_imports(take_apart(cell, where).solved, where)
        gone |= names
        _refuse_use(text, gone, where)
        if text.strip():
            head = f"{CELL}{cell.name}\n" if is_in_cells else ""
            parts.append(head + text.strip("\n"))
    whole = "\n\n\n".join(parts) + "\n"
    _compile(whole, source.where)
    return whole


def answers(source: Source) -> str:
    """Return the code of a notebook that tests itself, with its answers and without its tests.

    It is for plain pytest on its suites; grading uses the notebook.
    """
    parts = [f"# Generated from {source.where} by `autograder build`. Do not edit."]
    for number, cell in enumerate(source.notebook.cells, 1):
        if cell.kind == "code" and not cell.role.is_test:
            solved = take_apart(cell, source.where_of(number, cell)).solved
            parts.append(cells.plain_python(solved).strip("\n"))
    return "\n\n\n".join(filter(None, parts)) + "\n"


def _without_imports(text: str, where: str) -> tuple[str, set[str]]:
    """Return `text` without its top-level imports of matplotlib and autograder, and the names they bound.

    The grader that loads the reference has no screen to draw on and no student to check.
    """
    lines = [line.encode() for line in text.split("\n")]
    names: set[str] = set()
    for node in reversed(plain_python(text, where).body):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        kept, dropped = _sorted_aliases(node)
        names |= {(alias.asname or alias.name).split(".")[0] for alias in dropped}
        if dropped:
            # Columns are in UTF-8 bytes. A statement beside others on its line leaves a `pass`.
            first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
            before, after = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
            alone = not before.strip() and (not after.strip() or after.lstrip().startswith(b"#"))
            rest = b"import " + ", ".join(ast.unparse(alias) for alias in kept).encode() if kept else b"pass"
            lines[first : last + 1] = [] if alone and not kept else [before + rest + after]
    return b"\n".join(lines).decode(), names


def _sorted_aliases(node: ast.Import | ast.ImportFrom) -> tuple[list[ast.alias], list[ast.alias]]:
    if isinstance(node, ast.ImportFrom):
        gone = (node.module or "").split(".")[0] in _DROPPED and not node.level
        return ([], node.names) if gone else (node.names, [])
    dropped = [alias for alias in node.names if alias.name.split(".")[0] in _DROPPED]
    return [alias for alias in node.names if alias not in dropped], dropped


def _refuse_use(text: str, gone: set[str], where: str) -> None:
    """Raise SourceError if a statement that runs at import uses a name in `gone`; a function's body may."""
    for node in plain_python(text, where).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} & gone
        if used:
            raise SourceError(
                f"{where}, line {node.lineno}",
                f"a given or solution cell uses {', '.join(sorted(used))} outside a function",
                "move this line into a cell with the tag `picture`, or into a plain cell",
            )


def _compile(text: str, where: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "solutions", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        raise SourceError(
            where, f"its solution cells make no module: {error}", "fix the solution cells"
        ) from error
