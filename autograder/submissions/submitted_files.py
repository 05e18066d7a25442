"""Files in var/submitted: who handed in, and one student's bytes, read when they are wanted."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from autograder import file_kinds, hand_in, timestamps
from autograder.errors import AutograderError, CourseError
from autograder.files import NotPlain, open_plain, stat_of
from autograder.notebook import Notebook, parse_notebook
from autograder.paths import ANYONE, Places, StudentWork, each
from autograder.report import clean
from autograder.submissions import attempts, roster
from autograder.submissions.attempts import Attempt
from autograder.text import AnyText, lazy_gettext

_STAMP, _STAMP_BYTES = "timestamp.txt", 200
_ENDINGS = attempts.NOTEBOOKS[:-1]
_LISTED = 8  # files of one hand-in that are looked at if it is not clear which one counts
EXCHANGE_KEY = "submission_secret.txt"  # what `nbgrader submit` leaves, and `release_feedback` asks for
_KEY_BYTES = 1_000

Release = Callable[[], Notebook | None]


class SubmittedFile(msgspec.Struct, frozen=True):
    """One student's file, or why there is none."""

    student: str
    raw: bytes
    problem: AnyText = ""
    submitted_at: str | None = None
    attempt: int = 0  # which one it is, where attempts are kept
    files: tuple[int, ...] = ()  # what `stat` said of its files before they were read
    notes: tuple[AnyText, ...] = ()  # on how it was handed in


def students_with_hand_ins(places: Places, name: str, students: tuple[str, ...] = ()) -> list[str]:
    """Return who handed something in, sorted: of `students`, or of all who have not left; raise if nobody."""
    folder = places.all_submitted
    known = folders(folder)
    for student in students:
        if student not in known:
            raise CourseError(folder / student, "there is no such student", "look at the folder's name")
    gone = frozenset() if students else roster.read_roster(places).gone
    wanted = [student for student in known if (student in students if students else student not in gone)]
    place = each(places.work(name, ANYONE).submitted)
    present = [student for student in wanted if os.path.lexists(place(student))]
    if not present:
        where = folder / "<student>" / name / f"{name}.ipynb"
        raise CourseError(
            name,
            "nothing is handed in",
            f"run `autograder collect {name} FILE`, or put the notebooks at {where}",
        )
    return [student for student in present if student.isprintable()]


def refuse_without_hand_in(places: Places, name: str, student: str) -> None:
    """Raise CourseError if there is no such student, or if they have handed nothing in."""
    students_with_hand_ins(places, name, (student,))


def has_handed_in(places: Places, name: str, student: str) -> bool:
    """Return True if a student has handed something in."""
    return os.path.lexists(places.work(name, student).submitted)


def folders(folder: Path) -> list[str]:
    """Return the names of the folders in `folder`, sorted; none if it does not exist."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def hand_in_stats(work: StudentWork, number: int = 0) -> tuple[int, ...]:
    """Return `stat` values of all that one hand-in is read from; if they are equal, it has not changed."""
    stats = folder_stats(os.fspath(work.submitted), work.assignment)
    return stats + stat_of(work.attempt_record(number)) if number else stats


def folder_stats(folder: str, name: str) -> tuple[int, ...]:
    """Return `stat` values of a hand-in's folder in var/submitted, and of the notebooks in it."""
    stats = stat_of(folder) + stat_of(f"{folder}/timestamp.txt")
    notebooks = stat_of(f"{folder}/{name}.ipynb")
    try:
        others = [other for other in _notebooks(folder) if other != f"{name}.ipynb"]
    except OSError:
        others = []  # there is no such folder
    for other in others:  # a notebook of another name may take its place
        notebooks += stat_of(f"{folder}/{other}")
    return stats + notebooks


def unnameable(places: Places, name: str) -> list[str]:
    """Return folders, as ASCII, whose names no gradebook and no page can show; they hold up nobody else."""
    odd = [student for student in folders(places.all_submitted) if not student.isprintable()]
    return sorted(ascii(student) for student in odd if os.path.lexists(places.work(name, student).submitted))


