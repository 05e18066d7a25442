"""Staff page: why a student lost a point, from one hand-in run again with the tests' calls recorded.

It shows hidden tests, their inputs and what was expected. So it lies in var/staff/, is readable by its
owner alone and is never written where students' pages are.
"""

import math
import os
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path

import msgspec

from autograder import __version__, hand_in
from autograder.authoring import markers, source
from autograder.classroom import change_words, grade, history, jobs
from autograder.classroom.jobs import Job
from autograder.diagnosis import misconceptions
from autograder.diagnosis.casebook import Reference
from autograder.errors import AutograderError, CourseError
from autograder.files import remove_partial_files, write_atomically
from autograder.gradebook import grades
from autograder.grading import pool
from autograder.grading.call_trace import Trace, Traces
from autograder.grading.suite import Suites, with_suites
from autograder.pages import feedback_page, late_words, titles
from autograder.pages.rendering import render
from autograder.paths import Places
from autograder.report import CellReport, Outcome, Report, clean
from autograder.submissions import attempt_policy, attempts, late_policy, report_store
from autograder.submissions.submitted_files import SubmittedFile, attempt_file, refuse_without_hand_in
from autograder.text import counted, in_language, number

PRIVATE = 0o600
CODE_LIMIT = 20_000


class Rerun(msgspec.Struct, frozen=True):
    """Result of a second run: its report, and the traces of failing tests, by grade cell."""

    report: Report
    traces: dict[str, list[Trace]]


class StaffTest(msgspec.Struct, frozen=True):
    """One test, as the staff page shows it."""

    name: str
    title: str
    side: str
    outcome: str
    weight: int
    message: str = ""
    void: str = ""
    trace: Trace | None = None

    @property
    def is_visible(self) -> bool:
        return self.side == "visible"

    @property
    def said(self) -> str:
        """The test's own message, or "" if the student was told the same."""
        said = self.trace.said if self.trace else ""
        return "" if self.message and said.endswith(self.message) else said

    def says_as(self, other: "StaffTest") -> bool:
        """Return True if another test has the same message and trace, so that one text serves for both."""
        mine, theirs = ((test.message, test.void, test.trace) for test in (self, other))
        return bool(self.message) and mine == theirs


class StaffPart(msgspec.Struct, frozen=True):
    """One function or one question, as the staff page shows it."""

    name: str
    status: str
    score: float | None
    points: float | None
    reckoned: float | None
    mark: float | None
    needs_mark: bool
    extra: float
    comment: str
    hint: str
    tests: tuple[StaffTest, ...]
    code: str  # what the student wrote
    scheme: str  # how a question is marked
    doubt: str = ""  # what a person is asked to do about it
    can_be_forged: bool = False  # its test ran beside the student's code

    @property
    def counts(self) -> float | None:
        """Points that count: a person's mark, else the tests' score; None if either waits for a person."""
        if self.has_changed:
            return None
        base = self.score if self.mark is None else self.mark
        return base if base is None else base + self.extra

    @property
    def has_changed(self) -> bool:
        """True if it has changed since a person marked it, and waits for them again."""
        return self.needs_mark and (self.mark is not None or (bool(self.extra) and self.score is not None))

    @property
    def given(self) -> str:
        """Points that a person gave, in words; "" if nobody gave any."""
        words = [] if self.mark is None else [number(self.mark)]
        return " and ".join([*words, f"{number(self.extra)} extra"] if self.extra else words)


class StaffView(msgspec.Struct, frozen=True):
    """All that staff can see of one student in one assignment."""

    student: str
    name: str
    assignment: str
    score: float  # what is decided
    waits: bool  # the rest is for a person
    max_score: float
    sandbox: str
    digest: str
    reason: str
    parts: tuple[StaffPart, ...]
    notes: tuple[str, ...]
    run: tuple[tuple[str, str, str], ...]  # cell, what it raised, what it printed
    attempts: tuple[str, ...]
    lateness: str
    history: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def total(self) -> str:
        """Total as the class's table has it: `14 + ?` if something waits."""
        return f"{number(self.score)}{' + ?' if self.waits else ''}"


