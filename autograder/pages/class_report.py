"""Class report on one page: how it went, what was hard, which mistakes were made, who is missing or waits.

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
from autograder.classroom import class_results, jobs
from autograder.classroom.class_results import Result
from autograder.classroom.pseudonyms import pseudonym, without_file_names
from autograder.course import Course, load_course
from autograder.csv_tables import TrustedText, write_table
from autograder.diagnosis import misconceptions
from autograder.files import json_bytes, write_private
from autograder.notebook import Notebook
from autograder.pages import class_code, feedback_page, titles
from autograder.pages.class_code import anonymous_code
from autograder.pages.lookalikes import pairs
from autograder.pages.rendering import render
from autograder.paths import Places
from autograder.report import Outcome, Report, clean, waits_for
from autograder.submissions import report_store
from autograder.text import AnyText, Language, in_language

SCHEMA = 1
BINS = 10
MOST_MISTAKES = 12
EXAMPLE_LINES = 24


class HistogramBar(msgspec.Struct, frozen=True):
    """One bar of the distribution: `start` to `end` in percent of the points; the last holds 100 too."""

    start: int
    end: int
    students: int


class TestRate(msgspec.Struct, frozen=True):
    """The outcomes of one test, over those who attempted its function."""

    name: str
    title: str
    visible: bool
    passed: int
    failed: int
    error: int


class FunctionRate(msgspec.Struct, frozen=True):
    """The outcomes of one function."""

    name: str
    points: float
    mean: float | None  # of the points, over those whose score is known
    passed: int
    failed: int
    not_attempted: int
    error: int
    tests: tuple[TestRate, ...]


class Mistake(msgspec.Struct, frozen=True):
    """One diagnosis: how many students have it, their hint, and the anonymous code of one of them."""

    function: str
    diagnosis: str
    students: int
    hint: str
    example: str


class WaitingStudent(msgspec.Struct, frozen=True):
    """A student whose score waits for a person: the cells that wait, and the reason."""

    student: str
    name: str
    cells: tuple[str, ...]
    reason: str


class SimilarCode(msgspec.Struct, frozen=True):
    """Two students whose code looks alike: the share of each function that does, and both anonymous texts."""

    students: tuple[str, str]
    names: tuple[str, str]  # empty where the roster has none, or there are pseudonyms
    functions: dict[str, float]
    fingerprints: int
    code: dict[str, tuple[str, str]]


class GradingTime(msgspec.Struct, frozen=True):
    """Seconds to grade one hand-in, as each was last graded."""

    hand_ins: int
    total: float
    median: float
    longest: float


class CodeScores(msgspec.Struct, frozen=True):
    """Scores for functions alone, over all whose code is judged, also if an answer of theirs waits."""

    students: int
    points: float
    mean: float | None
    middle: float | None
    distribution: tuple[HistogramBar, ...]


class WaitingGroup(msgspec.Struct, frozen=True):
    """Students who wait for the same reason: one line of the page."""

    what: str
    students: tuple[tuple[str, str], ...]  # each with their name


class ClassReport(msgspec.Struct, frozen=True):
    """The whole class report. A student is a folder's name, or a pseudonym."""

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
    code: CodeScores
    pseudonyms: bool
    sandboxes: dict[str, int]
    distribution: tuple[HistogramBar, ...]
    functions: tuple[FunctionRate, ...]
    mistakes: tuple[Mistake, ...]
    waiting: tuple[WaitingStudent, ...]
    missing: tuple[tuple[str, str], ...]
    late: int
    time: GradingTime | None
    pairs: tuple[SimilarCode, ...]
    version: str = ""  # the course's
    schema: int = SCHEMA


def encode(report: object) -> bytes:
    """Return the report as JSON bytes: sorted, so that equal reports are equal bytes."""
    return json_bytes(report, is_sorted=True)


