"""Warns where an assignment would show answers of one that the class is still writing.

Each notebook is complete by itself: a later one's given code holds what an earlier one asked for. `reveals`
in course.yml says which; `reveal` what follows from it.
"""

from collections.abc import Sequence
from datetime import datetime

from autograder.course import Assignment, Course, Reading
from autograder.errors import CourseError


def early_reveals(course: Course, now: datetime) -> dict[str, tuple[str, ...]]:
    """By notebook, the assignments whose answers it shows and that are not over: without a date none is."""
    known = {entry.name for entry in course.assignments}

    def is_over(name: str) -> bool:
        end = (course.closes(name) if course.reveal == "closes" else None) or course.due(name)
        return end is not None and end <= now

    shows: list[Assignment | Reading] = [
        *course.assignments,
        *(reading for reading in course.further if isinstance(reading, Reading)),
    ]
    early = {
        entry.name: tuple(name for name in entry.reveals if name in known and not is_over(name))
        for entry in shows
    }
    return {name: others for name, others in early.items() if others}


def warnings(course: Course, names: Sequence[str], now: datetime) -> tuple[str, ...]:
    """A sentence for each of `names` that goes out too early, or stays back."""
    early = early_reveals(course, now)
    return tuple(
        f"{name}: {'mind that' if course.reveal == 'warn' else 'left out, since'} its given code shows "
        f"answers of {', '.join(early[name])}, not {'closed' if course.reveal == 'closes' else 'due'} yet"
        for name in names
        if name in early
    )


def reveal_warnings(course: Course, names: Sequence[str], now: datetime) -> tuple[str, ...]:
    """One line for the author who has just built `names`, and may be about to give them out."""
    early = early_reveals(course, now)
    listed = "; ".join(f"{name} shows {', '.join(early[name])}" for name in names if name in early)
    if not listed:
        return ()
    begin = "mind when you give these out:" if course.reveal == "warn" else "do not give these out yet:"
    end = "closed" if course.reveal == "closes" else "due"
    return (f"{begin} their given code shows answers of assignments that are not {end} yet: {listed}",)


def refuse_too_early(course: Course, name: str, now: datetime) -> None:
    """CourseError where this notebook has to wait: for nbgrader's release step, whose output goes out."""
    early = early_reveals(course, now).get(name)
    if early and course.reveal != "warn":
        over = "closed" if course.reveal == "closes" else "due"
        raise CourseError(
            f"course.yml, reveal: {course.reveal}",
            f"{name} waits, since its given code shows answers of {', '.join(early)}, not {over} yet",
            f"release it later, or set `reveal: warn`; `autograder build {name}` writes release/{name} anew",
        )
