"""Source of an assignment: its notebook, its visible checks, its data.

Everything below `source/` is released, so a file that must not lie there is refused.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from autograder.authoring import code_words
from autograder.diagnosis import worked_ideas
from autograder.errors import SourceError
from autograder.notebook import Cell, Notebook, parse_notebook, suite_of
from autograder.paths import Places


class Source(msgspec.Struct, frozen=True):
    """An assignment as its author left it. File names are relative to its folder."""

    assignment: str
    notebook: Notebook
    checks: dict[str, bytes]
    data: dict[str, bytes]

    @property
    def where(self) -> str:
        return f"source/{self.assignment}/{self.assignment}.ipynb"

    def where_of(self, number: int, cell: Cell) -> str:
        """Return a cell's place, for messages."""
        return f"{self.where}, cell {number}" + (f" ({cell.name})" if cell.name else "")


def read_source(places: Places, assignment: str) -> Source:
    """Read an assignment, and refuse files that must not lie below source/."""
    path = places.source(assignment)
    folder = path.parent
    where = f"source/{assignment}"
    if folder.is_symlink():
        raise SourceError(where, "this folder is a link", "put the files themselves there")
    place = f"{where}/{path.name}"
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            place,
            f"cannot be read ({error.strerror})",
            "write it, as `autograder docs authors 'the notebook'` says",
        ) from error
    notebook = _translated(parse_notebook(raw, place), place)
    grades = {} if notebook.tests_itself else notebook.tests
    if notebook.tests_itself:
        _refuse_suites(places, assignment, notebook, place)
    checks: dict[str, bytes] = {}
    data: dict[str, bytes] = {}
    for file in _files(folder, where):
        name = file.relative_to(folder).as_posix()
        place = f"{where}/{name}"
        _refuse_misplaced(place, file, name)
        if name.startswith("checks/") and file.suffix == ".py":
            is_known = file.stem in grades or file.name in ("probes.py", "codecs.py")
            if name.count("/") > 1 or not is_known:
                known = ", ".join(grades) or "none yet"
                next_step = f"name it checks/<grade cell>.py, with one of: {known}"
                raise SourceError(place, "this check belongs to no grade cell", next_step)
            checks[name] = file.read_bytes()
            if file.stem in grades:
                _refuse_pytest(checks[name], place)
        elif name == worked_ideas.FILE:
            checks[name] = file.read_bytes()
            refuse_strangers(worked_ideas.parse_ideas(checks[name], place), grades, place)
        elif name.startswith("data/") or (notebook.tests_itself and file != path):
            data[name] = file.read_bytes()
    for grade in grades:
        _demand(f"checks/{grade}.py" in checks, f"{where}/checks/{grade}.py", f"the visible check of {grade}")
        hidden = places.suites(assignment) / f"{grade}.py"
        _demand(hidden.is_file(), f"tests/suites/{assignment}/{grade}.py", f"the hidden suite of {grade}")
    return Source(assignment, notebook, checks, data)


def _translated(notebook: Notebook, where: str) -> Notebook:
    """Return the notebook with its code in English, and each cell's translations beside it."""
    cells = list(notebook.cells)
    for at, cell in enumerate(cells):
        if cell.kind == "code" and code_words.is_translated(cell.source):
            tree = plain_python(cell.source, f"{where}, cell {at + 1}")
            texts = code_words.in_each_language(cell.source, tree)
            cells[at] = msgspec.structs.replace(cell, source=texts.pop("en"), translations=texts)
    return msgspec.structs.replace(notebook, cells=tuple(cells))


def _refuse_suites(places: Places, assignment: str, notebook: Notebook, where: str) -> None:
    """Raise SourceError for what would be silently ignored: visible checks, and a suite of no grade cell."""
    if places.checks(assignment).is_dir() and any(places.checks(assignment).glob("test_*.py")):
        raise SourceError(
            where,
            f"its grade cells hold tests, and source/{assignment}/checks has some too",
            'let each grade cell hold exactly check("name"), or take the checks away',
        )
    suites = [suite_of(name) for name in notebook.tests]
    for file in sorted(places.suites(assignment).glob("test_*.py")):
        if suites.count(file.stem) != 1:
            raise SourceError(
                f"tests/suites/{assignment}/{file.name}",
                f"this suite belongs to {'more than one' if file.stem in suites else 'no'} grade cell",
                f"name it as one grade cell: {', '.join(f'{suite}.py' for suite in dict.fromkeys(suites))}",
            )


def _refuse_pytest(source: bytes, where: str) -> None:
    """Raise SourceError for a visible check that imports pytest: no student has it."""
    try:
        nodes = [*ast.walk(ast.parse(source))]
    except (SyntaxError, ValueError):
        return  # its suites are tried on the reference, and that says where it stops
    modules = [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    if any((module or "").partition(".")[0] == "pytest" for module in modules):
        next_step = "do without it: a plain `assert`, and `try` where an error is wanted"
        raise SourceError(where, "a check runs at a student's desk, and pytest is not there", next_step)


def refuse_strangers(names: Iterable[str], grades: Mapping[str, Cell], where: str) -> None:
    """Raise SourceError for a function that the notebook does not ask for: one misspelt, or renamed since."""
    for name in names:
        if f"test_{name}" not in grades:
            known = ", ".join(grade.removeprefix("test_") for grade in grades)
            raise SourceError(where, f"there is no function {name}", f"use one of: {known}")


def _files(folder: Path, where: str) -> Iterator[Path]:
    """Yield the files below `folder`, in order, without editors' own; raise SourceError for a link."""
    for path in sorted(folder.iterdir()):
        if is_editor_file(path.name):
            continue
        if path.is_symlink():
            raise SourceError(f"{where}/{path.name}", "this is a link", "put the file itself there")
        if path.is_dir():
            yield from _files(path, f"{where}/{path.name}")
        elif path.is_file():
            yield path


def is_editor_file(name: str) -> bool:
    """Return True for a file of JupyterLab, Python or an editor: it is neither read, built nor compared."""
    return name.startswith(".") or name == "__pycache__" or name.endswith("~")


def _refuse_misplaced(where: str, file: Path, name: str) -> None:
    folders = name.lower().split("/")[:-1]
    hidden = "tests/suites/, which students never get"
    if "suites" in folders or file.name in ("misconceptions.yml", "misconceptions.yaml", "conftest.py"):
        raise SourceError(where, "this looks like a hidden test", f"move it to {hidden}")
    if re.fullmatch(r"test_.*\.py|.*_test\.py", file.name) and folders[:1] != ["checks"]:
        raise SourceError(
            where, "a test outside checks/", f"move it to checks/ if it is visible, or to {hidden}"
        )
    if file.suffix == ".ipynb" and name != f"{file.parents[len(folders)].name}.ipynb":
        raise SourceError(
            where,
            "a second notebook, and an assignment has one",
            "make it an assignment of its own, source/NAME/NAME.ipynb; keep drafts outside source/",
        )


def _demand(is_there: bool, where: str, what: str) -> None:
    if not is_there:
        raise SourceError(
            where, f"{what} is missing", "write it: one function, test_..., that takes `student`"
        )


def plain_python(text: str, where: str) -> ast.Module:
    """Parse the author's code; raise SourceError if it is not plain Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "\s" in a docstring is the author's taste
            return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        line = f"line {error.lineno}: " if isinstance(error, SyntaxError) and error.lineno else ""
        what = error.msg if isinstance(error, SyntaxError) else str(error)
        raise SourceError(
            where,
            f"{line}not plain Python ({what})",
            "fix it; %magic and !shell lines only in cells that are neither solutions nor given",
        ) from error
