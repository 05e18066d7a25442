"""Canvas: names in its submissions zip, its gradebook as a roster and for scores, and feedback files.

An empty cell of a gradebook clears the score in Canvas, so students without a final score have no row.
"""

import re
from collections.abc import Mapping, Sequence

from autograder.csv_tables import Sheet, TrustedText, inert, is_formula, write_table
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
from autograder.lms.system import LMS, Arrival, Claim
from autograder.report import clean

_NUMBER = re.compile(r"[0-9]{1,18}")
_TEXT_AS_FORMULA = re.compile(r'="([^"]*)"')


def _claim(parts: Sequence[str], names: Names, _: Mapping[str, Arrival]) -> Claim | None:
    """Read `exampleann_LATE_1001_20001_lab1.ipynb`: the first two numbers are the user's and the file's."""
    pieces = parts[0].split("_")
    for at in range(1, len(pieces) - 2):
        if _NUMBER.fullmatch(pieces[at]) and _NUMBER.fullmatch(pieces[at + 1]):
            user, file = pieces[at], "_".join(pieces[at + 2 :])
            name = "".join(piece for piece in pieces[:at] if piece != "LATE")
            return Claim(
                names.of("lms_id", user) or names.without_number(name),
                f"{pieces[0]} (Canvas user {user})",
                parts[-1] if len(parts) > 1 else file,
                lms_id=user,
                serial=int(pieces[at + 1]),
                late="LATE" in pieces[1:at],
                name=name,
            )
    return None


def _feedback_name(original: str, suffix: str) -> str | None:
    """Name a page after the user's and the file's number: the first two numbers between underscores.

    The outermost name that has them counts: a file in a student's own zip may be called after a neighbour.
    """
    for name in original.replace("\\", "/").split("/"):
        pieces = name.split("_")
        numbers = [place for place, piece in enumerate(pieces) if piece.isascii() and piece.isdigit()]
        if len(numbers) >= 2:
            kept = [piece for piece in pieces[: numbers[1] + 1] if piece != "LATE"]
            return f"{path_piece('_'.join(kept))}_feedback{suffix}"
    return None


# --- scores ------------------------------------------------------------------------------------

_SET_MAXIMUM = "set Points in Canvas to {points}, and export the gradebook again"
_IDS = {"ID": ("lms_id",), "SIS User ID": ("number", "id"), "SIS Login ID": ("login", "id")}

# Titles that Canvas drops without a word.
_DROPPED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")


def _export(wanted: Wanted) -> Export:
    """Make Canvas's gradebook import: the columns that it needs, and one assignment.

    Without Canvas's own export it is made from the roster.
    """
    if wanted.sheet:
        return _filled(wanted, wanted.sheet)
    title = _title(wanted.column or wanted.assignment.name)
    rows: list[Sequence[str]] = [["Student", "ID", "SIS Login ID", "Section", title]]
    worth = max((result.max_score for result in wanted.results), default=0.0)
    rows.append([TrustedText("    Points Possible"), "", "", "", points(worth)])
    notes = wanted.left_out()
    unnameable: list[str] = []
    for result, score in wanted.finals():
        user, login = result.person.lms_id, result.person.login or result.student
        if user.isascii() and user.isdigit():
            rows.append([result.person.name or result.student, user, "", "", points(score)])
        elif is_formula(login) or inert(login) != login:
            unnameable.append(result.student)  # neither its id nor its login can be in a file
        else:
            rows.append([result.person.name or result.student, "", login, "", points(score)])
    what = "no Canvas id and a login that no file may hold,"
    notes += left_out(unnameable, f"has {what}", f"have {what}")
    if any(not row[1] for row in rows[2:]):
        notes.append(
            "who has no Canvas id is found by the folder's name as login: give the roster Canvas's ids"
        )
    if not re.search(r"\(\d+\)$", title):
        notes.append(
            f"Canvas looks for an assignment called {title!r}, and offers to make one if there is none"
        )
    notes += formulas(result.person for result, _ in wanted.finals())
    return Export(write_table(rows), len(rows) - 2, tuple(notes))


def _title(title: str) -> str:
    if _DROPPED.search(title):
        raise AutograderError(
            f"the assignment's title {clean(title, 100)!r}",
            "Canvas takes such a column for one of its own totals and drops it",
            "rename the assignment in Canvas",
        )
    return title


def _filled(wanted: Wanted, sheet: Sheet) -> Export:
    """Fill our scores into one column of Canvas's own gradebook export; all else is left out."""
    where = wanted.where
    is_named = "Student" in sheet.header[0] or sheet.header[0] == "LastName"
    if not is_named or sheet.column("ID") is None or sheet.column("Section") is None:
        raise AutograderError(
            where, "is no gradebook export of Canvas's in English", "Canvas: Grades > Export, in English"
        )
    place = _column(wanted, sheet)
    title = _title(sheet.header[place])
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
        [*(TrustedText(row[number]) if number == 0 else row[number] for number in kept), row[place]]
        for row in possible
    ]
    matches, notes = matched(wanted, sheet, _IDS)
    excused = []
    for number, result, score in matches:
        for row in possible:
            refuse_other_maximum(wanted, result, number_in(row[place]), _SET_MAXIMUM)
        row = sheet.rows[number]
        if row[place].strip().upper() in ("EX", "EXCUSED"):
            excused.append(result.student)
            continue
        # The id is digits by then, or Canvas could not have written it; a hostile name is not asked for.
        rows.append([*(_as_it_came(row[column]) for column in kept), points(score)])
    notes += left_out(excused, "is excused in Canvas", "are excused in Canvas")
    notes += formulas(result.person for _, result, _ in matches)
    return Export(write_table(rows), len(rows) - 1 - len(possible), tuple(notes))


def _as_it_came(cell: str) -> str:
    """Trust a cell such as `="=Ann"`: so Canvas writes a name like a formula, and nothing runs it."""
    match = _TEXT_AS_FORMULA.fullmatch(cell)
    return TrustedText(cell) if match and not is_formula(f"x{match[1]}") else cell


def _column(wanted: Wanted, sheet: Sheet) -> int:
    """Return the index of the assignment's column in a Canvas gradebook."""
    heads = {number: re.fullmatch(r"(.*?)\s*\((\d+)\)", head) for number, head in enumerate(sheet.header)}
    titles = {number: match for number, match in heads.items() if match}
    asked = wanted.column or wanted.assignment.name

    def plain(text: str) -> str:
        return re.sub(r"[\W_]+", " ", text).strip().casefold()

    same = [
        number
        for number, match in titles.items()
        if asked in (match[0], match[2]) or plain(match[1]) == plain(asked)
    ]
    if len(same) != 1:
        known = ", ".join(clean(match[0], 80) for match in titles.values()) or "none"
        raise AutograderError(
            wanted.where,
            f"{'no' if not same else 'more than one'} assignment there is called {asked!r}; it has: {known}",
            "give the one that you mean with --column",
        )
    return same[0]


CANVAS = LMS(
    name="canvas",
    title="Canvas",
    claim=_claim,
    roster_columns={
        **dict.fromkeys(("canvas user id", "canvas id"), "lms_id"),
        **dict.fromkeys(("login id", "sis login id"), "login"),
        **dict.fromkeys(("user id", "sis user id"), "number"),
    },
    gradebook_columns=("sis login id", "sis user id"),
    not_students=("points possible", "student, test"),
    export=_export,
    worksheet="Canvas's gradebook",
    feedback_name=_feedback_name,
    feedback_note=(
        "Canvas shows each under the name of the student's own file: `autograder docs term 'feedback pages'`"
    ),
)
