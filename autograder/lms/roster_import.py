"""Lists of students that an LMS exports, brought into the roster, and its changes into the gradebook."""

from collections.abc import Sequence

from autograder.course import Course
from autograder.lms import registry
from autograder.paths import Places
from autograder.submissions import roster
from autograder.submissions.roster import ListFormat, Roster, RosterEntry


def import_roster(course: Course, places: Places, raw: bytes, where: str) -> tuple[Roster, list[str]]:
    """Bring a list of any LMS, or of one's own, into the roster. Return the roster, and what changed.

    The gradebook gets the names of those whom it knows.
    """
    return roster.take_roster(course, places, raw, where, list_format(), _into_gradebook(course, places))


def change_leaving(course: Course, places: Places, students: Sequence[str], left: str) -> None:
    """Note the day on which students left, in the gradebook too; with an empty day they are back."""
    roster.change_leaving(places, students, left, _into_gradebook(course, places))


def _into_gradebook(course: Course, places: Places) -> roster.Record:
    """Return what writes people's names into the gradebook, which may be locked or not be writable."""

    def record(people: Sequence[RosterEntry]) -> None:
        from autograder.gradebook import grades  # its libraries take longer to load than a list to read

        grades.record_people(grades.address(course, places), people)

    return record


def list_format() -> ListFormat:
    """Return the columns and rows that the lists of all LMSs may have."""
    *first, last = (lms.title for lms in registry.systems())
    return ListFormat(
        {title: field for lms in registry.systems() for title, field in lms.roster_columns.items()},
        {title for lms in registry.systems() for title in lms.gradebook_columns},
        {name for lms in registry.systems() for name in lms.not_students},
        {title: called for lms in registry.systems() for title, called in lms.roles.items()},
        f"id, or the headers of a {', '.join(first)} or {last} list",
    )
