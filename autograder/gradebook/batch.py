"""Reports of many hand-ins, written to the gradebook with a few statements for all of them."""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from autograder.errors import GradebookError
from autograder.gradebook.tables import (
    ASSIGNMENT,
    BASE_CELL,
    CELL_TABLES,
    COMMENT,
    GRADE,
    NOTEBOOK,
    STUDENT,
    SUBMISSION,
    SUBMITTED,
    WITH_COMMENTS,
    WITH_POINTS,
    insert_rows,
    new_id,
    update_rows,
    utc,
)
from autograder.report import GradebookRow
from autograder.submissions import late_policy
from autograder.submissions.late_policy import Lateness

NO_RESPONSE = "No response."  # nbgrader's words


class Batch:
    """Many hand-ins of one assignment, in one transaction: each statement is for all of them."""

    def __init__(self, connection: sa.Connection, assignment: str, rows: Sequence[GradebookRow] = ()) -> None:
        self.connection, self.assignment = connection, assignment
        self.rows = {row.student: row for row in rows}
        notebook = (
            sa.select(ASSIGNMENT.c.id, NOTEBOOK.c.id)
            .join_from(ASSIGNMENT, NOTEBOOK, NOTEBOOK.c.assignment_id == ASSIGNMENT.c.id)
            .where(ASSIGNMENT.c.name == assignment, NOTEBOOK.c.name == assignment)
        )
        ids = connection.execute(notebook).one_or_none()
        if ids is None:
            raise self.unknown("the gradebook does not know this assignment")
        self.assignment_id, self.notebook_id = ids
        cells = sa.select(BASE_CELL.c.id, BASE_CELL.c.type, BASE_CELL.c.name).where(
            BASE_CELL.c.notebook_id == self.notebook_id
        )
        self.grades: dict[str, str] = {}  # name to id
        self.solutions: dict[str, str] = {}
        for cell, kind, name in connection.execute(cells):
            if kind in WITH_COMMENTS:
                self.solutions[name] = cell
            if kind in WITH_POINTS:
                self.grades[name] = cell
        self.names = {cell: name for cells in (self.grades, self.solutions) for name, cell in cells.items()}
        for row in rows:
            for name in row.scores:
                if name not in self.grades:
                    raise self.unknown(f"the gradebook does not know the cell {name}")

    def unknown(self, what: str) -> GradebookError:
        """Return the error that the gradebook lacks something, since the assignment has not been built."""
        return GradebookError(self.assignment, what, f"run `autograder build {self.assignment}`")

    def record(
        self,
        submitted_at: Mapping[str, datetime],
        resubmitted: Collection[str] | None,
        unchanged: Mapping[str, Collection[str]],
        judged: Mapping[str, Mapping[str, float]],
    ) -> None:
        """Update students, submissions, grades and comments in the gradebook from the reports."""
        if self.connection.dialect.name == "postgresql":
            # nbgrader adds such rows too. On SQLite nobody else can write once a transaction has begun.
            self.connection.exec_driver_sql(
                "LOCK TABLE student, submitted_assignment IN SHARE ROW EXCLUSIVE MODE"
            )
        present = set(self.connection.scalars(sa.select(STUDENT.c.id).where(STUDENT.c.id.in_(self.rows))))
        insert_rows(self.connection, STUDENT, [{"id": name} for name in self.rows if name not in present])
        submissions, moved = self._submissions(
            {name: utc(when) for name, when in submitted_at.items() if name in self.rows}
        )
        notebooks = self._notebooks(submissions)
        again = set(self.rows) if resubmitted is None else moved | set(resubmitted)
        self._record_grades(notebooks, again, unchanged, judged)
        self._record_comments(notebooks)

    def _submissions(self, submitted_at: dict[str, datetime]) -> tuple[dict[str, str], set[str]]:
        """Add missing submissions; return each student's, and the students whose moment has changed."""
        rows = sa.select(SUBMISSION.c.student_id, SUBMISSION.c.id, SUBMISSION.c.timestamp).where(
            SUBMISSION.c.assignment_id == self.assignment_id, SUBMISSION.c.student_id.in_(self.rows)
        )
        known = {student: (row, when) for student, row, when in self.connection.execute(rows)}
        moved = {name for name, when in submitted_at.items() if name in known and known[name][1] != when}
        changed = [{"row": known[name][0], "at": submitted_at[name]} for name in sorted(moved)]
        update_rows(self.connection, SUBMISSION, changed, timestamp=sa.bindparam("at"))
        new = {name: new_id() for name in self.rows if name not in known}
        given = {"assignment_id": self.assignment_id}
        insert_rows(
            self.connection,
            SUBMISSION,
            [
                {"id": row, "student_id": name, "timestamp": submitted_at.get(name), **given}
                for name, row in new.items()
            ],
        )
        return {name: row for name, (row, _) in known.items()} | new, moved

    def _notebooks(self, submissions: dict[str, str]) -> dict[str, str]:
        """Add missing submitted notebooks; map the id of each notebook to its student."""
        students = {row: name for name, row in submissions.items()}
        rows = sa.select(SUBMITTED.c.id, SUBMITTED.c.assignment_id).where(
            SUBMITTED.c.notebook_id == self.notebook_id, SUBMITTED.c.assignment_id.in_(students)
        )
        notebooks = {row: students[submission] for row, submission in self.connection.execute(rows)}
        present = set(notebooks.values())
        new = {new_id(): name for name in submissions if name not in present}
        given = {"notebook_id": self.notebook_id, "flagged": False}
        insert_rows(
            self.connection,
            SUBMITTED,
            [{"id": row, "assignment_id": submissions[name], **given} for row, name in new.items()],
        )
        return notebooks | new

    def _record_grades(
        self,
        notebooks: dict[str, str],
        again: set[str],
        unchanged: Mapping[str, Collection[str]],
        judged: Mapping[str, Mapping[str, float]],
    ) -> None:
        rows = sa.select(
            GRADE.c.notebook_id,
            GRADE.c.cell_id,
            GRADE.c.id,
            GRADE.c.auto_score,
            GRADE.c.manual_score,
            GRADE.c.extra_credit,
            GRADE.c.needs_manual_grade,
        ).where(GRADE.c.notebook_id.in_(notebooks), GRADE.c.cell_id.in_(self.grades.values()))
        known = {(row[0], row[1]): tuple(row[2:]) for row in self.connection.execute(rows)}
        new, changed = [], []
        for notebook, student in notebooks.items():
            for name, cell in self.grades.items():
                score = self.rows[student].scores.get(name)
                if (notebook, cell) not in known:
                    values = {"auto_score": score, "needs_manual_grade": score is None}
                    new.append({"id": new_id(), "cell_id": cell, "notebook_id": notebook, **values})
                    continue
                row, before, manual, extra, needs = known[notebook, cell]
                is_same = student not in again or name in unchanged.get(student, ())
                is_words = name in self.solutions
                counts_again = is_words and manual is not None and judged.get(student, {}).get(name) == manual
                if manual is not None and is_same and score == before and not (needs and counts_again):
                    continue  # a person has dealt with this very score
                # A person marked the words of an answer, and not our score of it.
                asks = not (is_words and (is_same or counts_again))
                wanted = asks if manual is not None else score is None
                if manual is None and extra:  # it is for the answer, whatever our score of it
                    wanted = wanted or not is_same or (needs and before is not None)
                if score != before or needs != wanted:
                    values = {"row": row, "score": score, "pending": score is None, "asks": asks}
                    changed.append({**values, "differs": not is_same, "stays": not counts_again})
        insert_rows(self.connection, GRADE, new)
        # Decided in the database: formgrader may have written a manual score since we looked.
        waited = sa.and_(sa.bindparam("stays", type_=sa.Boolean()), GRADE.c.needs_manual_grade)
        asked = sa.or_(sa.bindparam("asks", type_=sa.Boolean()), waited)
        pending = sa.bindparam("pending", type_=sa.Boolean())
        kept = sa.and_(GRADE.c.needs_manual_grade, GRADE.c.auto_score.is_not(None))
        differs = sa.or_(pending, sa.bindparam("differs", type_=sa.Boolean()), kept)
        needs_manual = sa.case(
            (GRADE.c.manual_score.is_not(None), asked),
            (GRADE.c.extra_credit != 0, differs),
            else_=pending,
        )
        new_values = {"auto_score": sa.bindparam("score"), "needs_manual_grade": needs_manual}
        update_rows(self.connection, GRADE, changed, **new_values)

    def _record_comments(self, notebooks: dict[str, str]) -> None:
        rows = sa.select(
            COMMENT.c.notebook_id, COMMENT.c.cell_id, COMMENT.c.id, COMMENT.c.auto_comment
        ).where(COMMENT.c.notebook_id.in_(notebooks), COMMENT.c.cell_id.in_(self.solutions.values()))
        known = {(row[0], row[1]): (row[2], row[3]) for row in self.connection.execute(rows)}
        new, changed = [], []
        for notebook, student in notebooks.items():
            for name, cell in self.solutions.items():
                said = NO_RESPONSE if name in self.rows[student].untouched else None
                if (notebook, cell) not in known:
                    place = {"id": new_id(), "cell_id": cell, "notebook_id": notebook}
                    new.append({**place, "auto_comment": said})
                elif known[notebook, cell][1] != said:
                    changed.append({"row": known[notebook, cell][0], "said": said})
        insert_rows(self.connection, COMMENT, new)
        update_rows(self.connection, COMMENT, changed, auto_comment=sa.bindparam("said"))

    def take_off(self, lateness: Mapping[str, Lateness]) -> None:
        """Update students' penalties for lateness, which depend on their scores as they are now.

        They are in nbgrader's own column, so that formgrader and nbgrader's exporters use them.
        """
        late = self.submitted(SUBMITTED.c.id, SUBMITTED.c.late_submission_penalty)
        before = self.connection.execute(late.where(SUBMISSION.c.student_id.in_(lateness))).all()
        scores: dict[str, list[float]] = {row: [] for _, row, _ in before}
        grades = sa.select(
            GRADE.c.notebook_id, GRADE.c.auto_score, GRADE.c.manual_score, GRADE.c.extra_credit
        ).where(GRADE.c.notebook_id.in_(scores), GRADE.c.cell_id.in_(self.grades.values()))
        for row, *points in self.connection.execute(grades):
            scores[row].append(cell_score(*points))
        changed = []
        for student, row, known in before:
            # nbgrader leaves the column empty where nothing is late.
            penalty = late_policy.final(math.fsum(scores[row]), lateness[student]).penalty or None
            if penalty != known:
                changed.append({"row": row, "penalty": penalty})
        update_rows(self.connection, SUBMITTED, changed, late_submission_penalty=sa.bindparam("penalty"))

    # --- queries -------------------------------------------------------------------------------

    def submitted(self, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
        """Return the query for the students who handed this notebook in, each with these columns."""
        return (
            sa.select(SUBMISSION.c.student_id, *columns)
            .join_from(SUBMITTED, SUBMISSION, SUBMISSION.c.id == SUBMITTED.c.assignment_id)
            .where(SUBMITTED.c.notebook_id == self.notebook_id)
            .order_by(SUBMISSION.c.student_id)
        )

    def by_cell(self, rows: sa.TableClause) -> sa.Select[Any]:
        """Return the query for the grades or comments of this notebook, each with its student."""
        cells = self.grades if rows is GRADE else self.solutions
        return (
            self.submitted(*rows.c)
            .join(rows, rows.c.notebook_id == SUBMITTED.c.id)
            .where(rows.c.cell_id.in_(cells.values()))
        )

    def points(self) -> dict[str, float]:
        """Map the id of each cell that has points to them."""
        worth: dict[str, float] = {}
        for kind in WITH_POINTS:
            cells = CELL_TABLES[kind].c
            rows = sa.select(cells.id, cells.max_score).where(cells.id.in_(self.grades.values()))
            worth |= {cell: max_score for cell, max_score in self.connection.execute(rows)}
        return worth


def cell_score(auto: float | None, manual: float | None, extra: float | None) -> float:
    """Return a score by nbgrader's rule: a person's, else ours, plus extra credit; 0 without either."""
    score = auto if manual is None else manual
    return 0.0 if score is None else score + (extra or 0.0)
