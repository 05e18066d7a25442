"""Deletion of people's work: all of it before a moment, or all of one student's. The course itself stays.

Work is what one student did in one assignment. It is as old as its latest hand-in.
"""

import os
import shutil
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from autograder import timestamps
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.files import locked, remove_partial_files, write_atomically
from autograder.gradebook import grades
from autograder.paths import WHOLE_COURSE, Places, StudentWork
from autograder.report import clean
from autograder.submissions import attempts, roster, submitted_files

Work = tuple[str, str]  # a student, and an assignment

# Folders of var/ that hold a folder for each student, and in it one for each assignment.
FOLDERS = ("staff", "feedback", "autograded", "reports", "submitted", "attempts")
GONE = ".purged"  # below var/: what is moved there is gone for every other command


class DeletionPlan(msgspec.Struct, frozen=True):
    """Plan of a purge: what is deleted, and what is kept since nothing tells its age."""

    works: dict[Work, datetime | None]  # with the moment of the latest hand-in, if anything tells it
    people: tuple[str, ...]  # of whom nothing would be left, and who leave roster and gradebook too
    files: tuple[Path, ...]  # on several people, or on nobody: class reports, exports, unassigned notebooks
    undated: tuple[str, ...]  # who stay, since nothing tells the age of their work, or of their roster line

    def lines(self, course: Course, places: Places) -> Iterator[str]:
        """Yield the lines for the terminal that a person reads before confirming."""
        for name in sorted({name for _, name in self.works}):
            dates = {
                student: when for (student, assignment), when in self.works.items() if assignment == name
            }
            days = sorted(f"{when.astimezone(course.zone):%Y-%m-%d}" for when in dates.values() if when)
            days = days or ["at no known time"]
            handed = days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
            shown = ", ".join(clean(student, 60) for student in sorted(dates))
            yield f"{clean(name, 64)}: the work of {len(dates)}, handed in {handed}: {shown}"
        if self.people:
            yield f"{len(self.people)} leave the roster and the gradebook: nothing else of theirs is here"
        for file in self.files:
            yield clean(file.relative_to(places.root).as_posix(), 200)
        if self.undated:
            shown = ", ".join(clean(student, 60) for student in self.undated)
            yield f"kept, since nothing says how old it is (--student deletes it): what is here of {shown}"


def find_doomed(course: Course, places: Places, before: datetime | None, student: str | None) -> DeletionPlan:
    """Return the plan to delete work before a moment, of one student or of all; None restricts nothing."""
    every = _dated(course, places)
    works = {
        work: when
        for work, when in every.items()
        if (student is None or work[0] == student)
        and (before is None or (when is not None and when < before))
    }
    with_work, left = {one for one, _ in every}, {one for one, _ in every.keys() - works.keys()}
    on_roster = {entry.id for entry in roster.read_roster(places).students}
    people = {one for one, _ in works} - left
    undated = (on_roster - with_work) | {one for (one, _), when in every.items() if when is None}
    if student is not None and before is None:
        if student not in with_work | on_roster | grades.students(grades.address(course, places)):
            raise AutograderError(
                f"--student {clean(student, 100)}",
                "nothing of theirs is here",
                "write the id that `autograder roster` shows, or the folder's name",
            )
        people, undated = {student}, set()
    files = _shared_files(places, {name for _, name in works}, before)
    return DeletionPlan(works, tuple(sorted(people)), tuple(files), tuple(sorted(undated)))


