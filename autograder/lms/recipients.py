"""Parts of every file of scores for an LMS: results, students left out, and which row is whose."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, timedelta, tzinfo
from typing import TYPE_CHECKING

import msgspec

from autograder.course import Assignment
from autograder.csv_tables import Sheet, TrustedText, is_formula
from autograder.errors import AutograderError
from autograder.report import clean
from autograder.submissions.roster import RosterEntry

if TYPE_CHECKING:
    from autograder.classroom.class_results import Result  # which loads a database, and downloads need none

FEW = 10  # names in one line for the terminal


class Export(msgspec.Struct, frozen=True):
    """A file to upload, and notes for the person who uploads it."""

    raw: bytes
    rows: int
    notes: tuple[str, ...] = ()


class Wanted(msgspec.Struct, frozen=True):
    """Results of a class in one assignment, and what is known of the assignment in the LMS."""

    assignment: Assignment
    results: "Sequence[Result]"
    sheet: Sheet | None = None  # the LMS's own export, to be filled in
    where: str = ""  # that file, for messages
    column: str = ""  # the assignment's name in the LMS
    lms_ids: Mapping[str, str] = {}  # student to their id in the LMS's download that was collected
    zone: tzinfo = UTC  # the course's, of moments that people read

    def finals(self) -> "list[tuple[Result, float]]":
        """Return the results with a final score, each with the score."""
        return [(result, result.score) for result in self.results if result.score is not None]

    def left_out(self) -> list[str]:
        """Return sentences on the students who are not in the file, and why."""
        from autograder.classroom.class_results import AFTER_CLOSING, CHANGED, LATE, NOT_GRADED

        waits = [each for each in self.results if each.status == "waits"]
        notes: list[str] = []
        grade = f"`autograder grade {self.assignment.name}`"
        for reasons, one, many in (
            ((NOT_GRADED, CHANGED), f"waits for {grade}", f"wait for {grade}"),
            ((AFTER_CLOSING,), "handed in after it closed", ""),
            ((LATE,), "came late, by how much no table of times says,", ""),
        ):
            of_these = [each for each in waits if not {*reasons}.isdisjoint(each.waits)]
            waits = [each for each in waits if each not in of_these]
            notes += left_out([each.student for each in of_these], one, many)
        people = left_out([each.student for each in waits], "waits for a person", "wait for a person")
        missing = [each.student for each in self.results if each.status == "missing"]
        return [*people, *notes, *left_out(missing, "handed nothing in")]


def left_out(students: Sequence[str], one: str, many: str = "") -> list[str]:
    """Return the note on who is not in a file, and why, as a list; it is empty without any.

    `one` is for a single student, `many` for several if it differs.
    """
    if not students:
        return []
    what = f"1 {one} and is" if len(students) == 1 else f"{len(students)} {many or one} and are"
    return [f"{what} left out: {named(students)}"]


def points(value: float) -> TrustedText:
    """Return a score for an LMS: two decimals and a point, which all of them read."""
    return TrustedText(f"{value:.2f}")


def number_in(cell: str) -> float | None:
    """Return the number in a cell of an LMS's file, with a point or a comma; None if there is none."""
    try:
        return float(cell.strip().replace(",", "."))
    except ValueError:
        return None


def refuse_other_maximum(wanted: Wanted, result: "Result", maximum: float | None, next_step: str) -> None:
    """Raise if the LMS's maximum is known and is not our points: the LMS would count the score by its own.

    `next_step` says how to set it, with a place for the points.
    """
    if maximum is not None and abs(maximum - result.max_score) > 0.005:
        raise AutograderError(
            wanted.where,
            f"the maximum grade is {maximum:g}, and {wanted.assignment.name} has {result.max_score:g} points",
            next_step.format(points=f"{result.max_score:g}"),
        )


def span(value: timedelta | None) -> TrustedText:
    """Return a duration as hours, minutes and seconds; the hours go on beyond a day."""
    seconds = int(value.total_seconds()) if value else 0
    hours, rest = divmod(seconds, 3600)
    return TrustedText(f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if value is not None else "")


def path_piece(name: str) -> str:
    """Return a name as one piece of a path; people choose names in an LMS freely."""
    return re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', " ", name).lstrip(" .~") or "x"


def named(students: Iterable[str]) -> str:
    """Return students in one line for the terminal: ten at most, and how many more."""
    every = [clean(student, 64) for student in students]
    more = f" and {len(every) - FEW} more" if len(every) > FEW else ""
    return ", ".join(every[:FEW]) + more


def formulas(people: Iterable[RosterEntry]) -> list[str]:
    """Return the note on ids and names that a spreadsheet would run, as a list; it is empty without any."""
    odd = [person.id for person in people if is_formula(person.id) or is_formula(person.name)]
    if not odd:
        return []
    return [f"an apostrophe keeps a spreadsheet from running the name or id of: {named(odd)}"]


def matched(
    wanted: Wanted, sheet: Sheet, ids: Mapping[str, Sequence[str]]
) -> "tuple[list[tuple[int, Result, float]], list[str]]":
    """Match final scores to the rows of an LMS's file; return (row, result, score) for each, and notes.

    `ids` maps a column's title to the fields of ours that it may hold. A column is compared with its own
    fields only: nobody gets another's score by taking a telling name.
    """
    scored = wanted.finals()
    pairs: dict[int, int] = {}
    for head, fields in ids.items():
        if (column := sheet.column(head)) is None:
            continue
        taken = set(pairs.values())  # a namesake takes nothing from a student who is known by an id
        places: dict[str, set[int]] = {}
        for place, (result, _) in enumerate(scored):
            for field in fields if place not in taken else ():
                places.setdefault(str(getattr(result.person, field)).casefold(), set()).add(place)
        for number, row in enumerate(sheet.rows):
            same = places.get(row[column].strip().casefold(), set()) if row[column].strip() else set()
            if number not in pairs and len(same) == 1:
                pairs[number] = min(same)
    notes = wanted.left_out()
    twice = {place for place, count in Counter(pairs.values()).items() if count > 1}
    both = [scored[place][0].student for place in sorted(twice)]
    more = f"in {wanted.where} more than once"
    notes += left_out(both, f"stands {more}", f"stand {more}")
    lost = [result.student for place, (result, _) in enumerate(scored) if place not in set(pairs.values())]
    kind, where = "with a final score", f"not in {wanted.where},"
    notes += left_out(lost, f"{kind} is {where}", f"{kind} are {where}")
    return [(number, *scored[place]) for number, place in sorted(pairs.items()) if place not in twice], notes