def table(report: ClassReport) -> bytes:
    """Return a CSV file with one row for each test, for a spreadsheet."""
    head = ["function", "test", "title", "visible", "passed", "failed", "error", "not_attempted"]
    rows: list[Sequence[str]] = [head]
    for function in report.functions:
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
    """Return the class report, without names if `called` maps each student to a pseudonym.

    `code` maps each student to their text for each function; `known` is code that is no sign of copying.
    """

    def call(student: str) -> str:
        return called(student) if called else clean(student, 100)

    def real(result: Result) -> str:
        return "" if called else clean(result.person.name, 100)

    scores = [result.score for result in results if result.score is not None]
    worth = max((result.max_score for result in results), default=released.max_score)
    called_so = {result.student: real(result) for result in results}
    alike = []
    for pair in pairs(code, known):
        one, other = pair.students
        texts = {
            function: (
                _short(anonymous_code(code[one][function])),
                _short(anonymous_code(code[other][function])),
            )
            for function in pair.functions
        }
        names = (called_so.get(one, ""), called_so.get(other, ""))
        alike.append(SimilarCode((call(one), call(other)), names, pair.functions, pair.fingerprints, texts))
    return ClassReport(
        assignment=name,
        title=course.title,
        version=course.version,
        language=course.language,
        max_score=worth,
        students=len(results),
        final=len(scores),
        waits=sum(result.status == "waits" for result in results),
        absent=sum(result.status == "missing" for result in results),
        mean=_rounded(sum(scores) / len(scores)) if scores else None,
        middle=_rounded(median(scores)) if scores else None,
        code=code_scores(released, results, reports),
        pseudonyms=called is not None,
        sandboxes=dict(
            sorted(Counter(report.sandbox for report in reports.values() if report.sandbox).items())
        ),
        distribution=distribution(scores, worth),
        functions=functions(released, reports, course.language),
        mistakes=mistakes(reports, hints, code, course.language),
        waiting=tuple(
            sorted(
                (
                    WaitingStudent(
                        call(result.student),
                        real(result),
                        result.waits,
                        _reason(reports.get(result.student), called is not None),
                    )
                    for result in results
                    if result.status == "waits"
                ),
                key=lambda line: line.student,
            )
        ),
        missing=tuple(
            sorted((call(result.student), real(result)) for result in results if result.status == "missing")
        ),
        late=sum(result.penalty > 0 for result in results),
        time=GradingTime(
            len(seconds), _rounded(sum(seconds)), _rounded(median(seconds)), _rounded(max(seconds))
        )
        if seconds
        else None,
        pairs=tuple(alike),
    )


def _rounded(value: float) -> float:
    return round(value, 2)


def _reason(report: Report | None, is_anonymous: bool) -> str:
    reason = in_language(waits_for(report), "en") if report else ""
    return without_file_names(reason) if is_anonymous else reason


def code_scores(released: Notebook, results: Sequence[Result], reports: Mapping[str, Report]) -> CodeScores:
    """Return statistics of the scores for functions, before lateness, over all whose code is judged."""
    worth = sum(cell.points or 0.0 for cell in released.tests.values())
    totals = []
    for result in results:
        report = reports.get(result.student)
        found = {name: cell.score for name, cell in report.cells.items()} if report else {}
        scores = [(found | result.cells).get(name) for name in released.tests]
        if result.status != "missing" and (known := [score for score in scores if score is not None]):
            totals += [sum(known)] if len(known) == len(scores) else []
    return CodeScores(
        len(totals),
        worth,
        _rounded(sum(totals) / len(totals)) if totals else None,
        _rounded(median(totals)) if totals else None,
        distribution(totals, worth),
    )


def waits(report: ClassReport) -> list[WaitingGroup]:
    """Group waiting students by reason, or by cells if no reason is given; the largest group comes first."""
    alike: dict[str, list[tuple[str, str]]] = {}
    for line in report.waiting:
        alike.setdefault(line.reason or ", ".join(line.cells), []).append((line.student, line.name))
    grouped = [WaitingGroup(what, tuple(students)) for what, students in alike.items()]
    return sorted(grouped, key=lambda line: (-len(line.students), line.what))


def distribution(scores: Sequence[float], worth: float) -> tuple[HistogramBar, ...]:
    """Return the histogram of final scores: ten bars of a tenth of the points; the last has extra credit."""
    width = 100 // BINS
    counts = Counter(
        min(BINS - 1, int(BINS * score / worth + 1e-9)) if worth else BINS - 1 for score in scores
    )
    return tuple(HistogramBar(width * number, width * (number + 1), counts[number]) for number in range(BINS))


