"""What nbgrader does by itself that costs a class its marks, each shown closed.

Most of them are shown in tests/kit/nbgrader_door/test_preprocessor.py, with a class that went through both doors. Here
are those that need another command. The table in docs/instructors.md names all, and a test reads it.
"""

import ast
import csv
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import hand_ins
import made
import pytest
from test_preprocessor import WRONG, autograder, built, environment, score, standings
from traitlets.config import PyFileConfigLoader

GUIDE = hand_ins.ROOT / "docs/instructors.md"
SCRIPT = "<script>alert(1)</script>"
HIDDEN = "Any number is doubled"  # a hidden test's title; its code is told to nobody


def nbgrader(root, *arguments, cwd=None):
    """One of nbgrader's commands, in the course's folder or another one."""
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=cwd or root, env=environment(root), capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def changed_source(root):
    """The source with a cell more, and other points."""
    file = root / "source/small/small.ipynb"
    whole = json.loads(file.read_bytes())
    hand_ins.named(whole)["test_halve"]["metadata"]["nbgrader"]["points"] = 6
    whole["cells"].append(made.cell("markdown", "*Why?*", "why", grade=True, solution=True, points=3))
    file.write_text(json.dumps(whole), encoding="utf-8")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class that nbgrader's door has graded once, everybody right."""
    root = built(tmp_path_factory.mktemp("traps") / "course")
    for student in ("ada", "other_name", "no_notebook", "no_date"):
        file = made.hand_in(root, student, made.RIGHT)
    made.hand_in(root, "wrong", WRONG)
    document = hand_ins.spliced("small", made.RIGHT, root)
    hand_ins.named(document)["explore"]["source"] = f"Because {SCRIPT}"
    made.hand_in(root, "writes", hand_ins.as_bytes(document))
    ran = nbgrader(root, "autograde", "small")
    assert ran.returncode == 0, ran.stderr
    assert file.is_file()
    return root


@pytest.fixture
def course(graded, tmp_path):
    """A copy of it to disturb."""
    shutil.copytree(graded, tmp_path / "course")
    return tmp_path / "course"


# --- the configuration ---------------------------------------------------------------------------


def test_no_step_that_reads_scores_from_outputs_is_left(course):
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    assert config.Autograde.sanitize_preprocessors == []
    assert config.Autograde.autograde_preprocessors[0] == "autograder.preprocessor.Grade"
    assert "SaveAutoGrades" not in str(config)
    assert "Execute" not in str(config)


def test_the_courses_own_configuration_counts_wherever_nbgrader_is_started(course, tmp_path):
    made.hand_in(course, "ada", WRONG)
    ran = nbgrader(
        course,
        "autograde",
        "small",
        "--student=ada",
        "--force",
        f"--CourseDirectory.root={course}",
        cwd=tmp_path,
    )
    assert ran.returncode == 0, ran.stderr
    assert score(standings(course)["ada"]) == (0.0, 0.0)
    assert not (tmp_path / "gradebook.db").exists()


# --- hand-ins that nbgrader stops at before anybody is asked -------------------------------------


def test_a_hand_in_that_nbgrader_refuses_does_not_keep_its_old_score(course):
    hand_ins_of = course / "var/submitted"
    made.hand_in(course, "other_name", WRONG).rename(hand_ins_of / "other_name/small/mine.ipynb")
    (hand_ins_of / "no_notebook/small/small.ipynb").unlink()
    made.hand_in(course, "no_date", WRONG).with_name("timestamp.txt").write_text("some day\n")
    before = standings(course)
    assert {score(before[one]) for one in ("other_name", "no_notebook", "no_date")} == {(4.0, 4.0)}
    ran = nbgrader(course, "autograde", "small", "--force")
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.count("graded by itself, since") == 3
    after = standings(course)
    assert score(after["other_name"]) == (0.0, 0.0)
    assert score(after["no_date"]) == (0.0, 0.0)
    assert score(after["no_notebook"]) == (None, None)
    assert after["no_notebook"].needs_manual_grade
    assert score(after["ada"]) == (4.0, 4.0)
    assert (course / "var/autograded/no_date/small/small.ipynb").is_file()


