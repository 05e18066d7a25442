"""The class on one page: how it went, what was hard, which mistakes were made, who is missing, what waits.

For staff only, so it lies in var/class/ and never below feedback/. The page, a JSON and a table of the tests
are made from one value. Nothing of it needs a script, and everything that a student wrote is escaped.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import msgspec

from autograder import __version__
from autograder.classroom import jobs, standing
from autograder.classroom.pseudonyms import pseudonym
from autograder.classroom.standing import Result
from autograder.course import Course, load_course
from autograder.csv_tables import TrustedText, write_table
from autograder.diagnosis import misconceptions
from autograder.files import write_private
from autograder.notebook import Notebook
from autograder.pages import class_code, feedback_page
from autograder.pages.class_code import bare
from autograder.pages.lookalikes import pairs
from autograder.pages.rendering import render
from autograder.report import Outcome, Report, clean, waits_for
from autograder.submissions import report_store
from autograder.text import AnyText, Language, in_language

SCHEMA = 1
BINS = 10
MOST_MISTAKES = 12
EXAMPLE_LINES = 24


class Bar(msgspec.Struct, frozen=True):
    """One bar of the distribution: from..to in percent of the points; the last one holds 100 too."""

    start: int
    end: int
    students: int


class TestRate(msgspec.Struct, frozen=True):
    """How one test went, over those who attempted its function."""

    name: str
    title: str
    visible: bool
    passed: int
    failed: int
    error: int


class FunctionRate(msgspec.Struct, frozen=True):
    """How one function went."""

    name: str
    points: float
    mean: float | None  # of the points, over those whose score is known
    passed: int
    failed: int
    not_attempted: int
    error: int
    tests: tuple[TestRate, ...]


class Mistake(msgspec.Struct, frozen=True):
    """One diagnosis, how many have it, what the page tells them, and one of them's bare code."""

    function: str
    diagnosis: str
    students: int
    hint: str
    example: str


class Waiting(msgspec.Struct, frozen=True):
    """Who waits for a person, and with what."""

    student: str
    name: str
    cells: tuple[str, ...]
    reason: str


class Alike(msgspec.Struct, frozen=True):
    """Two students whose code looks alike, to be asked about: each function's share, and both bare codes."""

    students: tuple[str, str]
    functions: dict[str, float]
    fingerprints: int
    code: dict[str, tuple[str, str]]


class Time(msgspec.Struct, frozen=True):
    """Seconds to grade one hand-in, as each was last graded."""

    hand_ins: int
    total: float
    median: float
    longest: float


class ClassReport(msgspec.Struct, frozen=True):
    """All of it. A student is a folder's name, or a pseudonym."""

    assignment: str
    title: str
    language: Language
    max_score: float
    students: int
    final: int
    waits: int
    absent: int
    mean: float | None
    middle: float | None
    pseudonyms: bool
    sandboxes: dict[str, int]
    distribution: tuple[Bar, ...]
    functions: tuple[FunctionRate, ...]
    mistakes: tuple[Mistake, ...]
    waiting: tuple[Waiting, ...]
    missing: tuple[tuple[str, str], ...]
    late: int
    time: Time | None
    pairs: tuple[Alike, ...]
    version: str = ""  # the course's
    schema: int = SCHEMA


def encode(found: ClassReport) -> bytes:
    """The bytes of the JSON: sorted and stable."""
    return msgspec.json.format(msgspec.json.encode(found, order="sorted"), indent=1) + b"\n"


def table(found: ClassReport) -> bytes:
    """A row a test, for a spreadsheet."""
    head = ["function", "test", "title", "visible", "passed", "failed", "error", "not_attempted"]
    rows: list[Sequence[str]] = [head]
    for function in found.functions:
        for test in function.tests:
            counts = (test.passed, test.failed, test.error, function.not_attempted)
            seen = "yes" if test.visible else "no"
            rows.append(
                [function.name, test.name, test.title, seen, *(TrustedText(count) for count in counts)]
            )
    return write_table(rows, bom=True)


# --- what the class did ------------------------------------------------------------------------


