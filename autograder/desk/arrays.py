"""The shape of each array on the way through a student's function, in words and as a small picture."""

import html
import sys
from collections.abc import Callable, Collection, Sequence
from types import CodeType, FrameType
from typing import Any

import msgspec
import numpy as np

from autograder.text import Language, say

MOST = 7  # arrays in a picture
_UNIT, _LARGEST, _SMALLEST = 9.0, 90.0, 6.0
_GAP = 26.0


class NamedArray(msgspec.Struct, frozen=True):
    """Shape of an array, under the name that it has in the student's code."""

    name: str
    shape: tuple[int, ...]


class ArrayTrace(msgspec.Struct, frozen=True):
    """Arrays of one call, in order; the shape that was returned and the one that was wanted, or None."""

    arrays: tuple[NamedArray, ...]
    came: tuple[int, ...] | None = None
    wanted: tuple[int, ...] | None = None


def watch(codes: Collection[CodeType], call: Callable[[], object]) -> tuple[NamedArray, ...]:
    """Return the arrays that the student's function held when it ended in `call`; of several runs, the most.

    Python's own profiler tells when a function ends; one that was set before is set again afterwards.
    """
    found: list[tuple[NamedArray, ...]] = []

    def ended(frame: FrameType, event: str, value: object) -> None:
        if event == "return" and frame.f_code in codes:
            found.append(tuple(_arrays(frame.f_locals)))

    before = sys.getprofile()
    sys.setprofile(ended)
    try:
        call()
    finally:
        sys.setprofile(before)
    return max(found, key=len, default=())


def _arrays(names: dict[str, Any]) -> list[NamedArray]:
    seen = []
    for name, thing in list(names.items()):
        if name == "self":
            own = {f"self.{key}": each for key, each in list(getattr(thing, "__dict__", {}).items())}
            seen += [NamedArray(key, each.shape) for key, each in own.items() if _is_table(each)]
        elif _is_table(thing):
            seen.append(NamedArray(name, thing.shape))
    return seen[:MOST]


def _is_table(thing: object) -> bool:
    return type(thing) is np.ndarray and thing.ndim > 0  # a subclass of the student's may do anything


def shape_of(value: object) -> tuple[int, ...] | None:
    """Return the shape of an array, or () for a number; None for anything else."""
    if isinstance(value, np.ndarray):
        return tuple(map(int, value.shape))
    return () if isinstance(value, int | float | np.number) and not isinstance(value, bool) else None


def caption(way: ArrayTrace, language: Language) -> str:
    """Describe the picture in words, for a screen reader and a terminal."""
    said = [f"{each.name} {_text(each.shape, language)}" for each in way.arrays]
    if way.came is not None:
        said.append(say("returned: {shape}", language, shape=_text(way.came, language)))
    if way.wanted is not None and way.wanted != way.came:
        said.append(say("wanted: {shape}", language, shape=_text(way.wanted, language)))
    return say(
        "The arrays of one call, with their shapes: {arrays}.",
        language,
        arrays=say("; ", language).join(said),
    )


def drawing(way: ArrayTrace, language: Language) -> str:
    """Draw the arrays as boxes in SVG, to scale where there is room; a wanted shape is dashed."""
    boxes: list[tuple[str, Sequence[int], str]] = [(each.name, each.shape, "") for each in way.arrays]
    if way.came is not None:
        boxes.append((say("returned", language), way.came, ""))
    if way.wanted is not None and way.wanted != way.came:
        boxes.append((say("wanted", language), way.wanted, "4 3"))
    tall = max(_size(shape)[1] for _, shape, _ in boxes)
    x, drawn = 8.0, []
    for name, shape, dashes in boxes:
        text = _text(shape, language)
        wide, high = _size(shape)
        room = max(wide, 7.2 * max(len(name), len(text)))
        left, top = x + (room - wide) / 2, 8 + (tall - high) / 2
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        drawn.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="currentColor" '
            f'fill-opacity=".12" stroke="currentColor"{dash}/>'
            + _label(x + room / 2, tall + 24, name)
            + _label(x + room / 2, tall + 40, text)
        )
        x += room + _GAP
    return svg(x - _GAP + 8, tall + 48, caption(way, language), "".join(drawn))


def svg(width: float, height: float, alternative: str, inside: str) -> str:
    """Return a picture with its alternative text; it takes the page's own colour."""
    return (
        f'<svg role="img" aria-label="{html.escape(alternative)}" xmlns="http://www.w3.org/2000/svg" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'style="max-width:100%;height:auto;margin-top:.4em" font-family="sans-serif" font-size="12">'
        f"{inside}</svg>"
    )


def _label(x: float, y: float, text: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="currentColor">{html.escape(text)}</text>'
    )


def _size(shape: Sequence[int]) -> tuple[float, float]:
    rows, columns = (1, shape[0]) if len(shape) == 1 else (shape[-2], shape[-1]) if shape else (1, 1)
    return tuple(min(max(_UNIT * side, _SMALLEST), _LARGEST) for side in (columns, rows))  # type: ignore[return-value]


def _text(shape: Sequence[int], language: Language) -> str:
    return str(tuple(shape)) if shape else say("one number", language)
