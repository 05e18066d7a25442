"""Pictures of a hand-in: its picture cells run in workers, and their plots become PNGs.

The cells run with a recorder, which writes down the calls of Matplotlib. The real Matplotlib draws a record
in a worker that holds nothing else, once for a whole class: equal records are equal pictures. A program
that uses Matplotlib in a way that cannot be recorded runs with the real one. Each worker is behind the
same wall as in grading, and what it returns is not trusted: it is kept only if it is a record or a picture
of an acceptable size.
"""

import contextlib
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder import course, hand_in
from autograder.course import Limits
from autograder.errors import SandboxError
from autograder.files import write_atomically
from autograder.hand_in import HandIn
from autograder.notebook import PLAIN, Cell, Notebook
from autograder.pages.drawings import MAX_PICTURES, Picture, PlotSummary, checked_png, read_plot_summaries
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.run import ProgramRun
from autograder.text import in_language
from autograder.worker import recorder

IMPORTS = ("matplotlib", "matplotlib.pyplot")
TRIES = 2  # at drawing a record: the first may end by chance, on a busy machine
MANY = 1_000  # cached pictures, after which none is added

Fork = Callable[[], Worker]
DrawnPicture = tuple[bytes, tuple[PlotSummary, ...]]  # a PNG, and a summary of each plot in it
DrawnPictures = tuple[DrawnPicture, ...] | None  # of one cell; None where Matplotlib refuses one of its calls

# Cells that run before a program, in its worker. Both modules have `begin`, `keep` and `kept`.
_BESIDE = Cell("", "code", "from _autograder import drawing as _maker\nkept_pictures = _maker.kept")
_RECORDER = "from _autograder import recorder as _maker\n_maker.install()\nkept_pictures = _maker.kept"
_RECORDED = Cell("", "code", _RECORDER)
# A look for cycles goes through all that has been drawn, and this process ends soon.
_DRAWER = Cell("", "code", "import gc\nfrom _autograder.drawing import draw\ngc.disable()")
# Code that may swallow an error of Matplotlib's, so that more is drawn after it.
_CATCHES = re.compile(r"\b(?:try|suppress|__exit__|\w*raises\w*)\b", re.IGNORECASE)


def recorded_release(release: Notebook) -> Notebook:
    """Return the release with the cells that the recorder needs."""
    return msgspec.structs.replace(release, cells=_around(_RECORDED, release.cells, release.pictures))


def _around(first: Cell, cells: tuple[Cell, ...], names: Collection[str]) -> tuple[Cell, ...]:
    """Return a program with `first` before it, and with code around its picture cells of these names."""
    return first, *(_framed(cell) if cell.name in names else cell for cell in cells)


def _framed(cell: Cell) -> Cell:
    source = f"_maker.begin()\n{cell.source}\n_maker.keep({cell.name!r})"
    return msgspec.structs.replace(cell, role=PLAIN, source=source)


def _may_catch(handed_in: HandIn) -> bool:
    return any(_CATCHES.search(cell.source) for cell in handed_in.cells if cell.kind == "code")


