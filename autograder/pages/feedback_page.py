"""The feedback page of one hand-in, as HTML.

Everything comes from `Report`, and the code from the hand-in, so that nothing hidden can get out. All text
that a student wrote is escaped where it is shown. The page holds every language of the course: the
student's own first, and the others folded below it.
"""

import math
from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence

import msgspec

from autograder import __version__
from autograder.classroom import change_words, notices
from autograder.classroom.history import Change
from autograder.classroom.notices import Notice
from autograder.course import Course
from autograder.desk.two_values import two_values
from autograder.diagnosis import messages
from autograder.diagnosis.repairs import Repair
from autograder.notebook import picture_of
from autograder.pages import late_words
from autograder.pages.drawings import Picture, alternative
from autograder.pages.feedback_words import texts_in
from autograder.pages.rendering import render
from autograder.pages.titles import as_title
from autograder.report import CellReport, Outcome, Report, Verdict, clean
from autograder.sandbox.run import named_cell
from autograder.submissions import late_policy
from autograder.submissions.late_policy import Lateness
from autograder.text import AnyText, Language, in_language, lazy_gettext, listed, number, say

WEAK_TIERS = ("limited", "none")
CODE_LIMIT = 20_000  # characters of a cell that the page shows


class FailedTests(msgspec.Struct, frozen=True):
    """A message, and the tests that it explains."""

    titles: tuple[str, ...]
    message: str


class CodeLine(msgspec.Struct, frozen=True):
    """A line of the student's code: `stops` if Python stopped there, `look` if a hint points to it."""

    text: str
    stops: bool = False
    look: bool = False


class PagePicture(msgspec.Struct, frozen=True):
    """A picture on a page: a `data:` address that holds the whole PNG, and the text alternative."""

    address: str
    alternative: str


class VoidedTest(msgspec.Struct, frozen=True):
    """A test that course.yml declares void, with the reason, and what became of its points."""

    title: str
    reason: str
    points: str  # given | dropped


class NextStep(msgspec.Struct, frozen=True):
    """Next step for the student: a sentence, what is known about it, and the part that it is about."""

    what: str
    why: str = ""
    part: str = ""


class PagePart(msgspec.Struct, frozen=True):
    """One function, or one question marked by hand, as the page shows it."""

    name: str
    status: str  # TEXTS has status_... for it
    score: float | None
    points: float | None
    passed: tuple[str, ...] = ()
    failed: tuple[FailedTests, ...] = ()
    undecided: tuple[str, ...] = ()
    comment: str = ""
    hint: str = ""  # what to think about
    code: tuple[CodeLine, ...] = ()
    pictures: tuple[PagePicture, ...] = ()
    dismissed: tuple[VoidedTest, ...] = ()
    reckoned: float | None = None  # what the tests give, if an earlier score stands
    changed: tuple[str, ...] = ()  # how regrading changed the score, and why
    mark_before: float | None = None  # a person's mark, if the cell has changed since
    defined_in: str = ""  # a sentence on the cell that defines the function again, and counts
    doubt: str = ""  # why a person looks at what failed
    can_be_forged: bool = False  # its test ran beside the student's code

    @property
    def is_waiting(self) -> bool:
        """True if a person has to act before the score is known."""
        return self.status in ("error", "waiting", "again")


