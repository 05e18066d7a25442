"""Changes by a regrade: who lost, who gained, and why, in a few sentences for the person who ran it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from autograder.classroom import change_words, history
from autograder.classroom.jobs import Job
from autograder.errors import AutograderError
from autograder.report import clean
from autograder.text import counted, number

if TYPE_CHECKING:  # the gradebook's libraries take longer to load than an unchanged class takes
    from autograder.gradebook.grades import GradebookEntry

_NAMED = 20  # students named in one sentence


class Regrade(msgspec.Struct, frozen=True):
    """Score changes of unchanged hand-ins; where a person's mark counts, nothing has changed."""

    gains: dict[str, float] = {}  # by student, below 0 what they lose
    open: tuple[str, ...] = ()  # who lost a score, and waits for a person now
    reasons: tuple[str, ...] = ()  # as clauses, the most frequent first

    @property
    def losers(self) -> dict[str, float]:
        """Students who lost points, with their loss as a number below 0; the largest loss comes first."""
        lost = {student: gain for student, gain in self.gains.items() if gain < 0}
        return dict(sorted(lost.items(), key=lambda entry: (entry[1], entry[0])))


def history_lengths(job: Job, students: Collection[str]) -> dict[str, int]:
    """Map each student to how many changes their history holds."""
    return {student: len(_changes(job, student)) for student in students}


def regrade_since(job: Job, before: Mapping[str, int], entries: "Mapping[str, GradebookEntry]") -> Regrade:
    """Sum up the changes that were added to histories since they had these lengths."""
    gains, waits, reasons = dict[str, float](), [], Counter[str]()
    for student, length in before.items():
        marks = entries[student].cells if student in entries else {}
        for change in _changes(job, student)[length:]:
            mark = marks.get(change.cell)
            is_marked = mark is not None and mark.manual_score is not None
            if not change.is_regrade or change.marks is not None or is_marked or change.old == change.new:
                continue
            function = change.cell.removeprefix("test_")
            reasons.update(f"{function}: {change_words.reason(why, 'en')}" for why in change.reasons)
            if change.new is None:
                waits.append(student)
            else:
                gains[student] = gains.get(student, 0.0) + change.new - (change.old or 0.0)
    known = {student: round(gain, 9) for student, gain in gains.items() if student not in waits}
    return Regrade(known, tuple(dict.fromkeys(waits)), tuple(why for why, _ in reasons.most_common()))


def _changes(job: Job, student: str) -> tuple[history.Change, ...]:
    try:
        return history.read_history(job.work(student))
    except AutograderError:
        return ()  # grading keeps it aside, and says so


def regrade_lines(job: Job, regrade: Regrade) -> Iterator[str]:
    """Yield the regrade in sentences; none if no score of an unchanged hand-in has changed."""
    losers = regrade.losers
    gained = sum(gain > 0 for gain in regrade.gains.values())
    if not (losers or gained or regrade.open):
        return
    yield (
        f"this regrade lowered {counted(len(losers), 'score')}, raised {gained}, "
        f"and left {len(regrade.open)} to a person ({clean('; '.join(regrade.reasons[:4]), 500)})"
    )
    if losers:
        named = [f"{clean(student, 100)} {number(loss)}" for student, loss in [*losers.items()][:_NAMED]]
        more = f" and {len(losers) - _NAMED} more" if len(losers) > _NAMED else ""
        yield f"  lower now: {', '.join(named)}{more}; to tell them: `autograder notices {job.name}`"
        if not job.course.never_lower:
            yield "  where that was not meant: take the change back, or set `never_lower: true` in course.yml"
