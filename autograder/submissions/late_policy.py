"""The penalty for lateness: a policy, two moments, and how much of the score is taken off.

It knows nothing of files. Grading and the gradebook both call it, so that scores agree to the last digit.
"""

from datetime import datetime, timedelta
from fractions import Fraction

import msgspec

from autograder.course import Late

_DAY = timedelta(days=1)


class Lateness(msgspec.Struct, frozen=True):
    """The lateness of a hand-in. `percent` is None if it is late and nobody knows by how much."""

    is_late: bool = False  # by more than the grace period
    by: timedelta | None = None  # after the student's own due date; None where that cannot be told
    percent: float | None = 0.0  # of the points earned


class FinalScore(msgspec.Struct, frozen=True):
    """A score, what lateness takes off it, and what is left."""

    score: float
    penalty: float
    final: float


def penalty(
    policy: Late,
    due: datetime | None,
    submitted_at: datetime | None,
    extension: datetime | None = None,
    said_late: bool | None = None,
) -> Lateness:
    """Return what a hand-in's lateness costs under `policy`.

    `extension` is the student's own due date; it never makes the class's earlier. `said_late` is what the
    LMS says, which counts only if no moment is known: an LMS without a due date calls nothing late. All
    moments are in UTC: a day is 24 hours, also where the clocks change. Days count from the due date, and a
    day that has begun counts in full.
    """
    if due is None:
        return Lateness()
    if submitted_at is None:
        return Lateness(True, None, None if costs(policy) else 0.0) if said_late else Lateness()
    by = submitted_at - max(due, extension or due)
    if by <= timedelta(minutes=policy.grace_minutes):
        return Lateness(False, max(by, timedelta(0)))
    if policy.cutoff_days is not None and by > policy.cutoff_days * _DAY:
        return Lateness(True, by, 100.0)
    days = -(-by // _DAY)
    return Lateness(True, by, float(min(exact(policy.percent_per_day) * days, exact(policy.cap_percent))))


def costs(policy: Late) -> bool:
    """Return True if lateness costs anything at all."""
    return policy.cutoff_days is not None or bool(policy.percent_per_day and policy.cap_percent)


def final(score: float, lateness: Lateness) -> FinalScore:
    """Return a score with its penalty and the rest, as nbgrader computes them: neither is below 0."""
    taken = float(Fraction(max(score, 0.0)) * exact(lateness.percent or 0.0) / 100)
    return FinalScore(score, taken, max(0.0, score - taken))


def exact(number: float) -> Fraction:
    """Return a number as it is written, such as 3.3, and not the binary number nearest to it."""
    return Fraction(repr(float(number)))
