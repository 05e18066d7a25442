"""Export of scores: a CSV file for each LMS, as its own documentation has it, or one for people.

Only a final score goes out. Students who wait for a person, or are missing, are left out of a file that an
LMS reads.
"""

from collections.abc import Sequence
from pathlib import Path

from autograder.classroom import class_results, marks
from autograder.course import load_course
from autograder.csv_tables import Sheet, TrustedText, decimals, read_table, write_table
from autograder.errors import AutograderError, CourseError
from autograder.files import write_private
from autograder.lms import registry
from autograder.lms.recipients import Export, Wanted, formulas, span
from autograder.submissions import attempts

FOR_PEOPLE = "csv"


def write_export(
    root: Path, name: str, to: str, source: Path | None, column: str, target: Path | None
) -> tuple[Path, Export]:
    """Write final scores for an LMS, or for people. `source` is the LMS's own export, to be filled in."""
    course, places = load_course(root)
    entry = course.assignment(name)
    sheet = read_sheet(to, source) if source else None
    results = class_results.read_results(course, places, name)
    marks.note_new_marks(
        course, places, name, [result.student for result in results if result.status != "missing"]
    )
    ids = {
        result.student: attempt.lms_id
        for result in results
        if (attempt := attempts.latest_from(places.work(name, result.student), to)) and attempt.lms_id
    }
    made = export(to, Wanted(entry, results, sheet, source.name if source else "", column, ids, course.zone))
    file = target or places.exports / f"{name}-{to}.csv"
    write_private(file, made.raw)
    return file, made


def read_sheet(to: str, source: Path) -> Sheet:
    """Read an LMS's own export, which is to be filled in."""
    try:
        sheet = read_table(source.read_bytes(), source)
    except OSError as error:
        raise AutograderError(source, f"cannot be read ({error.strerror})", "look at its name") from error
    if to == FOR_PEOPLE or not registry.lms_named(to).worksheet:
        raise AutograderError("--from", f"{to} needs no file of its own", "leave --from out")
    return sheet


def export(to: str, wanted: Wanted) -> Export:
    """Make the file for an LMS, or for people."""
    if not wanted.assignment.counts:
        raise CourseError(
            f"course.yml, {wanted.assignment.name}",
            "it does not count (counts: false), so its scores are not exported",
            "take that line away if it should count",
        )
    if to == FOR_PEOPLE:
        return _for_people(wanted)
    make = registry.lms_named(to).export
    assert make  # `--to` offers no other
    return make(wanted)


def _for_people(wanted: Wanted) -> Export:
    """Make the table for people: everybody, with a score for each cell, empty if there is none yet."""
    cells = list(dict.fromkeys(cell for result in wanted.results for cell in result.cells))
    head = ["student", "name", "assignment", "status", "score", "max_score", "late_penalty"]
    head += ["submitted_at", "late_by", "waits_for"]
    rows: list[Sequence[str]] = [[*head, *cells]]
    for result in wanted.results:
        rows.append(
            [
                result.student,
                result.person.name,
                wanted.assignment.name,
                result.status,
                decimals(result.score),
                decimals(result.max_score),
                decimals(result.penalty if result.status != "missing" else None),
                TrustedText(
                    result.submitted_at.astimezone(wanted.zone).isoformat(timespec="seconds")
                    if result.submitted_at
                    else ""
                ),
                span(result.late_by),
                "; ".join(result.waits),
                *(decimals(result.cells.get(cell)) for cell in cells),
            ]
        )
    # Excel takes a file without the mark for the country's old encoding, and garbles Chinese names.
    return Export(write_table(rows, bom=True), len(wanted.results), tuple(formulas(wanted.results)))
