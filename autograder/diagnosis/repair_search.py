"""Search for the one change that makes a student's function right, behind the wall.

If none does, a change that leaves a single known mistake tells the first of two things that are wrong.
Each candidate is one more cell of the student's own program, under a name of its own. What it answers to the
public questions is compared outside the worker: no hidden test has a part in it.
"""

import ast
import operator
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice

import msgspec

from autograder.course import Limits
from autograder.diagnosis.casebook import Casebook
from autograder.diagnosis.diagnose import Probe, ProbeAnswer, alike, ask_probes, has_form_of
from autograder.diagnosis.mutants import Mutant
from autograder.diagnosis.repairs import Repair, candidates
from autograder.hand_in import HandIn, code_of, worker_seed
from autograder.notebook import Cell
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import Channel, Function, Student
from autograder.sandbox.run import ProgramRun
from autograder.worker.cells import NOT_PYTHON

MOST = 900  # candidates of a function
BATCH = 150  # candidates in one worker
WORKERS = 10  # for one function: a candidate that never ends takes its worker with it
CALL_SECONDS = 0.25
SECONDS = 2.5  # for one function: on a busy machine fewer candidates are tried

# Kinds of changes that can turn a program into quite another one, whose answers say nothing about the first.
_SWEEPING = frozenset("name statement place indentation return transpose division".split())
# Distances from right: of the reference, of a known mistake that is nearer to right than the student's code,
# and of one that is as far. The repair that leads to the smallest distance is told.
RIGHT, NEARER, AS_FAR = range(3)
Answers = Mapping[tuple[int, str], ProbeAnswer]  # to one question, by distance and the known mistake's name
KnownProbe = tuple[Probe, Answers]


class _Tried(msgspec.Struct):
    """Result of some candidates: the first repair to each distance.

    `count` is how many were tried, up to one that ended the worker.
    """

    repairs: dict[int, Repair] = {}
    count: int = 0


