"""A whole class: what is handed in, what of it must be graded, and everything that follows from a report.

`report.json` is the truth. The autograded notebook and the gradebook's rows are written again from it
each time, so that a kill between two stores heals itself.
"""

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy

from autograder import (
    __version__,
    autograded,
    course,
    feedback,
    gradebook,
    misconceptions,
    notebook,
    report,
    stored,
    submission,
)
from autograder.course import Assignment, Course, Places
from autograder.disk import clear_parts, one_at_a_time, write_whole
from autograder.errors import AutograderError, CourseError, SandboxError
from autograder.grading import casebook, lanes
from autograder.grading.engine import Engine, unreadable
from autograder.grading.lanes import LaneLost
from autograder.grading.suite import Suites, with_suites
from autograder.hand_in import HandIn, hand_in, handed_in, submitted_at
from autograder.notebook import Notebook
from autograder.report import Meta, Outcome, Report, clean
from autograder.sandbox import scratch, tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.tiers import Tier
from autograder.stored import Reports

Progress = Callable[[int, int], None]  # done, of all
Grader = Callable[[str], None]  # of a student


class Job(msgspec.Struct, frozen=True):
    """All that grading one assignment needs, read and checked."""

    course: Course
    places: Places
    assignment: Assignment
    release: Notebook
    reference: bytes
    secret: bytes
    tier: Tier
    base: str  # digest of everything but the hand-in that can change a verdict

    @property
    def name(self) -> str:
        """The assignment's name."""
        return self.assignment.name

    @property
    def order(self) -> list[str]:
        """The named cells, as the notebook has them."""
        return [cell.name for cell in self.release.cells if cell.name]


def prepare(root: Path, name: str, allow_weak: bool = False) -> Job:
    """Read the course and find the sandbox, or raise an AutograderError that says what to mend."""
    found, places = course.load_course(root)
    entry = found.assignment(name)
    file = places.release(name) / f"{name}.ipynb"
    if not file.is_file() or not places.solution(name).is_file():
        raise CourseError(f"release/{name}", "it has not been built", f"run `autograder build {name}`")
    release = notebook.parse(file.read_bytes(), f"release/{name}/{name}.ipynb")
    tier = find_tier(found, allow_weak)
    reference, secret = places.solution(name).read_bytes(), read_secret(places)
    refuse_exposed(places, data_of(places, name))
    base = base_digest(found, places, entry, file.read_bytes(), reference, secret, tier)
    return Job(found, places, entry, release, reference, secret, tier, base)


def find_tier(found: Course, allow_weak: bool) -> Tier:
    """The machine's sandbox, or SandboxError where it is weaker than the course demands."""
    probed = tiers.probe()
    wanted = Tier(found.sandbox)
    if not probed.tier.holds(wanted) and not allow_weak:
        reason = probed.missing.get(wanted, "")
        raise SandboxError(
            f"the sandbox ({probed.tier}; the course demands {wanted})",
            f"this machine cannot confine students' code well enough: {reason}",
            "grade on Linux, see `autograder doctor`; or give --allow-weak-sandbox: every page will say so",
        )
    return probed.tier


def data_of(places: Places, name: str) -> str:
    """The folder of support files that students may read; empty where there is none."""
    folder = places.data(name)
    return str(folder) if folder.is_dir() else ""


def refuse_exposed(places: Places, data: str) -> None:
    """Raise SandboxError where something hidden lies below a path that a worker may read."""
    hidden = [places.var, places.root / "tests", places.root / "solutions", places.root / "source"]
    for path in tiers.default_readable():
        for secret in hidden:
            if Path(path).resolve() in (secret.resolve(), *secret.resolve().parents):
                raise SandboxError(
                    secret,
                    f"students' code could read it, since it lies below {path}",
                    "move the course elsewhere",
                )
    if data and (Path(data).is_symlink() or any(part.is_symlink() for part in Path(data).rglob("*"))):
        raise SandboxError(
            data, "it is or holds a link, which could lead anywhere", "put the file itself there"
        )


