"""An nbgrader course, cell by cell: what becomes a suite, and why the rest stays in the student's process."""

import json

import made
import pytest
from click.testing import CliRunner

from autograder.authoring import adopt
from autograder.cli import cli
from autograder.diagnosis.casebook import Reference
from autograder.errors import AutograderError

SETUP = "import numpy as np\nimport matplotlib.pyplot as plt\n%matplotlib inline"
SQUARES = '''\
def squares(n):
    """Compute the squares of 1 to n."""
    ### BEGIN SOLUTION
    if n < 1:
        raise ValueError("n must be at least 1")
    return [i ** 2 for i in range(1, n + 1)]
    ### END SOLUTION'''
TOTAL = "### BEGIN SOLUTION\ntotal = sum(squares(3))\n### END SOLUTION"
PLAIN = "helper = 3\n\n\ndef twice(x):\n    return 2 * x"


def document(*tests, **metadata):
    """A notebook as nbgrader's authors write it, with these tests."""
    cells = [
        made.cell("markdown", "# Squares"),
        made.cell("code", SETUP),
        made.cell("code", PLAIN),
        made.cell("code", SQUARES, "squares-answer", solution=True),
        made.cell("code", TOTAL, "total", solution=True),
        made.cell("markdown", "Why?", "why", grade=True, solution=True, points=2),
    ]
    cells += [
        made.cell("code", test, f"test-{number}", grade=True, locked=True, points=1)
        for number, test in enumerate(tests)
    ]
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def course(root, *tests, name="ps1/problem1", **metadata):
    file = root / f"source/{name}.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document(*tests, **metadata)), encoding="utf-8")
    return root


def judged(root, test):
    (found,) = adopt.read_course(course(root, test))
    (cell,) = found.cells
    return cell


OUTSIDE = '''\
"""The squares are right."""
# a comment
from numpy.testing import assert_allclose
assert squares(2) == [1, 4], "not these"
### BEGIN HIDDEN TESTS
for n in range(1, 4):
    assert_allclose(squares(n), np.arange(1, n + 1) ** 2)
assert total == 14
try:
    squares(0)
except ValueError:
    pass
else:
    raise AssertionError(f"é: {squares} did not raise")
### END HIDDEN TESTS'''


def test_a_test_that_calls_and_compares_becomes_a_suite_that_the_authors_answers_pass(tmp_path):
    cell = judged(tmp_path, OUTSIDE.replace("{squares} ", ""))
    assert cell.inside == ""
    assert cell.file == "tests/suites/ps1/test_squares.py"
    suite = "\n".join(line[1:] for line in cell.diff.split("\n")[2:] if line[:1] in ("+", " "))
    assert "# a comment" in suite
    assert "HIDDEN" not in suite
    assert 'assert student.squares(2) == [1, 4], "not these"' in suite
    assert 'assert student.variable("total") == 14' in suite
    names = {}
    exec(suite, names)
    solved = SQUARES.replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")
    names["test_0"](Reference(f"{solved}\n\ntotal = sum(squares(3))\n".encode(), "the answers").student())
    with pytest.raises(AssertionError):
        names["test_0"](
            Reference(b"def squares(n):\n    return [1, 4]\n\ntotal = 14\n", "a wrong one").student()
        )


def test_names_of_the_tests_own_functions_stay_its_own(tmp_path):
    test = (
        "def f(x, k=2):\n    y = [i * k for i in x]\n    return y\nassert squares(2) == f([0.5, 2]) and total"
    )
    cell = judged(tmp_path, test)
    assert "+    assert student.squares(2) == f([0.5, 2]) and student.variable(" in cell.diff
    assert "+        y = [i * k for i in x]" in cell.diff


