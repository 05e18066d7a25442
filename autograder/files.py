"""Files written whole or not at all, by one writer at a time; zips and JSON, the same bytes each time."""

import contextlib
import ctypes
import errno
import io
import os
import shutil
import stat
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from autograder.errors import AutograderError

LOCK_SECONDS = 30.0
TURN_SECONDS = 60.0
_LOOK_SECONDS = 0.05
_AT_ONCE = 0.3  # seconds of waiting before anything is said
_WORTH_TELLING = 5.0
_HOLDER = 100  # characters on who holds a lock
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_NEXT = "make room or change the permissions, and run this again; what is finished is kept"
_REFUSALS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EFBIG, errno.EIO}
_LITTLE = 1 << 20  # free bytes of a disk that is as good as full


@contextlib.contextmanager
def open_atomically(file: Path, durable: bool = False, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Open a file that gets its name when the block ends, and is removed if the block fails."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        part.unlink(missing_ok=True)  # left by a killed process with the same id
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
    """Write a file whole or not at all; with `durable`, it is on the disk itself afterwards."""
    try:
        with open_atomically(file, durable, mode) as opened:
            opened.write(raw)
    except OSError as error:
        raise AutograderError(file, f"cannot be written ({error.strerror})", _NEXT) from error


def refused_by_disk(error: OSError) -> AutograderError | None:
    """Return the message for a person if a disk or its permissions refuse; None if the error is a bug."""
    if error.errno not in _REFUSALS:
        return None
    where: object = error.filename
    if where is None:  # a write names no file
        places = (Path.cwd(), Path(tempfile.gettempdir()))
        full = [str(place) for place in places if shutil.disk_usage(place).free < _LITTLE]
        where = f"the disk of {' and of '.join(full)}" if full else "a disk"
    return AutograderError(where, f"cannot be read or written ({error.strerror})", _NEXT)


class NotPlain(OSError):
    """A folder, a pipe or a device instead of a plain file: reading it may fail, or never begin or end."""


class TooLarge(OSError):
    """A file that is larger than its reader allows."""


def open_plain(file: Path, follow_link: bool = True) -> BinaryIO:
    """Open a plain file for reading; raise an OSError that says why it cannot be opened."""
    how = [] if follow_link else ["O_NOFOLLOW"]
    flags = [getattr(os, name, 0) for name in ("O_NONBLOCK", "O_BINARY", *how)]  # no system has them all
    opened = os.open(file, sum(flags, os.O_RDONLY))
    if not stat.S_ISREG(os.fstat(opened).st_mode):  # asked first: a folder cannot even be wrapped
        os.close(opened)
        raise NotPlain(errno.EINVAL, "it is no plain file", str(file))
    return os.fdopen(opened, "rb")


def read_plain(file: Path, limit: int) -> bytes:
    """Read a plain file of at most `limit` bytes; raise an OSError that says why it cannot be read."""
    with open_plain(file) as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise TooLarge(errno.EFBIG, f"it is larger than {limit >> 20} MB", str(file))
    return raw


def files_below(*folders: Path) -> list[Path]:
    """Return the files below some folders, folder by folder, each in order, without any `__pycache__`."""
    return [
        file
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    ]


def stat_of(path: str | Path) -> tuple[int, ...]:
    """Return a path's inode, size and times, which change if it is touched; `(0,)` if nothing is there."""
    try:
        found = os.lstat(path)
    except OSError:
        return (0,)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def flush(folder: Path) -> None:
    """Flush the whole file system of `folder` to the disk.

    It is called once for a class: waiting for the disk after each file would take as long as grading.
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
    from concurrent.futures import ThreadPoolExecutor  # here, since it takes as long as all that is above

    with ThreadPoolExecutor(1) as aside:
        flushed = aside.submit(flush, folder)
        yield
    flushed.result()


def remove_partial_files(folder: Path, pattern: str = ".") -> None:
    """Remove the partial files of killed processes from folders that match `pattern`.

    Running writes stay, and so do files of others that only have such a name.
    """
    for part in folder.glob(f"{pattern}/.*.part"):
        process = part.name.split(".")[-2]
        with contextlib.suppress(OSError):
            if process.isdecimal() and is_running(int(process)) is False:
                part.unlink()


def is_running(process: int) -> bool | None:
    """Return True if a process exists and has not ended; None if that cannot be known."""
    if sys.platform == "win32":
        return None  # there a signal of 0 would end a process
    try:
        os.kill(process, 0)
        # A process that has ended keeps its id until its parent waits for it, which may take long.
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


def write_private(file: Path, raw: bytes) -> None:
    """Write a file that its owner alone may read, and remove what a killed process left beside it."""
    remove_partial_files(file.parent)
    write_atomically(file, raw, mode=0o600)


class Busy(AutograderError):
    """Another process holds a lock."""


@contextlib.contextmanager
def locked(file: Path, doing: str, seconds: float | None = None) -> Iterator[None]:
    """Hold the lock `file` during the block. If another process holds it, say so and wait; then raise Busy.

    Processes that are forked meanwhile hold it too: the lock is free when all of them have ended.
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
def in_turn() -> Iterator[None]:
    """Run the block, which takes much memory, while no other process of ours on this machine runs such a one.

    After TURN_SECONDS it runs all the same, and also if nothing can be locked. The lock is on a folder that
    no worker can open, and ends with its process.
    """
    opened = -1
    with contextlib.suppress(ImportError, OSError):
        opened = os.open(tempfile.gettempdir(), os.O_RDONLY)
        _lock(opened, TURN_SECONDS)
    try:
        yield
    finally:
        if opened >= 0:
            os.close(opened)


def _lock(opened: int, seconds: float) -> bool:
    """Lock an open file; return False if that fails for `seconds`."""
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


def json_bytes(value: object, is_sorted: bool = False) -> bytes:
    """Return a value as indented JSON; with `is_sorted`, equal values are equal bytes."""
    raw = msgspec.json.encode(value, order="sorted" if is_sorted else None)
    return msgspec.json.format(raw, indent=1) + b"\n"


def zip_entry(name: str, mode: int = 0o644, when: datetime | None = None) -> zipfile.ZipInfo:
    """Return a zip entry that tells nothing of the machine that made it; its date is `when`, else 1980."""
    entry = zipfile.ZipInfo(name, max(_LONG_AGO, when.timetuple()[:6]) if when else _LONG_AGO)
    entry.create_system = 3  # Unix, whatever this machine is: only that one has rights
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | mode) << 16
    return entry


def zipped(
    files: Mapping[str, bytes], programs: frozenset[str] = frozenset(), when: datetime | None = None
) -> bytes:
    """Return a zip of files by name, sorted; those in `programs` are executable when unpacked."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as opened:
        for name, raw in sorted(files.items()):
            opened.writestr(zip_entry(name, 0o755 if name in programs else 0o644, when), raw)
    return whole.getvalue()
