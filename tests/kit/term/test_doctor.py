"""The doctor looks at a machine and a course, and says what is missing; it never ends in a traceback."""

import json
import os
import subprocess
import sys

import made
import pytest

ONE_USER = ["unshare", "--user", "--map-root-user"]


def autograder(root, *arguments, before=()):
    """A command, started by another one where `before` names it."""
    return subprocess.run(
        [*before, sys.executable, "-m", "autograder.cli", *arguments, "--course", str(root)],
        capture_output=True, encoding="utf-8", timeout=120,
    )  # fmt: skip


@pytest.fixture
def course(tmp_path):
    root = made.course(tmp_path / "course")
    assert autograder(root, "build").returncode == 0
    return root


def may_unshare():
    """Whether this machine lets us have a user namespace with one user in it."""
    try:
        return subprocess.run([*ONE_USER, "true"], capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not may_unshare(), reason="no user namespace with one user can be made here")
def test_where_root_is_the_only_user_the_doctor_says_the_tier_and_grading_goes_on(course):
    """As in a container or a build machine that maps one uid: nobody else can be become there."""
    ran = autograder(course, "doctor", before=ONE_USER)
    assert "Traceback" not in ran.stderr
    assert ran.stderr == ""
    assert "sandbox: " in ran.stdout
    made.hand_in(course, "ada", made.RIGHT)
    ran = autograder(course, "grade", "small", "--allow-weak-sandbox", before=ONE_USER)
    assert "Traceback" not in ran.stderr
    found = json.loads((course / "var/reports/ada/small/report.json").read_bytes())
    assert found["status"] == "graded"
    assert {cell["outcome"] for cell in found["cells"].values()} == {"passed"}


def test_a_roster_that_cannot_be_read_is_told(course):
    (course / "var").mkdir(exist_ok=True)
    (course / "var/roster.csv").write_text("name\nann\n")
    ran = autograder(course, "doctor")
    assert ran.returncode == 3
    assert "✗ roster: var/roster.csv, line 1: no column says who a student is" in ran.stdout


def test_a_damaged_gradebook_is_told(course):
    assert "✓ gradebook: sqlite:///" in autograder(course, "doctor").stdout
    (course / "var/gradebook.db").write_text("no database\n" * 100)
    ran = autograder(course, "doctor")
    assert ran.returncode == 3
    assert "✗ gradebook: " in ran.stdout
    assert "is damaged (file is not a database)" in ran.stdout


def test_room_and_rights_are_told(course):
    ran = autograder(course, "doctor")
    assert f"disk: {course / 'var'} can be written; " in ran.stdout
    assert "temporary files: " in ran.stdout
    if os.geteuid() != 0:
        (course / "var").chmod(0o500)
        assert "var cannot be written (Permission denied)" in autograder(course, "doctor").stdout
        (course / "var").chmod(0o700)
