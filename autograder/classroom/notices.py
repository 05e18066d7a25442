"""Notices to students whose score a regrade changed: from what to what, by which functions, and why.

Several regrades of one hand-in give one notice, which compares the first score with the present one. A mark
by a person is no regrade, and in a cell with such a mark nothing has changed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from autograder.classroom import change_words, history
from autograder.classroom.history import Change, Reason
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.files import locked
from autograder.paths import Places
from autograder.report import Report
from autograder.submissions import attempt_policy, late_policy, report_store
from autograder.submissions.late_policy import Lateness
from autograder.text import N_, AnyText, Language, authored, in_language, number, say

if TYPE_CHECKING:  # a page needs notices where there is no gradebook, as in Gradescope
    from autograder.gradebook.grades import GradebookEntry

_HEAD = N_("Your hand-in was graded again, and its score has changed from {old} to {new} of {points} points.")
_HEAD_OPEN = N_("Your hand-in was graded again, and what it gives has changed.")
_CELL = N_("{name}: {old} before, {new} now.")
_TEACHER = N_("Your teacher says: {reason}")
_PAGE = N_("Your feedback page says the rest.")
_OPEN = N_("not decided")
_TITLE = N_("{assignment}: your score has changed")


class CellChange(msgspec.Struct, frozen=True):
    """One cell's score before all regrades and after them; None where it waits for a person."""

    cell: str
    old: float | None
    new: float | None


class Notice(msgspec.Struct, frozen=True):
    """A notice to one student. A total is None where anything of it waited for a person, or waits now."""

    student: str
    old: float | None
    new: float | None
    max_score: float
    cells: tuple[CellChange, ...]
    reasons: tuple[Reason, ...]
    said: tuple[AnyText, ...]  # reasons that the instructor gave

    @property
    def gain(self) -> float:
        """Points gained, below 0 if lost; 0 as long as a score is not decided."""
        return 0.0 if self.old is None or self.new is None else round(self.new - self.old, 9)


def notice_of(
    report: Report,
    known: Sequence[Change],
    marked: Collection[str] = (),
    entry: "GradebookEntry | None" = None,
    lateness: Lateness | None = None,
    since: datetime | None = None,
) -> Notice | None:
    """Return the notice on what regrades changed of the hand-in that counts; None if all is as it was.

    `marked` are cells for which a person's score stands, and `entry` is what the gradebook has.
    """
    by_cell: dict[str, list[Change]] = {}
    for change in known:
        if _is_of(report, change) and change.cell not in marked and (since is None or _when(change) >= since):
            by_cell.setdefault(change.cell, []).append(change)
    changed = {cell: theirs for cell, theirs in by_cell.items() if theirs[0].old != theirs[-1].new}
    if not changed:
        return None
    cells = tuple(CellChange(cell, theirs[0].old, theirs[-1].new) for cell, theirs in changed.items())
    each = [change for theirs in changed.values() for change in theirs]
    old, new = _totals(cells, entry, lateness or Lateness())
    return Notice(
        report.student,
        old,
        new,
        report.max_score,
        cells,
        tuple({repr(reason): reason for change in each for reason in change.reasons}.values()),
        tuple({str(change.said): change.said for change in each if change.said}.values()),
    )


def _is_of(report: Report, change: Change) -> bool:
    return change.is_regrade and change.marks is None and change.hand_in_digests[1] == report.digest


def _when(change: Change) -> datetime:
    moment = datetime.fromisoformat(change.when)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _totals(
    cells: Sequence[CellChange], entry: "GradebookEntry | None", lateness: Lateness
) -> tuple[float | None, float | None]:
    """Return the final score before and after, with people's marks and lateness; None if undecided."""
    if entry is None or entry.needs_manual_grade or lateness.percent is None:
        return None, None
    rise, was_decided = 0.0, True
    for cell in cells:
        if cell.new is None:
            return None, None
        was_decided = was_decided and cell.old is not None
        rise += cell.new - (cell.old or 0.0)
    before, now = (late_policy.final(score, lateness).final for score in (entry.score - rise, entry.score))
    return before if was_decided else None, now


