"""Which kit a course is for: the desk says it, the grader keeps to it, and nothing is mixed in silence."""

import json
import subprocess
import sys

import hand_ins
import made
import pytest
from packaging.version import Version

from autograder import __version__, hand_in, versions
from autograder.course import Limits, load_course, parse_course
from autograder.desk import notebook_check
from autograder.errors import AutograderError, CourseError
from autograder.text import in_language

MINE = f"=={__version__}"
OTHER = ">=7,<8"


def autograder(root, *arguments, stdin=subprocess.DEVNULL):
    command = [sys.executable, "-m", "autograder.cli", *arguments, "--course", str(root)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", stdin=stdin)


@pytest.mark.parametrize(
    ("wanted", "own", "fits"),
    [
        ("", "0.1.0", True),
        (">=0.1,<0.2", "0.1.0", True),
        (">=0.1,<0.2", "0.1.7", True),
        (">=0.1,<0.2", "0.2.0", False),
        (">=0.1,<0.10", "0.9.0", True),  # versions are no decimal numbers
        (">=0.1,<0.2", "0.2.0rc1", False),
        ("==0.2.0rc1", "0.2.0rc1", True),
    ],
)
def test_versions_are_compared_as_packages_are(wanted, own, fits):
    assert versions.fits(wanted, own) is fits


def test_our_course_is_for_this_version_of_the_kit_and_for_no_version_that_may_judge_differently():
    wanted = load_course(hand_ins.ROOT)[0].kit
    major, minor = Version(__version__).release[:2]
    assert versions.fits(wanted)
    assert versions.fits(wanted, f"{major}.{minor}.99")
    assert not versions.fits(wanted, f"{major}.{minor + 1}.0")


def test_a_list_of_versions_that_is_none_is_named_with_its_line():
    with pytest.raises(CourseError, match=r"line 2, kit.*Invalid specifier"):
        parse_course(b"title: T\nkit: newest\nassignments: [{name: a}]\n")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course for this kit, built and graded."""
    root = made.course(tmp_path_factory.mktemp("course") / "course", f"kit: '{MINE}'\n{made.COURSE_YML}")
    assert autograder(root, "build").returncode == 0
    for student in ("ada", "bob"):
        made.hand_in(root, student, made.RIGHT)
    assert autograder(root, "grade", "small").returncode == 0
    return root


def for_kit(course, wanted):
    """The course's settings, for other versions."""
    (course / "course.yml").write_text(f"kit: '{wanted}'\n{made.COURSE_YML}", encoding="utf-8")


def test_a_course_for_another_kit_is_not_graded_and_doctor_says_so(course):
    for_kit(course, OTHER)
    try:
        graded, looked = autograder(course, "grade", "small"), autograder(course, "doctor")
    finally:
        for_kit(course, MINE)
    assert graded.returncode == 3
    assert f"the course is for {OTHER}, and this kit is {__version__}" in graded.stderr
    assert "autograder docs upgrading" in graded.stderr
    assert f"its kit: {OTHER}" in looked.stdout


def test_doctor_says_the_kits_version_and_the_courses_own(course):
    before = (course / "course.yml").read_text(encoding="utf-8")
    (course / "course.yml").write_text(f"version: 2026-autumn\n{before}", encoding="utf-8")
    try:
        said = autograder(course, "doctor").stdout
    finally:
        (course / "course.yml").write_text(before, encoding="utf-8")
    assert f"kit: {__version__}" in said
    assert "course: A small course, version 2026-autumn: small" in said


def test_the_desk_says_it_in_the_students_language_and_goes_on(course, tmp_path):
    notebook = hand_ins.spliced("small", made.RIGHT, course)
    assert notebook["metadata"]["autograder"]["kit"] == MINE
    file = tmp_path / "small.ipynb"
    (tmp_path / "checks").mkdir()
    for one in (course / "release/small/checks").iterdir():
        (tmp_path / "checks" / one.name).write_bytes(one.read_bytes())
    limits = Limits(cell_seconds=20, submission_seconds=60)

    file.write_bytes(hand_ins.as_bytes(notebook))
    assert notebook_check.check_notebook(file, limits).remark == ""
    notebook["metadata"]["autograder"]["kit"] = OTHER
    file.write_bytes(hand_ins.as_bytes(notebook))
    found = notebook_check.check_notebook(file, limits)
    assert notebook_check.all_passed(found)
    assert OTHER in str(found.remark)
    assert any("版本" in line for line in notebook_check.overview_lines(found, "zh"))
    # `check("double")` in the running notebook says the same, below what the check itself says.
    code = (
        "from autograder.check import check\n"
        "double = lambda x: 2 * x\n"
        "print(check('double'))\nprint(check('double')._repr_html_())"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert said.count(OTHER) + said.count("&gt;=7,&lt;8") == 2
    assert said.startswith("✓ double")


@pytest.mark.parametrize("kit", ["no version", 7, None, ["x"], "=" * 500])
def test_what_a_student_writes_there_is_no_more_than_silence(kit):
    raw = json.dumps({"metadata": {"autograder": {"kit": kit}}, "cells": [], "nbformat": 4}).encode()
    assert versions.remark(hand_in.kit(raw)) == ""


def test_the_remark_is_in_both_languages():
    said = versions.remark(">=7", "0.1.0")
    assert in_language(said, "zh") != in_language(said, "en")


def test_reports_of_another_kit_are_not_mixed_with_new_ones_unasked(course):
    meta = course / "var/reports/ada/small/report.meta.json"
    known = json.loads(meta.read_bytes())
    meta.write_text(json.dumps(known | {"kit": "0.0.9"}))
    before = (course / "var/reports/bob/small/report.meta.json").read_bytes()
    refused = autograder(course, "grade", "small", "--student", "bob", "--force")
    assert refused.returncode == 3
    assert f"1 by kit 0.0.9 were made, and this is {__version__}" in refused.stderr
    assert (course / "var/reports/bob/small/report.meta.json").read_bytes() == before

    # The other door cannot ask: it says the same, and grades nobody.
    from autograder.nbgrader_door.session import GraderSession

    session = GraderSession(course, "small")
    with pytest.raises(AutograderError, match=r"0\.0\.9"):
        session.grade("bob")
    session.close()

    assert autograder(course, "grade", "small", "--yes", "--force").returncode == 0
    assert json.loads(meta.read_bytes())["kit"] == __version__
    assert autograder(course, "grade", "small", "--student", "bob").returncode == 0
