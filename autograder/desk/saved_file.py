"""Waiting for a file to be saved again."""

import time
from collections.abc import Iterator
from pathlib import Path

EVERY = 0.4  # seconds between two looks
SETTLED = 0.2  # an editor may write in several steps


def saves(file: Path) -> Iterator[None]:
    """Yield at once, and then each time that the file has changed. Only Ctrl-C ends it."""
    known = _state(file)
    yield
    while True:
        time.sleep(EVERY)
        found = _state(file)
        if found == known or found is None:
            continue  # gone for a moment: it is being replaced
        time.sleep(SETTLED)
        known = _state(file)
        yield


def _state(file: Path) -> tuple[int, int, int] | None:
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