class Studio:
    """Draws the pictures of one assignment's hand-ins.

    `real` forks a worker that has the course's imports and IMPORTS, `light` one in which the recorder can
    take the place of these: None if the course itself imports Matplotlib. `drawer` forks one that needs
    IMPORTS alone, to draw records. The folder `cache` holds what has been drawn.
    """

    def __init__(
        self, release: Notebook, limits: Limits, real: Fork, light: Fork | None, drawer: Fork, cache: Path
    ) -> None:
        self.limits, self.real, self.light, self.drawer, self.cache = limits, real, light, drawer, cache
        self.cached = self.found = 0  # pictures put into the cache, and how often one was taken out of it
        self.names = tuple(release.pictures)
        self.stubs = {name: cell.source for name, cell in release.functions.items()}

    def pictures(self, handed_in: HandIn) -> tuple[Picture, ...]:
        """Return the pictures of one hand-in; none if its code does not get that far.

        Running and drawing together take no longer than grading may, however often the program runs.
        """
        until = time.monotonic() + self.limits.submission_seconds
        records = self._records(handed_in, until)
        if records is None:
            return tuple(self._beside(handed_in, until))
        sheets = self._drawn(records, handed_in, until)
        if None in sheets.values() and _may_catch(handed_in):
            return tuple(self._beside(handed_in, until))
        return tuple(Picture(name, *sheet) for name in records for sheet in sheets[name] or ())

    def _records(self, handed_in: HandIn, until: float) -> dict[str, bytes] | None:
        """Map each picture cell to the record of its Matplotlib calls; None if one cannot be recorded."""
        if self.light is None:
            return None
        records: dict[str, bytes] = {}
        with self._opened(
            self.light, handed_in, _around(_RECORDED, handed_in.cells, self.names), until
        ) as student:
            for name in self.names if student else ():
                answer = _asked(student.kept_pictures, name)
                if isinstance(answer, bytes) and len(answer) <= recorder.MAX_BYTES:
                    records[name] = answer
                elif answer is not None:
                    return None
        return records

    def _beside(self, handed_in: HandIn, until: float) -> Iterator[Picture]:
        """Yield the pictures that the hand-in draws in a worker with the real Matplotlib."""
        with self._opened(
            self.real, handed_in, _around(_BESIDE, handed_in.cells, self.names), until
        ) as student:
            for name in self.names if student else ():
                for sheet in _sheets(_asked(student.kept_pictures, name)):
                    yield Picture(name, *sheet)

    def _drawn(self, records: dict[str, bytes], handed_in: HandIn, until: float) -> dict[str, DrawnPictures]:
        """Draw each record, and map its name to the pictures, or to None if Matplotlib refuses a call.

        Only the first record that a process draws is cached, so that a record that takes over the process
        through Matplotlib changes nobody else's picture. As long as the class draws alike, each record has
        a process of its own; where all pictures differ, that would be for nothing.
        """
        sheets: dict[str, DrawnPictures] = {name: () for name in records}
        waiting = [name for name, record in records.items() if not self._load(record, sheets, name)]
        tries = Counter[str]()
        while waiting and time.monotonic() < until:
            with self._opened(self.drawer, handed_in, (_DRAWER,), until) as drawer:
                for place, name in enumerate(tuple(waiting)):
                    if place and self._draws_alike():
                        break
                    tries[name] += 1
                    if drawer is None:
                        break
                    answer = _asked(drawer.draw, records[name])
                    sheets[name] = None if answer is None else tuple(_sheets(answer))
                    waiting.remove(name)
                    if place == 0:
                        self._store(records[name], sheets[name])
            waiting = [name for name in waiting if tries[name] < TRIES]
        return sheets

    def _draws_alike(self) -> bool:
        """Return True if cached pictures are taken about as often as others are added."""
        return self.found + len(self.names) > self.cached

    def _load(self, record: bytes, drawn: dict[str, DrawnPictures], name: str) -> bool:
        """Take what a record draws from the cache into `drawn`; return False if it is not there."""
        try:
            raw = (self.cache / course.digest(record)).read_bytes()
        except FileNotFoundError:
            return False
        self.found += 1
        drawn[name] = msgspec.msgpack.decode(raw, type=tuple[DrawnPicture, ...] | None)
        return True

    def _store(self, record: bytes, sheets: DrawnPictures) -> None:
        """Cache what a record draws, unless MANY are cached already."""
        if self.cached < MANY:
            self.cached += 1
            write_atomically(self.cache / course.digest(record), msgspec.msgpack.encode(sheets))

    @contextlib.contextmanager
    def _opened(self, fork: Fork, handed_in: HandIn, cells: tuple[Cell, ...], until: float) -> Iterator[Any]:
        """Open a worker in which these cells have run, the first one ours; yield None if they cannot be run.

        If the worker ends, the `with` block ends too, without an error.
        """
        program = msgspec.structs.replace(handed_in, cells=cells)
        seed = hand_in.worker_seed(handed_in.digest)
        run = ProgramRun(program, self.stubs, self.limits, seed, fork)
        run.deadline = min(run.deadline, until)
        worker = run.worker()
        if worker is None:
            yield None
            return
        try:
            if ours := [note.error for note in run.notes if note.number == 0 and note.error]:
                raise SandboxError(
                    "what draws pictures", in_language(ours[0], "en"), "run `autograder doctor`"
                )
            yield Student(WorkerChannel(worker, self.limits.cell_seconds, until))
        except WorkerFailure:
            pass  # the pictures before it are kept
        finally:
            worker.kill()


def _asked(function: Callable[..., object], what: object) -> object:
    """Call a function of ours in a worker; return None if it raises: the student may have replaced it."""
    try:
        return function(what)
    except Exception:  # whatever it is, there is no picture of it
        return None


def _sheets(answer: object) -> Iterator[DrawnPicture]:
    """Yield the pictures in a worker's answer, without those that are malformed or too large."""
    for sheet in answer[:MAX_PICTURES] if isinstance(answer, list) else ():
        png = checked_png(sheet[0]) if isinstance(sheet, tuple) and len(sheet) == 2 else None
        if png is not None:
            yield png, read_plot_summaries(sheet[1])
