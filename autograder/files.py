"""Files written whole or not at all, by one writer at a time; zips that are the same bytes each time."""

import contextlib
import ctypes
import errno
import io
import os
import shutil
import stat
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from autograder.errors import AutograderError

LOCK_SECONDS = 30.0
TURN_SECONDS = 60.0
_LOOK_SECONDS = 0.05
_AT_ONCE = 0.3  # seconds that nobody needs to be told of
_WORTH_TELLING = 5.0
_HOLDER = 100  # characters on who holds a lock
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_NEXT = "make room or change the permissions, and run this again; what is finished is kept"
_REFUSALS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EFBIG, errno.EIO}
_LITTLE = 1 << 20  # free bytes of a disk that is as good as full


@contextlib.contextmanager
def open_atomically(file: Path, durable: bool = False, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Open a file that gets its name when the block has ended well, and leaves nothing where it has not."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        part.unlink(missing_ok=True)  # a process of this number may have been killed
        with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode), "w+b") as opened:
            yield opened
            opened.flush()
            if durable:
                os.fsync(opened.fileno())
        part.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def write_atomically(file: Path, raw: bytes, durable: bool = False, mode: int = 0o666) -> None:
    """Write a file that is there whole or not at all; a durable one even after a power cut."""
    try:
        with open_atomically(file, durable, mode) as opened:
            opened.write(raw)
    except OSError as error:
        raise AutograderError(file, f"cannot be written ({error.strerror})", _NEXT) from error


def refused_by_disk(error: OSError) -> AutograderError | None:
    """Return what a disk or its rights refuse, for a person; None for another error, which is a bug."""
    if error.errno not in _REFUSALS:
        return None
    where: object = error.filename
    if where is None:  # a write names no file
        places = (Path.cwd(), Path(tempfile.gettempdir()))
        full = [str(place) for place in places if shutil.disk_usage(place).free < _LITTLE]
        where = f"the disk of {' and of '.join(full)}" if full else "a disk"
    return AutograderError(where, f"cannot be read or written ({error.strerror})", _NEXT)


class NotPlain(OSError):
    """A folder, a pipe or a device in the place of a file: one may have no end, another no beginning."""


class TooLarge(OSError):
    """A file that is larger than anything that is meant to be there."""


def open_plain(file: Path, follow_link: bool = True) -> BinaryIO:
    """Open a plain file to be read; an OSError says why it is not."""
    how = [] if follow_link else ["O_NOFOLLOW"]
    flags = [getattr(os, name, 0) for name in ("O_NONBLOCK", "O_BINARY", *how)]  # no system has them all
    opened = os.open(file, sum(flags, os.O_RDONLY))
    if not stat.S_ISREG(os.fstat(opened).st_mode):  # asked first: a folder cannot even be wrapped
        os.close(opened)
        raise NotPlain(errno.EINVAL, "it is no plain file", str(file))
    return os.fdopen(opened, "rb")


def read_plain(file: Path, limit: int) -> bytes:
    """Read a plain file of at most `limit` bytes; an OSError says why it is not read."""
    with open_plain(file) as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise TooLarge(errno.EFBIG, f"it is larger than {limit >> 20} MB", str(file))
    return raw


def files_below(*folders: Path) -> list[Path]:
    """The files below some folders, folder by folder, each in order; without what Python compiles them to."""
    return [
        file
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    ]


def stat_of(path: str | Path) -> tuple[int, ...]:
    """Return what tells whether anybody has touched a path since; a single 0 where there is nothing."""
    try:
        found = os.lstat(path)
    except OSError:
        return (0,)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def flush(folder: Path) -> None:
    """Bring everything that was written on the file system of `folder` to the disk itself.

    Once for a whole class: waiting for the disk after each of its files would take as long as grading.
    """
    if sys.platform != "linux":
        os.sync()
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(opened) < 0:
            why = os.strerror(ctypes.get_errno())
            raise AutograderError(folder, f"what was written may not be on the disk ({why})", _NEXT)
    finally:
        os.close(opened)


@contextlib.contextmanager
def flushing(folder: Path) -> Iterator[None]:
    """Flush in a background thread while the block runs: the disk is slow, and needs no processor."""
    wrong: list[Exception] = []

    def aside() -> None:
        try:
            flush(folder)
        except Exception as error:
            wrong.append(error)

    waiting = threading.Thread(target=aside)
    waiting.start()
    try:
        yield
    finally:
        waiting.join()
    if wrong:
        raise wrong[0]


