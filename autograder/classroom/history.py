"""History of a student's scores, kept beside the report: each change, why it came, and by which digests.

A first grading is no change. What a person enters in formgrader is noted when it is next seen, a first mark
too, so that the next change of it is known.
"""

import sys
from collections.abc import Mapping, Sequence

import msgspec

from autograder.errors import AutograderError
from autograder.files import json_bytes, write_atomically
from autograder.paths import StudentWork
from autograder.report import Meta, Report, Verdict, clean, row
from autograder.text import AnyText, authored

BeforeAfter = tuple[str, str]  # what it was, and what it is
PersonsMark = tuple[float | None, float | None]  # a person's score, and their extra credit
_NO_MARK: PersonsMark = (None, None)


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One reason of a change. `kind` names a part of what grading goes by, or is `handed_in`, `points`,
    `void`, `unvoid` or `forced`; for what a person did it is `marked` or `unmarked`."""

    kind: str
    test: AnyText = ""  # of a void
    text: AnyText = ""  # what course.yml says of it, for students


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cell's score, before and after. A score is None where it waits for a person."""

    when: str  # in UTC; of a person's mark, when it was seen
    cell: str
    old: float | None
    new: float | None
    points: tuple[float | None, float | None]
    reasons: tuple[Reason, ...]
    hand_in_digests: BeforeAfter = msgspec.field(name="handed_in")
    # Digests of all that can change the cell's verdicts; of a mark, of the answers that it judged.
    run: BeforeAfter
    marks: tuple[PersonsMark, PersonsMark] | None = None  # what a person gave before and gives now
    said: AnyText = ""  # the instructor's own reason, for students

    @property
    def is_regrade(self) -> bool:
        """True if the same hand-in got another score."""
        return self.hand_in_digests[0] == self.hand_in_digests[1]


def read_history(work: StudentWork) -> tuple[Change, ...]:
    """Read all changes of one student's scores, the oldest first; AutograderError if the file is damaged."""
    file = work.history
    try:
        known = msgspec.json.decode(file.read_bytes(), type=tuple[Change, ...])
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.MsgspecError) as error:
        raise AutograderError(
            file, f"is no history ({error})", "restore it from your backup, or move it away and grade again"
        ) from error
    return tuple(
        msgspec.structs.replace(change, reasons=tuple(map(_authored, change.reasons))) for change in known
    )


def _authored(reason: Reason) -> Reason:
    """Return a reason whose texts are values: kit 0.1 wrote them as strings, as their author did."""
    test, text = (
        authored(words) if isinstance(words, str) else words for words in (reason.test, reason.text)
    )
    return msgspec.structs.replace(reason, test=test, text=text)


def note_changes(
    work: StudentWork, before: tuple[Report, Meta], after: tuple[Report, Meta], said: AnyText = ""
) -> None:
    """Add what differs between two reports on a student to the history, before the report is replaced.

    If a kill comes between the two, the next grading finds the same change again; it is not written twice.
    """
    new = [msgspec.structs.replace(change, said=said) for change in changes(before, after)]
    if not new:
        return
    known = read_or_begin(work)
    latest = {change.cell: change for change in known if change.marks is None}
    _add(work, known, [change for change in new if not _is_same(change, latest.get(change.cell))])


def _add(work: StudentWork, known: Sequence[Change], new: Sequence[Change]) -> None:
    if new:
        write_history(work, (*known, *new))


def write_history(work: StudentWork, every: Sequence[Change]) -> None:
    """Write all changes of one student's scores to the history file."""
    write_atomically(work.history, json_bytes(every))


def read_or_begin(work: StudentWork) -> tuple[Change, ...]:
    """Read all changes so far, to add to. A damaged file is moved aside, and stderr says so."""
    try:
        return read_history(work)
    except AutograderError as error:
        file = work.history
        aside = file.with_name("history.unreadable.json")
        file.replace(aside)
        print(
            f"{clean(work.student, 100)}: {error.where} {error.what}; kept as {aside.name}",
            file=sys.stderr,
        )
        return ()


