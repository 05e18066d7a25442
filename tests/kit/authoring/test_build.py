"""Source to release and solutions: nothing of the answer gets out, and the same bytes come every time."""

import json
import shutil
import sqlite3
from contextlib import closing

import hand_ins
import made
import nbformat
import numpy as np
import pytest
from click.testing import CliRunner
from nbgrader.preprocessors import ClearSolutions, ComputeChecksums, LockCells
from nbgrader.utils import compute_checksum

from autograder.authoring import build
from autograder.cli import cli
from autograder.course import parse_course
from autograder.errors import CourseError, SourceError
from autograder.notebook import parse_notebook
from autograder.paths import Places

COURSE = parse_course(b"{title: T, assignments: [{name: a}]}")

ANSWER = '''def sigmoid(x):
    """The curve from 0 to 1.

    >>> sigmoid(0)
    0.5
    """
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-x))
    ### END SOLUTION'''

SETUP = """import matplotlib.pyplot as plt
import numpy as np

from autograder.check import check"""


def cell(kind, source, name="", cell_id="", tags=(), points=None, **flags):
    metadata = {"tags": list(tags)} if tags else {}
    if name:
        own = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        metadata["nbgrader"] = own | {"grade_id": name} | flags | ({"points": points} if points else {})
    raw = {
        "cell_type": kind,
        "id": cell_id or name or source[:8].strip(),
        "metadata": metadata,
        "source": source,
    }
    if kind == "code":
        raw |= {"outputs": [nbformat.v4.new_output("stream", text="secret")], "execution_count": 7}
    return raw


def cells():
    return [
        cell("markdown", "# The curve, $1 / (1 + e^{-x})$", cell_id="title"),
        cell("code", SETUP, "setup", locked=True),
        cell("code", ANSWER, "sigmoid", solution=True),
        cell("code", 'check("sigmoid")', "test_sigmoid", grade=True, locked=True, points=6),
        cell("code", "plt.plot(sigmoid(np.arange(9)))", "picture_sigmoid", locked=True, tags=["picture"]),
        cell("code", "sigmoid(3)", cell_id="play"),
        cell("markdown", "*Your answer.*", "explore", grade=True, solution=True, points=4),
    ]