def page(
    report: Report,
    course: Course,
    *,
    language: Language | None = None,
    order: Sequence[str] = (),
    marks: Mapping[str, float] | None = None,
    comments: Mapping[str, str] | None = None,
    hints: Mapping[str, AnyText] | None = None,
    code: Mapping[str, str] | None = None,
    defined_in: Mapping[str, str] | None = None,
    pictures: Sequence[Picture] = (),
    lateness: Lateness | None = None,
    again: Collection[str] = (),
    extra: Mapping[str, float] | None = None,
    history: Sequence[Change] = (),
    repairs: Mapping[str, Repair] | None = None,
    notice: Notice | None = None,
    remark: AnyText = "",
    title: AnyText = "",
) -> str:
    """Return one hand-in's page as HTML, in `language` (default: the course's) and the course's others.

    `order` lists the cells in the notebook's order, which a report does not keep. `marks` and `comments` are
    people's, by cell, from the gradebook; a mark overrides the tests' score. `hints` maps each
    misconception to its hint, `code` each cell to what the student wrote, `defined_in` a function that is
    defined again to the label of that cell, which is in `code`, `repairs` each function to the line to look
    at. `pictures` are what the code draws. `again` names cells that changed after they were
    marked, and `extra` maps cells to a person's extra credit. `history` lists changes of the scores, `notice`
    says what regrades changed, and `remark` comes first on the page. `title` is the assignment's, by default
    its name.
    """
    language = language or course.language
    languages = tuple(dict.fromkeys((language, *course.languages)))

    def values_in(language: Language) -> dict[str, object]:
        page_parts = [
            msgspec.structs.replace(part, changed=_changes(report, part, history, course, language))
            for part in parts(report, order, marks or {}, comments or {}, language, again, extra or {})
        ]
        if language == languages[0]:
            page_parts = [
                msgspec.structs.replace(
                    part,
                    code=_code_lines(report, part, code or {}, repairs or {}, defined_in or {}),
                    pictures=_shown(part.name, pictures, language),
                )
                for part in page_parts
            ]
        return _values(
            report,
            [
                msgspec.structs.replace(
                    part,
                    hint=_hint_with_line(report, part.name, hints or {}, repairs or {}, language),
                    defined_in=_defined_again(part.name, defined_in or {}, language),
                )
                for part in page_parts
            ],
            language,
            lateness or Lateness(),
            notice,
        ) | {
            "remark": in_language(remark, language),
            "assignment": in_language(title, language) or as_title(report.assignment),
        }

    return render(
        "feedback.html",
        course=course.title,
        report=report,
        versions=[values_in(each) for each in languages],
        weak_tiers=WEAK_TIERS,
        kit=__version__,
    )


def _values(
    report: Report,
    page_parts: Sequence[PagePart],
    language: Language,
    lateness: Lateness,
    notice: Notice | None,
) -> dict[str, object]:
    """Return the template's values in one language."""
    texts = texts_in(language)
    known = [part.score for part in page_parts if part.score is not None]
    total = late_policy.final(math.fsum(known), lateness)
    # What nobody could grade may have been marked by hand, and then it has a score as any other.
    is_open = report.status == "error" and (not page_parts or len(known) < len(page_parts))
    reason = in_language(report.reason, language)
    whole = texts["of" if len(known) == len(page_parts) else "of_so_far"]
    return {
        "t": texts,
        "language": language,
        "name": say("English", language),  # a catalogue has its own language's name for it
        "parts": page_parts,
        "score": number(total.final),
        "regraded": notices.sentences(notice, language) if notice else [],
        "late": late_words.sentence(lateness, total, language),
        "of": whole.format(points=number(report.max_score)),
        "percent": round(100 * total.final / report.max_score) if report.max_score else 0,
        "between": listed(("", ""), language),
        "step": NextStep(texts["step_error"]) if is_open else _step(page_parts, texts),
        "is_open": is_open,
        "reason": reason,
        "notes": [
            *([reason] if reason and not is_open else []),
            *(in_language(note, language) for note in report.notes),
        ],
        "run": [
            msgspec.structs.replace(note, error=in_language(note.error, language))
            for note in report.run
            if note.error or note.output.strip()
        ],
    }


