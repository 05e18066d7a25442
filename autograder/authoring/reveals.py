"""Warnings of an assignment that would show answers of another one, which the class is still writing.

Each notebook is complete by itself: a later one's given code holds what an earlier one asked for. `reveals`
in course.yml says which notebook shows which; `reveal` says what follows from it.
"""

from collections.abc import Sequence
from datetime import datetime

from autograder.course import Assignment, Course, Reading
from autograder.errors import CourseError


def early_reveals(course: Course, now: datetime) -> dict[str, tuple[str, ...]]:
    """Map notebooks to the assignments whose answers they show too early. Without a date, none is over."""
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
    """Return a sentence for each of `names` that goes out too early, or is left out."""
    early = early_reveals(course, now)
    return tuple(
        f"{name}: {'mind that' if course.reveal == 'warn' else 'left out, since'} its given code shows "
        f"answers of {', '.join(early[name])}, not {'closed' if course.reveal == 'closes' else 'due'} yet"
        for name in names
        if name in early
    )


def reveal_warnings(course: Course, names: Sequence[str], now: datetime) -> tuple[str, ...]:
    """Return at most one warning, for an author who has built `names` and may be about to give them out."""
    early = early_reveals(course, now)
    listed = "; ".join(f"{name} shows {', '.join(early[name])}" for name in names if name in early)
    if not listed:
        return ()
    begin = "mind when you give these out:" if course.reveal == "warn" else "do not give these out yet:"
    end = "closed" if course.reveal == "closes" else "due"
    return (f"{begin} their given code shows answers of assignments that are not {end} yet: {listed}",)


def refuse_too_early(course: Course, name: str, now: datetime) -> None:
    """Raise CourseError if this notebook has to wait: for nbgrader's release step, whose output goes out."""
    early = early_reveals(course, now).get(name)
    if early and course.reveal != "warn":
        over = "closed" if course.reveal == "closes" else "due"
        raise CourseError(
            f"course.yml, reveal: {course.reveal}",
            f"{name} waits, since its given code shows answers of {', '.join(early)}, not {over} yet",
            f"release it later, or set `reveal: warn`; `autograder build {name}` writes release/{name} anew",
        )
