"""Draws a hand-in's pictures: its picture cells run, and what they draw is drawn.

They run beside a recorder, which writes down the calls of Matplotlib. A record is drawn by the real one in a
worker that holds nothing else, once for a whole class: who has the same record has the same picture.
A program that does with Matplotlib what cannot be written down runs beside the real one. Each worker
is behind the same wall as in grading, and what comes back is a student's word: it is kept only as far as
it is a record of a decent size, or a picture.
"""

import contextlib
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
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
from autograder.worker import pictures, recorder

IMPORTS = ("matplotlib", "matplotlib.pyplot")
TRIES = 2  # at drawing a record: the first may end by chance, on a busy machine
FEW, MANY = 20, 1_000  # pictures that a studio caches: what many draw comes early

Fork = Callable[[], Worker]
DrawnPicture = tuple[bytes, tuple[PlotSummary, ...]]  # a picture, and what is seen in it
DrawnPictures = tuple[DrawnPicture, ...] | None  # of one cell; None where Matplotlib refuses one of its calls

# What runs before a program, in its worker. Both modules know `begin`, `keep` and `kept`.
_BESIDE = Cell("", "code", "import drawing as _maker\nkept_pictures = _maker.kept")
_RECORDED = Cell("", "code", "import recorder as _maker\n_maker.install()\nkept_pictures = _maker.kept")
_DRAWER = Cell("", "code", "from drawing import draw")
# What can swallow an error of Matplotlib's, so that more is drawn after it.
_CATCHES = re.compile(r"\b(?:try|suppress|__exit__|\w*raises\w*)\b", re.IGNORECASE)


def can_record(imports: Sequence[str]) -> bool:
    """Whether a course leaves Matplotlib to us."""
    return not any(name.partition(".")[0] in pictures.PACKAGES for name in imports)


def recorded_release(release: Notebook) -> Notebook:
    """The release as it runs beside the recorder."""
    return msgspec.structs.replace(release, cells=_around(_RECORDED, release.cells, release.pictures))


def _around(first: Cell, cells: tuple[Cell, ...], names: Collection[str]) -> tuple[Cell, ...]:
    """A program with what must run before it, and around its picture cells of these names."""
    return first, *(_framed(cell) if cell.name in names else cell for cell in cells)


def _framed(cell: Cell) -> Cell:
    source = f"_maker.begin()\n{cell.source}\n_maker.keep({cell.name!r})"
    return msgspec.structs.replace(cell, role=PLAIN, source=source)


def _may_catch(handed_in: HandIn) -> bool:
    return any(_CATCHES.search(cell.source) for cell in handed_in.cells if cell.kind == "code")


class Studio:
    """Where one assignment's pictures are drawn.

    `real` forks a worker that has IMPORTS, and `light` one in which the recorder can take their place: None
    where the course's own imports hold Matplotlib. The folder `cache` holds what has been drawn.
    """

    def __init__(
        self, release: Notebook, limits: Limits, real: Fork, light: Fork | None, cache: Path
    ) -> None:
        self.limits, self.real, self.light, self.cache = limits, real, light, cache
        self.cached = 0
        self.names = tuple(release.pictures)
        self.stubs = {name: cell.source for name, cell in release.functions.items()}

    def pictures(self, handed_in: HandIn) -> tuple[Picture, ...]:
        """The pictures of one hand-in; none where its code does not let any be drawn.

        All of it together takes no longer than grading may: however often its program runs, and is drawn for.
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
        """Return what each picture cell asks of Matplotlib; None where that cannot be written down."""
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
        """Return what the hand-in draws in the real Matplotlib's own process."""
        with self._opened(
            self.real, handed_in, _around(_BESIDE, handed_in.cells, self.names), until
        ) as student:
            for name in self.names if student else ():
                for sheet in _sheets(_asked(student.kept_pictures, name)):
                    yield Picture(name, *sheet)

    def _drawn(self, records: dict[str, bytes], handed_in: HandIn, until: float) -> dict[str, DrawnPictures]:
        """Return what each record draws.

        Only the first that a process draws is cached: who gets at the process through Matplotlib
        changes nobody else's picture. While the cache fills, each record has a process of its own; in a
        class in which every picture is another one that would be for nothing.
        """
        sheets: dict[str, DrawnPictures] = {name: () for name in records}
        waiting = [name for name, record in records.items() if not self._load(record, sheets, name)]
        tries = Counter[str]()
        while waiting and time.monotonic() < until:
            with self._opened(self.real, handed_in, (_DRAWER,), until) as drawer:
                for place, name in enumerate(tuple(waiting)):
                    if place and self.cached < FEW:
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

    def _load(self, record: bytes, drawn: dict[str, DrawnPictures], name: str) -> bool:
        """Whether what a record draws is cached, and is taken from there."""
        try:
            raw = (self.cache / course.digest(record)).read_bytes()
        except FileNotFoundError:
            return False
        drawn[name] = msgspec.msgpack.decode(raw, type=tuple[DrawnPicture, ...] | None)
        return True

    def _store(self, record: bytes, sheets: DrawnPictures) -> None:
        """Cache what a record draws, as long as there is room."""
        if self.cached < MANY:
            self.cached += 1
            write_atomically(self.cache / course.digest(record), msgspec.msgpack.encode(sheets))

    @contextlib.contextmanager
    def _opened(self, fork: Fork, handed_in: HandIn, cells: tuple[Cell, ...], until: float) -> Iterator[Any]:
        """A worker in which these cells have run; the first is ours. Where it ends, so does what is asked."""
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
            pass  # what came before it is there
        finally:
            worker.kill()


def _asked(function: Callable[..., object], what: object) -> object:
    """Return what a function of ours in a worker gives; None where a student's program has come between."""
    try:
        return function(what)
    except Exception:  # whatever it is, there is no picture of it
        return None


def _sheets(answer: object) -> Iterator[DrawnPicture]:
    """The pictures that a worker tells of, as far as they are some."""
    for sheet in answer[:MAX_PICTURES] if isinstance(answer, list) else ():
        png = checked_png(sheet[0]) if isinstance(sheet, tuple) and len(sheet) == 2 else None
        if png is not None:
            yield png, read_plot_summaries(sheet[1])