def parts(
    report: Report,
    order: Sequence[str],
    marks: Mapping[str, float],
    comments: Mapping[str, str],
    language: Language = "en",
    again: Collection[str] = (),
    extra: Mapping[str, float] | None = None,
) -> list[PagePart]:
    """Return the page's parts: graded functions and questions marked by hand, in the notebook's order."""
    names = [*report.cells, *report.manual]
    # Cells of `order` that the report lacks did not exist when it was made.
    names.sort(key=lambda name: order.index(name) if name in order else len(order))
    shown = [
        _function(report, name, marks, comments, language)
        if name in report.cells
        else _question(report, name, marks, comments)
        for name in names
    ]
    given = {**(extra or {}), **marks}
    return [
        msgspec.structs.replace(part, status="again", score=None, mark_before=given[name])
        if name in again
        else msgspec.structs.replace(part, score=part.score + extra[name])
        if extra and name in extra and part.score is not None
        else part
        for name, part in zip(names, shown, strict=True)
    ]


def _changes(
    report: Report, part: PagePart, history: Sequence[Change], course: Course, language: Language
) -> tuple[str, ...]:
    """Return sentences on how regrading, not handing in again, changed the score of this hand-in."""
    return tuple(
        change_words.sentence(change, course.zone, language)
        for change in history
        if change.cell in (part.name, f"test_{part.name}")
        and change.is_regrade
        and change.hand_in_digests[1] == report.digest
    )


def hint_for(cell: CellReport | None, name: str, hints: Mapping[str, AnyText], language: Language) -> str:
    """Return the hint for the diagnosis of a function, or "" if there is none."""
    if cell is None or not cell.diagnosis or cell.outcome is Outcome.PASSED:
        return ""  # passed with a diagnosis: only a test that does not count found the mistake
    if cell.diagnosis not in hints and cell.diagnosis not in messages.DIAGNOSES:
        return ""  # a mistake that has left the table since this was graded
    return in_language(messages.message(cell.diagnosis, name, cell.details, hints), language)


def hint_with_reliance(
    cell: CellReport | None, name: str, hints: Mapping[str, AnyText], language: Language
) -> str:
    """Return the hint for a function, after a sentence on the right functions that it was judged with."""
    said = [hint_for(cell, name, hints, language)]
    if cell is not None and cell.relies_on:
        is_right = cell.outcome is Outcome.PASSED
        said.insert(0, in_language(messages.reliance(name, cell.relies_on, is_right), language))
    return " ".join(filter(None, said))


def _hint_with_line(
    report: Report,
    name: str,
    hints: Mapping[str, AnyText],
    repairs: Mapping[str, Repair],
    language: Language,
) -> str:
    """Return the hint for a function, and the line to look at if a repair is known."""
    said = [hint_with_reliance(report.cells.get(f"test_{name}"), name, hints, language)]
    if repair := repairs.get(name):
        said.append(in_language(messages.repair_hint(repair), language))
    return " ".join(filter(None, said))


def _code_lines(
    report: Report,
    part: PagePart,
    code: Mapping[str, str],
    repairs: Mapping[str, Repair],
    defined_in: Mapping[str, str],
) -> tuple[CodeLine, ...]:
    """Return the student's code in a cell; lines where Python stopped and the line to look at are marked."""
    cell = report.cells.get(f"test_{part.name}")
    if part.name not in code or cell is None or cell.outcome is Outcome.NOT_ATTEMPTED:
        return ()
    label = defined_in.get(part.name, part.name)
    stops = {note.line for note in report.run if note.cell == label and note.line}
    stops |= {test.line for test in cell.tests if test.cell == label}
    lines = clean(code[part.name], CODE_LIMIT).split("\n")
    look = repairs[part.name].line if part.name in repairs else 0
    return tuple(CodeLine(line, number in stops, number == look) for number, line in enumerate(lines, 1))


def _defined_again(name: str, defined_in: Mapping[str, str], language: Language) -> str:
    """Return a sentence on the cell that defines a function again, and counts; "" if there is none."""
    if name not in defined_in:
        return ""
    said = lazy_gettext(
        "Your notebook defines this function again further down, in {cell}. The code there was graded, and "
        "is shown here.",
        cell=named_cell(clean(defined_in[name], 80)),
    )
    return in_language(said, language)