ODD = {
    "a dangling link": lambda folder: (folder / "data").symlink_to("nowhere"),
    "a link to the secret": lambda folder: (folder / "data").symlink_to(folder.parents[2] / "secret"),
    "a link to a device": lambda folder: (folder / "data").symlink_to("/dev/zero"),
    "a link to a folder": lambda folder: (folder / "data").symlink_to("/etc"),
    "a pipe": lambda folder: os.mkfifo(folder / "data"),
    "a pipe further down": lambda folder: (
        (folder / "a/b").mkdir(parents=True),
        os.mkfifo(folder / "a/b/data"),
    ),
    "a socket": lambda folder: os.mknod(folder / "data", stat.S_IFSOCK | 0o600),
    "a pipe as its moment": lambda folder: os.mkfifo(folder / "timestamp.txt"),
    "a device as its moment": lambda folder: (folder / "timestamp.txt").symlink_to("/dev/zero"),
    "a folder as its moment": lambda folder: (folder / "timestamp.txt").mkdir(),
    "no text as its moment": lambda folder: (folder / "timestamp.txt").write_bytes(b"\xff\xfe\x00"),
    "an endless moment": lambda folder: (folder / "timestamp.txt").write_bytes(b"1" * (64 << 20)),
    "a notebook that is a pipe": lambda folder: os.mkfifo(folder / "more.ipynb"),
    "a name that is no text": lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/\xff")).touch(),
}


def test_whatever_lies_beside_a_notebook_stops_nobody_and_leaves_no_old_score(course):
    """Each has handed in a wrong answer after a right one, and nbgrader would fail, hang, or copy what it is not to."""
    file = made.hand_in(course, "ada", WRONG)
    students = [f"odd{number}" for number in range(len(ODD))]
    for student in students:
        made.hand_in(course, student, made.RIGHT)
    ran = nbgrader(course, "autograde", "small")
    assert ran.returncode == 0, ran.stderr
    assert {score(standings(course)[student]) for student in students} == {(4.0, 4.0)}
    for student, put in zip(students, ODD.values(), strict=True):
        put(made.hand_in(course, student, WRONG).parent)
    ran = nbgrader(course, "autograde", "small", "--force")
    assert ran.returncode == 0, ran.stderr
    after = standings(course)
    wrong = {name: score(after[student]) for student, name in zip(students, ODD, strict=True)}
    assert wrong == dict.fromkeys(ODD, (0.0, 0.0))
    assert score(after["ada"]) == (0.0, 0.0)
    secret = (course / "var/secret").read_bytes()
    for student in students:
        held = [path for path in (course / f"var/autograded/{student}/small").rglob("*") if path.is_file()]
        assert "small.ipynb" in {path.name for path in held}
        assert all(secret not in path.read_bytes() for path in held)
    assert file.is_file()


def test_where_nbgrader_itself_fails_no_old_score_stays(course):
    """A file in the place of the folder that it copies into: nbgrader fails before it asks our grader."""
    for student in ("ada", "wrong"):
        data = made.hand_in(course, student, made.RIGHT).parent / "data"
        data.mkdir(exist_ok=True)
        (data / "more.csv").write_text("1\n")
    config = course / "nbgrader_config.py"
    config.write_text(
        config.read_text() + "\nimport nbgrader.converters.base as base\n"
        "def copy(source, target):\n    raise OSError(28, 'No space left on device', target)\n"
        "base.shutil.copy = copy\n"
    )
    ran = nbgrader(course, "autograde", "small", "--force", "--student=ada")
    assert ran.returncode == 1
    assert "No space left" in ran.stderr
    assert score(standings(course)["ada"]) == (None, None)
    assert standings(course)["ada"].needs_manual_grade
    assert score(standings(course)["other_name"]) == (4.0, 4.0)


def test_where_the_grader_fails_on_such_a_hand_in_no_old_score_stays_either(course):
    (course / "var/submitted/other_name/small/small.ipynb").rename(
        course / "var/submitted/other_name/small/mine.ipynb"
    )
    (course / "tests/suites/small/test_double.py").write_text("def test(student:\n", encoding="utf-8")
    ran = nbgrader(course, "autograde", "small", "--force")
    assert ran.returncode == 1
    assert "cannot be collected" in ran.stderr
    assert score(standings(course)["other_name"]) == (None, None)


# --- releasing -----------------------------------------------------------------------------------


def files(root):
    return {file: file.read_bytes() for file in (root / "release").rglob("*") if file.is_file()}


def test_generate_assignment_releases_what_build_releases(course):
    before = files(course)
    ran = nbgrader(course, "generate_assignment", "small", "--force")
    assert ran.returncode == 0, ran.stderr
    assert files(course) == before
    assert autograder(course, "build", "--check").returncode == 0


