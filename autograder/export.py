"""Scores going out: one CSV file for each place that takes them, as that place's own documentation has it.

Only a final score goes out. Who waits for a person, and who is missing, is left out of a file that an LMS
reads: in Canvas an empty cell clears the score that stands there, so the row must not be there at all.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import msgspec

from autograder.course import Assignment
from autograder.errors import AutograderError, CourseError
from autograder.report import clean
from autograder.sheets import Own, Sheet, inert, is_formula, write
from autograder.standing import Result

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


def export(to: str, wanted: Wanted) -> Export:
    """The file for one place."""
    if not wanted.assignment.counts:
        raise CourseError(
            f"course.yml, {wanted.assignment.name}",
            "it does not count (counts: false), so its scores are not exported",
            "take that line away if it should count",
        )
    return KINDS[to](wanted)


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


# --- a table for people ------------------------------------------------------------------------


def to_csv(wanted: Wanted) -> Export:
    """Everybody, with a score for each cell; an empty one waits for a person, or is not there."""
    cells = list(dict.fromkeys(cell for one in wanted.results for cell in one.cells))
    head = ["student", "name", "assignment", "status", "score", "max_score", "late_penalty"]
    head += ["submitted_at", "late_by", "waits_for"]
    rows: list[Sequence[str]] = [[*head, *cells]]
    for one in wanted.results:
        rows.append(
            [
                one.student,
                one.person.name,
                wanted.assignment.name,
                one.status,
                _exact(one.score),
                _exact(one.max_score),
                _exact(one.penalty if one.status != "missing" else None),
                Own(f"{one.submitted_at:%Y-%m-%dT%H:%M:%SZ}" if one.submitted_at else ""),
                _span(one.late_by),
                "; ".join(one.waits),
                *(_exact(one.cells.get(cell)) for cell in cells),
            ]
        )
    # Excel takes a file without the mark for the country's old encoding, and garbles Chinese names.
    return Export(write(rows, bom=True), len(wanted.results), tuple(formulas(wanted.results)))


def _span(value: timedelta | None) -> Own:
    """Hours, minutes and seconds as Gradescope writes them: the hours go on beyond a day."""
    seconds = int(value.total_seconds()) if value else 0
    hours, rest = divmod(seconds, 3600)
    return Own(f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if value is not None else "")


def _exact(value: float | None) -> Own:
    return Own("" if value is None else f"{value:.10g}")


# --- Canvas ------------------------------------------------------------------------------------

_CANVAS_IDS = {"ID": ("lms_id",), "SIS User ID": ("number", "id"), "SIS Login ID": ("login", "id")}

# What Canvas drops without a word, whatever it is the title of.
_CANVAS_DROPS = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")


def to_canvas(wanted: Wanted) -> Export:
    """Canvas's gradebook import: the columns that it needs, and one assignment."""
    return _canvas_filled(wanted, wanted.sheet) if wanted.sheet else _canvas_made(wanted)


def _canvas_made(wanted: Wanted) -> Export:
    title = _canvas_title(wanted.column or wanted.assignment.name)
    rows: list[Sequence[str]] = [["Student", "ID", "SIS Login ID", "Section", title]]
    worth = max((one.max_score for one in wanted.results), default=0.0)
    rows.append([Own("    Points Possible"), "", "", "", points(worth)])
    told = left_out(wanted.results)
    by_name: list[str] = []
    for one, score in finals(wanted.results):
        canvas, login = one.person.lms_id, one.person.login or one.student
        if canvas.isascii() and canvas.isdigit():
            rows.append([one.person.name or one.student, canvas, "", "", points(score)])
        elif is_formula(login) or inert(login) != login:
            by_name.append(one.student)  # neither its id nor its login can stand in a file
        else:
            rows.append([one.person.name or one.student, "", login, "", points(score)])
    if by_name:
        told.append(
            f"{len(by_name)} have no Canvas id and a login that no file may hold, "
            f"and are left out: {named(by_name)}"
        )
    if any(not row[1] for row in rows[2:]):
        told.append(
            "who has no Canvas id is found by the folder's name as login: give the roster Canvas's ids"
        )
    if not re.search(r"\(\d+\)$", title):
        told.append(
            f"Canvas looks for an assignment called {title!r}, and offers to make one if there is none"
        )
    return Export(write(rows), len(rows) - 2, (*told, *formulas(one for one, _ in finals(wanted.results))))


def _canvas_title(title: str) -> str:
    if _CANVAS_DROPS.search(title):
        raise AutograderError(
            f"the assignment's title {clean(title, 100)!r}",
            "Canvas takes such a column for one of its own totals and drops it",
            "rename the assignment in Canvas",
        )
    return title


