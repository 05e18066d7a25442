"""People's marks: read from the gradebook, and added to each student's history if they have changed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from autograder.classroom import history
from autograder.course import Course
from autograder.files import Busy, locked
from autograder.paths import Places
from autograder.report import Meta
from autograder.submissions import report_store

_SECONDS = 1.0  # to wait for a grading that runs: it notes marks itself when it is done


def note_new_marks(course: Course, places: Places, name: str, students: Sequence[str]) -> None:
    """Add students' new marks to their histories, unless a grading runs, which does so itself."""
    from autograder.gradebook import grades

    url = grades.address(course, places)
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


def note_marks(places: Places, name: str, url: str, metas: Mapping[str, Meta]) -> None:
    """Add to histories the marks that have changed since they were last seen. The caller holds the lock."""
    from autograder.gradebook import grades

    given = grades.marks(url, name, list(metas))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for student, meta in metas.items():
        history.note_marks(places.work(name, student), given.get(student, {}), meta, now)
