"""Page on one student's whole course: every assignment, what of it counts, and the total.

The student's page says no more than the pages on the assignments: points, and why one does not count.
The page for staff also shows the roster's entry, what each assignment waits for, and how scores changed.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from autograder import __version__
from autograder.classroom import change_words, course_total, history
from autograder.classroom.class_results import AFTER_CLOSING
from autograder.classroom.course_total import CourseEntry, CourseTotals, StudentTotal
from autograder.course import Course, load_course
from autograder.errors import AutograderError
from autograder.files import locked, write_atomically, write_private
from autograder.pages.rendering import render
from autograder.pages.titles import as_title, assignment_title
from autograder.paths import WHOLE_COURSE, Places
from autograder.report import clean
from autograder.submissions import roster, submitted_files
from autograder.text import N_, Language, Text, in_language, listed, number, say

TEXTS = {
    "title": N_("Your results so far"),
    "assignment": N_("Assignment"),
    "points": N_("Points"),
    "percent": N_("In percent"),
    "weight": N_("Weight"),
    "what": N_("What it counts"),
    "whole": N_("of 100 percent, for all assignments"),
    "so_far": N_("of 100 percent, for all assignments so far"),
    "rules": N_("How your total is made"),
}
_STANDINGS = {
    "counts": N_("counts"),
    "waits": N_("waits for your teacher"),
    "missing": N_("nothing was handed in"),
    "left_out": N_("does not count"),
    "excused": N_("does not count: you are excused"),
    "before": N_("does not count: it was due before you joined"),
    "open": N_("not due or not graded yet"),
    "dropped": N_("does not count: it is one of your lowest results"),
}
_ZERO = N_("nothing was handed in: it counts as 0")
_DROPPED_ZERO = N_("nothing was handed in, and it does not count: it is one of your lowest results")
_CLOSED = N_("came after the assignment had closed")
_LATE = N_("{points} points were taken off because it came late")
_WAITS = N_("Your total is not known yet. It waits for: {names}.")
_MISSING = N_("You have handed in nothing for: {names}. Ask your teacher what that means for your total.")
_EQUAL = N_("Each assignment counts the same. The total is the average of the percentages.")
_WEIGHTED = N_("The total is the average of the percentages, each counted as often as its weight says.")
_LOWEST = N_("Results that do not count because they are your lowest: at most {count}.")
_MISSING_RULES = {
    "zero": N_("An assignment for which you hand nothing in counts as 0."),
    "left_out": N_("An assignment for which you hand nothing in does not count."),
}


class CourseLine(msgspec.Struct, frozen=True):
    """One assignment, as the page shows it."""

    name: str
    points: str
    percent: str
    weight: str
    standing: str  # for the style
    said: tuple[str, ...]
    staff: str = ""


class StaffNotes(msgspec.Struct, frozen=True):
    """Notes on one student that only staff read."""

    people: tuple[tuple[str, str], ...] = ()  # fields of the roster, with what they hold
    changes: tuple[tuple[str, str], ...] = ()  # of scores, with the assignment and the cell


def student_course_page(
    totals: CourseTotals,
    student: StudentTotal,
    language: Language,
    staff: StaffNotes | None = None,
    titles: Mapping[str, Text] | None = None,
) -> str:
    """Return the page in the student's language and the course's others; with notes it is for staff.

    `titles` are the assignments', by default their names.
    """
    languages = tuple(dict.fromkeys((language, *totals.course.languages)))
    return render(
        "course_page.html",
        student=clean(student.student, 100),
        staff=staff,
        versions=[_told(totals, student, each, staff is not None, titles or {}) for each in languages],
        kit=__version__,
    )


def _told(
    totals: CourseTotals,
    student: StudentTotal,
    language: Language,
    is_for_staff: bool,
    titles: Mapping[str, Text],
) -> dict[str, object]:
    names = {
        entry.name: in_language(titles[entry.name], language)
        if entry.name in titles
        else as_title(entry.name)
        for entry in student.entries
    }
    texts = {name: say(text, language) for name, text in TEXTS.items()}
    is_whole = not student.of("open", "waits", "missing")
    return {
        "t": texts,
        "language": language,
        "course": totals.course.edition_in(language),
        "name": say("English", language),
        "total": None if student.so_far is None else number(course_total.two_decimals(student.so_far)),
        "of": texts["whole" if is_whole else "so_far"],
        "percent": 0 if student.so_far is None else max(0, min(100, round(student.so_far))),
        "open": _open(student, names, language),
        "is_weighted": len({entry.weight for entry in student.entries}) > 1,
        "lines": [_line(entry, names[entry.name], language, is_for_staff) for entry in student.entries],
        "rules": _rules(totals.course, student, language),
    }


def _open(student: StudentTotal, names: Mapping[str, str], language: Language) -> list[str]:
    """Return the sentences that say why there is no total yet."""
    said = []
    for sentence, open_ones in ((_WAITS, student.waits), (_MISSING, student.missing)):
        if open_ones:
            listing = listed([names[name] for name in open_ones], language)
            said.append(say(sentence, language, names=listing))
    return said


def _rules(course: Course, student: StudentTotal, language: Language) -> list[str]:
    is_weighted = len({entry.weight for entry in student.entries}) > 1
    said = [say(_WEIGHTED if is_weighted else _EQUAL, language)]
    if course.total.drop_lowest:
        said.append(say(_LOWEST, language, count=course.total.drop_lowest))
    if course.total.missing in _MISSING_RULES:
        said.append(say(_MISSING_RULES[course.total.missing], language))
    return said


def _line(entry: CourseEntry, name: str, language: Language, is_for_staff: bool) -> CourseLine:
    result = entry.result
    points = "–" if result is None or result.score is None else number(result.score)
    if entry.is_zero_for_missing:
        points = "0"
    return CourseLine(
        name,
        points if result is None else f"{points} / {number(result.max_score)}",
        "–" if entry.share is None else number(course_total.two_decimals(100 * entry.share)),
        number(float(entry.weight)),
        entry.standing,
        tuple(_said(entry, language)),
        clean(course_total.status_text(entry), 1_000) if is_for_staff else "",
    )


def _said(entry: CourseEntry, language: Language) -> list[str]:
    """Return the sentences on what one assignment counts, and why."""
    if entry.is_zero_for_missing:
        said = [say(_ZERO if entry.standing == "counts" else _DROPPED_ZERO, language)]
    elif entry.standing == "left_out" and (entry.result is None or entry.result.status != "final"):
        said = [say(_STANDINGS["missing"], language), say(_STANDINGS["left_out"], language)]
    else:
        said = [say(_STANDINGS[entry.standing], language)]
    if entry.result is not None and AFTER_CLOSING in entry.result.waits:
        said.append(say(_CLOSED, language))
    if entry.result is not None and entry.result.penalty and entry.standing in ("counts", "dropped"):
        said.append(say(_LATE, language, points=number(entry.result.penalty)))
    return said


# --- their files -------------------------------------------------------------------------------


def write_student_pages(root: Path, students: Sequence[str] = ()) -> list[Path]:
    """Write a page for each of `students`, or for everybody, into var/feedback/STUDENT/whole-course/."""
    course, places = load_course(root)
    totals = course_total.course_totals(course, places)
    people = roster.read_roster(places)
    titles = _titles(totals, places)
    written = []
    with locked(places.var / "feedback.lock", "writing feedback for"):
        for student in _chosen(totals, students):
            file = places.work(WHOLE_COURSE, student.student).feedback / f"{WHOLE_COURSE}.html"
            language = people.language_of(student.student, course.language)
            write_atomically(file, student_course_page(totals, student, language, titles=titles).encode())
            written.append(file)
    return written


def write_staff_pages(root: Path, students: Sequence[str]) -> list[Path]:
    """Write staff's page on each of `students`, or on everybody, into var/staff/STUDENT/whole-course/."""
    course, places = load_course(root)
    totals = course_total.course_totals(course, places)
    written = []
    for student in _chosen(totals, students):
        file = places.work(WHOLE_COURSE, student.student).staff / f"{WHOLE_COURSE}.html"
        notes = _staff_notes(course, places, student)
        write_private(file, student_course_page(totals, student, "en", notes).encode())
        written.append(file)
    return written


