"""Removal of people from the gradebook, and lists of who is in it."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, select
from sqlalchemy.engine import make_url

from autograder.errors import GradebookError
from autograder.gradebook.connection import BUSY_SECONDS, is_made, transaction
from autograder.gradebook.hand_marks import forget_marks
from autograder.gradebook.tables import ASSIGNMENT, COMMENT, GRADE, STUDENT, SUBMISSION, SUBMITTED

Work = tuple[str, str]  # a student, and an assignment

_AT_ONCE = 200  # hand-ins in one statement


def handed_in(url: str) -> dict[Work, datetime | None]:
    """Map every hand-in in the gradebook to its moment, or to None if it has none."""
    if not is_made(url):
        return {}
    rows = select(SUBMISSION.c.student_id, ASSIGNMENT.c.name, SUBMISSION.c.timestamp).join_from(
        SUBMISSION, ASSIGNMENT, ASSIGNMENT.c.id == SUBMISSION.c.assignment_id
    )
    with transaction(url) as connection:
        return {
            (student, name): when.replace(tzinfo=UTC) if when else None
            for student, name, when in connection.execute(rows)
        }


def students(url: str) -> set[str]:
    """Return everybody whom the gradebook knows, with or without a hand-in."""
    if not is_made(url):
        return set()
    with transaction(url) as connection:
        return set(connection.execute(select(STUDENT.c.id)).scalars())


def forget(url: str, works: Collection[Work], people: Collection[str]) -> None:
    """Remove hand-ins with their scores, marks and comments, and these people; what remains is untouched."""
    if not is_made(url):
        return
    with transaction(url) as connection:
        rows = select(SUBMISSION.c.id, SUBMISSION.c.student_id, ASSIGNMENT.c.name).join_from(
            SUBMISSION, ASSIGNMENT, ASSIGNMENT.c.id == SUBMISSION.c.assignment_id
        )
        wanted = [
            submission for submission, student, name in connection.execute(rows) if (student, name) in works
        ]
        for start in range(0, len(wanted), _AT_ONCE):
            _forget(connection, wanted[start : start + _AT_ONCE])
        forget_marks(connection, works, people)
        for student in sorted(people):
            connection.execute(delete(STUDENT).where(STUDENT.c.id == student))
    place = make_url(url)
    if place.get_backend_name() == "sqlite":
        _wipe(Path(place.database or ""))


def _forget(connection: Connection, submissions: list[str]) -> None:
    notebooks = list(
        connection.execute(select(SUBMITTED.c.id).where(SUBMITTED.c.assignment_id.in_(submissions))).scalars()
    )
    for rows in (GRADE, COMMENT):
        connection.execute(delete(rows).where(rows.c.notebook_id.in_(notebooks)))
    connection.execute(delete(SUBMITTED).where(SUBMITTED.c.id.in_(notebooks)))
    connection.execute(delete(SUBMISSION).where(SUBMISSION.c.id.in_(submissions)))


def _wipe(file: Path) -> None:
    """Write the file anew: until then SQLite keeps deleted rows in its free pages."""
    try:
        with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as connection:
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise GradebookError(
            file,
            f"the rows are deleted, and can still be dug out of the file ({error})",
            "close formgrader, and run this again",
        ) from error
