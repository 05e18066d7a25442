"""A new assignment works at once; and the five steps of docs/authors.md lead where they say."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import hand_ins
import made
import nbformat
import pytest
import yaml
from nbclient import NotebookClient

from autograder.audit.course_audit import audit
from autograder.authoring.new import assignment_files, new, with_assignment
from autograder.course import load_course
from autograder.errors import CourseError
from autograder.grading.programs import read_variants
from autograder.report import Outcome, decode

ROOT = Path(__file__).parents[3]


@pytest.fixture
def course(tmp_path):
    return made.course(tmp_path / "a course")


def everything(root):
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_new_assignment_builds_audits_and_grades(course):
    made_it = made.run(course, "new", "my_topic", "--function", "my_function")
    assert "source/my_topic/my_topic.ipynb" in made_it.output.split("\n")
    made.run(course, "build")
    made.run(course, "audit", "my_topic")
    styles = read_variants(course / "tests/course/variants/my_topic.yml")
    for style, student in (("loop", "ada"), ("lambda_with_a_name", "bob"), (None, "eve")):
        answers = styles["my_function", style] if style else "def my_function(x):\n    return 2 * x"
        handed_in = course / "var/submitted" / student / "my_topic/my_topic.ipynb"
        handed_in.parent.mkdir(parents=True)
        handed_in.write_bytes(hand_ins.as_bytes(hand_ins.spliced("my_topic", answers, course)))
    made.run(course, "grade", "my_topic", "--allow-weak-sandbox")
    cells = {
        student: decode((course / "var/reports" / student / "my_topic/report.json").read_bytes()).cells[
            "test_my_function"
        ]
        for student in ("ada", "bob", "eve")
    }
    assert cells["ada"].score == cells["bob"].score == 20
    assert cells["eve"].outcome is Outcome.FAILED
    assert cells["eve"].diagnosis == "my-function-no-one"


@pytest.mark.full
@pytest.mark.filterwarnings("ignore")  # Jupyter's own libraries warn of each other
def test_its_notebook_runs_from_top_to_bottom_with_a_picture(course):
    new(course, "topic")
    made.run(course, "build", "topic")
    document = hand_ins.reference("topic", course)
    nb = nbformat.reads(json.dumps(document), as_version=4)
    resources = {"metadata": {"path": str(course / "release/topic")}}
    NotebookClient(nb, timeout=60, kernel_name="python3", resources=resources).execute()
    by_id = {cell.id: cell for cell in nb.cells}
    assert by_id["test_topic"].outputs[-1]["data"]["text/plain"].startswith("✓")
    assert any("image/png" in output.get("data", {}) for output in by_id["picture_topic"].outputs)


def test_it_is_there_in_chinese_too(course):
    new(course, "topic")
    made.run(course, "build", "topic", "--language", "zh", "--to", str(course / "zh"))
    (file,) = (course / "zh").rglob("topic.ipynb")
    text = "\n".join("".join(cell["source"]) for cell in json.loads(file.read_bytes())["cells"])
    assert "思考题" in text
    assert "A question to explore" not in text


@pytest.mark.parametrize("languages", [("en",), ("zh",)])
def test_it_is_in_the_courses_languages_alone(languages):
    files = {path: raw.decode() for path, raw in assignment_files("topic", "f", languages).items()}
    cells = json.loads(files.pop("source/topic/topic.ipynb"))["cells"]
    prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    is_chinese = [bool(re.search("[\u4e00-\u9fff]", text)) for text in prose]
    assert is_chinese == [languages == ("zh",)] * len(is_chinese)
    assert not any("tags" in cell["metadata"] for cell in cells if cell["cell_type"] == "markdown")
    hints = [
        entry["hint"] for entry in yaml.safe_load(files["tests/suites/topic/misconceptions.yml"]).values()
    ]
    assert all(hint.keys() == {*languages} for hint in hints)
    code = files["source/topic/checks/test_f.py"] + files["source/topic/checks/probes.py"]
    assert bool(re.search("[\u4e00-\u9fff]", code)) == (languages == ("zh",))
    assert "zh:" not in code
    assert "ZH" not in code


def test_a_course_in_chinese_alone_gets_one_that_builds_and_audits(course):
    yml = (course / "course.yml").read_text()
    (course / "course.yml").write_text(yml.replace("languages: [en, zh]", "language: zh"))
    made.run(course, "new", "topic", "--function", "f")
    made.run(course, "build", "topic")
    made.run(course, "audit", "topic")


def test_its_files_do_not_depend_on_the_machine():
    assert assignment_files("a", "f") == assignment_files("a", "f")
    assert all(
        b"\r" not in raw and b"$" not in raw.replace(b"$HOME", b"")
        for raw in assignment_files("a", "f").values()
    )


COURSE_YML = """\
# Our course
title: "T"   # with a comment
assignments:
    # the first hour
    - name: small
      due: "2026-12-01 23:59 +0800"   # a Tuesday
      void:
        - test: test_double::test_the_range
          reason: it was wrong