def _titles(totals: CourseTotals, places: Places) -> dict[str, Text]:
    names = [entry.name for entry in totals.course.assignments]
    return {name: assignment_title(name, submitted_files.released(places, name)) for name in names}


def _chosen(totals: CourseTotals, students: Sequence[str]) -> list[StudentTotal]:
    known = {student.student: student for student in totals.students}
    for student in students:
        if student not in known:
            raise AutograderError(
                f"--student {clean(student, 100)}",
                "nobody of this name is in the class",
                "write the id that `autograder roster` shows, or the folder's name",
            )
    chosen = [known[student] for student in students or known]
    for one in chosen:
        roster.refuse_id(one.student, one.person.name, "the gradebook")
    return chosen


def _staff_notes(course: Course, places: Places, student: StudentTotal) -> StaffNotes:
    person = student.person
    fields = ("name", "lms_id", "login", "number", "email", "section", "extensions", "excused", "joined")
    changes = [
        (
            f"{entry.name}: {change.cell.removeprefix('test_')}",
            change_words.sentence(change, course.zone, "en"),
        )
        for entry in student.entries
        for change in history.read_history(places.work(entry.name, student.student))
    ]
    return StaffNotes(
        tuple((field, clean(value, 200)) for field in fields if (value := getattr(person, field))),
        tuple((clean(where, 100), clean(said, 1_000)) for where, said in changes),
    )
