"""Locks: what the course has comes first, what it imports is in them, and they name no place."""

import hashlib
import re
import sys

import hand_ins
import pytest

from autograder.authoring import locks
from autograder.errors import CourseError
from autograder.paths import Places

ROOT = hand_ins.ROOT
ROLES = ("student", "grader", "instructor", "book", "develop", "hub")
sys.path.append(str(ROOT / "requirements"))

from lock import FORBIDDEN


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path)


@pytest.mark.parametrize("role", ROLES)
def test_a_lock_has_a_hash_for_each_package_and_names_no_index_and_no_local_build(role):
    text = (ROOT / "requirements" / f"{role}.txt").read_text()
    pinned = [part for part in re.split(r"\n(?=\S)", text) if "==" in part]
    assert len(pinned) > 20
    assert all("--hash=sha256:" in part for part in pinned)
    assert not FORBIDDEN.search(text)


@pytest.mark.parametrize(
    "line",
    [
        "--index-url somewhere",
        "--find-links wheels",
        "torch==2.13.0",
        "six==1.0+local",
        "a @ https://host/a.whl",
    ],
)
def test_what_a_lock_may_not_hold_is_found(line):
    assert FORBIDDEN.search(f"six==1.17.0 \\\n{line}\n")


@pytest.mark.parametrize("role", ROLES[:4])
def test_every_role_installs_the_versions_that_are_tested(role):
    def versions(name):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        return set(re.findall(r"^([\w.-]+)(?:\[\S+\])?(==\S+)", text, re.M))  # whatever their extras

    assert versions(role) <= versions("develop")


def test_a_course_without_locks_of_its_own_takes_the_kits(places):
    assert locks.lock(places, "student") == (ROOT / "requirements/student.txt").read_text()


def test_the_courses_own_lock_comes_first(places):
    file = places.root / "requirements/student.txt"
    file.parent.mkdir()
    file.write_text("numpy==2.0 --hash=sha256:0\n")
    assert locks.lock(places, "student", ["numpy.linalg"]) == file.read_text()


def test_a_package_that_the_course_imports_and_the_lock_lacks_is_named(places):
    assert locks.lock(places, "student", ["sklearn.svm", "numpy"])
    with pytest.raises(CourseError, match=r"(?s)student\.txt: polars is not in it.*pyproject\.toml"):
        locks.lock(places, "student", ["numpy", "polars.testing"])


def test_a_role_that_nobody_has_locked_says_where_to_get_it(places):
    with pytest.raises(CourseError, match="its wheel holds one"):
        locks.lock(places, "nobody")


def test_the_kits_wheel_is_taken_only_with_its_own_bytes():
    line = locks.hashed_wheel("kit-1.whl", b"bytes")
    assert line == f"./kit-1.whl --hash=sha256:{hashlib.sha256(b'bytes').hexdigest()}\n"
