"""Limits on our own side of a test: it might take minutes to show a student's answer in a message.

A message is cut to some hundred characters, so that of many arrays in an answer only the first are shown.
What is large in a way that nobody has thought of is ended by a limit on processor time.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import numpy as np

SECONDS = 20.0  # processor time of this process alone: waiting for a worker spends none
AGAIN = 1.0  # seconds to the next signal: a suite may have caught the first
_SMALL = (
    *("display.max_rows", 8, "display.min_rows", 6, "display.max_columns", 6),
    *("display.width", 80, "display.max_colwidth", 24),
)
ARRAYS = 100  # arrays of one test's answers that are shown, far more than a message has room for


class TooLargeToShow(BaseException):
    """Our side of a test took too long. A BaseException, so that no suite's `raises` takes it."""


@contextmanager
def time_limited() -> Iterator[None]:
    """Limit one test, in the block: show few arrays, and raise TooLargeToShow if it takes too long."""
    with np.printoptions(**few_arrays()), small_tables():
        if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
            yield  # only the main thread gets signals; elsewhere the suite's own deadline is left
            return
        before = signal.signal(signal.SIGVTALRM, _stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)


def _stop(*_: object) -> None:
    raise TooLargeToShow


def small_tables() -> AbstractContextManager[object]:
    """Show only the first and last rows of a pandas table in the block. pandas is not loaded for it."""
    pandas = sys.modules.get("pandas")
    return pandas.option_context(*_SMALL) if pandas is not None else nullcontext()


def few_arrays() -> dict[str, Any]:
    """Return options for NumPy that show the first arrays as always, and the others as one word."""
    if "override_repr" not in np.get_printoptions():
        return {}  # an older NumPy: only the deadline helps
    shown = 0

    def brief(array: "np.ndarray[Any, Any]") -> str:
        nonlocal shown
        shown += 1
        if shown > ARRAYS:
            return "array(…)"
        with np.printoptions(override_repr=None):
            return np.array_repr(array)

    return {"override_repr": brief}
