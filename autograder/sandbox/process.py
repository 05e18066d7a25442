"""Starts zygotes and workers, enforces their deadlines, and ends them."""

import contextlib
import ctypes
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from autograder.errors import SandboxError
from autograder.sandbox import tiers
from autograder.sandbox.scratch import Scratch, remove
from autograder.sandbox.tiers import NamespaceMaker, Tier
from autograder.worker import framing, pictures, protocol, zygote

WORKER_FOLDER = Path(zygote.__file__).parent
START_SECONDS = 60.0  # a first import of Matplotlib on a slow disk
TIDY_SECONDS = 5.0  # to remove a worker's files; a folder that takes longer waits for the zygote's end
MAX_LEFT = 4  # folders that may wait: if there are more, the first is removed, however long it takes
READ = 1 << 16
MAX_WAIT = 3600.0
LOOK_SECONDS = 2.0  # after a deadline, in which a reply that has come may still be read
MIN_REPLY = 2 << 20  # bytes that a function without arguments may return, such as a data set
ATTRIBUTE_REPLY = 16 << 20  # a request for an attribute has few bytes, and weights may have many
REPLY_GROWTH = 64  # a result is at most this many times its call's arguments
_ADDR_NO_RANDOMIZE = 0x0040000
_DUMPABLE = 4


def reply_limit(request: protocol.Request, sent: int) -> int:
    """Return how many bytes the reply to a request of `sent` bytes may have."""
    if isinstance(request, protocol.Get | protocol.Read | protocol.Next):
        return ATTRIBUTE_REPLY
    return min(max(MIN_REPLY, REPLY_GROWTH * sent), framing.MAX_FRAME)


class WorkerFailure(BaseException):
    """The student's process can no longer be used. A BaseException, which no suite's `raises` catches."""


class WorkerDied(WorkerFailure):
    """The process ended: an exit, a crash, out of memory."""


class DeadlinePassed(WorkerFailure):
    """No answer came in time. `starved` is True if the process was ready to run and got no processor."""

    def __init__(self, text: str, starved: bool = False) -> None:
        super().__init__(text)
        self.starved = starved


class WireBroken(WorkerFailure):
    """The worker's reply breaks the protocol, or answers no open request."""


Failure = TypeVar("Failure", bound=WorkerFailure)


class _Select:
    """A stand-in on Windows for `select.poll`, for one socket."""

    def register(self, stream: socket.socket, event: int) -> None:
        self.stream, self.event = stream, event

    def poll(self, milliseconds: float) -> list[object]:
        reads = [self.stream] if self.event == READABLE else []
        writes = [self.stream] if self.event == WRITABLE else []
        found = select.select(reads, writes, [], milliseconds / 1000)
        return [*found[0], *found[1]]


READABLE, WRITABLE = 1, 4  # select.POLLIN and POLLOUT, which Windows lacks
Poll = _Select if sys.platform == "win32" else select.poll


