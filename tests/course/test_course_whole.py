"""The course as a whole: each notebook runs alone, offline and soon in Chinese as in English, and draws its pictures.

`test_notebooks.py` runs the assignments in the course's language and in a real kernel; here each runs in
the other one, in a plain process that reaches no network.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import hand_ins
import matplotlib.image
import pytest

from autograder.authoring import build
from autograder.authoring.source import read_source
from autograder.course import Reading
from autograder.notebook import encode
from conftest import COURSE, PLACES

pytestmark = pytest.mark.full

SECONDS = 20  # of a processor
CHINESE = "zh"
WITHOUT_NETWORK = """
import socket, sys, runpy
def refuse(*_, **__):
    raise OSError("this notebook asked for a network")
socket.socket.connect = socket.getaddrinfo = refuse
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def in_language(name, language):
    """A notebook as its readers get it."""
    source = read_source(PLACES, name)
    released = build.release_notebook(source, language, COURSE.imports_of(name), COURSE.kit)
    return json.loads(encode(released))


def students_folder(name, language, home):
    """What a student unpacks, the reference's answers filled in; gives the notebook's path."""
    # No diagnosis.json: it is for answers that fail, and takes longer to make than the rest.
    shutil.copytree(PLACES.release(name), home / name, ignore=shutil.ignore_patterns("diagnosis.json"))
    document = in_language(name, language)
    if name not in COURSE.readings:
        document = hand_ins.spliced_reference(document, name, PLACES.root)
    notebook = home / name / f"{name}.ipynb"
    notebook.write_bytes(hand_ins.as_bytes(document))
    return notebook


@dataclass
class Ran:
    """What became of one notebook."""

    name: str
    document: dict
    given: dict
    drawn: dict
    seconds: float
    pictures: Path


_ran = {}


@pytest.fixture(params=COURSE.notebooks)
def ran(request, tmp_path_factory):
    """Each notebook in Chinese, run once in a process of its own."""
    name = request.param
    if name not in _ran:
        notebook = students_folder(name, CHINESE, tmp_path_factory.mktemp("my course 课程"))
        pictures = tmp_path_factory.mktemp(f"pictures-{name}")
        command = [
            sys.executable, "-c", WITHOUT_NETWORK, str(Path(__file__).with_name("execute.py")), notebook.name, str(pictures),
        ]  # fmt: skip
        environment = {key: one for key, one in os.environ.items() if key != "AUTOGRADER_LANG"}
        environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(
            command, cwd=notebook.parent, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr[-3000:]
        _ran[name] = Ran(
            name,
            json.loads(notebook.read_bytes()),
            **json.loads(done.stdout.strip().split("\n")[-1]),
            pictures=pictures,
        )
    return _ran[name]


def test_it_runs_from_top_to_bottom_within_its_time(ran):
    assert ran.seconds < SECONDS


def test_each_check_is_passed_and_says_so_in_the_readers_language(ran):
    checks = [cell["id"] for cell in ran.document["cells"] if "".join(cell["source"]).startswith("check(")]
    assert bool(checks) is (ran.name not in COURSE.readings)
    for cell in checks:
        assert ran.given[cell].startswith("✓"), ran.given[cell]
        assert any("\u4e00" <= char <= "\u9fff" for char in ran.given[cell]), ran.given[cell]


def test_each_picture_is_drawn_and_shows_something(ran):
    wanted = {cell["id"] for cell in ran.document["cells"] if "picture" in cell["metadata"].get("tags", [])}
    assert wanted <= ran.drawn.keys()
    assert ran.drawn
    for file in ran.pictures.iterdir():
        assert matplotlib.image.imread(file)[..., :3].std() > 0.02, file


@pytest.mark.parametrize("name", COURSE.notebooks)
def test_all_languages_share_the_code_but_for_its_words_and_the_order_of_the_cells(name):
    documents = [in_language(name, language)["cells"] for language in COURSE.languages]
    one, *others = ([(cell["id"], cell["cell_type"]) for cell in cells] for cells in documents)
    assert all(other == one for other in others)
    code, *others = (
        [without_words("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]
        for cells in documents
    )
    assert all(other == code for other in others)


def without_words(code):
    """What a piece of code does, whatever its texts and comments say."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):  # another language may have another order of what is filled in
            values = [value for value in node.values if isinstance(value, ast.FormattedValue)]
            node.values = sorted(values, key=ast.dump)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def reveals():
    """Each notebook of the course, in order, with what it is said to show answers of."""
    further = [(one.name, one.reveals) if isinstance(one, Reading) else (one, ()) for one in COURSE.further]
    return [*((entry.name, entry.reveals) for entry in COURSE.assignments), *further]


def test_no_notebook_is_said_to_show_answers_of_a_later_one():
    names = [name for name, _ in reveals()]
    for number, (name, shown) in enumerate(reveals()):
        assert set(shown) <= set(names[:number]), name


def defined(tree):
    """Functions and classes of a cell; what a class holds is its own."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        if not isinstance(node, ast.ClassDef):
            yield from defined(node)


def given_names(cells):
    """What a notebook defines in plain sight."""
    for cell in cells:
        if cell["cell_type"] == "code" and not cell["metadata"].get("nbgrader", {}).get("solution"):
            yield from defined(ast.parse("".join(cell["source"])))


def test_whatever_gives_an_earlier_answer_says_so_in_course_yml():
    asked = {
        entry.name: {
            name
            for name, cell in hand_ins.named(hand_ins.released(entry.name)).items()
            if cell["metadata"]["nbgrader"]["solution"] and cell["cell_type"] == "code"
        }
        for entry in COURSE.assignments
    }
    for number, (name, said) in enumerate(reveals()):
        given = set(given_names(hand_ins.released(name)["cells"]))
        shows = {earlier.name for earlier in COURSE.assignments[:number] if asked[earlier.name] & given}
        assert shows - {name} <= set(said), f"{name} shows answers of {shows - set(said)}"
