"""Grading of a class on many machines, through a Dask cluster that is there already.

Suites and release go out once. Hand-ins stream to whichever worker is free, and reports stream back to this
one process, which alone writes files and gradebook. Dask gives the work of a lost worker to another; a report
is taken once, from any machine. This process decides which machines may grade, and names them to Dask.
"""

import contextlib
import math
import queue
import sys
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable

import msgspec

from autograder.classroom import grade, records
from autograder.classroom.grade import Executor, KnownCells
from autograder.classroom.jobs import Job
from autograder.cluster import remote_grader
from autograder.cluster.remote_grader import GradingRequest, GradingResult
from autograder.course import digest as digest_of
from autograder.errors import INSTALL, AutograderError, SandboxError
from autograder.grading.pool import LaneLost
from autograder.report import Report, clean, decode
from autograder.submissions.attempt_policy import GradingTask
from autograder.submissions.submitted_files import SubmittedFile, attempt_file

try:
    import distributed
except ModuleNotFoundError as error:
    raise AutograderError("--scheduler", f"needs Dask ({error})", INSTALL) from error

CONNECT_SECONDS = 10.0
LOOK_SECONDS = 2.0  # between two looks at which workers are there
EMPTY_SECONDS = 60.0  # to wait for a worker that may grade
CHUNK = 8  # hand-ins that travel together: a message costs Dask about a millisecond
CHUNK_BYTES = 1 << 20
AHEAD = 2  # chunks on their way for each lane, so that it never waits for us

Future = distributed.Future[bytes]
_NEXT = "see `autograder docs scale 'past one machine'`"


class UnfitWorker(AutograderError):
    """Error of a worker that must not grade this class."""


def dask_executor(address: str) -> Executor:
    """Return an executor that grades a class on the cluster whose scheduler is at `address`."""
    return lambda job, fresh, done: ClusterRun(address, job, fresh, done).conduct()


class _Chunk(msgspec.Struct, frozen=True):
    """Hand-ins that travel together, and their files."""

    tasks: tuple[GradingTask, ...]
    read: tuple[SubmittedFile, ...]


