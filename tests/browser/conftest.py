"""One Chromium for all of these tests, a built course for each file, and JupyterLab in front of a folder."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "course")]

import hand_ins
from chromium import pictures, screen

from autograder.sandbox import tiers

__all__ = ["pictures", "screen"]  # fixtures


@pytest.fixture(scope="module")
def lab(screen, tmp_path_factory):
    """Starts JupyterLab in a folder. Its page, which asks its server all the time, is left at the end."""
    from lab import Lab

    started = []

    def start(folder):
        started.append(Lab(folder, tmp_path_factory.mktemp("jupyter")))
        return started[-1]

    yield start
    screen.open("about:blank")
    for one in started:
        one.stop()


class BuiltCourse:
    """A copy of the course with its release: what a teacher has."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("source", "tests/suites", "release", "solutions"):
            ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
            shutil.copytree(hand_ins.ROOT / name, root / name, ignore=ignored)
        for name in ("course.yml", "nbgrader_config.py"):
            shutil.copy(hand_ins.ROOT / name, root / name)
        weak = not tiers.probe().tier.holds(tiers.Tier.GOOD)
        self.weak = ("--allow-weak-sandbox",) if weak else ()

    def autograder(self, *arguments: str, may_exit: tuple[int, ...] = (0,)) -> str:
        """Run the command as a teacher would; what it printed."""
        command = [sys.executable, "-m", "autograder.cli", *arguments, "--course", str(self.root)]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8")
        assert ran.returncode in may_exit, ran.stderr
        return ran.stdout

    def hand_in(self, student: str, assignment: str, raw: bytes) -> None:
        """Put a student's file where grading looks for it."""
        file = self.root / "var/submitted" / student / assignment / f"{assignment}.ipynb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course, built, nothing handed in."""
    return BuiltCourse(tmp_path_factory.mktemp("teacher") / "course")
