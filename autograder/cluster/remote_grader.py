"""A grading process on another machine: what it needs comes in with the first frame, and nothing is left.

It knows no class, no gradebook and no course folder: a bundle goes in, then hand-ins, and reports come
out. Whoever starts it may have threads, so it is started by exec, and ends when its input does.
"""

import hashlib
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
import numpy

from autograder import __version__, report
from autograder.classroom import grade, jobs
from autograder.classroom.jobs import Job
from autograder.course import Assignment, Places
from autograder.errors import AutograderError, SandboxError
from autograder.grading import pool
from autograder.grading.pool import TRIES
from autograder.grading.suite import Suites, with_suites
from autograder.report import CellReport
from autograder.sandbox import scratch, tiers
from autograder.sandbox.tiers import Tier

IDLE_SECONDS = 60.0  # then it ends by itself, and its folder goes
START_SECONDS = 120.0
TIDY_SECONDS = 5.0
_LEFT_OPEN = ("source", "release")  # what students may read anyway; a worker is somebody else
_THREADS = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}


class Environment(msgspec.Struct, frozen=True):
    """What a machine grades with. All but the tier must be the same everywhere."""

    kit: str
    code: str  # digest of the kit's own text: two builds may bear one version
    numpy: str
    python: str
    tier: Tier


class GradingMaterial(msgspec.Struct, frozen=True):
    """All that grading one assignment needs, but the hand-ins. It holds hidden suites and the secret."""

    name: str
    tier: Tier
    bases: dict[str, str]  # the job's: who comes to others would grade by something else
    seconds: float  # for one hand-in
    files: dict[str, bytes]  # by path in a course


class GradingRequest(msgspec.Struct, frozen=True):
    """One hand-in."""

    student: str
    raw: bytes
    kept: dict[str, CellReport] = {}  # cells whose verdicts stand


class GradingResult(msgspec.Struct, frozen=True):
    """What was found in one hand-in; without a report, why there is none."""

    report: bytes = b""
    seconds: float = 0.0
    wrong: tuple[str, str, str] | None = None  # where, what, next


def standing() -> Environment:
    """What this machine grades with."""
    return Environment(__version__, _code(), numpy.__version__, sys.version, tiers.probe().tier)


def _code() -> str:
    home = Path(__file__).parents[1]  # the whole package
    whole = hashlib.sha256()
    for file in sorted(home.rglob("*.py")):
        whole.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()[:16]


def unfit(own: Environment, other: Environment, wanted: Tier) -> str:
    """Why another machine may not grade for this one; empty where it may."""
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


def bundle(job: Job) -> GradingMaterial:
    """What another machine needs to grade as this one does."""
    places, name, root = job.places, job.name, job.places.root
    folders = (places.checks(name), places.data(name), places.suites(name), places.release(name))
    files = {
        file.relative_to(root).as_posix(): file.read_bytes()
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }
    # course.yml names every assignment's notebook; that they are there is all that is asked of them.
    files |= {places.source(entry.name).relative_to(root).as_posix(): b"" for entry in job.course.assignments}
    for other in job.course.notebooks:  # by which another one's notebook is known
        notebook = places.release(other) / f"{other}.ipynb"
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


