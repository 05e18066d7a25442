"""A Matplotlib that counts figures and draws nothing.

No test looks at a plot, yet one `tight_layout` costs as much as fifty hand-ins, and the real package
trebles what every fork must copy. So in a worker `import matplotlib.pyplot` finds this stand-in: it accepts
any call, returns what programs unpack (`fig, ax = plt.subplots()`), and remembers how many figures there
were. A course that lists Matplotlib in its `imports` gets the real one instead.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

PACKAGES = ("matplotlib", "mpl_toolkits")


def draws(imports: Iterable[str]) -> bool:
    """Return True if one of these modules is Matplotlib's."""
    return any(name.partition(".")[0] in PACKAGES for name in imports)


class Anything:
    """The result of a plotting call, which accepts every call, attribute and index, and returns itself."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __call__(self, *_: object, **__: object) -> "Anything":
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _RETURNS.get(name, self)

    def __setattr__(self, name: str, value: object) -> None:
        pass

    def __getitem__(self, key: object) -> "Anything":
        return self

    def __setitem__(self, key: object, value: object) -> None:
        pass

    def __iter__(self) -> Iterator["Anything"]:
        return iter((self,))  # line, = plt.plot(x)

    def __enter__(self) -> "Anything":
        return self

    def __exit__(self, *_: object) -> None:
        pass


_numbers: list[int] = []  # of the figures that were opened


def _figure(*_: object, **__: object) -> Anything:
    _numbers.append(len(_numbers))
    return Anything()


def _subplots(nrows: int = 1, ncols: int = 1, *_: object, **options: Any) -> Any:
    """Return a figure and its axes in the shape that Matplotlib gives them."""
    axes = np.empty((nrows, ncols), dtype=object)
    for place in np.ndindex(nrows, ncols):
        axes[place] = Anything()
    if options.get("squeeze", True):
        return _figure(), axes.item() if axes.size == 1 else axes.squeeze()
    return _figure(), axes


def _axes(nrows: int = 1, ncols: int = 1, *_: object, **options: Any) -> Any:
    """Return the axes alone, as `figure.subplots` does."""
    return _subplots(nrows, ncols, **options)[1]


def _hist(x: Any, bins: Any = 10, *_: object, **__: object) -> Any:
    counts, edges = np.histogram(np.asarray(x, dtype=float).ravel(), bins=bins)
    return counts.astype(float), edges, Anything()


def _limits(*_: object, **__: object) -> tuple[float, float]:
    return 0.0, 1.0


_RETURNS: dict[str, Any] = {"subplots": _axes, "hist": _hist} | dict.fromkeys(
    ("xlim", "ylim", "get_xlim", "get_ylim"), _limits
)
_PYPLOT: dict[str, Any] = {
    **_RETURNS,
    "figure": _figure,
    "subplots": _subplots,
    "get_fignums": _numbers.copy,
}


class _CountingModule(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _PYPLOT.get(name, Anything())


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import hook that makes every module of PACKAGES an empty one, of the type `module`."""

    module: type[types.ModuleType] = _CountingModule

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> Any:
        if draws([name]):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return self.module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def install() -> None:
    """Make `import matplotlib` find this stand-in from now on."""
    sys.meta_path.insert(0, Finder())
