"""Fingerprints that let an unchanged class be skipped: nothing of it is read, judged or recorded again.

What `stat` says of every file that grading reads or writes is kept as two digests, with the class's summary.
Only where the gradebook is a file of its own: there `stat` shows whether a person's mark or nbgrader has
written to it since.
"""

import hashlib
import os
from collections.abc import Collection
from pathlib import Path

import msgspec

from autograder.classroom.jobs import Job, prepare
from autograder.classroom.regraded import Regrade
from autograder.classroom.summary import ClassSummary
from autograder.files import stat_of, write_atomically
from autograder.paths import ANYONE, Places, each
from autograder.sandbox.tiers import Tier
from autograder.submissions.report_store import Reports
from autograder.submissions.submitted_files import folder_stats, folders


class Fingerprint(msgspec.Struct, frozen=True):
    """Two digests of all that grading reads and writes, and who handed in."""

    given: str  # digest of all that grading goes by, hand-ins included
    made: str  # digest of all that it wrote
    students: list[str]  # who handed something in


class SavedFingerprint(msgspec.Struct, frozen=True):
    """A fingerprint with the class's summary, written when grading has ended."""

    given: str
    made: str
    tier: Tier  # of the sandbox in which it was graded
    gradebook: tuple[int, ...]  # what `stat` said of its file when scores had been recorded
    marks_wait: bool  # whether a person's mark is of something that has changed since
    seen: ClassSummary


class GradedClass(Reports):
    """All reports of a class, their summary, and what a regrade changed."""

    def __init__(
        self, job: Job, students: Collection[str], seen: ClassSummary, regrade: Regrade | None = None
    ) -> None:
        super().__init__(job.places, job.name, students)
        self.seen, self.regrade = seen, regrade or Regrade()


def fingerprint(job: Job) -> Fingerprint:
    """Take the class's fingerprint. No file is opened, and a class of any size is one digest."""
    places, name = job.places, job.name
    anyone = job.work(ANYONE)
    submitted, attempts = each(anyone.submitted), each(anyone.attempts)
    report, autograded = each(anyone.report), each(anyone.autograded)
    given, made = hashlib.sha256(_settings(job)), hashlib.sha256()
    students = []
    for student in folders(places.all_submitted):
        handed = folder_stats(submitted(student), name)
        if handed[0] and student.isprintable():
            students.append(student)
        file, folder = report(student), autograded(student)
        written = [file, f"{file.removesuffix('.json')}.meta.json"]
        written += [f"{folder}/timestamp.txt", f"{folder}/{name}.ipynb"]
        kept = []
        for number in _listed(attempts(student)):
            folder_of = f"{attempts(student)}/{number}"
            kept += [f"{folder_of}/attempt.json", f"{folder_of}/{name}.ipynb"]
            written += [f"{folder_of}/report.json", f"{folder_of}/report.meta.json"]
        given.update(msgspec.msgpack.encode((os.fsencode(student), handed, [*map(stat_of, kept)])))
        made.update(msgspec.msgpack.encode([*map(stat_of, written)]))
    return Fingerprint(given.hexdigest(), made.hexdigest(), students)


def without_sandbox(root: Path, name: str) -> tuple[Job, GradedClass] | None:
    """Return an unchanged class and its job, and try no sandbox; None if that has to be tried.

    It need not be where the class was graded in the strongest: nothing will be run, and none is better.
    """
    known = _read(Places(root.resolve()), name)
    if known is None or known.tier is not Tier.STRONG:
        return None
    job = prepare(root, name, tier=known.tier)
    graded = unchanged_class(job)
    return None if graded is None else (job, graded)


def unchanged_class(job: Job, now: Fingerprint | None = None) -> GradedClass | None:
    """Return the whole class if nothing has changed since it was graded; `now` is its fingerprint."""
    found = saved(job)
    if found is None:
        return None
    now = now or fingerprint(job)
    if (found.given, found.made) != (now.given, now.made):
        return None
    left_out = {*found.seen.closed, *found.seen.gone}
    return GradedClass(job, [student for student in now.students if student not in left_out], found.seen)


def saved(job: Job) -> SavedFingerprint | None:
    """Read the saved fingerprint; None if there is none, or the gradebook has been written to since."""
    found = None if job.course.gradebook else _read(job.places, job.name)
    return found if found and found.gradebook == gradebook_stat(job) else None


def _read(places: Places, name: str) -> SavedFingerprint | None:
    try:
        return msgspec.json.decode(places.class_state(name).read_bytes(), type=SavedFingerprint)
    except (OSError, msgspec.MsgspecError):
        return None


def save(
    job: Job, began: Fingerprint, gradebook: tuple[int, ...], marks_wait: bool, seen: ClassSummary
) -> None:
    """Save the fingerprint, unless somebody handed in since `began` was taken: the next run grades that.

    `gradebook` is its file's `stat` before people's marks were read: the next run sees a later mark.
    """
    now = fingerprint(job)
    if now.given == began.given and not job.course.gradebook:
        known = SavedFingerprint(now.given, now.made, job.tier, gradebook, marks_wait, seen)
        write_atomically(job.places.class_state(job.name), msgspec.json.encode(known))


def _settings(job: Job) -> bytes:
    """Return all settings that grading goes by; release, suites and kit are in the job's digests.

    The course's version is left out: it is for people, and changes no score.
    """
    course = msgspec.structs.replace(job.course, version="")
    settings = (job.bases, job.view, job.tier, course, stat_of(job.places.roster))
    return msgspec.json.encode(settings, order="sorted")


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def gradebook_stat(job: Job) -> tuple[int, ...]:
    """Return what `stat` says of the gradebook's files: if equal, nobody has written to it since."""
    file = job.places.gradebook
    return stat_of(file) + stat_of(f"{file}-wal")
