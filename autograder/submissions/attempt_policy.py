"""Which of a student's attempts count, and how late they are, by course.yml and the roster.

`candidates` has the policies, and `best` compares reports. `AttemptSelector` applies them to what is on disk.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import msgspec

from autograder import timestamps
from autograder.course import Attempts, Course
from autograder.paths import Places, StudentWork
from autograder.report import Report
from autograder.submissions import attempts, late_policy, report_store, roster
from autograder.submissions.attempts import Attempt
from autograder.submissions.late_policy import Lateness
from autograder.submissions.roster import Roster
from autograder.submissions.submitted_files import keep_as_attempt, submitted_at, submitted_file


def countable(
    known: Sequence[Attempt], closes: datetime | None = None, most: int | None = None
) -> list[Attempt]:
    """Return the attempts that may count: not after the assignment closed, and not more than are allowed."""
    in_time = [
        attempt for attempt in known if closes is None or attempt.moment is None or attempt.moment <= closes
    ]
    return in_time[:most]


def candidates(
    policy: Attempts, known: Sequence[Attempt], is_late: Callable[[Attempt], bool]
) -> list[Attempt]:
    """Return the attempts to grade in order to know which one counts; all policies but `best` choose one."""
    if policy == "best":
        return list(known)
    on_time = [attempt for attempt in known if not is_late(attempt)] if policy == "last_on_time" else []
    return (on_time or list(known))[-1:]


def best(reports: Sequence[tuple[Report, Lateness]]) -> int:
    """Return the index of the attempt that is worth most after its lateness; of equals the later.

    A cell that waits for a person is taken at full points, so that nobody loses by our error. A hand-in
    that could not be graded at all counts only if none could.
    """

    def worth(place: int) -> tuple[bool, float, int]:
        report, lateness = reports[place]
        points = [cell.points if cell.score is None else cell.score for cell in report.cells.values()]
        points += (report.completed or {}).values()
        return report.status != "error", late_policy.final(math.fsum(points), lateness).final, place

    return max(range(len(reports)), key=worth)


class GradingTask(msgspec.Struct, frozen=True):
    """One hand-in that has to be graded."""

    student: str
    attempt: int = 0  # its number; 0 is the file in var/submitted, if no attempts are kept
    is_sole: bool = True  # no other attempt may count, so that this one does, whatever its report says


class AttemptSelector(msgspec.Struct, frozen=True):
    """Decides which attempts at one assignment may count, and so are graded, and how late each is."""

    course: Course
    places: Places
    name: str
    people: Roster

    def work(self, student: str) -> StudentWork:
        return self.places.work(self.name, student)

    def tasks(self, student: str) -> list[GradingTask]:
        """Return one student's attempts that have to be graded; none if all came after closing."""
        entry, policy = self.course.assignment(self.name), self.course.attempts_of(self.name)
        known: list[Attempt] = []
        if self._keeps(student) and not submitted_file(self.work(student)).problem:
            known = attempts.read_all(self.work(student))
        if broken := [attempt.number for attempt in known if attempt.problem]:
            return [GradingTask(student, broken[0])]  # a person has to say which one counts
        closes = self._closes(student) if entry.closes else None
        if not known:
            is_in_time = closes is None or countable([self._in_submitted(student)], closes)
            return [GradingTask(student)] if is_in_time else []
        may_count = countable(known, closes, entry.max_attempts)
        eligible = candidates(policy, may_count, lambda attempt: self.lateness_of(student, attempt).is_late)
        return [GradingTask(student, attempt.number, len(eligible) == 1) for attempt in eligible]

    def keep_and_select(self, student: str) -> list[GradingTask]:
        """Store the file in var/submitted as an attempt, if attempts are kept; return what is to grade."""
        if self._keeps(student):
            keep_as_attempt(self.work(student))
        return self.tasks(student)

    def lateness(self, student: str, number: int) -> Lateness:
        """Return the lateness of one hand-in, and what it costs; `number` is the attempt's, or 0."""
        return self.lateness_of(student, self.attempt(student, number))

    def attempt(self, student: str, number: int) -> Attempt:
        """Return the record of one hand-in; for 0, or an unknown number, of the file in var/submitted."""
        known = attempts.read_all(self.work(student)) if number else []
        of_number = (attempt for attempt in known if attempt.number == number)
        return next(of_number, None) or self._in_submitted(student)

    def _keeps(self, student: str) -> bool:
        """Return True if attempts are kept: `collect` did so, or course.yml asks for more than the last."""
        entry, policy = self.course.assignment(self.name), self.course.attempts_of(self.name)
        is_begun = self.work(student).attempts.is_dir()
        return is_begun or policy != "last" or entry.max_attempts is not None

    def _in_submitted(self, student: str) -> Attempt:
        """Return a record of the file in var/submitted, put there by hand or by nbgrader."""
        when = timestamps.timestamp(submitted_at(self.work(student).submitted) or "")
        return Attempt(0, "", when.isoformat() if when else "")

    def lateness_of(self, student: str, attempt: Attempt) -> Lateness:
        """Return the lateness of an attempt, and what it costs."""
        extended = roster.extension(self.course, self.people, student, self.name)
        return late_policy.penalty(
            self.course.late, self.course.due(self.name), attempt.moment, extended, attempt.late
        )

    def _closes(self, student: str) -> datetime | None:
        closes = self.course.closes(self.name)
        extended = roster.extension(self.course, self.people, student, self.name)
        return max(closes, extended) if closes and extended else closes


def attempt_selector(course: Course, places: Places, name: str) -> AttemptSelector:
    """Return the selector for one assignment, with the roster as it is now."""
    return AttemptSelector(course, places, name, roster.read_roster(places))


def lateness(course: Course, places: Places, name: str, students: Iterable[str]) -> dict[str, Lateness]:
    """Map each of `students` to how late the hand-in was that their report is on."""
    selector = attempt_selector(course, places, name)
    late_by = {}
    for student in students:
        meta = report_store.meta(places.work(name, student))
        late_by[student] = selector.lateness(student, meta.attempt if meta else 0)
    return late_by
