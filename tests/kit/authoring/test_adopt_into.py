"""`autograder adopt --into`: a course that builds and grades, with what can be forged marked wherever it is seen."""

import json
import subprocess
import sys

import made
import pytest
from click.testing import CliRunner

from autograder.cli import cli

SECRET = 8675309  # in a hidden part alone
ANSWER = "def add(a, b):\n    return a + b"
TESTS = {
    "adds": "assert add(1, 2) == 3\n"
    f"### BEGIN HIDDEN TESTS\nassert add({SECRET}, 1) == {SECRET + 1}\n### END HIDDEN TESTS",
    "is-there": 'assert "add" in globals() and add(2, 2) == 4',
    # As a suite the author's own answer does not pass it: what comes back is no value.
    "handle": "assert add(iter, [1])",
    "wrong": "assert add(1, 1) == 3",
}
ODD = "def add(a, b):\n    return a(b) if callable(a) else a + b"
FORGED = """\
class Yes(int):
    def __eq__(self, other):
        return True


def add(a, b):
    return Yes(0)"""


def source(answer=ANSWER, tests=TESTS):
    cells = [
        made.cell("code", f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION", "add", solution=True),
        *(made.cell("code", text, name, grade=True, locked=True, points=2) for name, text in tests.items()),
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def nbgraders(root, text, name="ps1"):
    """An nbgrader course with this notebook."""
    file = root / f"source/{name}/first.ipynb"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    (file.parent / "table.csv").write_text("1,2\n")
    return root


def do(*arguments, code=0):
    ran = CliRunner().invoke(cli, [str(each) for each in arguments])
    assert ran.exit_code == code, ran.output
    return ran.output


def hand_in(root, student, answer, name="ps1"):
    document = json.loads((root / f"release/{name}/{name}.ipynb").read_bytes())
    for cell in document["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] == "add":
            cell["source"] = answer
    file = root / f"var/submitted/{student}/{name}/{name}.ipynb"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(document))


def cells(root, student, name="ps1"):
    return json.loads((root / f"var/reports/{student}/{name}/report.json").read_bytes())["cells"]


@pytest.fixture(scope="module")
def adopted(tmp_path_factory):
    """A course of nbgrader's, taken and graded."""
    root = tmp_path_factory.mktemp("adopted")
    nbgraders(root / "theirs", source(ODD))
    root.joinpath("said").write_text(do("adopt", root / "theirs", "--into", root / "ours", "--title", "Sums"))
    for student, answer in {"right": ODD, "half": "def add(a, b):\n    return 3", "forged": FORGED}.items():
        hand_in(root / "ours", student, answer)
    root.joinpath("graded").write_text(do("grade", "ps1", "--course", root / "ours", code=3))
    do("feedback", "ps1", "--course", root / "ours")
    return root


def test_a_course_is_written_that_builds_and_keeps_the_notebook_as_it_is(adopted):
    ours = adopted / "ours"
    assert (ours / "source/ps1/ps1.ipynb").read_text() == source(ODD)
    assert (ours / "release/ps1/table.csv").read_text() == "1,2\n"
    assert 'title: "Sums"' in (ours / "course.yml").read_text()
    assert [file.name for file in (ours / "tests/suites/ps1").iterdir()] == ["test_adds.py"]
    do("build", "--check", "--course", ours)


def test_what_the_authors_own_answers_do_not_pass_is_said(adopted):
    said = (adopted / "said").read_text()
    assert "adds (2 points): judged outside, as tests/suites/ps1/test_adds.py" in said
    assert "is-there (2 points): stays inside, and can be forged: it asks the process itself" in said
    assert "handle (2 points): stays inside, and can be forged: as a suite it is not passed" in said
    assert "wrong (2 points): stays inside" in said
    assert "the author's own answers do not pass it here: AssertionError" in said


def test_a_test_that_was_moved_cannot_be_forged_and_one_that_stayed_says_that_it_can(adopted):
    found = {student: cells(adopted / "ours", student) for student in ("right", "half", "forged")}
    scores = {student: {name: cell["score"] for name, cell in own.items()} for student, own in found.items()}
    assert scores["right"] == {"adds": 2.0, "is-there": 2.0, "handle": 2.0, "wrong": None}
    assert scores["half"]["adds"] == 0.0
    assert (scores["forged"]["adds"], scores["forged"]["is-there"]) == (0.0, 2.0)
    marked = {name: cell.get("can_be_forged", False) for name, cell in found["right"].items()}
    assert marked == {"adds": False, "is-there": True, "handle": True, "wrong": True}


def test_report_page_staff_page_and_table_say_what_can_be_forged(adopted):
    ours = adopted / "ours"
    assert "is-there *" in (adopted / "graded").read_text()
    assert "can be forged" in (adopted / "graded").read_text()
    page = (ours / "var/feedback/right/ps1/ps1.html").read_text()
    assert page.count("Its test ran beside your code, where a result can be forged.") == 3
    assert "The tests of is-there, handle, wrong are in the notebook" in page
    staff = do("show", "right", "ps1", "--course", ours)
    assert "is-there: passed, 2 of 2; its test ran beside the student's code, and can be forged" in staff
    assert "adds: passed, 2 of 2\n" in staff


def test_nothing_hidden_reaches_a_student(adopted):
    ours = adopted / "ours"
    for folder in ("release", "var/reports", "var/feedback", "var/autograded"):
        for file in (ours / folder).rglob("*"):
            assert file.is_dir() or str(SECRET) not in file.read_text(encoding="utf-8"), file


def test_plain_pytest_takes_the_suites(adopted):
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=adopted / "ours", capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout
    assert "1 passed" in ran.stdout


def test_a_course_that_is_there_gets_assignments_more_and_nothing_is_written_over(adopted, tmp_path):
    theirs, ours = nbgraders(tmp_path / "theirs", source(), "ps2"), tmp_path / "ours"
    do("init", "--course", ours, "--title", "Ours", "--language", "en")
    before = {
        path: path.read_bytes() for path in ours.rglob("*") if path.is_file() and "var" not in path.parts
    }
    do("adopt", theirs, "--into", ours)
    changed = [path.name for path, raw in before.items() if path.read_bytes() != raw]
    assert changed == ["course.yml"]
    assert "  - name: ps2\n" in (ours / "course.yml").read_text()
    assert "this is there already" in do("adopt", theirs, "--into", ours, code=3)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    assert "begins in an empty folder" in do("adopt", theirs, "--into", tmp_path / "full", code=3)
