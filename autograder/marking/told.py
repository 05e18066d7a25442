"""What the gradebook was last told of a class, so that it need not be told the same again.

Only of a gradebook in a file of the course's own: that nobody has written there since can be seen from
outside. Whoever has, be it a person's mark or nbgrader, has it told anew. No student is named here.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder import course
from autograder.disk import write_whole
from autograder.incoming import stored
from autograder.marking.jobs import Job


class Told(msgspec.Struct, frozen=True):
    """A note, written after the gradebook."""

    what: str  # digest of all that it was told
    gradebook: tuple[int, ...]  # what `stat` said of its file afterwards
    marks_wait: bool  # whether a person's mark is of something that has changed since


def known(job: Job) -> Told | None:
    """The note, where nobody has touched the gradebook since."""
    if job.course.gradebook:
        return None
    try:
        found = msgspec.json.decode(_note(job).read_bytes(), type=Told)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.gradebook == _stat(job.places.gradebook) else None


def is_told(job: Job, students: Iterable[str]) -> bool:
    """Whether the gradebook was told just what it would be told now, and still holds it."""
    found = known(job)
    return found is not None and found.what == _digest(job, students)


def note(job: Job, students: Iterable[str], marks_wait: bool) -> None:
    """Say that the gradebook has been told."""
    if not job.course.gradebook:
        found = Told(_digest(job, students), _stat(job.places.gradebook), marks_wait)
        write_whole(_note(job), msgspec.json.encode(found))


def _note(job: Job) -> Path:
    return job.places.var / "told" / f"{job.name}.json"


def _digest(job: Job, students: Iterable[str]) -> str:
    """All that goes into the gradebook: reports' rows, moments, attempts, who may be late, the release."""
    settings = (job.view, str(job.course.due(job.name)), job.course.late)
    roster = job.places.var / "roster.csv"
    parts = [msgspec.json.encode(settings, order="sorted"), msgspec.json.encode(_stat(roster))]
    for student in students:
        raw = stored.meta_bytes(job.places, job.name, student)
        attempts = os.fspath(job.places.attempts(student, job.name))
        kept = _moments(attempts) if os.path.isdir(attempts) else ()
        parts += [student.encode("utf-8", "surrogateescape"), raw, msgspec.json.encode(kept)]
    return course.digest(*parts)


def _moments(attempts: str) -> list[tuple[str, tuple[int, ...]]]:
    """What is known of attempts' moments, by what `stat` says of their files."""
    numbers = sorted(os.listdir(attempts))
    return [(number, _stat(Path(attempts, number, "attempt.json"))) for number in numbers]


def _stat(file: Path) -> tuple[int, ...]:
    found: list[int] = []
    for path in (file, file.with_name(f"{file.name}-wal")):
        try:
            one = path.stat()
        except OSError:
            continue
        found += (one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns)
    return tuple(found)