def test_a_name_in_an_f_string_is_asked_of_the_student_too(tmp_path):
    cell = judged(tmp_path, 'assert squares(2) == [1, 4], f"é: {squares(2)} is wrong, {len(squares(1))}"')
    assert "{student.squares(2)} is wrong, {len(student.squares(1))}" in cell.diff


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("assert twice(2) == 4", "it uses twice, which cell 3 defines: copy it into the test"),
        ("assert squares(helper)", "it uses helper, which cell 3 defines"),
        ("assert squares.__doc__", "it looks at squares itself, and does not only call it"),
        ("assert isinstance(squares, type(len))", "it looks at squares itself"),
        ("del squares\nassert total == 14", "it replaces or deletes squares"),
        ("squares = len\nassert squares('a') == 1", "it replaces or deletes squares"),
        ("assert 'squares' in globals() and squares(1)", "it asks the process itself (globals)"),
        ("assert eval('squares(1)') == [1] and squares(1)", "it asks the process itself (eval)"),
        ("assert plt.gca() and squares(1)", "it uses matplotlib, which the notebook imports there"),
        ("import os\nassert squares(1) == [1]", "it imports os"),
        ("from math import *\nassert squares(1) == [1]", "it imports everything of math"),
        ("%timeit squares(3)\nassert True", "it has lines for IPython"),
        ("assert squares(1) ==", "it is no plain Python"),
        ("np.random.seed(1)\nassert squares(1) == [1]", "it sets the random state"),
        ("x = np.load('a.npy')\nassert squares(1) == x", "it reads or writes a file (load)"),
        ("assert squares(1) == [1]\n0.5", "its last line is a number of points"),
        ("assert unheard_of(1) and squares(1)", "it uses unheard_of, which no cell defines"),
        ("assert 1 + 1 == 2", "it calls no function of a solution cell"),
        ("squares(3)", "it compares nothing"),
        ("global x\nx = squares(1)\nassert x", "it changes variables of the notebook's"),
        ("assert squares(1) != ['''\n''']", "it has a text over several lines"),
        (
            "def f(total):\n    return total\nassert squares(1) == f(total)",
            "it uses the name total for a thing of",
        ),
        ("np.mean = None\nassert squares(1) == [1]", "it changes np.mean, for whoever uses it next"),
        ("### BEGIN HIDDEN TESTS\nassert squares(1)", "BEGIN HIDDEN TESTS without its END"),
    ],
)
def test_a_test_that_needs_the_process_stays_inside_and_says_why(tmp_path, test, why):
    cell = judged(tmp_path, test)
    assert cell.inside.startswith(why)
    assert (cell.file, cell.diff) == ("", "")


def test_the_command_says_it_cell_by_cell_and_writes_nothing(tmp_path):
    root = course(tmp_path, "assert squares(1) == [1]", "del squares\nassert total == 14")
    course(tmp_path, "assert squares(1) == [1]", name="ps1/problem 2")
    course(tmp_path, "assert squares(1) == [1]", name="ps2/only", kernelspec={"language": "R"})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    said = CliRunner().invoke(cli, ["adopt", str(root)])
    assert said.exit_code == 0, said.output
    assert (
        "ps1/problem1.ipynb: 1 of 2 tests can be judged outside, and 1 answers that a person" in said.output
    )
    assert "test-0 (1 point): judged outside, as tests/suites/ps1_problem1/test_squares.py" in said.output
    assert "    -assert squares(1) == [1]\n    +def test_0(student):\n" in said.output
    assert "test-1 (1 point): stays inside, and can be forged: it replaces or deletes squares" in said.output
    assert "ps1_problem_2" in said.output
    assert "ps2/only.ipynb: cannot be taken\n" in said.output
    assert "its kernel is one for R" in said.output
    assert said.output.endswith("tests: 3; outside: 2\n")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    whole = json.loads(CliRunner().invoke(cli, ["adopt", str(root / "source"), "--json"]).output)
    assert [len(each["cells"]) for each in whole] == [1, 2, 0]


def test_what_the_kit_would_refuse_is_said_beside_the_tests_and_hides_none_of_them(tmp_path):
    root = course(tmp_path, "assert squares(1) == [1]", "assert total == 14")
    file = root / "source/ps1/problem1.ipynb"
    whole = json.loads(file.read_text())
    for cell in whole["cells"]:
        if marks := cell["metadata"].get("nbgrader"):
            marks["schema_version"] = 1
            if marks["grade_id"] == "test-0":
                marks["points"] = 0
    whole["cells"][0]["metadata"]["nbgrader"] = {"grade": False, "grade_id": "", "solution": False}
    file.write_text(json.dumps(whole))
    (found,) = adopt.read_course(root)
    assert found.refused == ""
    assert found.changes == (
        "its metadata is of an older schema: run `nbgrader update` on it",
        "graded with 0 points: test-0; give points, or take it out of grading",
    )
    assert [(cell.points, cell.inside) for cell in found.cells] == [(0.0, ""), (1.0, "")]


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"cells": [{}]}', b'{"cells": [{"metadata": 3}]}', b"\xff"])
def test_a_file_that_is_no_notebook_is_named_and_stops_nothing(tmp_path, raw):
    root = course(tmp_path, "assert squares(1) == [1]")
    (root / "source/ps1/broken.ipynb").write_bytes(raw)
    broken, other = adopt.read_course(root)
    assert "this is not a notebook" in broken.refused
    assert len(other.cells) == 1


def test_a_folder_without_notebooks_is_refused(tmp_path):
    with pytest.raises(AutograderError, match="there is no notebook in it"):
        adopt.read_course(tmp_path)
    with pytest.raises(AutograderError, match="there is no such folder"):
        adopt.read_course(tmp_path / "nowhere")