class RepairSearch:
    """Search for repairs in the hand-ins of one assignment. `fork` starts a locked-in worker."""

    def __init__(
        self, casebook: Casebook, stubs: dict[str, str], limits: Limits, fork: Callable[[], Worker]
    ) -> None:
        self.casebook, self.stubs, self.limits, self.fork = casebook, stubs, limits, fork

    def repair(self, handed_in: HandIn, function: str) -> Repair | None:
        """Return the first change with which every public question is answered right; None if there is none.

        Failing that, return the first one after which the code answers as a known mistake that is nearer to
        right, or at least no further from it; but not for code that mostly stops: a change that runs at all
        may be far from what was meant.
        """
        sources = code_of(handed_in, function)
        if function not in self.casebook.probes or not sources:
            return None
        until = time.monotonic() + SECONDS
        questions = self._questions(handed_in, function, until)
        if not questions:
            return None
        made = islice(candidates(sources[-1], function, until), MOST)
        ahead, repairs = list[Mutant](), dict[int, Repair]()
        for _ in range(WORKERS):
            ahead += islice(made, BATCH - len(ahead))  # a long function's take seconds to make
            if not ahead or time.monotonic() > until:
                break
            tried = self._try(handed_in, function, ahead, questions, until)
            repairs = tried.repairs | repairs
            if RIGHT in repairs:
                break
            ahead = ahead[tried.count :]
        return repairs[min(repairs)] if repairs else None

    def _questions(self, handed_in: HandIn, function: str, until: float) -> list[KnownProbe]:
        """Return the public questions, those with wrong answers first; none if all are answered right.

        In this order most candidates fail at the first question. Beside the right answers are those of the
        known mistakes that are no further from right than the code.
        """
        probes, case = self.casebook.probes[function], self.casebook.case(function)
        given: Sequence[ProbeAnswer] = ()
        with suppress(WorkerFailure), self._channel(handed_in, until) as channel:
            given = ask_probes(probes, Student(channel))
        hits = _hits(given, case.right)
        if given and hits == len(given):
            return []  # it is wrong elsewhere, and any harmless change would look like a repair
        stops = sum(bool(answer.raised) for answer in given)
        answers: dict[tuple[int, str], Sequence[ProbeAnswer]] = {(RIGHT, ""): case.right}
        if given and 2 * stops < len(given) - hits:
            for name, known in case.known.items():
                if distance := _distance(known, given, case.right):
                    answers[distance, name] = known
        order = list(range(len(probes)))
        if given:
            order.sort(key=[*map(alike, given, case.right)].__getitem__)
        return [(probes[n], {key: known[n] for key, known in answers.items()}) for n in order]

    def _try(
        self,
        handed_in: HandIn,
        function: str,
        batch: Sequence[Mutant],
        questions: Sequence[KnownProbe],
        until: float,
    ) -> _Tried:
        """Try a batch of candidates in one worker."""
        # A class's name begins with a capital, as the questions expect.
        names = [f"{function}_candidate_{number}" for number in range(len(batch))]
        tried = _Tried(count=len(batch))
        try:
            cells = [
                Cell("", "code", _renamed(mutant.source, function, name))
                for mutant, name in zip(batch, names, strict=True)
            ]
        except NOT_PYTHON:  # nested just too deeply
            return tried
        with_candidates = msgspec.structs.replace(handed_in, cells=(*handed_in.cells, *cells))
        with suppress(WorkerFailure), self._channel(with_candidates, until) as channel:
            for number, (mutant, name) in enumerate(zip(batch, names, strict=True), 1):
                tried.count = number
                distances = _reached(channel, function, name, questions)
                if mutant.kind in _SWEEPING:
                    distances &= {RIGHT}
                elif mutant.kind == "function":  # a call around something leads to almost any wrong result
                    distances -= {AS_FAR}
                if distances:
                    tried.repairs.setdefault(min(distances), Repair(mutant.line, mutant.kind))
                if RIGHT in distances:
                    break
        return tried

    @contextmanager
    def _channel(self, handed_in: HandIn, until: float) -> Iterator[Channel]:
        """Run the program in a worker, with a channel to ask it; raises WorkerFailure if there is none."""
        run = ProgramRun(handed_in, self.stubs, self.limits, worker_seed(handed_in.digest), self.fork)
        run.deadline = min(run.deadline, until)
        worker = run.worker()
        if worker is None:
            raise WorkerFailure("the program ends its worker")
        channel = run.channel(worker, CALL_SECONDS)
        try:
            yield channel
        finally:
            channel.end()


def _hits(given: Sequence[ProbeAnswer], right: Sequence[ProbeAnswer]) -> int:
    return sum(map(alike, given, right))


def _distance(
    known: Sequence[ProbeAnswer], given: Sequence[ProbeAnswer], right: Sequence[ProbeAnswer]
) -> int | None:
    """Return NEARER if a known mistake is right more often than the code, AS_FAR if as often, else None.

    If it is right as often, as where each has everything wrong, the mistake must be another one, its answers
    must say something, and have the right form wherever the code's have: else the change only broke more.
    """
    hits, own = _hits(known, right), _hits(given, right)
    if hits != own:
        return NEARER if hits > own else None
    fits = [has_form_of(answer, good) for answer, good in zip(known, right, strict=True)]
    needed = [has_form_of(answer, good) for answer, good in zip(given, right, strict=True)]
    is_another = not all(map(alike, known, given))
    says_something = not all(alike(answer, known[0]) for answer in known)
    return AS_FAR if is_another and says_something and all(map(operator.ge, fits, needed)) else None


def _reached(channel: Channel, function: str, name: str, questions: Sequence[KnownProbe]) -> set[int]:
    """Return the distances of what a candidate answers like at every question; none if like nothing known."""
    student = Student(channel)
    student.__dict__[function] = Function(student._connection, None, name)
    left = list(questions[0][1]) if questions else []
    for probe, answers in questions:
        if not left:
            break
        given = ask_probes((probe,), student)[0]
        left = [known for known in left if alike(given, answers[known])]
    return {distance for distance, _ in left}


def _renamed(source: str, function: str, name: str) -> str:
    """Return a definition under another name, also where it calls itself."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == function:
            node.id = name
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef | ast.ClassDef)
    definition.name = name
    return ast.unparse(tree)
