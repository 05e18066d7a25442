"""Parts of every file of scores for an LMS: results, students left out, and which row is whose."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, timedelta, tzinfo
from typing import TYPE_CHECKING

import msgspec

from autograder.course import Assignment
from autograder.csv_tables import Sheet, TrustedText, is_formula
from autograder.report import clean

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
        groups: list[tuple[str, str, list[str]]] = []
        grade = f"`autograder grade {self.assignment.name}`"
        for reasons, one, many in (
            ((NOT_GRADED, CHANGED), f"waits for {grade}", f"wait for {grade}"),
            ((AFTER_CLOSING,), "handed in after it closed", ""),
            ((LATE,), "came late, by how much no table of times says,", ""),
        ):
            of_these = [each for each in waits if not {*reasons}.isdisjoint(each.waits)]
            waits = [each for each in waits if each not in of_these]
            groups.append((one, many, [each.student for each in of_these]))
        missing = [each.student for each in self.results if each.status == "missing"]
        groups.insert(0, ("waits for a person", "wait for a person", [each.student for each in waits]))
        groups.append(("handed nothing in", "", missing))
        return [left_out(students, one, many) for one, many, students in groups if students]


def left_out(students: Sequence[str], one: str, many: str = "") -> str:
    """Say who is not in a file, and why: `one` is for a single student, `many` for several if it differs."""
    what = f"1 {one} and is" if len(students) == 1 else f"{len(students)} {many or one} and are"
    return f"{what} left out: {named(students)}"


def points(value: float) -> TrustedText:
    """Return a score for an LMS: two decimals and a point, which all of them read."""
    return TrustedText(f"{value:.2f}")


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


def formulas(results: "Iterable[Result]") -> list[str]:
    """Return the note on results whose name or id a spreadsheet would run without its apostrophe."""
    return formulas_of([(each.student, each.person.name) for each in results])


def formulas_of(people: Iterable[tuple[str, str]]) -> list[str]:
    """Return the note on ids and names that a spreadsheet would run, as a list; it is empty without any."""
    odd = [student for student, name in people if is_formula(student) or is_formula(name)]
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
    if twice:
        both = [scored[place][0].student for place in sorted(twice)]
        more = f"in {wanted.where} more than once"
        notes.append(left_out(both, f"stands {more}", f"stand {more}"))
    lost = [result.student for place, (result, _) in enumerate(scored) if place not in set(pairs.values())]
    if lost:
        kind, where = "with a final score", f"not in {wanted.where},"
        notes.append(left_out(lost, f"{kind} is {where}", f"{kind} are {where}"))
    return [(number, *scored[place]) for number, place in sorted(pairs.items()) if place not in twice], notes
