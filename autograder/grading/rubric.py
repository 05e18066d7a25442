"""Verdicts in, points out; exact fractions, so that full marks are exactly the points."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from autograder.course import Void
from autograder.report import CellReport, Outcome, Report, Verdict, Voided, total
from autograder.text import authored


class Rules(msgspec.Struct, frozen=True):
    """What turns verdicts into points. None of it needs a test to run again."""

    points: dict[str, float]  # by grade cell
    visible_share: float
    max_score: float
    voids: tuple[Void, ...] = ()
    completion: dict[str, float] = {}  # questions whose points an answer gets by being there


def score(points: float, visible_share: float, verdicts: Sequence[Verdict]) -> float | None:
    """Points earned in a grade cell, or None where a person must look first.

    Visible tests share `visible_share` of the points, hidden ones the rest; where a side has no
    tests the other carries all. Side tests and visible ones count only where at least one hidden
    value test passed: a table of the visible examples earns nothing, nor does `zeros_like`.
    A voided test that is given counts as passed, whatever it found, and one that is dropped as absent.
    """
    counted = [verdict for verdict in verdicts if not verdict.void or verdict.void.points == "given"]
    if Outcome.ERROR in [verdict.outcome for verdict in counted if not verdict.void]:
        return None
    hidden = [verdict for verdict in counted if not verdict.visible]
    values = [verdict for verdict in hidden if not verdict.side]
    if not values:
        return None
    # What a given test really found still opens the gate: a void that gives must not cost anybody anything.
    is_open = any(map(_part, values)) or all([verdict.void for verdict in values])
    visible = [verdict for verdict in counted if verdict.visible]
    share = Fraction(str(visible_share)) if visible else Fraction(0)
    part = share * _earned(visible, is_open) + (1 - share) * _earned(hidden, is_open)
    return float(Fraction(str(points)) * part)


def _earned(verdicts: Sequence[Verdict], is_open: bool) -> Fraction:
    """The earned part of one side, by weight."""
    if not verdicts:
        return Fraction(0)
    earned = sum(
        [
            verdict.weight * (1 if verdict.void else _part(verdict))
            for verdict in verdicts
            if verdict.void or is_open
        ]
    )
    return Fraction(earned) / sum([verdict.weight for verdict in verdicts])


def _part(verdict: Verdict) -> Fraction | int:
    """The part of a test's points that it gives: all or nothing, but where it says so itself."""
    if verdict.part:
        return Fraction(verdict.part)
    return int(verdict.outcome is Outcome.PASSED)


def outcome(points: float, earned: float | None, verdicts: Sequence[Verdict]) -> Outcome:
    """What the cell came to, in one word."""
    if earned is None:
        return Outcome.ERROR
    whole = all([verdict.outcome is Outcome.PASSED or verdict.void for verdict in verdicts])
    if whole and earned == points:
        return Outcome.PASSED
    return Outcome.FAILED


def rescored(report: Report, rules: Rules) -> Report:
    """The same verdicts by today's rules: a change of points, shares or voids, without running."""
    if report.status == "error":
        worth = {
            name: msgspec.structs.replace(cell, points=rules.points[name])
            for name, cell in report.cells.items()
        }
        return msgspec.structs.replace(
            report, cells=worth, max_score=rules.max_score, completed=msgspec.UNSET
        )
    cells = {name: _rescored(name, cell, rules) for name, cell in report.cells.items()}
    completed = {name: worth for name, worth in rules.completion.items() if report.manual.get(name)}
    return summed(
        msgspec.structs.replace(
            report, cells=cells, max_score=rules.max_score, completed=completed or msgspec.UNSET
        )
    )


def summed(report: Report) -> Report:
    """The report with the sum of what its cells, and its answers that count by being there, come to."""
    scores = {name: cell.score for name, cell in report.cells.items()}
    return msgspec.structs.replace(report, score=total({**scores, **(report.completed or {})}))


def _rescored(name: str, cell: CellReport, rules: Rules) -> CellReport:
    points = rules.points[name]
    if cell.outcome is Outcome.NOT_ATTEMPTED or not cell.tests:
        return msgspec.structs.replace(cell, points=points, reckoned=msgspec.UNSET)
    tests = tuple(voided(name, test, rules.voids) for test in cell.tests)
    earned = score(points, rules.visible_share, tests)
    if cell.doubt and earned != points:
        earned = None
    found = outcome(points, earned, tests)
    return msgspec.structs.replace(
        cell, points=points, outcome=found, score=earned, tests=tests, reckoned=msgspec.UNSET
    )


def voided(cell: str, test: Verdict, voids: Sequence[Void]) -> Verdict:
    """A verdict with what course.yml says of its test today."""
    void = next((void for void in voids if void.names(cell, test.name)), None)
    said: Voided | msgspec.UnsetType = (
        Voided(void.points, authored(void.reason.strip())) if void else msgspec.UNSET
    )
    return test if said == test.void else msgspec.structs.replace(test, void=said)


def kept_better(report: Report, earlier: Sequence[tuple[str, float, float]]) -> Report:
    """The report with no cell lower than it was `earlier`, by (cell, points, score), where points agree."""
    cells = {}
    for name, cell in report.cells.items():
        best = max((was for own, points, was in earlier if (own, points) == (name, cell.points)), default=0.0)
        is_lower = cell.score is not None and best > cell.score
        cells[name] = msgspec.structs.replace(cell, score=best, reckoned=cell.score) if is_lower else cell
    return summed(msgspec.structs.replace(report, cells=cells))