# --- a class -----------------------------------------------------------------------------------


def notices(
    course: Course, places: Places, name: str, since: datetime | None = None, students: tuple[str, ...] = ()
) -> list[Notice]:
    """Return the notices to a class, or to some of its students, sorted by student."""
    from autograder.gradebook import grades

    course.assignment(name)
    reports = report_store.reports(places, name, students)
    url = grades.address(course, places)
    entries: Mapping[str, GradebookEntry] = grades.scores(url, name) if grades.is_made(url) else {}
    late = attempt_policy.lateness(course, places, name, reports.students)
    return sorted(_each(places, name, reports, entries, late, since), key=lambda notice: notice.student)


def _each(
    places: Places,
    name: str,
    reports: report_store.Reports,
    entries: "Mapping[str, GradebookEntry]",
    late: Mapping[str, Lateness],
    since: datetime | None,
) -> Iterator[Notice]:
    for report in reports:
        entry = entries.get(report.student)
        known = history.read_history(places.work(name, report.student))
        found = notice_of(report, known, marked_in(entry), entry, late[report.student], since)
        if found is not None:
            yield found


def marked_in(entry: "GradebookEntry | None") -> set[str]:
    """Return the cells in which a person's score counts."""
    cells = entry.cells if entry else {}
    return {name for name, cell in cells.items() if cell.manual_score is not None}


def give_reason(
    places: Places, name: str, students: Sequence[str], reason: AnyText, since: datetime | None = None
) -> None:
    """Store the instructor's reason with those regrades of some students that have none yet."""
    with locked(places.grade_lock, "grading"):
        for student in students:
            work = places.work(name, student)
            report = report_store.read_report(work)
            known = history.read_history(work)
            given = [
                msgspec.structs.replace(change, said=reason)
                if _is_of(report, change) and not change.said and (since is None or _when(change) >= since)
                else change
                for change in known
            ]
            if given != list(known):
                history.write_history(work, given)


# --- in words ----------------------------------------------------------------------------------


def title(name: str, language: Language) -> str:
    """Return the title of a message to the student."""
    return say(_TITLE, language, assignment=name)


def sentences(notice: Notice, language: Language) -> list[str]:
    """Return the sentences of a notice, in the student's language."""
    if notice.old is None or notice.new is None or notice.old == notice.new:
        said = [say(_HEAD_OPEN, language)]
    else:
        old, new, points = (number(value) for value in (notice.old, notice.new, notice.max_score))
        said = [say(_HEAD, language, old=old, new=new, points=points)]
    for cell in notice.cells:
        old, new = (_score(score, language) for score in (cell.old, cell.new))
        said.append(say(_CELL, language, name=cell.cell.removeprefix("test_"), old=old, new=new))
    said.append(reason_sentence(notice, language))
    said += [say(_TEACHER, language, reason=in_language(each, language)) for each in notice.said]
    return said


def reason_sentence(notice: Notice, language: Language) -> str:
    """Return the sentence with the reasons that the kit knows."""
    return say(_REASON, language, why=change_words.all_reasons(notice.reasons, language))


_REASON = N_("The reason: {why}.")


def message(notice: Notice, name: str, language: Language) -> str:
    """Return the whole message to a student, to be sent or filed."""
    lines = [title(name, language), "", *sentences(notice, language), say(_PAGE, language)]
    return "\n".join(lines) + "\n"


def _score(score: float | None, language: Language) -> str:
    return say(_OPEN, language) if score is None else number(score)


def checked_reason(text: str) -> AnyText:
    """Parse a reason that staff typed: a sentence or two, with a translation after `zh: ` if it has one."""
    if not text.strip() or len(text) > _LONGEST or not text.replace("\n", "").isprintable():
        raise AutograderError(
            "--reason",
            f"is empty, longer than {_LONGEST} characters, or holds a character that cannot be seen",
            "give a sentence or two for students",
        )
    return authored(text.strip())


_LONGEST = 1_000
