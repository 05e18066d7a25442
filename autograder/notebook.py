"""Notebooks of ours: a source or a release, read strictly, as values.

A student's notebook is read by `hand_in`, which expects anything. Here a mistake is the author's,
and the message names the cell.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from autograder.errors import SourceError
from autograder.files import json_bytes
from autograder.report import clean
from autograder.text import Language

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_GRADE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ANY_GRADE_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")  # nbgrader's own rule


class Role(msgspec.Struct, frozen=True):
    """A kind of cell: everything that the package asks about it.

    A new kind is one more value below, and a line in `role_of` that says when a cell is one. Other modules
    ask for its properties; `test_notebook.py` counts where one compares kinds.
    """

    name: str
    has_points: bool = False
    is_marked_by_hand: bool = False
    is_answer: bool = False  # the student writes in it; the source's answer is released as a stub
    is_locked: bool = False  # the released text counts, whatever a student's file says
    runs: bool = False  # as a part of the student's program, in grading and in a check of the whole notebook
    is_drawn: bool = False  # runs in the notebook, and when feedback is made where a page shows its picture
    is_called: bool = False  # the answer is a function or a class, which suites call by the cell's name
    is_printed: bool = False  # the answer is what the cell prints; its first line is a comment with its name

    @property
    def is_test(self) -> bool:
        """True if tests give the points: a suite's, or in plain nbgrader's notebooks the cell's own."""
        return self.has_points and not self.is_marked_by_hand

    @property
    def is_function(self) -> bool:
        """True if the student's answer is code that runs: a function, a variable, or what it prints."""
        return self.is_answer and self.runs

    @property
    def is_given(self) -> bool:
        """True if it is released code that the student's own code needs."""
        return self.is_locked and self.runs

    @property
    def is_task(self) -> bool:
        """True if it is nbgrader's task: a text that asks for work in cells that the student adds."""
        return self.is_marked_by_hand and not self.is_answer


PLAIN = Role("plain", runs=True)  # text, or code to play with; nbgrader knows nothing of it
GIVEN = Role("given", is_locked=True, runs=True)
PICTURE = Role("picture", is_locked=True, is_drawn=True)
SOLUTION = Role("solution", is_answer=True, runs=True, is_called=True)
VARIABLE = Role("variable", is_answer=True, runs=True)  # the solution cell has the tag `variable`
PRINTED = Role("printed", is_answer=True, runs=True, is_printed=True)  # it has the tag `printed`
GRADE = Role("grade", has_points=True, is_locked=True)  # ours holds `check("name")` and nothing else
MANUAL = Role("manual", has_points=True, is_marked_by_hand=True, is_answer=True)
TASK = Role("task", has_points=True, is_marked_by_hand=True, is_locked=True)


def role_of(own: dict[str, Any], tags: Iterable[object]) -> Role:
    """Return the kind of a cell, by nbgrader's metadata on it and its tags."""
    if own.get("task"):
        return TASK
    if own.get("solution"):
        if own.get("grade"):
            return MANUAL
        return VARIABLE if "variable" in tags else PRINTED if "printed" in tags else SOLUTION
    if own.get("grade"):
        return GRADE
    if own.get("locked"):
        return PICTURE if "picture" in tags else GIVEN
    return PLAIN


def named_in_comment(source: str) -> str:
    """Return the name in a cell's first line, if that is a comment of one word; else ""."""
    found = re.match(r"\s*#[ \t]*([A-Za-z]\w*)[ \t]*(?:\n|$)", source)
    return found[1] if found else ""


def picture_of(function: str) -> str:
    """Return the name of the cell whose picture is shown beside a function on the page of feedback."""
    return f"picture_{function}"


def suite_of(test: str) -> str:
    """Return the name of a grade cell's suite, without .py: `test_squares` for `squares`, `test-squares`."""
    return "test_" + re.sub(r"\W", "_", test, flags=re.ASCII).removeprefix("test_")


class Cell(msgspec.Struct, frozen=True):
    """A cell of a notebook. `name` is nbgrader's grade_id, "" for a plain cell."""

    id: str
    kind: str  # code | markdown | raw
    source: str
    role: Role = PLAIN
    name: str = ""
    points: float | None = None
    tags: tuple[str, ...] = ()
    metadata: dict[str, Any] = {}  # all of it, `nbgrader` and `tags` included
    translations: dict[Language, str] = {}  # its text in the other languages

    @property
    def texts(self) -> tuple[str, ...]:
        """Its text in each language, its own first: a student may hand in any of them."""
        return (self.source, *self.translations.values())


