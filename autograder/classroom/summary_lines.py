"""Lines on the terminal after grading a class: what waits, and what to do next."""

from collections.abc import Collection, Iterator

from autograder.classroom import unchanged
from autograder.classroom.jobs import Job
from autograder.classroom.summary import ClassSummary
from autograder.report import clean
from autograder.submissions import attempts, roster
from autograder.text import in_language


def summary_lines(job: Job, seen: ClassSummary, students: Collection[str]) -> Iterator[str]:
    """Yield the lines after grading: how many are graded, what waits, and what to do next."""
    graded = f"{seen.count - len(seen.unread)} graded"
    if seen.unread:
        graded += f", {len(seen.unread)} could not be graded"
    yield f"{graded}, sandbox {job.tier}; {seen.marks} with answers to mark by hand"
    alike: dict[str, list[str]] = {}
    for student, why in seen.waiting.items():
        reason = in_language(why, "en") or "a test of ours failed; see its report.json"
        alike.setdefault(reason, []).append(student)
    for reason, waiting in alike.items():
        who = clean(waiting[0], 100) if len(waiting) == 1 else f"{len(waiting)} students"
        verb = "needs" if len(waiting) == 1 else "need"
        yield f"  {who} {verb} a person: {reason}{f': {roster.listed(waiting)}' if len(waiting) > 1 else ''}"
        for student in waiting:
            yield from _unread_attempts(job, student)
    yield from _marked_before(job, students)
    for student in seen.closed:
        yield f"  {clean(student, 100)} handed in after it closed: kept, not graded"
    if seen.gone:
        yield f"  left out, since they have left the course: {roster.listed(seen.gone)}"
    if seen.late:
        costs = [f"{student} {percent:g} %" for student, percent in seen.late.items()]
        yield f"  totals are before lateness, which takes off: {roster.listed(costs)}"
    for student in seen.undated:
        yield f"  {clean(student, 100)} is late, and nobody has said by how much: collect a table of times"
    if seen.misdated:
        yield (
            f"  timestamp.txt is no date, and says nothing of lateness: {roster.listed(seen.misdated)}; "
            "write it as 2026-12-01 23:10:00 +0800"
        )
    yield f"gradebook: {_gradebook(job)}"
    yield f"next: autograder {'mark' if seen.marks else 'feedback'} {job.name}"


def _unread_attempts(job: Job, student: str) -> Iterator[str]:
    """Yield a line for each attempt whose record cannot be read: where the record is, and what to do."""
    for attempt in attempts.read_all(job.work(student)):
        if attempt.problem:
            file = job.work(student).attempt_record(attempt.number)
            yield f"    {file.relative_to(job.places.root)}: {attempts.NEXT_STEP}"


def _marked_before(job: Job, students: Collection[str]) -> Iterator[str]:
    """Yield a line for each marked cell that has changed since: the mark stays, and a person looks again."""
    known = unchanged.saved(job)
    if known and not known.marks_wait:
        return
    from autograder.gradebook import grades

    entries = grades.scores(grades.address(job.course, job.places), job.name)
    for student in students:
        for cell in grades.cells_marked_before(entries[student]) if student in entries else ():
            given = entries[student].cells[cell].given
            name = cell.removeprefix("test_")
            yield f"  {clean(student, 100)} waits for a person: {name} has changed since it got {given}"


def _gradebook(job: Job) -> str:
    """Return the gradebook's address, without a password."""
    if not job.course.gradebook:
        return f"sqlite:///{job.places.gradebook.resolve()}"
    from autograder.gradebook import grades

    return grades.printable_url(grades.address(job.course, job.places))
