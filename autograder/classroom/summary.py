"""A summary of all reports of a class: each report is read once, and none is kept."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from autograder import timestamps
from autograder.classroom.jobs import Job
from autograder.report import CellReport, Outcome, Report, clean, needs_person, row, waits_for
from autograder.submissions import attempt_policy, late_policy
from autograder.submissions.report_store import Reports
from autograder.submissions.submitted_files import has_handed_in, students_with_hand_ins, submitted_at
from autograder.text import AnyText, in_language

if TYPE_CHECKING:  # the gradebook's libraries take longer to load than an unchanged class takes
    from autograder.gradebook.grades import GradebookEntry

ROWS = 60  # of the table: a larger class is read in a file


class CellSummary(msgspec.Struct, frozen=True, array_like=True):
    """One cell of one student in the class's table."""

    state: str  # an outcome, or `waits` for a person
    text: str
    can_be_forged: bool = False  # its test ran beside the student's code


class StudentSummary(msgspec.Struct, frozen=True):
    """One student's row in the class's table."""

    student: str
    status: str
    cells: dict[str, CellSummary]  # by function or question
    total: str


class ClassSummary(msgspec.Struct):
    """Summary of a class: the table's rows, and who waits, is late, has left or could not be graded."""

    order: Sequence[str]  # the cells as the notebook has them
    count: int = 0
    rows: list[StudentSummary] = []  # of the first ROWS students
    waiting: dict[str, AnyText] = {}  # who needs a person, and the reason, where it is known
    marks: int = 0  # hand-ins with answers that a person marks
    closed: list[str] = []  # who handed in after the assignment had closed
    late: dict[str, float] = {}  # who is late, and the percent that it costs, which no row has
    undated: list[str] = []  # who is late, and nobody knows by how much
    misdated: list[str] = []  # whose timestamp.txt names no moment
    gone: list[str] = []  # who handed something in and has left the course
    unread: list[str] = []  # whose hand-in could not be graded at all


def summarize(reports: Iterable[Report], order: Sequence[str] = ()) -> ClassSummary:
    """Summarize reports, reading each once: a class does not have to fit into memory."""
    seen = ClassSummary(order)
    for report in reports:
        seen.count += 1
        if needs_person(report):
            seen.waiting[report.student] = waits_for(report) or _broken(report)
        if report.status == "error":
            seen.unread.append(report.student)
        seen.marks += report.status == "graded" and None in _answers(report)
        if len(seen.rows) < ROWS:
            seen.rows.append(_row(report))
    return seen


def broken_tests(name: str, cell: CellReport) -> tuple[str, ...]:
    """Return the tests of a cell that could not judge, and what is wrong with each: no student's mistake."""
    return tuple(
        clean(f"{name}::{test.name} ({in_language(test.message, 'en')})", 300)
        for test in cell.tests
        if test.outcome is Outcome.ERROR and not test.void
    )


def _broken(report: Report) -> str:
    """Return which tests of ours failed, and what to do; "" if the report names none."""
    tests = [test for name, cell in report.cells.items() for test in broken_tests(name, cell)]
    if tests:
        return f"a test of ours failed, {'; '.join(tests)}: fix it, and grade again"
    unjudged = [
        name
        for name, cell in report.cells.items()
        if cell.outcome is Outcome.ERROR and all(test.visible or test.side for test in cell.tests)
    ]
    if report.status == "graded" and unjudged:
        names = ", ".join(unjudged)
        return f"no hidden test of values judges {names}: write one, without `side`, and grade again"
    return ""


def summary_of(job: Job, reports: Reports) -> ClassSummary:
    """Summarize a job's reports, with students who have left, or handed in late."""
    seen = summarize(reports, job.order)
    course, places, name = job.course, job.places, job.name
    selector = attempt_policy.attempt_selector(course, places, name)
    seen.gone = sorted(
        who for who in selector.people.gone - {*reports.students} if has_handed_in(places, name, who)
    )
    if job.assignment.closes:
        seen.closed = [
            student for student in students_with_hand_ins(places, name) if not selector.tasks(student)
        ]
    if late_policy.costs(course.late):
        lateness = attempt_policy.lateness(course, places, name, reports.students)
        seen.late = {student: late.percent for student, late in lateness.items() if late.percent}
        seen.undated = [student for student, late in lateness.items() if late.percent is None]
    seen.misdated = [
        student
        for student in reports.students
        if (text := submitted_at(places.work(name, student).submitted)) and timestamps.timestamp(text) is None
    ]
    return seen


def with_marks(
    seen: ClassSummary,
    students: Sequence[str],
    questions: Collection[str],
    waiting: Mapping[str, Collection[str]],
    entries: Mapping[str, "GradebookEntry"],
) -> ClassSummary:
    """Update a summary with people's marks: the gradebook says who still waits, and what cells have.

    `students` are those that were summarized, in their order, and `entries` are of those with a row.
    """
    asked, unread = {*questions}, {*seen.unread}
    rows = [
        _marked(row, entries[student]) if student in entries else row
        for student, row in zip(students, seen.rows, strict=False)  # as many as the table has
    ]
    marks = sum(
        student not in unread and not asked.isdisjoint(waiting.get(student, ())) for student in students
    )
    settled = [
        student
        for student in seen.waiting
        if not ({*waiting.get(student, ())} - (set() if student in unread else asked))
    ]
    return msgspec.structs.replace(
        seen,
        rows=rows,
        marks=marks,
        waiting={student: why for student, why in seen.waiting.items() if student not in settled},
    )


def _marked(row: StudentSummary, entry: "GradebookEntry") -> StudentSummary:
    """Update a row from the gradebook; a cell without a person's mark stays as its report has it."""
    cells = dict(row.cells)
    for name, grade in entry.cells.items():
        if not grade.has_mark:
            continue
        text = f"{round(grade.score, 2):g}"
        cells[name] = (
            CellSummary("waits", f"{text} ?") if grade.needs_manual_grade else CellSummary("marked", text)
        )
    known = [mark.score for mark in entry.cells.values() if not mark.needs_manual_grade]
    waits = len(known) < len(entry.cells)
    total = f"{round(math.fsum(known), 2):g}{' + ?' if waits else ''} / {round(entry.max_score, 2):g}"
    return msgspec.structs.replace(row, cells=cells, total=total)


def _row(report: Report) -> StudentSummary:
    scores = row(report).scores
    waits = report.status == "error" or None in scores.values()
    total = sum(score for score in scores.values() if score is not None)
    return StudentSummary(
        clean(report.student, 128),
        report.status,
        {name: _cell(report, name, score) for name, score in scores.items()},
        f"{round(total, 2):g}{' + ?' if waits else ''} / {round(report.max_score, 2):g}",
    )


def _cell(report: Report, name: str, score: float | None) -> CellSummary:
    if score is None:
        return CellSummary("waits", "?")
    cell = report.cells.get(name)
    if cell.outcome is Outcome.NOT_ATTEMPTED if cell else not report.manual[name]:
        return CellSummary(Outcome.NOT_ATTEMPTED, "–")
    text, forged = f"{round(score, 2):g}", cell is not None and bool(cell.can_be_forged)
    return CellSummary(cell.outcome if cell else Outcome.PASSED, text, forged)


def _answers(report: Report) -> list[float | None]:
    """Return the scores that the kit gave to answers in words; None where a person marks one."""
    scores = row(report).scores
    return [scores[name] for name in report.manual]
