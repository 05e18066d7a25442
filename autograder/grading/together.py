"""A hand-in's tests side by side, for a program that remembers nothing: what they ask crosses in one piece.

To take turns costs both processes more than most calls do, since each finds its caches full of the other's.
So each test runs in a greenlet until it calls the student's code; when all wait, their calls go out as one
piece, and the replies come back as one. Nobody's verdict hangs on it: at the first thing out of the common
run, such as a late answer or an argument that changed, the caller lets the tests run one after the other.
"""

import contextvars
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count

from greenlet import getcurrent, greenlet

from autograder.grading.judge import Judge
from autograder.grading.suite import Test
from autograder.report import Verdict
from autograder.sandbox.process import Worker, WorkerDied, WorkerFailure, reply_limit
from autograder.sandbox.proxy import Answer, Remote, Student
from autograder.worker import wire

SECONDS = 0.1  # for a piece, which takes some milliseconds; a hang is found again, and timed, one by one
BYTES = 32 << 10  # of requests on the way: fewer than a socket holds, so that no side waits to write

Body = Callable[[Student], None]


class Uncommon(Exception):
    """The tests have to run one after the other. The worker is of no more use."""


class _Side(Remote):
    """The way to the worker on which a test waits until all other tests wait."""

    def __init__(self, worker: Worker, until: float, hub: greenlet) -> None:
        super().__init__(worker, SECONDS, until)
        self.hub = hub

    def exchange(self, request: wire.Request, answer: Answer) -> wire.Reply:
        """The reply to one request, which other tests' requests accompany."""
        reply: wire.Reply = self.hub.switch(_Asking(getcurrent(), request, answer))
        return reply


class _Asking:
    """A test that waits for a reply."""

    def __init__(self, test: greenlet, request: wire.Request, answer: Answer) -> None:
        self.test, self.request, self.answer = test, request, answer
        self.frame = wire.frame(request)


def verdicts(tests: Sequence[Test], judge: Judge[Test], worker: Worker) -> dict[str, Verdict]:
    """By id, what `judge` finds of each test one by one. Uncommon where it has to."""
    common = [test for test in tests if test.is_direct and not test.slow and not test.refused]
    raised = run(worker, judge.run.deadline, [partial(judge.call, test) for test in common])
    found = {test.id: judge.judged(test, error) for test, error in zip(common, raised, strict=True)}
    rest = [test for test in tests if test.id not in found]
    found |= {test.id: own for test, own in zip(rest, judge.verdicts(rest, worker), strict=True)}
    if not worker.alive:
        raise Uncommon("a test ended the worker")
    return found


def run(worker: Worker, until: float, bodies: Sequence[Body]) -> list[BaseException | None]:
    """Run tests side by side; what each raised. Uncommon where that did not work out."""
    raised: list[BaseException | None] = [None] * len(bodies)

    def live(number: int, body: Body) -> None:
        try:
            body(Student(side, calls))
        except BaseException as error:  # an exit is a test's failure here as it is one by one
            raised[number] = error

    side, calls = _Side(worker, until, getcurrent()), count(1)  # no two tests' calls have the same number
    waiting = _asking([_begun(partial(live, number, body)) for number, body in enumerate(bodies)])
    try:
        while waiting:
            replies = _exchanged(worker, until, waiting)
            waiting = _asking([one.test.switch(replies[one.request.call]) for one in waiting])
    except (WorkerFailure, Uncommon) as failure:
        worker.kill()
        for one in waiting:
            one.test.throw(WorkerDied("the tests run one by one"))  # what waits has to be unwound
        raise Uncommon(str(failure)) from failure
    if any(isinstance(error, WorkerFailure) for error in raised):
        worker.kill()
        raise Uncommon("a test ended the worker")
    return raised


def _begun(test: Callable[[], None]) -> object:
    """What a test waits for, once it has been started."""
    own = greenlet(test)
    own.gr_context = contextvars.copy_context()  # NumPy keeps its error state there
    return own.switch()


def _asking(told: Sequence[object]) -> list[_Asking]:
    """Of what tests switched back with, those that have not ended."""
    return [one for one in told if isinstance(one, _Asking)]


def _exchanged(worker: Worker, until: float, waiting: Sequence[_Asking]) -> dict[int, wire.Reply]:
    """By call, the replies to all that is asked."""
    deadline = min(time.monotonic() + SECONDS, until)
    worker.allowed = SECONDS
    replies: dict[int, wire.Reply] = {}
    for piece in _pieces(waiting):
        frames = [one.frame for one in piece]
        worker.write(b"".join(frames), deadline)
        limit = reply_limit(piece[0].request, max(map(len, frames)))
        replies |= _replies(worker, deadline, limit, {one.request.call: one for one in piece})
    return replies


def _pieces(waiting: Sequence[_Asking]) -> Iterator[list[_Asking]]:
    piece, size = list[_Asking](), 0
    for one in waiting:
        if piece and size + len(one.frame) > BYTES:
            yield piece
            piece, size = [], 0
        piece.append(one)
        size += len(one.frame)
    if piece:
        yield piece


def _replies(
    worker: Worker, deadline: float, limit: int, asking: dict[int, _Asking]
) -> dict[int, wire.Reply]:
    """The final replies, by call, to all of a piece; callbacks on the way are answered, many in one piece."""
    replies: dict[int, wire.Reply] = {}
    told, size = list[bytes](), 0
    while len(replies) < len(asking):
        if told and (size > BYTES or not worker.frames.has_body()):
            worker.write(b"".join(told), deadline)
            told, size = [], 0
        reply = worker.receive(deadline, limit)
        one = asking.get(reply.call)
        if one is None or reply.call in replies:
            raise Uncommon("a reply to something else")
        match reply:
            case wire.Asked():
                told.append(wire.frame(one.answer(reply)))
                size += len(told[-1])
                continue
            case wire.Ran() | wire.Ready():
                raise Uncommon("a reply of the wrong kind")
            case wire.Returned() | wire.Raised() if reply.changed is not None:
                raise Uncommon("an argument changed, which other tests may hold too")
        replies[reply.call] = reply
    return replies
