"""Grading of a whole class: which hand-ins are new or have changed, and who grades them."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from autograder import __version__, hand_in, report
from autograder.classroom import foreign, progress_files, records, regraded, unchanged
from autograder.classroom import summary as seeing
from autograder.classroom.jobs import Job, begin_zygote, lock
from autograder.errors import CourseError
from autograder.files import flush, flushing, json_bytes, remove_partial_files
from autograder.grading import pool
from autograder.grading.pool import LaneLost
from autograder.report import CellReport, Report, clean
from autograder.sandbox import scratch
from autograder.submissions import attempt_policy, report_store
from autograder.submissions.attempt_policy import GradingTask
from autograder.submissions.report_store import Reports
from autograder.submissions.submitted_files import (
    SubmittedFile,
    attempt_file,
    refuse_without_hand_in,
    students_with_hand_ins,
)
from autograder.text import AnyText, lazy_gettext

if TYPE_CHECKING:  # pytest and NumPy take longer to load than a class takes in which nothing has changed
    from autograder.grading.engine import Engine, Observer
    from autograder.grading.own_tests import OwnTests
    from autograder.grading.suite import Suites
    from autograder.sandbox.process import Zygote

SUITE_SECONDS = 120.0  # of our own time in one hand-in, after which a suite counts as one that never ends

GradingProgress = Callable[[int, int], None]  # called with the hand-ins that are graded, and all
KnownCells = dict[str, CellReport]  # a hand-in's cells whose verdicts are still true
Grader = Callable[[GradingTask, KnownCells], None]
# Grades hand-ins, here or on other machines; a report and its notebook are on disk before it calls `done`.
Executor = Callable[[Job, dict[GradingTask, KnownCells], Callable[[], None]], None]


def grade(
    job: Job,
    students: tuple[str, ...] = (),
    lanes: int | None = None,
    force: bool = False,
    progress: GradingProgress | None = None,
    executor: Executor | None = None,
) -> unchanged.GradedClass:
    """Grade what has changed, then update notebooks and gradebook. Returns all reports, sorted by student.

    `executor` grades instead of this machine's own processes, of which there are `lanes`.
    """
    with lock(job.places):
        began = unchanged.fingerprint(job)
        if not (students or force) and (left := unchanged.unchanged_class(job, began)):
            return left
        before = regraded.history_lengths(job, began.students)
        with progress_files.progress_reported(job.places, job.name, progress) as tell:
            graded = grade_changed(job, students, lanes, force, tell, executor)
        wanted = list(graded.tasks)
        with flushing(job.places.var) if graded.fresh else nullcontext():  # before the gradebook is written
            seen = seeing.summary_of(job, Reports(job.places, job.name, wanted))
            is_settled = all(
                records.is_settled(job, task) for theirs in graded.tasks.values() for task in theirs
            )
        marks_wait = records.record_grades(job, wanted)
        book = unchanged.gradebook_stat(job)
        seen = _with_marks(job, seen, wanted)
        if is_settled and not students:
            unchanged.save(job, began, book, marks_wait, seen)
        return unchanged.GradedClass(
            job, wanted, seen, _regrade(job, {who: before.get(who, 0) for who in wanted})
        )


def _regrade(job: Job, before: dict[str, int]) -> regraded.Regrade:
    """Gather the scores that this grading changed, except where a person's mark overrides them."""
    from autograder.gradebook import grades

    changed = [
        student
        for student, length in regraded.history_lengths(job, before).items()
        if length > before[student]
    ]
    entries = grades.scores(grades.address(job.course, job.places), job.name, changed) if changed else {}
    return regraded.regrade_since(job, {student: before[student] for student in changed}, entries)


def _with_marks(job: Job, seen: seeing.ClassSummary, students: list[str]) -> seeing.ClassSummary:
    """Update the summary with people's marks, which override what the reports say."""
    from autograder.gradebook import grades

    url = grades.address(job.course, job.places)
    entries = grades.scores(url, job.name, students[: len(seen.rows)])
    return seeing.with_marks(seen, students, job.release.questions, grades.waiting(url, job.name), entries)


class GradedTasks(NamedTuple):
    tasks: dict[str, list[GradingTask]]  # by student: what of theirs may count
    fresh: int  # how many hand-ins were graded


def grade_changed(
    job: Job,
    students: tuple[str, ...],
    lanes: int | None,
    force: bool,
    progress: GradingProgress | None,
    executor: Executor | None = None,
) -> GradedTasks:
    """Grade what has changed, and store reports and notebooks; the gradebook is left alone."""
    remove_leftovers(job)
    selector = attempt_policy.attempt_selector(job.course, job.places, job.name)
    with_hand_ins = students_with_hand_ins(job.places, job.name, students)
    tasks = {student: selector.keep_and_select(student) for student in with_hand_ins}
    tasks = {student: theirs for student, theirs in tasks.items() if theirs}
    every = [task for theirs in tasks.values() for task in theirs]
    known = {task: {} if force else records.cells_to_reuse(job, task) for task in every}
    fresh = {task: cells for task, cells in known.items() if cells is not None}
    tell = progress or (lambda done, count: None)
    count = len(every)
    finished = count - len(fresh)
    tell(finished, count)

    def done() -> None:
        nonlocal finished
        finished += 1
        tell(finished, count)

    if fresh:
        (executor or local_executor(lanes or os.cpu_count() or 1))(job, fresh, done)
    for own_tasks in tasks.values():
        records.keep_best(job, selector, own_tasks)
    return GradedTasks(tasks, len(fresh))


def graded_by_other_kits(job: Job) -> Counter[str]:
    """Map each other version of the kit to the number of its reports that would be graded again now."""
    selector = attempt_policy.attempt_selector(job.course, job.places, job.name)
    kits = {
        student: meta.kit
        for student in students_with_hand_ins(job.places, job.name)
        if (meta := report_store.meta(job.work(student)))
    }
    return Counter(kit for student, kit in kits.items() if kit != __version__ and selector.tasks(student))


