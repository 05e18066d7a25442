"""Feedback pages in the zip that an LMS's bulk upload takes, under the names that it gave us.

An LMS finds the student by the name of the file that it once sent; nothing else counts. So a student whose
hand-in did not come from there is left out, and named.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.classroom import class_results
from autograder.course import load_course
from autograder.errors import AutograderError
from autograder.files import write_private, zipped
from autograder.lms import recipients, registry
from autograder.lms.student_names import Names
from autograder.lms.system import LMS
from autograder.paths import Places
from autograder.submissions import attempts, report_store
from autograder.submissions.attempts import Attempt
from autograder.submissions.roster import Roster


class PackedFeedback(msgspec.Struct, frozen=True):
    """A zip to upload, students whose pages are in it, and students left out."""

    raw: bytes
    students: tuple[str, ...]
    left_out: tuple[str, ...]


def pages_that_wait(
    root: Path, name: str, to: str, students: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Map students whose pages would go to an LMS unfinished to what waits for a person in them."""
    course, places = load_course(root)
    graded = set(report_store.reports(places, name, tuple(students)).students)
    return {
        result.student: result.waits
        for result in class_results.read_results(course, places, name)
        if result.waits
        and result.student in graded
        and attempts.latest_from(places.work(name, result.student), to)
    }


def waiting_error(name: str, waits: Mapping[str, Sequence[str]]) -> AutograderError:
    """Return the error that pages wait for a person; a command may ask whether to send them instead."""
    who = recipients.named(
        f"{student} ({', '.join(cell.removeprefix('test_') for cell in what)})"
        for student, what in waits.items()
    )
    what = "page waits" if len(waits) == 1 else "pages wait"
    return AutograderError(
        name,
        f"{len(waits)} {what} for a person, and would go out with less than the final score: {who}",
        f"mark first (`autograder mark {name}`), leave them out with --final-only, or send them with --yes",
    )


def write_feedback_zip(
    root: Path, name: str, to: str, pages: list[Path], target: Path | None
) -> tuple[Path, PackedFeedback]:
    """Pack feedback pages for an LMS, under the names that it gave the hand-ins."""
    if not pages:
        raise AutograderError(
            name,
            "no page is left to send: all of them wait for a person",
            f"mark first: `autograder mark {name}`",
        )
    _, places = load_course(root)
    by_student = {page.parent.parent.name: page.read_bytes() for page in pages}
    first = f"collect its zip first: `autograder collect {name} FILE`"
    packed = packed_for(places, name, to, by_student, pages[0].suffix, first)
    file = target or places.exports / f"{name}-feedback-{to}.zip"
    write_private(file, packed.raw)
    return file, packed


def packed_for(
    places: Places, name: str, to: str, files: Mapping[str, bytes], suffix: str, next_step: str
) -> PackedFeedback:
    """Pack each student's file under the LMS's name of their hand-in; AutograderError if it named none."""
    lms = registry.lms_named(to)
    known = {student: attempts.latest_from(places.work(name, student), to) for student in files}
    names = {student: named_by(lms, attempt) for student, attempt in known.items() if attempt}
    packed = pack(files, suffix, lms, names)
    if not packed.students:
        raise AutograderError(
            name,
            f"nobody's hand-in was collected from {to}, which finds students by its own names only",
            next_step,
        )
    return packed


def named_by(lms: LMS, attempt: Attempt) -> str:
    """Return the part of a hand-in's path that the LMS has named.

    A folder around it, or a file in a student's own zip, may look like a name of the LMS's.
    """
    parts, nobody = attempt.path.split("/"), Names(Roster())
    for place, part in enumerate(parts):
        claim = lms.claim(parts[place:], nobody, {})
        if claim and (claim.lms_id, claim.serial) == (attempt.lms_id, attempt.serial):
            return part
    return attempt.path


def pack(files: Mapping[str, bytes], suffix: str, lms: LMS, names: Mapping[str, str]) -> PackedFeedback:
    """Make a zip for an LMS. `files` has each student's file, `names` the LMS's name of their hand-in."""
    assert lms.feedback_name  # `--to` offers no other
    entries: dict[str, bytes] = {}
    packed, lost = [], []
    for student, raw in sorted(files.items()):
        entry = lms.feedback_name(names.get(student, ""), suffix)
        if entry is None or entry in entries:
            lost.append(student)
        else:
            entries[entry] = raw
            packed.append(student)
    return PackedFeedback(zipped(entries), tuple(packed), tuple(lost))