def indistinct_folders(places: Places, name: str) -> list[tuple[str, ...]]:
    """Return groups of folders that are one on some disks: names that differ only in capitals or encoding."""
    same = defaultdict[str, list[str]](list)
    for student in folders(places.all_submitted):
        if student.isprintable() and os.path.lexists(places.work(name, student).submitted):
            same[unicodedata.normalize("NFKC", student).casefold()].append(student)
    return [tuple(students) for students in same.values() if len(students) > 1]


def submitted_file(work: StudentWork) -> SubmittedFile:
    """Read one student's file. A link is not followed: it could lead to anything that the grader may read."""
    return in_folder(
        work.submitted, work.assignment, work.student, lambda: released(work.places, work.assignment)
    )


def in_folder(folder: Path, name: str, student: str, release: Release = lambda: None) -> SubmittedFile:
    """Read one student's file in any folder. The `release` tells which of several notebooks has work."""
    try:
        return _hand_in(folder, name, student, release)
    except OSError as error:
        return SubmittedFile(
            student, b"", lazy_gettext("the hand-in cannot be opened ({why})", why=str(error.strerror))
        )


def released(places: Places, name: str) -> Notebook | None:
    """Return an assignment as it was handed out, or None if it is not built, which other code reports."""
    file = places.released(name)
    try:
        return parse_notebook(file.read_bytes(), file.name)
    except (OSError, AutograderError):
        return None


def exchange_key(work: StudentWork) -> bytes:
    """Return the key by which nbgrader's exchange finds the student's feedback; empty if it has none."""
    folder = work.submitted
    if folder.parent.is_symlink() or folder.is_symlink():
        return b""  # it could be another student's
    raw, problem = _contents(folder / EXCHANGE_KEY, _KEY_BYTES + 1)
    return raw if not problem and len(raw) <= _KEY_BYTES else b""


def _hand_in(folder: Path, name: str, student: str, release: Release) -> SubmittedFile:
    if folder.parent.is_symlink() or folder.is_symlink() or not folder.is_dir():
        return SubmittedFile(student, b"", lazy_gettext("the hand-in is not a folder"))
    when = submitted_at(folder)
    wanted = f"{name}.ipynb"
    notebooks = _notebooks(os.fspath(folder))
    if not notebooks:
        return SubmittedFile(student, b"", _without_notebook(folder, wanted), when)
    if len(notebooks) == 1:
        raw, problem = _contents(folder / notebooks[0], hand_in.MAX_BYTES + 1)
        return SubmittedFile(student, raw, problem, when)
    contents = {
        file_name: _contents(folder / file_name, hand_in.MAX_BYTES + 1) for file_name in notebooks[:_LISTED]
    }
    chosen, note = choose(
        {file_name: raw for file_name, (raw, problem) in contents.items() if not problem}, wanted, release()
    )
    if chosen:
        return SubmittedFile(student, contents[chosen][0], "", when, notes=(note,) if note else ())
    if wanted in contents:
        return SubmittedFile(student, *contents[wanted], when)
    return SubmittedFile(student, b"", note, when)


def choose(contents: Mapping[str, bytes], wanted: str, release: Notebook | None) -> tuple[str, AnyText]:
    """Return the name of the notebook that is graded, or "" if a person has to choose, and a remark on it.

    It is the one named `wanted`, unless that is missing or has no work in it and one other notebook has.
    """
    right = contents.get(wanted)
    if release is None and right is not None:
        return wanted, ""
    worked = [name for name, raw in contents.items() if release is not None and _has_work(raw, release)]
    others = tuple(f"`{clean(name, 80)}`" for name in worked if name != wanted and contents[name] != right)
    if right is not None and not others:
        return wanted, ""
    if wanted in worked:
        return wanted, lazy_gettext(
            "more than one notebook was handed in with work in it; {name} was graded, not {others}",
            name=f"`{wanted}`",
            others=others,
        )
    if len(others) == 1:
        chosen = next(name for name in worked if name != wanted)
        if right is None:
            return chosen, lazy_gettext(
                "more than one notebook was handed in; {name} was graded, the only one with work in it",
                name=others[0],
            )
        return chosen, lazy_gettext(
            "{wanted} has no work in it; {name} was graded, which has",
            wanted=f"`{wanted}`",
            name=others[0],
        )
    if others:
        return "", lazy_gettext(
            "more than one notebook was handed in with work in it, and none of them is called {name}: "
            "one has to be chosen, and to be called so ({others})",
            name=f"`{wanted}`",
            others=others,
        )
    return "", lazy_gettext("there is more than one notebook in it, and none is called {name}", name=wanted)


