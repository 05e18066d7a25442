"""Reports of many hand-ins, written to the gradebook with a few statements for all of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Float,
    String,
    TableClause,
    bindparam,
    case,
    insert,
    or_,
    select,
    update,
)

from autograder.errors import GradebookError
from autograder.gradebook.tables import (
    ASSIGNMENT,
    BASE_CELL,
    COMMENT,
    GRADE,
    NOTEBOOK,
    STUDENT,
    SUBMISSION,
    SUBMITTED,
    new_id,
    utc,
)
from autograder.report import GradebookRow


class Batch:
    """Many hand-ins of one assignment, in one transaction: each statement is for all of them."""

    def __init__(self, connection: Connection, assignment: str, rows: Sequence[GradebookRow]) -> None:
        self.connection, self.assignment = connection, assignment
        self.rows = {row.student: row for row in rows}
        notebook = (
            select(ASSIGNMENT.c.id, NOTEBOOK.c.id)
            .join_from(ASSIGNMENT, NOTEBOOK, NOTEBOOK.c.assignment_id == ASSIGNMENT.c.id)
            .where(ASSIGNMENT.c.name == assignment, NOTEBOOK.c.name == assignment)
        )
        ids = connection.execute(notebook).one_or_none()
        if ids is None:
            raise self.unknown("the gradebook does not know this assignment")
        self.assignment_id, self.notebook_id = ids
        cells = select(BASE_CELL.c.id, BASE_CELL.c.type, BASE_CELL.c.name).where(
            BASE_CELL.c.notebook_id == self.notebook_id
        )
        self.grades: dict[str, str] = {}  # name to id
        self.solutions: dict[str, str] = {}
        for cell, kind, name in connection.execute(cells):
            if kind in ("SolutionCell", "TaskCell"):
                self.solutions[name] = cell
            if kind in ("GradeCell", "TaskCell"):
                self.grades[name] = cell
        for row in rows:
            for name in row.scores:
                if name not in self.grades:
                    raise self.unknown(f"the gradebook does not know the cell {name}")

    def unknown(self, what: str) -> GradebookError:
        """Return the error that the gradebook lacks something, since the assignment has not been built."""
        return GradebookError(self.assignment, what, f"run `autograder build {self.assignment}`")

    def record(
        self,
        submitted_at: Mapping[str, str | datetime],
        resubmitted: Collection[str] | None,
        unchanged: Mapping[str, Collection[str]],
    ) -> None:
        """Update students, submissions, grades and comments in the gradebook from the reports."""
        if self.connection.dialect.name == "postgresql":
            # nbgrader adds such rows too. On SQLite nobody else can write once a transaction has begun.
            self.connection.exec_driver_sql(
                "LOCK TABLE student, submitted_assignment IN SHARE ROW EXCLUSIVE MODE"
            )
        present = set(self.connection.scalars(select(STUDENT.c.id).where(STUDENT.c.id.in_(self.rows))))
        self._insert(STUDENT, [{"id": name} for name in self.rows if name not in present])
        submissions, moved = self._submissions(
            {name: when for name in self.rows if (when := utc(submitted_at.get(name)))}
        )
        notebooks = self._notebooks(submissions)
        again = set(self.rows) if resubmitted is None else moved | set(resubmitted)
        self._record_grades(notebooks, again, unchanged)
        self._record_comments(notebooks)

    def _insert(self, rows: TableClause, values: list[dict[str, Any]]) -> None:
        if values:
            self.connection.execute(insert(rows), values)

    def _submissions(self, submitted_at: dict[str, datetime]) -> tuple[dict[str, str], set[str]]:
        """Add missing submissions; return each student's, and the students whose moment has changed."""
        rows = select(SUBMISSION.c.student_id, SUBMISSION.c.id, SUBMISSION.c.timestamp).where(
            SUBMISSION.c.assignment_id == self.assignment_id, SUBMISSION.c.student_id.in_(self.rows)
        )
        known = {student: (row, when) for student, row, when in self.connection.execute(rows)}
        moved = {name for name, when in submitted_at.items() if name in known and known[name][1] != when}
        if moved:
            self.connection.execute(
                update(SUBMISSION)
                .where(SUBMISSION.c.id == bindparam("row"))
                .values(timestamp=bindparam("at")),
                [{"row": known[name][0], "at": submitted_at[name]} for name in sorted(moved)],
            )
        new = {name: new_id() for name in self.rows if name not in known}
        self._insert(
            SUBMISSION,
            [
                {
                    "id": row,
                    "assignment_id": self.assignment_id,
                    "student_id": name,
                    "timestamp": submitted_at.get(name),
                }
                for name, row in new.items()
            ],
        )
        return {name: row for name, (row, _) in known.items()} | new, moved

    def _notebooks(self, submissions: dict[str, str]) -> dict[str, str]:
        """Add missing submitted notebooks; map the id of each notebook to its student."""
        students = {row: name for name, row in submissions.items()}
        rows = select(SUBMITTED.c.id, SUBMITTED.c.assignment_id).where(
            SUBMITTED.c.notebook_id == self.notebook_id, SUBMITTED.c.assignment_id.in_(students)
        )
        notebooks = {row: students[submission] for row, submission in self.connection.execute(rows)}
        present = set(notebooks.values())
        new = {new_id(): name for name in submissions if name not in present}
        self._insert(
            SUBMITTED,
            [
                {
                    "id": row,
                    "assignment_id": submissions[name],
                    "notebook_id": self.notebook_id,
                    "flagged": False,
                }
                for row, name in new.items()
            ],
        )
        return notebooks | new

    def _record_grades(
        self, notebooks: dict[str, str], again: set[str], unchanged: Mapping[str, Collection[str]]
    ) -> None:
        rows = select(
            GRADE.c.notebook_id,
            GRADE.c.cell_id,
            GRADE.c.id,
            GRADE.c.auto_score,
            GRADE.c.manual_score,
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
                row, before, manual, needs = known[notebook, cell]
                is_same = student not in again or name in unchanged.get(student, ())
                if manual is not None and is_same and score == before:
                    continue  # a person has dealt with this very score
                # A person marked the words of an answer, and not our score of it.
                asks = not (is_same and name in self.solutions)
                if score != before or needs != (asks if manual is not None else score is None):
                    values = {"row": row, "score": score, "pending": score is None, "asks": asks}
                    changed.append(values)
        self._insert(GRADE, new)
        if changed:
            # Decided in the database: formgrader may have written a manual score since we looked.
            needs_manual = case(
                (
                    GRADE.c.manual_score.is_not(None),
                    or_(bindparam("asks", type_=Boolean()), GRADE.c.needs_manual_grade),
                ),
                else_=bindparam("pending", type_=Boolean()),
            )
            self.connection.execute(
                update(GRADE)
                .where(GRADE.c.id == bindparam("row"))
                .values(auto_score=bindparam("score", type_=Float()), needs_manual_grade=needs_manual),
                changed,
            )

    def _record_comments(self, notebooks: dict[str, str]) -> None:
        rows = select(COMMENT.c.notebook_id, COMMENT.c.cell_id, COMMENT.c.id, COMMENT.c.auto_comment).where(
            COMMENT.c.notebook_id.in_(notebooks), COMMENT.c.cell_id.in_(self.solutions.values())
        )
        known = {(row[0], row[1]): (row[2], row[3]) for row in self.connection.execute(rows)}
        new, changed = [], []
        for notebook, student in notebooks.items():
            for name, cell in self.solutions.items():
                said = NO_RESPONSE if name in self.rows[student].untouched else None
                if (notebook, cell) not in known:
                    new.append(
                        {"id": new_id(), "cell_id": cell, "notebook_id": notebook, "auto_comment": said}
                    )
                elif known[notebook, cell][1] != said:
                    changed.append({"row": known[notebook, cell][0], "said": said})
        self._insert(COMMENT, new)
        if changed:
            self.connection.execute(
                update(COMMENT)
                .where(COMMENT.c.id == bindparam("row"))
                .values(auto_comment=bindparam("said", type_=String())),
                changed,
            )


NO_RESPONSE = "No response."  # nbgrader's words
