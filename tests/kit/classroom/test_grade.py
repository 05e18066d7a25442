"""A class is graded through the command line, as a teacher does it."""

import json
import os
import shutil
import signal
import subprocess
import sys

import made
import pytest
from made import run
from waiting import wait_until

COMMAND = [sys.executable, "-m", "autograder.cli"]


def graded(root, *arguments, code=0):
    """`grade small --json`, as {student: submission}."""
    out = run(root, "grade", "small", "--json", *arguments, code=code).stdout
    return {one["student"]: one for one in json.loads(out)["submissions"]}


@pytest.fixture
def course(tmp_path):
    """A small course, built."""
    return made.built(tmp_path / "course")


CLASS = {
    "ada": made.RIGHT,
    "bob": "def double(x):\n    return 3 * x + 1\n\n\ndef halve(x):\n    return x / 2\n",
    "cy": "def halve(x):\n    return x / 2\n",
    "dora": "import os\n\n\ndef double(x):\n    os._exit(0)\n\n\ndef halve(x):\n    return x / 2\n",
    "eli": "def double(x):\n    while True:\n        pass\n\n\ndef halve(x):\n    return x / 2\n",
    "fay": None,
    "gil": b'{"cells": [',
    "hal": "def double(x):\n    return 2 * x +\n\n\ndef halve(x):\n    return x / 2\n",
}
WRONG = CLASS["bob"]
SCORES = {
    "ada": (4.0, 4.0), "bob": (0.0, 4.0), "cy": (0.0, 4.0), "dora": (0.0, 4.0), "eli": (0.0, 4.0), "fay": (0.0, 0.0),
    "gil": (None, None), "hal": (0.0, 4.0),
}  # fmt: skip


def scores(submissions):
    return {
        name: (one["cells"]["test_double"]["score"], one["cells"]["test_halve"]["score"])
        for name, one in submissions.items()
    }


@pytest.fixture
def school(course):
    """The course with a class handed in."""
    for student, answers in CLASS.items():
        made.hand_in(course, student, answers)
    return course


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """This class graded, in one lane: its course, and what the command printed."""
    root = made.built(tmp_path_factory.mktemp("first") / "course")
    for student, answers in CLASS.items():
        made.hand_in(root, student, answers)
    return root, graded(root, "--jobs", "1", code=3)


@pytest.fixture
def again(first, tmp_path):
    """A copy of it to change."""
    return shutil.copytree(first[0], tmp_path / "again")


def test_each_kind_of_work_gets_its_own_score_and_one_never_changes_another(first):
    _, found = first
    assert scores(found) == SCORES
    assert found["ada"]["score"] == 8.0
    assert found["ada"]["max_score"] == 10.0
    assert found["fay"]["cells"]["test_double"]["outcome"] == "not_attempted"
    assert found["gil"]["status"] == "error"
    assert "not a notebook" in found["gil"]["reason"]["message"]


def test_below_the_table_is_counted_apart_who_could_not_be_graded(first):
    assert "\n7 graded, 1 could not be graded, sandbox " in run(first[0], "grade", "small", code=3).stdout


def test_one_lane_and_many_give_the_same_reports(again):
    files = sorted((again / "var/reports").rglob("report.json"))
    one = [file.read_bytes() for file in files]
    graded(again, "--jobs", "3", "--force", code=3)
    assert [file.read_bytes() for file in files] == one


@pytest.mark.full
def test_a_loop_that_never_ends_is_named_and_its_function_is_asked_nothing_more(first):
    _, found = first
    cell = found["eli"]["cells"]["test_double"]
    assert (cell["diagnosis"], cell["details"]) == ("endless-loop", {"line": "2", "code": "True"})


def test_what_has_not_changed_is_not_graded_again(again):
    graded(again, code=3)  # of a copy's files `stat` says something else
    metas = {file: file.read_bytes() for file in (again / "var/reports").rglob("report.meta.json")}
    made.hand_in(again, "bob", made.RIGHT)
    assert scores(graded(again, code=3))["bob"] == (4.0, 4.0)
    changed = [file.parent.parent.name for file, raw in metas.items() if file.read_bytes() != raw]
    assert changed == ["bob"]