class GraderProcess:
    """One such process, seen from who started it."""

    def __init__(self, raw: bytes) -> None:
        """Start it with a bundle's bytes; an AutograderError says why it will not grade."""
        self.seconds = msgspec.msgpack.decode(raw, type=GradingMaterial).seconds
        self.process = subprocess.Popen(
            # -P: no module of the folder that we are called in takes the place of one that is installed.
            [sys.executable, "-P", "-m", "autograder.cluster.remote_grader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | _THREADS,
        )
        told = self._exchange(raw, START_SECONDS)
        if told is None or told.wrong:
            self.end()
            where, what, step = (told.wrong if told else None) or _ENDED
            raise AutograderError(where, what, step)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self.process.poll() is None

    def ask(self, asked: GradingRequest) -> GradingResult | None:
        """What it found; None where it ended, or took too long and was ended."""
        told = self._exchange(msgspec.msgpack.encode(asked), self.seconds)
        if told is None:
            self.end()
        return told

    def end(self, seconds: float = 0.0) -> None:
        """Stop it: at once, or with some seconds to tidy up. What it leaves, the next one sweeps."""
        if not seconds:
            self.process.kill()
        for end in (self.process.stdin, self.process.stdout):
            if end is not None:
                try:
                    end.close()
                except BrokenPipeError:
                    pass  # half a frame was still on its way
        try:
            self.process.wait(seconds or None)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _exchange(self, raw: bytes, seconds: float) -> GradingResult | None:
        asked, answers = self.process.stdin, self.process.stdout
        assert asked is not None
        assert answers is not None
        try:
            _write(asked, raw)
        except BrokenPipeError:
            pass  # it may have said before why it ended
        if not select.select([answers], [], [], seconds)[0]:
            return None
        body = _read(answers)
        return msgspec.msgpack.decode(body, type=GradingResult) if body else None


_ENDED = (
    "a grading process", "it ended before it could grade", "look at this worker's own output: memory, disk"
)  # fmt: skip


class Crew:
    """The processes of one machine for one bundle, as many as are asked at once."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.idle: list[GraderProcess] = []  # append and pop are whole, whichever thread does them

    def ask(self, asked: GradingRequest) -> GradingResult:
        """What was found in one hand-in. A process that ends at it costs a try, and so does its own error."""
        told = None
        for _ in range(TRIES):
            one = self._take()
            told = one.ask(asked)
            if told is not None and told.wrong is None:
                self.idle.append(one)
                return told
            one.end()
        if told is None or told.wrong is None:
            return GradingResult()  # nobody's zero: it took the grader itself down
        raise AutograderError(*told.wrong)

    def end(self) -> None:
        """End those that are idle."""
        while self.idle:
            self.idle.pop().end(TIDY_SECONDS)

    def _take(self) -> GraderProcess:
        while self.idle:
            one = self.idle.pop()
            if one.alive:
                return one
            one.end()
        return GraderProcess(self.raw)


def _write(end: IO[bytes], raw: bytes) -> None:
    end.write(len(raw).to_bytes(8, "big"))
    end.write(raw)
    end.flush()


def _read(end: IO[bytes]) -> bytes:
    """One frame; nothing where the other end is gone."""
    head = end.read(8)
    size = int.from_bytes(head, "big")
    body = end.read(size) if len(head) == 8 else b""
    return body if len(body) == size else b""


# --- the process -------------------------------------------------------------------------------


def main() -> None:
    """Take a bundle, then grade what comes, until nothing does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for whoever started us; our input ends then
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the folder goes
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a suite prints is no answer
    try:
        raw = _read(asked)
        if not raw:
            return
        given = msgspec.msgpack.decode(raw, type=GradingMaterial)
        with scratch.Scratch() as folder:
            job = unpacked(given, Path(folder))
            with_suites(job.places, job.name, lambda suites: _serve(job, suites, asked, answers))
    except Exception as error:
        if not isinstance(error, AutograderError):
            text = "".join(traceback.format_exception(error)).strip()
            error = pool.LaneLost("the grader itself", text, "this is a defect of the kit: please report it")
        _write(
            answers,
            msgspec.msgpack.encode(GradingResult(wrong=(error.where, str(error.what), str(error.next_step)))),
        )


def unpacked(given: GradingMaterial, root: Path) -> Job:
    """The job that a bundle is about, in a folder of its own; SandboxError where it would grade otherwise."""
    for path, raw in given.files.items():
        file = root / path
        if root.resolve() not in file.resolve().parents:
            raise SandboxError(path, "lies outside the bundle", "look who else may use this cluster")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    for part in root.iterdir():
        part.chmod((0o711 if part.name in _LEFT_OPEN else 0o700) if part.is_dir() else 0o600)
    root.chmod(0o711)
    job = jobs.prepare(root, given.name, allow_weak=True)  # the tier is the bundle's, and looked at here
    if not job.tier.holds(given.tier):
        raise SandboxError(
            "the sandbox", f"it is {job.tier} here, and this class is graded in {given.tier}",
            "see `autograder doctor` on that machine",
        )  # fmt: skip
    own = as_graded_in(job, given.tier)
    if own.bases != given.bases:
        raise SandboxError(
            "the kit", "it would grade by something else than who asked",
            "install the same kit, NumPy and Python on every machine, as docs/scale.md says",
        )  # fmt: skip
    return own


def as_graded_in(job: Job, tier: Tier) -> Job:
    """The same job in another tier, with the digests that follow from it."""
    entry: Assignment = job.assignment
    places: Places = job.places
    parts = jobs.part_digests(job.course, places, entry, job.release, job.reference, job.secret, tier)
    bases = jobs.base_digests(parts, job.release, entry.share_fork)
    return msgspec.structs.replace(job, tier=tier, bases=bases)


def _serve(job: Job, suites: Suites, asked: IO[bytes], answers: IO[bytes]) -> None:
    pool.bound_memory()
    with jobs.open_zygote(job) as zygote:
        engine = grade.new_engine(job, suites, zygote)
        _write(answers, msgspec.msgpack.encode(GradingResult()))
        for one in _hand_ins(asked):
            began = time.monotonic()
            found = engine.grade(one.student, one.raw, one.kept)
            told = GradingResult(report.encode(found), time.monotonic() - began)
            _write(answers, msgspec.msgpack.encode(told))


def _hand_ins(asked: IO[bytes]) -> Iterator[GradingRequest]:
    while select.select([asked], [], [], IDLE_SECONDS)[0] and (raw := _read(asked)):
        yield msgspec.msgpack.decode(raw, type=GradingRequest)


if __name__ == "__main__":
    main()
