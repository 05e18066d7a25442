"""Marks that people give on the marking page: kept where formgrader keeps them, and who gave what.

A mark is nbgrader's own: manual score and comment. Two tables of ours beside nbgrader's say what nbgrader
has no column for: who gave a mark and what was there before, and the comments that are used again.
"""

import hashlib
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)

from autograder.errors import AutograderError, GradebookError
from autograder.gradebook.batch import Batch
from autograder.gradebook.connection import transaction
from autograder.gradebook.tables import COMMENT, GRADE, GRADE_CELL, SUBMISSION, SUBMITTED, TASK_CELL, new_id

OWN_TABLES = MetaData()
_GIVEN = Table(
    "autograder_given_mark",
    OWN_TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("assignment", String(128), nullable=False),
    Column("cell", String(255), nullable=False),
    Column("student", String(128), nullable=False),
    Column("marker", String(128), nullable=False),
    Column("at", String(32), nullable=False),  # in UTC
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("is_undone", Boolean, nullable=False),
)
_SAVED_COMMENT = Table(
    "autograder_saved_comment",
    OWN_TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("assignment", String(128), nullable=False),
    Column("cell", String(255), nullable=False),
    Column("words", Text, nullable=False),
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


class CellRows(msgspec.Struct, frozen=True):
    """A cell's place in nbgrader's tables: ids of rows, and its points."""

    notebook: str
    grade: str
    comment: str | None
    max_score: float


class MarkedCell:
    """A graded cell of an assignment, in a gradebook on which `open_marking` was called."""

    def __init__(self, url: str, assignment: str, cell: str) -> None:
        self.url, self.assignment, self.cell = url, assignment, cell
        self._rows: CellRows | None = None

    @property
    def max_score(self) -> float:
        return self._looked_up().max_score

    @property
    def takes_comments(self) -> bool:
        """True if nbgrader has a place for a comment on this cell."""
        return self._looked_up().comment is not None

    def _looked_up(self) -> "CellRows":
        if self._rows is None:
            with transaction(self.url) as connection:
                return self._known(connection)
        return self._rows

    def _known(self, connection: Connection) -> "CellRows":
        """Return nbgrader's rows of the cell, which are looked up once, in the first transaction."""
        if self._rows is None:
            known = Batch(connection, self.assignment, ())
            if self.cell not in known.grades:
                raise known.unknown(f"the gradebook does not know the cell {self.cell}")
            grade = known.grades[self.cell]
            # A comment on a function stands with its code, as in formgrader.
            name = self.cell if self.cell in known.solutions else self.cell.removeprefix("test_")
            worth = [
                connection.execute(select(kind.c.max_score).where(kind.c.id == grade)).scalar_one_or_none()
                for kind in (GRADE_CELL, TASK_CELL)
            ]
            points = float(next((most for most in worth if most is not None), 0.0))
            self._rows = CellRows(known.notebook_id, grade, known.solutions.get(name), points)
        return self._rows

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
            return self._write(connection, student, before, after, marker)

    def undo(self, marker: str) -> tuple[str, HandMark] | None:
        """Undo the last mark of `marker` on this cell; return student and mark, or None if there is none."""
        latest = (
            select(_GIVEN)
            .where(
                _GIVEN.c.assignment == self.assignment,
                _GIVEN.c.cell == self.cell,
                _GIVEN.c.marker == marker,
                _GIVEN.c.is_undone.is_(False),
            )
            .order_by(_GIVEN.c.number.desc())
            .limit(1)
        )
        with transaction(self.url) as connection:
            change = connection.execute(latest).mappings().one_or_none()
            if change is None:
                return None
            student = str(change["student"])
            now, given, earlier = (
                self._mark(connection, student),
                *(msgspec.json.decode(change[side], type=HandMark) for side in ("after", "before")),
            )
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
                update(_GIVEN).where(_GIVEN.c.number == change["number"]).values(is_undone=True)
            )
            return student, self._mark(connection, student)

    def saved_comments(self) -> tuple[SavedComment, ...]:
        """Return the comments that are kept for this cell, the oldest first."""
        with transaction(self.url) as connection:
            rows = connection.execute(
                select(_SAVED_COMMENT.c.number, _SAVED_COMMENT.c.words)
                .where(_SAVED_COMMENT.c.assignment == self.assignment, _SAVED_COMMENT.c.cell == self.cell)
                .order_by(_SAVED_COMMENT.c.number)
            )
            return tuple(SavedComment(number, words) for number, words in rows)

    def save_comment(self, words: str) -> None:
        """Keep a comment for all who mark this cell; one that is there is not kept twice."""
        if any(words == comment.words for comment in self.saved_comments()):
            return
        with transaction(self.url) as connection:
            connection.execute(
                insert(_SAVED_COMMENT).values(
                    number=_next(connection, _SAVED_COMMENT),
                    assignment=self.assignment,
                    cell=self.cell,
                    words=words,
                )
            )

    def drop_comment(self, number: int) -> None:
        """Remove a kept comment; marks in which it was used keep it."""
        with transaction(self.url) as connection:
            connection.execute(
                delete(_SAVED_COMMENT).where(
                    _SAVED_COMMENT.c.number == number,
                    _SAVED_COMMENT.c.assignment == self.assignment,
                    _SAVED_COMMENT.c.cell == self.cell,
                )
            )

    # --- rows ----------------------------------------------------------------------------------

    def _marks(self, connection: Connection, student: str | None = None) -> dict[str, HandMark]:
        rows = self._known(connection)
        grades = (
            select(
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
                (COMMENT.c.notebook_id == SUBMITTED.c.id) & (COMMENT.c.cell_id == rows.comment),
            )
            .where(SUBMITTED.c.notebook_id == rows.notebook, GRADE.c.cell_id == rows.grade)
            .order_by(SUBMISSION.c.student_id)
        )
        given = select(_GIVEN.c.student, _GIVEN.c.marker, _GIVEN.c.at, _GIVEN.c.after).where(
            _GIVEN.c.assignment == self.assignment, _GIVEN.c.cell == self.cell, _GIVEN.c.is_undone.is_(False)
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

    def _mark(self, connection: Connection, student: str) -> HandMark:
        # Formgrader writes without our lock: where rows can be locked it waits until we are done.
        rows = self._known(connection)
        # Two queries: as one, PostgreSQL looked the hand-in up anew for every comment, half a second a mark.
        submitted = connection.execute(_handed_in(rows, student)).scalar_one_or_none()
        comment = select(COMMENT.c.id).where(
            COMMENT.c.cell_id == rows.comment, COMMENT.c.notebook_id == submitted
        )
        connection.execute(comment.with_for_update())
        mark = self._marks(connection, student).get(student)
        if mark is None:
            raise GradebookError(
                student, "the gradebook has no such hand-in", f"run `autograder grade {self.assignment}`"
            )
        return mark

    def _write(
        self, connection: Connection, student: str, before: HandMark, after: HandMark, marker: str
    ) -> HandMark:
        self._set(connection, student, before, after)
        connection.execute(
            insert(_GIVEN).values(
                number=_next(connection, _GIVEN),
                assignment=self.assignment,
                cell=self.cell,
                student=student,
                marker=marker,
                at=datetime.now(UTC).isoformat(timespec="seconds"),
                before=msgspec.json.encode(before).decode(),
                after=msgspec.json.encode(msgspec.structs.replace(after, by="", at="")).decode(),
                is_undone=False,
            )
        )
        return self._mark(connection, student)

    def _set(self, connection: Connection, student: str, before: HandMark, after: HandMark) -> None:
        """Write what formgrader writes: a score, whether a person has to look, a comment."""
        rows = self._known(connection)
        if after.comment != before.comment and rows.comment is None:
            raise GradebookError(
                self.cell,
                "nbgrader has no place for a comment on this cell",
                "write it in the cell with the student's answer, in formgrader",
            )
        submitted = connection.execute(_handed_in(rows, student)).scalar_one()
        connection.execute(
            update(GRADE)
            .where(GRADE.c.notebook_id == submitted, GRADE.c.cell_id == rows.grade)
            .values(manual_score=after.score, needs_manual_grade=after.waits)
        )
        if after.comment == before.comment:
            return
        place = (COMMENT.c.notebook_id == submitted, COMMENT.c.cell_id == rows.comment)
        said = {"manual_comment": after.comment or None}
        if connection.execute(update(COMMENT).where(*place).values(**said)).rowcount == 0:
            row = {"id": new_id(), "notebook_id": submitted, "cell_id": rows.comment}
            connection.execute(insert(COMMENT).values(**row, **said))


def forget_marks(connection: Connection, works: Collection[tuple[str, str]], people: Collection[str]) -> None:
    """Remove the records of who marked these hand-ins, and who marked anything of these people."""
    if not inspect(connection).has_table(_GIVEN.name):
        return
    for student, assignment in sorted(works):
        connection.execute(
            delete(_GIVEN).where(_GIVEN.c.student == student, _GIVEN.c.assignment == assignment)
        )
    for student in sorted(people):
        connection.execute(delete(_GIVEN).where(_GIVEN.c.student == student))


def _handed_in(rows: CellRows, student: str) -> Select[tuple[Any]]:
    """Return the query for the id of a student's row for the cell's notebook."""
    return (
        select(SUBMITTED.c.id)
        .join(SUBMISSION, SUBMISSION.c.id == SUBMITTED.c.assignment_id)
        .where(SUBMITTED.c.notebook_id == rows.notebook, SUBMISSION.c.student_id == student)
    )


def _of_a_person(mark: HandMark) -> tuple[float | None, str, bool]:
    return mark.score, mark.comment, mark.waits


def _next(connection: Connection, rows: Table) -> int:
    """Return a table's next free number. One transaction of ours at a time takes one."""
    return 1 + (connection.execute(select(func.max(rows.c.number))).scalar() or 0)