class ClusterRun:
    """Run of a class on a cluster: it keeps every worker busy, and takes each report once."""

    def __init__(
        self, address: str, job: Job, fresh: dict[GradingTask, KnownCells], done: Callable[[], None]
    ) -> None:
        self.address, self.job, self.fresh, self.done = address, job, fresh, done
        self.waiting = deque(fresh)
        self.alone: set[GradingTask] = set()  # hand-ins that may have ended a worker: each travels alone
        self.sent: dict[str, tuple[Future, _Chunk]] = {}
        self.ended: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self.refused: dict[str, str] = {}  # a worker's address -> the reason
        self.lanes: dict[str, int] = {}  # address of a worker that may grade -> its threads
        self.looked = -math.inf
        self.seen = time.monotonic()  # when such a worker was last there

    def conduct(self) -> None:
        try:
            client = distributed.Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise AutograderError(
                self.address, f"no Dask scheduler answers there ({error})", "start one with `dask scheduler`"
            ) from error
        with client:
            raw = msgspec.msgpack.encode(remote_grader.grading_material(self.job))
            # A task and no scattered value: Dask makes it again if the worker that held it is lost.
            digest = digest_of(raw)
            given = client.submit(bytes, raw, key=f"autograder-{digest[:16]}")
            try:
                self.look(client)
                self.send(client, given)
                records.load_gradebook()  # while the first are graded
                while self.waiting or self.sent:
                    self.look(client)
                    self.send(client, given)
                    try:
                        future = self.ended.get(timeout=LOOK_SECONDS)
                    except queue.Empty:
                        continue
                    self.take(*self.sent.pop(str(future.key)))
            finally:
                with contextlib.suppress(OSError):  # the scheduler may be what failed
                    client.run(end_graders, digest, on_error="ignore")

    def look(self, client: distributed.Client) -> None:
        """Note which workers are there, and refuse new ones that may not grade."""
        if time.monotonic() - self.looked < LOOK_SECONDS and self.lanes:
            return
        try:
            there = dict(client.nthreads())  # type: ignore[no-untyped-call]
            new = [worker for worker in there if worker not in self.lanes and worker not in self.refused]
            shown = client.run(remote_grader.this_environment, workers=new, on_error="return") if new else {}
        except OSError as error:
            raise AutograderError(
                self.address, f"the Dask scheduler is gone ({error})",
                "start it, and run the same command again: what is finished is kept",
            ) from error  # fmt: skip
        for one, other in shown.items():
            if why := self.why_not(other):
                self.refuse(one, why)
        self.lanes = {worker: threads for worker, threads in there.items() if worker not in self.refused}
        self.looked = time.monotonic()
        if self.lanes:
            self.seen = self.looked
        elif self.refused or self.looked - self.seen > EMPTY_SECONDS:
            named = "; ".join(f"{worker}: {why}" for worker, why in self.refused.items())
            raise SandboxError(
                self.address, f"no worker there may grade this class ({named or 'there is none'})", _NEXT
            )

    def why_not(self, other: object) -> str:
        """Return the reason why a worker may not grade, or "" if it may."""
        if not isinstance(other, remote_grader.Environment):  # what went wrong when it was asked
            return f"the kit does not answer there ({type(other).__name__}: {clean(str(other), 300)})"
        return remote_grader.mismatch(remote_grader.this_environment(), other, self.job.tier)

    def refuse(self, worker: str, why: str) -> None:
        """Say that a worker is refused, and send nothing there any more."""
        self.refused[worker] = why
        self.lanes.pop(worker, None)
        print(f"worker {worker} is refused: {why}", file=sys.stderr)

    def send(self, client: distributed.Client, given: Future) -> None:
        """Send so many hand-ins that no lane waits; the last ones travel alone, so that none waits long."""
        lanes = sum(self.lanes.values())
        while self.waiting and len(self.sent) < AHEAD * lanes:
            chunk = self.chunk(min(CHUNK, len(self.waiting) // (2 * AHEAD * lanes) + 1))
            if not chunk.tasks:
                continue
            requests = [
                GradingRequest(task.student, file.raw, self.fresh[task])
                for task, file in zip(chunk.tasks, chunk.read, strict=True)
            ]
            key = f"autograder-hand-ins-{uuid.uuid4().hex}"
            future = client.submit(
                grade_batch,
                given,
                msgspec.msgpack.encode(requests),
                key=key,
                workers=list(self.lanes) if self.refused else None,
            )
            self.sent[key] = (future, chunk)
            future.add_done_callback(self.ended.put)  # type: ignore[no-untyped-call]

    def chunk(self, most: int) -> _Chunk:
        """Return the next hand-ins, `most` at most; store an error report on one that cannot be opened."""
        tasks, read = list[GradingTask](), list[SubmittedFile]()
        size = 0
        while self.waiting and len(tasks) < most and size < CHUNK_BYTES:
            if tasks and self.waiting[0] in self.alone:
                break
            task = self.waiting.popleft()
            file = attempt_file(self.job.work(task.student), task.attempt)
            if file.problem:
                self.keep(task, file, grade.error_report(self.job, file, file.problem), 0.0)
                continue
            tasks.append(task)
            read.append(file)
            size += len(file.raw)
            if task in self.alone:
                break
        return _Chunk(tuple(tasks), tuple(read))

    def take(self, future: Future, chunk: _Chunk) -> None:
        """Store a chunk's reports; if there are none, send its hand-ins again, or give them up as lost."""
        try:
            results = msgspec.msgpack.decode(future.result(), type=list[GradingResult])
        except distributed.KilledWorker as error:
            self.killed(chunk, str(error))
        except UnfitWorker as error:
            self.refuse(error.where, f"{error.what}\n  next: {error.next_step}")
            self.again(chunk)
        except (distributed.client.FutureCancelledError, OSError):
            self.looked = -math.inf  # the scheduler was away; `look` says whether it still is
            self.again(chunk)
        else:
            for task, file, result in zip(chunk.tasks, chunk.read, results, strict=True):
                if result.report:
                    seen = records.rescored(self.job, decode(result.report))
                    self.keep(task, file, seen, result.seconds)
                else:
                    self.lose(task, "it was ended from outside, or took too long, more than once")

    def again(self, chunk: _Chunk) -> None:
        """Put hand-ins back at the head of the queue."""
        self.waiting.extendleft(reversed(chunk.tasks))

    def killed(self, chunk: _Chunk, why: str) -> None:
        """Send each hand-in of a chunk that ended worker after worker alone; one that was alone is lost."""
        if len(chunk.tasks) > 1:
            self.alone |= set(chunk.tasks)
            self.waiting.extend(chunk.tasks)
        else:
            self.lose(chunk.tasks[0], why)

    def lose(self, task: GradingTask, why: str) -> None:
        """Store an error report, not a zero, on a hand-in that cannot be graded: a person has to look."""
        grade.store_lost(
            self.job, task, LaneLost("a grading process", why, "look at the workers' own output")
        )
        self.done()

    def keep(self, task: GradingTask, file: SubmittedFile, report: Report, seconds: float) -> None:
        """Store a report on disk, with its notebook and what it was graded with."""
        run = records.run_digests(self.job, task.student, records.digest_of(file))
        records.keep_report(self.job, task, file, report, seconds, run)
        self.done()


# --- on a worker -------------------------------------------------------------------------------

_POOLS: dict[bytes, remote_grader.GraderPool] = {}
_LOCK = threading.Lock()


def end_graders(digest: str) -> None:
    """End the processes that graded with some material, and forget the material: it holds what is hidden."""
    with _LOCK:
        gone = [raw for raw in _POOLS if digest_of(raw) == digest]
        pools = [_POOLS.pop(raw) for raw in gone]
    for pool in pools:
        pool.end()


def grade_batch(raw: bytes, batch: bytes) -> bytes:
    """Return the results of some hand-ins; a Dask worker runs this in one of its threads."""
    with _LOCK:
        pool = _POOLS.get(raw) or _POOLS.setdefault(raw, remote_grader.GraderPool(raw))
    try:
        results = [pool.ask(request) for request in msgspec.msgpack.decode(batch, type=list[GradingRequest])]
    except AutograderError as error:
        where = distributed.get_worker().address
        raise UnfitWorker(where, f"{error.where}: {error.what}", error.next_step) from error
    return msgspec.msgpack.encode(results)
