"""A grading process on another machine: what it needs comes in the first frame, and nothing is left behind.

It knows no class, no gradebook and no course folder: grading material goes in, then hand-ins, and reports
come out.
"""

import hashlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy

from autograder import __version__, report
from autograder.classroom import grade, jobs
from autograder.classroom.grader_process import TIDY_SECONDS, GraderProcess, SendAnswer, serve
from autograder.classroom.jobs import Job
from autograder.errors import AutograderError, SandboxError
from autograder.files import files_below
from autograder.grading import pool
from autograder.grading.pool import TRIES
from autograder.report import CellReport
from autograder.sandbox import scratch, tiers
from autograder.sandbox.tiers import Tier

if TYPE_CHECKING:  # pytest is for the grading process alone, and takes long to load
    from autograder.grading.suite import Suites

START_SECONDS = 120.0
_LEFT_OPEN = ("source", "release")  # students may read these anyway, and a worker may run as another user


class Environment(msgspec.Struct, frozen=True):
    """Versions and sandbox tier that a machine grades with. All but the tier must be the same everywhere."""

    kit: str
    code: str  # digest of the kit's own text: two builds may bear one version
    numpy: str
    python: str
    tier: Tier


class GradingMaterial(msgspec.Struct, frozen=True):
    """Everything that grading an assignment needs, except hand-ins. It holds hidden suites and the secret."""

    name: str
    tier: Tier
    bases: dict[str, str]  # the job's digests: a machine that gets others would grade by something else
    seconds: float  # for one hand-in
    files: dict[str, bytes]  # by path in a course


class GradingRequest(msgspec.Struct, frozen=True):
    """A hand-in to be graded, and the reports of its cells that need not be."""

    student: str
    raw: bytes
    kept: dict[str, CellReport] = {}  # cells whose verdicts stand


class GradingResult(msgspec.Struct, frozen=True):
    """Report on a hand-in, or the reason why there is none."""

    report: bytes = b""
    seconds: float = 0.0
    wrong: tuple[str, str, str] | None = None  # where, what, next


def this_environment() -> Environment:
    """Return the versions and the sandbox tier that this machine grades with."""
    return Environment(__version__, _code(), numpy.__version__, sys.version, tiers.probe().tier)


def _code() -> str:
    home = Path(__file__).parents[1]  # the whole package
    whole = hashlib.sha256()
    for file in sorted(home.rglob("*.py")):
        whole.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()[:16]


def mismatch(own: Environment, other: Environment, wanted: Tier) -> str:
    """Return the reason why another machine may not grade for this one, or "" if it may."""
    if other.kit != own.kit:
        return f"it has version {other.kit} of the kit, and here is {own.kit}"
    if other.code != own.code:
        return f"its kit {other.kit} is another build ({other.code}) than the one here ({own.code})"
    if other.numpy != own.numpy:
        return f"it has NumPy {other.numpy}, and here is {own.numpy}"
    if other.python != own.python:
        return f"it has Python {other.python}, and here is {own.python}"
    if not other.tier.holds(wanted):
        return f"its sandbox is {other.tier}, and this class is graded in {wanted}"
    return ""


def grading_material(job: Job) -> GradingMaterial:
    """Return what another machine needs to grade as this one does."""
    places, name, root = job.places, job.name, job.places.root
    folders = (places.checks(name), places.data(name), places.suites(name), places.release(name))
    files = {file.relative_to(root).as_posix(): file.read_bytes() for file in files_below(*folders)}
    # course.yml names every assignment's notebook: each has to exist, and may be empty.
    files |= {places.source(entry.name).relative_to(root).as_posix(): b"" for entry in job.course.assignments}
    for other in job.course.notebooks:  # to recognize another notebook's hand-in
        notebook = places.released(other)
        if notebook.is_file():
            files[notebook.relative_to(root).as_posix()] = notebook.read_bytes()
    if job.original is not None:  # its tests stand in the author's own notebook
        files[places.source(name).relative_to(root).as_posix()] = places.source(name).read_bytes()
    files |= {
        "course.yml": (root / "course.yml").read_bytes(),
        f"solutions/{name}.py": job.reference,
        "var/secret": job.secret,
    }
    seconds = grade.SUITE_SECONDS + 2 * job.course.limits.submission_seconds
    return GradingMaterial(name, job.tier, job.bases, seconds, files)