class Worker:
    """One locked-in process that runs one hand-in, for one grade cell."""

    def __init__(self, stream: socket.socket, pid: int, pidfd: int) -> None:
        self.stream, self.pid, self.pidfd = stream, pid, pidfd
        stream.setblocking(False)  # a deadline for each call of the socket's would cost three system calls
        self.poll, self.awaited = Poll(), 0
        self.frames = framing.Frames()
        self.untidy: list[str] = []  # folders that took too long to remove; the zygote shares its list
        self.dying: deque[int] | None = None  # the zygote's list of killed workers; None: wait for each
        self.alive = True
        self.failure: WorkerFailure | None = None  # how it ended, if that was not wanted
        self.scratch = ""  # its own folder, if that is on disk
        self.allowed = 0.0  # seconds that the open call or cell may take

    def send(self, message: protocol.Request, deadline: float) -> int:
        """Write one request, and return its number of bytes."""
        whole = protocol.frame(message)
        left = memoryview(whole)
        while left:
            try:
                left = left[self.stream.send(left) :]
            except BlockingIOError:
                self.wait(deadline, WRITABLE)
            except OSError as error:
                raise self.died() from error
        return len(whole)

    def receive(self, deadline: float, limit: int) -> protocol.Reply:
        """Read one reply of at most `limit` bytes, however slowly it drips, before `deadline`."""
        try:
            while (body := self.frames.body(limit)) is None:
                self.more(deadline)
            return protocol.reply(body)
        except protocol.WireError as error:
            raise self.ended(WireBroken(str(error))) from error

    def more(self, deadline: float) -> None:
        """Read what has come, or wait until `deadline` for something to come."""
        try:
            part = self.stream.recv(READ)
        except BlockingIOError:
            self.wait(deadline, READABLE)
            return
        except OSError as error:
            raise self.died() from error
        if not part:
            raise self.died()
        self.frames.add(part)

    def wait(self, deadline: float, event: int) -> None:
        """Wait until the stream can be read or written; raise DeadlinePassed if `deadline` passes first.

        What came in time counts even if we look a little late: the grader may have got no processor.
        """
        seconds = deadline - time.monotonic()
        if event != self.awaited:
            self.poll.register(self.stream, event)
            self.awaited = event
        if seconds < -LOOK_SECONDS or (
            not self.poll.poll(min(max(seconds, 0), MAX_WAIT) * 1000) and time.monotonic() >= deadline
        ):
            raise self.ended(DeadlinePassed("took too long", self.is_starved()))

    def is_starved(self) -> bool:
        """Return True if the process is ready to run and got less than half of its call's time.

        A process that sleeps, waits or is stopped does so by its own code.
        """
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_bytes().rpartition(b") ")[2].split()
        except OSError:
            return False
        used = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return fields[0] == b"R" and used < self.allowed / 2

    def died(self) -> WorkerDied:
        """End the worker, and return the exception for a process that is gone."""
        return self.ended(WorkerDied("the process ended"))

    def ended(self, failure: Failure) -> Failure:
        """End the worker, remember why, and return that failure to be raised."""
        self.kill()
        self.failure = failure
        return failure

    def kill(self) -> None:
        """End the process and everything in its pid namespace. Safe to call twice."""
        if not self.alive:
            return
        self.alive = False
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        self.stream.close()
        if self.dying is not None:
            # From here on it runs nothing more. The kernel still takes its namespaces apart, which takes as
            # long as making them: work before the next worker starts need not wait for that.
            self.dying.append(self.pidfd)
            return
        _wait(self.pidfd)
        if self.scratch and not remove(self.scratch, TIDY_SECONDS):
            self.untidy.append(self.scratch)
            if len(self.untidy) > MAX_LEFT:
                remove(self.untidy.pop(0))


def greeted(worker: Worker, step: str) -> Worker:
    """Return a worker once it says that it is ready; raise SandboxError, about this step, if it cannot be."""
    try:
        hello = worker.receive(time.monotonic() + START_SECONDS, 10_000)
    except WorkerFailure as failure:
        raise SandboxError("a worker's start", str(failure), "run `autograder doctor`") from failure
    if not isinstance(hello, protocol.Ready):
        worker.kill()
        raise SandboxError(step, getattr(hello, "reason", ""), "run `autograder doctor`")
    return worker


def _wait(pidfd: int) -> None:
    """Wait until a process that has been killed is gone, and close its pidfd."""
    ended = select.poll()  # select() takes no descriptor over 1023
    ended.register(pidfd, select.POLLIN)
    ended.poll(10_000)
    os.close(pidfd)