def remove_partial_files(folder: Path, pattern: str) -> None:
    """Remove what killed writes left in the folders that `pattern` names; what is being written stays."""
    for part in folder.glob(f"{pattern}/.*.part"):
        with contextlib.suppress(OSError):
            if not _is_being_written(part):
                part.unlink()


def _is_being_written(part: Path) -> bool | None:
    """Whether the process whose number the file has is there; None where that cannot be known."""
    try:
        return is_running(int(part.name.split(".")[-2]))
    except ValueError:
        return None  # no file of ours


def is_running(process: int) -> bool | None:
    """Whether a process is there and has not ended; None where that cannot be known."""
    if sys.platform == "win32":
        return None  # there a signal of 0 would end a process
    try:
        os.kill(process, 0)
        # One that has ended keeps its number until its parent asks, which may be long.
        state = Path(f"/proc/{process}/stat").read_bytes().rpartition(b") ")[2][:1]
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    except OverflowError:
        return None
    except OSError:
        return sys.platform != "linux"  # gone between the two, or a system without /proc
    return state != b"Z"


def sweep(folder: Path) -> None:
    """Remove what killed processes left in a folder in which others may be writing."""
    for part in folder.glob(".*.part"):
        if _is_being_written(part) is False:
            part.unlink(missing_ok=True)


def write_private(file: Path, raw: bytes) -> None:
    """Write a file that its owner alone may read, and remove what a killed process left beside it."""
    sweep(file.parent)
    write_atomically(file, raw, mode=0o600)


class Busy(AutograderError):
    """Another process holds a lock."""


@contextlib.contextmanager
def locked(file: Path, doing: str, seconds: float | None = None) -> Iterator[None]:
    """Hold the lock `file`; a second process says at once for which one it waits, and gives up after a time.

    Processes that are forked meanwhile hold it too, so that the next one starts when they all are gone.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = open(file, "a+", encoding="utf-8")
    except OSError as error:
        raise AutograderError(file, f"cannot be written ({error.strerror})", _NEXT) from error
    with opened:
        patience = LOCK_SECONDS if seconds is None else seconds
        if not _lock(opened.fileno(), min(patience, _AT_ONCE)):
            opened.seek(0)
            process, _, theirs = opened.read(_HOLDER).strip().partition(" ")
            holder = f"process {process} is {theirs or doing} this course"
            holder = "".join(char for char in holder if char.isprintable())
            if patience >= _WORTH_TELLING:
                print(f"{holder}: waiting for it, {patience:.0f} s at most", file=sys.stderr, flush=True)
            if not _lock(opened.fileno(), max(0.0, patience - _AT_ONCE)):
                raise Busy(file.parent, holder, "wait for it, or end it")
        with contextlib.suppress(OSError):  # it is for people; a full disk shows at what matters
            opened.truncate(0)
            opened.write(f"{os.getpid()} {doing}")
            opened.flush()
        yield


@contextlib.contextmanager
def in_turn(seconds: float = TURN_SECONDS) -> Iterator[None]:
    """Do something that takes much memory while no other process of ours on this machine does.

    After `seconds` it goes on all the same, and so it does where nothing can be locked. The lock is on a
    folder that no worker can open, and goes with its process.
    """
    opened = -1
    with contextlib.suppress(ImportError, OSError):
        opened = os.open(tempfile.gettempdir(), os.O_RDONLY)
        _lock(opened, seconds)
    try:
        yield
    finally:
        if opened >= 0:
            os.close(opened)


def _lock(opened: int, seconds: float) -> bool:
    """Lock an open file, or give up after `seconds`."""
    import fcntl  # here, since Windows has none, and there `grade` has to say why it does not

    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_LOOK_SECONDS)
        else:
            return True


def zip_entry(name: str, mode: int = 0o644, when: datetime | None = None) -> zipfile.ZipInfo:
    """Entry of a zip that says nothing of the machine on which it was made, nor of when, unless told."""
    entry = zipfile.ZipInfo(name, max(_LONG_AGO, when.timetuple()[:6]) if when else _LONG_AGO)
    entry.create_system = 3  # Unix, whatever this machine is: only that one has rights
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | mode) << 16
    return entry


def zipped(
    files: Mapping[str, bytes], programs: frozenset[str] = frozenset(), when: datetime | None = None
) -> bytes:
    """A zip of files by name, sorted; those in `programs` may be run where it is unpacked."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as opened:
        for name, raw in sorted(files.items()):
            opened.writestr(zip_entry(name, 0o755 if name in programs else 0o644, when), raw)
    return whole.getvalue()