def test_cells_come_and_points_change_after_hand_ins_are_there(course):
    changed_source(course)
    ran = nbgrader(course, "generate_assignment", "small", "--force")
    assert ran.returncode == 0, ran.stderr
    assert autograder(course, "build", "--check").returncode == 0
    assert standings(course)["ada"].max_score == 15.0
    assert nbgrader(course, "autograde", "small", "--force").returncode == 0
    assert score(standings(course)["ada"]) == (4.0, 6.0)


def test_a_release_that_shows_answers_is_warned_of_or_waits(course):
    for home in ("source", "tests/suites"):
        shutil.copytree(course / home / "small", course / home / "later")
    (course / "source/later/small.ipynb").rename(course / "source/later/later.ipynb")
    yml = course / "course.yml"
    yml.write_text(
        yml.read_text(encoding="utf-8") + "  - {name: later, reveals: [small]}\n", encoding="utf-8"
    )
    ran = nbgrader(course, "generate_assignment", "later", "--create")
    assert ran.returncode == 0, ran.stderr
    assert "mind when you give these out" in ran.stderr
    assert (course / "release/later/later.ipynb").is_file()
    yml.write_text("reveal: due\n" + yml.read_text(encoding="utf-8"), encoding="utf-8")
    ran = nbgrader(course, "generate_assignment", "later", "--force")
    assert ran.returncode == 1
    assert "later waits, since its given code shows answers of small" in ran.stderr
    assert not (course / "release/later").exists()
    assert nbgrader(course, "generate_assignment", "small", "--force").returncode == 0


def test_a_release_of_another_gradebook_is_refused(course, tmp_path):
    shutil.copy(course / "var/gradebook.db", tmp_path / "mine.db")
    ran = nbgrader(course, "generate_assignment", "small", "--force", f"--db=sqlite:///{tmp_path}/mine.db")
    assert ran.returncode == 1
    assert "set `gradebook` in course.yml" in ran.stderr


# --- what goes out -------------------------------------------------------------------------------


def test_nbgraders_feedback_shows_no_hidden_test_and_runs_no_script(graded):
    ran = nbgrader(graded, "generate_feedback", "small", "--force")
    assert ran.returncode == 0, ran.stderr
    pages = {
        file.parts[-3]: file.read_text(encoding="utf-8") for file in graded.glob("var/feedback/*/small/*")
    }
    assert len(pages) == 6
    for student, page in pages.items():
        for line in ("student.double(x)", "isinstance(student", "Traceback (most", "AssertionError", SCRIPT):
            assert line not in page, (student, line)
    assert HIDDEN in pages["wrong"]  # it says what failed


def test_export_leaves_out_what_waits_for_a_person(course):
    (course / "var/submitted/ada/small/small.ipynb").write_text("{")
    assert nbgrader(course, "autograde", "small", "--force").returncode == 0
    assert nbgrader(course, "export").returncode == 0
    theirs = (course / "grades.csv").read_text(encoding="utf-8")
    assert re.search(
        r"^small,.*\bada\b.*,0\.0,10\.0$", theirs, re.MULTILINE
    )  # nbgrader's zero for nobody's zero
    ran = autograder(course, "export", "small", "--to", "csv")
    assert ran.returncode == 0, ran.stderr
    ours = (course / "var/exports/small-csv.csv").read_text(encoding="utf-8-sig")
    assert re.search(r"^ada,.*,small,waits,,10,", ours, re.MULTILINE), ours


def test_a_comma_in_a_name_shifts_no_column(course):
    (course / "class.csv").write_text('id,name\nada,"Ada, Countess, of Lovelace"\n', encoding="utf-8")
    assert autograder(course, "roster", str(course / "class.csv")).returncode == 0
    ran = autograder(course, "export", "small", "--to", "csv")
    assert ran.returncode == 0, ran.stderr
    with (course / "var/exports/small-csv.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table, strict=True))
    assert [row["name"] for row in rows if row["student"] == "ada"] == ["Ada, Countess, of Lovelace"]
    assert {None} & {key for row in rows for key in row} == set()


# --- the table -----------------------------------------------------------------------------------


def test_every_trap_of_the_table_in_the_guide_has_its_test():
    rows = re.findall(r"^\| [^|]+ \| `tests/([\w/]+\.py)::(\w+)` \|$", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) >= 25
    for name, test in rows:
        tree = ast.parse((hand_ins.ROOT / "tests" / name).read_text(encoding="utf-8"))
        assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
