"""Canvas's gradebook import: made from the roster, or Canvas's own export with one column filled in.

An empty cell clears the score that stands in Canvas, so who has no final score has no row.
"""

import re
from collections.abc import Sequence

from autograder.csv_tables import Own, Sheet, inert, is_formula, write_table
from autograder.errors import AutograderError
from autograder.lms.recipients import Export, Wanted, finals, formulas, left_out, matched, named, points
from autograder.report import clean

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
    return Export(
        write_table(rows), len(rows) - 2, (*told, *formulas(one for one, _ in finals(wanted.results)))
    )


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
    is_named = "Student" in sheet.header[0] or sheet.header[0] == "LastName"
    if not is_named or sheet.column("ID") is None or sheet.column("Section") is None:
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
    found, told = matched(wanted, sheet, _CANVAS_IDS)
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
    return Export(write_table(rows), len(rows) - 1 - len(possible), tuple(told))


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
