"""The pytest plugin: the fixtures `student`, `reference` and `rng`, and the marks of a suite.

Under `autograder grade` a test's fixtures are the engine's `FixtureValues`. Under plain `pytest` the
student is the course's own reference, or `--submission FILE`: an author's loop is pytest and nothing else.
"""

import hmac
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.casebook import Reference as Reference
from autograder.diagnosis.casebook import in_folder
from autograder.errors import AutograderError
from autograder.grading.programs import read_program
from autograder.sandbox.proxy import Student

MARKS = (
    "weight(n): how much the test counts beside the others of its cell (default 1)",
    "side: shape, no mutation, range, order: counts as far as value tests pass",
    "slow: a call may take `slow_seconds`",
)


class FixtureValues:
    """The fixtures' values for one test. What it does not ask for is not made."""

    def __init__(self, student: Any, reference: Callable[[], Student], seed: Callable[[], int]) -> None:
        self.student, self._reference, self._seed = student, reference, seed

    @cached_property
    def rng(self) -> np.random.Generator:
        """Random generator of this test alone."""
        return np.random.default_rng(self._seed())

    @cached_property
    def reference(self) -> Student:
        """The course's own implementation, as a student."""
        return self._reference()


FIXTURE_VALUES = pytest.StashKey[FixtureValues]()
SUBMISSION = pytest.StashKey[Reference]()


def seed_of(secret: bytes, submission: str, test: str) -> int:
    """Return the seed of one test for one hand-in: nobody without the secret can foresee it."""
    return int.from_bytes(hmac.digest(secret, f"{submission}\n{test}".encode(), "sha256")[:8], "big")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option `--submission FILE`."""
    parser.addoption(
        "--submission",
        metavar="FILE",
        help="a .py file, or FILE.yml::NAME, to judge instead of the course's reference",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks, and read what `--submission` names."""
    for mark in MARKS:
        config.addinivalue_line("markers", mark)
    if place := config.getoption("--submission"):
        try:
            config.stash[SUBMISSION] = Reference(read_program(place), place)
        except (AutograderError, SyntaxError) as error:
            raise pytest.UsageError(str(error)) from error


def _assignment(request: pytest.FixtureRequest) -> tuple[Path, str]:
    """Return the course's root, and the assignment that a suite or check belongs to by its path."""
    for folder in request.path.parents:
        if (folder / "course.yml").is_file():
            parts = request.path.relative_to(folder).parts
            name = parts[2] if parts[:2] == ("tests", "suites") else parts[1]
            return folder, name
    raise pytest.UsageError(f"{request.path} does not lie in a course: there is no course.yml above it")


def _own(request: pytest.FixtureRequest) -> FixtureValues:
    """Return the engine's fixture values, or those made for plain pytest."""
    values = request.config.stash.get(FIXTURE_VALUES, None)
    if values is not None:
        return values
    root, name = _assignment(request)
    file = root / "solutions" / f"{name}.py"
    until_its_end = ExitStack()
    request.addfinalizer(until_its_end.close)
    until_its_end.enter_context(in_folder(root / "source" / name))
    solution = Reference(file.read_bytes(), str(file))
    submission = request.config.stash.get(SUBMISSION, solution)
    submission.folder = solution.folder
    seed = partial(seed_of, b"pytest", "", request.node.nodeid)
    return FixtureValues(submission.student(), solution.student, seed)


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Any:
    """The student's functions and classes, by name."""
    return _own(request).student


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Any:
    """The reference's functions and classes, with the interface of `student`."""
    return _own(request).reference


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> Any:
    """A NumPy Generator that the student cannot foresee and an instructor can repeat."""
    return _own(request).rng
