"""Report on a class over the whole course, for staff: a page, a JSON and a table, made from one value."""

from collections import Counter
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from autograder import __version__
from autograder.classroom import course_total, jobs
from autograder.classroom.course_total import CourseTotals, StudentTotal
from autograder.classroom.pseudonyms import pseudonym
from autograder.course import load_course
from autograder.csv_tables import decimals, write_table
from autograder.pages.class_report import HistogramBar, ReportFiles, distribution, write_files
from autograder.pages.rendering import render
from autograder.paths import WHOLE_COURSE
from autograder.report import clean
from autograder.text import number

SCHEMA = 1


class CourseCell(msgspec.Struct, frozen=True):
    """Result of one student in one assignment."""

    standing: str
    points: float | None  # if the score is final; 0 if missing work counts as 0
    percent: float | None  # if it counts or is dropped
    note: str = ""


class CourseRow(msgspec.Struct, frozen=True):
    """Results of one student. The total is there twice: rounded for people, a fraction for programs."""

    student: str  # a folder's name, or a pseudonym
    name: str
    section: str
    total: float | None
    exact: str
    so_far: float | None
    waits: tuple[str, ...]
    missing: tuple[str, ...]
    cells: dict[str, CourseCell]


class AssignmentSummary(msgspec.Struct, frozen=True):
    """Results of the class in one assignment."""

    name: str
    weight: float
    max_score: float | None  # None where nobody is graded yet
    mean: float | None  # percent, over those who have a final score
    standings: dict[str, int]


class CourseReport(msgspec.Struct, frozen=True):
    """The whole report on a class over the course."""

    title: str
    version: str
    students: int
    decided: int
    waits: int
    missing: int
    mean: float | None
    middle: float | None
    distribution: tuple[HistogramBar, ...]
    assignments: tuple[AssignmentSummary, ...]
    rows: tuple[CourseRow, ...]
    rules: dict[str, Any]
    pseudonyms: bool
    schema: int = SCHEMA


def collect_course(totals: CourseTotals, secret: bytes = b"") -> CourseReport:
    """Return the report on a class over the course; with a secret, pseudonyms replace names."""
    rows = [_row(student, secret) for student in totals.students]
    decided = [row.total for row in rows if row.total is not None]
    return CourseReport(
        title=totals.course.title,
        version=totals.course.version,
        students=len(rows),
        decided=len(decided),
        waits=sum(bool(row.waits) for row in rows),
        missing=sum(bool(row.missing) for row in rows),
        mean=round(sum(decided) / len(decided), 2) if decided else None,
        middle=round(median(decided), 2) if decided else None,
        distribution=distribution(decided, 100.0),
        assignments=tuple(_summary(totals, number) for number in range(len(totals.assignments))),
        rows=tuple(sorted(rows, key=lambda row: row.student)),
        rules={"missing": totals.course.total.missing, "drop_lowest": totals.course.total.drop_lowest},
        pseudonyms=bool(secret),
    )


def _row(student: StudentTotal, secret: bytes) -> CourseRow:
    cells = {
        entry.name: CourseCell(
            entry.standing,
            0.0 if entry.is_zero_for_missing else entry.result.score if entry.result else None,
            None if entry.share is None else course_total.two_decimals(100 * entry.share),
            clean(course_total.status_text(entry), 500),
        )
        for entry in student.entries
    }
    total, so_far = (
        None if value is None else course_total.two_decimals(value)
        for value in (student.total, student.so_far)
    )
    return CourseRow(
        pseudonym(secret, student.student) if secret else clean(student.student, 100),
        "" if secret else clean(student.person.name, 100),
        "" if secret else clean(student.person.section, 100),
        total,
        "" if student.total is None else str(student.total),
        so_far,
        student.waits,
        student.missing,
        cells,
    )


def _summary(totals: CourseTotals, place: int) -> AssignmentSummary:
    entry = totals.assignments[place]
    entries = [student.entries[place] for student in totals.students]
    shares = [
        one.share for one in entries if one.share is not None and one.result and one.result.status == "final"
    ]
    return AssignmentSummary(
        entry.name,
        entry.weight,
        totals.max_scores.get(entry.name),
        course_total.two_decimals(100 * sum(shares, Fraction(0)) / len(shares)) if shares else None,
        dict(sorted(Counter(one.standing for one in entries).items())),
    )


def course_table(report: CourseReport) -> bytes:
    """Return a CSV file with one row for each student and assignment, for a spreadsheet's pivot tables."""
    rows: list[list[str]] = [
        ["student", "name", "section", "assignment", "standing", "points", "percent", "note"]
    ]
    rows += [
        [
            row.student,
            row.name,
            row.section,
            name,
            cell.standing,
            decimals(cell.points),
            decimals(cell.percent),
            cell.note,
        ]
        for row in report.rows
        for name, cell in row.cells.items()
    ]
    return write_table(rows, bom=True)


def course_report_page(report: CourseReport) -> str:
    """Return the HTML page: one file, readable without colour, on a telephone and on paper."""
    most = max((bar.students for bar in report.distribution), default=0)
    return render("course_report.html", found=report, most=most, shown=_shown, kit=__version__)


def _shown(cell: CourseCell) -> str:
    """Return the text of one table cell: points, in brackets if they do not count, or why there are none."""
    if cell.standing == "waits":
        return "?"
    if cell.points is None:
        return {
            "excused": "excused",
            "before": "joined later",
            "missing": "missing",
            "left_out": "missing",
        }.get(cell.standing, "")
    score = number(cell.points)
    return score if cell.standing == "counts" else f"({score})"


def write_course_report(root: Path, pseudonyms: bool) -> tuple[ReportFiles, CourseReport]:
    """Write the report on the whole course; return the paths of its files, and the report."""
    course, places = load_course(root)
    totals = course_total.course_totals(course, places)
    made = collect_course(totals, jobs.read_secret(places) if pseudonyms else b"")
    page, table = course_report_page(made), course_table(made)
    return write_files(places, WHOLE_COURSE, pseudonyms, page, made, table), made
