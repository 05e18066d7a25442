"""Looks for the one change that makes a student's function right, behind the wall.

Each candidate is one more cell of the student's own program, under a name of its own. What it answers to the
public questions is compared outside the worker: no hidden test has a part in it.
"""

import ast
import time
from collections.abc import Callable, Sequence
from itertools import islice

import msgspec

from autograder.course import Limits
from autograder.diagnosis.casebook import Casebook
from autograder.diagnosis.readings import Probe, ProbeAnswer, alike, listen
from autograder.diagnosis.repairs import Repair, candidates
from autograder.diagnosis.slips import Slip
from autograder.hand_in import HandIn, code_of, worker_seed
from autograder.notebook import Cell
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import Channel, Function, Student
from autograder.sandbox.run import ProgramRun

MOST = 900  # candidates of a function
BATCH = 150  # of them in one worker
WORKERS = 10  # for one function: a candidate that never ends takes its worker with it
CALL_SECONDS = 0.25
SECONDS = 2.5  # for one function: on a busy machine fewer candidates are tried

Question = tuple[Probe, ProbeAnswer]  # and its right answer


class RepairSearch:
    """Looks for repairs in the hand-ins of one assignment. `fork` gives a locked-in worker."""

    def __init__(
        self, casebook: Casebook, stubs: dict[str, str], limits: Limits, fork: Callable[[], Worker]
    ) -> None:
        self.casebook, self.stubs, self.limits, self.fork = casebook, stubs, limits, fork

    def repair(self, handed_in: HandIn, function: str) -> Repair | None:
        """The first change with which every public question is answered right; None where there is none."""
        sources = code_of(handed_in, function)
        if function not in self.casebook.probes or not sources:
            return None
        until = time.monotonic() + SECONDS
        questions = self._wrong_first(handed_in, function, until)
        ahead = list(islice(candidates(sources[-1], function), MOST))
        for _ in range(WORKERS):
            if not ahead or time.monotonic() > until:
                return None
            repair, tried = self._try(handed_in, function, ahead[:BATCH], questions, until)
            if repair:
                return repair
            ahead = ahead[tried:]
        return None

    def _wrong_first(self, handed_in: HandIn, function: str, until: float) -> list[Question]:
        """The public questions, in an order that turns most candidates down at the first."""
        probes = self.casebook.probes[function]
        questions = list(zip(probes, self.casebook.case(function).right, strict=True))
        channel = self._channel(handed_in, until)
        if channel is None:
            return questions
        try:
            heard = dict(zip(probes, listen(probes, Student(channel)), strict=True))
        except WorkerFailure:
            return questions
        finally:
            channel.end()
        return sorted(questions, key=lambda question: alike(heard[question[0]], question[1]))

    def _try(
        self,
        handed_in: HandIn,
        function: str,
        batch: Sequence[Slip],
        questions: Sequence[Question],
        until: float,
    ) -> tuple[Repair | None, int]:
        """The repair among these, and how many were tried: up to one that ended the worker."""
        cells = [
            Cell("", "code", _renamed(slip.source, function, _name(function, number)))
            for number, slip in enumerate(batch)
        ]
        channel = self._channel(msgspec.structs.replace(handed_in, cells=(*handed_in.cells, *cells)), until)
        if channel is None:
            return None, len(batch)
        try:
            for number, slip in enumerate(batch):
                try:
                    if _is_right(channel, function, _name(function, number), questions):
                        return Repair(slip.line, slip.kind), number + 1
                except WorkerFailure:
                    return None, number + 1
        finally:
            channel.end()
        return None, len(batch)

    def _channel(self, handed_in: HandIn, until: float) -> Channel | None:
        """A way to ask a worker in which the program has run."""
        run = ProgramRun(handed_in, self.stubs, self.limits, worker_seed(handed_in.digest), self.fork)
        run.deadline = min(run.deadline, until)
        worker = run.worker()
        return None if worker is None else run.channel(worker, CALL_SECONDS)


def _is_right(channel: Channel, function: str, name: str, questions: Sequence[Question]) -> bool:
    student = Student(channel)
    student.__dict__[function] = Function(student._line, None, name)
    return all(alike(listen((probe,), student)[0], right) for probe, right in questions)


def _name(function: str, number: int) -> str:
    """A candidate's name; a class's begins with a capital, as the questions expect."""
    return f"{function}_candidate_{number}"


def _renamed(source: str, function: str, name: str) -> str:
    """A definition under another name, also where it calls itself."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == function:
            node.id = name
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef | ast.ClassDef)
    definition.name = name
    return ast.unparse(tree)
