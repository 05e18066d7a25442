"""What is handed in: who there is, and one student's bytes, read when they are wanted and not before."""

import os
import stat
import unicodedata
from collections import defaultdict
from pathlib import Path

import msgspec

from autograder import hand_in, timestamps
from autograder.course import Places, each
from autograder.errors import AutograderError, CourseError
from autograder.files import stat_of
from autograder.submissions import attempts
from autograder.submissions.attempts import Attempt
from autograder.text import AnyText, lazy_gettext

_STAMP_BYTES = 200
EXCHANGE_KEY = "submission_secret.txt"  # what `nbgrader submit` leaves, and `release_feedback` asks for
_KEY_BYTES = 1_000


class SubmittedFile(msgspec.Struct, frozen=True):
    """One student's file, or why there is none."""

    student: str
    raw: bytes
    problem: AnyText = ""
    submitted_at: str | None = None
    attempt: int = 0  # which one it is, where attempts are kept
    files: tuple[int, ...] = ()  # what `stat` said of its files before they were read


def handed_in(places: Places, name: str, students: tuple[str, ...] = ()) -> list[str]:
    """Who handed something in, sorted; `students` narrows it to some."""
    folder = places.var / "submitted"
    known = folders(folder)
    for student in students:
        if student not in known:
            raise CourseError(folder / student, "there is no such student", "look at the folder's name")
    wanted = [student for student in known if not students or student in students]
    place = each(places.submitted, name)
    found = [student for student in wanted if os.path.lexists(place(student))]
    if not found:
        where = folder / "<student>" / name / f"{name}.ipynb"
        raise CourseError(name, "nothing is handed in", f"put the notebooks at {where}")
    return [student for student in found if student.isprintable()]


def folders(folder: Path) -> list[str]:
    """The names of the folders in one, sorted; none where it is not there."""
    try:
        with os.scandir(folder) as found:
            return sorted(entry.name for entry in found if entry.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def files(places: Places, name: str, student: str, number: int = 0) -> tuple[int, ...]:
    """What `stat` says of all that one hand-in is read from: unchanged, nobody has touched it."""
    found = files_in(os.fspath(places.submitted(student, name)), name)
    return found + stat_of(attempts.record_file(places, name, student, number)) if number else found


def files_in(folder: str, name: str) -> tuple[int, ...]:
    """The same of what lies in var/submitted."""
    found = stat_of(folder) + stat_of(f"{folder}/timestamp.txt")
    own = stat_of(f"{folder}/{name}.ipynb")
    if len(own) == 1:  # a notebook of another name may take its place
        for other in sorted(Path(folder).glob("*.ipynb")):
            own += stat_of(other)
    return found + own


def unnameable(places: Places, name: str) -> list[str]:
    """Folders whose names no gradebook and no page can show, as ASCII; they hold up nobody else."""
    odd = [one for one in folders(places.var / "submitted") if not one.isprintable()]
    return sorted(ascii(one) for one in odd if os.path.lexists(places.submitted(one, name)))


def twice(places: Places, name: str) -> list[tuple[str, ...]]:
    """Folders of hand-ins whose names are one on some disks: they differ in capitals or accents alone."""
    same = defaultdict[str, list[str]](list)
    for student in folders(places.var / "submitted"):
        if student.isprintable() and os.path.lexists(places.submitted(student, name)):
            same[unicodedata.normalize("NFKC", student).casefold()].append(student)
    return [tuple(students) for students in same.values() if len(students) > 1]


def submitted_file(places: Places, name: str, student: str) -> SubmittedFile:
    """One student's file. A link is not followed: it could lead to anything that the grader may read."""
    return in_folder(places.submitted(student, name), name, student)


def in_folder(folder: Path, name: str, student: str) -> SubmittedFile:
    """The same, wherever the folder is."""
    try:
        return _hand_in(folder, name, student)
    except OSError as error:
        return SubmittedFile(
            student, b"", lazy_gettext("the hand-in cannot be opened ({why})", why=str(error.strerror))
        )


def exchange_key(places: Places, name: str, student: str) -> bytes:
    """By which nbgrader's exchange finds the student's feedback; empty where it came in another way."""
    folder = places.submitted(student, name)
    if folder.parent.is_symlink() or folder.is_symlink():
        return b""  # it would be a neighbour's
    raw, problem = _contents(folder / EXCHANGE_KEY, _KEY_BYTES + 1)
    return raw if not problem and len(raw) <= _KEY_BYTES else b""


def _hand_in(folder: Path, name: str, student: str) -> SubmittedFile:
    if folder.parent.is_symlink() or folder.is_symlink() or not folder.is_dir():
        return SubmittedFile(student, b"", lazy_gettext("the hand-in is not a folder"))
    when = submitted_at(folder)
    file = folder / f"{name}.ipynb"
    if not os.path.lexists(file):
        others = sorted(folder.glob("*.ipynb"))
        if len(others) != 1:
            wanted = f"{name}.ipynb"
            if others:
                found = lazy_gettext(
                    "there is more than one notebook in it, and none is called {name}", name=wanted
                )
            else:
                found = lazy_gettext(
                    "there is no notebook in the hand-in, and none is called {name}", name=wanted
                )
            return SubmittedFile(student, b"", found, when)
        file = others[0]
    raw, problem = _contents(file, hand_in.MAX_BYTES + 1)
    return SubmittedFile(student, raw, problem, when)


def attempt(places: Places, name: str, student: str, number: int) -> SubmittedFile:
    """One of the attempts that are kept; 0 is what lies in var/submitted."""
    before = files(places, name, student, number)  # who replaces it meanwhile is graded next time
    if not number:
        return msgspec.structs.replace(submitted_file(places, name, student), files=before)
    raw, problem = _contents(attempts.notebook(places, name, student, number), hand_in.MAX_BYTES + 1)
    try:
        known = attempts.read_attempt(places, name, student, number)
    except AutograderError:
        problem = problem or lazy_gettext("what is known of attempt {number} cannot be read", number=number)
        return SubmittedFile(student, raw, problem, None, number, before)
    return SubmittedFile(student, raw, problem, attempts.attempt_timestamp(known) or None, number, before)


def adopt(places: Places, name: str, student: str) -> SubmittedFile:
    """What lies in var/submitted, kept as an attempt too, where it was put there by hand or by nbgrader."""
    one = submitted_file(places, name, student)
    if not one.problem:
        when = timestamps.timestamp(one.submitted_at or "")
        said = Attempt(0, hand_in.digest(one.raw), when.isoformat() if when else "", lms="hand")
        known = attempts.read_all(places, name, student)
        # An earlier attempt's bytes lie there where `collect` was stopped; a later moment says otherwise.
        if all(other.digest != said.digest for other in known) or attempts.is_after(said, known[-1]):
            attempts.take_attempt(places, name, student, one.raw, said)
    return one


def submitted_at(folder: Path) -> str | None:
    """When a hand-in came, as nbgrader's `timestamp.txt` says it."""
    stamp, _ = _contents(folder / "timestamp.txt", _STAMP_BYTES)
    return stamp.decode(errors="replace").strip() or None


def _contents(file: Path, limit: int) -> tuple[bytes, AnyText]:
    """The first `limit` bytes of a real file, or what it is instead."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # asked first: a folder cannot even be wrapped
            os.close(descriptor)
            return b"", lazy_gettext("the notebook is not a file")
        with os.fdopen(descriptor, "rb") as opened:
            return opened.read(limit), ""
    except OSError as error:
        return b"", lazy_gettext("the notebook cannot be opened ({why})", why=str(error.strerror))
