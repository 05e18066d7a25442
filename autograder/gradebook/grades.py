"""nbgrader's gradebook, written in bulk and left as nbgrader itself would leave it.

Scores of a whole class go in with a handful of statements per transaction, where nbgrader's own API
takes some 35 ms for each hand-in. What people have entered is never touched: manual scores, extra
credit, manual comments. nbgrader is imported only to make a new database, since that import takes
longer than writing a class.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa

from autograder.gradebook.assignments import record_assignment
from autograder.gradebook.batch import Batch, cell_score
from autograder.gradebook.connection import (
    FROM_ARCHIVE,
    address,
    is_made,
    open_gradebook,
    printable_url,
    refuse_damaged,
    sqlite_url,
    transaction,
)
from autograder.gradebook.copies import load_copy, refuse_unusable, save_copy
from autograder.gradebook.hand_marks import (
    AnswerChanged,
    HandMark,
    MarkConflict,
    MarkedCell,
    SavedComment,
    open_marking,
)
from autograder.gradebook.people import forget, hand_in_times, record_people, students
from autograder.gradebook.tables import ASSIGNMENT, COMMENT, GRADE, SUBMISSION, SUBMITTED
from autograder.report import GradebookRow
from autograder.submissions.late_policy import Lateness

# Other rooms import from here, and from nothing else of this room.
__all__ = [
    "BATCH", "FROM_ARCHIVE", "AnswerChanged", "CellGrade", "GradebookEntry", "HandMark", "MarkConflict",
    "MarkedCell", "SavedComment", "address", "cells_marked_before", "forget", "hand_in_times", "is_made",
    "load_copy", "marks", "marks_wait", "open_gradebook", "open_marking", "printable_url",
    "record_assignment", "record_people", "record_rows", "refuse_damaged", "refuse_unusable",
    "save_copy", "scores", "settled_marks", "sqlite_url", "students", "take_off", "waiting", "waiting_counts",
]  # fmt: skip

# formgrader waits 5 s for its turn; a transaction of this many hand-ins takes well under 0.1 s.
BATCH = 200


class CellGrade(msgspec.Struct, frozen=True):
    """The grade of one cell of one student, as the gradebook has it."""

    auto_score: float | None
    manual_score: float | None
    extra_credit: float | None
    max_score: float
    needs_manual_grade: bool

    @property
    def score(self) -> float:
        """Score by nbgrader's rule (`cell_score`), 0 if there is none; read `needs_manual_grade` with it."""
        return cell_score(self.auto_score, self.manual_score, self.extra_credit)

    @property
    def has_mark(self) -> bool:
        """True if a person has given a score or extra credit."""
        return self.manual_score is not None or bool(self.extra_credit)

    @property
    def has_changed(self) -> bool:
        """True if a person has marked it, and it has changed since; without our score it waits anyway."""
        is_given = self.manual_score is not None or (self.auto_score is not None and self.has_mark)
        return self.needs_manual_grade and is_given

    @property
    def given(self) -> str:
        """What a person gave, in words."""
        words = [] if self.manual_score is None else [f"{self.manual_score:g} of {self.max_score:g}"]
        return " and ".join([*words, f"{self.extra_credit:g} extra"] if self.extra_credit else words)


class GradebookEntry(msgspec.Struct, frozen=True):
    """The result of one student in one assignment, as the gradebook has it."""

    score: float
    max_score: float
    needs_manual_grade: bool
    cells: dict[str, CellGrade]
    comments: dict[str, str] = {}  # people's, by solution or manual cell
    penalty: float = 0.0  # points taken off for lateness

    @property
    def final(self) -> float:
        """Score less the penalty, and never below 0, which is nbgrader's rule."""
        return max(0.0, self.score - self.penalty)


def cells_marked_before(entry: GradebookEntry) -> list[str]:
    """Return the cells that a person has marked and that have changed since."""
    return [name for name, cell in entry.cells.items() if cell.has_changed]


def record_rows(
    url: str,
    assignment: str,
    rows: Sequence[GradebookRow],
    submitted_at: Mapping[str, datetime] | None = None,
    resubmitted: Collection[str] | None = None,
    unchanged: Mapping[str, Collection[str]] | None = None,
    judged: Mapping[str, Mapping[str, float]] | None = None,
    lateness: Mapping[str, Lateness] | None = None,
) -> None:
    """Write reports' rows to the gradebook, and take off what lateness costs. A second call changes nothing.

    `submitted_at` gives a student's moment of handing in, where it is known. A cell that a person has
    marked is flagged for them again, as nbgrader flags it, where our score or that moment changed, or
    where the student is in `resubmitted`; None means all are, which is nbgrader's own way. So is one with
    extra credit alone, unless only our score changed. `unchanged`
    names a student's cells whose answer is the one that the gradebook was last told of: a mark on it
    stays, whatever else was handed in and whenever. `judged` names cells whose answer is the one that such
    a mark was given for: it counts again.
    """
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        with transaction(url) as connection:
            batch = Batch(connection, assignment, some)
            batch.record(submitted_at or {}, resubmitted, unchanged or {}, judged or {})
            if lateness:
                batch.take_off({row.student: lateness[row.student] for row in some})