def functions(
    released: Notebook, reports: Mapping[str, Report], language: Language
) -> tuple[FunctionRate, ...]:
    """Return pass rates of each function, in the notebook's order, and of its tests, the hardest first."""
    rated = []
    for name, cell in released.tests.items():
        cells = [
            result
            for report in reports.values()
            if report.status == "graded" and (result := report.cells.get(name))
        ]
        outcomes = Counter(each.outcome for each in cells)
        scores = [each.score for each in cells if each.score is not None]
        # A visible and a hidden test may share a name.
        tests: dict[tuple[str, bool], list[tuple[str, Outcome]]] = {}
        for result in cells:
            for test in result.tests:
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
        rates.sort(
            key=lambda rate: (-rate.failed / max(1, rate.passed + rate.failed), rate.name, rate.visible)
        )
        rated.append(
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
    return tuple(rated)


_ENDS = (Outcome.PASSED, Outcome.FAILED, Outcome.ERROR)


def mistakes(
    reports: Mapping[str, Report],
    hints: Mapping[str, AnyText],
    code: Mapping[str, Mapping[str, str]],
    language: Language,
) -> tuple[Mistake, ...]:
    """Return the most frequent diagnoses, each with the shortest code that has it: it shows little else."""
    who: dict[tuple[str, str], list[str]] = {}
    for student, report in reports.items():
        for name, cell in report.cells.items():
            if cell.outcome is Outcome.FAILED and cell.diagnosis:
                who.setdefault((name, cell.diagnosis), []).append(student)
    met = []
    for (name, diagnosis), students in who.items():
        function = name.removeprefix("test_")
        texts = sorted(
            (
                anonymous_code(code[who][function])
                for who in students
                if who in code and function in code[who]
            ),
            key=lambda text: (len(text), text),
        )
        # A general diagnosis names details of one student's code: of several hints one stands for all.
        cells = (reports[who].cells[name] for who in students)
        said = {feedback_page.hint_for(cell, function, hints, language) for cell in cells}
        hint = min(said) if len(said) == 1 or diagnosis in hints else f"{min(said)} (and the like)"
        met.append(
            Mistake(function, diagnosis, len(students), clean(hint, 500), _short(next(iter(texts), "")))
        )
    met.sort(key=lambda mistake: (-mistake.students, mistake.function, mistake.diagnosis))
    return tuple(met[:MOST_MISTAKES])


def _short(text: str) -> str:
    lines = clean(text).split("\n")
    return "\n".join(lines if len(lines) <= EXAMPLE_LINES else [*lines[:EXAMPLE_LINES], "…"])


# --- the page ----------------------------------------------------------------------------------


def page(report: ClassReport) -> str:
    """Return the HTML page: one file, readable without colour, on a telephone and on paper."""
    bars = (report.distribution, report.code.distribution)
    most, most_code = (max((bar.students for bar in each), default=0) for each in bars)
    return render(
        "report.html",
        found=report,
        most=most,
        step=_step(most),
        most_code=most_code,
        step_code=_step(most_code),
        waits=waits(report),
        kit=__version__,
        heading=titles.as_title(report.assignment),
        waiting_cells=Counter(cell for student in report.waiting for cell in student.cells).most_common(),
    )


def _step(most: int) -> int:
    """Return the distance between the grid lines of the distribution, so that there are at most six."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        if most <= 5 * step:
            return step
    return most


# --- its files ---------------------------------------------------------------------------------


class ReportFiles(msgspec.Struct, frozen=True):
    """Paths of the three files of a report on a class."""

    html: Path
    json: Path
    csv: Path


def write_files(
    places: Places, name: str, pseudonyms: bool, page: str, report: object, table: bytes
) -> ReportFiles:
    """Write a report as page, JSON and table, which the owner alone can read."""
    stem = f"{name}-pseudonyms" if pseudonyms else name
    written = ReportFiles(*(places.class_reports / f"{stem}.{kind}" for kind in ("html", "json", "csv")))
    write_private(written.html, page.encode())
    write_private(written.json, encode(report))
    write_private(written.csv, table)
    return written


def write_report(root: Path, name: str, pseudonyms: bool) -> tuple[ReportFiles, ClassReport]:
    """Write an assignment's class report; return the paths of its files, and the report."""
    course, places = load_course(root)
    results = class_results.read_results(course, places, name)
    released = class_results.read_release(places, name)
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
        class_code.code_of_students(
            places,
            name,
            released,
            {student: class_results.counted_attempt(places.work(name, student)) for student in reports},
        ),
        class_code.common_code(places, name, released),
        partial(pseudonym, jobs.read_secret(places)) if pseudonyms else None,
    )
    return write_files(places, name, pseudonyms, page(made), made, table(made)), made
