"""Moodle's offline grading worksheet: Moodle's own filled in, or one made from what `collect` remembers.

Moodle finds a student by the number that each has in each assignment, and by nothing else.
"""

from collections.abc import Sequence

import msgspec

from autograder.csv_tables import Own, Sheet, is_formula, write_table
from autograder.errors import AutograderError
from autograder.lms.recipients import Export, Wanted, finals, formulas, left_out, matched, named, points
from autograder.report import clean

_IDENTIFIER, _GRADE, _CHANGED = "Identifier", "Grade", "Last modified (grade)"
_MOODLE_IDS = {
    _IDENTIFIER: ("lms_id",),  # put there from what `collect` remembers
    "ID number": ("number", "id"),
    "Username": ("login", "id"),
    "Email address": ("email",),
    "Full name": ("name",),
}


def to_moodle(wanted: Wanted) -> Export:
    """Moodle's offline grading worksheet. No column for feedback goes back: an empty one would erase it."""
    return _moodle_filled(wanted, wanted.sheet) if wanted.sheet else _moodle_made(wanted)


def _moodle_made(wanted: Wanted) -> Export:
    """A worksheet from what `collect` remembers; enough for who has no grade in Moodle yet."""
    if not wanted.participants:
        raise AutograderError(
            "moodle",
            "nobody's number in this assignment is known, and Moodle finds students by it alone",
            "collect Moodle's own zip first, or give its grading worksheet with --from",
        )
    rows: list[Sequence[str]] = [[_IDENTIFIER, "Full name", _GRADE, "Maximum grade", _CHANGED]]
    unknown = []
    for one, score in finals(wanted.results):
        if number := wanted.participants.get(one.student):
            row = [f"Participant {number}", one.person.name or one.student, points(score)]
            rows.append([*row, points(one.max_score), Own("-")])
        else:
            unknown.append(one.student)
    told = left_out(wanted.results)
    if unknown:
        told.append(f"{len(unknown)} were not collected from Moodle and are left out: {named(unknown)}")
    told.append("Moodle passes over who has a grade already; for these give its worksheet with --from")
    return Export(
        write_table(rows, bom=True),
        len(rows) - 1,
        (*told, *formulas(one for one, _ in finals(wanted.results))),
    )


def _moodle_filled(wanted: Wanted, sheet: Sheet) -> Export:
    """Moodle's own worksheet with our scores, in its delimiter and with its decimal sign."""
    where = wanted.where
    places = [sheet.column(name) for name in (_IDENTIFIER, _GRADE, _CHANGED)]
    if None in places:
        has = ", ".join(clean(head, 40) for head in sheet.header)
        raise AutograderError(
            where,
            f"has no columns {_IDENTIFIER}, {_GRADE} and {_CHANGED}; it has: {has}",
            "set Moodle to English, download the grading worksheet again, and upload it in English too",
        )
    identifier, grade, changed = (place for place in places if place is not None)
    most, may, full = (
        sheet.column("Maximum grade"),
        sheet.column("Grade can be changed"),
        sheet.column("Full name"),
    )
    found, told = matched(_by_number(wanted, sheet, identifier), sheet, _MOODLE_IDS)
    kept = [place for place in (identifier, full, grade, most, changed) if place is not None]
    rows: list[Sequence[str]] = [[sheet.header[place] for place in kept]]
    locked, over = [], []
    for number, one, score in found:
        row = sheet.rows[number]
        worth = _number(row[most]) if most is not None else None
        if worth is not None and abs(worth - one.max_score) > 0.005:
            raise AutograderError(
                where,
                f"the maximum grade is {worth:g}, and {wanted.assignment.name} has {one.max_score:g} points",
                f"set the maximum in Moodle to {one.max_score:g}, and download the worksheet again",
            )
        if may is not None and row[may].strip().casefold() == "no":
            locked.append(one.student)
        elif worth is not None and score > worth:
            over.append(one.student)
        else:
            comma = most is not None and "," in row[most]
            shown = Own(points(score).replace(".", ",")) if comma else points(score)
            rows.append(
                [shown if place == grade else _moodle_own(row[place], place == changed) for place in kept]
            )
    for students, why in (
        (locked, "are locked in Moodle"),
        (over, "have more than the maximum, which Moodle refuses,"),
    ):
        if students:
            told.append(f"{len(students)} {why} and are left out: {named(students)}")
    told += formulas(one for _, one, _ in found)
    return Export(write_table(rows, sheet.delimiter, bom=True), len(rows) - 1, tuple(told))


def _moodle_own(cell: str, is_date: bool) -> str:
    # Moodle compares the date with its own: it has to come back as it went out, unless it is no date.
    return Own(cell) if is_date and not is_formula(cell) else cell


def _by_number(wanted: Wanted, sheet: Sheet, identifier: int) -> Wanted:
    """The same, with everybody's identifier in this worksheet as the LMS's id, where `collect` knows it."""
    cells = {cell.rpartition(" ")[2]: cell for row in sheet.rows if (cell := row[identifier].strip())}
    results = []
    for one in wanted.results:
        found = cells.get(wanted.participants.get(one.student, ""))
        person = msgspec.structs.replace(one.person, lms_id=found) if found else one.person
        results.append(msgspec.structs.replace(one, person=person))
    return msgspec.structs.replace(wanted, results=results)


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
