"""Waiting for what comes soon: patiently, since the machine may be busy."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

SECONDS = 60.0
Found = TypeVar("Found")


def wait_until(look: Callable[[], Found], otherwise: str, seconds: float = SECONDS) -> Found:
    """Look again and again until there is something, and return it; an AssertionError says `otherwise`."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, otherwise
        time.sleep(0.005)
    return found


def is_gone(pid: int, seconds: float = SECONDS) -> bool:
    """Whether a process comes to its end: it is no more, or dead and waiting to be taken away."""
    until = time.monotonic() + seconds
    while _lives(pid) and time.monotonic() < until:
        time.sleep(0.005)
    return not _lives(pid)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2][:1] not in b"ZX"
    except OSError:
        return False