def note_marks(work: StudentWork, given: Mapping[str, PersonsMark], known: Meta, when: str) -> None:
    """Add to the history each mark by a person that has changed since marks were last seen.

    `given` maps each cell to its mark in the gradebook; `known` is of the report that the marks override.
    """
    if not given and not work.history.exists():
        return
    past = read_or_begin(work)
    latest = {change.cell: change for change in past if change.marks is not None}
    new = []
    for cell in sorted(latest.keys() | given.keys()):
        before, now = latest.get(cell), given.get(cell, _NO_MARK)
        was = before.marks[1] if before and before.marks else _NO_MARK
        if was == now:
            continue
        tests, digest, answer = known.row.scores.get(cell), known.row.digest, known.answers.get(cell, "")
        new.append(
            Change(
                when,
                cell,
                before.new if before else tests,
                _counts(now, tests),
                (None, None),
                (Reason("unmarked" if now == _NO_MARK else "marked"),),
                # A first mark in a cell that only a person marks is no change of a score.
                (before.hand_in_digests[1] if before else digest if tests is not None else "", digest),
                (before.run[1] if before else "", answer),
                (was, now),
            )
        )
    _add(work, past, new)


def marked_cells(known: Sequence[Change]) -> list[str]:
    """Return the cells that had a person's mark when marks were last seen."""
    latest = {change.cell: change.marks[1] for change in known if change.marks is not None}
    return [cell for cell, mark in latest.items() if mark != _NO_MARK]


def _counts(mark: PersonsMark, tests: float | None) -> float | None:
    """Return a cell's score with a person's mark, by nbgrader's rule."""
    score, extra = mark
    base = tests if score is None else score
    return base if base is None or extra is None else base + extra


def _is_same(change: Change, other: Change | None) -> bool:
    return other is not None and (msgspec.structs.replace(change, when=other.when, said=other.said) == other)


def changes(before: tuple[Report, Meta], after: tuple[Report, Meta]) -> list[Change]:
    """Return what a grading has changed, cell by cell; a cell that only one of the two has is left out."""
    was, now = row(before[0]).scores, row(after[0]).scores
    changed = []
    for cell in now:
        points = (_points(before[0], cell), _points(after[0], cell))
        if cell not in was or (was[cell] == now[cell] and points[0] == points[1]):
            continue
        changed.append(
            Change(
                after[1].graded_at,
                cell,
                was[cell],
                now[cell],
                points,
                reasons(before, after, cell),
                (before[0].digest, after[0].digest),
                (before[1].run.get(cell, ""), after[1].run.get(cell, "")),
            )
        )
    return changed


def _points(report: Report, cell: str) -> float | None:
    return report.cells[cell].points if cell in report.cells else None


def reasons(before: tuple[Report, Meta], after: tuple[Report, Meta], cell: str) -> tuple[Reason, ...]:
    """Return the reasons why a cell may differ between two gradings; never empty."""
    differs: list[Reason] = []
    if before[0].digest != after[0].digest:
        differs.append(Reason("handed_in"))
    was, now = before[1].parts, after[1].parts
    if was:  # an older kit noted no parts: its report gives no such reason
        for part in now:
            kind, _, about = part.partition(" ")
            if about in ("", cell) and was.get(part) != now[part]:
                differs.append(Reason(kind))
    if _points(before[0], cell) != _points(after[0], cell):
        differs.append(Reason("points"))
    old, new = _voids(before[0], cell), _voids(after[0], cell)
    differs += [_reason("void", test) for name, test in new.items() if name not in old]
    differs += [_reason("unvoid", test) for name, test in old.items() if name not in new]
    return tuple(differs) or (Reason("forced"),)


def _voids(report: Report, cell: str) -> dict[tuple[str, bool, str], Verdict]:
    tests = report.cells[cell].tests if cell in report.cells else ()
    return {(test.name, test.visible, test.void.points): test for test in tests if test.void}


def _reason(kind: str, test: Verdict) -> Reason:
    return Reason(kind, test.title or test.name, test.void.reason if test.void else "")


def earlier_scores(known: Sequence[Change], digest: str) -> list[tuple[str, float, float]]:
    """Return the scores that the cells of one hand-in have had, as (cell, points, score)."""
    scores = []
    for change in known:
        sides = zip(change.hand_in_digests, change.points, (change.old, change.new), strict=True)
        scores += [
            (change.cell, points, score)
            for hand_in_digest, points, score in sides
            if hand_in_digest == digest and points is not None and score is not None
        ]
    return scores
