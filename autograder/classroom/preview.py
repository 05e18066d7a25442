"""A preview of a regrade: the class graded in a folder of its own, and compared.

Nothing below var/ is written, not even a timestamp; what is graded there is thrown away.
"""

import math
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
from rich.table import Table
from rich.text import Text

from autograder import report
from autograder.classroom import change_words, grade, history, jobs, summary
from autograder.classroom.grade import GradingProgress
from autograder.classroom.history import Reason
from autograder.classroom.jobs import Job
from autograder.errors import AutograderError
from autograder.files import json_bytes
from autograder.gradebook import grades
from autograder.gradebook.grades import GradebookEntry
from autograder.paths import Places
from autograder.report import CellReport, GradebookRow, Meta, Report, Verdict, clean
from autograder.submissions import attempt_policy, late_policy, report_store
from autograder.submissions.late_policy import Lateness
from autograder.text import counted, number

ROWS = 100  # of the table; the rest is in --json
_BY = 24  # least width of the last column: names of tests can be read in it


class TemporaryPlaces(Places, frozen=True):
    """Paths of a course whose var/ is replaced by another folder."""

    away: Path

    @property
    def var(self) -> Path:
        return self.away


class CellDifference(msgspec.Struct, frozen=True):
    """One cell's score before and after, and the tests whose outcome differs."""

    cell: str
    old: float | None
    new: float | None
    tests: tuple[str, ...]
    reasons: tuple[str, ...]
    mark: float | None = None  # a person's, which overrides both
    broken: tuple[str, ...] = ()  # tests of ours that cannot judge, and why


class ScoreDifference(msgspec.Struct, frozen=True):
    """One student's change. A total is what counts: it has people's marks, lateness, and 0 for what waits."""

    student: str
    old: float
    new: float
    is_new_hand_in: bool
    cells: tuple[CellDifference, ...]
    old_is_open: bool = False  # something waited for a person, or would: nobody knows the total
    new_is_open: bool = False

    @property
    def gain(self) -> float:
        """Points gained, below 0 if lost; 0 if something would wait for a person, since nobody knows yet."""
        return 0.0 if self.waits else round(self.new - self.old, 9)

    @property
    def waits(self) -> bool:
        """True if a cell that changes would wait for a person."""
        return any(cell.new is None and cell.mark is None for cell in self.cells)

    @property
    def is_of_ours(self) -> bool:
        """True if all changes come from tests of ours that fail: one sentence says that of everybody."""
        return bool(self.cells) and all(cell.broken for cell in self.cells)


class Preview(msgspec.Struct, frozen=True):
    """Comparison of a class before and after a regrade."""

    assignment: str
    students: int
    first_time: tuple[str, ...]  # graded for the first time: nothing to compare
    moves: tuple[ScoreDifference, ...]  # students whose total or any cell would change
    old_mean: float | None  # over everybody who has a total before and after
    new_mean: float | None
    old_max: float
    new_max: float
    with_totals: int = 0  # students of whom the means are

    @property
    def gains(self) -> int:
        return sum(move.gain > 0 for move in self.moves)

    @property
    def loses(self) -> int:
        return sum(move.gain < 0 for move in self.moves)

    @property
    def waits(self) -> int:
        """Number of students who would wait for a person, mostly since a test of ours fails."""
        return sum(move.waits for move in self.moves)


def preview(
    job: Job,
    students: tuple[str, ...] = (),
    processes: int | None = None,
    force: bool = False,
    progress: GradingProgress | None = None,
) -> Preview:
    """Grade in a temporary folder what `grade` would grade, and return what that would change."""
    with tempfile.TemporaryDirectory(prefix="autograder-preview-") as folder:
        aside = TemporaryPlaces(job.places.root, Path(folder))
        jobs.refuse_exposed(aside, jobs.data_of(aside, job.name))
        _copy(job, aside)
        other = msgspec.structs.replace(job, places=aside)
        graded = grade.grade_changed(other, students, processes, force, progress)
        reports = report_store.Reports(other.places, other.name, list(graded.tasks))
        return compare_reports(job, other, reports)


