"""Pictures of a hint: a student's curve, or the shapes of the arrays in one call; never what is right."""

import html
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from types import CodeType, FrameType
from typing import Any

import msgspec
import numpy as np

from autograder.desk.output import GOOD, OPEN
from autograder.text import Language, say

_ARRAYS = 7  # in a picture
_UNIT, _LARGEST, _SMALLEST = 9.0, 90.0, 6.0
_GAP = 26.0
_FINE = 81  # points of a curve
_FAR = 8.0  # what lies further out is not drawn
_WIDE, _HIGH, _EDGE = 360.0, 180.0, 56.0

Shape = tuple[int, ...]
Points = list[tuple[float, float]]  # input and answer


class HintPicture(msgspec.Struct, frozen=True):
    """A picture in words, for a screen reader and a terminal, and as SVG in the page's own colour."""

    caption: str = ""
    svg: str = ""


class NamedArray(msgspec.Struct, frozen=True):
    """Shape of an array, under the name that it has in the student's code."""

    name: str
    shape: Shape


# --- the arrays of one call --------------------------------------------------------------------


def watch(codes: Collection[CodeType], call: Callable[[], object]) -> list[NamedArray]:
    """Return the arrays that the student's function held when it ended in `call`; of several runs, the most.

    Python's own profiler tells when a function ends; one that was set before is set again afterwards.
    """
    found: list[list[NamedArray]] = []

    def ended(frame: FrameType, event: str, value: object) -> None:
        if event == "return" and frame.f_code in codes:
            found.append(_arrays(frame.f_locals))

    before = sys.getprofile()
    sys.setprofile(ended)
    try:
        call()
    finally:
        sys.setprofile(before)
    return max(found, key=len, default=[])


def _arrays(names: dict[str, Any]) -> list[NamedArray]:
    things: dict[str, object] = {}
    for name, thing in list(names.items()):
        if name == "self":
            things |= {f"self.{key}": own for key, own in list(getattr(thing, "__dict__", {}).items())}
        else:
            things[name] = thing
    # A subclass of the student's may do anything.
    tables = ((name, thing) for name, thing in things.items() if type(thing) is np.ndarray and thing.ndim)
    return [NamedArray(name, thing.shape) for name, thing in tables][:_ARRAYS]


def shape_of(value: object) -> Shape | None:
    """Return the shape of an array, or () for a number; None for anything else."""
    if isinstance(value, np.ndarray):
        return tuple(map(int, value.shape))
    return () if isinstance(value, int | float | np.number) and not isinstance(value, bool) else None


def arrays_picture(
    arrays: Sequence[NamedArray], came: Shape | None, wanted: Shape | None, language: Language
) -> HintPicture:
    """Draw arrays as boxes, to scale where there is room; the shape that was wanted is dashed."""
    boxes = [(each.name, each.shape, "") for each in arrays]
    told = [f"{each.name} {_shape(each.shape, language)}" for each in arrays]
    if came is not None:
        boxes.append((say("returned", language), came, ""))
        told.append(say("returned: {shape}", language, shape=_shape(came, language)))
    if wanted is not None and wanted != came:
        boxes.append((say("wanted", language), wanted, ' stroke-dasharray="4 3"'))
        told.append(say("wanted: {shape}", language, shape=_shape(wanted, language)))
    words = say("; ", language).join(told)
    caption = say("The arrays of one call, with their shapes: {arrays}.", language, arrays=words)
    tall = max(_size(shape)[1] for _, shape, _ in boxes)
    x, drawn = 8.0, []
    for name, shape, dashes in boxes:
        text = _shape(shape, language)
        wide, high = _size(shape)
        room = max(wide, 7.2 * max(len(name), len(text)))
        left, top = x + (room - wide) / 2, 8 + (tall - high) / 2
        drawn.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="currentColor" '
            f'fill-opacity=".12" stroke="currentColor"{dashes}/>'
        )
        label = '<text x="{:.1f}" y="{:.1f}" text-anchor="middle" fill="currentColor">{}</text>'
        drawn.append(label.format(x + room / 2, tall + 24, html.escape(name)))
        drawn.append(label.format(x + room / 2, tall + 40, html.escape(text)))
        x += room + _GAP
    return HintPicture(caption, _svg(x - _GAP + 8, tall + 48, caption, drawn))


def _size(shape: Shape) -> tuple[float, float]:
    rows, columns = (1, 1, *shape)[-2:]
    wide, high = (min(max(_UNIT * side, _SMALLEST), _LARGEST) for side in (columns, rows))
    return wide, high


def _shape(shape: Shape, language: Language) -> str:
    return str(shape) if shape else say("one number", language)


# --- a curve -----------------------------------------------------------------------------------


