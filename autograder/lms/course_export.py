"""Export of the course's totals: a row for each student, for people or in the format of an LMS.

An LMS gets the total in percent, as the score of an assignment of 100 points. Students without a total are
left out.
"""

from collections.abc import Sequence
from pathlib import Path

from autograder.classroom import course_total
from autograder.classroom.class_results import AFTER_CLOSING, Result
from autograder.classroom.course_total import CourseEntry, CourseTotals, StudentTotal
from autograder.course import Assignment, load_course
from autograder.csv_tables import TrustedText, decimals, write_table
from autograder.files import write_private
from autograder.lms import registry
from autograder.lms.export import FOR_PEOPLE, read_sheet
from autograder.lms.recipients import Export, Wanted, formulas, named
from autograder.paths import WHOLE_COURSE
from autograder.text import counted

TITLE = "Course total"  # what an LMS calls it, unless --column says otherwise
WHOLE = 100.0


def write_course_export(
    root: Path, to: str, source: Path | None, column: str, target: Path | None
) -> tuple[Path, Export]:
    """Write the course's totals for an LMS or people. `source` is the LMS's own export, to be filled in."""
    course, places = load_course(root)
    sheet = read_sheet(to, source) if source else None
    totals = course_total.course_totals(course, places)
    made = (
        _for_people(totals)
        if to == FOR_PEOPLE
        else _for_lms(to, totals, Wanted(_ASSIGNMENT, (), sheet, source.name if source else "", column))
    )
    file = target or places.exports / f"{WHOLE_COURSE}-{to}.csv"
    write_private(file, made.raw)
    return file, made


_ASSIGNMENT = Assignment(TITLE)


def _for_lms(to: str, totals: CourseTotals, wanted: Wanted) -> Export:
    make = registry.lms_named(to).export
    assert make  # `--to` offers no other
    results = [_as_result(student) for student in totals.students]
    made = make(Wanted(wanted.assignment, results, wanted.sheet, wanted.where, wanted.column))
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


def _for_people(totals: CourseTotals) -> Export:
    """Make the table for people: everybody, with points and a note for each assignment; empty is no score."""
    head = ["student", "name", "lms_id", "login", "number", "email", "section"]
    head += ["total_percent", "so_far_percent", "counted", "waits_for", "missing"]
    for entry in totals.assignments:
        worth = totals.max_scores.get(entry.name)
        head += [entry.name if worth is None else f"{entry.name} ({worth:g})", f"{entry.name} note"]
    rows: list[Sequence[str]] = [head]
    for student in totals.students:
        person = student.person
        rows.append(
            [
                *(person.id, person.name, person.lms_id, person.login, person.number, person.email),
                person.section,
                _percent(student, is_total=True),
                _percent(student, is_total=False),
                TrustedText(f"{len(student.of('counts'))} of {len(student.entries)}"),
                "; ".join(student.waits),
                "; ".join(student.missing),
                *(
                    cell
                    for entry in student.entries
                    for cell in (_points(entry), course_total.status_text(entry))
                ),
            ]
        )
    people = [_as_result(student) for student in totals.students]
    notes = (*_notes(totals), *formulas(people))
    return Export(write_table(rows, bom=True), len(totals.students), notes)


def _percent(student: StudentTotal, is_total: bool) -> TrustedText:
    value = student.total if is_total else student.so_far
    return TrustedText("" if value is None else f"{course_total.two_decimals(value):.2f}")


def _points(entry: CourseEntry) -> TrustedText:
    if entry.is_zero_for_missing:
        return TrustedText("0")
    score = entry.result.score if entry.result else None
    return decimals(score)


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
