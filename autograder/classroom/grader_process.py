"""A grading process that is kept open, so that suites are loaded and a clean process started only once.

It is started by exec and not forked, since its owner may have threads, sockets and an open database.
A request goes in as one frame, and an answer comes out as one.
It ends when its input does, or when nothing has come for a while.
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import IO

from autograder.errors import AutograderError
from autograder.files import refused_by_disk
from autograder.grading.pool import LaneLost
from autograder.worker import framing

IDLE_SECONDS = 60.0  # then it ends by itself; a server may keep its other end for days
TIDY_SECONDS = 5.0
_THREADS = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}  # as cli.py sets them

ErrorParts = tuple[str, str, str]  # where, what and next of an error
SendAnswer = Callable[[bytes], None]


class GraderProcess:
    """A grading process, as its owner sees it. It runs `module` with `arguments`, which calls `serve`."""

    def __init__(self, module: str, *arguments: str) -> None:
        self.process = subprocess.Popen(
            # -P: no module of the folder that we are called in takes the place of one that is installed.
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | _THREADS,
        )

    @property
    def alive(self) -> bool:
        """True if the process is running, and can be asked."""
        return self.process.poll() is None

    def exchange(self, request: bytes, seconds: float | None = None) -> bytes:
        """Send a request and return its answer; b"" if the process ended, or took more than `seconds`."""
        asked, answers = self._ends()
        with contextlib.suppress(BrokenPipeError):  # its last answer may say already why it ended
            _write(asked, request)
        if not select.select([answers], [], [], seconds)[0]:
            return b""
        return _read(answers)

    def end(self, seconds: float = 0.0) -> None:
        """End the process, at once or with some seconds to tidy up. Safe to call twice."""
        if not seconds:
            self.process.kill()
        for end in self._ends():
            with contextlib.suppress(BrokenPipeError):  # half a frame was still on its way
                end.close()
        try:
            self.process.wait(seconds or None)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _ends(self) -> tuple[IO[bytes], IO[bytes]]:
        asked, answers = self.process.stdin, self.process.stdout
        assert asked is not None
        assert answers is not None
        return asked, answers


def serve(work: Callable[[Iterator[bytes], SendAnswer], None], refuse: Callable[[ErrorParts], bytes]) -> None:
    """Run as such a process: `work` takes the requests and answers each.

    If it raises, `refuse` turns the parts of the error into the last answer.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for our owner; when that ends, so does our input
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that temporary folders are removed
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a suite prints must not be read as an answer
    try:
        work(_requests(asked), lambda body: _write(answers, body))
    except Exception as error:
        _write(answers, refuse(error_parts(error)))


def error_parts(error: Exception) -> ErrorParts:
    """Split an error into where, what and next; one that is not the kit's own is reported as a defect."""
    if isinstance(error, OSError):
        error = refused_by_disk(error) or error
    if not isinstance(error, AutograderError):
        text = "".join(traceback.format_exception(error)).strip()
        next_step = "this is a defect of the kit: please report it with this text"
        error = LaneLost("the grader itself", text, next_step)
    return error.where, str(error.what), str(error.next_step)


def _requests(asked: IO[bytes]) -> Iterator[bytes]:
    while select.select([asked], [], [], IDLE_SECONDS)[0] and (body := _read(asked)):
        yield body


def _write(end: IO[bytes], body: bytes) -> None:
    end.write(framing.framed(body, framing.LONGEST))  # it may hold an assignment's data
    end.flush()


def _read(end: IO[bytes]) -> bytes:
    """Read one frame; b"" if the other end is gone."""
    head = end.read(framing.HEAD)
    size = framing.length(head, framing.LONGEST) if len(head) == framing.HEAD else 0
    body = end.read(size)
    return body if len(body) == size else b""
