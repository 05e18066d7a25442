"""A kept verdict is never taken for another program's, and no file of a student's is taken for ours."""

import json
import os
import shutil

import hand_ins
import made
import rig

from autograder.classroom import grade as grading
from autograder.classroom import jobs

HELPED = "def double(x):\n    return helper(x)\n\n\ndef halve(x):\n    return x / 2\n\n\ndef helper(x):\n    return {}\n"


def scores(course, student="ada"):
    """Points by cell, as the report on disk has them."""
    found = json.loads((course / "var/reports" / student / "small/report.json").read_bytes())
    return {name: cell["score"] for name, cell in found["cells"].items()}


def graded(course, answers, student="ada"):
    """The points of a hand-in that takes the place of the last one."""
    made.hand_in(course, student, answers)
    assert rig.grade(course, "--student", student).returncode == 0
    return scores(course, student)


def test_a_change_in_a_helper_cell_alone_grades_all_again(course):
    right = graded(course, HELPED.format("x + x"))
    assert right["test_double"] > 0
    wrong = graded(course, HELPED.format("x + 1"))
    assert wrong["test_double"] == 0
    assert wrong["test_halve"] == right["test_halve"] > 0
    assert graded(course, HELPED.format("x + x")) == right


def test_cells_that_exchange_their_names_keep_no_verdict(course):
    right = graded(course, made.RIGHT)
    document = hand_ins.spliced("small", made.RIGHT, course)
    cells = hand_ins.named(document)
    cells["double"]["source"], cells["halve"]["source"] = "def double(x):\n    return x / 2", "halve = double"
    for one, other in (("double", "halve"), ("test_double", "test_halve")):
        cells[one]["metadata"]["nbgrader"]["grade_id"] = other
        cells[other]["metadata"]["nbgrader"]["grade_id"] = one
    found = graded(course, hand_ins.as_bytes(document))
    assert found["test_double"] < right["test_double"]
    assert found["test_halve"] == right["test_halve"]  # halve is double's code, which halves
    assert rig.grade(course, "--student", "ada", "--force").returncode == 0
    assert scores(course) == found


def test_the_same_bytes_of_another_student_are_graded_for_themselves(course):
    whole = graded(course, made.RIGHT)
    raw = (course / "var/submitted/ada/small/small.ipynb").read_bytes()
    assert graded(course, raw, "bob") == whole
    shutil.rmtree(course / "var/submitted/bob/small")
    assert graded(course, rig.WRONG, "bob")["test_double"] == 0


def test_reports_that_a_student_hands_in_are_nobodys(course):
    """Files by the names of ours beside the notebook, taken from somebody who has all points."""
    graded(course, made.RIGHT)
    made.hand_in(course, "bob", rig.WRONG)
    theirs = course / "var/submitted/bob/small"
    for place in (theirs, theirs.parent):
        for name in ("report.json", "report.meta.json"):
            shutil.copy(course / "var/reports/ada/small" / name, place / name)
    assert rig.grade(course, "--student", "bob").returncode == 0
    assert scores(course, "bob")["test_double"] == 0


def test_another_file_of_the_same_size_and_time_is_seen(course):
    right = graded(course, HELPED.format("x + x"))
    file = course / "var/submitted/ada/small/small.ipynb"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"x + x", b"x + 1"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert rig.grade(course, "--student", "ada").returncode == 0
    assert scores(course)["test_double"] == 0 < right["test_double"]


def test_another_file_of_another_name_is_seen(course):
    """One notebook under a name of its own is taken; written again in place, its folder's time stays."""
    right = graded(course, HELPED.format("x + x"))
    file = course / "var/submitted/ada/small/small.ipynb"
    file = file.rename(file.with_name("my homework.ipynb"))
    assert rig.grade(course, "--student", "ada").returncode == 0
    assert scores(course) == right
    file.write_bytes(file.read_bytes().replace(b"x + x", b"x + 1"))
    assert rig.grade(course, "--student", "ada").returncode == 0
    assert scores(course)["test_double"] == 0 < right["test_double"]


def test_a_file_that_takes_anothers_place_while_that_is_graded_is_graded_next(course, monkeypatch):
    real = grading.report_on

    def slow(job, engine, one, known):
        found = real(job, engine, one, known)
        made.hand_in(course, "ada", rig.WRONG)
        return found

    with monkeypatch.context() as meanwhile:  # lanes are forks of this process
        meanwhile.setattr(grading, "report_on", slow)
        grading.grade(jobs.prepare(course, "small"), ("ada",))
    assert scores(course)["test_double"] > 0
    assert rig.grade(course, "--student", "ada").returncode == 0
    assert scores(course)["test_double"] == 0
