"""Totals of the whole course: each student's result in every assignment, what of it counts, and the total.

A total is an exact fraction until it is shown. There is none while a person has to mark something, or while
a hand-in is missing and course.yml does not say what that counts as.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Literal

import msgspec

from autograder.classroom import class_results
from autograder.classroom.class_results import Result
from autograder.course import Assignment, Course
from autograder.errors import CourseError
from autograder.paths import Places
from autograder.submissions import roster
from autograder.submissions.late_policy import exact
from autograder.submissions.roster import Roster, RosterEntry

Standing = Literal[
    "counts",  # with its score, or as a zero
    "dropped",  # one of the lowest
    "waits",  # for a person
    "missing",  # and course.yml does not say what that counts as
    "left_out",  # missing, and course.yml leaves those out; or worth no points
    "excused",
    "before",  # due before the student joined
    "open",  # not due yet, or nobody is graded in it yet
]
_CLOSED = (class_results.AFTER_CLOSING,)


class CourseEntry(msgspec.Struct, frozen=True):
    """One assignment of one student: how it stands, its weight, and the share of its points earned."""

    name: str
    standing: Standing
    weight: Fraction
    result: Result | None = None  # None in an assignment that has not begun
    share: Fraction | None = None  # of its points, where it counts or is dropped

    @property
    def is_zero_for_missing(self) -> bool:
        """True if it counts as zero because nothing was handed in that may count."""
        return self.standing in ("counts", "dropped") and (
            self.result is None or self.result.status != "final"
        )


class StudentTotal(msgspec.Struct, frozen=True):
    """Result of one student in the whole course."""

    person: RosterEntry
    entries: tuple[CourseEntry, ...]
    so_far: Fraction | None  # percent, of what counts and is decided; None where nothing is

    @property
    def student(self) -> str:
        return self.person.id

    @property
    def waits(self) -> tuple[str, ...]:
        """Names of the assignments in which a person has to mark something."""
        return self.of("waits")

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the missing assignments for which course.yml does not say what that counts as."""
        return self.of("missing")

    @property
    def total(self) -> Fraction | None:
        """Percent of the whole course as it is now; None where something of it is undecided."""
        return None if self.waits or self.missing else self.so_far

    def of(self, *standings: Standing) -> tuple[str, ...]:
        """Return the names of the assignments that stand in one of these ways."""
        return tuple(entry.name for entry in self.entries if entry.standing in standings)


class CourseTotals(msgspec.Struct, frozen=True):
    """Results of the whole class in the whole course."""

    course: Course
    students: tuple[StudentTotal, ...]
    not_begun: tuple[str, ...]  # assignments in which nobody is graded: they are in no total yet
    max_scores: dict[str, float]  # of those that have begun

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """Assignments that count, in the course's order."""
        return counted_assignments(self.course)


def counted_assignments(course: Course) -> tuple[Assignment, ...]:
    """Return the assignments that are in the total: no rehearsals, and no readings, which are not graded."""
    return tuple(entry for entry in course.assignments if entry.counts)


def course_totals(course: Course, places: Places) -> CourseTotals:
    """Return the totals of all who are in the class or handed in; CourseError if nothing is graded yet."""
    results: dict[str, dict[str, Result]] = {}
    for entry in counted_assignments(course):
        if class_results.is_begun(course, places, entry.name):
            every = class_results.read_results(course, places, entry.name)
            results[entry.name] = {result.student: result for result in every}
    if not results:
        raise CourseError("the course", "nothing is graded yet", "run `autograder grade ASSIGNMENT`")
    people = roster.read_roster(places)
    students = {result.student: result.person for every in results.values() for result in every.values()}
    now = datetime.now(UTC)
    return CourseTotals(
        course,
        tuple(
            student_total(
                course,
                people,
                students[student],
                {name: every[student] for name, every in results.items() if student in every},
                results.keys(),
                now,
            )
            for student in sorted(students)
        ),
        tuple(entry.name for entry in counted_assignments(course) if entry.name not in results),
        {
            name: max((result.max_score for result in every.values()), default=0.0)
            for name, every in results.items()
        },
    )


