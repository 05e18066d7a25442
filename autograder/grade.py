"""A whole class: what is handed in, what of it must be graded, and everything that follows from a report.

`report.json` is the truth. The autograded notebook and the gradebook's rows are written again from it
each time, so that a kill between two stores heals itself.
"""

import contextlib
import fcntl
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy

from autograder import __version__, autograded, course, feedback, gradebook, notebook, report, submission
from autograder.course import Assignment, Course, Places
from autograder.errors import AutograderError, CourseError, SandboxError
from autograder.grading import lanes
from autograder.grading.engine import Engine, unreadable
from autograder.grading.suite import Suites, with_suites
from autograder.notebook import Notebook
from autograder.report import Meta, Outcome, Report, clean
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.tiers import Tier

LOCK_SECONDS = 30.0
Progress = Callable[[int, int], None]  # done, of all


class HandIn(msgspec.Struct, frozen=True):
    """One student's file, or why there is none."""

    student: str
    raw: bytes
    problem: str = ""
    submitted_at: str | None = None


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
    reference, secret = places.solution(name).read_bytes(), read_secret(places)
    tier = find_tier(found, allow_weak)
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


def data_of(places: Places, name: str) -> tuple[str, ...]:
    """The support files that students may read."""
    folder = places.data(name)
    return (str(folder),) if folder.is_dir() else ()


def refuse_exposed(places: Places, data: tuple[str, ...]) -> None:
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
    for path in data:
        if Path(path).is_symlink() or any(part.is_symlink() for part in Path(path).rglob("*")):
            raise SandboxError(
                path, "it is or holds a link, which could lead anywhere", "put the file itself there"
            )


def read_secret(places: Places) -> bytes:
    """var/secret, made on first use: without it nobody can foresee a hidden test's numbers."""
    places.var.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        part = places.secret.with_name(f".secret.{os.getpid()}")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        try:
            os.link(part, places.secret)
        finally:
            part.unlink()
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
    files = sorted(
        file
        for folder in (places.checks(entry.name), places.suites(entry.name), places.data(entry.name))
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    )
    settings = msgspec.json.encode(
        (found.limits, found.imports_of(entry.name), found.visible_share, entry.share_fork), order="sorted"
    )
    parts = [file.relative_to(places.root).as_posix().encode() + b"\0" + file.read_bytes() for file in files]
    versions = f"{__version__} {numpy.__version__} {sys.version} {tier}".encode()
    return course.digest(versions, settings, release, reference, secret, *parts)


# --- what is handed in -------------------------------------------------------------------------


