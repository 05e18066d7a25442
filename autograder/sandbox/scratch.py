"""Folders for workers' files, removed once no process holds them any more.

A process that is killed cannot tidy up. So each process locks its folder, and the next process that makes
a folder removes all that are not locked.
"""

import itertools
import os
import tempfile
import time
from pathlib import Path

PREFIX = "autograder-scratch-"
SECONDS = 60.0


class Scratch:
    """A temporary folder that this process holds until `close` or until the process ends."""

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
        """Remove the folder. Safe to call twice."""
        if self._held >= 0:
            remove(self.path)
            os.close(self._held)
            self._held = -1

    def __enter__(self) -> str:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.close()


def remove(path: str | Path, seconds: float = SECONDS) -> bool:
    """Remove a folder, whatever a student made of it: deep, full, without rights, with links to elsewhere.

    Return False if it is not gone after `seconds`. That is no error: the next sweep tries again.
    """
    until = time.monotonic() + seconds
    try:
        top = _enter(path)
        try:
            while _empty(top, top, until):
                pass
        finally:
            os.close(top)
        os.rmdir(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _empty(folder: int, top: int, until: float) -> bool:
    """Remove up to a thousand entries of a folder; return False if there were none.

    Folders in a folder below `top` are moved up to `top`, so that none is ever too deep to be reached.
    """
    with os.scandir(folder) as entries:
        some = list(itertools.islice(entries, 1000))
    for entry in some:
        if time.monotonic() > until:
            raise TimeoutError
        if not entry.is_dir(follow_symlinks=False):
            os.unlink(entry.name, dir_fd=folder)
            continue
        inner = _enter(entry.name, folder)
        try:
            if folder != top:
                os.rename(entry.name, os.urandom(16).hex(), src_dir_fd=folder, dst_dir_fd=top)
                continue
            while _empty(inner, top, until):
                pass
            os.rmdir(entry.name, dir_fd=top)
        finally:
            os.close(inner)
    return bool(some)


def _enter(path: str | Path, parent: int | None = None) -> int:
    """Open a folder, but no link to one, even if it was left without permissions; return its descriptor."""
    place = os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
    try:
        itself = f"/proc/self/fd/{place}"
        os.chmod(itself, 0o700)
        return os.open(itself, os.O_RDONLY | os.O_DIRECTORY)
    finally:
        os.close(place)


def sweep() -> None:
    """Remove all scratch folders whose holders are gone."""
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