def show(job: Job, student: str, cell: str = "") -> StaffView:
    """Run the counting hand-in again, and return all that is known of it, or of one `cell` alone."""
    refuse_without_hand_in(job.places, job.name, student)
    wanted = _wanted(job, cell)
    meta = report_store.meta(job.work(student))
    number = meta.attempt if meta else 0
    file = attempt_file(job.work(student), number)
    graded = _graded(job, student)
    same = graded if graded is not None and graded.digest == hand_in.bytes_digest(file.raw) else None
    others = (
        {name: result for name, result in same.cells.items() if wanted and name not in wanted} if same else {}
    )
    again = rerun(job, file, others)
    return _gathered(job, student, file, again, graded, wanted, number)


def _wanted(job: Job, cell: str) -> tuple[str, ...]:
    """Return the graded cells that `cell` means; () means all of them."""
    if not cell:
        return ()
    known = job.release.tests | job.release.questions
    wanted = next((name for name in (cell, f"test_{cell}") if name in known), None)
    if wanted is None:
        names = ", ".join(name.removeprefix("test_") for name in known)
        raise CourseError(job.name, f"it has no graded cell {cell!r}", f"use one of: {names}")
    return (wanted,)


def _graded(job: Job, student: str) -> Report | None:
    try:
        return report_store.read_report(job.work(student))
    except AutograderError:
        return None  # not graded yet: what is found now is all there is


def rerun(job: Job, hand_in_file: SubmittedFile, others: Mapping[str, CellReport]) -> Rerun:
    """Grade a hand-in with calls recorded, and store nothing. Cells in `others` keep their earlier result.

    It runs in a process of its own, as every grading does: an answer may grow huge, a suite may never end.
    """
    with tempfile.TemporaryDirectory(prefix="autograder-show-") as folder:
        file = Path(folder) / "rerun.json"

        def body(suites: Suites) -> None:
            file.write_bytes(_rerun(job, hand_in_file, others, suites))

        def start() -> pool.Work:
            return lambda number: with_suites(job.places, job.name, body)

        seconds = grade.SUITE_SECONDS + 2 * job.course.limits.submission_seconds
        for _, lost in pool.run(1, 1, start, seconds):
            if lost is not None:
                raise lost
        return msgspec.json.decode(file.read_bytes(), type=Rerun)


def _rerun(job: Job, file: SubmittedFile, others: Mapping[str, CellReport], suites: Suites) -> bytes:
    reference = cache(lambda: Reference(job.reference, f"solutions/{job.name}.py"))
    traces = Traces(lambda: reference().student())
    with jobs.open_zygote(job) as zygote:
        engine = grade.new_engine(job, suites, zygote, traces)
        report = grade.report_on(job, engine, file, dict(others))
    return msgspec.json.encode(Rerun(report, traces.by_cell))


# --- what is known -----------------------------------------------------------------------------


def _gathered(
    job: Job,
    student: str,
    file: SubmittedFile,
    again: Rerun,
    graded: Report | None,
    wanted: tuple[str, ...],
    number: int,
) -> StaffView:
    report, course = again.report, job.course
    selector = attempt_policy.attempt_selector(course, job.places, job.name)
    entry, warnings = _gradebook_entry(job, student)
    warnings += _differences(report, graded, job.name, student)
    lateness = selector.lateness(student, number)
    names = [name for name in job.order if name in report.cells or name in report.manual]
    written = _written(job, file, report)
    parts = {name: _part(job, name, again, entry, written) for name in names}
    counts = [part.counts for part in parts.values()]
    known = [score for score in counts if score is not None]
    return StaffView(
        student,
        next((person.name for person in selector.people.students if person.id == student), ""),
        job.name,
        math.fsum(known),
        len(known) < len(counts),
        report.max_score,
        report.sandbox,
        report.digest,
        in_language(report.reason, course.language),
        tuple(part for name, part in parts.items() if not wanted or name in wanted),
        tuple(in_language(note, course.language) for note in report.notes),
        tuple((note.cell, in_language(note.error, course.language), note.output) for note in report.run),
        tuple(_attempt(job, student, past, number) for past in attempts.read_all(job.work(student))),
        late_words.sentence(lateness, late_policy.final(sum(known), lateness), "en"),
        tuple(
            f"{change.cell.removeprefix('test_')}: {change_words.sentence(change, course.zone, 'en')}"
            for change in history.read_history(job.work(student))
            if not wanted or change.cell in wanted
        ),
        tuple(warnings),
    )


