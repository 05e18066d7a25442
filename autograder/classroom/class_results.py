"""The state of a class in one assignment: who has a final score, what waits for a person, who is missing.

A final score is the gradebook's, with people's marks and extra credit, less what lateness costs now. Where
anything still waits for a person there is no score, so that nobody can export one.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from autograder import hand_in, notebook
from autograder.course import Course
from autograder.errors import AutograderError, CourseError, GradebookError
from autograder.gradebook import grades
from autograder.notebook import Notebook
from autograder.paths import Places, StudentWork
from autograder.submissions import attempt_policy, attempts, late_policy, report_store, submitted_files
from autograder.submissions.attempt_policy import AttemptSelector
from autograder.submissions.roster import RosterEntry

Status = Literal["final", "waits", "missing"]
NOT_GRADED = "not graded yet"
CHANGED = "handed in again since"
UNREADABLE = "the report cannot be read: grade again"
LATE = "late, and by how much nobody has said"
AFTER_CLOSING = "handed in after it closed"


class Result(msgspec.Struct, frozen=True):
    """Result of one student in one assignment. `score` is final, or None if something waits or is missing."""

    person: RosterEntry
    status: Status
    max_score: float
    score: float | None = None
    penalty: float = 0.0
    cells: dict[str, float | None] = {}  # a graded cell's score; None where it waits
    waits: tuple[str, ...] = ()  # cells that a person has to look at, or why there is no score yet
    submitted_at: datetime | None = None
    late_by: timedelta | None = None  # after their own due date
    hand_in_count: int = 0
    blank: tuple[str, ...] = ()  # graded cells in which nothing is written, and which no person has marked

    @property
    def student(self) -> str:
        return self.person.id


def read_results(course: Course, places: Places, name: str) -> list[Result]:
    """Read the result of everybody who handed in or is in the roster, sorted; without those who have left."""
    course.assignment(name)
    url = grades.address(course, places)
    entries = grades.scores(url, name) if grades.is_made(url) else {}
    if not entries:
        raise CourseError(name, "nothing is graded yet", f"run `autograder grade {name}`")
    selector = attempt_policy.attempt_selector(course, places, name)
    released = read_release(places, name)
    people = {person.id: person for person in selector.people.students}
    is_anybody = has_hand_ins(places, name)
    with_hand_ins = set(submitted_files.students_with_hand_ins(places, name)) if is_anybody else set()
    return [
        _result(
            selector,
            people.get(student, RosterEntry(student)),
            entries.get(student),
            student in with_hand_ins,
            released,
        )
        for student in sorted((with_hand_ins | set(people) | set(entries)) - selector.people.gone)
    ]


def is_begun(course: Course, places: Places, name: str) -> bool:
    """Return True if anybody is graded in an assignment; False if it has not been built."""
    url = grades.address(course, places)
    if not grades.is_made(url) or not places.released(name).is_file():
        return False
    try:
        return bool(grades.scores(url, name))
    except GradebookError:
        return False  # no row of it is there, since nobody has built it


def has_hand_ins(places: Places, name: str) -> bool:
    """Return True if anybody has handed in."""
    return any((places.all_submitted).glob(f"*/{name}"))


def read_release(places: Places, name: str) -> Notebook:
    """Read an assignment's release, or raise CourseError if it has not been built."""
    file = places.released(name)
    if not file.is_file():
        raise CourseError(f"release/{name}", "it has not been built", f"run `autograder build {name}`")
    return notebook.parse_notebook(file.read_bytes(), f"release/{name}/{name}.ipynb")


def _result(
    selector: AttemptSelector,
    person: RosterEntry,
    entry: grades.GradebookEntry | None,
    has_handed_in: bool,
    released: Notebook,
) -> Result:
    if entry is None:
        worth = released.max_score
        if not has_handed_in:
            return Result(person, "missing", worth)
        return Result(
            person,
            "waits",
            worth,
            waits=(NOT_GRADED if selector.tasks(person.id) else AFTER_CLOSING,),
            hand_in_count=_count(selector, person.id),
        )
    meta = report_store.meta(selector.work(person.id))
    counted, untouched = (meta.attempt, meta.row.untouched) if meta else (0, ())
    cells = {cell: None if grade.needs_manual_grade else grade.score for cell, grade in entry.cells.items()}
    order = [cell.name for cell in released.cells if cell.name in cells]
    waits = [cell for cell in order if cells[cell] is None]
    if has_handed_in and (why := _why_to_grade_again(selector, person.id)):
        waits.append(why)
    lateness = selector.lateness(person.id, counted)
    if lateness.percent is None:
        waits.append(LATE)
    # What lateness costs is worked out anew: people may have marked since the gradebook was written.
    total = late_policy.final(entry.score, lateness)
    return Result(
        person,
        "waits" if waits else "final",
        entry.max_score,
        None if waits else total.final,
        total.penalty,
        {cell: cells[cell] for cell in order},
        tuple(waits),
        selector.attempt(person.id, counted).moment,
        lateness.by,
        _count(selector, person.id),
        tuple(
            cell
            for cell in order
            if cell.removeprefix("test_") in untouched and not entry.cells[cell].has_mark
        ),
    )


def _count(selector: AttemptSelector, student: str) -> int:
    """Return how many times a student handed in; 1 if only the last hand-in is kept."""
    return max(1, len(attempts.read_all(selector.work(student))))


def counted_attempt(work: StudentWork) -> int:
    """Return the number of the attempt that counts; 0 if only one hand-in is kept."""
    meta = report_store.meta(work)
    return meta.attempt if meta else 0


def _why_to_grade_again(selector: AttemptSelector, student: str) -> str:
    """Return why a student's score is not that of the hand-in that counts; "" if it is."""
    work = selector.work(student)
    try:
        graded = report_store.read_report(work).digest
    except AutograderError:
        return UNREADABLE
    return CHANGED if _is_stale(selector, student, graded) else ""


def _is_stale(selector: AttemptSelector, student: str, graded: str) -> bool:
    """Return True if a hand-in that may count is not graded yet; `graded` is the digest of the last one."""
    work = selector.work(student)
    lying = hand_in.bytes_digest(submitted_files.submitted_file(work).raw)
    known = {attempt.digest for attempt in attempts.read_all(work)}
    if not known or lying not in known:
        return lying != graded
    counted = counted_attempt(work)
    return any(
        task.attempt != counted if task.is_sole else report_store.of_attempt(work, task.attempt) is None
        for task in selector.tasks(student)
    )
