"""The job of grading one assignment, read and checked; digests that tell what must be graded anew."""

import secrets
import sys
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder import __version__, notebook, versions
from autograder.classroom import voids
from autograder.course import Assignment, Course, digest, load_course
from autograder.errors import INSTALL, CourseError, SandboxError
from autograder.files import files_below, locked, remove_partial_files, write_atomically
from autograder.grading.rubric import Rules
from autograder.notebook import Notebook
from autograder.paths import Places, StudentWork
from autograder.sandbox import tiers
from autograder.sandbox.tiers import Tier
from autograder.text import AnyText

if TYPE_CHECKING:  # NumPy and pytest take longer to load than a class takes in which nothing has changed
    from autograder.grading.own_tests import Original
    from autograder.sandbox.process import Zygote


# Files that change no verdict: hints and ideas. Pages look words up when they are written,
# and all that grading needs of a misconception is its answers, which are in diagnosis.json.
NO_TESTS = frozenset({"misconceptions.yml", "ideas.yml"})


class Job(msgspec.Struct, frozen=True):
    """Everything that grading one assignment needs, read and checked."""

    course: Course
    places: Places
    assignment: Assignment
    release: Notebook
    reference: bytes
    secret: bytes
    tier: Tier
    bases: dict[str, str]  # by grade cell: digest of everything but the hand-in that can change its verdicts
    view: str  # digest of what changes scores and autograded notebooks, and no verdict
    rules: Rules  # by which verdicts become points
    parts: dict[str, str]  # all of the above by name, each with a short digest: tells why a score changed
    original: "Original | None" = None  # where the tests are in the notebook's own cells
    said: AnyText = ""  # the instructor's reason for a regrade, for students

    @property
    def name(self) -> str:
        return self.assignment.name

    def work(self, student: str) -> StudentWork:
        return self.places.work(self.name, student)

    @property
    def order(self) -> list[str]:
        """Names of the cells, in the notebook's order."""
        return [cell.name for cell in self.release.cells if cell.name]


def prepare(root: Path, name: str, allow_weak: bool = False, tier: Tier | None = None) -> Job:
    """Read the course and find the sandbox, or raise an AutograderError that says what to fix.

    With `tier` no sandbox is tried: for those who run nothing.
    """
    course, places = load_course(root)
    entry = course.assignment(name)
    versions.refuse_other(course.kit)
    file = places.released(name)
    if not file.is_file() or not places.solution(name).is_file():
        raise CourseError(f"release/{name}", "it has not been built", f"run `autograder build {name}`")
    release = notebook.parse_notebook(file.read_bytes(), f"release/{name}/{name}.ipynb")
    if entry.explore == "off" and release.questions:
        raise CourseError(
            f"release/{name}",
            "its question is still graded, and course.yml says `explore: off`",
            f"run `autograder build {name}`",
        )
    voids.refuse_unknown(places, course.assignments.index(entry), entry)
    tier = tier or find_tier(course, allow_weak)
    reference, secret = places.solution(name).read_bytes(), read_secret(places)
    refuse_exposed(places, data_of(places, name))
    original: Original | None = None
    if release.tests_itself:
        from autograder.classroom import originals

        original = originals.read_originals(places, name, release)
    parts = part_digests(course, places, entry, release, reference, secret, tier, original)
    bases = base_digests(parts, release)
    rules = rules_of(course, entry, release)
    short = {part: text[:16] for part, text in {**parts, **view_parts(course, entry)}.items()}
    view = view_digest(course, file.read_bytes(), rules)
    return Job(course, places, entry, release, reference, secret, tier, bases, view, rules, short, original)


def job_of_trial(
    course: Course, places: Places, release: Notebook, name: str, solution: bytes, secret: bytes
) -> Job:
    """Return a job for programs of the author's, in any sandbox that this machine has; it records nothing."""
    assignment, tier = course.assignment(name), find_tier(course, allow_weak=True)
    rules = rules_of(course, assignment, release)
    return Job(course, places, assignment, release, solution, secret, tier, {}, "", rules, {})


def rules_of(course: Course, entry: Assignment, release: Notebook) -> Rules:
    """Return the rules by which verdicts become points, as course.yml has them now."""
    points = {name: cell.points or 0.0 for name, cell in release.tests.items()}
    questions = {name: cell.points or 0.0 for name, cell in release.questions.items()}
    completion = questions if entry.explore == "completion" else {}
    return Rules(points, course.visible_share, course.opens_at, release.max_score, entry.void, completion)


def find_tier(course: Course, allow_weak: bool) -> Tier:
    """Return the machine's sandbox tier, or raise SandboxError if it is weaker than the course demands."""
    probed = tiers.probe()
    wanted = Tier(course.sandbox)
    if not probed.tier.holds(wanted) and not allow_weak:
        reason = probed.missing.get(wanted, "")
        raise SandboxError(
            f"the sandbox ({probed.tier}; the course demands {wanted})",
            f"this machine cannot confine students' code well enough: {reason}",
            "grade on Linux, see `autograder doctor`; or give --allow-weak-sandbox: every page will say so",
        )
    return probed.tier


def data_of(places: Places, name: str) -> str:
    """Return the folder of support files that students may read; "" if there is none.

    For a notebook of plain nbgrader, which has no checks, that is the whole folder of the release.
    """
    released = places.release(name)
    is_plain = released.is_dir() and not (released / "checks").is_dir()
    folder = released if is_plain else places.data(name)
    return str(folder) if folder.is_dir() else ""