class Folder:
    """A course of one assignment on disk, changed by the tests."""

    def __init__(self, root):
        self.places = Places(root)
        self.cells = cells()
        self.put(
            "source/a/checks/test_sigmoid.py",
            "def test_zero(student):\n    assert student.sigmoid(0) == 0.5\n",
        )
        self.put("tests/suites/a/test_sigmoid.py", "def test_values(student):\n    pass\n")

    def put(self, name, text):
        path = self.places.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def change(self, name, **fields):
        for raw in self.cells:
            if raw["id"] == name:
                raw.update(fields)

    def build(self):
        metadata = {"kernelspec": {"name": "my-env", "display_name": "mine"}, "widgets": {"state": {}}}
        whole = {"cells": self.cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        self.put("source/a/a.ipynb", json.dumps(whole))
        return build.build(COURSE, self.places, "a")

    def release(self):
        return parse_notebook(self.build()["release/a/a.ipynb"], "release")

    def refusal(self):
        with pytest.raises(SourceError) as caught:
            self.build()
        return str(caught.value)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


# --- what is built ------------------------------------------------------------------------------


def test_a_build_holds_release_checks_and_solutions(folder):
    folder.put("source/a/data/points.csv", "1,2\n")
    assert sorted(folder.build()) == [
        "release/a/a.ipynb",
        "release/a/checks/test_sigmoid.py",
        "release/a/data/points.csv",
        "solutions/a.py",
    ]


def test_two_builds_give_the_same_bytes_wherever_the_course_lies(folder, tmp_path):
    first = folder.build()
    shutil.copytree(tmp_path / "source", tmp_path / "elsewhere/source")
    shutil.copytree(tmp_path / "tests", tmp_path / "elsewhere/tests")
    assert build.build(COURSE, Places(tmp_path / "elsewhere"), "a") == first


def test_the_answer_gives_way_to_nbgraders_stub_at_its_indentation(folder):
    released = folder.release().functions["sigmoid"].source
    assert released.endswith('    """\n    # YOUR CODE HERE\n    raise NotImplementedError()')


def test_the_release_is_what_nbgraders_own_preprocessors_make(folder):
    released = nbformat.reads(folder.build()["release/a/a.ipynb"].decode(), as_version=4)
    source = nbformat.read(folder.places.source("a"), as_version=4)
    source.cells[-1].source = "### BEGIN SOLUTION\n### END SOLUTION"  # else nbgrader replaces the prompt
    folder.cells[-1]["source"] = source.cells[-1].source
    released = nbformat.reads(folder.build()["release/a/a.ipynb"].decode(), as_version=4)
    resources = {}
    for step in (LockCells(), ClearSolutions(), ComputeChecksums()):
        source, resources = step.preprocess(source, resources)
    for ours, theirs in zip(released.cells, source.cells, strict=True):
        assert (ours.source, ours.id, ours.metadata) == (theirs.source, theirs.id, theirs.metadata)


def test_no_output_and_no_metadata_of_the_authors_reach_the_release(folder):
    folder.change("play", metadata={"collapsed": True, "execution": {"started": "2026"}})
    raw = folder.build()["release/a/a.ipynb"]
    assert b"secret" not in raw
    assert b"my-env" not in raw
    assert b"widgets" not in raw
    assert b"2026" not in raw
    released = nbformat.reads(raw.decode(), as_version=4)
    nbformat.validate(released)
    assert released.metadata.kernelspec.name == "python3"
    assert "do not edit" in released.metadata.autograder.generated


def test_checksums_are_nbgraders(folder):
    released = nbformat.reads(folder.build()["release/a/a.ipynb"].decode(), as_version=4)
    named = [raw for raw in released.cells if "nbgrader" in raw.metadata]
    assert len(named) == 5
    assert all(raw.metadata.nbgrader.checksum == compute_checksum(raw) for raw in named)


def test_a_cell_without_a_good_id_gets_one_that_does_not_change(folder):
    for raw in folder.cells:
        raw["id"] = ""
    folder.cells[0]["id"] = folder.cells[5]["id"] = "title"
    ids = [own.id for own in folder.release().cells]
    assert ids == ["title", "setup", "sigmoid", "test_sigmoid", "picture_sigmoid", "cell-6", "explore"]
    assert ids == [own.id for own in folder.release().cells]


def test_a_mark_scheme_stays_with_the_author(folder):
    folder.change(
        "explore", source="Why?\n<!-- BEGIN MARK SCHEME -->\n2 points: slope\n<!-- END MARK SCHEME -->"
    )
    assert folder.release().questions["explore"].source == "Why?"


def test_a_model_answer_in_text_gives_way_to_nbgraders_words(folder):
    folder.change("explore", source="### BEGIN SOLUTION\nThe slope is small.\n### END SOLUTION")
    assert folder.release().questions["explore"].source == "YOUR ANSWER HERE"


def test_the_solutions_run_on_their_own(folder):
    text = folder.build()["solutions/a.py"].decode()
    assert text.startswith("# Generated from source/a/a.ipynb by `autograder build`. Do not edit.\n")
    assert "matplotlib" not in text
    assert "autograder.check" not in text
    assert "SOLUTION" not in text
    space = {}
    exec(compile(text, "a.py", "exec"), space)
    assert space["sigmoid"](np.array(0.0)) == 0.5


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("import numpy as np, matplotlib.pyplot as plt", "import numpy as np"),
        ("import os; import matplotlib", "import os; pass"),
        ("import matplotlib; import os", "pass; import os"),
        ("from matplotlib import (\n    pyplot,\n    cm,\n)\nx = 1", "x = 1"),
        ("数 = 1; import matplotlib  # 图\ny = 2", "数 = 1; pass  # 图\ny = 2"),
        ("import matplotlib  # to draw\nx = 1", "x = 1"),
        ("def f():\n    import matplotlib", "def f():\n    import matplotlib"),
    ],
)
def test_only_imports_for_drawing_and_checking_are_left_out(folder, source, left):
    folder.change("setup", source=source)
    folder.change("sigmoid", source=ANSWER.replace("np.exp(-x)", "2.7 ** -x"))
    parts = folder.build()["solutions/a.py"].decode().split("\n\n\n")
    assert parts[1] == left


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "source", "says"),
    [
        (
            "play",
            "### BEGIN SOLUTION\n1\n### END SOLUTION",
            "cell 6: a solution marker outside a solution cell",
        ),
        ("title", "### BEGIN SOLUTION", "cell 1: a solution marker outside a solution cell"),
        ("sigmoid", ANSWER.replace("    ### END SOLUTION", ""), "BEGIN SOLUTION without its END"),
        ("sigmoid", ANSWER.replace("### BEGIN", "### END"), "END SOLUTION without its BEGIN"),
        (
            "sigmoid",
            ANSWER.replace("    return", "    # BEGIN SOLUTION\n    return"),
            "inside BEGIN SOLUTION",
        ),
        ("sigmoid", ANSWER.replace("BEGIN SOLUTION", "Begin solution"), "almost a marker"),
        ("sigmoid", ANSWER.replace("### END", "pass  ### END"), "behind other text"),
        ("sigmoid", "def sigmoid(x):\n    return 1", "without BEGIN SOLUTION"),
        ("sigmoid", f"### BEGIN SOLUTION\n{ANSWER[:60]}\n    '''\n### END SOLUTION", "not plain Python"),
        (
            "sigmoid",
            "### BEGIN SOLUTION\ndef sigmoid(x):\n    return x\n### END SOLUTION",
            "the signature of",
        ),
        ("sigmoid", ANSWER.replace("    return", "    %time"), "not plain Python"),
        ("play", "### BEGIN HIDDEN TESTS", "hidden tests in a notebook"),
        ("explore", "### BEGIN HIDDEN TESTS", "hidden tests in a notebook"),
        ("sigmoid", f"{ANSWER}\n    # BEGIN MARK SCHEME", "a mark scheme outside a manually graded cell"),
        ("title", "![curve](attachment:curve.png)", "a pasted picture"),
        ("setup", f"{SETUP}\nplt.rcParams['x'] = 1", "uses plt outside a function"),
    ],
)
def test_a_marker_that_would_not_cut_is_refused(folder, name, source, says):
    folder.change(name, source=source)
    said = folder.refusal()
    assert said.startswith("source/a/a.ipynb, cell ")
    assert says in said
    assert "next:" in said


