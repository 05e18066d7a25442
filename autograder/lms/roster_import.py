"""Lists of students that an LMS exports, brought into the roster, and its changes into the gradebook."""

from collections.abc import Sequence

from autograder.course import Course
from autograder.lms import registry
from autograder.paths import Places
from autograder.submissions import roster
from autograder.submissions.roster import ListFormat, Roster


def import_roster(course: Course, places: Places, raw: bytes, where: str) -> tuple[Roster, list[str]]:
    """Bring a list of any LMS, or of one's own, into the roster. Return the roster, and what changed.

    The gradebook gets the names of those whom it knows.
    """
    from autograder.gradebook import grades  # its libraries take longer to load than a list takes to read

    taken, changes = roster.take_roster(course, places, raw, where, list_format())
    grades.record_people(grades.address(course, places), taken.students)
    return taken, changes


def change_leaving(course: Course, places: Places, students: Sequence[str], left: str) -> None:
    """Note the day on which students left, in the gradebook too; with an empty day they are back."""
    from autograder.gradebook import grades  # as above

    changed = roster.change_leaving(places, students, left)
    grades.record_people(
        grades.address(course, places), [entry for entry in changed.students if entry.id in students]
    )


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
