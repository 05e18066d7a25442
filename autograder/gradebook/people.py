"""People in the gradebook: who is there, their names in nbgrader's own columns, and how they leave it."""

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from autograder.errors import GradebookError
from autograder.gradebook.connection import BUSY_SECONDS, is_made, sqlite_file, transaction
from autograder.gradebook.hand_marks import forget_marks
from autograder.gradebook.tables import (
    ASSIGNMENT,
    COMMENT,
    GRADE,
    STUDENT,
    SUBMISSION,
    SUBMITTED,
    update_rows,
)
from autograder.submissions.roster import ADDED_TO_NAMES, RosterEntry

Work = tuple[str, str]  # a student, and an assignment

_AT_ONCE = 200  # students, or hand-ins, in one statement
_LONGEST = 128  # characters of nbgrader's columns
# Formgrader lists everybody whom the gradebook knows, and no column of nbgrader's says who has left.
LEFT = "(left the course)"
# Chinese surnames of two characters; all others have one.
_LONG_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐".split()
)


def hand_in_times(url: str) -> dict[Work, datetime | None]:
    """Map every hand-in in the gradebook to its moment, or to None if it has none."""
    if not is_made(url):
        return {}
    with transaction(url) as connection:
        return {
            (student, name): when.replace(tzinfo=UTC) if when else None
            for student, name, when in connection.execute(_submissions(SUBMISSION.c.timestamp))
        }


def _submissions(column: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Return the query for all hand-ins: student, assignment, and one column more."""
    return sa.select(SUBMISSION.c.student_id, ASSIGNMENT.c.name, column).join_from(
        SUBMISSION, ASSIGNMENT, ASSIGNMENT.c.id == SUBMISSION.c.assignment_id
    )


def students(url: str) -> set[str]:
    """Return everybody whom the gradebook knows, with or without a hand-in."""
    if not is_made(url):
        return set()
    with transaction(url) as connection:
        return set(connection.execute(sa.select(STUDENT.c.id)).scalars())


# --- names -------------------------------------------------------------------------------------


def record_people(url: str, people: Iterable[RosterEntry]) -> None:
    """Update the people whom the gradebook knows from the roster; what the roster leaves empty stays."""
    if not is_made(url):
        return
    names = ("first_name", "last_name", "email", "lms_user_id")
    listed = list(people)
    for start in range(0, len(listed), _AT_ONCE):
        wanted = {entry.id: entry for entry in listed[start : start + _AT_ONCE]}
        known = sa.select(STUDENT.c.id, *(STUDENT.c[name] for name in names)).where(STUDENT.c.id.in_(wanted))
        with transaction(url) as connection:
            changed = []
            for student, *values in connection.execute(known).all():
                before = dict(zip(names, values, strict=True))
                after = before | _columns(wanted[student])
                after |= _with_leaving(after, bool(wanted[student].left))
                if after != before:
                    changed.append(
                        {"row": student, **{f"new_{name}": value for name, value in after.items()}}
                    )
            update_rows(connection, STUDENT, changed, **{name: sa.bindparam(f"new_{name}") for name in names})


def _columns(entry: RosterEntry) -> dict[str, str]:
    """Return a roster entry as nbgrader's columns, each cut to the column's length."""
    first, last = split_name(entry.name)
    # Formgrader writes None for a part of a name that is not there, and nothing for an empty one.
    named = {"first_name": first, "last_name": last} if entry.name else {}
    given = {"email": entry.email, "lms_user_id": entry.lms_id}
    return {
        name: value[:_LONGEST]
        for name, value in (named | {key: value for key, value in given.items() if value}).items()
    }


def _with_leaving(columns: dict[str, str | None], has_left: bool) -> dict[str, str | None]:
    """Return the columns of a name that says whether its owner has left."""
    first, last = columns["first_name"], columns["last_name"]
    surname = last and last.removesuffix(LEFT).rstrip()
    if not has_left:
        return {"last_name": surname}
    room = _LONGEST - len(LEFT) - 1
    return {"first_name": first or "", "last_name": f"{(surname or '')[:room]} {LEFT}".lstrip()}


def split_name(name: str) -> tuple[str, str]:
    """Split a name into first name and surname: the last word, or in Chinese the first character or two.

    `Jr.` and the like belong to the surname."""
    if name and all("\u4e00" <= char <= "\u9fff" for char in name):
        length = 2 if name[:2] in _LONG_SURNAMES and len(name) > 2 else 1
        return name[length:], name[:length]
    first, _, last = name.rpartition(" ")
    if ADDED_TO_NAMES.fullmatch(last) and " " in first:  # `nbgrader export` quotes no comma: none stays
        first, _, surname = first.rstrip(",").rpartition(" ")
        last = f"{surname} {last}"
    return first, last


# --- leaving ------------------------------------------------------------------------------------


def forget(url: str, works: Collection[Work], people: Collection[str]) -> None:
    """Remove hand-ins with their scores, marks and comments, and these people; what remains is untouched."""
    if not is_made(url):
        return
    with transaction(url) as connection:
        rows = connection.execute(_submissions(SUBMISSION.c.id))
        wanted = [submission for student, name, submission in rows if (student, name) in works]
        for start in range(0, len(wanted), _AT_ONCE):
            _forget(connection, wanted[start : start + _AT_ONCE])
        forget_marks(connection, works, people)
        for student in sorted(people):
            connection.execute(sa.delete(STUDENT).where(STUDENT.c.id == student))
    if file := sqlite_file(url):
        _wipe(file)


def _forget(connection: sa.Connection, submissions: list[str]) -> None:
    notebooks = list(
        connection.execute(
            sa.select(SUBMITTED.c.id).where(SUBMITTED.c.assignment_id.in_(submissions))
        ).scalars()
    )
    for rows in (GRADE, COMMENT):
        connection.execute(sa.delete(rows).where(rows.c.notebook_id.in_(notebooks)))
    connection.execute(sa.delete(SUBMITTED).where(SUBMITTED.c.id.in_(notebooks)))
    connection.execute(sa.delete(SUBMISSION).where(SUBMISSION.c.id.in_(submissions)))


def _wipe(file: Path) -> None:
    """Write the file anew: until then SQLite keeps deleted rows in its free pages."""
    try:
        with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as connection:
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise GradebookError(
            file,
            f"the rows are deleted, and can still be dug out of the file ({error})",
            "close formgrader, make room, and run this again",
        ) from error
