"""Verdicts in, points out; exact fractions, so that full marks are exactly the points."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec

from autograder.report import CellReport, Outcome, Report, Verdict, total


def score(points: float, visible_share: float, verdicts: Sequence[Verdict]) -> float | None:
    """Points earned in a grade cell, or None where a person must look first.

    Visible tests share `visible_share` of the points, hidden ones the rest; where a side has no
    tests the other carries all. Side tests and visible ones count only where at least one hidden
    value test passed: a table of the visible examples earns nothing, nor does `zeros_like`.
    """
    if not verdicts or any(verdict.outcome is Outcome.ERROR for verdict in verdicts):
        return None
    hidden = [verdict for verdict in verdicts if not verdict.visible]
    values = [verdict for verdict in hidden if not verdict.side]
    if not any(verdict.outcome is Outcome.PASSED for verdict in values):
        return None if not values else 0.0
    visible = [verdict for verdict in verdicts if verdict.visible]
    share = Fraction(str(visible_share)) if visible else Fraction(0)
    part = share * _passed(visible) + (1 - share) * _passed(hidden)
    return float(Fraction(str(points)) * part)


def _passed(verdicts: Sequence[Verdict]) -> Fraction:
    """The passed part of one side, by weight."""
    if not verdicts:
        return Fraction(0)
    earned = sum(verdict.weight for verdict in verdicts if verdict.outcome is Outcome.PASSED)
    return Fraction(earned, sum(verdict.weight for verdict in verdicts))


def outcome(points: float, earned: float | None, verdicts: Sequence[Verdict]) -> Outcome:
    """What the cell came to, in one word."""
    if earned is None:
        return Outcome.ERROR
    if all(verdict.outcome is Outcome.PASSED for verdict in verdicts) and earned == points:
        return Outcome.PASSED
    return Outcome.FAILED


def rescored(report: Report, points: Mapping[str, float], visible_share: float, max_score: float) -> Report:
    """The same verdicts with today's points: what a change of points or shares comes to, without running."""
    if report.status == "error":
        worth = {
            name: msgspec.structs.replace(cell, points=points[name]) for name, cell in report.cells.items()
        }
        return msgspec.structs.replace(report, cells=worth, max_score=max_score)
    cells = {name: _rescored(cell, points[name], visible_share) for name, cell in report.cells.items()}
    whole = total({name: cell.score for name, cell in cells.items()})
    return msgspec.structs.replace(report, cells=cells, score=whole, max_score=max_score)


def _rescored(cell: CellReport, points: float, visible_share: float) -> CellReport:
    if cell.outcome is Outcome.NOT_ATTEMPTED or not cell.tests:
        return msgspec.structs.replace(cell, points=points)
    earned = score(points, visible_share, cell.tests)
    return msgspec.structs.replace(
        cell, points=points, score=earned, outcome=outcome(points, earned, cell.tests)
    )
