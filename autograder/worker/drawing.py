"""Draws with the real Matplotlib, in a student's program's own process or from its record.

Both ways end here, so that a picture is the same whichever way it was made.
"""

import io
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from . import fonts, protocol, recorder

DOTS = 80  # an inch
AROUND = 0.5  # inches on each side of a figure that a label may reach into
MARGIN = 8  # dots around what is drawn
MAX_FIGURES = 4  # of a cell: nobody looks at more
MAX_TITLE = 200  # characters of the texts that stand for a title where there is none

Drawn = list[tuple[bytes, bytes]]  # PNGs, each with a summary of its axes as msgpack

_kept: dict[str, Drawn] = {}


def draw(record: bytes) -> Drawn:
    """Make the calls of a record, and return the figures that they draw."""
    import matplotlib.pyplot as plt

    plt.close("all")
    gave: list[Any] = []

    def refer(value: protocol.Reference) -> object:
        return gave[value.id]  # type: ignore[union-attr]

    whole: Any = protocol.unraw(record)
    for call in whole.items:
        found: Any = protocol.to_python(call, refer, writable=True)
        target, name, args, kwargs = found
        if name == recorder.ITEM:
            for place in args:
                target = target[place]
            gave.append(target)
        elif name in (recorder.PYPLOT if target is None else recorder.METHODS):
            gave.append(getattr(plt if target is None else target, name)(*args, **kwargs))
        else:
            raise ValueError(f"{name} is no part of a record")
    return _all()


def begin() -> None:
    """Begin a picture cell, with no figure open."""
    import matplotlib.pyplot as plt

    plt.close("all")


def keep(name: str) -> None:
    """Keep the figures of a picture cell that has come to its end."""
    _kept[name] = _all()


def kept(name: str) -> Drawn:
    """Return the figures of a picture cell; none if it did not come to its end."""
    return _kept.get(name, [])


def _all() -> Drawn:
    """Close all open figures, and return them as PNGs with summaries."""
    import matplotlib.pyplot as plt

    figures = [plt.figure(number) for number in plt.get_fignums()[:MAX_FIGURES]]
    found = [
        (_png(figure), msgspec.msgpack.encode([_seen(axes) for axes in figure.axes])) for figure in figures
    ]
    plt.close("all")
    return found


def _png(figure: Any) -> bytes:
    """Return a figure as a PNG, with an even margin, and no more, around what is drawn.

    If Matplotlib finds the margin itself, it draws everything twice. Here the figure is drawn once, on a
    sheet that is larger all around, and cut out, unless a part of it lies outside even that sheet.
    """
    from matplotlib.transforms import Bbox
    from PIL import Image

    file = io.BytesIO()
    sheet = Bbox([[-AROUND, -AROUND], figure.get_size_inches() + AROUND])
    figure.set_dpi(DOTS)  # else what is measured afterwards is not what was drawn
    figure.savefig(io.BytesIO(), format="rgba", dpi=DOTS, bbox_inches=sheet)
    pixels = np.asarray(figure.canvas.renderer.buffer_rgba())
    box = figure.get_tightbbox(figure.canvas.renderer)
    height, width, _ = pixels.shape
    left, low = np.floor((box.min - sheet.min) * DOTS).astype(int) - MARGIN
    right, high = np.ceil((box.max - sheet.min) * DOTS).astype(int) + MARGIN
    if min(left, low) < 0 or right > width or high > height:
        figure.savefig(file, format="png", dpi=DOTS, bbox_inches="tight", pad_inches=MARGIN / DOTS)
        return file.getvalue()
    cut = pixels[height - high : height - low, left:right]
    if cut[:, :, 3].min() == 255:
        cut = cut[:, :, :3]
    Image.fromarray(np.ascontiguousarray(cut)).save(file, format="png")
    return file.getvalue()


def _seen(axes: Any) -> list[Any]:
    curves = []
    for line in axes.lines:
        y = np.asarray(line.get_ydata(), dtype=float)
        if y.size >= 10 and np.isfinite(y).all():
            curves.append([str(line.get_label()), *map(float, (y[0], y[-1], y.min(), y.max()))])
    sides = [
        [float(end) for end in limits]
        if axes.axison and axis.get_visible() and len(axis.get_ticklocs())
        else None
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim()))
    ]
    title = axes.get_title() or ", ".join(text.get_text() for text in axes.texts)[:MAX_TITLE]
    return [title, axes.get_xlabel(), axes.get_ylabel(), *sides, curves]


def warm(font: str) -> None:
    """Draw once, so that no fork has to load fonts, the parser of formulas or the writer of PNGs.

    `font` is the path of the kit's font, "" if there is none that workers may read.
    """
    import matplotlib.pyplot as plt

    if font:
        fonts.provide(Path(font))
    plt.figure()
    plt.plot([0, 1], label="a $b^2$")
    plt.scatter([0, 1], [1, 0])
    plt.title("a")
    plt.xlabel("b")
    plt.legend()
    plt.tight_layout()
    _all()
