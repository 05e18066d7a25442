"""Void tests, which turned out bad after grading: each that course.yml names must exist."""

from autograder import course
from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.paths import Places


def refuse_unknown(places: Places, number: int, entry: Assignment) -> None:
    """Raise CourseError if an entry of `void` names no test. `number` is the index of the assignment."""
    if not entry.void:
        return
    known = known_tests(places, entry.name)
    for place, void in enumerate(entry.void):
        cell = void.test.partition("::")[0]
        if any(void.names(cell, test) for test in known.get(cell, ())):
            continue
        there = ", ".join(f"{cell}::{test}" for test in known.get(cell, ()))
        raise CourseError(
            course.place_of(places.root, f"assignments[{number}].void[{place}].test"),
            f"there is no test {void.test}",
            f"use one of: {there or ', '.join(known)}",
        )


def known_tests(places: Places, name: str) -> dict[str, tuple[str, ...]]:
    """Map each grade cell of an assignment to the names of its tests, as pytest knows them."""
    from autograder.grading.suite import Suites, with_suites  # loads pytest: only if something is void

    def named(suites: Suites) -> dict[str, tuple[str, ...]]:
        return {
            cell: tuple(dict.fromkeys(test.name for test in tests)) for cell, tests in suites.cells.items()
        }

    return with_suites(places, name, named)