class Zygote:
    """A clean process with the imports loaded, from which workers are forked.

    It starts in the background; `confirm`, or the first fork, waits until it is ready.
    Processes that were forked from its owner may fork workers of their own from it too.
    """

    def __init__(
        self,
        tier: Tier,
        imports: tuple[str, ...],
        limits: tiers.WorkerLimits,
        data: str = "",
        how: NamespaceMaker | None = None,
        released: tuple[protocol.ProgramCell, ...] = (),
    ) -> None:
        if threading.current_thread() is not threading.main_thread():
            # The kernel ends a zygote with the thread that started it, while the process goes on.
            raise RuntimeError("a zygote must be started from the main thread")
        if how is None:
            how = tiers.probe().how if tier is Tier.STRONG else NamespaceMaker.OWN
        if tier is not Tier.NONE:
            _hide_from_own_user()
        self.scratch = Scratch()
        self.untidy: list[str] = []  # workers' folders that are still to be removed
        self.dying = deque[int]()  # pidfds of workers that have been killed
        draws = pictures.draws(imports)
        font = tiers.readable_font() if draws else ""
        readable = (*tiers.default_readable(), *([font] if font else ()))
        confinement = tiers.confinement(
            tier, scratch=self.scratch.path, readable=readable, data=data, limits=limits, how=how
        )
        ours, theirs = socket.socketpair()
        self.control = ours
        with theirs:
            self.process, parent = tiers.start(
                [sys.executable, "-s", "-B", str(WORKER_FOLDER / "__main__.py"), str(theirs.fileno())],
                how,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_scrubbed(font_cache() if draws else self.scratch.path),
                preexec_fn=_fixed_addresses if sys.platform == "linux" else None,
            )
        confinement = msgspec.structs.replace(confinement, parent=parent)
        real = tuple(os.path.realpath(path) for path in readable)
        self.launch = zygote.Launch(confinement, imports, real, released, font)
        self.is_ready = False
        self.pidfd = -1
        with contextlib.suppress(OSError, AttributeError):  # a kernel, or a system, without pidfds
            self.pidfd = os.pidfd_open(self.process.pid)
        self.control.settimeout(START_SECONDS)
        with contextlib.suppress(OSError):  # then there is no answer either
            self.control.sendall(framing.framed(msgspec.msgpack.encode(self.launch)))

    def confirm(self) -> Self:
        """Wait until the zygote is ready; raise SandboxError if it cannot be."""
        if self.is_ready:
            return self
        try:
            body = zygote.receive(self.control)
            started = (
                msgspec.msgpack.decode(body, type=zygote.Started)
                if body
                else zygote.Started("it ended at once")
            )
        except OSError as failure:
            started = zygote.Started(str(failure))
        if started.error:
            self.close()
            raise _not_started(started)
        self.is_ready = True
        return self

    def has_ended(self) -> bool:
        """Return True if the zygote is gone, which no hand-in can cause. A sharer then starts its own."""
        ended = select.poll()
        ended.register(self.pidfd, select.POLLIN)
        return bool(ended.poll(0))

    def fork(self) -> Worker:
        """Return a new worker, locked in, and on the same core as this process if that is bound to one."""
        self.confirm()
        self._bury()
        name = secrets.token_bytes(zygote.NAME)  # no worker can guess another's
        ours, theirs = socket.socketpair()
        back, forth = socket.socketpair()  # for this answer alone: other processes may be asking too
        head, descriptors = b"", list[int]()
        back.settimeout(START_SECONDS)
        with back, contextlib.suppress(OSError):  # the zygote is gone, or does not answer
            with theirs, forth:
                asked = name + zygote.core_as_bytes()
                socket.send_fds(self.control, [asked], [theirs.fileno(), forth.fileno()])
            head, descriptors, _, _ = socket.recv_fds(back, 8, 1)
        if len(head) < 8 or not descriptors:
            ours.close()
            raise SandboxError(
                "a worker's start", "the zygote ended", "run the command again; see `autograder doctor`"
            )
        worker = Worker(ours, int.from_bytes(head, "big"), descriptors[0])
        if self.launch.confinement.namespaces:
            worker.dying = self.dying
        else:
            worker.scratch, worker.untidy = os.path.join(self.scratch.path, name.hex()), self.untidy
        return greeted(worker, "a worker's confinement")

    def close(self) -> None:
        """End the zygote, and its workers with it. Safe to call twice."""
        self.control.close()
        self.process.kill()
        self.process.wait()
        if self.pidfd >= 0:
            os.close(self.pidfd)
            self.pidfd = -1
        self._bury()
        self.scratch.close()

    def _bury(self) -> None:
        """Wait until the processes of all killed workers are gone."""
        while self.dying:
            _wait(self.dying.popleft())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _not_started(started: zygote.Started) -> SandboxError:
    if not started.module:
        return SandboxError(
            "the worker's start", started.error, "run `autograder doctor`; check `imports` in course.yml"
        )
    return SandboxError(
        f"`imports` in course.yml, {started.module}",
        started.error,
        f"install it for {sys.executable}, where anybody may read it, or take it out of `imports`",
    )


def font_cache() -> str:
    """Return a folder with Matplotlib's list of fonts; a process of its own makes the list if there is none.

    A search for fonts takes seconds and starts a thread, and a zygote can afford neither.
    """
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = home / "autograder" / f"matplotlib-{sys.implementation.cache_tag}"
    if not list(folder.glob("fontlist-*.json")):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as made:  # so that no other process reads half a list
            subprocess.run(
                [sys.executable, "-c", "import matplotlib.font_manager"],
                env=os.environ | {"MPLCONFIGDIR": made},
                capture_output=True,
                timeout=START_SECONDS,
            )
            for file in Path(made).glob("fontlist-*.json"):
                file.replace(folder / file.name)
    return str(folder)


def environment() -> dict[str, str]:
    """Return variables for reproducible runs: one thread for each numeric library, and a fixed hash seed."""
    threads = ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB_MAXIMUM", "BLIS")
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "MPLBACKEND": "agg"}
    return {f"{name}_NUM_THREADS": "1" for name in threads} | fixed


def _scrubbed(cache: str) -> dict[str, str]:
    """Return a zygote's environment; of the grader's own it has only what NumPy needs on this processor."""
    kernel = {
        name: os.environ[name] for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE") if name in os.environ
    }
    return (
        environment()
        | kernel
        | {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "MPLCONFIGDIR": cache, "HOME": "/"}
    )


def _fixed_addresses() -> None:
    ctypes.CDLL(None).personality(_ADDR_NO_RANDOMIZE)


def _hide_from_own_user() -> None:
    """Hide this process's entries in /proc from a worker that runs as the same user."""
    ctypes.CDLL(None).prctl(_DUMPABLE, 0, 0, 0, 0)
