"""An assignment in the gradebook: its cells and points, as `nbgrader generate_assignment` leaves them."""

import json
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from autograder.errors import GradebookError
from autograder.gradebook.connection import COURSE_ID, open_gradebook, transaction
from autograder.gradebook.tables import (
    ASSIGNMENT,
    BASE_CELL,
    CELL_TABLES,
    COMMENT,
    COURSE,
    GRADE,
    NOTEBOOK,
    SOURCE_CELL,
    SUBMITTED,
    WITH_COMMENTS,
    WITH_POINTS,
    insert_rows,
    new_id,
    row,
    utc,
)
from autograder.notebook import Cell, Notebook, checksum


def record_assignment(url: str, assignment: str, release: Notebook, due: datetime | None = None) -> None:
    """Record an assignment in the gradebook as `nbgrader generate_assignment` would.

    Unlike in nbgrader, cells may come and go while there are submissions. Without `due` a date that was
    set in formgrader stays.
    """
    values = {} if due is None else {"duedate": utc(due)}
    open_gradebook(url)
    with transaction(url) as connection:
        row(connection, COURSE, {"id": COURSE_ID})
        row_id = row(connection, ASSIGNMENT, {"name": assignment}, values, new={"course_id": COURSE_ID})
        # nbgrader keeps the JSON of the kernel, and puts it over a submission's own.
        kernel = {"kernelspec": json.dumps(release.metadata.get("kernelspec", {}))}
        notebook = row(connection, NOTEBOOK, {"name": assignment, "assignment_id": row_id}, kernel)
        _record_cells(connection, assignment, notebook, release)
        others = sa.select(NOTEBOOK.c.id, NOTEBOOK.c.name).where(
            NOTEBOOK.c.assignment_id == row_id, NOTEBOOK.c.id != notebook
        )
        for other, name in connection.execute(others).all():
            _remove_notebook(connection, assignment, other, name)


def _record_cells(connection: sa.Connection, assignment: str, notebook: str, release: Notebook) -> None:
    named = [cell for cell in release.cells if cell.name]
    graded = [cell for cell in named if cell.role.has_points]
    wanted = {("TaskCell" if cell.role.is_task else "GradeCell", cell.name): cell for cell in graded}
    wanted |= {("SolutionCell", cell.name): cell for cell in named if cell.role.is_answer}
    rows = sa.select(BASE_CELL.c.type, BASE_CELL.c.name, BASE_CELL.c.id).where(
        BASE_CELL.c.notebook_id == notebook
    )
    present = {(kind, name): cell_id for kind, name, cell_id in connection.execute(rows)}
    _remove_cells(
        connection, assignment, {cell_id: key[1] for key, cell_id in present.items() if key not in wanted}
    )
    for (kind, name), cell in wanted.items():
        if (kind, name) not in present:
            present[kind, name] = _add_cell(connection, notebook, kind, name)
        points = {"max_score": cell.points, "cell_type": cell.kind} if kind in WITH_POINTS else {}
        row(connection, CELL_TABLES[kind], {"id": present[kind, name]}, points)
    _record_sources(connection, notebook, named)


def _add_cell(connection: sa.Connection, notebook: str, kind: str, name: str) -> str:
    """Add a cell's row, and one for each hand-in, without which nbgrader stops; return the cell's id."""
    cell = row(connection, BASE_CELL, {"notebook_id": notebook, "type": kind, "name": name})
    found = connection.execute(sa.select(SUBMITTED.c.id).where(SUBMITTED.c.notebook_id == notebook))
    rows = [{"id": new_id(), "cell_id": cell, "notebook_id": submitted} for (submitted,) in found]
    if kind in WITH_POINTS:
        insert_rows(connection, GRADE, [row | {"needs_manual_grade": True} for row in rows])
    if kind in WITH_COMMENTS:
        insert_rows(connection, COMMENT, [row | {"id": new_id()} for row in rows])
    return cell


def _remove_cells(connection: sa.Connection, assignment: str, cells: dict[str, str]) -> None:
    """Remove cells (id to name) with their grades; raise GradebookError if a person has marked one."""
    if not cells:
        return
    manual = [
        sa.select(rows.c.cell_id).where(
            rows.c.cell_id.in_(cells), sa.or_(*(rows.c[name].is_not(None) for name in names))
        )
        for rows, names in ((GRADE, ("manual_score", "extra_credit")), (COMMENT, ("manual_comment",)))
    ]
    kept = sorted({cells[cell] for rows in manual for (cell,) in connection.execute(rows)})
    if kept:
        raise GradebookError(
            f"{assignment}, cell {', '.join(kept)}",
            "the notebook no longer has it, but somebody has marked it by hand",
            "put the cell back, or delete its manual scores and comments in formgrader first",
        )
    for rows in (GRADE, COMMENT):
        connection.execute(sa.delete(rows).where(rows.c.cell_id.in_(cells)))
    for rows in (*CELL_TABLES.values(), BASE_CELL):
        connection.execute(sa.delete(rows).where(rows.c.id.in_(cells)))


def _record_sources(connection: sa.Connection, notebook: str, cells: Sequence[Cell]) -> None:
    """Write the texts that nbgrader puts back at autograding, in the notebook's order, which it relies on."""
    names = ("name", "cell_type", "locked", "source", "checksum")
    wanted = [(cell.name, cell.kind, cell.role.is_locked, cell.source, checksum(cell)) for cell in cells]
    rows = sa.select(*(SOURCE_CELL.c[name] for name in names)).where(SOURCE_CELL.c.notebook_id == notebook)
    if [tuple(row) for row in connection.execute(rows)] == wanted:
        return
    connection.execute(sa.delete(SOURCE_CELL).where(SOURCE_CELL.c.notebook_id == notebook))
    fresh = [dict(zip(names, row, strict=True)) for row in wanted]
    insert_rows(connection, SOURCE_CELL, [{"id": new_id(), "notebook_id": notebook, **row} for row in fresh])


def _remove_notebook(connection: sa.Connection, assignment: str, notebook: str, name: str) -> None:
    """Remove a notebook that the assignment no longer has; raise GradebookError if it has hand-ins."""
    hand_ins = sa.select(sa.func.count()).select_from(SUBMITTED).where(SUBMITTED.c.notebook_id == notebook)
    if connection.execute(hand_ins).scalar_one():
        raise GradebookError(
            f"{assignment}, notebook {name}",
            "the gradebook has hand-ins for it, but the assignment no longer has it",
            "give this assignment a new name, or remove the old one with `nbgrader db assignment remove`",
        )
    cells = sa.select(BASE_CELL.c.id, BASE_CELL.c.name).where(BASE_CELL.c.notebook_id == notebook)
    _remove_cells(connection, assignment, {cell: cell_name for cell, cell_name in connection.execute(cells)})
    connection.execute(sa.delete(SOURCE_CELL).where(SOURCE_CELL.c.notebook_id == notebook))
    connection.execute(sa.delete(NOTEBOOK).where(NOTEBOOK.c.id == notebook))