def hand_ins(job: Job, students: tuple[str, ...] = ()) -> list[HandIn]:
    """Every student's hand-in, sorted by name; `students` narrows it to some."""
    folder = job.places.var / "submitted"
    known = sorted(entry.name for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else []
    for name in students:
        if name not in known:
            raise CourseError(folder / name, "there is no such student", "look at the folder's name")
    wanted = [name for name in known if not students or name in students]
    found = [hand_in(job, name) for name in wanted if os.path.lexists(job.places.submitted(name, job.name))]
    if not found:
        where = folder / "<student>" / job.name / f"{job.name}.ipynb"
        raise CourseError(job.name, "nothing is handed in", f"put the notebooks at {where}")
    return found


def hand_in(job: Job, student: str) -> HandIn:
    """One student's file. A link is not followed: it could lead to anything that the grader may read."""
    folder = job.places.submitted(student, job.name)
    if folder.is_symlink() or not folder.is_dir():
        return HandIn(student, b"", "the hand-in is not a folder")
    stamp = folder / "timestamp.txt"
    when = stamp.read_text(errors="replace").strip() if stamp.is_file() and not stamp.is_symlink() else None
    file = folder / f"{job.name}.ipynb"
    if not os.path.lexists(file):
        others = sorted(folder.glob("*.ipynb"))
        if len(others) != 1:
            what = (
                "there is no notebook in the hand-in"
                if not others
                else "there is more than one notebook in it"
            )
            return HandIn(student, b"", f"{what}, and none is called {job.name}.ipynb", when)
        file = others[0]
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        return HandIn(student, b"", f"the notebook cannot be opened ({error.strerror})", when)
    with os.fdopen(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return HandIn(student, b"", "the notebook is not a file", when)
        return HandIn(student, opened.read(submission.MAX_BYTES + 1), "", when)


# --- grading -----------------------------------------------------------------------------------


def grade(
    job: Job,
    students: tuple[str, ...] = (),
    jobs: int | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> list[Report]:
    """Grade what has changed, then project every report. Gives all reports, sorted by student."""
    with one_at_a_time(job.places):
        gradebook.record_assignment(gradebook_url(job), job.name, job.release, job.assignment.due)
        found = hand_ins(job, students)
        reports = {one.student: known for one in found if not force and (known := known_report(job, one))}
        fresh = [one for one in found if one.student not in reports]
        tell = progress or (lambda done, whole: None)
        tell(len(reports), len(found))

        def done(one: Report) -> None:
            reports[one.student] = one
            tell(len(reports), len(found))

        if fresh:
            _grade_all(job, fresh, jobs or os.cpu_count() or 1, done)
        for one in found:
            if not job.places.autograded(one.student, job.name).joinpath(f"{job.name}.ipynb").is_file():
                project(job, one, reports[one.student])
        ordered = [reports[one.student] for one in found]
        when = {one.student: one.submitted_at for one in found if one.submitted_at}
        gradebook.record(gradebook_url(job), ordered, when, {one.student for one in fresh})
        return ordered


def gradebook_url(job: Job) -> str:
    """Where the scores go."""
    return gradebook.sqlite_url(job.places.gradebook)


def run_digest(job: Job, one: HandIn) -> str:
    """What names one grading: the same digest gives the same report."""
    return course.digest(job.base.encode(), one.student.encode(), one.raw, one.problem.encode())


def known_report(job: Job, one: HandIn) -> Report | None:
    """The report that is there already, if nothing that could change it has changed."""
    file = job.places.report(one.student, job.name)
    try:
        meta = msgspec.json.decode(file.with_name("report.meta.json").read_bytes(), type=Meta)
        if meta.run == run_digest(job, one):
            return report.decode(file.read_bytes())
    except (OSError, msgspec.MsgspecError):
        pass
    return None


def _grade_all(job: Job, fresh: list[HandIn], count: int, done: Callable[[Report], None]) -> None:
    """Grade over `count` lanes; each report is on disk, and its notebook beside it, before `done` is told."""

    def start(suites: Suites) -> lanes.Work:
        zygote = open_zygote(job)
        engine = Engine(
            job.course, job.assignment, job.release, job.reference, suites, job.secret, zygote.fork, job.tier
        )

        def work(number: int) -> bytes:
            one = fresh[number]
            began = time.monotonic()
            found = one_report(job, engine, one)
            store(job, one, found, time.monotonic() - began)
            project(job, one, found)
            return report.encode(found)

        return work

    def body(suites: Suites) -> None:
        for number, told in lanes.run(len(fresh), count, lambda: start(suites)):
            done(lost(job, fresh[number], told) if isinstance(told, AutograderError) else report.decode(told))

    with_suites(job.places, job.name, body)


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
    if one.problem:
        return unreadable(
            job.release, job.name, one.student, submission.digest(one.raw), one.problem, job.tier
        )
    return engine.grade(one.student, one.raw)


def lost(job: Job, one: HandIn, error: AutograderError) -> Report:
    """The report on a hand-in that took the grader itself down twice: nobody's zero, and not kept."""
    reason = f"the grader failed: {error.what}"
    return unreadable(job.release, job.name, one.student, submission.digest(one.raw), reason, job.tier)


# --- what follows from a report ----------------------------------------------------------------


def store(job: Job, one: HandIn, found: Report, seconds: float) -> None:
    """Put the report on disk, whole or not at all; the meta file, written last, says that it is there."""
    file = job.places.report(one.student, job.name)
    meta = Meta(
        run_digest(job, one), datetime.now(UTC).isoformat(timespec="seconds"), round(seconds, 4), __version__
    )
    write_whole(file, report.encode(found), durable=True)
    write_whole(file.with_name("report.meta.json"), msgspec.json.format(msgspec.json.encode(meta)) + b"\n")


def project(job: Job, one: HandIn, found: Report) -> None:
    """Write the autograded notebook, as nbgrader and formgrader open it."""
    cells = job.release.cells
    if found.status == "graded":
        cells = submission.read(one.raw, job.release).cells
    folder = job.places.autograded(one.student, job.name)
    write_whole(folder / f"{job.name}.ipynb", autograded.autograded(job.release, cells, found))
    if one.submitted_at:
        write_whole(folder / "timestamp.txt", one.submitted_at.encode())


def write_whole(file: Path, raw: bytes, durable: bool = False) -> None:
    """Write a file that is never seen half-written; a durable one not even after a power cut."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with open(part, "wb") as opened:
            opened.write(raw)
            if durable:
                opened.flush()
                os.fsync(opened.fileno())
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise AutograderError(
            file, f"cannot be written ({error.strerror})", "make room or mend the rights"
        ) from error


@contextlib.contextmanager
def one_at_a_time(places: Places) -> Iterator[None]:
    """Hold the course for one `grade`; a second waits, and then says which process has it."""
    places.var.mkdir(parents=True, exist_ok=True)
    with open(places.var / "grade.lock", "a+") as file:
        until = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    file.seek(0)
                    raise AutograderError(
                        places.var,
                        f"process {file.read().strip()} is grading this course",
                        "wait for it, or end it",
                    ) from None
                time.sleep(0.1)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


# --- for the command line ----------------------------------------------------------------------


def needs_person(found: Report) -> bool:
    """Whether something could not be judged: somebody must look, and nobody gets a zero for it."""
    return found.status == "error" or any(cell.outcome is Outcome.ERROR for cell in found.cells.values())


def as_json(job: Job, reports: list[Report]) -> str:
    """All reports as one JSON text; each submission as in its report.json."""
    whole = {
        "assignment": job.name,
        "sandbox": job.tier,
        "schema": report.SCHEMA,
        "submissions": [msgspec.to_builtins(one, order="sorted") for one in reports],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode()


def summary(job: Job, reports: list[Report]) -> Iterator[str]:
    """What to know after grading, and where to look next."""
    waiting = [one for one in reports if needs_person(one)]
    marks = sum(any(one.manual.values()) for one in reports)
    yield f"{len(reports)} graded, sandbox {job.tier}; {marks} with answers to mark by hand"
    for one in waiting:
        reason = one.reason or "a test of ours failed; see its report.json"
        yield f"  {clean(one.student, 100)} needs a person: {reason}"
    yield f"gradebook: {job.places.gradebook}"
    yield f"next: autograder feedback {job.name}"


def stored_reports(places: Places, name: str, students: tuple[str, ...] = ()) -> list[Report]:
    """The reports that are on disk, sorted by student."""
    found = []
    for file in sorted((places.var / "reports").glob(f"*/{name}/report.json")):
        student = file.parent.parent.name
        if not students or student in students:
            found.append(report.decode(file.read_bytes()))
    if not found:
        raise CourseError(name, "there are no reports yet", f"run `autograder grade {name}`")
    return found


def write_feedback(root: Path, name: str, students: tuple[str, ...] = ()) -> list[Path]:
    """Write a page for each report; gives the pages' paths."""
    found, places = course.load_course(root)
    found.assignment(name)
    release = notebook.parse(
        (places.release(name) / f"{name}.ipynb").read_bytes(), f"release/{name}/{name}.ipynb"
    )
    order = [cell.name for cell in release.cells if cell.name]
    standings = gradebook.scores(gradebook.sqlite_url(places.gradebook), name)
    written = []
    for one in stored_reports(places, name, students):
        file = places.feedback(one.student, name) / f"{name}.html"
        cells, comments = (own.cells, own.comments) if (own := standings.get(one.student)) else ({}, {})
        marks = {cell: grade.manual_score for cell, grade in cells.items() if grade.manual_score is not None}
        write_whole(file, feedback.page(one, found, order=order, marks=marks, comments=comments).encode())
        written.append(file)
    return written