# The weakest sandbox
sandbox: none
"""


def test_course_yml_keeps_every_other_line_as_it_is():
    changed = with_assignment(COURSE_YML, "topic")
    lines = changed.split("\n")
    place = lines.index("    - name: topic")
    assert lines[place - 1] == "          reason: it was wrong"
    assert "\n".join(lines[:place] + lines[place + 1 :]) == COURSE_YML


def test_an_assignment_may_have_a_name_that_yaml_takes_for_something_else():
    assert yaml.safe_load(with_assignment(COURSE_YML, "yes"))["assignments"][-1] == {"name": "yes"}


def test_a_list_that_ends_the_file_without_a_line_end_is_made_longer():
    changed = with_assignment("title: T\nassignments:\n- name: small", "topic")
    assert changed == "title: T\nassignments:\n- name: small\n- name: topic\n"


@pytest.mark.parametrize(
    ("name", "function", "what"),
    [
        ("small", "", "there is an assignment small already"),
        ("Small", "", "there is an assignment Small already"),
        ("9lives", "", "cannot name an assignment"),
        ("my-loss", "", "cannot name an assignment"),
        ("../outside", "", "cannot name an assignment"),
        ("损失", "", "cannot name an assignment"),
        ("", "", "cannot name an assignment"),
        ("topic", "my function", "cannot name a function"),
        ("topic", "Loss", "a name with a capital is a class's"),
        ("topic", "lambda", "uses this name itself"),
        ("lambda", "", "uses this name itself"),
        ("topic", "seed", "uses this name itself"),
    ],
)
def test_a_name_that_will_not_do_is_refused_and_nothing_is_written(course, name, function, what):
    before = everything(course)
    with pytest.raises(CourseError, match=re.escape(what)):
        new(course, name, function)
    assert everything(course) == before


@pytest.mark.parametrize(
    "place", ["source/topic", "tests/suites/topic", "release/topic", "solutions/topic.py"]
)
def test_what_is_there_already_is_not_written_over(course, place):
    (course / place).mkdir(parents=True)
    (course / place / "mine.txt").write_text("mine", encoding="utf-8")
    before = everything(course)
    with pytest.raises(CourseError, match="is there already"):
        new(course, "topic")
    assert everything(course) == before


def test_a_list_in_brackets_is_left_to_its_author(course):
    (course / "course.yml").write_text("title: T\nassignments: [{name: small}]\n", encoding="utf-8")
    before = everything(course)
    with pytest.raises(CourseError, match="the list is in brackets"):
        new(course, "topic")
    assert everything(course) == before


# --- docs/authors.md ---------------------------------------------------------------------------


def steps():
    """The page's five steps: for each, its code blocks, and the text before each one."""
    page = (ROOT / "docs/authors.md").read_text(encoding="utf-8")
    walk = page.split("## Add a function in five steps\n")[1].split("\n## A new assignment\n")[0]
    parts = re.split(r"^\*\*(\d)\. ", walk, flags=re.M)[1:]
    return {
        int(number): [
            (before, block)
            for before, block in re.findall(r"((?:(?!^```).)*?)^```\w+\n(.*?)^```$", text, flags=re.M | re.S)
        ]
        for number, text in zip(parts[::2], parts[1::2], strict=True)
    }