class Notebook(msgspec.Struct, frozen=True):
    """A source notebook, or a release."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any]
    minor: int = 5

    @property
    def tests(self) -> dict[str, Cell]:
        """Cells whose points come from tests, by name, in the notebook's order."""
        return {cell.name: cell for cell in self.cells if cell.role.is_test}

    @property
    def functions(self) -> dict[str, Cell]:
        """Cells in which the student writes code, by name, in the notebook's order."""
        return {cell.name: cell for cell in self.cells if cell.role.is_function}

    @property
    def questions(self) -> dict[str, Cell]:
        """Cells that a person marks, by name, in the notebook's order."""
        return {cell.name: cell for cell in self.cells if cell.role.is_marked_by_hand}

    @property
    def pictures(self) -> dict[str, Cell]:
        """Cells whose pictures are on a page of feedback, each beside its function; by name, in order.

        They are named `picture_<function>`. Any other picture is for the notebook alone.
        """
        shown = {picture_of(function) for function in self.functions}
        return {cell.name: cell for cell in self.cells if cell.role.is_drawn and cell.name in shown}

    @property
    def tests_itself(self) -> bool:
        """True if its tests are in its own cells, as plain nbgrader has them, and not in suites."""
        return _tests_itself([(cell.role, cell.source) for cell in self.cells])

    @property
    def max_score(self) -> float:
        """Sum of all points, those marked by hand included."""
        return float(sum(cell.points or 0 for cell in self.cells))


def with_locked_cells_in(release: Notebook, language: Language) -> Notebook:
    """Return a release whose locked cells have their words in a language, where they are translated.

    Each keeps its own text among the others, by which a hand-in of the release is read.
    """
    cells = tuple(
        msgspec.structs.replace(
            cell,
            source=cell.translations[language],
            translations=cell.translations | {language: cell.source},
        )
        if cell.role.is_locked and language in cell.translations
        else cell
        for cell in release.cells
    )
    return msgspec.structs.replace(release, cells=cells)


class _RawCell(msgspec.Struct):
    cell_type: str
    source: str | list[str]
    metadata: dict[str, Any] = {}
    id: str = ""


class _RawNotebook(msgspec.Struct):
    cells: list[_RawCell]
    nbformat: int
    nbformat_minor: int
    metadata: dict[str, Any] = {}


def other_language(metadata: Mapping[str, Any]) -> str:
    """Return the language of a notebook's kernel if its metadata names another than Python; else ""."""
    for part, key in (("language_info", "name"), ("kernelspec", "language")):
        own = metadata.get(part)
        said = own.get(key) if isinstance(own, dict) else None
        if isinstance(said, str) and said.strip():
            return "" if re.match(r"i?python\d*$", said.strip(), re.IGNORECASE) else said.strip()
    return ""


def parse_notebook(raw: bytes, where: str) -> Notebook:
    """Read a notebook of ours, or raise SourceError naming the cell that breaks a convention."""
    try:
        found = msgspec.json.decode(raw, type=_RawNotebook)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SourceError(
            where, f"this is not a notebook: {error}", "open and save it in JupyterLab"
        ) from error
    if found.nbformat != 4:
        raise SourceError(where, f"nbformat {found.nbformat}, not 4", "open and save it in JupyterLab")
    if language := other_language(found.metadata):
        raise SourceError(
            where,
            f"its kernel is one for {clean(language, 40)}, and the kit runs and grades Python",
            "choose a Python kernel in JupyterLab (Kernel > Change Kernel) and save it; "
            "a notebook in another language can be no assignment",
        )
    ours = not _tests_itself([(_raw_role(cell), _text(cell)) for cell in found.cells])
    cells = tuple(_cell(cell, f"{where}, cell {number}", ours) for number, cell in enumerate(found.cells, 1))
    _check_names(cells, where, ours)
    return Notebook(cells, found.metadata, found.nbformat_minor)


def _tests_itself(cells: list[tuple[Role, str]]) -> bool:
    """Return True if some of these cells have points, and none calls `check` for one of our suites."""
    graded = [(role, source) for role, source in cells if role.has_points]
    return bool(graded) and not any(
        role.is_test and re.match(r"check\s*\(", source.strip()) for role, source in graded
    )