def _canvas_filled(wanted: Wanted, sheet: Sheet) -> Export:
    """Canvas's own gradebook export with our scores in one column; all else is left out."""
    where = wanted.where
    if "Student" not in sheet.header[0] or sheet.column("ID") is None or sheet.column("Section") is None:
        raise AutograderError(
            where, "is no gradebook export of Canvas's in English", "Canvas: Grades > Export, in English"
        )
    place = _column(wanted, sheet)
    title = _canvas_title(sheet.header[place])
    kept = [
        number
        for number, head in enumerate(sheet.header)
        if head in ("Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Section")
    ]
    possible = [row for row in sheet.rows if row[0].strip() == "Points Possible"]
    if any("read only" in row[place].lower() for row in possible):
        raise AutograderError(where, f"Canvas calls {title!r} read only", "choose another with --column")
    rows: list[Sequence[str]] = [[*(sheet.header[number] for number in kept), title]]
    rows += [
        [*(Own(row[number]) if number == 0 else row[number] for number in kept), row[place]]
        for row in possible
    ]
    found, told = _matched(wanted, sheet, _CANVAS_IDS)
    excused = []
    for number, one, score in found:
        row = sheet.rows[number]
        if row[place].strip().upper() in ("EX", "EXCUSED"):
            excused.append(one.student)
            continue
        # The id is digits by then, or Canvas could not have written it; a hostile name is not asked for.
        rows.append([*(row[column] for column in kept), points(score)])
    if excused:
        told.append(f"{len(excused)} are excused in Canvas and are left out: {named(excused)}")
    told += formulas(one for _, one, _ in found)
    return Export(write(rows), len(rows) - 1 - len(possible), tuple(told))


def _column(wanted: Wanted, sheet: Sheet) -> int:
    """The place of the assignment's column in a Canvas gradebook."""
    titles = {number: re.fullmatch(r"(.*?)\s*\((\d+)\)", head) for number, head in enumerate(sheet.header)}
    found = {number: match for number, match in titles.items() if match}
    asked = wanted.column or wanted.assignment.name

    def plain(text: str) -> str:
        return re.sub(r"[\W_]+", " ", text).strip().casefold()

    same = [
        number
        for number, match in found.items()
        if asked in (match[0], match[2]) or plain(match[1]) == plain(asked)
    ]
    if len(same) != 1:
        known = ", ".join(clean(match[0], 80) for match in found.values()) or "none"
        raise AutograderError(
            wanted.where,
            f"{'no' if not same else 'more than one'} assignment there is called {asked!r}; it has: {known}",
            "give the one that you mean with --column",
        )
    return same[0]


def _matched(
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


# --- Moodle ------------------------------------------------------------------------------------

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
        write(rows, bom=True), len(rows) - 1, (*told, *formulas(one for one, _ in finals(wanted.results)))
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
    found, told = _matched(_by_number(wanted, sheet, identifier), sheet, _MOODLE_IDS)
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
    return Export(write(rows, sheet.delimiter, bom=True), len(rows) - 1, tuple(told))


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


# --- Gradescope --------------------------------------------------------------------------------


def to_gradescope(wanted: Wanted) -> Export:
    """The table that Gradescope itself exports, for programs that read that. Gradescope imports no scores."""
    worth: dict[str, float] = {}
    for one in wanted.results:
        worth |= {cell: worth.get(cell, 0.0) for cell in one.cells}
    head = ["Name", "SID", "Email", "Sections", "Total Score", "Max Points", "Status", "Submission ID"]
    head += ["Submission Time", "Lateness (H:M:S)", "View Count", "Submission Count"]
    rows: list[Sequence[str]] = [
        [*head, *(f"{number}: {cell.removeprefix('test_')}" for number, cell in enumerate(worth, 1))]
    ]
    words = {"final": "Graded", "waits": "Ungraded", "missing": "Missing"}
    for one in wanted.results:
        when = one.submitted_at
        rows.append(
            [
                one.person.name or one.student,
                one.person.number or one.student,
                one.person.email,
                one.person.section,
                points(one.score) if one.score is not None else "",
                points(one.max_score),
                words[one.status],
                "",
                Own(f"{when:%Y-%m-%d %H:%M:%S} +0000") if when else "",
                _span(one.late_by),
                "",
                "" if one.status == "missing" else "1",
                *(
                    points(score)
                    if (score := one.cells.get(cell)) is not None and one.score is not None
                    else ""
                    for cell in worth
                ),
            ]
        )
    return Export(write(rows), len(wanted.results), tuple(formulas(wanted.results)))


KINDS: dict[str, Callable[[Wanted], Export]] = {
    "csv": to_csv,
    "canvas": to_canvas,
    "moodle": to_moodle,
    "gradescope": to_gradescope,
}


def default_file(var: Path, name: str, to: str) -> Path:
    """Where a file goes unless one says otherwise."""
    return var / "exports" / f"{name}-{to}.csv"