def _copy(job: Job, aside: Places) -> None:
    """Copy what grading reads; hand-ins are only read, and may be large."""
    var = job.places.var
    (aside.all_submitted).symlink_to((var / "submitted").resolve(), target_is_directory=True)
    for kind in ("reports", "attempts", "autograded"):
        for folder in (var / kind).glob(f"*/{job.name}"):
            shutil.copytree(folder, aside.var / folder.relative_to(var), symlinks=True)
    if job.places.roster.exists():
        shutil.copy(job.places.roster, aside.roster)


def compare_reports(job: Job, other: Job, reports: report_store.Reports) -> Preview:
    """Compare each new report with the one that is stored."""
    url = grades.address(job.course, job.places)
    entries = grades.scores(url, job.name) if grades.is_made(url) else {}
    lateness = attempt_policy.lateness(other.course, other.places, job.name, reports.students)
    moves, first_time, totals, old_max = [], [], [], job.release.max_score
    for after in reports:
        before, known = _before(job, after.student)
        meta = report_store.meta(other.work(after.student))
        if before is None or known is None or meta is None:
            first_time.append(after.student)
            continue
        old_max = before.max_score
        entry = entries.get(after.student)
        cells = tuple(_moved((before, known), (after, meta), entry))
        old = _total(known.row, entry, None)
        new = _total(report.row(after), entry, lateness[after.student])
        old_is_open = _is_open(known.row, entry)
        new_is_open = _is_open(report.row(after), entry) or lateness[after.student].percent is None
        if not (old_is_open or new_is_open):
            totals.append((old, new))
        if cells or not math.isclose(old, new, abs_tol=1e-9):
            is_new = before.digest != after.digest
            moves.append(ScoreDifference(after.student, old, new, is_new, cells, old_is_open, new_is_open))
    moves.sort(key=lambda move: (not move.waits, move.gain, move.student))
    means = [math.fsum(side) / len(totals) for side in zip(*totals, strict=True)] if totals else [None, None]
    return Preview(
        job.name,
        len(reports),
        tuple(first_time),
        tuple(moves),
        means[0],
        means[1],
        old_max,
        job.release.max_score,
        len(totals),
    )


def _before(job: Job, student: str) -> tuple[Report | None, Meta | None]:
    try:
        return report_store.read_report(job.work(student)), report_store.meta(job.work(student))
    except AutograderError:
        return None, None


def _is_open(row: GradebookRow, entry: GradebookEntry | None) -> bool:
    """Return True if a cell waits for a person, so that nobody knows the total."""
    cells = entry.cells if entry else {}
    return any(
        (score is None and (cell not in cells or cells[cell].manual_score is None))
        or (cell in cells and cells[cell].has_changed)
        for cell, score in row.scores.items()
    )


def _total(row: GradebookRow, entry: GradebookEntry | None, lateness: Lateness | None) -> float:
    """Return a student's total as it counts: people's marks before ours, extra credit, and lateness.

    Without `lateness` the penalty in the gradebook counts. Without an entry the tests' scores alone do.
    """
    whole = 0.0
    for cell, score in row.scores.items():
        cell_grade = entry.cells.get(cell) if entry else None
        whole += msgspec.structs.replace(cell_grade, auto_score=score).score if cell_grade else score or 0.0
    if lateness is None:
        return max(0.0, whole - (entry.penalty if entry else 0.0))
    return late_policy.final(whole, lateness).final


def _moved(
    before: tuple[Report, Meta], after: tuple[Report, Meta], entry: GradebookEntry | None
) -> Iterator[CellDifference]:
    for change in history.changes(before, after):
        was, now = (side[0].cells.get(change.cell) for side in (before, after))
        cell_grade = entry.cells.get(change.cell) if entry else None
        yield CellDifference(
            change.cell,
            change.old,
            change.new,
            tuple(_tests(was, now)) if was and now else (),
            tuple(_why(reason) for reason in change.reasons),
            cell_grade.manual_score if cell_grade else None,
            summary.broken_tests(change.cell, now) if now else (),
        )


def _why(reason: Reason) -> str:
    return change_words.reason(reason, "en")


def _tests(was: CellReport, now: CellReport) -> Iterator[str]:
    """Yield each test whose outcome differs, or counts differently, such as `name: passed → failed`."""
    old, new = ({(test.name, test.visible): test for test in cell.tests} for cell in (was, now))
    for key in dict.fromkeys((*old, *new)):
        words = [_word(tests[key]) if key in tests else "absent" for tests in (old, new)]
        if words[0] != words[1]:
            yield f"{key[0]}: {words[0]} → {words[1]}"


