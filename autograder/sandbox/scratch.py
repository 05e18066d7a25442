"""Folders for workers' files, which go when nobody holds them any more.

Who is killed cannot tidy up. So a folder is locked by its holder, and the next one to make a folder
removes all that nobody holds.
"""

import itertools
import os
import tempfile
import time
from pathlib import Path

PREFIX = "autograder-scratch-"
SECONDS = 60.0


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


def remove(path: str | Path, seconds: float = SECONDS) -> bool:
    """Remove a folder, whatever a student made of it: deep, full, without rights, with links to elsewhere.

    False where it is not gone after `seconds`. That is nobody's error: the next sweep tries again.
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
    """Take up to a thousand things out of a folder; whether there were any.

    A folder below `top` hands its own folders up to it, so that none is ever too deep to be reached.
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
    """Open a folder, but no link to one; it may have been left without rights."""
    place = os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
    try:
        itself = f"/proc/self/fd/{place}"
        os.chmod(itself, 0o700)
        return os.open(itself, os.O_RDONLY | os.O_DIRECTORY)
    finally:
        os.close(place)


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
