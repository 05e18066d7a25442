"""An nbgrader course, cell by cell: what becomes a suite, and why the rest stays in the student's process."""

import json

import made
import pytest
from click.testing import CliRunner

from autograder.authoring import adopt
from autograder.authoring.adopted_notebook import Readable, readable
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
PLAIN = "helper = 3\n\n\ndef twice(x):\n    return 2 * x\n\n\nprint(twice(helper))"
SHOWN = "shown = plt.figure()"


def document(*tests, **metadata):
    """A notebook as nbgrader's authors write it, with these tests."""
    cells = [
        made.cell("markdown", "# Squares"),
        made.cell("code", SETUP),
        made.cell("code", PLAIN),
        made.cell("code", SHOWN),
        made.cell("code", SQUARES, "squares-answer", solution=True),
        made.cell("code", TOTAL, "total", solution=True),
        made.cell("markdown", "Why?", "why", grade=True, solution=True, points=2),
        made.cell("code", "of_two = 1", "one", solution=True),
        made.cell("code", "plt.plot(squares(9))\nmade = squares(9)\nmade"),
        made.cell("code", "of_two = 2", "other", solution=True),
    ]
    cells += [
        made.cell("code", test, f"test-{number}", grade=True, locked=True, points=1)
        for number, test in enumerate(tests)
    ]
    cells.append(made.cell("code", "below = 1"))
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
    assert cell.file == "tests/suites/ps1/test_0.py"
    suite = cell.suite
    assert "+def test_0(student):" in cell.diff
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


def test_what_a_test_needs_of_given_cells_comes_along_without_what_they_show(tmp_path):
    cell = judged(
        tmp_path, "from math import inf\nassert squares(helper) == [1, 4, 9] < [inf]\nassert twice(1) == 2"
    )
    assert cell.suite.startswith(
        "from math import inf\n\n\ndef test_0(student):\n    helper = 3\n\n\n    def twice(x):\n"
    )
    assert "print" not in cell.suite
    assert "    assert student.squares(helper) == [1, 4, 9] < [inf]" in cell.suite


def test_what_a_cell_above_makes_with_the_students_function_is_made_again(tmp_path):
    cell = judged(tmp_path, '"""Made."""\nassert made == squares(9)')
    assert cell.suite == (
        'def test_0(student):\n    """Made."""\n\n    made = student.squares(9)\n\n    assert made == student.squares(9)\n'
    )


def test_a_test_takes_with_it_the_tests_above_whose_names_it_uses(tmp_path):
    tests = "first = squares(1)\nassert first == [1]", "assert first < squares(2)"
    _, second = adopt.read_course(course(tmp_path, *tests))[0].cells
    assert (
        "    first = student.squares(1)\n    assert first == [1]\n\n    assert first < student"
        in second.suite
    )


def test_a_test_may_change_objects_of_its_own(tmp_path):
    test = "class C:\n    def __init__(self):\n        self.n = 2\nassert squares(C().n) == [1, 4]"
    assert judged(tmp_path, test).inside == ""


def test_a_seed_is_set_on_both_sides(tmp_path):
    cell = judged(tmp_path, "np.random.seed(1)\nassert squares(np.random.randint(1, 2)) == [1]")
    assert "    np.random.seed(1); student.seed(1)\n" in cell.suite


def test_a_text_over_several_lines_stays_as_it_is(tmp_path):
    cell = judged(tmp_path, "assert squares(1) == [1], '''\nnot\n  these\n'''")
    assert "    assert student.squares(1) == [1], '''\nnot\n  these\n'''\n" in cell.suite


def test_a_test_whose_names_another_one_inside_uses_stays_with_it(tmp_path):
    first, second, third = adopt.read_course(
        course(
            tmp_path,
            "first = squares(1)\nassert first == [1]",
            "assert first and globals()",
            "assert squares(1)",
        )
    )[0].cells
    assert first.inside == "test-1, which stays inside, uses what it defines"
    assert second.inside
    assert not third.inside


def test_of_two_ids_with_one_name_for_their_suites_both_stay(tmp_path):
    root = course(tmp_path, "assert squares(1)", "assert squares(2)")
    file = root / "source/ps1/problem1.ipynb"
    file.write_text(file.read_text().replace('"test-1"', '"0"'))
    (found,) = adopt.read_course(root)
    assert all("another grade cell's suite would have the same name" in cell.inside for cell in found.cells)


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("assert twice(2) == 4", "it calls no function of a solution cell"),
        ("assert shown and squares(1)", "it uses matplotlib, which the notebook imports there"),
        ("assert below and squares(1)", "it uses below, which cell 12 defines further down"),
        ("assert of_two and squares(1)", "it uses of_two, which one and other both define"),
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
        ("x = np.load('a.npy')\nassert squares(1) == x", "it reads or writes a file (load)"),
        ("assert squares(1) == [1]\n0.5", "its last line is a number of points"),
        ("assert unheard_of(1) and squares(1)", "it uses unheard_of, which no cell defines"),
        ("assert 1 + 1 == 2", "it calls no function of a solution cell"),
        ("squares(3)", "it compares nothing"),
        ("global x\nx = squares(1)\nassert x", "it changes variables of the notebook's"),
        (
            "def f(total):\n    return total\nassert squares(1) == f(total)",
            "it uses the name total for a thing of",
        ),
        ("np.mean = None\nassert squares(1) == [1]", "it changes np.mean, for whoever uses it next"),
        ("import math\nmath.e = 3\nassert squares(1) == [1]", "it changes math.e, for whoever uses it next"),
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
    assert "ps1/problem1.ipynb: 1 of 2 tests are judged outside, and 1 answer for a person" in said.output
    assert "test-0 (1 point): judged outside, as tests/suites/ps1_problem1/test_0.py" in said.output
    assert "    -assert squares(1) == [1]\n    +def test_0(student):\n" in said.output
    assert "test-1 (1 point): stays inside, and can be forged: it replaces or deletes squares" in said.output
    assert "ps1_problem_2" in said.output
    assert "ps2/only.ipynb: left out\n" in said.output
    assert "its kernel is one for R" in said.output
    assert said.output.endswith("tests: 3; outside: 2\n")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    whole = json.loads(CliRunner().invoke(cli, ["adopt", str(root / "source"), "--json"]).output)
    assert [len(each["cells"]) for each in whole] == [1, 2, 0]


def test_what_the_kit_would_refuse_is_put_right_and_said(tmp_path):
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
        "its metadata is of an older schema, and is brought up to date",
        "graded with 0 points, and taken out of grading: test-0",
    )
    assert [(cell.name, cell.inside) for cell in found.cells] == [("test-1", "")]
    raw = readable(file.read_bytes()).raw
    assert readable(raw) == Readable(raw)
    assert '"grade_id": "test-0"' in raw.decode()


def test_a_pasted_picture_becomes_a_file(tmp_path):
    whole = document("assert squares(1) == [1]")
    whole["cells"][0] |= {
        "source": ["# Squares\n", "![](attachment:a b.png)"],
        "attachments": {"a b.png": {"image/png": "UE5H"}},
    }
    ready = readable(json.dumps(whole).encode())
    assert ready.files == {"data/cell_1_a_b.png": b"PNG"}
    assert json.loads(ready.raw)["cells"][0]["source"] == "# Squares\n![](data/cell_1_a_b.png)"
    assert "attachments" not in json.loads(ready.raw)["cells"][0]


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
