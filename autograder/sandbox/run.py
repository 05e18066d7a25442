"""One hand-in's program, run from top to bottom in as many fresh workers as it takes.

A hang or an exit in one cell costs that cell only: if a cell ends its worker, the next run executes only
its definitions, and if these end a worker too, the next run leaves the cell out.
"""

import math
import re
import sys
import time
from collections.abc import Callable, Mapping

import msgspec

from autograder import hand_in
from autograder.course import Limits
from autograder.hand_in import HandIn, label_of
from autograder.notebook import Cell, Notebook
from autograder.report import RunNote, clean
from autograder.sandbox.process import (
    MIN_REPLY,
    DeadlinePassed,
    WireBroken,
    Worker,
    WorkerDied,
    WorkerFailure,
)
from autograder.sandbox.proxy import Channel, WorkerChannel
from autograder.text import AnyText, Text, lazy_gettext
from autograder.worker import codec, protocol

MAX_PRINTING_CELLS = 32  # a notebook's output is kept up to this many times the limit of a cell
MAX_RUNS = 8  # a notebook in which more cells than this end the process is not run further

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")
_DEFINES = re.compile(r"^(?:async[ \t]+def|def|class|from|import)\b", re.MULTILINE)
_PATH = re.compile(r"/(?:tmp|var/tmp|dev/shm|scratch)/[\w./-]+")


def tidy(text: str, limit: int = 2_000) -> str:
    """Return a student's text without what differs between runs: addresses and temporary paths."""
    return _PATH.sub("/tmp/…", _ADDRESS.sub("0x…", clean(text, limit)))


def tidy_each(text: AnyText, limit: int = 2_000) -> AnyText:
    """Return a text that may quote a student's, without addresses and temporary paths, in each language."""
    return text.map(lambda words: tidy(words, limit)) if isinstance(text, Text) else tidy(text, limit)


def failure_message(failure: WorkerFailure, seconds: float) -> AnyText:
    """Return a sentence for the student on how their worker ended."""
    if isinstance(failure, DeadlinePassed):
        return lazy_gettext(
            "your code gave no answer within {seconds} s: does a loop never end?", seconds=f"{seconds:g}"
        )
    if isinstance(failure, WireBroken):
        return lazy_gettext("your code answered in a way that cannot be read")
    return lazy_gettext("your code ended the program (an exit, a crash, or too much memory)")


def _cut(ran: protocol.CellFinished, source: str, output_limit: int, left: int) -> protocol.CellFinished:
    """Cut a reply to its limits, since no worker is trusted. `left` is what the notebook may still print."""
    return msgspec.structs.replace(
        ran,
        error=ran.error[:2_000],
        below=ran.below[:2_000],
        line=ran.line if 0 < ran.line <= source.count("\n") + 1 else 0,
        output=ran.output[: max(0, min(output_limit + 1, left))],
    )


def _stop(ran: protocol.CellFinished) -> AnyText:
    """Return why a cell stopped, and which definitions that cost; "" if it did not stop."""
    if not ran.error:
        return ""
    stop: AnyText = tidy(ran.error, 500)
    if ran.line:
        stop = lazy_gettext("{error} (line {line})", error=stop, line=ran.line)
    if ran.error.startswith("EOFError:"):
        stop = lazy_gettext(
            "{stop}\ninput() waits for somebody to type, and nobody does so while this is graded: "
            "write the value itself there.",
            stop=stop,
        )
    if ran.below:
        stop = lazy_gettext(
            "{stop}\nSo this, further down in the cell, could not be defined:\n{what}",
            stop=stop,
            what=tidy(ran.below, 500),
        )
    return stop


def _remark(overwritten: protocol.Overwritten) -> AnyText:
    """Return a sentence on a cell that gave a function's name to something else, and what was graded."""
    name, cell = f"`{clean(overwritten.name, 80)}`", named_cell(clean(overwritten.cell, 80))
    if overwritten.counts:
        return lazy_gettext(
            "{cell} defines {name} again; what stands there is what was graded", cell=cell, name=name
        )
    return lazy_gettext(
        "{cell} gives the name {name} to something else, or deletes it; in grading it kept the meaning that "
        "it had before. Use another name there",
        cell=cell,
        name=name,
    )


