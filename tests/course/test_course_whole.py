"""The course as a whole: each notebook runs alone, offline and soon in Chinese as in English, and draws its pictures.

`test_notebooks.py` looks at the assignments in the course's language; here each notebook is run in the other one.
"""

import ast
import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO

import hand_ins
import matplotlib.image
import pytest

from autograder import hand_in, text
from autograder.authoring import build
from autograder.authoring.source import read_source
from autograder.book.outputs import in_kernel, outputs
from autograder.course import Reading
from autograder.notebook import encode, parse_notebook
from conftest import COURSE, PLACES

pytestmark = pytest.mark.full

CHINESE = "zh"


def in_language(name, language):
    """A notebook as its readers get it."""
    source = read_source(PLACES, name)
    released = build.release_notebook(source, language, COURSE.imports_of(name), COURSE.kit)
    return json.loads(encode(released))


@pytest.fixture(params=COURSE.notebooks, scope="module")
def notebook(request):
    """Each notebook's name."""
    return request.param


@pytest.fixture(scope="module")
def shown(notebook, kernels):
    """What the cells of the filled-in notebook show in Chinese, each in its own folder."""
    return outputs(COURSE, PLACES, [notebook], CHINESE)[notebook]


def test_kernels_have_no_network_and_no_more_than_their_time(kernels, tmp_path):
    asks = [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import resource; resource.getrlimit(resource.RLIMIT_CPU)",
    ]
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        asked, limit = pool.submit(in_kernel, asks, tmp_path).result()
    assert "asked for a network" in asked[-1].evalue
    assert limit[-1].data["text/plain"] == f"({kernels}, {kernels})"


@pytest.mark.parametrize("language", COURSE.languages)
def test_a_notebook_in_which_nobody_wrote_is_blank_in_every_language(assignment, language):
    """Its own texts, in whichever language, are no answer to its question."""
    release = parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    handed_in = hand_in.read_hand_in(hand_ins.as_bytes(in_language(assignment, language)), release)
    assert handed_in.untouched >= {*release.functions, *release.questions}
    assert not hand_in.has_work(handed_in, release)
    assert handed_in.notes == ()


def test_each_check_is_passed_and_says_so_in_the_readers_language(notebook, shown):
    cells = in_language(notebook, CHINESE)["cells"]
    checks = [cell["id"] for cell in cells if "".join(cell["source"]).startswith("check(")]
    assert bool(checks) is (notebook not in COURSE.readings)
    for cell in checks:
        said = text.in_language(shown[cell][0].text, CHINESE)
        assert said.startswith("✓"), said
        assert any("\u4e00" <= char <= "\u9fff" for char in said), said


def test_each_picture_is_drawn_and_shows_something(notebook, shown):
    cells = in_language(notebook, CHINESE)["cells"]
    drawn = {cell: [each.png for each in own if each.png] for cell, own in shown.items()}
    assert any(drawn.values())
    assert all(drawn.get(cell["id"]) for cell in cells if "picture" in cell["metadata"].get("tags", []))
    for cell, pictures in drawn.items():
        for png in pictures:
            assert matplotlib.image.imread(BytesIO(png))[..., :3].std() > 0.02, cell


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
