"""The LMSs that the kit knows. Another one is a file beside this one and a line in it."""

from autograder.lms.canvas import CANVAS
from autograder.lms.gradescope import GRADESCOPE
from autograder.lms.moodle import MOODLE
from autograder.lms.system import LMS

_SYSTEMS = {lms.name: lms for lms in (CANVAS, MOODLE, GRADESCOPE)}


def register(lms: LMS) -> None:
    """Make an LMS known to all of the kit."""
    _SYSTEMS[lms.name] = lms


def systems() -> tuple[LMS, ...]:
    """Return every LMS, in the order in which they were registered."""
    return tuple(_SYSTEMS.values())


def lms_named(name: str) -> LMS:
    """Return the LMS of this name."""
    return _SYSTEMS[name]


def names(part: str) -> list[str]:
    """Return the names of the LMSs that have a part, such as `export`."""
    return [lms.name for lms in systems() if getattr(lms, part)]