def read_secret(places: Places) -> bytes:
    """var/secret, made on first use: without it nobody can foresee a hidden test's numbers."""
    with lock(places):
        if not places.secret.exists():
            clear_parts(places.var, ".")
            write_whole(places.secret, secrets.token_bytes(32), durable=True, mode=0o600)
    found = places.secret.read_bytes()
    if len(found) < 32:
        raise CourseError(
            places.secret, "it is shorter than 32 bytes", "restore it from your backup, or delete it"
        )
    return found


def base_digest(
    found: Course,
    places: Places,
    entry: Assignment,
    release: bytes,
    reference: bytes,
    secret: bytes,
    tier: Tier,
) -> str:
    """One digest of all that can change a verdict, the hand-in apart."""
    name = entry.name
    checks = places.release(name) / "checks"  # the written casebook is there
    folders = (places.checks(name), checks, places.suites(name), places.data(name))
    files = sorted(
        file
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    )
    settings = msgspec.json.encode(
        (found.limits, found.imports_of(entry.name), found.visible_share, entry.share_fork), order="sorted"
    )
    parts = [file.relative_to(places.root).as_posix().encode() + b"\0" + file.read_bytes() for file in files]
    versions = f"{__version__} {numpy.__version__} {sys.version} {tier}".encode()
    return course.digest(versions, settings, release, reference, secret, *parts)


# --- grading -----------------------------------------------------------------------------------


