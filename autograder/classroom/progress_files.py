"""Progress of a running `grade` or follower, in small files for others who look at the class meanwhile."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from autograder.errors import AutograderError
from autograder.files import is_running, write_atomically
from autograder.paths import Places

EVERY_SECONDS = 0.3
Status = TypeVar("Status", "RunningGrade", "FollowerStatus")


class RunningGrade(msgspec.Struct, frozen=True):
    """A `grade` that has not ended, and how many of its hand-ins are graded."""

    assignment: str
    done: int
    whole: int
    process: int
    began: float  # seconds since 1970


@contextmanager
def progress_reported(
    places: Places, name: str, progress: Callable[[int, int], None] | None
) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that reports progress to the file and to `progress`; remove the file afterwards."""
    file, began, written = places.progress, time.time(), 0.0

    def tell(done: int, whole: int) -> None:
        nonlocal written
        if progress:
            progress(done, whole)
        if time.monotonic() - written >= EVERY_SECONDS:
            written = time.monotonic()
            with suppress(AutograderError):  # no report depends on it, and a full disk stops what matters
                write_atomically(
                    file, msgspec.json.encode(RunningGrade(name, done, whole, os.getpid(), began))
                )

    try:
        yield tell
    finally:
        file.unlink(missing_ok=True)


def running_grade(places: Places) -> RunningGrade | None:
    """Return the `grade` that is running, or None; what a killed one left does not count."""
    return _of_a_live_process(places.progress, RunningGrade)


class FollowerStatus(msgspec.Struct, frozen=True):
    """A `grade --follow` that has not ended, and what it has done."""

    assignment: str
    process: int
    began: float  # seconds since 1970
    graded: int
    arriving: int  # hand-ins that are not settled, or cannot be read yet
    over: int  # hand-ins that wait for tomorrow, by the quota
    trouble: str = ""  # what goes wrong at present

    @property
    def since(self) -> str:
        """Start time, in this machine's time zone."""
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(self.began))


def write_follower_status(places: Places, now: FollowerStatus) -> None:
    """Write what a follower has done to a file, for others who look at the class meanwhile."""
    with suppress(AutograderError):  # no report depends on it, and a full disk stops what matters
        write_atomically(_follower_file(places, now.assignment), msgspec.json.encode(now))


def remove_follower_status(places: Places, name: str) -> None:
    """Remove a follower's status file."""
    _follower_file(places, name).unlink(missing_ok=True)


def running_follower(places: Places, name: str) -> FollowerStatus | None:
    """Return the `grade --follow` of an assignment that is running, or None; a killed one does not count."""
    return _of_a_live_process(_follower_file(places, name), FollowerStatus)


def _of_a_live_process(file: Path, kind: type[Status]) -> Status | None:
    try:
        status = msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None
    return status if is_running(status.process) else None


def _follower_file(places: Places, name: str) -> Path:
    return places.class_state(name).with_suffix(".following.json")