def _gradebook_entry(job: Job, student: str) -> tuple[grades.GradebookEntry | None, list[str]]:
    """Return a student's marks by people, None if there are none, and a warning if they cannot be read."""
    try:
        url = grades.address(job.course, job.places)
        return (grades.scores(url, job.name).get(student) if grades.is_made(url) else None), []
    except AutograderError as error:
        return None, [f"People's marks are not shown: {error.what}."]


def _differences(report: Report, graded: Report | None, name: str, student: str) -> list[str]:
    again = f"Run `autograder grade {name} --student {clean(student, 100)}`."
    if graded is None:
        return [f"This has not been graded yet. {again}"]
    if graded.digest != report.digest:
        return [f"Another hand-in was graded; this page is of the one that counts now. {again}"]
    if graded.cells != report.cells:
        return [f"The report on disk says something else: tests or rules have changed since. {again}"]
    return []


def _written(job: Job, file: SubmittedFile, report: Report) -> dict[str, str]:
    """Map each function and question to what the student wrote: code, or an answer in words."""
    if report.status != "graded":
        return {}
    handed_in = hand_in.read_hand_in(file.raw, job.release)
    texts = {name: hand_in.code_of(handed_in, name) for name in job.release.functions}
    texts |= hand_in.written_answers(handed_in, job.release)
    return {name: clean("\n\n".join(parts), CODE_LIMIT) for name, parts in texts.items()}


def _part(
    job: Job, name: str, again: Rerun, entry: grades.GradebookEntry | None, written: Mapping[str, str]
) -> StaffPart:
    report, language, function = again.report, job.course.language, name.removeprefix("test_")
    cell = report.cells.get(name)
    mark = entry.cells.get(name) if entry else None
    hints = misconceptions.hints(job.places.suites(job.name) / "misconceptions.yml")
    points = job.release.tests | job.release.questions
    completed = report.completed or {}
    if cell is not None:
        status, score = cell.outcome.value.replace("_", " "), cell.score
    elif report.status == "error":
        status, score = "error", None
    elif report.manual[name]:
        status, score = "answered", completed.get(name)
    else:
        status, score = "not answered", 0.0
    traces = {(trace.test, trace.visible): trace for trace in again.traces.get(name, [])}
    return StaffPart(
        function,
        status,
        score,
        points[name].points,
        cell.reckoned if cell is not None and isinstance(cell.reckoned, float) else None,
        mark.manual_score if mark else None,
        bool(mark and mark.needs_manual_grade),
        (mark.extra_credit or 0.0) if mark else 0.0,
        entry.comments.get(function, "") if entry else "",
        feedback_page.hint_with_reliance(cell, function, hints, language),
        tuple(
            StaffTest(
                test.name,
                in_language(test.title, language),
                "visible" if test.visible else "hidden",
                test.outcome.value,
                test.weight,
                in_language(test.message, language),
                f"{test.void.points}: {in_language(test.void.reason, language)}" if test.void else "",
                traces.get((test.name, test.visible)) if test.outcome is not Outcome.PASSED else None,
            )
            for test in (cell.tests if cell else ())
        ),
        written.get(function, ""),
        scheme(job.places, job.name, name) if cell is None else "",
        in_language(cell.doubt.staff, language) if cell is not None and cell.doubt else "",
        cell is not None and bool(cell.can_be_forged),
    )


def scheme(places: Places, name: str, cell: str) -> str:
    """Return how a question is marked, with sample answers, from the source; "" if that says nothing."""
    authored = source.read_source(places, name)
    for position, source_cell in enumerate(authored.notebook.cells, 1):
        if source_cell.name == cell:
            return markers.take_apart(source_cell, authored.where_of(position, source_cell)).scheme
    return ""


