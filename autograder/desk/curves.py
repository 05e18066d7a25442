"""Drawing of a student's curve, with the points at which it is right and wrong; never the right curve."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.desk.arrays import svg
from autograder.desk.output import GOOD, OPEN
from autograder.text import Language, say

FINE = 81  # points of the line
FAR = 8.0  # what lies further out is not drawn
_WIDE, _HIGH, _EDGE = 360.0, 180.0, 56.0


class AnsweredPoints(msgspec.Struct, frozen=True):
    """Answers of a function of one number, as points (input, answer): its line, right ones and wrong ones."""

    name: str
    line: tuple[tuple[float, float], ...]
    right: tuple[tuple[float, float], ...]
    wrong: tuple[tuple[float, float], ...]


def answered_points(given: object, came: object, wanted: object) -> tuple[list[Any], list[Any]] | None:
    """Split one answer into points that are right and points that are wrong; None if it is no curve's."""
    x, own, good = (_numbers(each) for each in (given, came, wanted))
    if x is None or own is None or good is None or not x.shape == own.shape == good.shape:
        return None
    near = np.isclose(own, good, rtol=1e-6, atol=1e-9, equal_nan=True).ravel()
    both = [(float(a), float(b)) for a, b in zip(x.ravel(), own.ravel(), strict=True)]
    seen = [abs(a) <= FAR and bool(np.isfinite(b)) for a, b in both]
    return (
        [each for each, is_right, is_seen in zip(both, near, seen, strict=True) if is_right and is_seen],
        [each for each, is_right, is_seen in zip(both, near, seen, strict=True) if not is_right and is_seen],
    )


def _numbers(thing: object) -> Any:
    if isinstance(thing, bool) or not isinstance(thing, int | float | np.number | np.ndarray):
        return None
    whole = np.asarray(thing)
    return whole.astype(float) if whole.dtype.kind in "iuf" and 0 < whole.size <= 1000 else None


def sampled_curve(
    function: Callable[[Any], object], low: float, high: float
) -> tuple[tuple[float, float], ...]:
    """Return points of the curve between two inputs; none if the function does not take an array."""
    x = np.linspace(low, high, FINE)
    try:
        y = _numbers(function(x.copy()))
    except Exception:  # the student's error: then there are only points
        return ()
    if y is None or y.shape != x.shape:
        return ()
    return tuple((float(a), float(b)) for a, b in zip(x, y, strict=True) if np.isfinite(b))


def caption(curve: AnsweredPoints, language: Language) -> str:
    """Describe the picture in words."""
    places = sorted({f"{x:.4g}": x for x, _ in curve.wrong}.items(), key=lambda each: each[1])
    return say(
        "Your {name}, drawn: right at {good} of {all} points (circles), wrong (crosses) at x = {places}.",
        language,
        name=curve.name,
        good=len(set(curve.right)),
        all=len({*curve.right, *curve.wrong}),
        places=", ".join(text for text, _ in places[:12]) + (", …" if len(places) > 12 else ""),
    )


def drawing(curve: AnsweredPoints, language: Language) -> str:
    """Draw the curve in SVG: a line, circles where it is right, crosses where it is wrong."""
    everything = [*curve.line, *curve.right, *curve.wrong]
    xs, ys = [x for x, _ in everything], [y for _, y in everything]
    to_x, to_y = _scale(xs, _EDGE, _WIDE - 8), _scale(ys, _HIGH - 20, 8)
    drawn = [_axis(to_x, to_y, xs, ys)]
    if curve.line:
        path = " ".join(f"{to_x(x):.1f},{to_y(y):.1f}" for x, y in curve.line)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="currentColor" stroke-opacity=".6"/>')
    ring = f'fill="none" stroke="{GOOD}" stroke-width="2.5"'
    drawn += [
        f'<circle cx="{to_x(x):.1f}" cy="{to_y(y):.1f}" r="4" {ring}/>' for x, y in dict.fromkeys(curve.right)
    ]
    for x, y in dict.fromkeys(curve.wrong):
        a, b = to_x(x), to_y(y)
        drawn.append(f'<path d="M{a - 4:.1f} {b - 4:.1f}l8 8m0 -8l-8 8" stroke="{OPEN}" stroke-width="2.5"/>')
    return svg(_WIDE, _HIGH, caption(curve, language), "".join(drawn))


def _scale(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    low, high = min(values), max(values)
    wide = (high - low) or 1.0
    return lambda value: start + (value - low) / wide * (end - start)


def _axis(
    to_x: Callable[[float], float],
    to_y: Callable[[float], float],
    xs: Sequence[float],
    ys: Sequence[float],
) -> str:
    """Draw lines through 0 if it is in sight, and the ends of both axes as numbers."""
    faint = 'stroke="currentColor" stroke-opacity=".25"'
    parts = []
    if min(ys) <= 0 <= max(ys):
        parts.append(f'<path d="M{_EDGE} {to_y(0):.1f}H{_WIDE - 8}" {faint}/>')
    if min(xs) <= 0 <= max(xs):
        parts.append(f'<path d="M{to_x(0):.1f} 8V{_HIGH - 20}" {faint}/>')
    text = '<text x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="currentColor" font-size="11">{:.2g}</text>'
    for y in {min(ys), max(ys)}:
        parts.append(text.format(_EDGE - 5, to_y(y) + 4, "end", y))
    for x in sorted({min(xs), max(xs)}):
        parts.append(text.format(to_x(x), _HIGH - 4, "start" if x == min(xs) else "end", x))
    return "".join(parts)