def remove_leftovers(job: Job) -> None:
    """Remove what killed processes left behind: a lane always ends by being killed."""
    scratch.sweep()
    remove_partial_files(job.places.var)
    for folder in ("reports", "autograded"):
        remove_partial_files(job.places.var / folder, f"*/{job.name}")


def local_executor(count: int) -> Executor:
    """Return an executor that grades in `count` processes of this machine."""
    return lambda job, fresh, done: _grade_all(job, fresh, count, done)


def _grade_all(job: Job, fresh: dict[GradingTask, KnownCells], count: int, done: Callable[[], None]) -> None:
    from autograder.grading.shared_zygotes import SharedZygotes

    tasks = list(fresh)
    seconds = SUITE_SECONDS + 2 * job.course.limits.submission_seconds

    def start(suites: "Suites", zygotes: SharedZygotes) -> pool.Work:
        grader = new_grader(job, suites, zygotes.of_lane()[0])
        return lambda number: grader(tasks[number], fresh[tasks[number]])

    def body(suites: "Suites", zygotes: SharedZygotes) -> None:
        if job.original is None:
            load_imports(job.reference.decode())
        zygotes.confirm()
        for number, lost in pool.run(
            len(fresh), count, lambda: start(suites, zygotes), seconds, records.load_gradebook
        ):
            if lost is not None:
                store_lost(job, tasks[number], lost)
            done()

    try:
        with SharedZygotes(min(count, len(fresh)), lambda: [begin_zygote(job)]) as zygotes:
            # What lanes need is loaded here, once, while the zygotes start.
            from autograder.diagnosis.casebook import load_imports
            from autograder.grading import engine, own_tests  # noqa: F401
            from autograder.grading.suite import with_suites

            with_suites(job.places, job.name, lambda suites: body(suites, zygotes))
    finally:
        remove_leftovers(job)


def new_engine(
    job: Job, suites: "Suites", zygote: "Zygote", observe: "Observer | None" = None
) -> "Engine | OwnTests":
    """Make the engine that grades this assignment's hand-ins: once for all of them, since it takes time."""
    from autograder.diagnosis import casebook
    from autograder.grading.engine import Engine
    from autograder.grading.own_tests import OwnTests

    common, fork = (job.course, job.assignment, job.release), zygote.fork
    if job.original is not None:
        return OwnTests(*common, job.original, suites, job.secret, fork, job.tier)
    book = casebook.read_casebook(job.places.release(job.name))
    return Engine(*common, job.reference, suites, job.secret, fork, job.tier, book, observe)


def new_grader(job: Job, suites: "Suites", zygote: "Zygote") -> Grader:
    """Return a function that grades one hand-in and stores its report."""
    engine = new_engine(job, suites, zygote)

    def one(task: GradingTask, known: KnownCells) -> None:
        file = attempt_file(job.work(task.student), task.attempt)
        began = time.monotonic()
        graded = report_on(job, engine, file, known)
        run = records.run_digests(job, task.student, records.digest_of(file))
        records.keep_report(job, task, file, graded, time.monotonic() - began, run)

    return one


def grade_one(job: Job, student: str, grader: Grader) -> None:
    """Grade one student's hand-in if anything has changed, and record it, as `grade` does for a class."""
    with lock(job.places):
        refuse_without_hand_in(job.places, job.name, student)
        selector = attempt_policy.attempt_selector(job.course, job.places, job.name)
        tasks = selector.keep_and_select(student)
        if not tasks:
            raise CourseError(
                student,
                f"handed in after {job.name} closed; the hand-in is kept and not graded",
                "give the student an extension in the roster, or set `closes` later in course.yml",
            )
        for task in tasks:
            known = records.cells_to_reuse(job, task)
            if known is not None:
                grader(task, known)
                flush(job.places.var)
        records.keep_best(job, selector, tasks)
        records.record_grades(job, [student])


def report_on(job: Job, engine: "Engine | OwnTests", file: SubmittedFile, known: KnownCells) -> Report:
    """Grade one hand-in, except the cells that are `known`; or return a report that says why it cannot be."""
    if problem := file.problem or foreign.why_foreign(job, file.raw):
        return error_report(job, file, problem)
    graded = engine.grade(file.student, file.raw, known)
    return records.rescored(job, msgspec.structs.replace(graded, notes=(*file.notes, *graded.notes)))


def error_report(job: Job, file: SubmittedFile, reason: AnyText) -> Report:
    """Return the report on a hand-in that could not be graded: it has no score, and so is nobody's zero."""
    from autograder.grading.engine import unreadable

    return unreadable(job.release, job.name, file.student, hand_in.bytes_digest(file.raw), reason, job.tier)


def store_lost(job: Job, task: GradingTask, lost: LaneLost) -> None:
    """Store and print that a hand-in took the grader down twice. Without run digests it is tried again."""
    print(f"{clean(task.student, 100)}: {clean(str(lost), 20_000)}", file=sys.stderr)
    file = attempt_file(job.work(task.student), task.attempt)
    found = error_report(job, file, lazy_gettext("the grader itself failed on it, twice"))
    records.keep_report(job, task, file, found, 0.0, {})


# --- for the command line ----------------------------------------------------------------------


def as_json(job: Job, reports: Reports) -> bytes:
    """Return all reports as one JSON; each submission as in its report.json."""
    everything = {
        "assignment": job.name,
        "sandbox": job.tier,
        "schema": report.SCHEMA,
        "submissions": [msgspec.to_builtins(each, order="sorted") for each in reports],
    }
    return json_bytes(everything)
