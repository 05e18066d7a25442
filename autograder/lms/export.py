"""Export of scores: a CSV file for each LMS, as its own documentation has it, or one for people.

Only a final score goes out. Students who wait for a person, or are missing, are left out of a file that an
LMS reads. An LMS gets the course's total in percent, as the score of an assignment of 100 points.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import msgspec

from autograder.classroom import class_results, course_total, marks
from autograder.classroom.class_results import AFTER_CLOSING, Result
from autograder.classroom.course_total import CourseEntry, CourseTotals, StudentTotal
from autograder.course import Assignment, Course, load_course
from autograder.csv_tables import Sheet, TrustedText, decimals, read_table, write_table
from autograder.errors import AutograderError, CourseError
from autograder.files import write_private
from autograder.lms import registry
from autograder.lms.recipients import Export, Wanted, formulas, named, span
from autograder.paths import WHOLE_COURSE, Places
from autograder.submissions import attempts
from autograder.text import counted

FOR_PEOPLE = "csv"
TITLE = "Course total"  # what an LMS calls it, unless --column says otherwise
WHOLE = 100.0


def write_export(
    root: Path, name: str | None, to: str, source: Path | None, column: str, target: Path | None
) -> tuple[Path, Export]:
    """Write an assignment's final scores, or without its name the course's totals, for an LMS or people.

    `source` is the LMS's own export, to be filled in.
    """
    course, places = load_course(root)
    entry = course.assignment(name) if name else Assignment(TITLE)
    sheet = _read_sheet(to, source) if source else None
    wanted = Wanted(entry, (), sheet, source.name if source else "", column, zone=course.zone)
    if name:
        made = export(to, _with_results(wanted, course, places, to))
    else:
        made = export_totals(to, wanted, course_total.course_totals(course, places))
    file = target or places.exports / f"{name or WHOLE_COURSE}-{to}.csv"
    write_private(file, made.raw)
    return file, made


def _read_sheet(to: str, source: Path) -> Sheet:
    """Read an LMS's own export, which is to be filled in."""
    try:
        sheet = read_table(source.read_bytes(), source)
    except OSError as error:
        raise AutograderError(source, f"cannot be read ({error.strerror})", "look at its name") from error
    if to == FOR_PEOPLE or not registry.lms_named(to).worksheet:
        raise AutograderError("--from", f"{to} needs no file of its own", "leave --from out")
    return sheet


# --- an assignment -----------------------------------------------------------------------------


def _with_results(wanted: Wanted, course: Course, places: Places, to: str) -> Wanted:
    """Add the class's results, and the ids under which the LMS sent their hand-ins."""
    name = wanted.assignment.name
    results = class_results.read_results(course, places, name)
    marks.note_new_marks(
        course, places, name, [result.student for result in results if result.status != "missing"]
    )
    ids = {
        result.student: attempt.lms_id
        for result in results
        if (attempt := attempts.latest_from(places.work(name, result.student), to)) and attempt.lms_id
    }
    return msgspec.structs.replace(wanted, results=results, lms_ids=ids)


def export(to: str, wanted: Wanted) -> Export:
    """Make the file for an LMS, or for people."""
    if not wanted.assignment.counts:
        raise CourseError(
            f"course.yml, {wanted.assignment.name}",
            "it does not count (counts: false), so its scores are not exported",
            "take that line away if it should count",
        )
    if to == FOR_PEOPLE:
        return _scores_for_people(wanted)
    make = registry.lms_named(to).export
    assert make  # `--to` offers no other
    return make(wanted)


