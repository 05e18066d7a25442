"""How far a running `grade` is, in a small file for those who look at the class meanwhile."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import msgspec

from autograder.errors import AutograderError
from autograder.files import write_whole
from autograder.paths import Places

EVERY_SECONDS = 0.3


class RunningGrade(msgspec.Struct, frozen=True):
    """A `grade` that has not ended, and how many of its hand-ins are graded."""

    assignment: str
    done: int
    whole: int
    process: int
    began: float  # seconds since 1970


@contextmanager
def telling(
    places: Places, name: str, progress: Callable[[int, int], None] | None
) -> Iterator[Callable[[int, int], None]]:
    """Give what tells the file and `progress`; the file is gone when the block has ended."""
    file, began, written = places.progress, time.time(), 0.0

    def tell(done: int, whole: int) -> None:
        nonlocal written
        if progress:
            progress(done, whole)
        if time.monotonic() - written >= EVERY_SECONDS:
            written = time.monotonic()
            with suppress(AutograderError):  # no report depends on it; a full disk shows at what matters
                write_whole(file, msgspec.json.encode(RunningGrade(name, done, whole, os.getpid(), began)))

    try:
        yield tell
    finally:
        file.unlink(missing_ok=True)


def running(places: Places) -> RunningGrade | None:
    """The `grade` that is running, if one is; what a killed one left is nothing."""
    try:
        grade = msgspec.json.decode(places.progress.read_bytes(), type=RunningGrade)
        os.kill(grade.process, 0)
    except PermissionError:
        return grade  # somebody else's process, which is there
    except (OSError, OverflowError, msgspec.MsgspecError):
        return None
    return grade
