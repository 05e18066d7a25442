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
    """A test's own way to the worker, on which it waits until all other tests wait."""

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
            body(Student(_Side(worker, until, hub)))
        except BaseException as error:  # an exit is a test's failure here as it is one by one
            raised[number] = error

    hub = getcurrent()
    waiting = list[_Asking]()
    try:
        for number, body in enumerate(bodies):
            test = greenlet(partial(live, number, body))
            test.gr_context = contextvars.copy_context()  # NumPy keeps its error state there
            waiting += _next(test)
        while waiting:
            replies = list(_exchanged(worker, until, waiting))
            waiting = [
                more for one, reply in zip(waiting, replies, strict=True) for more in _next(one.test, reply)
            ]
    except (WorkerFailure, Uncommon) as failure:
        worker.kill()
        for one in waiting:
            one.test.throw(WorkerDied("the tests run one by one"))  # what waits has to be unwound
        raise Uncommon(str(failure)) from failure
    if any(isinstance(error, WorkerFailure) for error in raised):
        worker.kill()
        raise Uncommon("a test ended the worker")
    return raised


def _next(test: greenlet, reply: wire.Reply | None = None) -> Iterator[_Asking]:
    """Let a test go on; what it waits for then, if it has not ended."""
    asking = test.switch() if reply is None else test.switch(reply)
    if isinstance(asking, _Asking):
        yield asking


def _exchanged(worker: Worker, until: float, waiting: Sequence[_Asking]) -> Iterator[wire.Reply]:
    """The replies to all that is asked, in its order."""
    deadline = min(time.monotonic() + SECONDS, until)
    worker.allowed = SECONDS
    for piece in _pieces(waiting):
        worker.write(b"".join(one.frame for one in piece), deadline)
        for one in piece:
            yield _reply(worker, deadline, one)


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


def _reply(worker: Worker, deadline: float, one: _Asking) -> wire.Reply:
    """The final reply to one request; callbacks on the way are answered."""
    limit = reply_limit(one.request, len(one.frame))
    while True:
        reply = worker.receive(deadline, limit)
        if reply.call != one.request.call or isinstance(reply, wire.Ran | wire.Ready):
            raise Uncommon("a reply to something else")
        if isinstance(reply, wire.Asked):
            worker.send(one.answer(reply), deadline)
            continue
        if isinstance(reply, wire.Returned | wire.Raised) and reply.changed is not None:
            raise Uncommon("an argument changed, which other tests may hold too")
        return reply