def named_cell(label: str) -> AnyText:
    """Return a cell in words: by its name, or by its place if it has none."""
    place = label.removeprefix("cell ")
    return lazy_gettext("cell {cell}", cell=place if place.isdigit() else f"`{label}`")


def may_be_chance(failure: WorkerFailure) -> bool:
    """Return True if the cause may lie outside: a busy machine, or too little memory. A second one counts."""
    return isinstance(failure, WorkerDied) or (isinstance(failure, DeadlinePassed) and failure.starved)


def program_of(handed_in: HandIn, stubs: Mapping[str, str]) -> tuple[protocol.ProgramCell, ...]:
    """Return the hand-in's cells that run, each solution cell with its released text."""
    return _program(handed_in.cells, handed_in.runs, stubs)


def released_program(release: Notebook) -> tuple[protocol.ProgramCell, ...]:
    """Return the code cells of a release, labelled as `program_of` labels a hand-in's."""
    stubs = {name: cell.source for name, cell in release.functions.items()}
    return _program(release.cells, lambda cell: cell.kind == "code", stubs)


def _program(
    cells: tuple[Cell, ...], runs: Callable[[Cell], bool], stubs: Mapping[str, str]
) -> tuple[protocol.ProgramCell, ...]:
    return tuple(
        protocol.ProgramCell(
            label_of(cell, number),
            cell.source,
            stubs.get(cell.name, "") if cell.role.is_function else "",
            cell.role.is_given,
            " " not in (cell.name or " "),  # a grade_id has none, and `cell 7` is a student's own
        )
        for number, cell in enumerate(cells, 1)
        if runs(cell)
    )