class RemoteGrader:
    """A grading process, seen from the machine that started it."""

    def __init__(self, raw: bytes) -> None:
        """Start it with the bytes of grading material; raise AutograderError if it will not grade."""
        self.seconds = msgspec.msgpack.decode(raw, type=GradingMaterial).seconds
        self.process = GraderProcess(__name__)
        answer = self._exchange(raw, START_SECONDS)
        if answer is None or answer.wrong:
            self.process.end()
            raise AutograderError(*((answer.wrong if answer else None) or _ENDED))

    def ask(self, request: GradingRequest) -> GradingResult | None:
        """Return the result, or None if the process ended, or took too long and was ended."""
        answer = self._exchange(msgspec.msgpack.encode(request), self.seconds)
        if answer is None:
            self.process.end()
        return answer

    def _exchange(self, raw: bytes, seconds: float) -> GradingResult | None:
        body = self.process.exchange(raw, seconds)
        return msgspec.msgpack.decode(body, type=GradingResult) if body else None


_ENDED = (
    "a grading process", "it ended before it could grade", "look at this worker's own output: memory, disk"
)  # fmt: skip


class GraderPool:
    """Grading processes of one machine with the same grading material, one for each request in progress."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.idle: list[RemoteGrader] = []  # append and pop are atomic, so threads need no lock

    def ask(self, request: GradingRequest) -> GradingResult:
        """Return a hand-in's result. A process that ends at it, or reports its own error, costs a try."""
        answer = None
        for _ in range(TRIES):
            grader = self._take()
            answer = grader.ask(request)
            if answer is not None and answer.wrong is None:
                self.idle.append(grader)
                return answer
            grader.process.end()
        if answer is None or answer.wrong is None:
            return GradingResult()  # no report and no zero: the hand-in ended the grader itself
        raise AutograderError(*answer.wrong)

    def end(self) -> None:
        while self.idle:
            self.idle.pop().process.end(TIDY_SECONDS)

    def _take(self) -> RemoteGrader:
        while self.idle:
            grader = self.idle.pop()
            if grader.process.alive:
                return grader
            grader.process.end()
        return RemoteGrader(self.raw)


# --- the process -------------------------------------------------------------------------------


def main() -> None:
    """Read grading material, then grade hand-ins until no more come."""

    def work(requests: Iterator[bytes], answer: SendAnswer) -> None:
        from autograder.grading.suite import with_suites

        if not (raw := next(requests, b"")):
            return
        given = msgspec.msgpack.decode(raw, type=GradingMaterial)
        with scratch.Scratch() as folder:
            job = unpacked(given, Path(folder))
            with_suites(job.places, job.name, lambda suites: _grade(job, suites, requests, answer))

    serve(work, lambda wrong: msgspec.msgpack.encode(GradingResult(wrong=wrong)))


def unpacked(given: GradingMaterial, root: Path) -> Job:
    """Unpack grading material into `root`; return its job. Raise SandboxError if it would grade otherwise."""
    for path, raw in given.files.items():
        file = root / path
        if root.resolve() not in file.resolve().parents:
            raise SandboxError(path, "lies outside the bundle", "look who else may use this cluster")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    for part in root.iterdir():
        part.chmod((0o711 if part.name in _LEFT_OPEN else 0o700) if part.is_dir() else 0o600)
    root.chmod(0o711)
    job = jobs.prepare(root, given.name, allow_weak=True)  # the tier is compared below
    if not job.tier.holds(given.tier):
        raise SandboxError(
            "the sandbox", f"it is {job.tier} here, and this class is graded in {given.tier}",
            "see `autograder doctor` on that machine",
        )  # fmt: skip
    own = as_graded_in(job, given.tier)
    if own.bases != given.bases:
        raise SandboxError(
            "the kit", "it would grade by something else than who asked",
            "install the same kit, NumPy and Python on every machine, as `autograder docs scale` says",
        )  # fmt: skip
    return own


def as_graded_in(job: Job, tier: Tier) -> Job:
    """Return a job in another tier, with the digests that follow from it."""
    given = (job.course, job.places, job.assignment, job.release, job.reference, job.secret)
    parts = jobs.part_digests(*given, tier, job.original)
    bases = jobs.base_digests(parts, job.release)
    return msgspec.structs.replace(job, tier=tier, bases=bases)


def _grade(job: Job, suites: "Suites", requests: Iterator[bytes], answer: SendAnswer) -> None:
    pool.bound_memory()
    with jobs.open_zygote(job) as zygote:
        engine = grade.new_engine(job, suites, zygote)
        answer(msgspec.msgpack.encode(GradingResult()))
        for raw in requests:
            request = msgspec.msgpack.decode(raw, type=GradingRequest)
            began = time.monotonic()
            found = engine.grade(request.student, request.raw, request.kept)
            answer(msgspec.msgpack.encode(GradingResult(report.encode(found), time.monotonic() - began)))


if __name__ == "__main__":
    main()