def _attempt(job: Job, student: str, past: attempts.Attempt, counting: int) -> str:
    if past.problem:
        return f"{past.number}: what is known of it cannot be read; {attempts.NEXT_STEP}"
    when = (
        f"{past.moment.astimezone(job.course.zone):%Y-%m-%d %H:%M %Z}" if past.moment else "at no known time"
    )
    beside = report_store.of_attempt(job.work(student), past.number)
    score = f", tests gave {number(beside[0].score)}" if beside and beside[0].score is not None else ""
    counts = " – this one counts" if past.number == counting else ""
    return f"{past.number}: {when}, from {clean(past.lms or 'hand', 30)}{score}{counts}"


# --- as a page, and on the terminal ------------------------------------------------------------


def write(job: Job, view: StaffView, cell: str = "", target: Path | None = None) -> Path:
    """Write the page, readable by its owner alone, and return its path; refuse folders that students get."""
    stem = f"{job.name}-{cell.removeprefix('test_')}" if cell else job.name
    file = target or job.work(view.student).staff / f"{stem}.html"
    for folder in (job.places.var / "feedback", job.places.root / "release"):
        if folder.resolve() in file.resolve().parents:
            raise AutograderError(
                file, "students get what lies there, and this page shows hidden tests", "choose another place"
            )
    if target is None:
        (job.places.var / "staff").mkdir(parents=True, mode=0o700, exist_ok=True)
    remove_partial_files(file.parent)
    write_atomically(file, page(view).encode(), mode=PRIVATE)
    os.chmod(file, PRIVATE)
    return file


def page(view: StaffView) -> str:
    """Return the HTML page: one file, no script, all text of a student's escaped."""
    return render("show.html", found=view, heading=titles.as_title(view.assignment), kit=__version__)


def lines(view: StaffView) -> Iterator[str]:
    """Yield the page's lines for the terminal, in a shorter form."""
    who = clean(view.student, 100) + (f" ({clean(view.name, 100)})" if view.name else "")
    yield f"{who}, {view.assignment}: {view.total} of {number(view.max_score)}"
    yield from (f"! {warning}" for warning in view.warnings)
    if view.reason:
        yield f"  {view.reason}"
    for part in view.parts:
        yield ""
        yield _heading(part)
        if part.doubt:
            yield f"  {part.doubt}"
        if part.hint:
            yield f"  {part.hint}"
        shown = [test for test in part.tests if test.outcome != "passed" or test.void]
        for test, after in zip_longest(shown, shown[1:]):
            yield _test_heading(test)
            if after is None or not test.says_as(after):  # else it is said once, below the last of them
                yield from _test_lines(test)
    if view.lateness:
        yield f"\n{view.lateness}"
    for title, texts in (("attempts", view.attempts), ("history", view.history)):
        if texts:
            yield f"\n{title}:"
            yield from (f"  {text}" for text in texts)


def _heading(part: StaffPart) -> str:
    score = "?" if part.counts is None else number(part.counts)
    points = "" if part.points is None else f" of {number(part.points)}"
    mark = f"; a person gave {part.given}" if part.given else ""
    again = ", and it has changed since" if part.has_changed else ""
    forged = "; its test ran beside the student's code, and can be forged" if part.can_be_forged else ""
    return f"{part.name}: {part.status}, {score}{points}{mark}{again}{forged}"


def _test_heading(test: StaffTest) -> str:
    side = test.side if test.is_visible else f"{test.side}: for staff only"
    return f"  {test.outcome}: {test.name} ({side}, weight {test.weight})"


def _test_lines(test: StaffTest) -> Iterator[str]:
    if test.void:
        yield f"    void, {test.void}"
    if test.message:
        yield from _indented(test.message)
    if test.trace is None:
        return
    yield from _indented("\n".join(filter(None, (test.trace.where, test.said))))
    for step in test.trace.steps:
        yield from _indented(f"{step.asked}\n  gave   {step.came}")
        if step.wanted:
            yield from _indented(f"  wanted {step.wanted}")
    if test.trace.left_out:
        yield f"    and {counted(test.trace.left_out, 'more call')}"


def _indented(text: str) -> Iterator[str]:
    return (f"    {line}" for line in text.split("\n"))
