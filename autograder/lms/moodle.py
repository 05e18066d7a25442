"""Moodle: names in its submissions zip, its offline grading worksheet for times and scores, feedback files.

Moodle finds a student by the number that each has in each assignment, and by nothing else.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from autograder.csv_tables import Sheet, TrustedText, is_formula, write_table
from autograder.errors import AutograderError
from autograder.lms.recipients import (
    Export,
    Wanted,
    formulas,
    left_out,
    matched,
    number_in,
    path_piece,
    points,
    refuse_other_maximum,
)
from autograder.lms.student_names import Names
from autograder.lms.system import LMS, Arrival, Claim, TimesTable
from autograder.report import clean

_FILE = re.compile(r"(.+?)_(\d{1,18})_assignsubmission_(?:file|onlinetext)(?:_(.*))?", re.DOTALL)
_PIECE = re.compile(r"([^_]+)_(\d+)_assignsubmission_(?:file|onlinetext)", re.ASCII)


def _claim(parts: Sequence[str], names: Names, arrivals: Mapping[str, Arrival]) -> Claim | None:
    """Read `Ann Example_5001_assignsubmission_file/lab1.ipynb`: 5001 is Ann's number in the assignment."""
    if match := _FILE.fullmatch(parts[0]):
        name, number, rest = match.groups()
        arrival = arrivals.get(f"participant {number}", Arrival())
        return Claim(
            arrival.students or names.of("name", name),
            f"{name} (participant {number})",
            parts[-1] if len(parts) > 1 else rest or "",
            lms_id=number,
            late=arrival.late,
            moment=arrival.moment,
            name=name,
        )
    return None


def _is_late(status: str) -> bool | None:
    return " late" in status if "submitted for grading" in status else None


def _feedback_name(original: str, suffix: str) -> str | None:
    """Name a page after the first piece of the path that looks like `Name_5001_assignsubmission_file`."""
    for piece in original.replace("\\", "/").split("/"):
        if match := _PIECE.match(piece):
            return f"{path_piece(match[1])}_{match[2]}_assignsubmission_file_feedback{suffix}"
    return None


# --- scores ------------------------------------------------------------------------------------

_SET_MAXIMUM = "set the maximum in Moodle to {points}, and download the worksheet again"
_IDENTIFIER, _GRADE, _CHANGED = "Identifier", "Grade", "Last modified (grade)"
_IDS = {
    _IDENTIFIER: ("lms_id",),  # put there from the numbers that `collect` remembers
    "ID number": ("number", "id"),
    "Username": ("login", "id"),
    "Email address": ("email",),
    "Full name": ("name",),
}


def _export(wanted: Wanted) -> Export:
    """Make Moodle's offline grading worksheet, without feedback: an empty column would erase Moodle's own.

    Without Moodle's own, the numbers that `collect` remembers are enough, if Moodle has no grade yet.
    """
    if wanted.sheet:
        return _filled(wanted, wanted.sheet)
    if not wanted.lms_ids:
        raise AutograderError(
            "moodle",
            "nobody's number in this assignment is known, and Moodle finds students by it alone",
            "give its grading worksheet with --from, or collect Moodle's own zip first",
        )
    rows: list[Sequence[str]] = [[_IDENTIFIER, "Full name", _GRADE, "Maximum grade", _CHANGED]]
    unknown = []
    for result, score in wanted.finals():
        if number := wanted.lms_ids.get(result.student):
            row = [f"Participant {number}", result.person.name or result.student, points(score)]
            rows.append([*row, points(result.max_score), TrustedText("-")])
        else:
            unknown.append(result.student)
    notes = wanted.left_out()
    what = "not collected from Moodle"
    notes += left_out(unknown, f"was {what}", f"were {what}")
    notes.append("Moodle passes over who has a grade already; for these give its worksheet with --from")
    notes += formulas(result.person for result, _ in wanted.finals())
    return Export(write_table(rows, bom=True), len(rows) - 1, tuple(notes))


def _filled(wanted: Wanted, sheet: Sheet) -> Export:
    """Fill our scores into Moodle's own worksheet, in its delimiter and with its decimal sign."""
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
    most, may = sheet.column("Maximum grade"), sheet.column("Grade can be changed")
    full = sheet.column("Full name")
    matches, notes = matched(_by_number(wanted, sheet, identifier), sheet, _IDS)
    kept = [place for place in (identifier, full, grade, most, changed) if place is not None]
    rows: list[Sequence[str]] = [[sheet.header[place] for place in kept]]
    locked, over = [], []
    for number, result, score in matches:
        row = sheet.rows[number]
        worth = number_in(row[most]) if most is not None else None
        refuse_other_maximum(wanted, result, worth, _SET_MAXIMUM)
        if may is not None and row[may].strip().casefold() == "no":
            locked.append(result.student)
        elif worth is not None and score > worth:
            over.append(result.student)
        else:
            comma = most is not None and "," in row[most]
            shown = TrustedText(points(score).replace(".", ",")) if comma else points(score)
            rows.append(
                [shown if place == grade else _returned(row[place], place == changed) for place in kept]
            )
    notes += left_out(locked, "is locked in Moodle", "are locked in Moodle")
    what = "more than the maximum, which Moodle refuses,"
    notes += left_out(over, f"has {what}", f"have {what}")
    notes += formulas(result.person for _, result, _ in matches)
    return Export(write_table(rows, sheet.delimiter, bom=True), len(rows) - 1, tuple(notes))


def _returned(cell: str, is_date: bool) -> str:
    # Moodle compares the date with its own: it has to come back as it went out, unless it is no date.
    return TrustedText(cell) if is_date and not is_formula(cell) else cell


def _by_number(wanted: Wanted, sheet: Sheet, identifier: int) -> Wanted:
    """Return results with the student's identifier in the worksheet as `lms_id`, if `collect` knows it."""
    cells = {cell.rpartition(" ")[2]: cell for row in sheet.rows if (cell := row[identifier].strip())}
    results = []
    for result in wanted.results:
        known = cells.get(wanted.lms_ids.get(result.student, ""))
        person = msgspec.structs.replace(result.person, lms_id=known) if known else result.person
        results.append(msgspec.structs.replace(result, person=person))
    return msgspec.structs.replace(wanted, results=results)


MOODLE = LMS(
    name="moodle",
    title="Moodle",
    claim=_claim,
    times=TimesTable(
        submitted_at=(
            "last modified (submission)",
            *("最后修改 (提交)", "最后修改（提交）", "最后修改(提交)", "最后修改时间（提交）"),
        ),
        late=("status", "状态"),
        is_late=_is_late,
        key="identifier",
        title="Moodle's grading worksheet",
    ),
    roster_columns={"id number": "number", "groups": "section"},
    export=_export,
    worksheet="Moodle's grading worksheet",
    feedback_name=_feedback_name,
)
