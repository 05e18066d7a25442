"""A Matplotlib that writes down what it is asked to draw, so that equal pictures need be drawn only once.

It knows the calls that beginners make. A picture's record is these calls in their order, with their numbers
and texts by value: the same calls give the same bytes, and making them again gives the same picture.
A program that does anything else with Matplotlib (asks it for a value, changes its settings, passes it
a function) has no record: `lost` says why, and it has to run with the real Matplotlib.
"""

import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import pictures, protocol

MAX_BYTES = 1_900_000  # of a record: a reply may have 2 MB
MAX_CALLS = 20_000
MAX_AXES = 400  # of one `subplots`
ITEM = "[]"  # the call that takes an item of another call's result

# Functions that draw, on the current axes or as methods of given ones. All of them take plain values.
_DRAWING = frozenset(
    """annotate axhline axhspan axis axline axvline axvspan bar bar_label barh boxplot contour contourf
    errorbar fill fill_between fill_betweenx grid hexbin hist hist2d hlines imshow legend loglog margins
    minorticks_off minorticks_on pcolormesh pie plot quiver scatter semilogx semilogy stackplot stairs stem
    step text tick_params ticklabel_format violinplot vlines""".split()
)
_OF_FIGURES = frozenset(
    """add_subplot colorbar figlegend gca subplots subplots_adjust suptitle supxlabel supylabel
    tight_layout""".split()
)
PYPLOT = (
    (_DRAWING | _OF_FIGURES) - {"add_subplot"} | frozenset(
        """axes cla clf close figtext figure gcf matshow sca show subplot title twinx twiny xlabel xlim
        xscale xticks ylabel ylim yscale yticks""".split()
    )
)  # fmt: skip
METHODS = (
    _DRAWING | _OF_FIGURES | frozenset(
        """autoscale axhline clear invert_xaxis invert_yaxis label_outer legend matshow set set_alpha
        set_aspect set_axis_off set_axis_on set_box_aspect set_color set_edgecolor set_facecolor set_figheight
        set_figwidth set_fontsize set_label set_linestyle set_linewidth set_marker set_rotation
        set_size_inches set_title set_visible set_xlabel set_xlim set_xscale set_xticklabels set_xticks
        set_ylabel set_ylim set_yscale set_yticklabels set_yticks set_zorder twinx twiny""".split()
    )
)  # fmt: skip


class _Records:
    """The record of the current picture, and the complete records of earlier ones."""

    def __init__(self) -> None:
        self.lost = ""
        self.whole: dict[str, bytes] = {}
        self.picture = 0  # the current one's number: results of an earlier one's calls are no part of it
        self.calls: list[protocol.Value] | None = None  # None outside of pictures
        self.size = 0

    def lose(self, why: str) -> None:
        """Note why no record of this program is exact any more."""
        self.lost = self.lost or why[:200]

    def turn(self, calls: list[protocol.Value] | None) -> None:
        """Begin a new picture with these calls; None means that no picture is being drawn."""
        self.picture += 1
        self.calls, self.size = calls, 0

    def written(self, target: "Thing | None", name: str, args: Any, kwargs: Any) -> "Thing":
        """Record a call, and return what stands in for its result."""
        number = -1
        if self.calls is not None and not self.lost:
            number = len(self.calls)
            try:
                one = protocol.to_value((target, name, args, kwargs), self.keep)
                self.size += len(protocol.raw(one))
            except protocol.WireError as error:
                self.lose(f"{name}: {error}")
            else:
                self.calls.append(one)
            if self.size > MAX_BYTES or number >= MAX_CALLS:
                self.lose("too much is drawn")
        return Thing(number, self.picture)

    def keep(self, thing: object) -> protocol.Value:
        if type(thing) is Thing and thing._picture == self.picture:
            return protocol.Handle(thing._number, "", False)
        raise protocol.WireError(f"a {type(thing).__name__}")

    def subplots(self, target: "Thing | None", args: Any, kwargs: Any) -> Any:
        """Record `subplots`; return a figure and its axes, or axes alone, in the shape of Matplotlib's."""
        squeeze = kwargs.get("squeeze", True)
        rows, columns = _shape(*args, **kwargs)
        if type(squeeze) is not bool or not 0 < rows * columns <= MAX_AXES or rows < 1:
            self.lose("subplots")
            rows = columns = 1
        whole = self.written(target, "subplots", args, {**kwargs, "squeeze": False})
        axes = np.empty((rows, columns), dtype=object)
        above = () if target is not None else (1,)
        for place in np.ndindex(rows, columns):
            axes[place] = self.written(whole, ITEM, (*above, *place), {})
        found = axes
        if squeeze:
            found = axes.item() if axes.size == 1 else axes.squeeze()
        return found if target is not None else (self.written(whole, ITEM, (0,), {}), found)


