"""What a student's functions draw: the picture cells, run when the feedback page is made.

They run in a worker of their own with the real Matplotlib, behind the same wall as in grading. What comes
back is a student's word: it is kept only as far as it is a PNG of a decent size, and said only as text.
"""

import math
import time
import zlib
from collections.abc import Callable, Iterator

import msgspec

from autograder import submission
from autograder.course import Limits
from autograder.notebook import Cell, Notebook, Role
from autograder.phrases import Language, say
from autograder.report import clean
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import Remote, Student
from autograder.sandbox.run import Run
from autograder.submission import Submission

IMPORTS = ("matplotlib", "matplotlib.pyplot")
MAX_PIXELS = 2_000  # a side
MAX_PNG = 400_000
MAX_PICTURES = 4  # a cell
SECONDS = 60.0  # for all of a hand-in's
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND")  # no text, no date, no program's name

# What runs around the picture cells, in the student's process.
_KEEPER = """
import io as _io
import matplotlib.pyplot as _plt
import numpy as _np

_kept = {}

def _keep(name):
    _kept[name] = []
    for number in _plt.get_fignums():
        figure, file = _plt.figure(number), _io.BytesIO()
        figure.savefig(file, format="png", dpi=80, bbox_inches="tight")
        _kept[name].append((file.getvalue(), [_seen(axes) for axes in figure.axes]))
    _plt.close("all")

def _seen(axes):
    curves = []
    for line in axes.lines:
        y = _np.asarray(line.get_ydata(), dtype=float)
        if y.size >= 10 and _np.isfinite(y).all():
            curves.append([str(line.get_label()), *map(float, (y[0], y[-1], y.min(), y.max()))])
    sides = [[float(end) for end in side] for side in (axes.get_xlim(), axes.get_ylim())]
    return [axes.get_title(), axes.get_xlabel(), axes.get_ylabel(), *sides, curves]

def kept_pictures(name):
    return _kept.get(name, [])
"""


class Curve(msgspec.Struct, frozen=True, array_like=True):
    """A line of a plot: its label, where it begins and ends, its lowest and its highest value."""

    label: str
    first: float
    last: float
    low: float
    high: float


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """What is seen in one plot."""

    title: str
    across: str
    up: str
    xs: tuple[float, float]
    ys: tuple[float, float]
    curves: tuple[Curve, ...] = ()


class Picture(msgspec.Struct, frozen=True):
    """One picture, and what is seen in it. `cell` is the picture cell's name."""

    cell: str
    png: bytes
    seen: tuple[Seen, ...] = ()


def drawn(
    release: Notebook, handed_in: Submission, limits: Limits, fork: Callable[[], Worker]
) -> tuple[Picture, ...]:
    """The pictures of one hand-in; none where its code does not let any be drawn.

    `fork` gives a worker that has IMPORTS.
    """
    worker = _run_of(release, handed_in, limits, fork).worker()
    if worker is None:
        return ()
    student = Student(Remote(worker, limits.cell_seconds, time.monotonic() + SECONDS))
    found: list[Picture] = []
    try:
        for name in release.named(Role.PICTURE):
            found += _pictures(name, student)
    except WorkerFailure:
        pass  # what came before it is there
    finally:
        worker.kill()
    return tuple(found)


def _run_of(release: Notebook, handed_in: Submission, limits: Limits, fork: Callable[[], Worker]) -> Run:
    """The hand-in's program with its picture cells in their places."""
    cells = [Cell("", "code", _KEEPER)]
    for cell in handed_in.cells:
        if cell.role is Role.PICTURE:
            source = f"_plt.close('all')\n{cell.source}\n_keep({cell.name!r})"
            cells.append(Cell("", "code", source))
        else:
            cells.append(cell)
    stubs = {name: cell.source for name, cell in release.named(Role.SOLUTION).items()}
    whole = msgspec.structs.replace(handed_in, cells=tuple(cells))
    return Run(whole, stubs, limits, submission.worker_seed(handed_in.digest), fork)


def _pictures(name: str, student: Student) -> Iterator[Picture]:
    try:
        kept = student.kept_pictures(name)
    except Exception:  # whatever the student's names did to ours: there is no picture of it
        return
    if not isinstance(kept, list):
        return
    for one in kept[:MAX_PICTURES]:
        png = checked(one[0]) if isinstance(one, tuple) and len(one) == 2 else None
        if png is not None:
            yield Picture(name, png, _seen(one[1]))


def _seen(told: object) -> tuple[Seen, ...]:
    """What the worker says is in a picture, where it says it in the form that we know."""
    try:
        found = msgspec.convert(told, tuple[Seen, ...])
    except (msgspec.ValidationError, RecursionError):
        return ()
    return tuple(one for one in found[:MAX_PICTURES] if all(map(math.isfinite, _numbers(one))))


def _numbers(one: Seen) -> Iterator[float]:
    yield from (*one.xs, *one.ys)
    for curve in one.curves:
        yield from (curve.first, curve.last, curve.low, curve.high)


def checked(raw: object) -> bytes | None:
    """A PNG of a decent size, without anything but its picture; None where it is none."""
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


def alternative(picture: Picture, language: Language) -> str:
    """The picture in words, for who cannot see it: what is drawn, between which numbers, and how it runs."""
    said = [text for one in picture.seen for text in _words(one, language)]
    return " ".join(said) or say("A picture that your code drew.", language)


def _words(one: Seen, language: Language) -> Iterator[str]:
    title, across, up = (clean(text, 80) for text in (one.title, one.across, one.up))
    yield say(
        "{title}: from {x0} to {x1} across ({across}), from {y0} to {y1} up ({up}).",
        language,
        title=title or say("A plot", language),
        across=across or "x",
        up=up or "y",
        **{
            name: f"{end:.3g}" for name, end in zip(("x0", "x1", "y0", "y1"), (*one.xs, *one.ys), strict=True)
        },
    )
    for number, curve in enumerate(one.curves[:6], 1):
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