def _scores_for_people(wanted: Wanted) -> Export:
    """Make the table for people: everybody, with a score for each cell, empty if there is none yet."""
    cells = list(dict.fromkeys(cell for result in wanted.results for cell in result.cells))
    head = ["student", "name", "assignment", "status", "score", "max_score", "late_penalty"]
    head += ["submitted_at", "late_by", "waits_for"]
    rows: list[Sequence[str]] = [[*head, *cells]]
    for result in wanted.results:
        when = result.submitted_at
        rows.append(
            [
                result.student,
                result.person.name,
                wanted.assignment.name,
                result.status,
                decimals(result.score),
                decimals(result.max_score),
                decimals(result.penalty if result.status != "missing" else None),
                TrustedText(when.astimezone(wanted.zone).isoformat(timespec="seconds") if when else ""),
                span(result.late_by),
                "; ".join(result.waits),
                *(decimals(result.cells.get(cell)) for cell in cells),
            ]
        )
    # Excel takes a file without the mark for the country's old encoding, and garbles Chinese names.
    notes = formulas(result.person for result in wanted.results)
    return Export(write_table(rows, bom=True), len(wanted.results), tuple(notes))


# --- the whole course --------------------------------------------------------------------------


def export_totals(to: str, wanted: Wanted, totals: CourseTotals) -> Export:
    """Make the file of the course's totals for an LMS, or for people."""
    if to == FOR_PEOPLE:
        made = _totals_for_people(totals)
    else:
        results = [_as_result(student) for student in totals.students]
        made = export(to, msgspec.structs.replace(wanted, results=results))
    return Export(made.raw, made.rows, (*_notes(totals), *made.notes))


def _as_result(student: StudentTotal) -> Result:
    total = student.total
    if total is not None:
        scores: dict[str, float | None] = {
            entry.name: entry.result.score if entry.result else 0.0
            for entry in student.entries
            if entry.standing in ("counts", "dropped")
        }
        return Result(student.person, "final", WHOLE, course_total.two_decimals(total), cells=scores)
    if student.waits or student.missing:
        return Result(student.person, "waits", WHOLE, waits=(*student.waits, *student.missing))
    return Result(student.person, "missing", WHOLE)


def _totals_for_people(totals: CourseTotals) -> Export:
    """Make the table for people: everybody, with points and a note for each assignment; empty is no score."""
    head = ["student", "name", "lms_id", "login", "number", "email", "section"]
    head += ["total_percent", "so_far_percent", "counted", "waits_for", "missing"]
    for assignment in totals.assignments:
        name, worth = assignment.name, totals.max_scores.get(assignment.name)
        head += [name if worth is None else f"{name} ({worth:g})", f"{name} note"]
    rows: list[Sequence[str]] = [head]
    for student in totals.students:
        person = student.person
        row = [person.id, person.name, person.lms_id, person.login, person.number, person.email]
        row += [person.section, _percent(student.total), _percent(student.so_far)]
        row.append(TrustedText(f"{len(student.of('counts'))} of {len(student.entries)}"))
        row += ["; ".join(student.waits), "; ".join(student.missing)]
        for entry in student.entries:
            row += [points_of(entry), course_total.status_text(entry)]
        rows.append(row)
    notes = formulas(student.person for student in totals.students)
    return Export(write_table(rows, bom=True), len(totals.students), tuple(notes))


def _percent(value: Fraction | None) -> TrustedText:
    return TrustedText("" if value is None else f"{course_total.two_decimals(value):.2f}")


def points_of(entry: CourseEntry) -> TrustedText:
    """Return a student's points in one assignment of the course, for people."""
    if entry.is_zero_for_missing:
        return TrustedText("0")
    return decimals(entry.result.score if entry.result else None)


def _notes(totals: CourseTotals) -> list[str]:
    notes = []
    if totals.not_begun:
        notes.append(f"nobody is graded yet in {named(totals.not_begun)}: in no total")
    if lacking := [student.student for student in totals.students if student.missing]:
        notes.append(
            f"{counted(len(lacking), 'student')} without a total, since something is missing: "
            f"{named(lacking)}; say in course.yml what that comes to (total.missing: zero or left_out)"
        )
    if closed := [
        student.student
        for student in totals.students
        if any(AFTER_CLOSING in entry.result.waits for entry in student.entries if entry.result)
    ]:
        notes.append(
            f"{counted(len(closed), 'student')} handed in after an assignment closed, which is as if "
            f"nothing came: {named(closed)}"
        )
    return notes
