"""The report of grading: one value per submission, and its bytes.

Everything after grading (gradebook row, autograded notebook, feedback page) is a projection of a
`Report`. It holds verdicts and cleaned text only: no expected values, no paths, times or addresses,
so that the same submission gives the same bytes.
"""

import re
import unicodedata
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Literal

import msgspec

from autograder.files import json_bytes
from autograder.text import AnyText, authored, catalogue, lazy_gettext, worded

SCHEMA = 2  # 1 had texts in two languages as one string, the second after a line that began with `zh: `

# A beginner's print loop must not fill the disk, and nobody reads more than this.
TEXT_LIMIT = 2_000


class Outcome(StrEnum):
    """The outcome of a test or of a cell."""

    PASSED = "passed"
    FAILED = "failed"  # the student's code is wrong
    NOT_ATTEMPTED = "not_attempted"  # the stub is as it was; cells only
    ERROR = "error"  # ours or the author's: never a zero, never full marks


class Voided(msgspec.Struct, frozen=True):
    """A test that course.yml takes back; course.Void says what that means."""

    points: Literal["given", "dropped"]
    reason: AnyText  # for students


class Verdict(msgspec.Struct, frozen=True):
    """The verdict of one test on one submission. `title` is the test's docstring, which students read."""

    name: str
    visible: bool
    outcome: Outcome
    weight: int = 1
    side: bool = False
    title: AnyText = ""
    diagnosis: str | None = None
    message: AnyText = ""
    cell: str = ""  # the student's cell in which the test stopped, if that is known
    line: int = 0
    raised: str | msgspec.UnsetType = msgspec.UNSET  # the kind of exception with which it stopped
    void: Voided | msgspec.UnsetType = msgspec.UNSET  # the verdict is kept, and does not count
    part: str | msgspec.UnsetType = msgspec.UNSET  # such as 1/3, where a test says itself how much it gives


class Doubt(msgspec.Struct, frozen=True):
    """The reason why a person has to look at a failure, in words for the student and for staff."""

    student: AnyText
    staff: AnyText


class CellReport(msgspec.Struct, frozen=True):
    """The result of one grade cell. `score` is None if a person must look first."""

    points: float
    outcome: Outcome
    score: float | None
    tests: tuple[Verdict, ...] = ()
    diagnosis: str = ""  # a misconception's name, or a general diagnosis'
    details: dict[str, AnyText] = {}  # the diagnosis' particulars
    reckoned: float | msgspec.UnsetType = msgspec.UNSET  # what the tests give, where an earlier score counts
    # Functions that are not right yet, in whose place the reference answered while this one was judged.
    relies_on: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    doubt: Doubt | msgspec.UnsetType = msgspec.UNSET  # a failure that may be nobody's mistake
    can_be_forged: bool | msgspec.UnsetType = msgspec.UNSET  # its test ran beside the student's code

    @property
    def works(self) -> bool:
        """True if it is right, and so is everything that it calls."""
        return self.outcome is Outcome.PASSED and not self.relies_on


class RunNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """The output or error of one of the student's cells, when the notebook was run from top to bottom."""

    cell: str
    number: int
    error: AnyText = ""
    output: str = ""
    line: int = 0  # at which it stopped


class Report(msgspec.Struct, frozen=True):
    """The report on one hand-in: everything that was found in it."""

    student: str
    assignment: str
    status: str  # graded | error
    score: float | None
    max_score: float
    cells: dict[str, CellReport]
    manual: dict[str, bool] = {}  # hand-marked cell -> answered
    notes: tuple[AnyText, ...] = ()  # what was repaired or missing in the file, for student and staff
    run: tuple[RunNote, ...] = ()
    reason: AnyText = ""
    sandbox: str = ""
    digest: str = ""  # sha256 of the submitted bytes
    schema: int = SCHEMA
    blank: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET  # untouched stubs that no grade cell reports
    # Answers that have their points by being there.
    completed: dict[str, float] | msgspec.UnsetType = msgspec.UNSET


class GradebookRow(msgspec.Struct, frozen=True):
    """The scores of one hand-in for the gradebook. A score is None if a person has to look."""

    student: str
    scores: dict[str, float | None]  # of graded cells and hand-marked ones
    untouched: tuple[str, ...] = ()  # solution and hand-marked cells that hold what was released
    digest: str = ""  # of the submitted bytes


class Meta(msgspec.Struct, frozen=True):
    """Facts that may differ between two runs with the same result; `report.meta.json`."""

    run: dict[str, str]  # by grade cell: digest of all that can change its verdicts
    graded_at: str
    seconds: float
    kit: str
    row: GradebookRow
    # Digest of the hand-in as it was found, problem and remarks included.
    file_digest: str = msgspec.field(default="", name="handed_in")
    view: str = ""  # digest of what scores and notebook were written with
    notebook: str = ""  # digest of the autograded notebook that was written from it
    files: tuple[int, ...] = ()  # `stat` of the files that these facts are about
    recorded: str = ""  # digest of the hand-in that the gradebook recorded last
    answers: dict[str, str] = {}  # by graded cell: digest of what the student wrote for it
    # As `answers`, but of the hand-in that the gradebook recorded last.
    recorded_answers: dict[str, str] = msgspec.field(default_factory=dict, name="told")
    # By cell: the answer that a person's mark judged, as in `answers`, and the mark.
    judged: dict[str, tuple[str, float]] = {}
    parts: dict[str, str] = {}  # what grading went by, each with a short digest: tells why a score changed
    attempt: int = 0  # which of the student's attempts counts; 0 where none are kept


