"""Pictures that a student's functions draw, with summaries of their plots as values and in words.

A picture comes from a worker and is not trusted: it is kept only if it is a PNG of an acceptable size, and
its summary is shown only as text.
"""

import math
import zlib
from collections.abc import Iterator

import msgspec

from autograder.report import clean
from autograder.text import N_, Language, say

MAX_PIXELS = 2_000  # a side
MAX_PNG = 600_000  # twenty small pictures full of noise come to 430,000
MAX_PICTURES = 4  # a cell
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND")  # no text, no date, no program's name


class PlotLine(msgspec.Struct, frozen=True, array_like=True):
    """A line of a plot: its label, and its first, last, lowest and highest y value."""

    label: str
    first: float
    last: float
    low: float
    high: float


class PlotSummary(msgspec.Struct, frozen=True, array_like=True):
    """Summary of one plot: its title, axis labels, limits of the axes that are drawn, and lines."""

    title: str
    across: str
    up: str
    xs: tuple[float, float] | None
    ys: tuple[float, float] | None
    curves: tuple[PlotLine, ...] = ()


class Picture(msgspec.Struct, frozen=True):
    """One picture, and a summary of each plot in it. `cell` is the picture cell's name."""

    cell: str
    png: bytes
    seen: tuple[PlotSummary, ...] = ()


def read_plot_summaries(raw: object) -> tuple[PlotSummary, ...]:
    """Decode a worker's plot summaries: () if malformed, and without plots whose numbers are not finite."""
    if not isinstance(raw, bytes):
        return ()
    try:
        plots = msgspec.msgpack.decode(raw, type=tuple[PlotSummary, ...])
    except (msgspec.MsgspecError, RecursionError):
        return ()
    return tuple(plot for plot in plots[:MAX_PICTURES] if all(map(math.isfinite, _numbers(plot))))


def _numbers(plot: PlotSummary) -> Iterator[float]:
    yield from (*(plot.xs or ()), *(plot.ys or ()))
    for curve in plot.curves:
        yield from (curve.first, curve.last, curve.low, curve.high)


def checked_png(raw: object) -> bytes | None:
    """Return a PNG without its texts and dates, or None if it is no PNG or its size is not acceptable."""
    if not isinstance(raw, bytes) or len(raw) > MAX_PNG or not raw.startswith(_SIGNATURE):
        return None
    kept, place, kinds = [_SIGNATURE], len(_SIGNATURE), list[bytes]()
    while place < len(raw):
        size = int.from_bytes(raw[place : place + 4], "big")
        kind, body = raw[place + 4 : place + 8], raw[place + 8 : place + 8 + size]
        whole = raw[place : place + 12 + size]
        if len(whole) != 12 + size or zlib.crc32(kind + body).to_bytes(4, "big") != whole[-4:]:
            return None
        if not kinds and (kind != b"IHDR" or size != 13 or not _is_decent(body)):
            return None
        kinds.append(kind)
        if kind in _KEPT_CHUNKS:
            kept.append(whole)
        place += len(whole)
        if kind == b"IEND":
            break  # what follows it is no part of the picture
    return b"".join(kept) if b"IDAT" in kinds and kinds[-1] == b"IEND" else None


def _is_decent(header: bytes) -> bool:
    return all(0 < int.from_bytes(header[at : at + 4], "big") <= MAX_PIXELS for at in (0, 4))


# --- what is seen, in words --------------------------------------------------------------------

_AXES = {  # whether the horizontal axis is drawn, and whether the vertical one is
    (True, True): N_("{title}: from {x0} to {x1} across ({across}), from {y0} to {y1} up ({up})."),
    (True, False): N_("{title}: from {x0} to {x1} across ({across})."),
    (False, True): N_("{title}: from {y0} to {y1} up ({up})."),
    (False, False): N_("{title}: without axes."),
}


def alternative(picture: Picture, language: Language) -> str:
    """Return a picture's text alternative: what is drawn, between which numbers, and how its curves run."""
    said = [text for plot in picture.seen for text in _words(plot, language)]
    return " ".join(said) or say("A picture that your code drew.", language)


def _words(plot: PlotSummary, language: Language) -> Iterator[str]:
    title, across, up = (clean(text, 80) for text in (plot.title, plot.across, plot.up))
    (x0, x1), (y0, y1) = ([f"{end:.3g}" for end in side or (0, 0)] for side in (plot.xs, plot.ys))
    yield say(
        _AXES[plot.xs is not None, plot.ys is not None],
        language,
        title=title or say("A plot", language),
        across=across or "x",
        up=up or "y",
        x0=x0,
        x1=x1,
        y0=y0,
        y1=y1,
    )
    for number, curve in enumerate(plot.curves[:6], 1):
        label = "" if curve.label.startswith("_") else clean(curve.label, 40)
        yield say(
            "Curve {label}: begins at {first}, ends at {last}; lowest {low}, highest {high}.",
            language,
            label=label or str(number),
            first=f"{curve.first:.3g}",
            last=f"{curve.last:.3g}",
            low=f"{curve.low:.3g}",
            high=f"{curve.high:.3g}",
        )
