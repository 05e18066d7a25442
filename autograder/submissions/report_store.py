"""Reports on disk. Each is read when it is needed, so that a class does not have to fit into memory."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from autograder import report
from autograder.errors import AutograderError, CourseError
from autograder.files import json_bytes, write_atomically
from autograder.paths import Places, StudentWork
from autograder.report import Meta, Report, clean
from autograder.submissions import roster

Kind = TypeVar("Kind")


class Reports(Collection[Report]):
    """Some students' reports on one assignment, in the students' order."""

    def __init__(self, places: Places, name: str, students: Collection[str]) -> None:
        self.places, self.name, self.students = places, name, students

    def __len__(self) -> int:
        return len(self.students)

    def __iter__(self) -> Iterator[Report]:
        return (read_report(self.places.work(self.name, student)) for student in self.students)

    def __contains__(self, one: object) -> bool:
        return any(one == found for found in self)


def read_report(work: StudentWork) -> Report:
    """Read a student's report; raise AutograderError if there is none that can be read."""
    file = work.report
    try:
        return report.decode(file.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise AutograderError(
            file,
            f"is no report ({error})",
            f"run `autograder grade {work.assignment} --student {work.student}`",
        ) from error


def reports(places: Places, name: str, students: tuple[str, ...] = ()) -> Reports:
    """Return the reports on `students`, or if that is () all, without those on students who have left.

    A report that cannot be read is left out, and stderr names it; if there is no other, that is an error.
    """
    files = sorted((places.var / "reports").glob(f"*/{name}/report.json"))
    known = [file.parent.parent.name for file in files]
    gone = frozenset() if students else roster.read_roster(places).gone
    graded = [student for student in known if (student in students if students else student not in gone)]
    if not graded:
        raise CourseError(name, "there are no reports yet", f"run `autograder grade {name}`")
    readable, damage = [], []
    for student in graded:
        try:
            read_report(places.work(name, student))
            readable.append(student)
        except AutograderError as error:
            damage.append(error)
    if not readable:
        raise damage[0]
    for each in damage:
        _say_once(f"left out: {clean(str(each), 1_000)}")
    return Reports(places, name, readable)


@cache
def _say_once(line: str) -> None:
    """Print to stderr: a command lists the reports more than once."""
    print(line, file=sys.stderr)


def meta(work: StudentWork) -> Meta | None:
    """Return the metadata of a student's report, or None if there is none that can be read."""
    try:
        return msgspec.json.decode(work.report_meta.read_bytes(), type=Meta)
    except (OSError, msgspec.MsgspecError):
        return None


def write_meta(work: StudentWork, known: Meta) -> None:
    """Write a report's metadata beside it."""
    write_atomically(work.report_meta, json_bytes(known))


def of_attempt(work: StudentWork, number: int) -> tuple[Report, Meta] | None:
    """Return the report stored with an attempt, and its metadata, or None if there is none."""
    folder = work.attempt_folder(number)
    try:
        known = msgspec.json.decode((folder / "report.meta.json").read_bytes(), type=Meta)
        return report.decode((folder / "report.json").read_bytes()), known
    except (OSError, msgspec.MsgspecError):
        return None


def store_report(work: StudentWork, graded: Report, known: Meta) -> None:
    """Store a report and its metadata with the attempt that `known` names."""
    folder = work.attempt_folder(known.attempt)
    write_atomically(folder / "report.json", report.encode(graded))
    write_atomically(folder / "report.meta.json", json_bytes(known))


class BesideReports(Generic[Kind]):
    """A value beside each report, made for its page. `key` returns the digest of all that can change it."""

    def __init__(self, kind: type[Kind], key: Callable[[Report], str], file: Callable[[str], Path]) -> None:
        self.kind, self.key, self.file = kind, key, file

    def kept(self, report: Report) -> Kind | None:
        """Return a report's value, or None if there is none or it is out of date."""
        try:
            raw = self.file(report.student).read_bytes()
            key, value = msgspec.json.decode(raw, type=tuple[str, msgspec.Raw])
            return msgspec.json.decode(value, type=self.kind) if key == self.key(report) else None
        except (OSError, msgspec.MsgspecError):
            return None

    def keep(self, report: Report, value: Kind) -> None:
        """Store a report's value."""
        write_atomically(self.file(report.student), msgspec.json.encode((self.key(report), value)))

    def missing(self, reports: Iterable[Report]) -> list[str]:
        """Return the students who have no value that is up to date."""
        return [report.student for report in reports if self.kept(report) is None]
