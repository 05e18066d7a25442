"""Search at the student's desk for the line to look at, in a function that no known mistake explains.

It runs only if course.yml says `marks_lines: true`, which `build` writes into checks/diagnosis.json.
"""

import ast
from collections.abc import Sequence
from pathlib import Path

from autograder.course import Limits, digest
from autograder.desk.notebook_check import start
from autograder.diagnosis.casebook import Casebook
from autograder.diagnosis.repair_search import RepairSearch
from autograder.diagnosis.repairs import Repair
from autograder.errors import SandboxError
from autograder.hand_in import HandIn
from autograder.notebook import SOLUTION, Cell
from autograder.worker import protocol
from autograder.worker.cells import NOT_PYTHON, parsed

_DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


def marked_line(
    name: str, source: str, program: Sequence[protocol.ProgramCell], book: Casebook, folder: Path
) -> Repair | None:
    """Return the line to look at in the function in the cell `source`, and for what; None if none is found.

    `program` is what was run in the notebook. Of that only definitions run again, in a process of their own:
    what it printed, drew, trained or wrote does not happen twice. It takes three seconds at most.
    """
    cells = [Cell("", "code", text) for cell in program if (text := _definitions(cell.source))]
    own = Cell("", "code", source, SOLUTION, name)
    handed_in = HandIn((*cells, own), digest(source.encode()), frozenset())
    limits = Limits()
    try:
        with start((), limits, folder) as workers:
            return RepairSearch(book, {}, limits, workers.fork).repair(handed_in, name)
    except (SandboxError, OSError):
        return None  # where no process can be started a hint does without


def _definitions(source: str) -> str:
    """Return the statements of a cell that define something and call nothing but what was imported."""
    try:
        body = parsed(source).body
        return "\n".join(
            ast.unparse(node) for node in body if isinstance(node, _DEFINITIONS) and not _is_work(node)
        )
    except NOT_PYTHON:
        return ""


def _is_work(node: ast.stmt) -> bool:
    """Return True if a statement gives a name the result of a call by name, such as `net = train(data)`."""
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    return value is not None and any(
        isinstance(each, ast.Call) and isinstance(each.func, ast.Name) for each in ast.walk(value)
    )