def _word(test: Verdict) -> str:
    return f"{test.outcome.value}, void ({test.void.points})" if test.void else test.outcome.value


# --- for the command line ----------------------------------------------------------------------


def preview_table(changes: Preview) -> Table:
    """Return the table of who would wait, gain or lose, and by which test; the largest loss comes first."""
    shown = Table(title=f"{changes.assignment}: what grading would change", title_justify="left")
    shown.add_column("student", overflow="fold")
    shown.add_column("total", justify="right", no_wrap=True)
    shown.add_column("cell", overflow="fold")
    shown.add_column("score", justify="right", no_wrap=True)
    shown.add_column("by", overflow="fold", min_width=_BY)
    for move in own_rows(changes)[:ROWS]:
        head = clean(move.student, 100) + (" (new hand-in)" if move.is_new_hand_in else "")
        style = "red" if move.gain < 0 else "green" if move.gain > 0 else ""
        old, new = (
            number(score) + (" + ?" if is_open else "")
            for score, is_open in ((move.old, move.old_is_open), (move.new, move.new_is_open))
        )
        total = Text(f"{old} → {new}", style=style)
        for place, cell in enumerate(move.cells or (None,)):
            first = (Text(head), total) if place == 0 else (Text(""), Text(""))
            if cell is None:
                shown.add_row(*first, "", "", "lateness")
                continue
            mark = () if cell.mark is None else (f"a person's mark of {number(cell.mark)} stands",)
            by = "; ".join((*(cell.tests or cell.reasons), *mark))
            moved = f"{_number(cell.old)} → {_number(cell.new)}"
            shown.add_row(*first, Text(cell.cell), Text(moved), Text(clean(by, 1_000)))
    return shown


def own_rows(changes: Preview) -> list[ScoreDifference]:
    """Return the changes that get a row each; the others come from broken tests, which get a line each."""
    return [move for move in changes.moves if not move.is_of_ours]


def _number(score: float | None) -> str:
    return "?" if score is None else number(score)


def preview_lines(changes: Preview) -> Iterator[str]:
    """Yield the preview of the class in sentences."""
    if (more := len(own_rows(changes)) - ROWS) > 0:
        yield f"and {more} more; --json has all"
    broken = Counter(test for move in changes.moves for cell in move.cells for test in cell.broken)
    for test, count in broken.items():
        yield f"{test}: fix it first, or {counted(count, 'student')} would wait for a person"
    same = changes.students - len(changes.moves) - len(changes.first_time)
    yield f"{changes.gains} gain, {changes.loses} lose, {changes.waits} would wait for a person"
    even = len(changes.moves) - changes.gains - changes.loses - changes.waits
    yield f"{even} change and keep their total, {same} stay as they are"
    if changes.first_time:
        yield f"{len(changes.first_time)} would be graded for the first time"
    if changes.old_mean is not None and changes.new_mean is not None:
        yield (
            f"mean {number(changes.old_mean)} of {number(changes.old_max)} → "
            f"{number(changes.new_mean)} of {number(changes.new_max)}, "
            f"of {counted(changes.with_totals, 'student')} with a total before and after"
        )
    by_test = _by_test(changes)
    for test, (gain, lose) in sorted(by_test.items(), key=lambda entry: (-sum(entry[1]), entry[0])):
        if gain or lose:
            yield f"  {test}: {gain} gain by it, {lose} lose"
    yield "nothing was written" + ("" if broken else f"; to do it: autograder grade {changes.assignment}")


def _by_test(changes: Preview) -> dict[str, tuple[int, int]]:
    """Map each test whose outcome differs to how many students gain and how many lose in its cell."""
    counted: dict[str, tuple[int, int]] = {}
    for move in changes.moves:
        for cell in move.cells:
            rise = 0.0 if cell.new is None else cell.new - (cell.old or 0.0)
            for test in cell.tests:
                name = f"{cell.cell}::{test.rpartition(': ')[0]}"
                gain, lose = counted.get(name, (0, 0))
                counted[name] = (gain + (rise > 0), lose + (rise < 0))
    return counted


def as_json(changes: Preview) -> bytes:
    """Return the whole preview as JSON."""
    return json_bytes(changes)
