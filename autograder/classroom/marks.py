"""People's marks, looked at in the gradebook and written into each student's history where they changed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from autograder.classroom import history
from autograder.course import Course
from autograder.files import Busy, locked
from autograder.paths import Places
from autograder.report import Meta
from autograder.submissions import report_store

_SECONDS = 1.0  # to wait for one who grades: they look themselves when they are done


def note_new_marks(course: Course, places: Places, name: str, students: Sequence[str]) -> None:
    """Write down the marks of some students that are new, unless somebody grades, which does so too."""
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
    """Write down what people changed since the marks were last seen. One process at a time does so."""
    from autograder.gradebook import grades

    given = grades.marks(url, name, list(metas))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for student, meta in metas.items():
        history.note_marks(places.work(name, student), given.get(student, {}), meta, now)