@pytest.mark.parametrize(
    "leak",
    [
        "y = 1 / (1 + np.exp(-x))",
        "return 1/(1+np.exp(-x))",
        "# return 1 / (1 + np.exp(-x))",
        "    return 1 / (1 + np.exp(-x))  # so it is",
    ],
)
def test_a_line_of_the_answer_in_a_released_cell_is_refused(folder, leak):
    folder.change("play", source=f"sigmoid(3)\n{leak}")
    assert "source/a/a.ipynb, cell 6, line 2: this gives away an answer of the solution cell sigmoid" in (
        folder.refusal()
    )


def test_a_line_of_the_answer_in_a_check_or_in_data_is_refused(folder):
    folder.put("source/a/data/mine.py", "def f(x):\n    return 1 / (1 + np.exp(-x))\n")
    assert "source/a/data/mine.py, line 2: this gives away" in folder.refusal()
    (folder.places.data("a") / "mine.py").unlink()
    folder.put("source/a/checks/test_sigmoid.py", "def test(student):\n    want = 1 / (1 + np.exp(-2))\n")
    folder.change("sigmoid", source=ANSWER.replace("-x", "-2"))
    assert "source/a/checks/test_sigmoid.py, line 2" in folder.refusal()


def test_a_line_that_is_given_anyway_is_no_leak(folder):
    folder.change("setup", source=f"{SETUP}\n\ndef curve(x):\n    return 1 / (1 + np.exp(-x))")
    folder.change("play", source="y = 1 / (1 + np.exp(-x))")
    assert folder.build()


@pytest.mark.parametrize("line", ["for i in range(len(x)):", "return total_loss", "signal = inputs_of_mine"])
def test_a_line_that_says_nothing_of_its_own_is_no_leak(folder, line):
    folder.change(
        "sigmoid",
        source=ANSWER.replace("return 1", f"if x:\n        {line} 0\n    return 1")
        if line.endswith(":")
        else ANSWER.replace("    return 1", f"    {line}\n    return 1"),
    )
    folder.change("play", source=f"def f():\n    {line}\n        pass")
    assert folder.build()


def test_prose_and_examples_may_show_what_the_answer_says(folder):
    folder.change("title", source="```\nreturn 1 / (1 + np.exp(-x))\n```")
    folder.change("sigmoid", source=ANSWER.replace(">>> sigmoid(0)", "return 1 / (1 + np.exp(-x))"))
    assert folder.build()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("source/a/test_hidden.py", "a test outside checks/"),
        ("source/a/data/test_hidden.py", "a test outside checks/"),
        ("source/a/suites/more.py", "looks like a hidden test"),
        ("source/a/data/misconceptions.yml", "looks like a hidden test"),
        ("source/a/checks/conftest.py", "looks like a hidden test"),
        ("source/a/checks/test_tanh.py", "belongs to no grade cell"),
        ("source/a/checks/more/test_sigmoid.py", "belongs to no grade cell"),
        ("source/a/draft.ipynb", "a second notebook, and an assignment has one"),
    ],
)
def test_a_file_that_must_not_be_released_is_refused(folder, name, says):
    folder.put(name, "{}")
    said = folder.refusal()
    assert said.startswith(f"{name}: ")
    assert says in said