def collect(
    course: Course,
    name: str,
    released: Notebook,
    results: Sequence[Result],
    reports: Mapping[str, Report],
    seconds: Sequence[float],
    hints: Mapping[str, AnyText],
    code: Mapping[str, Mapping[str, str]],
    known: Sequence[str],
    called: Callable[[str], str] | None = None,
) -> ClassReport:
    """The class report. `code` is what each student wrote for each function, `known` what nobody wrote alone.

    With `called`, which gives pseudonyms, no name is in it.
    """

    def call(student: str) -> str:
        return called(student) if called else clean(student, 100)

    def real(result: Result) -> str:
        return "" if called else clean(result.person.name, 100)

    scores = [one.score for one in results if one.score is not None]
    worth = max((one.max_score for one in results), default=released.max_score)
    alike = []
    for pair in pairs(code, known):
        one, other = pair.students
        texts = {
            own: (_short(bare(code[one][own])), _short(bare(code[other][own]))) for own in pair.functions
        }
        alike.append(Alike((call(one), call(other)), pair.functions, pair.fingerprints, texts))
    return ClassReport(
        assignment=name,
        title=course.title,
        version=course.version,
        language=course.language,
        max_score=worth,
        students=len(results),
        final=len(scores),
        waits=sum(one.status == "waits" for one in results),
        absent=sum(one.status == "missing" for one in results),
        mean=_rounded(sum(scores) / len(scores)) if scores else None,
        middle=_rounded(median(scores)) if scores else None,
        pseudonyms=called is not None,
        sandboxes=dict(sorted(Counter(one.sandbox for one in reports.values() if one.sandbox).items())),
        distribution=distribution(scores, worth),
        functions=functions(released, reports, course.language),
        mistakes=mistakes(reports, hints, code, course.language),
        waiting=tuple(
            sorted(
                (
                    Waiting(call(one.student), real(one), one.waits, _reason(reports.get(one.student)))
                    for one in results
                    if one.status == "waits"
                ),
                key=lambda one: one.student,
            )
        ),
        missing=tuple(sorted((call(one.student), real(one)) for one in results if one.status == "missing")),
        late=sum(one.penalty > 0 for one in results),
        time=Time(len(seconds), _rounded(sum(seconds)), _rounded(median(seconds)), _rounded(max(seconds)))
        if seconds
        else None,
        pairs=tuple(alike),
    )


def _rounded(value: float) -> float:
    return round(value, 2)


def _reason(report: Report | None) -> str:
    return in_language(waits_for(report), "en") if report else ""


def distribution(scores: Sequence[float], worth: float) -> tuple[Bar, ...]:
    """Final scores in ten bars of a tenth of the points each; extra credit is in the last."""
    width = 100 // BINS
    counts = Counter(
        min(BINS - 1, int(BINS * score / worth + 1e-9)) if worth else BINS - 1 for score in scores
    )
    return tuple(Bar(width * one, width * (one + 1), counts[one]) for one in range(BINS))


def functions(
    released: Notebook, reports: Mapping[str, Report], language: Language
) -> tuple[FunctionRate, ...]:
    """Pass rates of each function, in the notebook's order, and of each of its tests, the hardest first."""
    found = []
    for name, cell in released.tests.items():
        cells = [own for one in reports.values() if one.status == "graded" and (own := one.cells.get(name))]
        outcomes = Counter(own.outcome for own in cells)
        scores = [own.score for own in cells if own.score is not None]
        # A visible and a hidden test may have one name.
        tests: dict[tuple[str, bool], list[tuple[str, Outcome]]] = {}
        for own in cells:
            for test in own.tests:
                title = test.title or test.name.removeprefix("test_").replace("_", " ")
                tests.setdefault((test.name, test.visible), []).append(
                    (in_language(title, language), test.outcome)
                )
        rates = [
            TestRate(
                clean(test, 200),
                clean(seen[0][0], 300),
                visible,
                *(sum(end is outcome for _, end in seen) for outcome in _ENDS),
            )
            for (test, visible), seen in tests.items()
        ]
        rates.sort(key=lambda one: (-one.failed / max(1, one.passed + one.failed), one.name, one.visible))
        found.append(
            FunctionRate(
                name.removeprefix("test_"),
                cell.points or 0.0,
                _rounded(sum(scores) / len(scores)) if scores else None,
                outcomes[Outcome.PASSED],
                outcomes[Outcome.FAILED],
                outcomes[Outcome.NOT_ATTEMPTED],
                outcomes[Outcome.ERROR],
                tuple(rates),
            )
        )
    return tuple(found)


