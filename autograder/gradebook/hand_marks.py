"""Marks that people give on the marking page: kept where formgrader keeps them, and who gave what.

A mark is nbgrader's own: manual score and comment. Two tables of ours beside nbgrader's say what nbgrader
has no column for: who gave a mark and what was there before, and the comments that are used again.
"""

import hashlib
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from autograder.errors import AutograderError, GradebookError
from autograder.gradebook.batch import Batch
from autograder.gradebook.connection import transaction
from autograder.gradebook.tables import COMMENT, GRADE, SUBMISSION, SUBMITTED, new_id

OWN_TABLES = sa.MetaData()
_GIVEN = sa.Table(
    "autograder_given_mark",
    OWN_TABLES,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("assignment", sa.String(128), nullable=False),
    sa.Column("cell", sa.String(255), nullable=False),
    sa.Column("student", sa.String(128), nullable=False),
    sa.Column("marker", sa.String(128), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),  # in UTC
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("is_undone", sa.Boolean, nullable=False),
)
_SAVED_COMMENT = sa.Table(
    "autograder_saved_comment",
    OWN_TABLES,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("assignment", sa.String(128), nullable=False),
    sa.Column("cell", sa.String(255), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)


class HandMark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mark on one answer, as the gradebook has it. `score` is a person's, `auto` is ours."""

    score: float | None = None
    comment: str = ""
    waits: bool = True  # for a person
    auto: float | None = None
    extra: float | None = None
    by: str = ""  # who gave it; empty where that was in formgrader, or is not known
    at: str = ""

    @property
    def state(self) -> str:
        """Digest that shows whether anything about the mark has changed."""
        known = msgspec.json.encode((self.score, self.comment, self.waits, self.auto, self.extra))
        return hashlib.sha256(known).hexdigest()[:16]


class SavedComment(msgspec.Struct, frozen=True):
    """A comment that is kept to be used again."""

    number: int
    words: str


class MarkConflict(AutograderError):
    """Somebody else has changed the mark that was to be replaced; `now` is the present one."""

    def __init__(self, where: object, now: HandMark) -> None:
        super().__init__(
            where, "somebody else has marked this answer meanwhile", "compare both marks, and choose one"
        )
        self.now = now


class AnswerChanged(AutograderError):
    """The answer that was shown to the marker is not the one that was graded last."""


def open_marking(url: str) -> None:
    """Make our own tables beside nbgrader's, if they are not there."""
    with transaction(url) as connection:
        OWN_TABLES.create_all(connection)


class MarkedCell:
    """A graded cell of an assignment, in a gradebook on which `open_marking` was called."""

    def __init__(self, url: str, assignment: str, cell: str) -> None:
        self.url, self.assignment, self.cell = url, assignment, cell
        with transaction(url) as connection:
            known = Batch(connection, assignment)
            if cell not in known.grades:
                raise known.unknown(f"the gradebook does not know the cell {cell}")
            self._notebook, self._grade = known.notebook_id, known.grades[cell]
            self.max_score = known.points()[self._grade]
        # A comment on a function stands with its code, as in formgrader.
        name = cell if cell in known.solutions else cell.removeprefix("test_")
        self._comment = known.solutions.get(name)
        self.takes_comments = self._comment is not None  # nbgrader has no place for one on some cells

    def marks(self) -> dict[str, HandMark]:
        """Map each student to their mark on this cell."""
        with transaction(self.url) as connection:
            return self._marks(connection)

    def give(
        self,
        student: str,
        score: float | None,
        comment: str,
        state: str,
        marker: str,
        is_same_answer: Callable[[], bool],
    ) -> HandMark:
        """Replace the mark that `state` names; raise MarkConflict if there is another one now.

        Raises AnswerChanged if `is_same_answer` returns False. It is called inside the transaction: a `grade`
        that records a new answer waits for that to end, and then asks a person to look again.
        """
        with transaction(self.url) as connection:
            before = self._mark(connection, student)
            if before.state != state:
                raise MarkConflict(student, before)
            if not is_same_answer():
                raise AnswerChanged(
                    student, "another answer has been graded meanwhile", "read it, and mark that one"
                )
            after = msgspec.structs.replace(
                before,
                score=score,
                comment=comment,
                waits=score is None and before.auto is None,  # formgrader's rule
            )
            self._set(connection, student, before, after)
            self._add(
                connection,
                _GIVEN,
                student=student,
                marker=marker,
                at=datetime.now(UTC).isoformat(timespec="seconds"),
                before=msgspec.json.encode(before).decode(),
                after=msgspec.json.encode(msgspec.structs.replace(after, by="", at="")).decode(),
                is_undone=False,
            )
            return self._mark(connection, student)

    def undo(self, marker: str) -> tuple[str, HandMark] | None:
        """Undo the last mark of `marker` on this cell; return student and mark, or None if there is none."""
        latest = (
            sa.select(_GIVEN)
            .where(*self._own(_GIVEN), _GIVEN.c.marker == marker, _GIVEN.c.is_undone.is_(False))
            .order_by(_GIVEN.c.number.desc())
            .limit(1)
        )
        with transaction(self.url) as connection:
            change = connection.execute(latest).mappings().one_or_none()
            if change is None:
                return None
            student = str(change["student"])
            now = self._mark(connection, student)
            given = msgspec.json.decode(change["after"], type=HandMark)
            earlier = msgspec.json.decode(change["before"], type=HandMark)
            if _of_a_person(now) != _of_a_person(given):
                raise MarkConflict(student, now)
            back = msgspec.structs.replace(
                now,
                score=earlier.score,
                comment=earlier.comment,
                # Our own score may be there since.
                waits=now.auto is None if earlier.score is None else earlier.waits,
            )
            self._set(connection, student, now, back)
            connection.execute(
                sa.update(_GIVEN).where(_GIVEN.c.number == change["number"]).values(is_undone=True)
            )
            return student, self._mark(connection, student)

    def saved_comments(self) -> tuple[SavedComment, ...]:
        """Return the comments that are kept for this cell, the oldest first."""
        with transaction(self.url) as connection:
            rows = connection.execute(
                sa.select(_SAVED_COMMENT.c.number, _SAVED_COMMENT.c.words)
                .where(*self._own(_SAVED_COMMENT))
                .order_by(_SAVED_COMMENT.c.number)
            )
            return tuple(SavedComment(number, words) for number, words in rows)

    def save_comment(self, words: str) -> None:
        """Keep a comment for all who mark this cell; one that is there is not kept twice."""
        if any(words == comment.words for comment in self.saved_comments()):
            return
        with transaction(self.url) as connection:
            self._add(connection, _SAVED_COMMENT, words=words)

    def drop_comment(self, number: int) -> None:
        """Remove a kept comment; marks in which it was used keep it."""
        with transaction(self.url) as connection:
            connection.execute(
                sa.delete(_SAVED_COMMENT).where(*self._own(_SAVED_COMMENT), _SAVED_COMMENT.c.number == number)
            )

    # --- rows ----------------------------------------------------------------------------------

    def _own(self, rows: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
        """Return the conditions for the rows of a table of ours that are on this cell."""
        return rows.c.assignment == self.assignment, rows.c.cell == self.cell

    def _add(self, connection: sa.Connection, rows: sa.Table, **values: object) -> None:
        """Add a row on this cell to a table of ours, with the table's next number.

        No two rows get the same one, since one transaction of ours at a time writes.
        """
        last = connection.execute(sa.select(sa.func.max(rows.c.number))).scalar() or 0
        place = {"number": last + 1, "assignment": self.assignment, "cell": self.cell}
        connection.execute(sa.insert(rows).values(**place, **values))

    def _marks(self, connection: sa.Connection, student: str | None = None) -> dict[str, HandMark]:
        grades = (
            sa.select(
                SUBMISSION.c.student_id,
                GRADE.c.manual_score,
                COMMENT.c.manual_comment,
                GRADE.c.needs_manual_grade,
                GRADE.c.auto_score,
                GRADE.c.extra_credit,
            )
            .select_from(GRADE)
            .join(SUBMITTED, SUBMITTED.c.id == GRADE.c.notebook_id)
            .join(SUBMISSION, SUBMISSION.c.id == SUBMITTED.c.assignment_id)
            .outerjoin(
                COMMENT,
                (COMMENT.c.notebook_id == SUBMITTED.c.id) & (COMMENT.c.cell_id == self._comment),
            )
            .where(SUBMITTED.c.notebook_id == self._notebook, GRADE.c.cell_id == self._grade)
            .order_by(SUBMISSION.c.student_id)
        )
        given = sa.select(_GIVEN.c.student, _GIVEN.c.marker, _GIVEN.c.at, _GIVEN.c.after).where(
            *self._own(_GIVEN), _GIVEN.c.is_undone.is_(False)
        )
        if student is not None:
            grades = grades.where(SUBMISSION.c.student_id == student).with_for_update(of=GRADE)
            given = given.where(_GIVEN.c.student == student)
        latest = {row[0]: row for row in connection.execute(given.order_by(_GIVEN.c.number))}
        marks = {}
        for who, score, comment, waits, auto, extra in connection.execute(grades):
            mark = HandMark(score, comment or "", bool(waits), auto, extra)
            if who in latest:
                _, marker, at, after = latest[who]
                # Formgrader may have changed it since; then it is no longer this marker's.
                if _of_a_person(msgspec.json.decode(after, type=HandMark))[:2] == _of_a_person(mark)[:2]:
                    mark = msgspec.structs.replace(mark, by=marker, at=at)
            marks[who] = mark
        return marks

    def _mark(self, connection: sa.Connection, student: str) -> HandMark:
        # Formgrader writes without our lock: where rows can be locked it waits until we are done.
        # Two queries: as one, PostgreSQL looked the hand-in up anew for every comment, half a second a mark.
        submitted = connection.execute(self._handed_in(student)).scalar_one_or_none()
        comment = sa.select(COMMENT.c.id).where(
            COMMENT.c.cell_id == self._comment, COMMENT.c.notebook_id == submitted
        )
        connection.execute(comment.with_for_update())
        mark = self._marks(connection, student).get(student)
        if mark is None:
            raise GradebookError(
                student, "the gradebook has no such hand-in", f"run `autograder grade {self.assignment}`"
            )
        return mark

    def _set(self, connection: sa.Connection, student: str, before: HandMark, after: HandMark) -> None:
        """Write what formgrader writes: a score, whether a person has to look, a comment."""
        if after.comment != before.comment and not self.takes_comments:
            raise GradebookError(
                self.cell,
                "nbgrader has no place for a comment on this cell",
                "write it in the cell with the student's answer, in formgrader",
            )
        submitted = connection.execute(self._handed_in(student)).scalar_one()
        connection.execute(
            sa.update(GRADE)
            .where(GRADE.c.notebook_id == submitted, GRADE.c.cell_id == self._grade)
            .values(manual_score=after.score, needs_manual_grade=after.waits)
        )
        if after.comment == before.comment:
            return
        place = (COMMENT.c.notebook_id == submitted, COMMENT.c.cell_id == self._comment)
        said = {"manual_comment": after.comment or None}
        if connection.execute(sa.update(COMMENT).where(*place).values(**said)).rowcount == 0:
            row = {"id": new_id(), "notebook_id": submitted, "cell_id": self._comment}
            connection.execute(sa.insert(COMMENT).values(**row, **said))

    def _handed_in(self, student: str) -> sa.Select[tuple[Any]]:
        """Return the query for the id of a student's row for the cell's notebook."""
        return (
            sa.select(SUBMITTED.c.id)
            .join(SUBMISSION, SUBMISSION.c.id == SUBMITTED.c.assignment_id)
            .where(SUBMITTED.c.notebook_id == self._notebook, SUBMISSION.c.student_id == student)
        )


def forget_marks(
    connection: sa.Connection, works: Collection[tuple[str, str]], people: Collection[str]
) -> None:
    """Remove the records of who marked these hand-ins, and who marked anything of these people."""
    if not sa.inspect(connection).has_table(_GIVEN.name):
        return
    for student, assignment in sorted(works):
        connection.execute(
            sa.delete(_GIVEN).where(_GIVEN.c.student == student, _GIVEN.c.assignment == assignment)
        )
    for student in sorted(people):
        connection.execute(sa.delete(_GIVEN).where(_GIVEN.c.student == student))


def _of_a_person(mark: HandMark) -> tuple[float | None, str, bool]:
    return mark.score, mark.comment, mark.waits
