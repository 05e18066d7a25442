"""A graded cell as a marker meets it: its mark scheme, the answers, and their marks."""

import hashlib
import math
from bisect import bisect_left, bisect_right
from collections import Counter

import msgspec

from autograder import hand_in
from autograder.classroom import graded_work, jobs
from autograder.classroom.pseudonyms import pseudonym, without_file_names
from autograder.course import Course
from autograder.errors import AutograderError, CourseError
from autograder.gradebook import grades
from autograder.gradebook.grades import HandMark, MarkedCell
from autograder.hand_in import HandIn
from autograder.notebook import Notebook
from autograder.pages import staff_page
from autograder.paths import Places
from autograder.report import CellReport, Outcome, Report, clean
from autograder.submissions import report_store, roster
from autograder.text import in_language, number

AT_ONCE = 20
ANSWER_LIMIT = 20_000
COMMENT_LIMIT = 5_000
COMMENT_KEYS = "qwertasdfg"  # keys on the keyboard for kept comments


class AnswerPart(msgspec.Struct, frozen=True):
    """A cell of an answer."""

    is_code: bool
    text: str


class AnswerCard(msgspec.Struct, frozen=True):
    """A student's answer, to be marked. In an anonymous session `name` and `student` are empty."""

    key: str  # a pseudonym: what addresses and scripts call the student
    student: str
    name: str
    parts: tuple[AnswerPart, ...]
    digest: str  # of the answer, as grading computes it
    mark: HandMark
    notes: tuple[str, ...]  # what grading found


class QuestionTally(msgspec.Struct, frozen=True):
    """The progress of marking a question: answers that wait for nobody, and all of them."""

    done: int
    whole: int


class Window(msgspec.Struct, frozen=True):
    """A part of a list of students, and whether there are more on either side."""

    students: list[str]
    has_previous: bool
    has_next: bool


class GivenMark(msgspec.Struct, frozen=True):
    """A mark that a page sends, with the answer that it is on and the mark that it replaces."""

    key: str
    state: str
    digest: str
    score: float | None
    comment: str


