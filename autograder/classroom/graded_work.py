"""The hand-in that a report was made from, found by its digest wherever it is kept now."""

from autograder import hand_in
from autograder.hand_in import HandIn
from autograder.notebook import Notebook
from autograder.paths import Places
from autograder.report import Report
from autograder.submissions import attempts, submitted_files


def graded_hand_in(places: Places, name: str, release: Notebook, report: Report) -> HandIn | None:
    """Return the hand-in that a report is on; None if it could not be graded, or is no longer there."""
    if report.status != "graded":
        return None
    work = places.work(name, report.student)
    folders = [work.submitted]
    folders += [
        work.attempt_folder(attempt.number)
        for attempt in attempts.read_all(work)
        if attempt.digest == report.digest
    ]
    for folder in folders:
        raw = submitted_files.in_folder(folder, name, report.student, lambda: release).raw
        if hand_in.bytes_digest(raw) == report.digest:
            return hand_in.read_hand_in(raw, release)
    return None
