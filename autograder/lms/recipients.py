"""What all files that go out have in common: what is wanted, who is left out, and whose row is whose."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder.classroom.standing import Result
from autograder.course import Assignment
from autograder.csv_tables import Own, Sheet, is_formula
from autograder.report import clean

FEW = 10  # names in one line for the terminal


class Export(msgspec.Struct, frozen=True):
    """A file to upload, and what its reader should know about it."""

    raw: bytes
    rows: int
    told: tuple[str, ...] = ()


class Wanted(msgspec.Struct, frozen=True):
    """What goes out: everybody's result, and what is known of the place that it goes to."""

    assignment: Assignment
    results: Sequence[Result]
    sheet: Sheet | None = None  # the LMS's own export, to be filled in
    where: str = ""  # that file, for messages
    column: str = ""  # the assignment's name in the LMS
    participants: Mapping[str, str] = {}  # student -> Moodle's number in this assignment


def points(value: float) -> Own:
    """A score for an LMS: two decimals and a point, which all of them read."""
    return Own(f"{value:.2f}")


def named(students: Iterable[str]) -> str:
    """Some names for one line of the terminal."""
    every = [clean(one, 64) for one in students]
    more = f" and {len(every) - FEW} more" if len(every) > FEW else ""
    return ", ".join(every[:FEW]) + more


def left_out(results: Sequence[Result]) -> list[str]:
    """Why some are not in the file."""
    told = []
    waiting = [one.student for one in results if one.status == "waits"]
    missing = [one.student for one in results if one.status == "missing"]
    if waiting:
        told.append(f"{len(waiting)} wait for a person and are left out: {named(waiting)}")
    if missing:
        told.append(f"{len(missing)} handed nothing in and are left out: {named(missing)}")
    return told


def finals(results: Sequence[Result]) -> list[tuple[Result, float]]:
    """Who has a final score, and the score."""
    return [(one, one.score) for one in results if one.score is not None]


def formulas(results: Iterable[Result]) -> list[str]:
    """Who has a name or an id that a spreadsheet would run; it has an apostrophe in front in the file."""
    odd = [one.student for one in results if is_formula(one.student) or is_formula(one.person.name)]
    if not odd:
        return []
    return [f"an apostrophe keeps a spreadsheet from running the name or id of: {named(odd)}"]


def matched(
    wanted: Wanted, sheet: Sheet, ids: Mapping[str, Sequence[str]]
) -> tuple[list[tuple[int, Result, float]], list[str]]:
    """The file's rows of who has a final score. `ids` says which of our fields a column of theirs holds.

    A column is compared with its own fields only: nobody gets another's score by taking a telling name.
    """
    scored = finals(wanted.results)
    pairs: dict[int, int] = {}
    for head, fields in ids.items():
        if (column := sheet.column(head)) is None:
            continue
        taken = set(pairs.values())  # a namesake does not take from who is known by something better
        places: dict[str, set[int]] = {}
        for place, (one, _) in enumerate(scored):
            for field in fields if place not in taken else ():
                places.setdefault(str(getattr(one.person, field)).casefold(), set()).add(place)
        for number, row in enumerate(sheet.rows):
            same = places.get(row[column].strip().casefold(), set()) if row[column].strip() else set()
            if number not in pairs and len(same) == 1:
                pairs[number] = min(same)
    told = left_out(wanted.results)
    twice = {place for place, count in Counter(pairs.values()).items() if count > 1}
    if twice:
        told.append(
            f"{len(twice)} stand in {wanted.where} more than once and are left out: "
            f"{named(scored[place][0].student for place in sorted(twice))}"
        )
    lost = [one.student for place, (one, _) in enumerate(scored) if place not in set(pairs.values())]
    if lost:
        told.append(
            f"{len(lost)} with a final score are not in {wanted.where}, and are left out: {named(lost)}"
        )
    return [(number, *scored[place]) for number, place in sorted(pairs.items()) if place not in twice], told