def answered_points(given: object, came: object, wanted: object) -> tuple[Points, Points] | None:
    """Split one answer into points that are right and points that are wrong; None if it is no curve's."""
    x, own, good = (_numbers(each) for each in (given, came, wanted))
    if x is None or own is None or good is None or not x.shape == own.shape == good.shape:
        return None
    near = np.isclose(own, good, rtol=1e-6, atol=1e-9, equal_nan=True)
    is_seen = (np.abs(x) <= _FAR) & np.isfinite(own)
    right, wrong = (_points(x[chosen], own[chosen]) for chosen in (near & is_seen, ~near & is_seen))
    return right, wrong


def _numbers(thing: object) -> Any:
    if isinstance(thing, bool) or not isinstance(thing, int | float | np.number | np.ndarray):
        return None
    whole = np.asarray(thing)
    return whole.astype(float) if whole.dtype.kind in "iuf" and 0 < whole.size <= 1000 else None


def _points(x: Any, y: Any) -> Points:
    return list(zip(x.tolist(), y.tolist(), strict=True))


def curve_picture(
    name: str, function: Callable[[Any], object], right: Points, wrong: Points, language: Language
) -> HintPicture:
    """Draw a function's curve: a line, circles where it is right, crosses where it is wrong."""
    places = sorted({f"{x:.4g}": x for x, _ in wrong}.items(), key=lambda each: each[1])
    caption = say(
        "Your {name}, drawn: right at {good} of {all} points (circles), wrong (crosses) at x = {places}.",
        language,
        name=name,
        good=len(set(right)),
        all=len({*right, *wrong}),
        places=", ".join(text for text, _ in places[:12]) + (", …" if len(places) > 12 else ""),
    )
    xs = [x for x, _ in (*right, *wrong)]
    line = _sampled(function, min(xs), max(xs))
    ys = [y for _, y in (*line, *right, *wrong)]
    to_x, to_y = _scale(xs, _EDGE, _WIDE - 8), _scale(ys, _HIGH - 20, 8)
    drawn = list(_axes(to_x, to_y, xs, ys))
    if line:
        path = " ".join(f"{to_x(x):.1f},{to_y(y):.1f}" for x, y in line)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="currentColor" stroke-opacity=".6"/>')
    ring = f'fill="none" stroke="{GOOD}" stroke-width="2.5"'
    drawn += [
        f'<circle cx="{to_x(x):.1f}" cy="{to_y(y):.1f}" r="4" {ring}/>' for x, y in dict.fromkeys(right)
    ]
    drawn += [
        f'<path d="M{to_x(x) - 4:.1f} {to_y(y) - 4:.1f}l8 8m0 -8l-8 8" stroke="{OPEN}" stroke-width="2.5"/>'
        for x, y in dict.fromkeys(wrong)
    ]
    return HintPicture(caption, _svg(_WIDE, _HIGH, caption, drawn))


def _sampled(function: Callable[[Any], object], low: float, high: float) -> Points:
    """Return points of the curve between two inputs; none if the function does not take an array."""
    x = np.linspace(low, high, _FINE)
    try:
        y = _numbers(function(x.copy()))
    except Exception:  # the student's error: then there are only points
        return []
    return [] if y is None or y.shape != x.shape else _points(x[np.isfinite(y)], y[np.isfinite(y)])


def _scale(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    low, high = min(values), max(values)
    wide = (high - low) or 1.0
    return lambda value: start + (value - low) / wide * (end - start)


def _axes(
    to_x: Callable[[float], float],
    to_y: Callable[[float], float],
    xs: Sequence[float],
    ys: Sequence[float],
) -> Iterable[str]:
    """Draw lines through 0 if it is in sight, and the ends of both axes as numbers."""
    faint = 'stroke="currentColor" stroke-opacity=".25"'
    if min(ys) <= 0 <= max(ys):
        yield f'<path d="M{_EDGE} {to_y(0):.1f}H{_WIDE - 8}" {faint}/>'
    if min(xs) <= 0 <= max(xs):
        yield f'<path d="M{to_x(0):.1f} 8V{_HIGH - 20}" {faint}/>'
    text = '<text x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="currentColor" font-size="11">{:.2g}</text>'
    for y in {min(ys), max(ys)}:
        yield text.format(_EDGE - 5, to_y(y) + 4, "end", y)
    for x in sorted({min(xs), max(xs)}):
        yield text.format(to_x(x), _HIGH - 4, "start" if x == min(xs) else "end", x)


def _svg(width: float, height: float, alternative: str, shapes: Iterable[str]) -> str:
    return (
        f'<svg role="img" aria-label="{html.escape(alternative)}" xmlns="http://www.w3.org/2000/svg" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'style="max-width:100%;height:auto;margin-top:.4em" font-family="sans-serif" font-size="12">'
        f"{''.join(shapes)}</svg>"
    )
