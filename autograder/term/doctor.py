"""Examines this machine: what it has, and what is missing."""

import importlib.metadata
import importlib.util
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder import __version__, versions
from autograder.course import Course, load_course
from autograder.errors import INSTALL, AutograderError
from autograder.nbgrader_door import settings
from autograder.paths import Places
from autograder.sandbox import bubblewrap, tiers
from autograder.sandbox.tiers import Tier
from autograder.submissions import roster
from autograder.text import counted

STUDENT = ("numpy", "msgspec", "PyYAML", "packaging", "click", "rich", "matplotlib")
_BLOCK = 1 << 16
_LITTLE_ROOM = 200 << 20  # a class of a hundred takes about as much
INSTRUCTOR = ("pytest", "nbgrader", "nbformat", "SQLAlchemy", "alembic", "Jinja2", "jupyterlab")


class Finding(msgspec.Struct, frozen=True):
    """One finding of `autograder doctor`: one line of what it prints."""

    what: str
    state: str
    is_bad: bool = False

    def line(self) -> str:
        """Return the finding as a line for the terminal."""
        return f"{'✗' if self.is_bad else '✓'} {self.what}: {self.state}"


def examine(root: Path) -> list[Finding]:
    """Return all findings on this machine and on the course at `root`."""
    return [*_versions(), *_sandbox(root), *_course(root)]


def _versions() -> Iterator[Finding]:
    yield Finding("kit", __version__)
    yield Finding("Python", f"{platform.python_version()} ({sys.executable})", sys.version_info < (3, 11))
    yield Finding("system", f"{platform.system()} {platform.release()} {platform.machine()}")
    for name in STUDENT:
        yield _package(name, INSTALL)
    for name in INSTRUCTOR:
        yield _package(name, f"needed to grade: {INSTALL}")
    unneeded = "not installed (needed only where the kit may not make namespaces of its own)"
    yield Finding("bubblewrap", bubblewrap.program() or unneeded)


def _package(name: str, fix: str) -> Finding:
    try:
        return Finding(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, f"not installed; {fix}", True)


def _sandbox(root: Path) -> Iterator[Finding]:
    probed = tiers.probe()
    wanted = Tier.GOOD
    if (root / "course.yml").is_file():
        try:
            wanted = Tier(load_course(root)[0].sandbox)
        except AutograderError:
            pass  # told below, with the course
    yield Finding("sandbox", f"{probed} (the course demands {wanted})", not probed.tier.holds(wanted))
    for tier, reason in probed.missing.items():
        yield Finding(f"  not {tier}", reason)


def _course(root: Path) -> Iterator[Finding]:
    try:
        course, places = load_course(root)
    except AutograderError as error:
        yield Finding("course", str(error), True)
        return
    yield Finding("course", f"{course.edition}: {', '.join(entry.name for entry in course.assignments)}")
    if not versions.fits(course.kit):
        yield Finding(
            "  its kit", f"{course.kit}; this is {__version__}: see `autograder docs upgrading`", True
        )
    for entry in course.assignments:
        if not places.released(entry.name).is_file():
            yield Finding(entry.name, "not built; run `autograder build`", True)
    yield from _disk(places)
    if places.var.is_dir() and places.var.stat().st_mode & 0o007:
        yield Finding("var/", f"everybody on this machine may read it: `chmod o= {places.var}`", True)
    try:
        if people := len(roster.read_roster(places).students):
            yield Finding("roster", counted(people, "student"))
    except AutograderError as error:
        yield Finding("roster", str(error), True)
    if places.secret.is_file():
        yield Finding("secret", f"{places.secret}: keep a copy apart; without it no grading can be repeated")
    if importlib.util.find_spec("nbgrader"):  # else a student's light install, without SQLAlchemy
        yield from _gradebook(course, places)
        if (root / settings.FILE).is_file():
            yield from _nbgrader(root, course, places)
    if remote := _public_remote(root):
        yield Finding(
            "remote", f"{remote}: teach from a private copy; tests/suites and solutions are in this one"
        )


def _disk(places: Places) -> Iterator[Finding]:
    """Yield findings on the room that is left, and on whether grading can write its files."""
    folder = places.var if places.var.is_dir() else places.root
    try:
        with tempfile.TemporaryFile(dir=folder) as tried:
            tried.write(b"\0" * _BLOCK)
            tried.flush()
        free = shutil.disk_usage(folder).free
        yield Finding("disk", f"{folder} can be written; {free >> 20} MB are free", free < _LITTLE_ROOM)
    except OSError as error:
        why = f"cannot be written ({error.strerror}): make room or change the permissions"
        yield Finding("disk", f"{folder} {why}", True)
    try:
        temporary = tempfile.gettempdir()
        free = shutil.disk_usage(temporary).free
        yield Finding("temporary files", f"{temporary}; {free >> 20} MB are free", free < _LITTLE_ROOM)
    except OSError as error:
        yield Finding("temporary files", f"there is no room for any ({error.strerror}): set TMPDIR", True)


def _gradebook(course: Course, places: Places) -> Iterator[Finding]:
    """Yield the gradebook, if there is one, and whether it can be read."""
    from autograder.gradebook import grades

    try:
        url = grades.address(course, places)
        grades.refuse_damaged(url)
        if grades.is_made(url):
            yield Finding("gradebook", grades.printable_url(url))
    except AutograderError as error:
        yield Finding("gradebook", str(error), True)


def _nbgrader(root: Path, course: Course, places: Places) -> Iterator[Finding]:
    """Yield findings on settings of nbgrader's that would undo what the course says."""
    from autograder.gradebook import grades

    url = grades.address(course, places)
    try:
        config = settings.load_settings(root)
    except Exception as error:  # the file is a program, and may raise anything
        yield Finding(settings.FILE, f"cannot be read: {type(error).__name__}: {error}", True)
        return
    setting_problems = list(settings.setting_problems(config, url))
    for concern in setting_problems:
        yield Finding(concern.setting, f"{concern.what}; {concern.next_step}", concern.is_bad)
    if not setting_problems:
        yield Finding(settings.FILE, "nbgrader's commands grade and build as this course does")


def _public_remote(root: Path) -> str:
    """Return a remote on a site where most repositories are public; "" if there is none."""
    git = shutil.which("git")
    if git is None:
        return ""
    remotes = subprocess.run(
        [git, "-C", str(root), "remote", "-v"], capture_output=True, text=True, timeout=10
    )
    hosts = ("github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org")
    return next(
        (line.split()[1] for line in remotes.stdout.splitlines() if any(host in line for host in hosts)), ""
    )