def _text(raw: _RawCell) -> str:
    return raw.source if isinstance(raw.source, str) else "".join(raw.source)


def _raw_role(raw: _RawCell) -> Role:
    own = raw.metadata.get("nbgrader")
    return role_of(own, raw.metadata.get("tags", ())) if isinstance(own, dict) else PLAIN


def _cell(raw: _RawCell, where: str, ours: bool) -> Cell:
    source = _text(raw)
    tags = tuple(str(tag) for tag in raw.metadata.get("tags", ()))
    role = _raw_role(raw)
    others = raw.metadata.get("translations")
    translations = {str(own): str(text) for own, text in others.items()} if isinstance(others, dict) else {}
    plain = Cell(raw.id, raw.cell_type, source, tags=tags, metadata=raw.metadata, translations=translations)
    if role == PLAIN:
        return plain
    own = raw.metadata["nbgrader"]
    name = str(own.get("grade_id", ""))
    where = f"{where} ({name})"
    if not (_GRADE_ID if ours else _ANY_GRADE_ID).fullmatch(name):
        raise SourceError(
            where, f"the nbgrader id {name!r}", "use a Python name, such as sigmoid or test_sigmoid"
        )
    if own.get("schema_version") != 3:
        raise SourceError(where, "nbgrader metadata of another schema than 3", "run `nbgrader update` on it")
    if role.is_task and ours:
        raise SourceError(where, "a task cell", "use a manually graded cell instead")
    points = own.get("points") if role.has_points else None
    if role.has_points and not (isinstance(points, int | float) and points > 0):
        raise SourceError(where, f"a graded cell with {points!r} points", "give it a number above 0")
    if not ours and role.is_test and re.search(r"#+\s*(HASHED\s+)?AUTOTEST", source):
        raise SourceError(where, "an autotest, which would test nothing here", "write it out as an assert")
    if ours and role.is_test and source.strip() != f'check("{name.removeprefix("test_")}")':
        wanted = f'check("{name.removeprefix("test_")}")'
        raise SourceError(
            where, "a grade cell that holds more than its check", f"let it hold exactly {wanted}"
        )
    may_be_text = role.is_marked_by_hand or (not ours and role.runs)
    if not may_be_text and raw.cell_type != "code":
        raise SourceError(where, f"a {role.name} cell that is {raw.cell_type}", "make it a code cell")
    return msgspec.structs.replace(
        plain, role=role, name=name, points=float(points) if points is not None else None
    )


def _check_names(cells: tuple[Cell, ...], where: str, ours: bool) -> None:
    names = [cell.name for cell in cells if cell.name]
    for name in names:
        if names.count(name) > 1:
            raise SourceError(where, f"two cells have the nbgrader id {name}", "give each cell its own")
    if not ours:
        return
    solutions = {cell.name for cell in cells if cell.role.is_function}
    grades = {cell.name for cell in cells if cell.role.is_test}
    for name in sorted(solutions):
        if f"test_{name}" not in grades:
            raise SourceError(
                where, f"{name} has no grade cell", f"add a locked cell test_{name} with its points"
            )
    for name in sorted(grades):
        if name.removeprefix("test_") not in solutions or not name.startswith("test_"):
            raise SourceError(
                where, f"the grade cell {name} has no solution cell", "name it test_<solution cell>"
            )


def encode(notebook: Notebook) -> bytes:
    """Return the bytes of an .ipynb, with no outputs: equal values give equal bytes, on every machine."""
    cells: list[dict[str, Any]] = []
    for cell in notebook.cells:
        raw: dict[str, Any] = {"cell_type": cell.kind}
        if cell.kind == "code":
            raw |= {"execution_count": None, "outputs": []}
        raw |= {"id": cell.id, "metadata": cell.metadata, "source": cell.source.splitlines(keepends=True)}
        cells.append(raw)
    whole = {"cells": cells, "metadata": notebook.metadata, "nbformat": 4, "nbformat_minor": notebook.minor}
    return json_bytes(whole, is_sorted=True)


def checksum(cell: Cell) -> str:
    """Return nbgrader's checksum of a cell (nbgrader/utils.py, compute_checksum); a test holds both equal."""
    role = cell.role
    grade = role.has_points and not role.is_task
    parts = [cell.source, cell.kind, str(grade), str(role.is_answer), str(role.is_locked), cell.name]
    if grade:
        parts.append(str(cell.points))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()
