"""nbgrader's tables, as far as they are read or written here, and values as it stores them."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine


def _table(name: str, texts: str, **others: TypeEngine[Any]) -> sa.TableClause:
    columns = [sa.column(each, sa.String()) for each in ("id", *texts.split())]
    return sa.table(name, *columns, *(sa.column(key, kind) for key, kind in others.items()))


# The columns of nbgrader/api.py that are read or written here; a test holds the names equal.
COURSE = _table("course", "")
ASSIGNMENT = _table("assignment", "name course_id", duedate=sa.DateTime())
NOTEBOOK = _table("notebook", "name assignment_id kernelspec")
BASE_CELL = _table("base_cell", "name notebook_id type")
_KINDS = ("code", "markdown")
_POINTS: dict[str, TypeEngine[Any]] = {
    "max_score": sa.Float(),
    "cell_type": sa.Enum(*_KINDS, name="grade_cell_type"),
}
CELL_TABLES = {  # by the type of a row of base_cell
    "GradeCell": _table("grade_cells", "", **_POINTS),
    "SolutionCell": _table("solution_cells", ""),
    "TaskCell": _table("task_cells", "", **_POINTS),
}
WITH_POINTS, WITH_COMMENTS = ("GradeCell", "TaskCell"), ("SolutionCell", "TaskCell")
SOURCE_CELL = _table(
    "source_cell",
    "name source checksum notebook_id",
    locked=sa.Boolean(),
    cell_type=sa.Enum(*_KINDS, name="source_cell_type"),
)
STUDENT = _table("student", "first_name last_name email lms_user_id")
SUBMISSION = _table("submitted_assignment", "assignment_id student_id", timestamp=sa.DateTime())
SUBMITTED = _table(
    "submitted_notebook",
    "assignment_id notebook_id",
    flagged=sa.Boolean(),
    late_submission_penalty=sa.Float(),
)
GRADE = _table(
    "grade",
    "cell_id notebook_id",
    auto_score=sa.Float(),
    manual_score=sa.Float(),
    extra_credit=sa.Float(),
    needs_manual_grade=sa.Boolean(),
)
COMMENT = _table("comment", "cell_id notebook_id auto_comment manual_comment")


def new_id() -> str:
    """Return an id for a new row, made as nbgrader makes them."""
    return uuid4().hex


def row(
    connection: sa.Connection,
    rows: sa.TableClause,
    key: dict[str, Any],
    values: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
) -> str:
    """Return the id of the row that `key` names: made, with `new`, if missing, else updated to `values`."""
    values = values or {}
    is_it = [rows.c[name] == value for name, value in key.items()]
    known = connection.execute(
        sa.select(rows.c.id, *(rows.c[name] for name in values)).where(*is_it)
    ).one_or_none()
    if known is None:
        columns = {"id": new_id(), **key, **values, **(new or {})}
        connection.execute(sa.insert(rows).values(**columns))
        return str(columns["id"])
    if tuple(known[1:]) != tuple(values.values()):
        connection.execute(sa.update(rows).where(rows.c.id == known[0]).values(**values))
    return str(known[0])


def insert_rows(connection: sa.Connection, rows: sa.TableClause, new: list[dict[str, Any]]) -> None:
    """Add rows to a table, with one statement for all of them."""
    if new:
        connection.execute(sa.insert(rows), new)


def update_rows(
    connection: sa.Connection, rows: sa.TableClause, changed: list[dict[str, Any]], **values: Any
) -> None:
    """Update rows of a table, with one statement for all of them.

    Each of `changed` has the id of its row as `row`, and the parameters of `values`.
    """
    if changed:
        one = sa.update(rows).where(rows.c.id == sa.bindparam("row"))
        connection.execute(one.values(**values), changed)


def utc(when: datetime) -> datetime:
    """Return a moment as nbgrader stores it: in UTC, without a zone."""
    return when.astimezone(UTC).replace(tzinfo=None)
