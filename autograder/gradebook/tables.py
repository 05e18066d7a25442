"""nbgrader's tables, as far as they are read or written here, and values as it stores them."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Boolean,
    Connection,
    DateTime,
    Enum,
    Float,
    String,
    TableClause,
    column,
    insert,
    select,
    table,
    update,
)
from sqlalchemy.types import TypeEngine

from autograder import timestamps


def _table(name: str, texts: str, **others: TypeEngine[Any]) -> TableClause:
    columns = [column(each, String()) for each in ("id", *texts.split())]
    return table(name, *columns, *(column(key, kind) for key, kind in others.items()))


# The columns of nbgrader/api.py that are read or written here; a test holds the names equal.
COURSE = _table("course", "")
ASSIGNMENT = _table("assignment", "name course_id", duedate=DateTime())
NOTEBOOK = _table("notebook", "name assignment_id kernelspec")
BASE_CELL = _table("base_cell", "name notebook_id type")
_KINDS = ("code", "markdown")
GRADE_CELL = _table("grade_cells", "", max_score=Float(), cell_type=Enum(*_KINDS, name="grade_cell_type"))
SOLUTION_CELL = _table("solution_cells", "")
TASK_CELL = _table("task_cells", "", max_score=Float(), cell_type=Enum(*_KINDS, name="grade_cell_type"))
SOURCE_CELL = _table(
    "source_cell",
    "name source checksum notebook_id",
    locked=Boolean(),
    cell_type=Enum(*_KINDS, name="source_cell_type"),
)
STUDENT = _table("student", "first_name last_name email lms_user_id")
SUBMISSION = _table("submitted_assignment", "assignment_id student_id", timestamp=DateTime())
SUBMITTED = _table(
    "submitted_notebook", "assignment_id notebook_id", flagged=Boolean(), late_submission_penalty=Float()
)
GRADE = _table(
    "grade",
    "cell_id notebook_id",
    auto_score=Float(),
    manual_score=Float(),
    extra_credit=Float(),
    needs_manual_grade=Boolean(),
)
COMMENT = _table("comment", "cell_id notebook_id auto_comment manual_comment")


def new_id() -> str:
    """Return an id for a new row, made as nbgrader makes them."""
    return uuid4().hex


def row(
    connection: Connection,
    rows: TableClause,
    key: dict[str, Any],
    values: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
) -> str:
    """Return the id of the row that `key` names: made, with `new`, if missing, else updated to `values`."""
    values = values or {}
    is_it = [rows.c[name] == value for name, value in key.items()]
    known = connection.execute(
        select(rows.c.id, *(rows.c[name] for name in values)).where(*is_it)
    ).one_or_none()
    if known is None:
        columns = {"id": new_id(), **key, **values, **(new or {})}
        connection.execute(insert(rows).values(**columns))
        return str(columns["id"])
    if tuple(known[1:]) != tuple(values.values()):
        connection.execute(update(rows).where(rows.c.id == known[0]).values(**values))
    return str(known[0])


def utc(when: str | datetime | None) -> datetime | None:
    """Return a moment, or that of a `timestamp.txt`, as nbgrader stores it: in UTC, without a zone."""
    found = timestamps.timestamp(when) if isinstance(when, str) else when
    return found.astimezone(UTC).replace(tzinfo=None) if found and found.tzinfo else found