def test_a_marker_in_a_file_that_nobody_cuts_is_refused(folder):
    folder.put("source/a/data/notes.txt", "### BEGIN SOLUTION\n42\n")
    assert "the marker BEGIN SOLUTION" in folder.refusal()


def test_a_link_below_source_is_refused(folder, tmp_path):
    folder.put("source/a/data/x.csv", "")
    (tmp_path / "source/a/data/all").symlink_to(tmp_path / "tests", target_is_directory=True)
    assert folder.refusal().startswith("source/a/data/all: this is a link")


def test_a_grade_cell_needs_both_of_its_suites(folder, tmp_path):
    (tmp_path / "tests/suites/a/test_sigmoid.py").unlink()
    assert folder.refusal().startswith(
        "tests/suites/a/test_sigmoid.py: the hidden suite of test_sigmoid is missing"
    )
    (tmp_path / "source/a/checks/test_sigmoid.py").unlink()
    assert folder.refusal().startswith(
        "source/a/checks/test_sigmoid.py: the visible check of test_sigmoid is missing"
    )


# --- the folders --------------------------------------------------------------------------------


def test_the_folders_come_to_hold_exactly_what_was_built(folder, tmp_path):
    files = folder.build()
    old = folder.put("release/a/checks/old/test_old.py", "")
    assert build.write(folder.places, "a", files) == [old.relative_to(tmp_path).as_posix(), *files]
    assert build.compare(folder.places, "a", files) == []
    assert not old.parent.exists()
    assert {p.relative_to(tmp_path).as_posix() for p in (tmp_path / "release").rglob("*") if p.is_file()} < {
        *files
    }


def test_a_second_write_touches_nothing(folder, tmp_path):
    files = folder.build()
    build.write(folder.places, "a", files)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "release").rglob("*")}
    assert build.write(folder.places, "a", files) == []
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "release").rglob("*")} == before


def test_what_differs_is_named(folder, tmp_path):
    files = folder.build()
    build.write(folder.places, "a", files)
    folder.put("release/a/a.ipynb", "{}")
    folder.put("release/a/more.txt", "")
    folder.put("release/a/.ipynb_checkpoints/a-checkpoint.ipynb", "")
    folder.places.solution("a").unlink()
    assert build.compare(folder.places, "a", files) == [
        "release/a/more.txt is no longer built",
        "release/a/a.ipynb is out of date",
        "solutions/a.py is missing",
    ]


def test_a_link_in_the_release_is_replaced_and_not_followed(folder, tmp_path):
    victim = folder.put("tests/precious.txt", "mine")
    files = folder.build()
    build.write(folder.places, "a", files)
    for name in ("a.ipynb", "extra"):
        (tmp_path / "release/a" / name).unlink(missing_ok=True)
        (tmp_path / "release/a" / name).symlink_to(victim)
    build.write(folder.places, "a", files)
    assert build.compare(folder.places, "a", files) == []
    assert victim.read_text() == "mine"


def test_an_assignment_that_the_course_does_not_list_is_refused(folder):
    with pytest.raises(CourseError, match="there is no assignment 'b'"):
        build.build(COURSE, folder.places, "b")


# --- what is only to be read --------------------------------------------------------------------


@pytest.fixture
def with_reading(tmp_path):
    """A course of one assignment and one notebook without anything to grade."""
    root = made.course(tmp_path / "course", made.COURSE_YML + "readings: [more]\n")
    cells = [
        cell("markdown", "# More", cell_id="more"),
        cell("markdown", "# 更多", cell_id="more-zh", tags=["zh"]),
    ]
    cells.append(cell("code", "print(1 + 1)", cell_id="play"))
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (root / "source/more/data").mkdir(parents=True)
    (root / "source/more/more.ipynb").write_text(json.dumps(whole), encoding="utf-8")
    (root / "source/more/data/numbers.csv").write_text("1,2\n")
    return root


def test_what_is_only_to_be_read_is_released_and_compared_like_an_assignment(with_reading):
    root = with_reading
    made.run(root, "build")
    released = parse_notebook((root / "release/more/more.ipynb").read_bytes(), "release")
    assert [each.source for each in released.cells] == ["# More", "print(1 + 1)"]
    assert (root / "release/more/data/numbers.csv").is_file()
    assert not (root / "solutions/more.py").exists()
    made.run(root, "build", "--check")
    (root / "release/more/more.ipynb").write_text("{}")
    assert "release/more/more.ipynb is out of date" in made.do(root, "build", "--check", code=1)
    made.run(root, "build", "more", "--to", str(root / "zh"), "--language", "zh")
    assert "更多" in (root / "zh/more/more.ipynb").read_text(encoding="utf-8")


