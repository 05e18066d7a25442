"""Notebooks of plain nbgrader, whose tests stand in their own cells: they grade as they are.

Two of them ship in nbgrader's wheel, with a class of two students, and nobody wrote them for this kit.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import hand_ins
import made
import nbgrader
import pytest
from nbgrader.api import Gradebook
from test_cluster import Cluster

from autograder.authoring import build
from autograder.course import load_course
from autograder.errors import SourceError
from autograder.gradebook import grades
from autograder.sandbox import tiers
from autograder.sandbox.tiers import Tier

GUIDE = Path(nbgrader.__file__).parent / "docs/source/user_guide"
COURSE_YML = """\
title: A course that was written for nbgrader
imports: [numpy]
limits: {call_seconds: 1, cell_seconds: 2, submission_seconds: 20}
sandbox: none
assignments: [%s]
"""
SECRET = 8675309  # in a hidden part alone
TESTS = {
    "adds": f'"""add adds."""\nassert add(1, 2) == 3\n### BEGIN HIDDEN TESTS\nassert add({SECRET}, 1) == {SECRET + 1}\n### END HIDDEN TESTS',
    "still-adds": '"""add still adds."""\nassert add(2, 2) == 4, f"add(2, 2) gave {add(2, 2)}"',
    "parts": "import numpy as np\nright = [add(n, 1) == n + 1 for n in range(4)]\nnp.float64(sum(right) / 2)  # half a point each",
}
ANSWER = "def add(a, b):\n    return a + b"
STRONG = tiers.probe().tier.holds(Tier.GOOD)
RIGHT = {"add": ANSWER, "words": "Because."}


def notebook(answer=ANSWER, tests=TESTS):
    """A source notebook as nbgrader's own authors write them."""
    solution = f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION"
    cells = [
        made.cell("markdown", "Read me.", "intro", locked=True),
        made.cell("code", solution, "add", solution=True),
        *(made.cell("code", text, name, grade=True, locked=True, points=2) for name, text in tests.items()),
        made.cell(
            "markdown", "It adds, since it is the author's.", "words", grade=True, solution=True, points=3
        ),
        made.cell("markdown", "Try it on a number of your own.", "try", locked=True, points=1),
    ]
    cells[-1]["metadata"]["nbgrader"]["task"] = True
    kernel = {"kernelspec": {"display_name": "Python", "language": "python", "name": "python"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def command(root, *arguments):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root, capture_output=True, text=True,
        env=os.environ | {"PATH": "/usr/bin:/bin", "JUPYTER_CONFIG_DIR": str(root.parent / "jupyter")},
    )  # fmt: skip


def autograder(root, *arguments, may_exit=(0,)):
    ran = command(root, "-m", "autograder.cli", *arguments)
    assert ran.returncode in may_exit, ran.stdout + ran.stderr
    return ran.stdout


def course(root, notebooks):
    """A course of these notebooks, built."""
    for name, whole in notebooks.items():
        (root / "source" / name).mkdir(parents=True)
        (root / f"source/{name}/{name}.ipynb").write_bytes(whole)
    (root / "course.yml").write_text(COURSE_YML % ", ".join(f"{{name: {name}}}" for name in notebooks))
    shutil.copy(hand_ins.ROOT / "nbgrader_config.py", root)
    autograder(root, "build")
    return root


def released(root, name="own"):
    return json.loads((root / f"release/{name}/{name}.ipynb").read_bytes())


def hand_in(root, student, answers, change=None):
    """The release with these texts in its cells, by their names."""
    document = released(root)
    for name, text in answers.items():
        hand_ins.named(document)[name]["source"] = text
    file = root / "var/submitted" / student / "own/own.ipynb"
    file.parent.mkdir(parents=True)
    file.write_bytes(hand_ins.as_bytes((change or (lambda whole: whole))(document)))


def report(root, student, name="own"):
    return json.loads((root / f"var/reports/{student}/{name}/report.json").read_bytes())


def scores(found):
    return {name: cell["score"] for name, cell in found["cells"].items()}


def standings(root, name="own"):
    return grades.scores(grades.sqlite_url(root / "var/gradebook.db"), name)


# --- the course in nbgrader's wheel ------------------------------------------------------------

PROBLEMS = ("problem1", "problem2")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """nbgrader's example, graded by `autograder grade`; a copy of it, by `nbgrader autograde`."""
    root = tmp_path_factory.mktemp("shipped") / "course"
    course(root, {name: (GUIDE / f"source/ps1/{name}.ipynb").read_bytes() for name in PROBLEMS})
    for name in PROBLEMS:
        for student in ("bitdiddle", "hacker"):
            folder = root / f"var/submitted/{student}/{name}"
            folder.mkdir(parents=True)
            shutil.copy(GUIDE / f"submitted/{student}/ps1/{name}.ipynb", folder)
    other = root.with_name("other")
    shutil.copytree(root, other)
    for name in PROBLEMS:
        autograder(root, "grade", name)
        ran = command(other, "-m", "nbgrader", "autograde", name)
        assert ran.returncode == 0, ran.stderr
    return root, other


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_course_in_nbgraders_wheel_gets_the_same_through_both_doors(shipped, name):
    first, other = shipped
    assert standings(first, name) == standings(other, name)
    for student in ("bitdiddle", "hacker"):
        assert report(first, student, name) == report(other, student, name)


def test_it_gets_the_scores_that_nbgrader_itself_gives(shipped, tmp_path):
    root = tmp_path / "stock"
    (root / "source").mkdir(parents=True)
    shutil.copytree(GUIDE / "source/ps1", root / "source/ps1")
    for student in ("bitdiddle", "hacker"):
        shutil.copytree(GUIDE / f"submitted/{student}/ps1", root / f"submitted/{student}/ps1")
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    for one in ("generate_assignment", "autograde"):
        ran = subprocess.run(
            [sys.executable, "-m", "nbgrader", one, "ps1", f"--db=sqlite:///{root}/gradebook.db"],
            cwd=root, capture_output=True, text=True,
            env=os.environ | environment | {"JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter")},
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
    with Gradebook(f"sqlite:///{root}/gradebook.db") as book:
        theirs = {
            (student, problem, grade.name): (grade.auto_score, grade.max_score, grade.needs_manual_grade)
            for student in ("bitdiddle", "hacker")
            for problem in PROBLEMS
            for grade in book.find_submission_notebook(problem, "ps1", student).grades
        }
    ours = {
        (student, problem, name): (cell.auto_score, cell.max_score, cell.needs_manual_grade)
        for problem in PROBLEMS
        for student, own in standings(shipped[0], problem).items()
        for name, cell in own.cells.items()
    }
    assert ours == theirs
    assert len(ours) == 18


def test_a_picture_beside_the_source_goes_out_with_the_release(tmp_path):
    root = tmp_path / "course"
    (root / "source/problem1").mkdir(parents=True)
    for name in ("problem1.ipynb", "jupyter.png"):
        shutil.copy(GUIDE / "source/ps1" / name, root / "source/problem1")
    (root / "course.yml").write_text(COURSE_YML % "{name: problem1}")
    autograder(root, "build")
    assert {file.name for file in (root / "release/problem1").iterdir()} == {"problem1.ipynb", "jupyter.png"}
    assert autograder(root, "build", "--check") == ""


# --- one of our own ----------------------------------------------------------------------------

WRONG = {
    "half": "def add(a, b):\n    return a + b if a < 2 else 0",
    "no_secret": f"def add(a, b):\n    return a + b if a < {SECRET} else 0",
    # Keeps what it was called with, and tells it wherever it is given a chance.
    "spy": "seen = []\n\n\ndef add(a, b):\n    seen.append(a)\n    if a > 99 or any(one > 99 for one in seen):\n"
    "        raise type(f'T{max(seen)}', (Exception,), {})(f'{seen}')\n    return a + b",
    "exits": "import os\n\n\ndef add(a, b):\n    if a == 2 and b == 2:\n        os._exit(0)\n    return a + b",
    "hangs": "def add(a, b):\n    while a == 2 and b == 2:\n        pass\n    return a + b",
    "too_much": "class Much(int):\n    def __eq__(self, other):\n        return 9\n\n\ndef add(a, b):\n    return Much(a + b)",
}  # fmt: skip


def telling(document):
    """Cells behind the tests, that print what was seen."""
    document["cells"].append(made.cell("code", "print(seen)\nraise ValueError(str(seen))") | {"id": "last"})
    return document


def own_tests(document):
    """The student's own words in the tests' cells, and their points."""
    for name in TESTS:
        hand_ins.named(document)[name]["source"] = "pass"
        hand_ins.named(document)[name]["metadata"]["nbgrader"]["points"] = 100
    return document


def without_tests(document):
    document["cells"] = [cell for cell in document["cells"] if cell["cell_type"] == "markdown" or
                         cell["metadata"]["nbgrader"]["grade_id"] == "add"]  # fmt: skip
    return document


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """This course, built and without a class: to be copied."""
    return course(tmp_path_factory.mktemp("built") / "course", {"own": json.dumps(notebook()).encode()})


@pytest.fixture
def fresh(built, tmp_path):
    """A copy of it to disturb."""
    return shutil.copytree(built, tmp_path / "course")


@pytest.fixture(scope="module")
def graded(built, tmp_path_factory):
    """A class of this course."""
    root = shutil.copytree(built, tmp_path_factory.mktemp("own") / "course")
    hand_in(root, "right", RIGHT)
    hand_in(root, "stub", {})
    for student, text in WRONG.items():
        hand_in(root, student, {"add": text}, telling if student == "spy" else None)
    hand_in(root, "lacks", {"add": "import nowhere\n\n\ndef add(a, b):\n    return nowhere.add(a, b)"})
    hand_in(root, "overwrites", {"add": ANSWER + "\n\n\nadd = add(1, 2)"})
    hand_in(root, "own_tests", {"add": WRONG["half"]}, own_tests)
    hand_in(root, "without_tests", {"add": WRONG["half"]}, without_tests)
    source = root / "source/own/own.ipynb"
    hand_in(root, "reads", {"add": f"text = open({str(source)!r}).read()\n\n\n{ANSWER} if text else 0"})
    autograder(root, "grade", "own", may_exit=(3,))
    autograder(root, "feedback", "own")
    return root


def test_the_release_holds_no_hidden_test_and_no_answer(graded):
    text = json.dumps(released(graded))
    for gone in (str(SECRET), "HIDDEN", "return a + b", "author's"):
        assert gone not in text
    assert "assert add(1, 2) == 3" in text


def test_tests_pass_or_fail_by_whether_they_raise_and_a_number_in_the_last_line_is_their_points(graded):
    assert scores(report(graded, "right")) == {"adds": 2.0, "still-adds": 2.0, "parts": 2.0}
    assert scores(report(graded, "stub")) == {"adds": 0.0, "still-adds": 0.0, "parts": 0.0}
    # nbgrader reads `np.float64(1.0)` as full marks.
    assert scores(report(graded, "half")) == {"adds": 0.0, "still-adds": 0.0, "parts": 1.0}


def test_more_points_than_the_cell_has_call_a_person(graded):
    assert scores(report(graded, "too_much"))["parts"] is None
    cell = standings(graded)["too_much"].cells["parts"]
    assert (cell.auto_score, cell.needs_manual_grade) == (None, True)


def test_a_package_that_is_not_here_calls_a_person(graded):
    found = report(graded, "lacks")
    assert scores(found) == {"adds": None, "still-adds": None, "parts": None}
    assert "`add` needs `nowhere`" in autograder(graded, "grade", "own", may_exit=(3,))
    assert "costs you no points" in (graded / "var/feedback/lacks/own/own.html").read_text(encoding="utf-8")


def test_a_name_that_is_given_away_means_the_function_to_the_tests(graded):
    found = report(graded, "overwrites")
    assert scores(found) == {"adds": 2.0, "still-adds": 2.0, "parts": 2.0}
    assert "gives the name" in found["notes"][1]["message"]


def test_a_hidden_part_counts_and_is_told_to_nobody(graded):
    assert scores(report(graded, "no_secret")) == {"adds": 0.0, "still-adds": 2.0, "parts": 2.0}
    told = report(graded, "no_secret")["cells"]["adds"]["tests"][0]["message"]["message"]
    assert told.startswith("a part of this test that is not shown found a mistake")


def test_code_that_runs_beside_a_hidden_part_cannot_carry_it_out(graded):
    found = report(graded, "spy")
    assert found["cells"]["adds"]["score"] == 0.0
    assert "[1, 2, 0, 1, 2, 3]" in json.dumps(found["run"])  # it told what it saw, in a run without
    files = [
        *graded.glob("var/reports/*/own/report.json"),
        *graded.glob("var/autograded/*/own/*.ipynb"),
        *graded.glob("var/feedback/*/own/*.html"),
    ]
    assert len(files) == 3 * len(list((graded / "var/submitted").iterdir()))
    for file in files:
        if "no_secret" not in file.parts:  # that student wrote it
            assert str(SECRET) not in file.read_text(encoding="utf-8"), file


def test_a_cell_of_the_students_is_called_by_its_place_in_their_notebook(graded):
    assert "cell 8" in [note["cell"] for note in report(graded, "spy")["run"]]


@pytest.mark.parametrize("student", ["exits", "hangs"])
def test_an_end_or_a_loop_in_one_test_costs_that_test(graded, student):
    found = scores(report(graded, student))
    assert (found["adds"], found["still-adds"]) == (2.0, 0.0)


@pytest.mark.parametrize("student", ["own_tests", "without_tests"])
def test_the_tests_are_the_authors_whatever_the_file_holds(graded, student):
    assert scores(report(graded, student)) == {"adds": 0.0, "still-adds": 0.0, "parts": 1.0}
    assert report(graded, student)["max_score"] == 10.0


@pytest.mark.skipif(not tiers.probe().tier.holds(Tier.LIMITED), reason="this machine confines nothing")
def test_students_code_cannot_read_the_source(graded):
    assert scores(report(graded, "reads"))["adds"] == 0.0


def test_the_weaker_promise_is_said_in_report_and_page(graded):
    assert any("ran beside your code" in str(note) for note in report(graded, "right")["notes"])
    page = (graded / "var/feedback/right/own/own.html").read_text(encoding="utf-8")
    assert "ran beside your code" in page


def test_questions_and_tasks_wait_for_a_person_in_nbgraders_own_tables(graded):
    cells = standings(graded)["right"].cells
    assert cells["words"].needs_manual_grade
    assert cells["try"].needs_manual_grade
    assert standings(graded)["right"].max_score == 10.0
    with Gradebook(grades.sqlite_url(graded / "var/gradebook.db")) as book:
        assert book.find_task_cell("try", "own", "own").max_score == 1.0
        book.find_comment("try", "own", "own", "right").manual_comment = "Well tried."
        book.db.commit()
    ran = command(graded, "-m", "nbgrader", "generate_feedback", "own", "--student=right", "--force")
    assert ran.returncode == 0, ran.stderr
    page = (graded / "var/feedback/right/own/own.html").read_text(encoding="utf-8")
    assert "Well tried." in page
    assert str(SECRET) not in page


# --- the other commands --------------------------------------------------------------------------


def test_show_tells_what_the_students_page_tells_and_that_the_tests_ran_beside_it(graded):
    told = autograder(graded, "show", "no_secret", "own", "--cell", "adds")
    assert "adds: failed, 0 of 2" in told
    assert "a part of this test that is not shown found a mistake" in told
    page = (graded / "var/staff/no_secret/own/own-adds.html").read_text(encoding="utf-8")
    assert "ran beside your code" in page


def test_export_and_report_and_preview_know_the_class(graded):
    autograder(graded, "export", "own", "--to", "csv")
    table = (graded / "var/exports/own-csv.csv").read_text(encoding="utf-8-sig")
    assert "right,,own,waits,,10," in table  # the question and the task
    autograder(graded, "report", "own")
    assert "still-adds" in (graded / "var/class/own.html").read_text(encoding="utf-8")
    assert "0 gain, 0 lose" in autograder(graded, "grade", "own", "--preview")


def test_a_gradescope_zip_grades_them_too(graded, tmp_path):
    autograder(graded, "gradescope-zip", "own", *(() if STRONG else ("--allow-weak-sandbox",)))
    home = tmp_path / "autograder"
    with zipfile.ZipFile(graded / "var/exports/own-gradescope.zip") as packed:
        packed.extractall(home / "source")
    for folder in ("submission", "results"):
        (home / folder).mkdir()
    shutil.copy(graded / "var/submitted/no_secret/own/own.ipynb", home / "submission")
    ran = subprocess.run(
        [sys.executable, "-m", "autograder.lms.gradescope_run", "own", "after_published"],
        cwd=home, capture_output=True, text=True,
        env=os.environ | {"AUTOGRADER_HOME": str(home), "PYTHONPATH": str(home / "source/kit")},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found = (home / "results/results.json").read_text(encoding="utf-8")
    assert json.loads(found)["score"] == 4.0
    assert str(SECRET) not in found


def test_a_cluster_grades_them_too(graded, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(graded, root, symlinks=True, ignore=shutil.ignore_patterns("reports", "autograded"))
    cluster = Cluster(tmp_path)
    try:
        cluster.worker()
        autograder(root, "grade", "own", "--scheduler", cluster.address, may_exit=(3,))
    finally:
        cluster.end(*reversed(cluster.processes))
    for student in ("right", "no_secret", "spy", "too_much", "without_tests"):
        assert report(root, student) == report(graded, student)


# --- what authors do wrong ---------------------------------------------------------------------


def test_a_test_that_the_authors_own_answers_fail_is_nobodys_zero(tmp_path):
    root = course(tmp_path / "course", {"own": json.dumps(notebook("def add(a, b):\n    return 3")).encode()})
    hand_in(root, "ada", {"add": "def add(a, b):\n    return None"})
    hand_in(root, "bob", {"add": ANSWER})
    autograder(root, "grade", "own", may_exit=(3,))
    assert scores(report(root, "ada"))["still-adds"] is None
    assert scores(report(root, "bob"))["still-adds"] == 2.0


def test_a_change_of_a_hidden_part_grades_anew(fresh):
    root = fresh
    hand_in(root, "ada", {"add": ANSWER})
    autograder(root, "grade", "own")
    harder = TESTS | {"adds": TESTS["adds"].replace(f"== {SECRET + 1}", "== 5")}
    (root / "source/own/own.ipynb").write_text(
        json.dumps(notebook("def add(a, b):\n    return a + b", harder))
    )
    assert autograder(root, "build", "--check") == ""  # nobody can see it in the release
    autograder(root, "grade", "own", may_exit=(3,))
    assert scores(report(root, "ada"))["adds"] is None  # the author's answers fail it too


def test_a_suite_of_no_grade_cell_and_a_check_beside_them_are_refused(fresh):
    root = fresh
    suite = "def test(student):\n    '''One.'''\n"
    for folder, name, says in (
        ("tests/suites/own", "test_add.py", "this suite belongs to no grade cell"),
        (
            "source/own/checks",
            "test_adds.py",
            "its grade cells hold tests, and source/own/checks has some too",
        ),
    ):
        (root / folder).mkdir(parents=True)
        (root / folder / name).write_text(suite)
        ran = command(root, "-m", "autograder.cli", "build")
        assert ran.returncode == 3
        assert says in ran.stderr
        (root / folder / name).unlink()


def with_autotest(root, marker):
    """Write an autotest into a grade cell of the source."""
    (root / "source/own/own.ipynb").write_text(json.dumps(notebook(tests=TESTS | {"still-adds": marker})))


@pytest.mark.parametrize("marker", ["### HASHED AUTOTEST add(1, 2)", "# AUTOTEST add(1, 2)"])
def test_every_kind_of_autotest_is_refused(fresh, marker):
    with_autotest(fresh, marker)
    with pytest.raises(SourceError, match=r"cell 4 \(still-adds\): an autotest"):
        build.build(*load_course(fresh), "own")


def test_an_autotest_is_refused_at_both_doors_with_its_cell_and_what_to_write_instead(fresh):
    root = fresh
    before = json.dumps(released(root))
    with_autotest(root, "### AUTOTEST add(1, 2)")
    for door in (("autograder.cli", "build"), ("nbgrader", "generate_assignment", "own", "--force")):
        ran = command(root, "-m", *door)
        assert ran.returncode != 0
        assert (
            "source/own/own.ipynb, cell 4 (still-adds): an autotest, which would test nothing here"
            in ran.stderr
        )
        assert "write it out as an assert" in ran.stderr
        if door[0] == "autograder.cli":  # nbgrader deletes a release before it asks anybody
            assert json.dumps(released(root)) == before
    assert not (root / "release/own/own.ipynb").exists()


def test_a_test_that_asks_whether_it_is_graded_hears_what_nbgrader_says(tmp_path):
    strict = "import os\nassert os.getenv('NBGRADER_EXECUTION') != 'autograde' or add(5, 5) == 10"
    source = notebook(tests=TESTS | {"still-adds": strict})
    root = course(tmp_path / "course", {"own": json.dumps(source).encode()})
    hand_in(root, "ada", {"add": ANSWER})
    hand_in(root, "bob", {"add": WRONG["half"]})
    autograder(root, "grade", "own")
    assert scores(report(root, "ada"))["still-adds"] == 2.0
    assert scores(report(root, "bob"))["still-adds"] == 0.0


def test_an_audit_says_that_there_is_nothing_to_prove(fresh):
    root = fresh
    ran = command(root, "-m", "autograder.cli", "audit", "own")
    assert ran.returncode == 3
    assert "no suite judges it" in ran.stderr


def test_a_source_without_answers_leaves_every_failure_to_the_student(tmp_path):
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    root = course(tmp_path / "course", {"own": json.dumps(notebook(stub)).encode()})
    hand_in(root, "ada", {"add": ANSWER})
    hand_in(root, "bob", {"add": WRONG["half"]})
    hand_in(root, "cy", {})
    autograder(root, "grade", "own")
    assert scores(report(root, "ada")) == {"adds": 2.0, "still-adds": 2.0, "parts": 2.0}
    assert scores(report(root, "bob")) == {"adds": 0.0, "still-adds": 0.0, "parts": 1.0}
    assert scores(report(root, "cy")) == {"adds": 0.0, "still-adds": 0.0, "parts": 0.0}
    with Gradebook(grades.sqlite_url(root / "var/gradebook.db")) as book:
        assert book.find_comment("add", "own", "own", "cy").comment == "No response."
        assert book.find_comment("add", "own", "own", "ada").comment is None
