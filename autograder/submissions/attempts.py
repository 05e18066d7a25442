"""Attempts of each student, a folder each: `var/attempts/STUDENT/ASSIGNMENT/1/`.

An attempt exists once its `attempt.json` does, which is written last; its notebook never changes after.
Which attempt counts is decided anew each time, by `attempt_policy`, so that the policy may change.
"""

import errno
from datetime import datetime
from pathlib import Path

import msgspec

from autograder import hand_in, timestamps
from autograder.errors import AutograderError
from autograder.files import json_bytes, write_atomically
from autograder.paths import StudentWork
from autograder.text import AnyText

NEXT_STEP = "restore it from your backup, collect its download again, or move its folder away"

NOTEBOOKS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json")  # how names of notebooks end


class Attempt(msgspec.Struct, frozen=True, omit_defaults=True):
    """One attempt as it came in. A later download may update what the LMS says of it."""

    number: int
    digest: str  # of the notebook's bytes
    submitted_at: str = ""  # in UTC; empty if nothing says
    late: bool | None = None  # as the LMS says
    lms: str = ""  # an LMS's name | folder | hand
    source: str = ""  # the file that it was collected from
    path: str = ""  # its name in there, as the LMS wrote it
    file: str = ""  # the name that the student gave it, where the LMS wrote more around it
    lms_id: str = ""  # the LMS's own id of the student, or of the hand-in
    serial: int = 0  # the LMS's number of the hand-in: the higher, the later
    problem: str = ""  # why its record cannot be read; never written down
    remarks: tuple[AnyText, ...] = ()  # on how it was handed in, for student and staff
    unread: AnyText = ""  # why its file could not be taken

    @property
    def is_for_a_person(self) -> bool:
        """True if this is no notebook that could be graded, kept so that a person looks at it."""
        return bool(self.unread) or not has_notebooks_name(self.path)

    @property
    def moment(self) -> datetime | None:
        return timestamps.timestamp(self.submitted_at) if self.submitted_at else None


def has_notebooks_name(path: str) -> bool:
    """Return True if a collected file is named like a notebook; a file put there by hand has no path, ""."""
    return not path or path.strip().lower().endswith(NOTEBOOKS)


def read_all(work: StudentWork) -> list[Attempt]:
    """Return one student's attempts, in the order in which they were handed in.

    An attempt whose record cannot be read is among them, with its `problem`: its notebook is there, and
    nobody else is held up.
    """
    folder = work.attempts
    numbers = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    attempts = [
        read_attempt(work, number)
        for number in sorted(int(entry) for entry in numbers if entry.isdecimal())
        if work.attempt_record(number).exists()  # else `collect` was stopped there
    ]
    if all(attempt.moment for attempt in attempts):
        return sorted(attempts, key=lambda attempt: (attempt.moment, attempt.number))
    if all(attempt.serial and attempt.lms == attempts[0].lms for attempt in attempts):
        return sorted(attempts, key=lambda attempt: attempt.serial)
    return attempts


def read_attempt(work: StudentWork, number: int) -> Attempt:
    """Read one attempt; one whose record cannot be read has a `problem`."""
    try:
        raw = work.attempt_record(number).read_bytes()
        attempt = msgspec.json.decode(raw, type=Attempt)
        if attempt.number != number:
            raise msgspec.ValidationError(f"it is of attempt {attempt.number}")
        if attempt.submitted_at and attempt.moment is None:
            raise msgspec.ValidationError("its moment is none")
        return attempt
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        try:
            digest = hand_in.bytes_digest(work.attempt_notebook(number).read_bytes())
        except OSError:
            digest = ""
        return Attempt(number, digest, problem=str(error) or type(error).__name__)


def latest_from(work: StudentWork, lms: str) -> Attempt | None:
    """Return the latest attempt that came from an LMS, or None."""
    return next((attempt for attempt in reversed(read_all(work)) if attempt.lms == lms), None)


