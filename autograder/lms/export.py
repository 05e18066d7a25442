"""Scores going out: one CSV file for each place that takes them, as that place's own documentation has it.

Only a final score goes out. Who waits for a person, and who is missing, is left out of a file that an LMS
reads.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from autograder.csv_tables import Own, write_table
from autograder.errors import CourseError
from autograder.lms.canvas import to_canvas
from autograder.lms.moodle import to_moodle
from autograder.lms.recipients import Export, Wanted, formulas, points


def export(to: str, wanted: Wanted) -> Export:
    """The file for one place."""
    if not wanted.assignment.counts:
        raise CourseError(
            f"course.yml, {wanted.assignment.name}",
            "it does not count (counts: false), so its scores are not exported",
            "take that line away if it should count",
        )
    return KINDS[to](wanted)


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
    return Export(write_table(rows, bom=True), len(wanted.results), tuple(formulas(wanted.results)))


def _span(value: timedelta | None) -> Own:
    """Hours, minutes and seconds as Gradescope writes them: the hours go on beyond a day."""
    seconds = int(value.total_seconds()) if value else 0
    hours, rest = divmod(seconds, 3600)
    return Own(f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if value is not None else "")


def _exact(value: float | None) -> Own:
    return Own("" if value is None else f"{value:.10g}")


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
                str(one.handed_in) if one.status != "missing" else "",
                *(
                    points(score)
                    if (score := one.cells.get(cell)) is not None and one.score is not None
                    else ""
                    for cell in worth
                ),
            ]
        )
    return Export(write_table(rows), len(wanted.results), tuple(formulas(wanted.results)))


KINDS: dict[str, Callable[[Wanted], Export]] = {
    "csv": to_csv,
    "canvas": to_canvas,
    "moodle": to_moodle,
    "gradescope": to_gradescope,
}


def default_file(var: Path, name: str, to: str) -> Path:
    """Where a file goes unless one says otherwise."""
    return var / "exports" / f"{name}-{to}.csv"
