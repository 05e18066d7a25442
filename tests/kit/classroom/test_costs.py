"""What one hand-in may cost, in counts: forks, exchanges, statements, files. Seconds are the bench's matter."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing

import made
import pytest
import sqlalchemy

from autograder.classroom import grade, jobs
from autograder.grading.suite import with_suites
from autograder.sandbox.process import Worker, Zygote


@pytest.fixture
def root(tmp_path):
    """A course of two graded functions, built. No call is asked again because the machine was busy."""
    built = made.built(tmp_path / "course")
    settings = built / "course.yml"
    settings.write_text(
        settings.read_text().replace("call_seconds: 1, cell_seconds: 2", "call_seconds: 60, cell_seconds: 60")
    )
    return built


def counted(root, answers, monkeypatch):
    """How often each costly thing was done for one hand-in."""
    job, found = jobs.prepare(root, "small"), Counter()
    raw = made.hand_in(root, "ada", answers).read_bytes()

    def count(owner, name):
        inner = getattr(owner, name)

        def outer(*arguments, **named):
            found[name] += 1
            return inner(*arguments, **named)

        monkeypatch.setattr(owner, name, outer)

    def body(suites):
        with jobs.open_zygote(job) as zygote:
            count(Zygote, "fork")
            count(Worker, "send")
            engine = grade.new_engine(job, suites, zygote)
            report = engine.grade("ada", raw)
        return report, sum(map(len, suites.cells.values()))

    report, tests = with_suites(job.places, "small", body)
    assert report.score == 8
    return found, tests


def test_a_hand_in_costs_a_fork_a_cell_and_one_message_a_call(root, monkeypatch):
    found, tests = counted(root, made.RIGHT, monkeypatch)
    assert found["fork"] == 2
    assert found["send"] < 3 * tests  # the program for each cell, and what each test calls


def graded(root, students, answers=made.RIGHT):
    """Grade so many in this process' gradebook; the statements that it was asked."""
    for number in range(students):
        made.hand_in(root, f"s{number:03}", answers)
    asked = Counter()

    def note(*event):
        asked[event[2].split()[0]] += 1

    sqlalchemy.event.listen(sqlalchemy.engine.Engine, "before_cursor_execute", note)
    try:
        grade.grade(jobs.prepare(root, "small"), lanes=1)
    finally:
        sqlalchemy.event.remove(sqlalchemy.engine.Engine, "before_cursor_execute", note)
    return asked


@pytest.mark.full
def test_the_gradebook_is_asked_no_more_for_many_than_for_few(root):
    few, many = graded(root, 3), graded(root, 24)
    assert few["INSERT"] > 0
    assert sum(many.values()) <= sum(few.values())


def written(root):
    """Every file of the class, with what `stat` says of it."""
    files = [
        file for folder in ("reports", "autograded", "attempts") for file in (root / "var" / folder).rglob("*")
    ]  # fmt: skip
    return {file: os.stat(file).st_mtime_ns for file in files if file.is_file()}


def test_a_hand_in_leaves_three_files(root):
    graded(root, 4)
    assert Counter(file.name for file in written(root)) == {
        "report.json": 4,
        "report.meta.json": 4,
        "small.ipynb": 4,
    }


def test_an_unchanged_class_starts_no_process_and_writes_no_file(root, monkeypatch):
    graded(root, 4)
    before = written(root)

    def never(*_):
        raise AssertionError("a clean process was started")

    monkeypatch.setattr(jobs, "begin_zygote", never)
    monkeypatch.setattr(grade, "begin_zygote", never)
    asked = graded(root, 0)
    assert written(root) == before
    assert asked["INSERT"] == asked["UPDATE"] == 0


def test_a_changed_suite_costs_its_own_cell_alone(root):
    graded(root, 2)
    suite = root / "tests/suites/small/test_halve.py"
    suite.write_text(suite.read_text() + "\n\n# another word\n")
    job = jobs.prepare(root, "small")
    known = [grade.records.cells_to_reuse(job, grade.GradingTask(student)) for student in ("s000", "s001")]
    assert [sorted(cells) for cells in known] == [["test_double"], ["test_double"]]


IN_A_LANE = """
import sys
from autograder import cli
from autograder.classroom import grade
real = grade.new_grader
def new_grader(*arguments):  # is called in the lane
    before = set(sys.modules)
    one = real(*arguments)
    def watched(*turn):
        one(*turn)
        with open(sys.argv[-1] + "/loaded", "w") as file:
            print(*sorted(set(sys.modules) - before), file=file)
    return watched
grade.new_grader = new_grader
cli.cli(["grade", "small", "--course", sys.argv[-1]])
"""


@pytest.mark.full
def test_a_lane_loads_no_module_of_ours_for_itself(root):
    """Each would load it anew, and compile it: while suites are collected no bytecode is kept."""
    made.hand_in(root, "ada", made.RIGHT)
    subprocess.run([sys.executable, "-c", IN_A_LANE, str(root)], check=True, capture_output=True)
    loaded = (root / "loaded").read_text().split()
    assert [name for name in loaded if name.startswith("autograder")] == []


def cpu(root):
    """Processor seconds of the command."""
    before = os.times()
    command = [sys.executable, "-m", "autograder.cli", "grade", "small", "--course", str(root)]
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.full
def test_grading_an_unchanged_class_again_costs_a_small_part(root):
    for number in range(40):
        made.hand_in(root, f"s{number:03}", made.RIGHT)
    first = cpu(root)
    assert cpu(root) < first * 0.8  # the start is the same, and counts for most of so small a class


def test_a_gradebook_that_somebody_wrote_in_is_told_again(root):
    graded(root, 2)
    with closing(sqlite3.connect(root / "var/gradebook.db")) as connection, connection:
        connection.execute("UPDATE grade SET auto_score = 0")
    connection.close()
    assert graded(root, 0)["UPDATE"] > 0
    assert graded(root, 0) == Counter()


def test_a_gradebook_that_is_gone_is_made_and_told_again(root):
    graded(root, 2)
    (root / "var/gradebook.db").unlink()
    assert graded(root, 0)["INSERT"] > 0


@pytest.mark.full
def test_an_unchanged_class_loads_no_database_no_pytest_and_no_numpy(root):
    graded(root, 2)
    command = [sys.executable, "-X", "importtime", "-m", "autograder.cli", "grade", "small"]
    ran = subprocess.run([*command, "--course", str(root)], capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines() if "|" in line}
    assert "autograder.classroom.unchanged" in loaded
    assert not loaded & {"sqlalchemy", "pytest", "numpy", "jinja2", "nbgrader"}