def _has_work(raw: bytes, release: Notebook) -> bool:
    try:
        return hand_in.has_work(hand_in.read_hand_in(raw, release), release)
    except hand_in.Unreadable:
        return False


def _notebooks(folder: str) -> list[str]:
    """List the notebooks in a folder by name; a browser or a mail program may have added an ending."""
    return sorted(name for name in os.listdir(folder) if name.lower().endswith(_ENDINGS) and name[0] != ".")


def _without_notebook(folder: Path, wanted: str) -> AnyText:
    """Return a sentence on what a hand-in holds instead of a notebook."""
    others: list[AnyText] = []
    for name in sorted(os.listdir(folder)):
        if name in (_STAMP, EXCHANGE_KEY) or name.startswith(".") or len(others) == _LISTED:
            continue
        raw, problem = _contents(folder / name, file_kinds.HEAD)
        kind = lazy_gettext("no file that can be opened") if problem else file_kinds.kind_of(raw, name)
        others.append(file_kinds.named(name, lazy_gettext("a folder") if (folder / name).is_dir() else kind))
    if not others:
        return lazy_gettext("there is no notebook in the hand-in, and none is called {name}", name=wanted)
    return no_notebook(others)


def no_notebook(others: Sequence[AnyText]) -> AnyText:
    """Return a sentence on a hand-in that holds these files and no notebook."""
    return lazy_gettext(
        "no notebook was handed in, but {files}: the .ipynb file itself has to be handed in",
        files=tuple(others),
    )


def attempt_file(work: StudentWork, number: int) -> SubmittedFile:
    """Read one of the stored attempts; 0 is the file in var/submitted."""
    before = hand_in_stats(work, number)  # a file that is replaced meanwhile is graded next time
    if not number:
        return msgspec.structs.replace(submitted_file(work), files=before)
    raw, problem = _contents(work.attempt_notebook(number), hand_in.MAX_BYTES + 1)
    known = attempts.read_attempt(work, number)
    if known.problem:
        problem = problem or lazy_gettext("what is known of attempt {number} cannot be read", number=number)
        return SubmittedFile(work.student, raw, problem, None, number, before)
    problem = problem or known.unread or _other_kind(raw, known.file or known.path)
    when = attempts.attempt_timestamp(known) or None
    return SubmittedFile(work.student, raw, problem, when, number, before, known.remarks)


def _other_kind(raw: bytes, path: str) -> AnyText:
    """Return a sentence on an attempt that was collected as another kind of file; "" for a notebook."""
    if attempts.has_notebooks_name(path):
        return ""
    name = path.rpartition("/")[2]
    return no_notebook([file_kinds.named(name, file_kinds.kind_of(raw, name))])


def keep_as_attempt(work: StudentWork) -> SubmittedFile:
    """Store the file in var/submitted as an attempt too, if it was put there by hand or by nbgrader."""
    file = submitted_file(work)
    if not file.problem:
        when = timestamps.timestamp(file.submitted_at or "")
        moment = when.isoformat() if when else ""
        said = Attempt(0, hand_in.bytes_digest(file.raw), moment, lms="hand", remarks=file.notes)
        known = attempts.read_all(work)
        # A stopped `collect` leaves an earlier attempt's bytes there: only a later moment makes them new.
        if all(other.digest != said.digest for other in known) or attempts.is_after(said, known[-1]):
            attempts.take_attempt(work, file.raw, said)
    return file


def submitted_at(folder: Path) -> str | None:
    """Return when a hand-in came, as nbgrader's `timestamp.txt` says it; None without one."""
    stamp, _ = _contents(folder / _STAMP, _STAMP_BYTES)
    return stamp.decode(errors="replace").strip() or None


def _contents(file: Path, limit: int) -> tuple[bytes, AnyText]:
    """Return the first `limit` bytes of a regular file, or b"" and why it cannot be read."""
    try:
        with open_plain(file, follow_link=False) as opened:
            return opened.read(limit), ""
    except NotPlain:
        return b"", lazy_gettext("the notebook is not a file")
    except OSError as error:
        return b"", lazy_gettext("the notebook cannot be opened ({why})", why=str(error.strerror))
