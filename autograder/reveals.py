"""Whether an assignment would show answers of one that the class is still writing.

Each notebook stands alone, so that a later one's given code holds what an earlier one asked for. `reveals`
in course.yml says which; `reveal` what follows from it.
"""

from collections.abc import Sequence
from datetime import datetime

from autograder.course import Course


def too_early(course: Course, now: datetime) -> dict[str, tuple[str, ...]]:
    """Of each assignment those of which it shows answers and that are not over; without a date none is."""
    known = {entry.name for entry in course.assignments}

    def is_over(name: str) -> bool:
        end = (course.closes(name) if course.reveal == "closes" else None) or course.due(name)
        return end is not None and end <= now

    early = {
        entry.name: tuple(name for name in entry.reveals if name in known and not is_over(name))
        for entry in course.assignments
    }
    return {name: others for name, others in early.items() if others}


def warnings(course: Course, names: Sequence[str], now: datetime) -> tuple[str, ...]:
    """A sentence for each of `names` that goes out too early, or stays back."""
    early = too_early(course, now)
    return tuple(
        f"{name}: {'mind that' if course.reveal == 'warn' else 'left out, since'} its given code shows "
        f"answers of {', '.join(early[name])}, not {'closed' if course.reveal == 'closes' else 'due'} yet"
        for name in names
        if name in early
    )


def before_it_goes_out(course: Course, names: Sequence[str], now: datetime) -> tuple[str, ...]:
    """One line for whoever has just built `names`, and may be about to give them out."""
    early = too_early(course, now)
    listed = "; ".join(f"{name} ({', '.join(early[name])})" for name in names if name in early)
    if not listed:
        return ()
    end = "closed" if course.reveal == "closes" else "due"
    next_step = "mind that" if course.reveal == "warn" else "do not give these out yet,"
    return (f"{next_step} their given code shows answers of assignments that are not {end} yet: {listed}",)
