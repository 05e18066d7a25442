"""Feedback pages in the zip that an LMS's bulk upload takes, under the names that it gave us.

An LMS finds the student by the name of the file that it once sent; nothing else counts. So a student whose
hand-in did not come from there is left out, and named.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from autograder.course import load_course
from autograder.errors import AutograderError
from autograder.files import write_private, zipped
from autograder.lms import registry
from autograder.lms.system import LMS
from autograder.submissions import attempts


class PackedFeedback(msgspec.Struct, frozen=True):
    """A zip to upload, students whose pages are in it, and students left out."""

    raw: bytes
    students: tuple[str, ...]
    left_out: tuple[str, ...]


def write_feedback_zip(
    root: Path, name: str, to: str, pages: list[Path], target: Path | None
) -> tuple[Path, PackedFeedback]:
    """Pack feedback pages for an LMS, under the names that it gave the hand-ins."""
    _, places = load_course(root)
    by_student = {page.parent.parent.name: page for page in pages}
    known = {student: attempts.latest_from(places.work(name, student), to) for student in by_student}
    names = {student: attempt.path for student, attempt in known.items() if attempt}
    packed = pack(by_student, registry.system(to), names)
    if not packed.students:
        raise AutograderError(
            name,
            f"nobody's hand-in was collected from {to}, which finds students by its own names only",
            f"collect its zip first: `autograder collect {name} FILE`",
        )
    file = target or places.exports / f"{name}-feedback-{to}.zip"
    write_private(file, packed.raw)
    return file, packed


def pack(pages: Mapping[str, Path], lms: LMS, names: Mapping[str, str]) -> PackedFeedback:
    """One zip for an LMS. `pages` has each student's file; `names` what the LMS called their hand-in."""
    assert lms.feedback_name  # `--to` offers no other
    files: dict[str, bytes] = {}
    packed, lost = [], []
    for student, page in sorted(pages.items()):
        entry = lms.feedback_name(names.get(student, ""), page.suffix)
        if entry is None or entry in files:
            lost.append(student)
        else:
            files[entry] = page.read_bytes()
            packed.append(student)
    return PackedFeedback(zipped(files), tuple(packed), tuple(lost))
