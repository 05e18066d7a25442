"""Verdicts in, points out; exact fractions, so that full marks are exactly the points."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from autograder.course import Course, Opens, Void
from autograder.report import CellReport, Outcome, Report, Verdict, Voided, total
from autograder.text import authored


class Rules(msgspec.Struct, frozen=True):
    """Rules that turn verdicts into points. None of them needs a test to run again."""

    points: dict[str, float]  # by grade cell
    visible_share: float
    opens_at: Opens
    max_score: float
    voids: tuple[Void, ...] = ()
    completion: dict[str, float] = {}  # questions whose points an answer gets by being there


def score(points: float, visible_share: float, opens_at: Opens, verdicts: Sequence[Verdict]) -> float | None:
    """Return the points earned in a grade cell, or None if a person must look first.

    Visible tests share `visible_share` of the points, hidden ones the rest; if there are no visible tests,
    the hidden ones carry all. Side tests and visible ones count as far as hidden value tests open them:
    a table of the visible examples earns nothing, nor does `zeros_like`. Without hidden value tests a
    person must look.
    A voided test that is given counts as passed, whatever it found, and one that is dropped as absent.
    """
    counted = [verdict for verdict in verdicts if not verdict.void or verdict.void.points == "given"]
    if Outcome.ERROR in [verdict.outcome for verdict in counted if not verdict.void]:
        return None
    hidden = [verdict for verdict in counted if not verdict.visible]
    values = [verdict for verdict in hidden if not verdict.side]
    if not values:
        return None
    opening = opened(values, opens_at)
    visible = [verdict for verdict in counted if verdict.visible]
    share = Fraction(str(visible_share)) if visible else Fraction(0)
    part = share * _earned(visible, opening) + (1 - share) * _earned(hidden, opening)
    return float(Fraction(str(points)) * part)


def cell_report(points: float, course: Course, verdicts: tuple[Verdict, ...]) -> CellReport:
    """Return the report on a grade cell with these verdicts, scored by the course's rules."""
    earned = score(points, course.visible_share, course.opens_at, verdicts)
    return CellReport(points, outcome(points, earned, verdicts), earned, verdicts)


def by_side(cell: CellReport, course: Course) -> dict[bool, tuple[float, float]]:
    """Map True to points and score of a cell's visible tests, False to its hidden ones; it must have both."""
    points, share = Fraction(str(cell.points)), Fraction(str(course.visible_share))
    worth = float(points * (1 - share))
    hidden = [test for test in cell.tests if not test.visible]
    earned = score(worth, 0.0, course.opens_at, hidden) or 0.0
    return {
        True: (float(points * share), max(0.0, (cell.score or 0.0) - earned)),
        False: (worth, earned),
    }


def opened(values: Sequence[Verdict], opens_at: Opens) -> Fraction:
    """Return the part of their points that visible checks and side tests give, from the hidden value tests.

    `one_test` gives all of it where one of them passed. `half_weight` gives all where half of their weight
    passed, and below that twice the part that did.
    """
    # A voided test that passed opens too, and one that failed does not hinder: a void that gives points must
    # not cost anybody any.
    asked = [verdict for verdict in values if not verdict.void or _part(verdict)]
    if not asked:
        return Fraction(1)
    if opens_at == "one_test":
        return Fraction(int(any(map(_part, asked))))
    passed = sum([verdict.weight * _part(verdict) for verdict in asked])
    return min(Fraction(1), 2 * Fraction(passed) / sum([verdict.weight for verdict in asked]))


def _earned(verdicts: Sequence[Verdict], opening: Fraction) -> Fraction:
    """Return the earned part of one side, by weight."""
    if not verdicts:
        return Fraction(0)
    earned = sum([verdict.weight * _counted(verdict, opening) for verdict in verdicts])
    return Fraction(earned) / sum([verdict.weight for verdict in verdicts])


def _counted(verdict: Verdict, opening: Fraction) -> Fraction | int:
    """Return the part of its points that a test gives in the end. A hidden value test needs no opening."""
    if verdict.void:
        return 1
    return _part(verdict) * (opening if verdict.visible or verdict.side else 1)


def _part(verdict: Verdict) -> Fraction | int:
    """Return the part of its points that a test gives by itself: all or nothing, unless it says how much."""
    if verdict.part:
        return Fraction(verdict.part)
    return int(verdict.outcome is Outcome.PASSED)


def outcome(points: float, earned: float | None, verdicts: Sequence[Verdict]) -> Outcome:
    """Return a cell's outcome, from its score and its verdicts."""
    if earned is None:
        return Outcome.ERROR
    whole = all([verdict.outcome is Outcome.PASSED or verdict.void for verdict in verdicts])
    if whole and earned == points:
        return Outcome.PASSED
    return Outcome.FAILED


def rescored(report: Report, rules: Rules) -> Report:
    """Score a report's verdicts by today's points, shares and voids; no test runs again."""
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
    """Return the report with the sum of its cells and of its answers that count by being there."""
    scores = {name: cell.score for name, cell in report.cells.items()}
    return msgspec.structs.replace(report, score=total({**scores, **(report.completed or {})}))


def _rescored(name: str, cell: CellReport, rules: Rules) -> CellReport:
    points = rules.points[name]
    if cell.outcome is Outcome.NOT_ATTEMPTED or not cell.tests:
        return msgspec.structs.replace(cell, points=points, reckoned=msgspec.UNSET)
    tests = tuple(voided(name, test, rules.voids) for test in cell.tests)
    earned = score(points, rules.visible_share, rules.opens_at, tests)
    if cell.doubt and earned != points:
        earned = None
    came_to = outcome(points, earned, tests)
    return msgspec.structs.replace(
        cell, points=points, outcome=came_to, score=earned, tests=tests, reckoned=msgspec.UNSET
    )


def voided(cell: str, test: Verdict, voids: Sequence[Void]) -> Verdict:
    """Return a verdict with what course.yml says of its test today."""
    void = next((void for void in voids if void.names(cell, test.name)), None)
    said: Voided | msgspec.UnsetType = (
        Voided(void.points, authored(void.reason.strip())) if void else msgspec.UNSET
    )
    return test if said == test.void else msgspec.structs.replace(test, void=said)


def kept_better(report: Report, earlier: Sequence[tuple[str, float, float]]) -> Report:
    """Return the report with no cell lower than in `earlier` (cell, points, score), if points agree."""
    cells = {}
    for name, cell in report.cells.items():
        best = max((was for own, points, was in earlier if (own, points) == (name, cell.points)), default=0.0)
        is_lower = cell.score is not None and best > cell.score
        cells[name] = msgspec.structs.replace(cell, score=best, reckoned=cell.score) if is_lower else cell
    return summed(msgspec.structs.replace(report, cells=cells))