class Question:
    """A graded cell, its answers and their marks, for one marker."""

    def __init__(self, course: Course, places: Places, name: str, cell: str, release: Notebook) -> None:
        graded = release.questions | release.tests
        if cell not in graded:
            known = ", ".join(graded)
            raise CourseError(name, f"it has no graded cell {cell!r}", f"use one of: {known}")
        self.course, self.places, self.name, self.cell, self.release = course, places, name, cell, release
        self.is_question = cell in release.questions
        self.marked = MarkedCell(grades.address(course, places), name, cell)
        self.secret = jobs.read_secret(places)
        self._students: dict[str, str] = {}  # by key

    @property
    def max_score(self) -> float:
        return self.marked.max_score

    def marks(self) -> dict[str, HandMark]:
        """Map each student to the mark on this cell, without those who have left the course."""
        gone = roster.read_roster(self.places).gone
        return {student: mark for student, mark in self.marked.marks().items() if student not in gone}

    @property
    def title(self) -> str:
        """Name that people use: the function's, or the question's."""
        return self.cell if self.is_question else self.cell.removeprefix("test_")

    @property
    def takes_comments(self) -> bool:
        """True if nbgrader has a place for a comment on this cell."""
        return self.marked.takes_comments

    def scheme(self) -> str:
        """Return the mark scheme in its author's Markdown; empty if there is none."""
        return staff_page.scheme(self.places, self.name, self.cell) if self.is_question else ""

    def asked(self) -> str:
        """Return the text above the cell, in Markdown: from the last heading or named cell on."""
        above: list[str] = []
        written = self.cell.removeprefix("test_")  # the cell below the task, if it is a function
        target = written if written in self.release.functions else self.cell
        for cell in self.release.cells:
            if cell.name == target:
                if cell.role.is_task:
                    above.append(cell.source)  # it says itself what is asked
                break
            if cell.kind != "markdown" or cell.name:
                above = []
                continue
            above = [cell.source] if cell.source.lstrip().startswith("#") else [*above, cell.source]
        return "\n\n".join(above)

    def key(self, student: str) -> str:
        """Return the pseudonym by which addresses and scripts call a student, in any session."""
        return pseudonym(self.secret, student)

    def tally(self, marks: dict[str, HandMark]) -> QuestionTally:
        return QuestionTally(sum(not mark.waits for mark in marks.values()), len(marks))

    def window(
        self, marks: dict[str, HandMark], marker: str, only_waiting: bool, after: str = "", before: str = ""
    ) -> Window:
        """Return at most twenty students: those after the one whose key is `after`, or before `before`.

        The order is this marker's own: two who begin at once meet late, and no student is always the first.
        Marked answers leave the list meanwhile, so a page is found by a student and not by its number.
        """
        places = {self._place(marker, student): student for student in marks}
        edge = {self.key(student): place for place, student in places.items()}
        listed = sorted(
            place for place, student in places.items() if marks[student].waits or not only_waiting
        )
        start = 0
        if after in edge:
            start = bisect_right(listed, edge[after])
        elif before in edge:
            start = max(0, bisect_left(listed, edge[before]) - AT_ONCE)
        students = [places[place] for place in listed[start : start + AT_ONCE]]
        return Window(students, start > 0, start + AT_ONCE < len(listed))

    def _place(self, marker: str, student: str) -> bytes:
        return hashlib.sha256(
            b"\0".join((self.secret, self.cell.encode(), marker.encode(), student.encode()))
        ).digest()

    def card(self, student: str, mark: HandMark, entry: str, is_anonymous: bool) -> AnswerCard:
        """Return a student's answer; `entry` is the name. An unreadable one says so, and can be marked."""
        notes: list[str] = []
        parts: tuple[AnswerPart, ...] = ()
        try:
            report = report_store.read_report(self.places.work(self.name, student))
        except AutograderError as error:
            notes.append(f"The report cannot be read: {error.what}")
        else:
            handed_in = graded_work.graded_hand_in(self.places, self.name, self.release, report)
            parts = self._parts(handed_in) if handed_in else ()
            notes += self._notes(report, handed_in, is_anonymous)
        shown = ("", "") if is_anonymous else (clean(student, 100), clean(entry, 100))
        return AnswerCard(self.key(student), *shown, parts, self.digest(student), mark, tuple(notes))

    def digest(self, student: str) -> str:
        """Return the digest of a student's answer that was graded last."""
        meta = report_store.meta(self.places.work(self.name, student))
        return (meta.answers.get(self.cell) or meta.row.digest) if meta else ""

    def _parts(self, handed_in: HandIn) -> tuple[AnswerPart, ...]:
        if self.is_question:
            cells = hand_in.answer_cells(handed_in.cells, self.release)[self.cell]
        else:
            function = self.cell.removeprefix("test_")
            cells = [cell for cell in handed_in.cells if cell.role.is_function and cell.name == function]
        return tuple(
            AnswerPart(cell.kind == "code", clean(cell.source.strip("\n"), ANSWER_LIMIT)) for cell in cells
        )

    def _notes(self, report: Report, handed_in: HandIn | None, is_anonymous: bool) -> list[str]:
        if report.status == "error":
            reason = in_language(report.reason, self.course.language)
            return [f"It could not be graded: {without_file_names(reason) if is_anonymous else reason}"]
        if handed_in is None:
            return ["The notebook that was graded is no longer there: collect it again, and grade."]
        cell = report.cells.get(self.cell)
        return _findings(cell, self.course.language) if cell else []

    def student_of(self, key: str) -> str:
        """Find the student by the pseudonym that is an answer's key."""
        if key not in self._students:
            self._students = {self.key(student): student for student in self.marked.marks()}
        try:
            return self._students[key]
        except KeyError:
            raise AutograderError(self.name, "there is no such hand-in", "load the page again") from None

    def give(self, given: GivenMark, marker: str) -> HandMark:
        """Write a mark, unless somebody else has changed the mark or the answer."""
        score = given.score
        if score is not None and not (math.isfinite(score) and 0 <= score <= self.max_score):
            raise AutograderError(
                number(score), f"is not between 0 and {number(self.max_score)} points", "give other points"
            )
        student, comment = self.student_of(given.key), plain(given.comment)
        return self.marked.give(
            student, score, comment, given.state, marker, lambda: self.digest(student) == given.digest
        )

    def undo(self, marker: str) -> tuple[str, HandMark] | None:
        """Undo this marker's last mark here; return the answer's key and mark, or None if there is none."""
        undone = self.marked.undo(marker)
        return (self.key(undone[0]), undone[1]) if undone else None

    def bank(self) -> list[dict[str, object]]:
        """Return the kept comments as the page's script takes them, each with its key on the keyboard."""
        keyed = zip(COMMENT_KEYS, self.marked.saved_comments(), strict=False)
        return [{"key": key, "number": saved.number, "words": saved.words} for key, saved in keyed]

    def keep(self, words: str) -> None:
        """Keep a comment for all who mark this question."""
        words = plain(words)
        if not words:
            raise AutograderError("the comment", "is empty", "write one, and keep it then")
        if len(self.marked.saved_comments()) >= len(COMMENT_KEYS):
            raise AutograderError(
                "the comments",
                f"there are {len(COMMENT_KEYS)}, one for each key",
                "take one out, and keep this one then",
            )
        self.marked.save_comment(words)


def plain(comment: str) -> str:
    """Return a comment as it is stored: no control characters, no blanks around it, and cut to a limit."""
    return clean(comment.replace("\r\n", "\n").strip(), COMMENT_LIMIT)


def _findings(cell: CellReport, language: str) -> list[str]:
    """Return lines on what the tests found in a cell."""
    counts = Counter(test.outcome.value.replace("_", " ") for test in cell.tests)
    gave = "no points yet" if cell.score is None else f"{number(cell.score)} of {number(cell.points)}"
    if counts:
        gave += ": " + ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    wrong = [test for test in cell.tests if test.outcome in (Outcome.FAILED, Outcome.ERROR)]
    return [f"The tests gave {gave}."] + [
        f"{test.outcome.value}: {clean(in_language(test.title or test.name, language), 200)}"
        for test in wrong[:8]
    ]
