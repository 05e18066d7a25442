"""Waiting for a file to be saved again."""

import time
from collections.abc import Iterator
from pathlib import Path

from autograder.files import stat_of

EVERY = 0.4  # seconds between two looks
SETTLED = 0.2  # an editor may write in several steps


def saves(file: Path) -> Iterator[None]:
    """Yield at once, and then each time that the file has changed. Only Ctrl-C ends it."""
    known = _state(file)
    yield
    while True:
        time.sleep(EVERY)
        if _state(file) in (known, (0,)):
            continue  # gone for a moment: it is being replaced
        time.sleep(SETTLED)
        known = _state(file)
        yield


def _state(file: Path) -> tuple[int, ...]:
    return stat_of(file.resolve())[:3]  # without the time at which only its permissions changed