def take_off(url: str, assignment: str, lateness: Mapping[str, Lateness]) -> None:
    """Update the penalties for lateness to the scores as they are now: people may have marked since."""
    students = sorted(lateness)
    for start in range(0, len(students), BATCH):
        late = {student: lateness[student] for student in students[start : start + BATCH]}
        with transaction(url) as connection:
            Batch(connection, assignment).take_off(late)


def scores(url: str, assignment: str, students: Sequence[str] | None = None) -> dict[str, GradebookEntry]:
    """Return the entries of everyone who handed in, or of `students`, with people's marks and comments."""
    only = [] if students is None else [SUBMISSION.c.student_id.in_(students)]
    with transaction(url) as connection:
        known = Batch(connection, assignment)
        worth = known.points()
        cells: dict[str, dict[str, CellGrade]] = {}
        for row in connection.execute(known.by_cell(GRADE).where(*only)).mappings():
            cells.setdefault(row["student_id"], {})[known.names[row["cell_id"]]] = CellGrade(
                auto_score=row["auto_score"],
                manual_score=row["manual_score"],
                extra_credit=row["extra_credit"],
                max_score=worth[row["cell_id"]],
                needs_manual_grade=row["needs_manual_grade"],
            )
        commented = known.by_cell(COMMENT).where(COMMENT.c.manual_comment.is_not(None), *only)
        comments: dict[str, dict[str, str]] = {}
        for row in connection.execute(commented).mappings():
            comments.setdefault(row["student_id"], {})[known.names[row["cell_id"]]] = row["manual_comment"]
        late = known.submitted(SUBMITTED.c.late_submission_penalty).where(*only)
        penalties = {student: penalty or 0.0 for student, penalty in connection.execute(late)}
    return {
        student: GradebookEntry(
            score=math.fsum(cell.score for cell in grades.values()),  # whatever the rows' order
            max_score=sum(worth.values()),
            needs_manual_grade=any(cell.needs_manual_grade for cell in grades.values()),
            cells=grades,
            comments=comments.get(student, {}),
            penalty=penalties.get(student, 0.0),
        )
        for student, grades in cells.items()
    }


def marks(
    url: str, assignment: str, students: Sequence[str]
) -> dict[str, dict[str, tuple[float | None, float | None]]]:
    """Map students to the marks that people gave them, by cell: score and extra credit, if there are any."""
    with transaction(url) as connection:
        known = Batch(connection, assignment)
        given = known.by_cell(GRADE).where(
            SUBMISSION.c.student_id.in_(students),
            sa.or_(GRADE.c.manual_score.is_not(None), GRADE.c.extra_credit != 0),
        )
        by_student: dict[str, dict[str, tuple[float | None, float | None]]] = {}
        for row in connection.execute(given).mappings():
            mark = row["manual_score"], row["extra_credit"] or None
            by_student.setdefault(row["student_id"], {})[known.names[row["cell_id"]]] = mark
    return by_student


def settled_marks(url: str, assignment: str, students: Sequence[str]) -> dict[str, dict[str, float]]:
    """Map students to the scores that people gave them, by cell, without those that wait for a person."""
    with transaction(url) as connection:
        known = Batch(connection, assignment)
        given = known.by_cell(GRADE).where(
            SUBMISSION.c.student_id.in_(students),
            GRADE.c.manual_score.is_not(None),
            GRADE.c.needs_manual_grade.is_(False),
        )
        by_student: dict[str, dict[str, float]] = {}
        for row in connection.execute(given).mappings():
            by_student.setdefault(row["student_id"], {})[known.names[row["cell_id"]]] = row["manual_score"]
    return by_student


def marks_wait(url: str, assignment: str) -> bool:
    """Return True if a cell has changed since a person marked it. The class is not read into memory."""
    with transaction(url) as connection:
        extra = sa.and_(GRADE.c.extra_credit != 0, GRADE.c.auto_score.is_not(None))
        is_given = sa.or_(GRADE.c.manual_score.is_not(None), extra)
        marked = Batch(connection, assignment).by_cell(GRADE).where(GRADE.c.needs_manual_grade, is_given)
        first = marked.limit(1)
        return connection.execute(first).first() is not None


def waiting(url: str, assignment: str) -> dict[str, set[str]]:
    """Map students who wait for a person to the cells that wait. No others are read: a class may be large."""
    with transaction(url) as connection:
        known = Batch(connection, assignment)
        cells: dict[str, set[str]] = {}
        for row in connection.execute(known.by_cell(GRADE).where(GRADE.c.needs_manual_grade)).mappings():
            cells.setdefault(row["student_id"], set()).add(known.names[row["cell_id"]])
    return cells


def waiting_counts(url: str, gone: Collection[str]) -> dict[str, int]:
    """Map each assignment to how many students wait for a person, without `gone`, who have left."""
    if not is_made(url):
        return {}
    counted = (
        sa.select(ASSIGNMENT.c.name, sa.func.count(SUBMISSION.c.id.distinct()))
        .select_from(GRADE)
        .join(SUBMITTED, SUBMITTED.c.id == GRADE.c.notebook_id)
        .join(SUBMISSION, SUBMISSION.c.id == SUBMITTED.c.assignment_id)
        .join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMISSION.c.assignment_id)
        .where(GRADE.c.needs_manual_grade, SUBMISSION.c.student_id.not_in(sorted(gone)))
        .group_by(ASSIGNMENT.c.name)
    )
    with transaction(url) as connection:
        return {name: count for name, count in connection.execute(counted)}
