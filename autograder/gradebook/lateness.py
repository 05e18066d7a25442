"""The penalty for lateness in nbgrader's own column, so that formgrader and its exporters use it."""

import math
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Float, bindparam, select, update

from autograder.gradebook.tables import GRADE, SUBMISSION, SUBMITTED
from autograder.submissions import late_policy
from autograder.submissions.late_policy import Lateness


def take_off(
    connection: Connection, notebook: str, cells: Collection[str], lateness: Mapping[str, Lateness]
) -> None:
    """Update the penalties to the scores as they are now, people's marks and extra credit included."""
    submissions = (
        select(SUBMITTED.c.id, SUBMISSION.c.student_id, SUBMITTED.c.late_submission_penalty)
        .join_from(SUBMITTED, SUBMISSION, SUBMISSION.c.id == SUBMITTED.c.assignment_id)
        .where(SUBMITTED.c.notebook_id == notebook, SUBMISSION.c.student_id.in_(lateness))
    )
    before = {row: (student, penalty) for row, student, penalty in connection.execute(submissions)}
    scores: dict[str, list[float]] = {row: [] for row in before}
    grades = select(
        GRADE.c.notebook_id, GRADE.c.auto_score, GRADE.c.manual_score, GRADE.c.extra_credit
    ).where(GRADE.c.notebook_id.in_(before), GRADE.c.cell_id.in_(cells))
    for row, *points in connection.execute(grades):
        scores[row].append(cell_score(*points))
    changed = []
    for row, (student, penalty) in before.items():
        # nbgrader leaves the column empty where nothing is late.
        taken = late_policy.final(math.fsum(scores[row]), lateness[student]).penalty or None
        if taken != penalty:
            changed.append({"row": row, "penalty": taken})
    if changed:
        connection.execute(
            update(SUBMITTED)
            .where(SUBMITTED.c.id == bindparam("row"))
            .values(late_submission_penalty=bindparam("penalty", type_=Float())),
            changed,
        )


def cell_score(auto: float | None, manual: float | None, extra: float | None) -> float:
    """Return a score by nbgrader's rule: a person's, else ours, plus extra credit; 0 without either."""
    score = auto if manual is None else manual
    return 0.0 if score is None else score + (extra or 0.0)