COUNTING = '''

def test_that_counts(student):
    """It tells when it runs."""
    with open({file!r}, "a") as told:
        told.write({name!r})
    student.{name}(1)
'''


@pytest.mark.full
def test_after_a_changed_suite_only_its_own_cells_run_again(course, tmp_path):
    told = tmp_path / "told"
    for name in made.SUITES:
        suite = course / f"tests/suites/small/test_{name}.py"
        suite.write_text(suite.read_text() + COUNTING.format(file=str(told), name=name))
    made.hand_in(course, "ada", made.RIGHT)
    before = graded(course)["ada"]
    assert told.read_text() == "doublehalve"
    suite = course / "tests/suites/small/test_halve.py"
    suite.write_text(
        suite.read_text() + '\n\ndef test_more(student):\n    """More."""\n    student.halve(3)\n'
    )
    after = graded(course)["ada"]
    assert told.read_text() == "doublehalvehalve"
    assert after["cells"]["test_double"] == before["cells"]["test_double"]
    assert "test_more" in {test["name"] for test in after["cells"]["test_halve"]["tests"]}
    assert graded(course, "--force")["ada"] == after


@pytest.mark.full
def test_other_points_are_reckoned_without_running_anything(course, tmp_path):
    told = tmp_path / "told"
    suite = course / "tests/suites/small/test_double.py"
    suite.write_text(suite.read_text() + COUNTING.format(file=str(told), name="double"))
    made.hand_in(course, "ada", made.RIGHT)
    made.hand_in(course, "bob", made.RIGHT.replace("0.5", "0.25"))
    graded(course)
    source = course / "source/small/small.ipynb"
    source.write_text(source.read_text().replace('"points": 4', '"points": 6'))
    run(course, "build")
    ran = told.read_text()  # `build` has tried the reference
    found = graded(course)
    assert told.read_text() == ran
    assert {name: one["score"] for name, one in found.items()} == {"ada": 12.0, "bob": 6.0}
    assert found["bob"]["max_score"] == 14.0
    assert scores(graded(course, "--force")) == scores(found)


@pytest.mark.full
def test_a_report_that_somebody_damaged_is_made_again(first, again):
    file = again / "var/reports/bob/small/report.json"
    file.write_text(file.read_text()[:100])
    assert scores(graded(again, code=3)) == scores(first[1])


@pytest.mark.parametrize("command", ["feedback", "report", "notices", "export"])
def test_a_report_that_somebody_damaged_is_named_and_stops_nobody_else(course, command):
    for student in ("ada", "bob", "cy"):
        made.hand_in(course, student, CLASS[student])
    graded(course)
    file = course / "var/reports/bob/small/report.json"
    file.write_bytes(b"")
    more = ("--to", "csv", "-o", str(course / "scores.csv")) if command in ("export", "notices") else ()
    ran = run(course, command, "small", *more)
    if command == "export":
        assert ",waits,," in (bob := (course / "scores.csv").read_text().splitlines()[2])
        assert "the report cannot be read: grade again" in bob
    else:
        assert f"left out: {file}: is no report" in ran.stderr
        assert "next: run `autograder grade small --student bob`" in ran.stderr
    run(course, "grade", "small", "--student", "bob")
    assert "left out" not in run(course, command, "small", *more).stderr


def test_where_no_report_can_be_read_nothing_is_made_of_them(course):
    made.hand_in(course, "bob", WRONG)
    graded(course)
    (course / "var/reports/bob/small/report.json").write_bytes(b"")
    assert "is no report" in run(course, "feedback", "small", code=3).stderr