class ProgramRun:
    """A hand-in's program, and what is known from running it."""

    def __init__(
        self,
        handed_in: HandIn,
        stubs: dict[str, str],
        limits: Limits,
        seed: int,
        fork: Callable[[], Worker],
    ) -> None:
        self.limits, self.seed, self.fork = limits, seed, fork
        self.handed_in, self.functions = handed_in, tuple(stubs)
        self.deadline = time.monotonic() + limits.submission_seconds
        self.program = program_of(handed_in, stubs)
        self.fatal: dict[int, AnyText] = {}  # index in `program` -> why only its definitions run from now on
        self.left_out: set[int] = set()  # cells of which not even the definitions run
        self.suspected: set[int] = set()  # cells at which a worker ended once, perhaps by chance
        self.idle: set[int] = set()  # cells in which the worker found no more than the stub
        self.names: frozenset[str] | None = None
        self.skipped: frozenset[str] = frozenset()  # names all of whose cells are such
        self.notes: tuple[RunNote, ...] = ()
        self.remarks: tuple[AnyText, ...] = ()  # on names that mean something else further down
        self.lacking: dict[str, tuple[str, ...]] = {}  # name -> packages that it needs and that are missing
        self.newer: dict[str, str] = {}  # name -> the newer Python that its cell may need

    def worker(self) -> Worker | None:
        """Return a fresh worker in which the program has run, or None if it cannot be run to its end."""
        for _ in range(2 * MAX_RUNS):
            if time.monotonic() > self.deadline:
                break
            worker = self.fork()
            try:
                self.run_in(worker)
            except WorkerFailure:
                worker.kill()
                continue
            return worker
        if self.names is None:
            self.names, self.notes = frozenset(), self._notes({})
        return None

    def channel(self, worker: Worker, seconds: float, until: float = math.inf) -> Channel:
        """Return a channel to a worker in which the program has run; each call may take `seconds`."""
        return WorkerChannel(worker, seconds, min(until, self.deadline))

    def is_untouched(self, name: str) -> bool:
        """Return True if the cells for `name` hold no more than their stub, and no other cell defines it."""
        return name not in (self.names or ()) and (name in self.handed_in.untouched or name in self.skipped)

    def run_in(self, worker: Worker) -> None:
        """Run the program once: all of each cell, or the definitions alone of a fatal one.

        A WorkerFailure is raised again. Its cell becomes fatal, unless it may be chance; a fatal one is left
        out of the next run.
        """
        order = [
            number
            for number in range(len(self.program))
            if number not in self.left_out and number not in self.idle
        ]
        output_limit = self.limits.output_kb << 10
        cells = tuple(self._cell(number) for number in order)
        done: list[protocol.CellFinished] = []
        left = MAX_PRINTING_CELLS * output_limit
        worker.allowed = self.limits.cell_seconds
        try:
            worker.send(
                protocol.RunProgram(0, cells, self.seed, output_limit, self.functions, codec.own_source()),
                self._cell_deadline(),
            )
            while True:
                reply = worker.receive(self._cell_deadline(), MIN_REPLY + 8 * output_limit)
                if isinstance(reply, protocol.Ready) and reply.call == 0 and len(done) == len(order):
                    break
                if (
                    not isinstance(reply, protocol.CellFinished)
                    or reply.call != 0
                    or reply.index != len(done)
                ):
                    raise worker.ended(WireBroken("an answer that nobody asked for"))
                source = cells[len(done)].source
                done.append(reply := _cut(reply, source, output_limit, left))
                left -= len(reply.output)
        except WorkerFailure as failure:
            if len(done) < len(order):
                number = order[len(done)]
                if number in self.fatal:
                    self.left_out.add(number)
                elif number in self.suspected or not may_be_chance(failure):
                    self.fatal[number] = failure_message(failure, self.limits.cell_seconds)
                self.suspected.add(number)
            raise
        if self.names is None:
            self.names = frozenset(clean(name, 100) for name in reply.names)
            found = dict(zip(order, done, strict=True))
            self.idle = {number for number, ran in found.items() if ran.skipped}
            stubs = [(number, cell.label) for number, cell in enumerate(self.program) if cell.stub]
            touched = {name for number, name in stubs if number not in self.idle}
            self.skipped = frozenset(name for _, name in stubs) - touched
            self.notes = self._notes(found)
            self.remarks = tuple(_remark(overwritten) for overwritten in reply.overwritten)
            self.lacking = self._lacking(reply.lacking)
            self.newer = self._newer(found)

    def _newer(self, cells: dict[int, protocol.CellFinished]) -> dict[str, str]:
        """Map names in cells that this Python cannot parse to the newer Python that the hand-in names."""
        python = self.handed_in.python
        if python is None or python <= sys.version_info[:2]:
            return {}
        odd = [number for number, ran in cells.items() if ran.error.startswith("SyntaxError:")]
        names = [hand_in.defined_in(self.program[number].source) for number in odd]
        return {name: f"{python[0]}.{python[1]}" for some in names for name in sorted(some)}

    def _cell(self, number: int) -> protocol.ProgramCell:
        cell = self.program[number]
        return msgspec.structs.replace(cell, definitions=True) if number in self.fatal else cell

    def _lacking(self, lacking: tuple[protocol.Lacking, ...]) -> dict[str, tuple[str, ...]]:
        """Map each name to the missing packages that it needs, if the hand-in's own text names them."""
        missing: dict[str, tuple[str, ...]] = {}
        for entry in lacking:
            if re.fullmatch(r"\w{1,60}", entry.package) and any(
                entry.package in cell.source for cell in self.program
            ):
                for name in entry.needed_by:
                    missing[name] = (*missing.get(name, ()), entry.package)
        return missing

    def _notes(self, cells: dict[int, protocol.CellFinished]) -> tuple[RunNote, ...]:
        """Return a note on each cell that printed or raised something, in notebook order."""
        notes = []
        for number, cell in enumerate(self.program):
            if number in self.fatal:
                stop = self.fatal[number]
                if number not in self.left_out and _DEFINES.search(cell.source):
                    stop = lazy_gettext("{stop}\nOnly what this cell defines was kept.", stop=stop)
                notes.append(RunNote(cell.label, number, stop))
            elif number in cells and (cells[number].error or cells[number].output):
                ran = cells[number]
                error = _stop(ran)
                output = tidy(ran.output, self.limits.output_kb << 10)
                notes.append(RunNote(cell.label, number, error, output, ran.line if error else 0))
        return tuple(notes)

    def _cell_deadline(self) -> float:
        """Return the moment by which the worker must send its next message."""
        return min(time.monotonic() + self.limits.cell_seconds, self.deadline)