def _shape(nrows: Any = 1, ncols: Any = 1, **_: Any) -> tuple[int, int]:
    """Read the arguments of `subplots`: rows and columns, or (0, 0) if they are no whole numbers."""
    whole = (int, np.int64, np.int32)
    return (int(nrows), int(ncols)) if type(nrows) in whole and type(ncols) in whole else (0, 0)


_book = _Records()


class Thing(pictures.Anything):
    """The result of a recorded call. It can be drawn on and passed on; no other use of it can be recorded."""

    _number: int
    _picture: int

    def __init__(self, number: int, picture: int) -> None:
        self.__dict__.update(_number=number, _picture=picture)

    def __getattr__(self, name: str) -> Any:
        if name in METHODS:
            return _Method(self, name)
        _book.lose(f"the attribute {name}")
        return super().__getattr__(name)

    def __setattr__(self, name: str, value: object) -> None:
        _book.lose(f"the attribute {name}")


def _used(name: str) -> Callable[..., Any]:
    """Return a method for a use that cannot be recorded: it notes that, then acts as the stand-in's does."""
    other = getattr(pictures.Anything, name, None) or getattr(object, name, None)

    def use(self: Thing, *args: Any, **kwargs: Any) -> Any:
        _book.lose(name)
        if other is None:
            raise TypeError(name)
        return other(self, *args, **kwargs)

    return use


for _name in """call iter getitem setitem enter exit repr len bool add radd mul rmul contains float int index
    array eq lt le gt ge delitem""".split():
    setattr(Thing, f"__{_name}__", _used(f"__{_name}__"))


class _Method:
    """A function of pyplot, or a method of a recorded call's result, that records its calls."""

    def __init__(self, target: Thing | None, name: str) -> None:
        self._target, self.__name__ = target, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.__name__ == "show":
            return None
        if self.__name__ == "subplots":
            return _book.subplots(self._target, args, kwargs)
        return _book.written(self._target, self.__name__, args, kwargs)


class _Module(types.ModuleType):
    """Stand-in for the module `matplotlib` or `matplotlib.pyplot`."""

    def __getattr__(self, name: str) -> Any:
        if name in ("__path__", "__file__", "pyplot"):  # the import system's own questions
            raise AttributeError(name)
        if self.__name__ == _PYPLOT and name in PYPLOT:
            return _Method(None, name)
        _book.lose(f"{self.__name__}.{name}")
        if name.startswith("__"):
            raise AttributeError(name)
        return pictures.Anything()

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("__") and not isinstance(value, _Module):
            _book.lose(f"{self.__name__}.{name}")
        super().__setattr__(name, value)


_PYPLOT = "matplotlib.pyplot"


class _Finder(pictures.Finder):
    """Import hook for `matplotlib` and pyplot; a program that imports another part of it has no record."""

    module = _Module

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> Any:
        if name in ("matplotlib", _PYPLOT):
            return super().find_spec(name, path, target)
        if name.partition(".")[0] in (*pictures.PACKAGES, "pylab"):
            _book.lose(name)
        return None


# --- what runs around the picture cells ---------------------------------------------------------


def install() -> None:
    """Make `import matplotlib` find the recorder from now on."""
    for name in [name for name in sys.modules if pictures.draws([name])]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Finder())


def begin() -> None:
    """Begin a picture, with no figure open."""
    _book.turn([])


def keep(name: str) -> None:
    """Keep the record of the picture that has come to its end, under its cell's name."""
    if _book.calls is not None and not _book.lost:
        _book.whole[name] = protocol.raw(protocol.List(tuple(_book.calls)))
    _book.turn(None)


def kept(name: str) -> bytes | str | None:
    """Return a picture's record; a text if there can be none, None if its cell did not come to its end."""
    return _book.lost or _book.whole.get(name)
