"""Search for the one change that makes a student's function right, behind the wall.

If none does, a change that leaves a single known mistake tells the first of two things that are wrong.
Each candidate is one more cell of the student's own program, under a name of its own. What it answers to the
public questions is compared outside the worker: no hidden test has a part in it.
"""

import ast
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from autograder.course import Limits
from autograder.diagnosis.casebook import Casebook
from autograder.diagnosis.diagnose import Probe, ProbeAnswer, alike, ask_probes
from autograder.diagnosis.mutants import Mutant
from autograder.diagnosis.repairs import Repair, candidates, pairs
from autograder.hand_in import HandIn, code_of, worker_seed
from autograder.notebook import Cell
from autograder.sandbox.process import Worker, WorkerFailure
from autograder.sandbox.proxy import Channel, Function, Student
from autograder.sandbox.run import ProgramRun

MOST = 900  # candidates of a function
MOST_PAIRS = 600  # of two changes at once, where no single one is enough
BATCH = 150  # candidates in one worker
WORKERS = 10  # for one function: a candidate that never ends takes its worker with it
CALL_SECONDS = 0.25
SECONDS = 2.5  # for one function: on a busy machine fewer candidates are tried

# Changes that can turn a program into quite another one: what it answers then says nothing about the first.
_FAR = frozenset("name statement place indentation return".split())
RIGHT = ""  # stands for the reference among the names of known mistakes
Answers = Mapping[str, ProbeAnswer]  # to one question, by RIGHT or the name of a known mistake
KnownProbe = tuple[Probe, Answers]


class _Tried(msgspec.Struct):
    """Result of some candidates: the repair among them, the nearest, and those that change an answer.

    `count` is how many were tried, up to one that ended the worker.
    """

    right: Repair | None = None
    nearest: Repair | None = None
    moved: dict[tuple[int, str], Mutant] = {}  # by line and answer: of those that answer alike one is enough
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
        right; but not for code that mostly stops: a change that runs at all may be far from what was meant.
        If no change helps alone, two of them may: then the repair names the first line of the two.
        """
        sources = code_of(handed_in, function)
        if function not in self.casebook.probes or not sources:
            return None
        until = time.monotonic() + SECONDS
        questions, given = self._questions(handed_in, function, until)
        source = sources[-1]
        tried = self._tried(handed_in, function, candidates(source, function), questions, given, until, MOST)
        if tried.right or tried.nearest or given is None:
            return tried.right or tried.nearest
        both = pairs(source, function, [*tried.moved.values()])
        return self._tried(handed_in, function, both, questions, given, until, MOST_PAIRS).right

    def _tried(
        self,
        handed_in: HandIn,
        function: str,
        candidates: Iterator[Mutant],
        questions: Sequence[KnownProbe],
        given: ProbeAnswer | None,
        until: float,
        most: int,
    ) -> _Tried:
        """Try candidates until one is right, or the time is up."""
        ahead, whole = list(islice(candidates, most)), _Tried()
        for _ in range(WORKERS):
            if not ahead or time.monotonic() > until:
                break
            tried = self._try(handed_in, function, ahead[:BATCH], questions, given, until)
            whole.nearest = whole.nearest or tried.nearest
            whole.moved = tried.moved | whole.moved
            if tried.right:
                whole.right = tried.right
                break
            ahead = ahead[tried.count :]
        return whole

    def _questions(
        self, handed_in: HandIn, function: str, until: float
    ) -> tuple[list[KnownProbe], ProbeAnswer | None]:
        """Return the public questions, those with wrong answers first, and the code's answer to the first.

        In this order most candidates fail at the first question. Beside the right answers are those of the
        known mistakes that are right more often than the code.
        """
        probes, case = self.casebook.probes[function], self.casebook.case(function)
        given: Sequence[ProbeAnswer] = ()
        channel = self._channel(handed_in, until)
        if channel is not None:
            try:
                given = ask_probes(probes, Student(channel))
            except WorkerFailure:
                pass
            finally:
                channel.end()
        hits = _hits(given, case.right)
        stops = sum(bool(answer.raised) for answer in given)
        nearer = {name: known for name, known in case.known.items() if _hits(known, case.right) > hits}
        if not given or 2 * stops >= len(given) - hits:
            nearer = {}
        answers: dict[str, Sequence[ProbeAnswer]] = {RIGHT: case.right, **nearer}
        questions: list[KnownProbe] = [
            (probe, {name: known[number] for name, known in answers.items()})
            for number, probe in enumerate(probes)
        ]
        if not given:
            return questions, None
        is_right = [alike(answer, right) for answer, right in zip(given, case.right, strict=True)]
        order = sorted(range(len(questions)), key=is_right.__getitem__)
        return [questions[number] for number in order], given[order[0]]

    def _try(
        self,
        handed_in: HandIn,
        function: str,
        batch: Sequence[Mutant],
        questions: Sequence[KnownProbe],
        given: ProbeAnswer | None,
        until: float,
    ) -> _Tried:
        """Try a batch of candidates in one worker."""
        cells = [
            Cell("", "code", _renamed(mutant.source, function, _name(function, number)))
            for number, mutant in enumerate(batch)
        ]
        channel = self._channel(msgspec.structs.replace(handed_in, cells=(*handed_in.cells, *cells)), until)
        tried = _Tried(count=len(batch))
        if channel is None:
            return tried
        try:
            for number, mutant in enumerate(batch):
                try:
                    alike_to, first = _answers_like(channel, function, _name(function, number), questions)
                except WorkerFailure:
                    tried.count = number + 1
                    return tried
                if RIGHT in alike_to:
                    tried.right, tried.count = Repair(mutant.line, mutant.kind), number + 1
                    return tried
                if alike_to and tried.nearest is None and mutant.kind not in _FAR:
                    tried.nearest = Repair(mutant.line, mutant.kind)
                if given is not None and (given.raised or not first.raised) and not alike(first, given):
                    tried.moved.setdefault((mutant.line, f"{first.raised}{first.value!r}"), mutant)
        finally:
            channel.end()
        return tried

    def _channel(self, handed_in: HandIn, until: float) -> Channel | None:
        """Run the program in a worker, and return a channel to ask it; None if there is no worker."""
        run = ProgramRun(handed_in, self.stubs, self.limits, worker_seed(handed_in.digest), self.fork)
        run.deadline = min(run.deadline, until)
        worker = run.worker()
        return None if worker is None else run.channel(worker, CALL_SECONDS)


def _hits(given: Sequence[ProbeAnswer], right: Sequence[ProbeAnswer]) -> int:
    return sum(map(alike, given, right))


def _answers_like(
    channel: Channel, function: str, name: str, questions: Sequence[KnownProbe]
) -> tuple[list[str], ProbeAnswer]:
    """Return whose answers a candidate gives to every question: RIGHT and known mistakes, or nobody's.

    With them comes its answer to the first question.
    """
    student = Student(channel)
    student.__dict__[function] = Function(student._line, None, name)
    left, first = list(questions[0][1]) if questions else [], ProbeAnswer()
    for number, (probe, answers) in enumerate(questions):
        given = ask_probes((probe,), student)[0]
        first = first if number else given
        left = [known for known in left if alike(given, answers[known])]
        if not left:
            break
    return left, first


def _name(function: str, number: int) -> str:
    """Return a candidate's name: a class's begins with a capital, as the questions expect."""
    return f"{function}_candidate_{number}"


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