def path_in(text):
    """The last file that a text names."""
    return re.findall(r"`((?:source|tests)/[^`]+)`", text)[-1]


def cell(kind, cell_id, source, metadata):
    found = {"cell_type": kind, "id": cell_id, "metadata": metadata, "source": source.rstrip("\n")}
    return found | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def graded_by(name, **own):
    plain = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}
    return {"nbgrader": plain | {"grade_id": name} | own}


def follow(root):
    """Do what the page says, in `root`; what is typed in step 5 is given back."""
    found = steps()
    assert sorted(found) == [1, 2, 3, 4, 5]
    task, twin, solution, check = [block for _, block in found[1]]
    notebook = root / path_in("".join(before for before, _ in found[1][:1]))
    document = json.loads(notebook.read_text(encoding="utf-8"))
    document["cells"] += [
        cell("markdown", "softplus-task", task, {}),
        cell("markdown", "softplus-task-zh", twin, {"tags": ["zh"]}),
        cell("code", "softplus", solution, graded_by("softplus", solution=True)),
        cell("code", "test_softplus", check, graded_by("test_softplus", grade=True, locked=True, points=5)),
    ]
    notebook.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    (before, visible), (asks, line) = found[2]
    (root / path_in(before)).write_text(visible, encoding="utf-8")
    probes = root / path_in(asks)
    text, count = re.subn(
        r"^    for function in \(.*\):\n", line, probes.read_text(encoding="utf-8"), flags=re.M
    )
    assert count == 1
    probes.write_text(text, encoding="utf-8")
    ((before, hidden),) = found[3]
    (root / path_in(before)).write_text(hidden, encoding="utf-8")
    (before, table), (styles, variants) = found[4]
    add(root / path_in(before), table)
    add(root / path_in(styles), variants)
    (_, typed), (before, equivalent) = found[5]
    return [line[2:] for line in typed.splitlines()], (root / path_in(before), equivalent)


def add(file, text):
    file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n\n{text}", encoding="utf-8")


@pytest.mark.full
def test_the_five_steps_of_the_page_add_a_function(tmp_path):
    root = tmp_path / "course"
    skip = shutil.ignore_patterns(
        "var", "__pycache__", ".*", "kit", "attacks", "examples", "wrong", "autograder"
    )
    shutil.copytree(ROOT, root, ignore=skip)
    typed, (file, equivalent) = follow(root)
    build, judge, prove = typed
    (root / ".venv").symlink_to(sys.prefix)
    for line in (build, judge):
        ran = subprocess.run(line, shell=True, cwd=root, capture_output=True, text=True, timeout=120)
        assert ran.returncode == 0, f"{line}\n{ran.stdout}\n{ran.stderr}"
    assert prove.endswith("autograder audit activations --function softplus")
    survivors = weak(root)
    assert [one.proof for one in survivors] == ["mutants"], survivors
    assert yaml.safe_load(equivalent)[0]["after"] in survivors[0].what
    text = file.read_text(encoding="utf-8")
    assert text.count("\nactivations:\n") == 1
    file.write_text(text.replace("\nactivations:\n", f"\nactivations:\n{equivalent}\n"), encoding="utf-8")
    assert weak(root) == []


def weak(root):
    """What the audit finds weak of the new function."""
    (found,) = audit(root, ["activations"], ["softplus"])
    assert [row.function for row in found.rows] == ["softplus"]
    return [one for one in found.weak if one.function == "softplus"]


def test_the_template_is_an_assignment_of_the_course_as_its_tests_want_it(course):
    """25 points, and every file where the table of docs/authors.md has it."""
    new(course, "topic")
    found, places = load_course(course)
    document = json.loads(places.source("topic").read_bytes())
    points = [one["metadata"].get("nbgrader", {}).get("points", 0) for one in document["cells"]]
    assert sum(points) == 25
    assert [entry.name for entry in found.assignments] == ["small", "topic"]
    assert len(read_variants(places.variants("topic"))) == 6