@pytest.mark.full
def test_nbgrader_reads_the_same_scores_and_its_export_lists_them(first):
    school, found = first
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{school}/var/gradebook.db") as book:
        for name, one in found.items():
            submission = book.find_submission("small", name)
            assert submission.score == (one["score"] or 0.0)
            assert submission.max_score == one["max_score"]
            grades = {grade.name: grade for grade in submission.notebooks[0].grades}
            for cell, reported in one["cells"].items():
                assert grades[cell].auto_score == reported["score"]
                assert grades[cell].needs_manual_grade == (reported["score"] is None)
    target = school / "grades.csv"
    exported = subprocess.run(
        [sys.executable, "-m", "nbgrader", "export", f"--db=sqlite:///{school}/var/gradebook.db", f"--to={target}"],
        capture_output=True, text=True, cwd=school,
    )  # fmt: skip
    assert exported.returncode == 0, exported.stderr
    assert len(target.read_text().splitlines()) == 1 + len(CLASS)


@pytest.mark.full
def test_a_test_that_the_reference_fails_too_leaves_the_cell_to_a_person(tmp_path):
    broken = made.SUITES | {
        "double": made.SUITES["double"]
        + "\n\ndef test_wrong(student):\n    '''Wrong.'''\n    assert student.double(1) == 3\n"
    }
    root = made.course(tmp_path / "course", suites=broken)
    run(root, "build")
    made.hand_in(root, "ada", made.RIGHT)
    cell = graded(root, code=3)["ada"]["cells"]["test_double"]
    assert cell["outcome"] == "error"
    assert cell["score"] is None


def test_a_course_that_demands_more_than_the_machine_has_is_not_graded(course, tmp_path):
    made.hand_in(course, "ada", made.RIGHT)
    told = run(course, "grade", "nothing", code=3).stderr
    assert "there is no assignment 'nothing'" in told
    assert "next: use one of: small" in told


@pytest.mark.full
def test_a_link_in_place_of_a_notebook_is_not_followed(course):
    file = made.hand_in(course, "eve", made.RIGHT)
    secret = course / "solutions" / "small.py"
    file.unlink()
    file.symlink_to(secret)
    found = graded(course, code=3)["eve"]
    assert found["status"] == "error"
    assert "cannot be opened" in found["reason"]["message"]


@pytest.mark.parametrize("place", ["var/submitted/eve", "var/submitted/eve/small"])
def test_a_folder_that_is_a_link_to_a_neighbours_is_nobodys_work(course, place):
    """Eve has ben's hand-in in her place: it is not graded as hers, and nothing of hers goes to ben."""
    made.hand_in(course, "ben", made.RIGHT)
    (course / place).parent.mkdir(exist_ok=True)
    (course / place).symlink_to(course / place.replace("eve", "ben"))
    found = graded(course, code=3)
    assert (found["ben"]["status"], found["eve"]["status"]) == ("graded", "error")
    assert "not a folder" in found["eve"]["reason"]["message"]
    before = {file: file.read_bytes() for file in (course / "var").rglob("ben/**/*") if file.is_file()}
    made.hand_in(course, "new", WRONG).rename(course / "new.ipynb")
    said = run(course, "collect", "small", course / "new.ipynb", "--student", "eve", code=3)
    assert "it is a link" in said.output
    assert {file: file.read_bytes() for file in before} == before


def test_attempts_that_are_a_link_to_a_neighbours_take_nothing_in(course):
    made.hand_in(course, "new", WRONG).rename(course / "new.ipynb")
    run(course, "collect", "small", course / "new.ipynb", "--student", "ben")
    (course / "var/attempts/eve").symlink_to(course / "var/attempts/ben")
    made.hand_in(course, "new", made.RIGHT).rename(course / "new.ipynb")
    said = run(course, "collect", "small", course / "new.ipynb", "--student", "eve", code=3)
    assert "it is a link" in said.output
    assert [folder.name for folder in (course / "var/attempts/ben/small").iterdir()] == ["1"]


