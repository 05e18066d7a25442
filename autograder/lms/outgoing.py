"""From the course's folders to files for others: exports, feedback for an LMS, Gradescope's zip, the report.

Everything lands in var/, is there whole or not at all, and may be read by its owner only.
"""

from functools import partial
from pathlib import Path

import msgspec

from autograder import csv_tables
from autograder.classroom import jobs, marks, standing
from autograder.course import Places, load_course
from autograder.diagnosis import misconceptions
from autograder.errors import AutograderError
from autograder.files import sweep, write_whole
from autograder.lms import export, feedback_zip, gradescope_zip
from autograder.lms.feedback_zip import PackedFeedback
from autograder.lms.recipients import Export, Wanted
from autograder.pages import class_code, class_report
from autograder.submissions import attempts, report_store

PRIVATE = 0o600


class Page(msgspec.Struct, frozen=True):
    """The class report: where its three files are."""

    html: Path
    json: Path
    csv: Path


def write_export(
    root: Path, name: str, to: str, source: Path | None, column: str, target: Path | None
) -> tuple[Path, Export]:
    """Write one assignment's final scores for one place. `source` is that place's own export."""
    course, places = load_course(root)
    entry = course.assignment(name)
    sheet = csv_tables.read_table(_bytes(source), source) if source else None
    if source and to not in ("canvas", "moodle"):
        raise AutograderError("--from", f"{to} needs no file of its own", "leave --from out")
    results = standing.results(course, places, name)
    marks.see(course, places, name, [one.student for one in results if one.status != "missing"])
    numbers = {}
    if to == "moodle":
        every = {one.student: last_from(places, name, one.student, to) for one in results}
        numbers = {student: one.lms_id for student, one in every.items() if one and one.lms_id}
    found = export.export(to, Wanted(entry, results, sheet, source.name if source else "", column, numbers))
    file = target or export.default_file(places.var, name, to)
    _write(file, found.raw)
    return file, found


def write_feedback_zip(
    root: Path, name: str, to: str, pages: list[Path], target: Path | None
) -> tuple[Path, PackedFeedback]:
    """Pack feedback pages for an LMS, under the names that it gave the hand-ins."""
    _, places = load_course(root)
    by_student = {page.parent.parent.name: page for page in pages}
    known = {student: last_from(places, name, student, to) for student in by_student}
    names = {student: one.path for student, one in known.items() if one}
    packed = feedback_zip.pack(by_student, to, names)
    if not packed.students:
        raise AutograderError(
            name,
            f"nobody's hand-in was collected from {to}, which finds students by its own names only",
            f"collect its zip first: `autograder collect {name} FILE`",
        )
    file = target or places.var / "exports" / f"{name}-feedback-{to}.zip"
    _write(file, packed.raw)
    return file, packed


def last_from(places: Places, name: str, student: str, lms: str) -> attempts.Attempt | None:
    """The latest attempt that came from an LMS."""
    found = [one for one in attempts.read_all(places, name, student) if one.lms == lms]
    return found[-1] if found else None


def write_gradescope_zip(root: Path, name: str, hidden: str, allow_weak: bool, target: Path | None) -> Path:
    """Write a Gradescope autograder."""
    course, places = load_course(root)
    file = target or places.var / "exports" / f"{name}-gradescope.zip"
    _write(file, gradescope_zip.gradescope_zip(course, places, name, hidden, allow_weak))
    return file


def write_report(root: Path, name: str, pseudonyms: bool) -> tuple[Page, class_report.ClassReport]:
    """Write the class report of one assignment, with its JSON and its table of tests."""
    course, places = load_course(root)
    results = standing.results(course, places, name)
    released = standing.release(places, name)
    reports = {one.student: one for one in report_store.reports(places, name)}
    seconds = [meta.seconds for one in reports if (meta := report_store.meta(places, name, one))]
    called = partial(class_report.pseudonym, jobs.read_secret(places)) if pseudonyms else None
    found = class_report.collect(
        course,
        name,
        released,
        results,
        reports,
        seconds,
        misconceptions.hints(places.suites(name) / "misconceptions.yml"),
        class_code.written(
            places, name, released, {one: standing.counts(places, name, one) for one in reports}
        ),
        class_code.everybodys(places, name, released),
        called,
    )
    stem = f"{name}-pseudonyms" if pseudonyms else name
    page = Page(*(places.var / "class" / f"{stem}.{kind}" for kind in ("html", "json", "csv")))
    _write(page.html, class_report.page(found).encode())
    _write(page.json, class_report.encode(found))
    _write(page.csv, class_report.table(found))
    return page, found


def _write(file: Path, raw: bytes) -> None:
    """Write it for its owner alone; what a killed one left of it, with people's scores, goes."""
    sweep(file.parent)
    write_whole(file, raw, mode=PRIVATE)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise AutograderError(file, f"cannot be read ({error.strerror})", "look at its name") from error
