"""Messages to students whose score a regrade changed: a list for people, or files for an LMS.

A list is for a mail merge, or to be read. An LMS takes a file for each student under the name that it gave
their hand-in, as it takes feedback pages.
"""

from collections.abc import Sequence
from pathlib import Path

from autograder import timestamps
from autograder.classroom import notices
from autograder.classroom.notices import Notice
from autograder.course import Course, load_course
from autograder.csv_tables import decimals, write_table
from autograder.files import write_private
from autograder.lms import registry
from autograder.lms.export import FOR_PEOPLE
from autograder.lms.feedback_zip import packed_for
from autograder.lms.recipients import Export, formulas, left_out, named
from autograder.paths import Places
from autograder.submissions import roster
from autograder.submissions.roster import Roster, RosterEntry
from autograder.text import counted


def write_notices(
    root: Path,
    name: str,
    students: tuple[str, ...],
    since: str | None,
    reason: str,
    to: str,
    target: Path | None,
) -> tuple[Path | None, Export]:
    """Write a message to each student whose score a regrade changed; no file if there is nobody."""
    course, places = load_course(root)
    moment = timestamps.parse_option("--since", since, course.zone, "2026-12-05") if since else None
    given = notices.checked_reason(reason) if reason else ""
    found = notices.notices(course, places, name, moment, students)
    if given and found:
        notices.give_reason(places, name, [notice.student for notice in found], given, moment)
        found = notices.notices(course, places, name, moment, students)
    if not found:
        return None, Export(b"", 0, ("no regrade has changed the score of a hand-in that counts",))
    people = roster.read_roster(places)
    made = (
        _list(course, name, people, found)
        if to == FOR_PEOPLE
        else _zip(course, places, name, to, people, found)
    )
    file = target or places.exports / f"{name}-notices-{to}.{'csv' if to == FOR_PEOPLE else 'zip'}"
    write_private(file, made.raw)
    return file, Export(made.raw, made.rows, (*_summary(found), *made.notes))


def _list(course: Course, name: str, people: Roster, found: Sequence[Notice]) -> Export:
    """Make the list: a row for each student, with the whole message; a mail merge needs nothing else."""
    head = ["student", "name", "lms_id", "login", "number", "email", "section", "language"]
    rows: list[Sequence[str]] = [[*head, "old", "new", "max_score", "why", "reason", "message"]]
    persons = [people.get(notice.student) or RosterEntry(notice.student) for notice in found]
    for notice, person in zip(found, persons, strict=True):
        language = people.language_of(person.id, course.language)
        row = [person.id, person.name, person.lms_id, person.login, person.number, person.email]
        row += [person.section, language]
        row += map(decimals, (notice.old, notice.new, notice.max_score))
        row += [notices.reason_sentence(notice, language), " ".join(str(each) for each in notice.said)]
        rows.append([*row, " ".join(notices.sentences(notice, language))])
    return Export(write_table(rows, bom=True), len(found), tuple(formulas(persons)))


def _zip(
    course: Course, places: Places, name: str, to: str, people: Roster, found: Sequence[Notice]
) -> Export:
    """Make a zip with a text for each student, under the name that the LMS gave their hand-in."""
    texts = {}
    for notice in found:
        language = people.language_of(notice.student, course.language)
        texts[notice.student] = notices.message(notice, name, language).encode()
    first = "leave --to out, and send the messages of the list"
    packed = packed_for(places, name, to, texts, ".txt", first)
    notes = left_out(packed.left_out, f"did not come from {to}")
    if note := registry.lms_named(to).feedback_note:
        notes.append(note)
    return Export(packed.raw, len(packed.students), tuple(notes))


def _summary(found: Sequence[Notice]) -> list[str]:
    gain, lose = ([notice.student for notice in found if sign * notice.gain > 0] for sign in (1, -1))
    waits = [notice.student for notice in found if notice.new is None]
    decided = [notice.student for notice in found if notice.old is None and notice.new is not None]
    lines = [
        f"{counted(len(group), 'student')} {what}: {named(group)}"
        for group, what in (
            (gain, "gained"),
            (lose, "lost"),
            (decided, "newly decided"),
            (waits, "changed and wait for a person"),
        )
        if group
    ]
    if any(not notice.said for notice in found):
        lines.append("some have no reason of yours: give one with --reason, and run `feedback` for the pages")
    return lines