def encode(report: Report) -> bytes:
    """Return the bytes of `report.json`: stable, sorted, readable."""
    return json_bytes(report, is_sorted=True)


def decode(raw: bytes) -> Report:
    """Read the bytes of `report.json`; raise msgspec.MsgspecError if they are not a report."""
    report = msgspec.json.decode(raw, type=Report)
    return report if report.schema > 1 else _of_schema_1(report)


def row(report: Report) -> GradebookRow:
    """Return the row for the gradebook. A hand-in that could not be graded has None there, not zero."""
    if report.status == "error":
        return GradebookRow(report.student, dict.fromkeys((*report.cells, *report.manual)), (), report.digest)
    scores: dict[str, float | None] = {name: cell.score for name, cell in report.cells.items()}
    completed = report.completed or {}
    scores |= {name: completed.get(name) if answered else 0.0 for name, answered in report.manual.items()}
    stubs = (name for name, cell in report.cells.items() if cell.outcome is Outcome.NOT_ATTEMPTED)
    blank = (name for name, answered in report.manual.items() if not answered)
    untouched = (*(name.removeprefix("test_") for name in stubs), *(report.blank or ()), *blank)
    return GradebookRow(report.student, scores, untouched, report.digest)


def needs_person(report: Report) -> bool:
    """Return True if something could not be judged: a person must look, and nobody gets a zero for it."""
    return report.status == "error" or any(cell.outcome is Outcome.ERROR for cell in report.cells.values())


def waits_for(report: Report) -> AnyText:
    """Return the sentence that asks a person to act; "" if a test of ours failed: the report names it."""
    said: AnyText = ""
    for doubt in dict.fromkeys(cell.doubt.staff for cell in report.cells.values() if cell.doubt):
        said = lazy_gettext("{one}; {another}", one=said, another=doubt) if said else doubt
    return report.reason or said


def total(scores: dict[str, float | None]) -> float | None:
    """Return the exact sum of cell scores, or None if one of them waits for a person."""
    given = [score for score in scores.values() if score is not None]
    if len(given) < len(scores):
        return None
    return float(sum((Fraction(score) for score in given), Fraction(0)))


def clean(text: str, limit: int = TEXT_LIMIT) -> str:
    """Make a student's text safe to print: without control, bidi or surrogate characters, and capped.

    Newlines and tabs stay; everything else of Unicode's "other" categories becomes U+FFFD, so a
    terminal cannot be driven and a reader cannot be misled by reordered text.
    """
    if len(text) <= limit and text.replace("\n", "").replace("\t", "").isprintable():
        return text  # as nearly all are
    kept = "".join(
        char if char in "\n\t" or unicodedata.category(char)[0] != "C" else "\ufffd" for char in text[:limit]
    )
    return kept if len(text) <= limit else kept + " …"


# --- reports of schema 1 -----------------------------------------------------------------------


def _of_schema_1(old: Report) -> Report:
    """Convert a report of schema 1: its texts become texts of today; verdicts and scores stay."""
    return msgspec.structs.replace(
        old,
        cells={name: _cell_of_schema_1(cell) for name, cell in old.cells.items()},
        notes=tuple(map(_known, old.notes)),
        run=tuple(msgspec.structs.replace(note, error=_known(note.error)) for note in old.run),
        reason=_known(old.reason),
        schema=SCHEMA,
    )


def _cell_of_schema_1(old: CellReport) -> CellReport:
    authors = {"label", "step"}  # details that hold nothing of a student's
    return msgspec.structs.replace(
        old,
        tests=tuple(
            msgspec.structs.replace(
                test,
                title=authored(str(test.title)),
                message=_known(test.message),
                void=Voided(test.void.points, authored(str(test.void.reason)))
                if test.void
                else msgspec.UNSET,
            )
            for test in old.tests
        ),
        details={
            key: authored(str(detail)) if key in authors else _known(detail)
            for key, detail in old.details.items()
        },
    )


def _known(text: AnyText) -> AnyText:
    """Convert a text of schema 1: in two languages if it is a sentence of the catalogue, else unchanged."""
    return _split(text) if isinstance(text, str) and "\nzh: " in text else text


@lru_cache(4096)
def _split(text: str) -> AnyText:
    for mark in re.finditer("\nzh: ", text):
        english, chinese = text[: mark.start()], text[mark.end() :]
        if any(sentence.fullmatch(english) and other.fullmatch(chinese) for sentence, other in _sentences()):
            return worded({"en": english, "zh": chinese})
    return text


@lru_cache(1)
def _sentences() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return a pattern for each sentence of the catalogue, in English and Chinese, with any parameters."""
    known: dict[str, str] = getattr(catalogue("zh"), "_catalog", {})
    return tuple((_pattern(english), _pattern(chinese)) for english, chinese in known.items() if english)


def _pattern(message: str) -> re.Pattern[str]:
    return re.compile("(?s:.*)".join(map(re.escape, re.split(r"\{\w+\}", message))))