def test_a_due_date_without_an_offset_is_in_the_gradebook_as_the_courses_zone_has_it(tmp_path):
    settings = made.COURSE_YML.replace("name: small\n", 'name: small\n    due: "2026-12-01 23:59"\n')
    root = made.course(tmp_path / "course", settings + "timezone: Asia/Shanghai\n")
    made.run(root, "build")
    with closing(sqlite3.connect(root / "var/gradebook.db")) as opened:
        assert opened.execute("select duedate from assignment").fetchall() == [
            ("2026-12-01 15:59:00.000000",)
        ]


def test_what_is_only_to_be_read_is_in_no_gradebook_and_cannot_be_graded(with_reading):
    made.run(with_reading, "build")
    with closing(sqlite3.connect(with_reading / "var/gradebook.db")) as opened:
        assert opened.execute("select name from assignment").fetchall() == [("small",)]
    assert "there is no assignment 'more'" in made.do(with_reading, "grade", "more", code=3)


def test_a_reading_that_is_missing_stops_its_build_and_no_grading(with_reading):
    made.run(with_reading, "build")
    (with_reading / "source/more/more.ipynb").unlink()
    assert "source/more/more.ipynb: cannot be read" in made.do(with_reading, "build", code=3)
    made.hand_in(with_reading, "ada", made.RIGHT)
    made.run(with_reading, "grade", "small", "--jobs", "1")
    assert (with_reading / "var/reports/ada/small/report.json").is_file()


def test_a_reading_with_something_to_grade_is_refused(with_reading):
    asked = cell("code", ANSWER, "sigmoid", solution=True)
    whole = {
        "cells": [asked, cell("code", 'check("sigmoid")', "test_sigmoid", grade=True, locked=True, points=1)]
    }
    whole |= {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (with_reading / "source/more/more.ipynb").write_text(json.dumps(whole), encoding="utf-8")
    assert "a reading has nothing to grade" in made.do(with_reading, "build", "more", code=3)


COMMANDS = (
    ("build", "small"),
    ("bundle",),
    ("audit", "small"),
    ("grade", "small"),
    ("collect", "small", "download.zip"),
    ("new", "other"),
)


@pytest.fixture
def small(tmp_path, monkeypatch, wheel):
    """A course that is built, with what the commands name beside it."""
    root = made.built(tmp_path / "course")
    made.hand_in(root, "ada")
    monkeypatch.chdir(root)
    (root / "download.zip").touch()
    (root / "dist").mkdir()
    shutil.copy(wheel, root / "dist")
    return root


def test_an_empty_code_cell_is_no_obstacle(small):
    file = small / "source/small/small.ipynb"
    document = json.loads(file.read_text())
    document["cells"].append(hand_ins.code_cell("") | {"id": "last"})
    file.write_text(json.dumps(document))
    built = CliRunner().invoke(cli, ["build", "small"])
    assert built.exit_code == 0, built.output
    last = json.loads((small / "release/small/small.ipynb").read_text())["cells"][-1]
    assert "".join(last["source"]) == ""


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_every_command_refuses_an_assignment_of_several_notebooks_and_says_what_to_do(small, arguments):
    (small / "source/small/small.ipynb").rename(small / "source/small/problem1.ipynb")
    (small / "source/small/problem2.ipynb").write_text("{}")
    ran = CliRunner().invoke(cli, arguments)
    assert ran.exit_code == 3
    assert "small has 2 notebooks, problem1, problem2, and an assignment has one" in ran.output
    assert "next: make each an assignment of its own" in ran.output


@pytest.mark.parametrize("arguments", COMMANDS[:4], ids=lambda arguments: arguments[0])
def test_every_command_that_reads_a_notebook_in_another_language_refuses_it(small, arguments):
    for place in ("source", "release"):  # the release of a course that nbgrader has built
        file = small / place / "small/small.ipynb"
        document = json.loads(file.read_text())
        document["metadata"] |= {
            "kernelspec": {"name": "ir", "language": "R"},
            "language_info": {"name": "R"},
        }
        file.write_text(json.dumps(document))
    ran = CliRunner().invoke(cli, arguments)
    assert ran.exit_code == 3
    assert "small.ipynb: its kernel is one for R, and the kit runs and grades Python" in ran.output
    assert "next: choose a Python kernel" in ran.output