def student_total(
    course: Course,
    people: Roster,
    person: RosterEntry,
    results: Mapping[str, Result],
    begun: Collection[str],
    now: datetime,
) -> StudentTotal:
    """Return one student's total. `begun` are the assignments in which anybody is graded."""
    entries = [
        _entry(course, people, person, entry, results.get(entry.name), entry.name in begun, now)
        for entry in counted_assignments(course)
    ]
    entries = _with_dropped(course, entries)
    mean = _mean([entry for entry in entries if entry.standing == "counts"])
    return StudentTotal(person, tuple(entries), None if mean is None else 100 * mean)


def _entry(
    course: Course,
    people: Roster,
    person: RosterEntry,
    entry: Assignment,
    result: Result | None,
    is_begun: bool,
    now: datetime,
) -> CourseEntry:
    weight = exact(entry.weight)

    def stands(how: Standing, share: Fraction | None = None) -> CourseEntry:
        return CourseEntry(entry.name, how, weight, result, share)

    if entry.name in people.excused(person.id):
        return stands("excused")
    if not is_begun:
        return stands("open")
    if result is not None and result.status == "final" and result.score is not None:
        if not result.max_score:
            return stands("left_out")  # all of its tests were taken back
        return stands("counts", exact(result.score) / exact(result.max_score))
    if result is not None and result.status == "waits" and result.waits != _CLOSED:
        return stands("waits")
    over = _over(course, people, person.id, entry.name)
    came = roster.joined(course, people, person.id)
    if came is not None and over is not None and over < came:
        return stands("before")
    if over is not None and now <= over:
        return stands("open")
    match course.total.missing:
        case "zero":
            return stands("counts", Fraction(0))
        case "left_out":
            return stands("left_out")
    return stands("missing")


def _over(course: Course, people: Roster, student: str, name: str) -> datetime | None:
    """Return the moment at which a student's time to hand in ends, extension included; None if not set."""
    ends = [course.closes(name) or course.due(name), roster.extension(course, people, student, name)]
    return max((end for end in ends if end is not None), default=None)


def _mean(entries: Sequence[CourseEntry]) -> Fraction | None:
    """Return the mean of shares by their weights; None if nothing has any weight."""
    weights = sum((entry.weight for entry in entries), Fraction(0))
    earned = sum((entry.share * entry.weight for entry in entries if entry.share is not None), Fraction(0))
    return earned / weights if weights else None


def _with_dropped(course: Course, entries: list[CourseEntry]) -> list[CourseEntry]:
    """Mark the lowest shares as dropped if that does not lower the total; of equal ones the heaviest first.

    One result always stays.
    """
    may = {entry.name for entry in counted_assignments(course) if entry.may_drop}
    counted = [entry for entry in entries if entry.standing == "counts"]
    lowest = sorted(
        (entry for entry in counted if entry.name in may),
        key=lambda entry: (entry.share or Fraction(0), -entry.weight),
    )
    kept = counted
    for entry in lowest[: course.total.drop_lowest]:
        others = [other for other in kept if other is not entry]
        mean = _mean(others)
        if mean is None or (entry.share or Fraction(0)) > mean:
            break  # without it the mean would be lower: one that may not be dropped is lower still
        kept = others
    gone = {entry.name for entry in counted} - {entry.name for entry in kept}
    return [
        msgspec.structs.replace(entry, standing="dropped") if entry.name in gone else entry
        for entry in entries
    ]


_WORDS = {
    "dropped": "dropped",
    "waits": "waits",
    "missing": "missing",
    "left_out": "missing, left out",
    "excused": "excused",
    "before": "due before they joined",
    "open": "not yet",
}


def status_text(entry: CourseEntry) -> str:
    """Return what staff have to know about one assignment of one student; "" if its score counts in full."""
    words = [_WORDS[entry.standing]] if entry.standing in _WORDS else []
    if entry.is_zero_for_missing:
        words.append("missing, counts as 0")
    if entry.result is not None:
        if class_results.AFTER_CLOSING in entry.result.waits:
            words.append(class_results.AFTER_CLOSING)
        elif entry.standing == "waits":
            words += entry.result.waits
        if entry.result.penalty:
            words.append(f"late: {entry.result.penalty:.4g} off")
    return "; ".join(words)


def two_decimals(percent: Fraction) -> float:
    """Round a total, in percent, to the two decimals that are shown and exported; a half goes upwards."""
    return math.floor(percent * 100 + Fraction(1, 2)) / 100