def take_attempt(work: StudentWork, raw: bytes, arrived: Attempt) -> tuple[Attempt, bool]:
    """Store an attempt unless it is there; return it, and True if it is new. `arrived.number` is ignored.

    The same bytes as the latest attempt are that attempt, reported again. The same as an earlier one are
    a new attempt only if the LMS shows that they were handed in again.
    """
    _refuse_link(work.attempts)
    known = read_all(work)
    # A notebook that a person chooses is a new attempt: the one before it, of the same bytes, has a problem.
    equal = [attempt for attempt in known if attempt.digest == arrived.digest]
    same = [attempt for attempt in equal if bool(attempt.unread) == bool(arrived.unread)]
    if arrived.unread and not same:
        same = equal
    at_that_moment = [attempt for attempt in same if attempt.moment and attempt.moment == arrived.moment]
    if at_that_moment or (same and (same[-1] == known[-1] or not is_after(arrived, known[-1]))):
        reported_again = (at_that_moment or same)[-1]
        renewed = _renewed(reported_again, arrived)
        if renewed != reported_again:
            _write_record(work, renewed)
        return renewed, False
    number = max((attempt.number for attempt in known), default=0) + 1
    taken = msgspec.structs.replace(arrived, number=number)
    write_atomically(work.attempt_notebook(number), raw, durable=True)
    _write_record(work, taken)
    return taken, True


def update_arrival(work: StudentWork, known: Attempt, submitted_at: str, told_late: bool | None) -> None:
    """Update when an attempt came, and if it was late, where an LMS says so only after it was collected."""
    if known.problem:
        return  # a moment alone does not fix the record: the LMS's id of it would be lost
    updated = msgspec.structs.replace(
        known,
        submitted_at=submitted_at or known.submitted_at,
        late=known.late if told_late is None else told_late,
    )
    if updated != known:
        _write_record(work, updated)
    put_latest(work)


def put_latest(work: StudentWork) -> None:
    """Copy the latest attempt to var/submitted, where nbgrader looks, with its moment."""
    latest = [attempt for attempt in read_all(work) if attempt.digest][-1]
    folder = work.submitted
    _refuse_link(folder)
    _bring(folder / f"{work.assignment}.ipynb", work.attempt_notebook(latest.number).read_bytes())
    file = folder / "timestamp.txt"
    if text := attempt_timestamp(latest):
        _bring(file, f"{text}\n".encode())
    else:
        file.unlink(missing_ok=True)


def _refuse_link(folder: Path) -> None:
    """Raise if a student's folder is a link: what is written there would become another student's."""
    for place in (folder, folder.parent):
        if place.is_symlink():
            raise AutograderError(place, "it is a link", "put a folder there") from OSError(errno.ELOOP, "")


def attempt_timestamp(attempt: Attempt) -> str:
    """Return an attempt's moment as nbgrader's `timestamp.txt` has it; "" if it is not known."""
    return attempt.moment.strftime("%Y-%m-%d %H:%M:%S.%f UTC") if attempt.moment else ""


def _bring(file: Path, raw: bytes) -> None:
    if file.is_symlink() or not file.is_file() or file.read_bytes() != raw:
        write_atomically(file, raw)


def is_after(arrived: Attempt, latest: Attempt) -> bool:
    """Return True if `arrived` is a later hand-in than `latest`, by its moment or by the LMS's number."""
    if arrived.moment and latest.moment:
        return arrived.moment > latest.moment
    return arrived.lms == latest.lms and bool(latest.serial) and arrived.serial > latest.serial


def _renewed(known: Attempt, arrived: Attempt) -> Attempt:
    """Merge what an LMS says now into what is known; what is missing now does not erase it."""
    news = {
        field: value
        for field, value in msgspec.structs.asdict(arrived).items()
        if field != "number" and value is not None and (value is False or value)
    }
    if known.lms not in ("", "hand", arrived.lms) and not arrived.submitted_at:
        return known
    return msgspec.structs.replace(known, **news, problem="")


def _write_record(work: StudentWork, attempt: Attempt) -> None:
    write_atomically(work.attempt_record(attempt.number), json_bytes(attempt), durable=True)