def grade(
    job: Job,
    students: tuple[str, ...] = (),
    jobs: int | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Reports:
    """Grade what has changed, then project every report. Gives all reports, sorted by student."""
    with lock(job.places):
        clear(job)
        wanted = handed_in(job.places, job.name, students)
        fresh = [student for student in wanted if force or not is_kept(job, student)]
        tell = progress or (lambda done, whole: None)
        finished = len(wanted) - len(fresh)
        tell(finished, len(wanted))

        def done() -> None:
            nonlocal finished
            finished += 1
            tell(finished, len(wanted))

        if fresh:
            _grade_all(job, fresh, jobs or os.cpu_count() or 1, done)
        record(job, wanted)
        return Reports(job.places, job.name, wanted)


def lock(places: Places) -> contextlib.AbstractContextManager[None]:
    """Only one process at a time grades a course."""
    return one_at_a_time(places.var / "grade.lock", "grading")


def clear(job: Job) -> None:
    """Remove what processes that were killed left: a lane's end is always a kill."""
    scratch.sweep()
    for folder in ("reports", "autograded"):
        clear_parts(job.places.var / folder, f"*/{job.name}")


def is_kept(job: Job, student: str) -> bool:
    """Whether the report that is there stays, since nothing that could change it has changed.

    What is projected from it beside it is written again where somebody has changed it.
    """
    one = hand_in(job.places, job.name, student)
    meta = stored.meta(job.places, job.name, student)
    if meta is None or meta.run != run_digest(job, one):
        return False
    try:
        found = stored.read(job.places, job.name, student)
    except AutograderError:
        return False
    if not is_projected(job, one, meta):
        project(job, one, found)
    return True


def run_digest(job: Job, one: HandIn) -> str:
    """What names one grading: the same digest gives the same report."""
    return course.digest(job.base.encode(), one.student.encode(), one.raw, one.problem.encode())


def _grade_all(job: Job, fresh: list[str], count: int, done: Callable[[], None]) -> None:
    """Grade over `count` lanes; each report is on disk, and its notebook beside it, before `done` is told."""

    def start(suites: Suites) -> lanes.Work:
        one = new_grader(job, suites, open_zygote(job))
        return lambda number: one(fresh[number])

    def body(suites: Suites) -> None:
        for number, lost in lanes.run(len(fresh), count, lambda: start(suites)):
            if lost is not None:
                store_lost(job, hand_in(job.places, job.name, fresh[number]), lost)
            done()

    try:
        with_suites(job.places, job.name, body)
    finally:
        clear(job)


def new_grader(job: Job, suites: Suites, zygote: Zygote) -> Grader:
    """What grades a student's hand-in and stores what it found. Made once: this is what takes time."""
    book = casebook.beside(job.places.release(job.name))
    engine = Engine(
        job.course,
        job.assignment,
        job.release,
        job.reference,
        suites,
        job.secret,
        zygote.fork,
        job.tier,
        book,
    )

    def one(student: str) -> None:
        handed = hand_in(job.places, job.name, student)
        began = time.monotonic()
        found = one_report(job, engine, handed)
        store(job, handed, found, time.monotonic() - began, run_digest(job, handed))

    return one


def grade_one(job: Job, student: str, grader: Grader) -> None:
    """Grade one hand-in unless nothing has changed, and project its report, as `grade` does with many."""
    with lock(job.places):
        wanted = handed_in(job.places, job.name, (student,))
        if not is_kept(job, student):
            grader(student)
        record(job, wanted)


def open_zygote(job: Job) -> Zygote:
    """A clean process for this assignment's workers."""
    limits = job.course.limits
    bounds = tiers.Limits(
        memory_bytes=limits.memory_mb << 20,
        file_bytes=limits.scratch_mb << 20,
        scratch_bytes=limits.scratch_mb << 20,
        cpu_seconds=int(limits.submission_seconds) + 1,
    )
    return Zygote(job.tier, job.course.imports_of(job.name), bounds, data_of(job.places, job.name))


def one_report(job: Job, engine: Engine, one: HandIn) -> Report:
    """Grade one hand-in, or say why it cannot be."""
    return failed(job, one, one.problem) if one.problem else engine.grade(one.student, one.raw)


def failed(job: Job, one: HandIn, reason: str) -> Report:
    """The report on a hand-in that could not be graded: nobody's zero."""
    return unreadable(job.release, job.name, one.student, submission.digest(one.raw), reason, job.tier)


def store_lost(job: Job, one: HandIn, lost: LaneLost) -> None:
    """Say that a hand-in took the grader itself down twice; without a digest it comes again next time."""
    print(f"{clean(one.student, 100)}: {clean(str(lost), 20_000)}", file=sys.stderr)
    store(job, one, failed(job, one, "the grader itself failed on it, twice"), 0.0, "")


# --- what follows from a report ----------------------------------------------------------------


def store(job: Job, one: HandIn, found: Report, seconds: float, run: str) -> None:
    """Put the report on disk, and its notebook; the meta file, written last, says that both are there."""
    before = stored.meta(job.places, job.name, one.student)
    write_whole(job.places.report(one.student, job.name), report.encode(found), durable=True)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    recorded = before.recorded if before else ""
    meta = Meta(run, now, round(seconds, 4), __version__, project(job, one, found), recorded)
    stored.write_meta(job.places, job.name, one.student, meta)


def project(job: Job, one: HandIn, found: Report) -> str:
    """Write the autograded notebook, as nbgrader and formgrader open it; gives its digest."""
    cells = job.release.cells
    if found.status == "graded":
        cells = submission.read(one.raw, job.release).cells
    whole = autograded.autograded(job.release, cells, found)
    folder = job.places.autograded(one.student, job.name)
    write_whole(folder / f"{job.name}.ipynb", whole)
    if one.submitted_at:
        write_whole(folder / "timestamp.txt", one.submitted_at.encode())
    else:
        folder.joinpath("timestamp.txt").unlink(missing_ok=True)
    return course.digest(whole)


def is_projected(job: Job, one: HandIn, meta: Meta) -> bool:
    """Whether the autograded notebook is ours; stock `nbgrader autograde` writes its own there."""
    folder = job.places.autograded(one.student, job.name)
    stamp = folder / "timestamp.txt"
    try:
        when = stamp.read_text(errors="replace") if stamp.exists() else None
        return when == one.submitted_at and meta.notebook == course.digest(
            folder.joinpath(f"{job.name}.ipynb").read_bytes()
        )
    except OSError:
        return False


def record(job: Job, students: list[str]) -> None:
    """Tell the gradebook, some students at a time; then note of which hand-in it was told."""
    url = gradebook.address(job.course, job.places)
    gradebook.record_assignment(url, job.name, job.release, job.assignment.due)
    for start in range(0, len(students), gradebook.BATCH):
        batch = students[start : start + gradebook.BATCH]
        reports = list(Reports(job.places, job.name, batch))
        metas = {student: stored.meta(job.places, job.name, student) for student in batch}
        # The note comes after the gradebook: a kill between the two asks a person to look once more.
        again = {one.student: one.digest for one in reports if _told(metas[one.student]) != one.digest}
        stamps = {student: submitted_at(job.places.submitted(student, job.name)) for student in batch}
        gradebook.record(url, reports, {student: when for student, when in stamps.items() if when}, again)
        for student, digest in again.items():
            if meta := metas[student]:
                meta = msgspec.structs.replace(meta, recorded=digest)
                stored.write_meta(job.places, job.name, student, meta)


def _told(meta: Meta | None) -> str:
    return meta.recorded if meta else ""


# --- for the command line ----------------------------------------------------------------------


def needs_person(found: Report) -> bool:
    """Whether something could not be judged: somebody must look, and nobody gets a zero for it."""
    return found.status == "error" or any(cell.outcome is Outcome.ERROR for cell in found.cells.values())


def as_json(job: Job, reports: Reports) -> str:
    """All reports as one JSON text; each submission as in its report.json."""
    whole = {
        "assignment": job.name,
        "sandbox": job.tier,
        "schema": report.SCHEMA,
        "submissions": [msgspec.to_builtins(one, order="sorted") for one in reports],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode()


def summary(job: Job, reports: Reports) -> Iterator[str]:
    """What to know after grading, and where to look next."""
    waiting = [one for one in reports if needs_person(one)]
    marks = sum(one.status == "graded" and any(one.manual.values()) for one in reports)
    yield f"{len(reports)} graded, sandbox {job.tier}; {marks} with answers to mark by hand"
    for one in waiting:
        reason = one.reason or "a test of ours failed; see its report.json"
        yield f"  {clean(one.student, 100)} needs a person: {reason}"
    yield f"gradebook: {gradebook.shown(gradebook.address(job.course, job.places))}"
    yield f"next: autograder feedback {job.name}"


def write_feedback(root: Path, name: str, students: tuple[str, ...] = ()) -> list[Path]:
    """Write a page for each report, with people's marks and comments; gives the pages' paths."""
    found, places = course.load_course(root)
    found.assignment(name)
    release = notebook.parse(
        (places.release(name) / f"{name}.ipynb").read_bytes(), f"release/{name}/{name}.ipynb"
    )
    order = [cell.name for cell in release.cells if cell.name]
    reports = stored.reports(places, name, students)
    url = gradebook.address(found, places)
    hints = misconceptions.hints(places.suites(name) / "misconceptions.yml")
    standings = gradebook.scores(url, name) if gradebook.is_made(url) else {}
    written = []
    with one_at_a_time(places.var / "feedback.lock", "writing feedback for"):
        clear_parts(places.var / "feedback", f"*/{name}")
        for one in reports:
            file = places.feedback(one.student, name) / f"{name}.html"
            cells, comments = (own.cells, own.comments) if (own := standings.get(one.student)) else ({}, {})
            marks = {cell: own.manual_score for cell, own in cells.items() if own.manual_score is not None}
            page = feedback.page(one, found, order=order, marks=marks, comments=comments, hints=hints)
            write_whole(file, page.encode())
            written.append(file)
    return written
