"""A class in one assignment as the live page shows it, and the course's assignments one below the other."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from autograder.classroom import jobs, standing
from autograder.classroom.pseudonyms import pseudonym
from autograder.classroom.standing import Result
from autograder.course import Course
from autograder.errors import CourseError, GradebookError
from autograder.gradebook import grades
from autograder.paths import Places, StudentWork
from autograder.report import clean
from autograder.submissions import submitted_files
from autograder.text import in_language, number

PAGES = {"feedback": "feedback page", "staff": "staff page"}


class ClassCell(msgspec.Struct, frozen=True):
    """One student's score in one cell."""

    text: str
    waits: bool


class ClassRow(msgspec.Struct, frozen=True):
    """One student. In an anonymous session `student` is a pseudonym, without a name and pages."""

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
    """A graded cell on which somebody waits, or in which answers are marked."""

    cell: str
    title: str
    waiting: int
    whole: int


class ClassView(msgspec.Struct, frozen=True):
    """All of the page."""

    assignment: str
    max_score: str
    problem: str  # why there is no table yet
    statuses: dict[str, int]
    cells: tuple[str, ...]
    to_mark: tuple[ToMark, ...]
    rows: tuple[ClassRow, ...]
    missing: tuple[ClassRow, ...]


class AssignmentLine(msgspec.Struct, frozen=True):
    """One assignment of the course."""

    name: str
    due: str
    handed_in: int
    graded: int
    waiting: int


def class_view(course: Course, places: Places, name: str, is_anonymous: bool) -> ClassView:
    """The class as it is now; a class in which nothing is graded yet has a reason instead of a table."""
    released = standing.release(places, name)
    try:
        results = standing.results(course, places, name)
    except (CourseError, GradebookError) as error:
        why = f"{in_language(error.what, 'en')}: {in_language(error.next_step, 'en')}"
        return ClassView(name, number(released.max_score), why, {}, (), (), (), ())
    secret = jobs.read_secret(places)
    order = [cell.name for cell in released.cells if any(cell.name in one.cells for one in results)]
    row_of = _rows(places, name, order, secret, is_anonymous)
    waiting = Counter(cell for one in results for cell in one.waits if cell in order)
    graded = sum(bool(one.cells) for one in results)
    to_mark = [
        ToMark(cell, cell.removeprefix("test_"), waiting[cell], graded)
        for cell in order
        if waiting[cell] or cell in released.questions
    ]
    to_mark.sort(key=lambda one: -one.waiting)
    return ClassView(
        name,
        number(max((one.max_score for one in results), default=released.max_score)),
        "",
        dict(Counter(one.status for one in results)),
        tuple(cell.removeprefix("test_") for cell in order),
        tuple(to_mark),
        tuple(row_of(one) for one in results if one.status != "missing"),
        tuple(row_of(one) for one in results if one.status == "missing"),
    )


def _rows(
    places: Places, name: str, order: list[str], secret: bytes, is_anonymous: bool
) -> Callable[[Result], ClassRow]:
    def row(one: Result) -> ClassRow:
        key = pseudonym(secret, one.student)
        notes = [reason for reason in one.waits if reason not in order]
        if one.penalty:
            notes.append(f"late: {number(one.penalty)} points off")
        return ClassRow(
            one.student,
            key,
            key if is_anonymous else clean(one.student, 100),
            "" if is_anonymous else clean(one.person.name, 100),
            one.status,
            tuple(_cell(one, cell) for cell in order),
            "" if one.score is None else number(one.score),
            tuple(notes),
            ()
            if is_anonymous
            else tuple(
                (kind, title)
                for kind, title in PAGES.items()
                if student_page(places.work(name, one.student), kind)
            ),
        )

    return row


def _cell(one: Result, cell: str) -> ClassCell:
    if cell not in one.cells:
        return ClassCell("", False)
    score = one.cells[cell]
    return ClassCell("?", True) if score is None else ClassCell(number(score), False)


def student_page(work: StudentWork, kind: str) -> Path | None:
    """A page about a student that has been written; None where there is none."""
    folder = {"feedback": work.feedback, "staff": work.staff}[kind]
    file = folder / f"{work.assignment}.html"
    return file if file.is_file() else None


def assignments(course: Course, places: Places) -> list[AssignmentLine]:
    """All assignments, in the course's order."""
    waiting = grades.waiting_counts(grades.address(course, places))
    return [
        AssignmentLine(
            entry.name,
            entry.due or "",
            len(_students(places, "submitted", entry.name)),
            len(_students(places, "reports", entry.name)),
            waiting.get(entry.name, 0),
        )
        for entry in course.assignments
    ]


def _students(places: Places, folder: str, name: str) -> list[str]:
    root = places.var / folder
    return [one for one in submitted_files.folders(root) if (root / one / name).is_dir()]
