"""A class in one assignment as the live page shows it, and the list of the course's assignments."""

from collections import Counter
from pathlib import Path

import msgspec

from autograder.classroom import class_results, jobs
from autograder.classroom.class_results import Result
from autograder.classroom.pseudonyms import pseudonym
from autograder.course import Course
from autograder.errors import CourseError, GradebookError
from autograder.gradebook import grades
from autograder.paths import Places, StudentWork
from autograder.report import clean
from autograder.submissions import roster, submitted_files
from autograder.text import in_language, number

PAGES = {"feedback": "feedback page", "staff": "staff page"}


class ClassCell(msgspec.Struct, frozen=True):
    """A student's score in one cell, as text."""

    text: str
    waits: bool


class ClassRow(msgspec.Struct, frozen=True):
    """A student's row. In an anonymous session `student` is a pseudonym, and name and pages are empty."""

    id: str  # the folder's name; never shown
    key: str
    student: str
    name: str
    status: str
    cells: tuple[ClassCell, ...]
    score: str
    notes: tuple[str, ...]  # why it waits, apart from cells; how late it was
    pages: tuple[tuple[str, str], ...]  # kind and title


class ToMark(msgspec.Struct, frozen=True):
    """A graded cell to mark: somebody's work in it waits for a person, or its answers are marked by hand."""

    cell: str
    title: str
    waiting: int
    whole: int


class ClassView(msgspec.Struct, frozen=True):
    """The content of a class's page."""

    assignment: str
    max_score: str
    problem: str  # why there is no table yet
    statuses: dict[str, int]
    cells: tuple[str, ...]
    to_mark: tuple[ToMark, ...]
    rows: tuple[ClassRow, ...]
    missing: tuple[ClassRow, ...]


class AssignmentLine(msgspec.Struct, frozen=True):
    """An assignment's line in the list of the course."""

    name: str
    due: str
    hand_in_count: int
    graded: int
    waiting: int


def class_view(course: Course, places: Places, name: str, is_anonymous: bool) -> ClassView:
    """Return the class as it is now; if nothing is graded yet, the reason stands instead of a table."""
    released = class_results.read_release(places, name)
    try:
        results = class_results.read_results(course, places, name)
    except (CourseError, GradebookError) as error:
        why = f"{in_language(error.what, 'en')}: {in_language(error.next_step, 'en')}"
        return ClassView(name, number(released.max_score), why, {}, (), (), (), ())
    secret = jobs.read_secret(places)
    order = [cell.name for cell in released.cells if any(cell.name in result.cells for result in results)]
    rows = [_row(places, name, order, secret, is_anonymous, result) for result in results]
    if is_anonymous:  # the order of the roster would say who is who
        rows.sort(key=lambda row: row.key)
    waiting = Counter(cell for result in results for cell in result.waits if cell in order)
    graded = sum(bool(result.cells) for result in results)
    to_mark = [
        ToMark(cell, cell.removeprefix("test_"), waiting[cell], graded)
        for cell in order
        if waiting[cell] or cell in released.questions
    ]
    to_mark.sort(key=lambda line: -line.waiting)
    return ClassView(
        name,
        number(max((result.max_score for result in results), default=released.max_score)),
        "",
        dict(Counter(result.status for result in results)),
        tuple(cell.removeprefix("test_") for cell in order),
        tuple(to_mark),
        tuple(row for row in rows if row.status != "missing"),
        tuple(row for row in rows if row.status == "missing"),
    )


def _row(
    places: Places, name: str, order: list[str], secret: bytes, is_anonymous: bool, result: Result
) -> ClassRow:
    key = pseudonym(secret, result.student)
    student, full_name = key, ""
    pages: tuple[tuple[str, str], ...] = ()
    if not is_anonymous:
        student, full_name = clean(result.student, 100), clean(result.person.name, 100)
        work = places.work(name, result.student)
        pages = tuple((kind, title) for kind, title in PAGES.items() if student_page(work, kind))
    notes = [reason for reason in result.waits if reason not in order]
    if result.penalty:
        notes.append(f"late: {number(result.penalty)} points off")
    return ClassRow(
        result.student,
        key,
        student,
        full_name,
        result.status,
        tuple(_cell(result, cell) for cell in order),
        "" if result.score is None else number(result.score),
        tuple(notes),
        pages,
    )


def _cell(result: Result, cell: str) -> ClassCell:
    if cell not in result.cells:
        return ClassCell("", False)
    score = result.cells[cell]
    if score is None:
        return ClassCell("?", True)
    return ClassCell("–" if cell in result.blank else number(score), False)


def student_page(work: StudentWork, kind: str) -> Path | None:
    """Return the file of a page about a student; None if it has not been written."""
    folder = {"feedback": work.feedback, "staff": work.staff}[kind]
    file = folder / f"{work.assignment}.html"
    return file if file.is_file() else None


def assignments(course: Course, places: Places) -> list[AssignmentLine]:
    """Return all assignments in the course's order; students who have left are not counted."""
    gone = roster.read_roster(places).gone
    waiting = grades.waiting_counts(grades.address(course, places), gone)
    return [
        AssignmentLine(
            entry.name,
            entry.due or "",
            len(_students(places, "submitted", entry.name) - gone),
            len(_students(places, "reports", entry.name) - gone),
            waiting.get(entry.name, 0),
        )
        for entry in course.assignments
    ]


def _students(places: Places, folder: str, name: str) -> set[str]:
    root = places.var / folder
    return {student for student in submitted_files.folders(root) if (root / student / name).is_dir()}