_ENDS = (Outcome.PASSED, Outcome.FAILED, Outcome.ERROR)


def mistakes(
    reports: Mapping[str, Report],
    hints: Mapping[str, AnyText],
    code: Mapping[str, Mapping[str, str]],
    language: Language,
) -> tuple[Mistake, ...]:
    """The diagnoses met most, each with the shortest code that has it: there is least else to see in it."""
    who: dict[tuple[str, str], list[str]] = {}
    for student, report in reports.items():
        for name, cell in report.cells.items():
            if cell.outcome is Outcome.FAILED and cell.diagnosis:
                who.setdefault((name, cell.diagnosis), []).append(student)
    found = []
    for (name, diagnosis), students in who.items():
        own = name.removeprefix("test_")
        texts = sorted(
            (bare(code[one][own]) for one in students if one in code and own in code[one]),
            key=lambda text: (len(text), text),
        )
        # A reading's particulars are one student's; said of many it names none.
        said = {_hint(reports[one], name, own, hints, language) for one in students}
        hint = min(said) if len(said) == 1 or diagnosis in hints else f"{min(said)} (and the like)"
        found.append(Mistake(own, diagnosis, len(students), clean(hint, 500), _short(next(iter(texts), ""))))
    found.sort(key=lambda one: (-one.students, one.function, one.diagnosis))
    return tuple(found[:MOST_MISTAKES])


def _hint(report: Report, name: str, own: str, hints: Mapping[str, AnyText], language: Language) -> str:
    return feedback_page.hint_for(report.cells[name], own, hints, language)


def _short(text: str) -> str:
    lines = clean(text).split("\n")
    return "\n".join(lines if len(lines) <= EXAMPLE_LINES else [*lines[:EXAMPLE_LINES], "…"])


# --- the page ----------------------------------------------------------------------------------


def page(found: ClassReport) -> str:
    """The page: one file, readable without colour, on a telephone and on paper."""
    most = max((bar.students for bar in found.distribution), default=0)
    return render(
        "report.html",
        found=found,
        most=most,
        step=_step(most),
        kit=__version__,
        heading=feedback_page.words(found.assignment),
        waiting_cells=Counter(cell for one in found.waiting for cell in one.cells).most_common(),
    )


def _step(most: int) -> int:
    """How far apart the lines of the distribution are: at most six of them."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        if most <= 5 * step:
            return step
    return most


# --- its files ---------------------------------------------------------------------------------


class ReportFiles(msgspec.Struct, frozen=True):
    """Where the three files of a class report are."""

    html: Path
    json: Path
    csv: Path


def write_report(root: Path, name: str, pseudonyms: bool) -> tuple[ReportFiles, ClassReport]:
    """Write the class report of one assignment, with its JSON and its table of tests, for the owner alone."""
    course, places = load_course(root)
    results = standing.results(course, places, name)
    released = standing.release(places, name)
    reports = {result.student: result for result in report_store.reports(places, name)}
    metas = (report_store.meta(places.work(name, student)) for student in reports)
    made = collect(
        course,
        name,
        released,
        results,
        reports,
        [meta.seconds for meta in metas if meta],
        misconceptions.hints(places.suites(name) / "misconceptions.yml"),
        class_code.written(
            places,
            name,
            released,
            {student: standing.counts(places.work(name, student)) for student in reports},
        ),
        class_code.everybodys(places, name, released),
        partial(pseudonym, jobs.read_secret(places)) if pseudonyms else None,
    )
    stem = f"{name}-pseudonyms" if pseudonyms else name
    written = ReportFiles(*(places.class_reports / f"{stem}.{kind}" for kind in ("html", "json", "csv")))
    write_private(written.html, page(made).encode())
    write_private(written.json, encode(made))
    write_private(written.csv, table(made))
    return written, made
