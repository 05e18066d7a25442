"""Grading of many hand-ins on all cores: a queue of tasks, a process for each lane, results as they come.

A lane is forked once the suites are collected, and takes the next task when it is free, so that a slow
hand-in holds up nobody. A lane that dies costs one try of one task; the task is tried once more elsewhere.
"""

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from autograder.errors import AutograderError
from autograder.files import refused_by_disk

TRIES = 2
GARBAGE = 50_000  # new objects before a look for cycles
TASK_SECONDS = 600.0
MEMORY_BYTES = 4 << 30  # for a lane, on top of what it was forked with
_PDEATHSIG = 1

Work = Callable[[int], None]


class LaneLost(AutograderError):
    """A lane ended while it was at a task: from outside, or by a defect of ours."""


class _Lane:
    """A grading process, and the task that it is at."""

    def __init__(self, start: Callable[[], Work], others: "list[_Lane]", core: int | None) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        self.core = core
        inherited = [self.pipe, *(lane.pipe for lane in others)]
        self.process: BaseProcess = context.Process(
            target=_live, args=(theirs, inherited, start, os.getpid(), core), daemon=True
        )
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        theirs.close()
        self.task: int | None = None
        self.since = time.monotonic()

    def give(self, task: int) -> None:
        """Start a task."""
        self.task, self.since = task, time.monotonic()
        with contextlib.suppress(OSError):  # a dead lane shows when its answer is read
            self.pipe.send(task)

    def answer(self) -> AutograderError | None:
        """Return the error of the task, or of the process's start; None if there was none."""
        if not self.pipe.poll():
            return LaneLost(
                "a grading process",
                f"it took more than {time.monotonic() - self.since:.0f} s over one hand-in",
                "look for a loop that never ends in a suite of this assignment",
            )
        try:
            answer: AutograderError | None = self.pipe.recv()
        except (EOFError, OSError):
            return LaneLost("a grading process", "it was ended from outside", "run the command again")
        return answer

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _live(
    pipe: Connection,
    inherited: list[Connection],
    start: Callable[[], Work],
    parent: int,
    core: int | None,
) -> None:
    """Run a lane: make the work once, then do tasks until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the command, which ends its lanes
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    die_with(parent)
    if sys.platform == "linux":
        bound_memory()
        if core is not None:
            os.sched_setaffinity(0, {core})
    for other in inherited:
        other.close()
    code = 0
    try:
        work = start()
        gc.freeze()  # what is there by now stays, and need not be looked at again and again
        gc.set_threshold(GARBAGE)
        pipe.send(None)
        while True:
            work(pipe.recv())
            pipe.send(None)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass
    except BaseException as error:
        code = 1
        with contextlib.suppress(OSError):
            pipe.send(_reported(error))
    finally:
        os._exit(code)


def die_with(parent: int) -> None:
    """End this process when its parent ends, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def bound_memory() -> None:
    """Cap our own memory, so that a huge answer raises MemoryError instead of filling the machine."""
    import resource  # here, since Windows has none

    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or held + MEMORY_BYTES < hard:
        resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY_BYTES, hard))


def _cores(lanes: int) -> list[int]:
    """Return a core for each lane if there are exactly as many; else none, and the system shares them out.

    A lane and its worker take turns: on one core the turn costs a fifth of what waking another core does.
    """
    if sys.platform != "linux":
        return []
    cores = sorted(os.sched_getaffinity(0))
    return cores if len(cores) == lanes else []


def _reported(error: BaseException) -> AutograderError:
    """Return an error to report: `error` itself, what the disk refuses, or that it is a defect of ours."""
    if isinstance(error, AutograderError):
        return error
    if isinstance(error, OSError) and (refused := refused_by_disk(error)):
        return refused
    text = "".join(traceback.format_exception(error)).strip()
    return LaneLost("the grader itself", text, "this is a defect of the kit: please report it with this text")


def run(
    tasks: int,
    lanes: int,
    start: Callable[[], Work],
    seconds: float = TASK_SECONDS,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[tuple[int, LaneLost | None]]:
    """Do tasks 0 to `tasks` - 1, each in one of `lanes` processes; yield each as it is done.

    `start` is called once in each lane and gives the function that does a task. A task at which two lanes
    were lost is yielded with the second's LaneLost. Any other AutograderError that comes twice is raised:
    it would come at every task. A lane that is at a task, or at its start, for more than `seconds` is lost:
    students' code has its own deadlines, so that it is a suite that never ends. `meanwhile` is called
    here, in a thread, once all lanes are there.
    """
    queue: deque[int] = deque(range(tasks))
    tries = [0] * tasks
    lost_at_start = 0
    free = _cores(min(lanes, tasks))
    crew: list[_Lane] = []
    aside = threading.Thread(target=meanwhile)
    try:
        for _ in range(min(lanes, tasks)):
            crew.append(_Lane(start, crew, free.pop() if free else None))
        aside.start()
        while crew:
            first = min(lane.since for lane in crew)
            ready = wait([lane.pipe for lane in crew], max(0.0, first + seconds - time.monotonic()))
            late = [
                lane for lane in crew if lane.pipe not in ready and lane.since + seconds <= time.monotonic()
            ]
            for lane in [*(lane for lane in crew if lane.pipe in ready), *late]:
                wrong = lane.answer()
                task, lane.task = lane.task, None
                if wrong is not None:
                    lane.end()
                    crew.remove(lane)
                    if task is None:
                        lost_at_start += 1
                        if lost_at_start == TRIES or not isinstance(wrong, LaneLost):
                            raise wrong
                    elif tries[task] < TRIES:
                        queue.append(task)
                    elif isinstance(wrong, LaneLost):
                        yield task, wrong
                    else:
                        raise wrong
                    if queue:
                        aside.join()  # what a thread holds is held for ever in a process forked meanwhile
                        crew.append(_Lane(start, crew, lane.core))
                    continue
                if task is not None:
                    yield task, None
                if queue:
                    tries[queue[0]] += 1
                    lane.give(queue.popleft())
                else:
                    lane.end()
                    crew.remove(lane)
    finally:
        for lane in crew:
            lane.end()
        if aside.ident is not None:
            aside.join()
