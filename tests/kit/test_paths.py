"""var/ holds real people's work: nobody else on the machine looks into it, and a group that shares it stays."""

import os
import stat
import sys

import made
import pytest

from autograder.course import load_course
from autograder.term import doctor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")


@pytest.fixture
def course(tmp_path):
    before = os.umask(0o022)
    yield made.course(tmp_path / "course")
    os.umask(before)


def rights(course):
    load_course(course)
    return stat.S_IMODE((course / "var").stat().st_mode)


def test_the_first_command_makes_var_for_its_owner_alone(course):
    assert rights(course) == 0o700


def test_a_var_that_everybody_could_read_is_closed(course):
    (course / "var").mkdir(mode=0o755)
    assert rights(course) == 0o700


def test_a_folder_that_hands_on_its_group_shares_var_with_the_group(course):
    course.chmod(0o2770)
    assert rights(course) & 0o777 == 0o750  # the rest is the umask's
    (course / "var").chmod(0o2777)
    assert rights(course) & 0o777 == 0o770


def test_rights_that_somebody_gave_a_group_stay(course):
    (course / "var").mkdir()
    (course / "var").chmod(0o775)
    assert rights(course) == 0o770


def test_rights_that_somebody_gave_single_people_stay(course, monkeypatch):
    (course / "var").mkdir()
    (course / "var").chmod(0o755)
    monkeypatch.setattr(os, "listxattr", lambda folder: ["system.posix_acl_access"])
    assert rights(course) == 0o750  # the group's bits are these people's mask


def test_a_copy_that_cannot_be_written_is_read_all_the_same(course, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    (course / "var").mkdir()
    (course / "var").chmod(0o755)
    monkeypatch.setattr(os, "chmod", refuse)
    assert rights(course) == 0o755
    (line,) = [finding.line() for finding in doctor.examine(course) if finding.what == "var/"]
    assert "everybody on this machine may read it" in line
