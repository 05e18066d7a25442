"""People's marks: read from the gradebook, and added to each student's history if they have changed.

A mark that a gradebook no longer has was taken back. Where it lacks the whole hand-in, it is not the
gradebook that had the mark: that is refused.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from autograder.classroom import history
from autograder.course import Course
from autograder.errors import AutograderError, GradebookError
from autograder.files import Busy, locked
from autograder.paths import Places
from autograder.report import Meta, clean
from autograder.submissions import report_store

_NAMED = 20  # students named in one error
_SECONDS = 1.0  # to wait for a grading that runs: it notes marks itself when it is done


def note_new_marks(course: Course, places: Places, name: str, students: Sequence[str]) -> None:
    """Add students' new marks to their histories, unless a grading runs, which does so itself."""
    from autograder.gradebook import grades

    url = grades.address(course, places)
    refuse_lost_marks(places, name, url, students)
    if not grades.is_made(url):
        return
    try:
        with locked(places.grade_lock, "grading", _SECONDS):
            for start in range(0, len(students), grades.BATCH):
                some = students[start : start + grades.BATCH]
                metas = {student: report_store.meta(places.work(name, student)) for student in some}
                note_marks(
                    places, name, url, {student: meta for student, meta in metas.items() if meta is not None}
                )
    except Busy:
        return


def refuse_lost_marks(places: Places, name: str, url: str, students: Sequence[str]) -> None:
    """Raise GradebookError if histories hold marks on hand-ins of which the gradebook knows nothing."""
    from autograder.gradebook import grades

    marked = [student for student in students if history.marked_cells(_history(places, name, student))]
    known = grades.hand_in_times(url) if marked else {}
    if lost := [student for student in marked if (student, name) not in known]:
        more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        raise GradebookError(
            grades.printable_url(url),
            f"knows no hand-in in {name} of {clean(', '.join(lost[:_NAMED]), 1_000)}{more}, "
            "whom people have given marks there",
            f"{grades.FROM_ARCHIVE}; to go on without those marks, "
            f"move each one's {places.work(name, 'STUDENT').history} away",
        )


def _history(places: Places, name: str, student: str) -> tuple[history.Change, ...]:
    try:
        return history.read_history(places.work(name, student))
    except AutograderError:
        return ()  # grading keeps it aside, and says so


def note_marks(places: Places, name: str, url: str, metas: Mapping[str, Meta]) -> None:
    """Add to histories the marks that have changed since they were last seen. The caller holds the lock."""
    from autograder.gradebook import grades

    given = grades.marks(url, name, list(metas))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for student, meta in metas.items():
        history.note_marks(places.work(name, student), given.get(student, {}), meta, now)
