"""Notebooks of ours: a source or a release, read strictly, as values.

A student's notebook is read by `submission`, which expects anything. Here a mistake is the author's,
and the message names the cell.
"""

import hashlib
import re
from enum import StrEnum
from typing import Any

import msgspec

from autograder.errors import SourceError

_GRADE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ANY_GRADE_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")  # nbgrader's own rule


class Role(StrEnum):
    """What a cell is for; it follows from nbgrader's metadata and the tag `picture`."""

    PLAIN = "plain"  # text, or code to play with
    GIVEN = "given"  # locked code that the student's own needs
    PICTURE = "picture"  # locked code that draws what the student's function does
    SOLUTION = "solution"  # the student writes this
    GRADE = "grade"  # locked `check("name")` with the points; in plain nbgrader's notebooks the test itself
    MANUAL = "manual"  # marked by hand


class Cell(msgspec.Struct, frozen=True):
    """One cell. `name` is nbgrader's grade_id, "" for a plain cell."""

    id: str
    kind: str  # code | markdown | raw
    source: str
    role: Role = Role.PLAIN
    name: str = ""
    points: float | None = None
    tags: tuple[str, ...] = ()
    metadata: dict[str, Any] = {}  # all of it, `nbgrader` and `tags` included

    @property
    def is_locked(self) -> bool:
        """Whether the released text stands, whatever a student's file says."""
        return self.role in (Role.GIVEN, Role.PICTURE, Role.GRADE) or self.is_task

    @property
    def is_task(self) -> bool:
        """Whether it is nbgrader's task: a text that asks for work in cells of the student's own."""
        return self.role is Role.MANUAL and bool(self.metadata.get("nbgrader", {}).get("task"))


