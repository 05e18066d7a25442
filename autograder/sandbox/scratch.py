"""Folders for workers' files, which go when nobody holds them any more.

Who is killed cannot tidy up. So a folder is locked by its holder, and the next one to make a folder
removes all that nobody holds.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

PREFIX = "autograder-scratch-"


class Scratch:
    """A folder of our own, until `close` or the end of this process."""

    def __init__(self) -> None:
        import fcntl  # here, since a student's desk on Windows imports this module

        sweep()
        while True:
            self.path = tempfile.mkdtemp(prefix=PREFIX)
            try:
                self._held = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
            except FileNotFoundError:
                continue  # somebody swept it already
            fcntl.flock(self._held, fcntl.LOCK_EX)
            if os.path.isdir(self.path):  # nobody swept it before it was held
                return
            os.close(self._held)

    def close(self) -> None:
        """Remove it. Safe to call twice."""
        if self._held >= 0:
            remove(self.path)
            os.close(self._held)
            self._held = -1

    def __enter__(self) -> str:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.close()


def remove(path: str | Path) -> None:
    """Remove a folder, however deep a student has made it, and whatever rights it was made with."""
    with contextlib.suppress(RecursionError):
        shutil.rmtree(path, ignore_errors=True)
    if os.path.lexists(path):
        subprocess.run(["rm", "-rf", "--", path], stderr=subprocess.DEVNULL)


def sweep() -> None:
    """Remove the folders whose holders are gone."""
    import fcntl

    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            held = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue  # gone, or somebody else's
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(path)
        except BlockingIOError:
            pass
        finally:
            os.close(held)