def purge(course: Course, places: Places, before: datetime | None, student: str | None) -> DeletionPlan:
    """Delete what `find_doomed` finds, and return that plan. After a stop, the same call goes on.

    Folders are deleted last, since they tell how old work is.
    """
    with locked(places.grade_lock, "purging"):
        gone = places.var / GONE
        _remove(gone)  # left by a purge that was stopped
        doomed = find_doomed(course, places, before, student)
        grades.forget(grades.address(course, places), doomed.works.keys(), doomed.people)
        _strike_off(places, doomed.people)
        for file in doomed.files:
            file.unlink(missing_ok=True)
        for place in (places.var, places.exports, places.class_reports):
            remove_partial_files(place)  # a file that a killed command half wrote holds people's work too
        for number, folder in enumerate(_folders(places, doomed)):
            gone.mkdir(exist_ok=True)
            folder.rename(gone / str(number))  # so that it is there whole, or not at all
        _remove(gone)
        for parent in (places.var / folder for folder in FOLDERS):
            for one in doomed.people:
                _remove(parent / one)
        return doomed


def _dated(course: Course, places: Places) -> dict[Work, datetime | None]:
    """Map all work that there is to the moment of its latest hand-in, or else of its newest file."""
    known = dict(grades.hand_in_times(grades.address(course, places)))
    for folder in FOLDERS:
        for path in (places.var / folder).glob("*/*"):
            if not path.name.startswith(".") and path.name != WHOLE_COURSE:  # made from the other work
                known.setdefault((path.parent.name, path.name), None)
    dated = {}
    for (student, name), when in known.items():
        work = places.work(name, student)
        dated[student, name] = _moment(work) or when or _newest(work)
    return dated


def _moment(work: StudentWork) -> datetime | None:
    """Return when the latest hand-in of a work came, as attempts and `timestamp.txt` say, or None."""
    every = attempts.read_all(work)
    # If the record of one attempt cannot be read, the others do not tell how old that one is.
    known = [] if any(attempt.problem for attempt in every) else [attempt.moment for attempt in every]
    stamp = submitted_files.submitted_at(work.submitted)
    return max(filter(None, (*known, timestamps.timestamp(stamp or ""))), default=None)


def _newest(work: StudentWork) -> datetime | None:
    roots = (work.attempts, work.submitted, work.report.parent)
    files = [path for root in roots for path in (root, *root.rglob("*")) if os.path.lexists(path)]
    return max(map(_written, files), default=None)


def _written(file: Path) -> datetime:
    return datetime.fromtimestamp(file.lstat().st_mtime, UTC)


def _shared_files(places: Places, names: Collection[str], before: datetime | None) -> Iterator[Path]:
    """Yield files on several people: of assignments that lose work, and unassigned notebooks by age."""
    for folder in ("class", "exports", "told"):
        for path in sorted((places.var / folder).glob("*")):
            # `activations.html`, `activations-csv.csv`; a name of an assignment holds no hyphen
            is_about = path.name.split(".")[0].split("-")[0] in names
            is_about_all = bool(names) and path.name.startswith(WHOLE_COURSE)
            if (is_about or is_about_all) and path.is_file():
                yield path
    for path in sorted((places.var / "unknown").glob("*/*")):
        if before is not None and _written(path) < before:
            yield path


def _folders(places: Places, doomed: DeletionPlan) -> Iterator[Path]:
    """Yield the folders to delete; of each work attempts come last, since they tell best how old it is."""
    for student, name in doomed.works:
        for folder in FOLDERS:
            path = places.var / folder / student / name
            if os.path.lexists(path):
                yield path
    for student in sorted({student for student, _ in doomed.works}):
        for folder in ("feedback", "staff"):
            path = places.var / folder / student / WHOLE_COURSE
            if os.path.lexists(path):
                yield path


def _strike_off(places: Places, people: Collection[str]) -> None:
    """Remove people from the roster."""
    with roster.lock_roster(places):
        known = roster.read_roster(places)
        left = tuple(entry for entry in known.students if entry.id not in people)
        if len(left) < len(known.students):
            write_atomically(places.roster, roster.encode_roster(roster.Roster(left)), durable=True)


def _remove(path: Path) -> None:
    """Delete a folder with all that is in it, or a file; a link is deleted, and not followed."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise AutograderError(
            error.filename or path,
            f"cannot be deleted ({error.strerror})",
            "change the permissions, and run this again; what is deleted stays so",
        ) from error