class Notebook(msgspec.Struct, frozen=True):
    """A source notebook, or a release."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any]
    minor: int = 5

    def named(self, role: Role) -> dict[str, Cell]:
        """The cells of one role, by name, in notebook order."""
        return {cell.name: cell for cell in self.cells if cell.role is role}

    @property
    def tests_itself(self) -> bool:
        """Whether its tests stand in its own cells, as plain nbgrader has them, and not in suites."""
        graded = [cell for cell in self.cells if cell.role in (Role.GRADE, Role.MANUAL)]
        return bool(graded) and not any(_is_check(cell.role is Role.GRADE, cell.source) for cell in graded)

    @property
    def max_score(self) -> float:
        """All points, those marked by hand included."""
        return float(sum(cell.points or 0 for cell in self.cells))


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
    ours = not _tests_itself(found.cells)
    cells = tuple(_cell(cell, f"{where}, cell {number}", ours) for number, cell in enumerate(found.cells, 1))
    _check_names(cells, where, ours)
    return Notebook(cells, found.metadata, found.nbformat_minor)


def _is_check(is_grade: bool, source: str) -> bool:
    """Whether a cell asks for one of our suites, well written or not."""
    return is_grade and re.match(r"check\s*\(", source.strip()) is not None


def _tests_itself(cells: list[_RawCell]) -> bool:
    """The same as `Notebook.tests_itself`, of a notebook whose roles nobody knows yet."""
    graded = [
        (own, cell)
        for cell in cells
        if isinstance(own := cell.metadata.get("nbgrader"), dict) and (own.get("grade") or own.get("task"))
    ]
    return bool(graded) and not any(_is_check(not own.get("solution"), _text(cell)) for own, cell in graded)


def _text(raw: _RawCell) -> str:
    return raw.source if isinstance(raw.source, str) else "".join(raw.source)


def _cell(raw: _RawCell, where: str, ours: bool) -> Cell:
    source = _text(raw)
    tags = tuple(str(tag) for tag in raw.metadata.get("tags", ()))
    own = raw.metadata.get("nbgrader")
    plain = Cell(raw.id, raw.cell_type, source, tags=tags, metadata=raw.metadata)
    if not isinstance(own, dict) or not any(own.get(key) for key in ("grade", "solution", "locked", "task")):
        return plain
    name = str(own.get("grade_id", ""))
    where = f"{where} ({name})"
    if not (_GRADE_ID if ours else _ANY_GRADE_ID).fullmatch(name):
        raise SourceError(
            where, f"the nbgrader id {name!r}", "use a Python name, such as sigmoid or test_sigmoid"
        )
    if own.get("schema_version") != 3:
        raise SourceError(where, "nbgrader metadata of another schema than 3", "run `nbgrader update` on it")
    if own.get("task") and ours:
        raise SourceError(where, "a task cell", "use a manually graded cell instead")
    role = _role(own, tags)
    is_graded = role in (Role.GRADE, Role.MANUAL)
    points = own.get("points") if is_graded else None
    if is_graded and not (isinstance(points, int | float) and points > 0):
        raise SourceError(where, f"a graded cell with {points!r} points", "give it a number above 0")
    if not ours and role is Role.GRADE and re.search(r"#+\s*(HASHED\s+)?AUTOTEST", source):
        raise SourceError(where, "an autotest, which would test nothing here", "write it out as an assert")
    if ours and role is Role.GRADE and source.strip() != f'check("{name.removeprefix("test_")}")':
        wanted = f'check("{name.removeprefix("test_")}")'
        raise SourceError(
            where, "a grade cell that holds more than its check", f"let it hold exactly {wanted}"
        )
    is_text = role is Role.MANUAL or (not ours and role in (Role.GIVEN, Role.SOLUTION))
    if not is_text and raw.cell_type != "code":
        raise SourceError(where, f"a {role} cell that is {raw.cell_type}", "make it a code cell")
    return msgspec.structs.replace(
        plain, role=role, name=name, points=float(points) if points is not None else None
    )


def _role(own: dict[str, Any], tags: tuple[str, ...]) -> Role:
    if own.get("task"):
        return Role.MANUAL
    if own.get("solution"):
        return Role.MANUAL if own.get("grade") else Role.SOLUTION
    if own.get("grade"):
        return Role.GRADE
    return Role.PICTURE if "picture" in tags else Role.GIVEN


def _check_names(cells: tuple[Cell, ...], where: str, ours: bool) -> None:
    names = [cell.name for cell in cells if cell.name]
    for name in names:
        if names.count(name) > 1:
            raise SourceError(where, f"two cells have the nbgrader id {name}", "give each cell its own")
    if not ours:
        return
    solutions = {cell.name for cell in cells if cell.role is Role.SOLUTION}
    grades = {cell.name for cell in cells if cell.role is Role.GRADE}
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
    """The bytes of an .ipynb, with no outputs: the same value gives the same bytes, on every machine."""
    cells: list[dict[str, Any]] = []
    for cell in notebook.cells:
        raw: dict[str, Any] = {"cell_type": cell.kind}
        if cell.kind == "code":
            raw |= {"execution_count": None, "outputs": []}
        raw |= {"id": cell.id, "metadata": cell.metadata, "source": cell.source.splitlines(keepends=True)}
        cells.append(raw)
    whole = {"cells": cells, "metadata": notebook.metadata, "nbformat": 4, "nbformat_minor": notebook.minor}
    return msgspec.json.format(msgspec.json.encode(whole, order="sorted"), indent=1) + b"\n"


def checksum(cell: Cell) -> str:
    """nbgrader's checksum of a cell (nbgrader/utils.py, compute_checksum); a test holds the two equal."""
    grade, solution = cell.role in (Role.GRADE, Role.MANUAL), cell.role in (Role.SOLUTION, Role.MANUAL)
    if cell.is_task:
        grade, solution = False, False
    parts = [cell.source, cell.kind, str(grade), str(solution), str(cell.is_locked), cell.name]
    if grade:
        parts.append(str(cell.points))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()