def _shown(name: str, pictures: Sequence[Picture], language: Language) -> tuple[PagePicture, ...]:
    """Return the pictures that a function's picture cell draws."""
    return tuple(
        PagePicture(
            f"data:image/png;base64,{b64encode(picture.png).decode()}", alternative(picture, language)
        )
        for picture in pictures
        if picture.cell == picture_of(name)
    )


def _function(
    report: Report,
    name: str,
    marks: Mapping[str, float],
    comments: Mapping[str, str],
    language: Language,
) -> PagePart:
    cell, function = report.cells[name], name.removeprefix("test_")
    counted = [test for test in cell.tests if not test.void]
    tests = {outcome: [test for test in counted if test.outcome is outcome] for outcome in Outcome}
    return PagePart(
        function,
        "marked" if name in marks else cell.outcome.value,
        marks.get(name, cell.score),
        cell.points,
        tuple(_title(test, language) for test in tests[Outcome.PASSED]),
        _failures(tests[Outcome.FAILED], language) if cell.outcome is not Outcome.NOT_ATTEMPTED else (),
        tuple(_title(test, language) for test in tests[Outcome.ERROR]),
        comments.get(function, comments.get(name, "")),
        dismissed=tuple(
            VoidedTest(_title(test, language), in_language(test.void.reason, language), test.void.points)
            for test in cell.tests
            if test.void
        ),
        reckoned=cell.reckoned if isinstance(cell.reckoned, float) else None,
        doubt=in_language(cell.doubt.student, language) if cell.doubt and cell.score is None else "",
        can_be_forged=bool(cell.can_be_forged),
    )


def _failures(tests: Sequence[Verdict], language: Language) -> tuple[FailedTests, ...]:
    """Group failed tests by message: one mistake fails many tests in the same way, and is explained once.

    Of two values in a message one is above the other.
    """
    by_message: dict[str, list[str]] = {}
    for test in tests:
        message = in_language(test.message, language)
        by_message.setdefault(str(two_values(message) or message), []).append(_title(test, language))
    silent = by_message.pop("", None)  # shown last, so that no other test's message seems to be theirs
    failures = [FailedTests(tuple(titles), message) for message, titles in by_message.items()]
    return (*failures, FailedTests(tuple(silent), "")) if silent else tuple(failures)


def _question(report: Report, name: str, marks: Mapping[str, float], comments: Mapping[str, str]) -> PagePart:
    # A report holds the points of functions only; where there is one question, the rest is its.
    rest = report.max_score - sum(cell.points for cell in report.cells.values())
    points = rest if len(report.manual) == 1 else None
    answered = report.manual[name]
    completed = report.completed or {}
    status = "complete" if name in completed else "waiting" if answered else "unanswered"
    score = completed.get(name) if answered else 0.0
    status = "marked" if name in marks else status
    return PagePart(name, status, marks.get(name, score), points, comment=comments.get(name, ""))


def _title(test: Verdict, language: Language) -> str:
    return in_language(test.title, language) or as_title(test.name.removeprefix("test_"))


def _step(page_parts: Sequence[PagePart], texts: Mapping[str, str]) -> NextStep:
    """Return the one next step that the page proposes."""
    for part in page_parts:
        if part.status in ("failed", "not_attempted", "unanswered"):
            said = next((failure.message for failure in part.failed if failure.message), "")
            said = part.hint or said
            return NextStep(texts[f"step_{part.status}"].format(name=f"`{part.name}`"), said, part.name)
    for part in page_parts:
        if part.status == "marked" and (part.score or 0.0) < (part.points or 0.0):
            kind = "step_comment" if part.comment else "step_marked"
            return NextStep(texts[kind].format(name=f"`{part.name}`"), "", part.name)
    return NextStep(texts["step_waiting" if any(part.is_waiting for part in page_parts) else "step_done"])