@pytest.mark.parametrize("other", ["ADA", "Ada", "\uff21da"])
def test_two_folders_that_one_disk_would_take_for_one_are_told(course, other):
    made.hand_in(course, "ada", made.RIGHT)
    made.hand_in(course, other, WRONG)
    for _ in range(2):  # also where nothing has changed
        ran = run(course, "grade", "small", "--json", code=3)
        out, told = ran.stdout, ran.stderr
        assert f"{other} and ada differ in capitals" in told or f"ada and {other} differ" in told
    assert scores({one["student"]: one for one in json.loads(out)["submissions"]}) == {
        "ada": (4.0, 4.0),
        other: (0.0, 4.0),
    }


@pytest.mark.full
def test_a_second_grade_waits_for_the_first_and_both_succeed(school):
    first = subprocess.Popen([*COMMAND, "grade", "small", "--course", str(school)], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)  # fmt: skip
    assert scores(graded(school, code=3)) == SCORES
    assert first.wait() == 3


@pytest.mark.full
def test_a_killed_grade_leaves_nothing_behind_and_a_second_one_finishes(school):
    running = subprocess.Popen(
        [*COMMAND, "grade", "small", "--course", str(school)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    wait_until(lambda: list((school / "var").glob("reports/*/small/report.json")), "no report came")
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    wait_until(lambda: not members(running.pid), "a process lives on")
    assert scores(graded(school, code=3)) == SCORES
    assert not list((school / "var").rglob("*.part"))


def members(session):
    """Processes that are left of a session."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    fields = file.read().rpartition(") ")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry))
    return found


@pytest.mark.full
def test_feedback_pages_are_made_from_reports_and_hold_nothing_hidden(first):
    school, _ = first
    run(school, "feedback", "small")
    pages = {file.parent.parent.name: file.read_text() for file in (school / "var/feedback").rglob("*.html")}
    assert pages.keys() == CLASS.keys()
    assert "Any number is doubled" in pages["bob"]
    assert all("rng.normal" not in page for page in pages.values())
    for name, page in pages.items():  # their own code is theirs to see; the reference is not
        raw = (school / f"var/submitted/{name}/small/small.ipynb").read_bytes()
        assert "return 2 * x" not in page or b"return 2 * x" in raw


def test_the_autograded_notebook_shows_our_result_and_nbgrader_reads_it(first):
    school, found = first
    import nbformat
    from nbgrader.utils import determine_grade

    for name, one in found.items():
        nb = nbformat.read(school / f"var/autograded/{name}/small/small.ipynb", as_version=4)
        nbformat.validate(nb)
        for cell in nb.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if grade_id in one["cells"] and one["cells"][grade_id]["score"] is not None:
                assert determine_grade(cell)[0] == one["cells"][grade_id]["score"]


def test_a_folder_that_nobody_can_be_called_holds_up_nobody_else(course):
    made.hand_in(course, "ada", made.RIGHT)
    (course / "var/submitted" / "odd\x1b[2Jname" / "small").mkdir(parents=True)
    ran = run(course, "grade", "small", "--json", code=3)
    out, told = ran.stdout, ran.stderr
    assert [one["student"] for one in json.loads(out)["submissions"]] == ["ada"]
    assert r"'odd\x1b[2Jname' was left out" in told


def test_where_nothing_can_be_confined_grade_says_so_and_grades_nobody(course):
    made.hand_in(course, "ada", made.RIGHT)
    text = (course / "course.yml").read_text().replace("sandbox: none", "sandbox: good")
    (course / "course.yml").write_text(text)
    program = (
        "import sys, click, jinja2, multiprocessing.connection, numpy, pytest, rich.progress, sqlalchemy\n"
        "for name in ('fcntl', 'resource', 'pwd', 'grp'):\n    sys.modules[name] = None\n"
        "sys.platform = 'win32'\n"  # as a Windows laptop says it; the machine stays what it is
        f"sys.argv = ['autograder', 'grade', 'small', '--course', {str(course)!r}]\n"
        "from autograder.cli import main\nmain()"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.returncode == 3, ran.stderr
    assert "only Linux can confine" in ran.stderr
    assert "next: grade on Linux" in ran.stderr
    assert not (course / "var/reports").exists()
