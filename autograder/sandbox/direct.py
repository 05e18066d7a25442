"""Workers started one by one, on any system: for a student's own computer, where nothing is confined.

Windows cannot fork and macOS has no pidfds, so each worker here is a fresh process with a socket of its
own. It imports NumPy each time, and has the same deadlines and the same answers as a forked one.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Self

import msgspec

from autograder.sandbox.process import WORKER_FOLDER, Worker, environment, greeted
from autograder.worker import desk


class DirectWorker(Worker):
    """A worker that is a child process of this one, and no zygote's."""

    def __init__(self, stream: socket.socket, process: "subprocess.Popen[bytes]") -> None:
        super().__init__(stream, process.pid, -1)
        self.process = process

    def is_starved(self) -> bool:
        """Return False, without a look: a student may run the check again."""
        return False

    def kill(self) -> None:
        """End the process. Safe to call twice."""
        if self.alive:
            self.alive = False
            self.process.kill()
            self.process.wait()
            self.stream.close()


class Direct:
    """Starts workers with these imports in the notebook's folder, without limits but the system's own.

    With the block in which it is used its workers end too, as a zygote's do.
    """

    def __init__(self, imports: tuple[str, ...], folder: Path) -> None:
        self.imports, self.folder = imports, folder
        self.workers: list[DirectWorker] = []

    def fork(self) -> Worker:
        ours, theirs = socket.socketpair()
        inherits = sys.platform != "win32"
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-s", "-B", str(WORKER_FOLDER / "__main__.py"), "--direct"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()] if inherits else (),
                cwd=self.folder,
                env=os.environ | environment(),
            )
            worker = DirectWorker(ours, process)
            self.workers.append(worker)
            assert process.stdin is not None
            with process.stdin as launch:
                own = theirs.fileno().to_bytes(4, "big") if inherits else theirs.share(process.pid)  # type: ignore[attr-defined]
                launch.write(msgspec.msgpack.encode(desk.DeskLaunch(own, self.imports)))
        return greeted(worker, "a worker's start")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.kill()