def refuse_exposed(places: Places, data: str) -> None:
    """Raise SandboxError where something hidden lies below a path that a worker may read."""
    hidden = [places.var, places.root / "tests", places.root / "solutions", places.root / "source"]
    above = {secret: {secret.resolve(), *secret.resolve().parents} for secret in hidden}
    for path in tiers.default_readable():
        where = Path(path).resolve()
        for secret in hidden:
            if where in above[secret]:
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
    """Read var/secret, made on first use: without it nobody can predict a hidden test's numbers."""
    if not places.secret.exists():
        with lock(places):
            if not places.secret.exists():  # another process may have made it while we waited
                remove_partial_files(places.var, ".")
                write_atomically(places.secret, secrets.token_bytes(32), durable=True, mode=0o600)
    secret = places.secret.read_bytes()
    if len(secret) < 32:
        raise CourseError(
            places.secret, "it is shorter than 32 bytes", "restore it from your backup, or delete it"
        )
    return secret


def part_digests(
    course: Course,
    places: Places,
    entry: Assignment,
    release: Notebook,
    reference: bytes,
    secret: bytes,
    tier: Tier,
    original: "Original | None",
) -> dict[str, str]:
    """Map each part that can change verdicts, the hand-in apart, to its digest: prose and points cannot.

    `suite test_sigmoid` is that cell's own check and suite; everything else counts for all cells.
    """
    name = entry.name
    checks = places.release(name) / "checks"  # the written casebook is there
    data = places.release(name) if release.tests_itself else places.data(name)
    folders = (places.checks(name), checks, places.suites(name), data)
    cells = release.tests
    by_cell: dict[str, list[bytes]] = {cell: [] for cell in cells}
    by_suite = {notebook.suite_of(cell): texts for cell, texts in by_cell.items()}
    common: list[bytes] = []
    for file in sorted(files_below(*folders)):
        is_in_data = data in file.parents
        if file == places.released(name) or (file.name in NO_TESTS and not is_in_data):
            continue
        raw = file.read_bytes()
        raw = _answers(raw) if file.name == "diagnosis.json" and not is_in_data else raw
        part = file.relative_to(places.root).as_posix().encode() + b"\0" + raw
        (common if is_in_data else by_suite.get(file.stem, common)).append(part)
    if original is not None:
        common.append(msgspec.json.encode(original.solved))
        for cell, text in original.tests.items():
            by_cell[cell].append(text.encode())
    settings = msgspec.json.encode((course.limits, course.imports_of(name)), order="sorted")
    given = msgspec.json.encode(
        [(cell.role, cell.name, cell.kind, cell.source) for cell in release.cells if cell.name]
    )
    versions = f"{__version__} {sys.version} {tier}\0".encode() + _numpys_version()
    shared = {
        "kit": [versions],
        "limits": [settings],
        "given": [given],
        "reference": [reference],
        "secret": [secret],
        "support": common,
    }
    suites = {f"suite {cell}": parts for cell, parts in by_cell.items()}
    return {part: digest(*texts) for part, texts in {**shared, **suites}.items()}


class _Answers(msgspec.Struct):
    """A written casebook without its words: the answers alone."""

    functions: msgspec.Raw


def _answers(book: bytes) -> bytes:
    try:
        return bytes(msgspec.json.decode(book, type=_Answers).functions)
    except msgspec.MsgspecError:
        return book  # grading says what is wrong with it


def _numpys_version() -> bytes:
    """Read the version in NumPy's own file: asking the installation takes longer than all else here."""
    spec = find_spec("numpy")
    if spec is None or spec.origin is None:
        raise CourseError("NumPy", "is not installed", INSTALL)
    return Path(spec.origin).with_name("version.py").read_bytes()


def base_digests(parts: dict[str, str], release: Notebook) -> dict[str, str]:
    """Map each grade cell to one digest of all that can change its verdicts, the hand-in apart."""
    shared = [text.encode() for part, text in parts.items() if not part.startswith("suite ")]
    whole = [text.encode() for part, text in parts.items() if part.startswith("suite ")]
    if release.tests_itself:  # all of its tests run in one process
        return {cell: digest(cell.encode(), *shared, *whole) for cell in release.tests}
    return {cell: digest(cell.encode(), *shared, parts[f"suite {cell}"].encode()) for cell in release.tests}


def view_parts(course: Course, entry: Assignment) -> dict[str, str]:
    """Map each setting that turns verdicts into points to a digest; voids and points show in the report."""
    # By kit 0.1's rule this is kit 0.1's digest too, so that no change is reported where there was none.
    share = course.visible_share if course.opens_at == "one_test" else (course.visible_share, course.opens_at)
    kept = {"share": share, "explore": entry.explore, "promise": course.never_lower}
    return {part: digest(msgspec.json.encode(value)) for part, value in kept.items()}


def view_digest(course: Course, release: bytes, rules: Rules) -> str:
    """Return the digest of what changes scores and autograded notebooks, and no verdict: shares, voids …"""
    settings = (rules, course.never_lower, course.language)
    return digest(__version__.encode(), msgspec.json.encode(settings, order="sorted"), release)


def open_zygote(job: Job) -> "Zygote":
    """Start a clean process for this assignment's workers, and wait until it is ready."""
    return begin_zygote(job).confirm()


def begin_zygote(job: Job) -> "Zygote":
    """Start a clean process but do not wait for it: being ready takes as long as collecting the suites."""
    bounds = tiers.worker_limits(job.course.limits)
    from autograder.sandbox.process import Zygote
    from autograder.sandbox.run import released_program

    return Zygote(
        job.tier,
        job.course.imports_of(job.name),
        bounds,
        data_of(job.places, job.name),
        released=released_program(job.release),
    )


def lock(places: Places) -> AbstractContextManager[None]:
    """Lock the course for grading: only one process at a time grades it."""
    return locked(places.grade_lock, "grading")
