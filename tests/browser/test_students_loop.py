"""A beginner in JupyterLab types an answer, sees what `check` says, saves, hands in, and is graded."""

import json
import shutil

import pytest

import hand_ins

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

RIGHT = "return 1 / (1 + np.exp(-x))"
MIRRORED = "return 1 / (1 + np.exp(x))"
CELL, CHECK = "def sigmoid(x):", 'check("sigmoid")'


@pytest.fixture(scope="module")
def desk(lab, tmp_path_factory):
    """JupyterLab on a student's own folder, whose name is as people name folders."""
    folder = tmp_path_factory.mktemp("home") / "My assignments 我的作业"
    folder.mkdir()
    return lab(folder)


@pytest.fixture
def notebook(desk, screen, request):
    """A student's own copy of the notebook, open in JupyterLab; and its file."""
    from lab import NotebookTab

    folder = desk.folder / f"神经元 {request.node.name[:20]}"
    shutil.copytree(hand_ins.ROOT / "release/activations", folder)
    desk.theme(getattr(request, "param", "Light"))
    return NotebookTab(screen, desk, folder / "activations.ipynb"), folder / "activations.ipynb"


def graded(course, student, file):
    """The cells of the one report that `autograder grade --json` prints."""
    course.hand_in(student, "activations", file.read_bytes())
    said = course.autograder("grade", "activations", "--student", student, "--json", *course.weak)
    (report,) = json.loads(said)["submissions"]
    assert report["student"] == student
    return {name: (cell["outcome"], cell["score"]) for name, cell in report["cells"].items()}


UNTOUCHED = {f"test_{name}": ("not_attempted", 0.0) for name in ("relu", "tanh", "neuron")}


def test_a_right_answer_is_green_at_the_desk_and_earns_its_points(notebook, screen, course):
    tab, file = notebook
    tab.type_into(CELL, RIGHT)
    tab.run_all()
    shown = tab.output(CHECK)
    screen.picture("right", shown)
    assert "7 of 7 visible checks pass" in shown.text
    assert "hidden tests" in shown.text
    tab.save()
    assert graded(course, "right", file) == {"test_sigmoid": ("passed", 6.0), **UNTOUCHED}


def test_a_mirrored_sigmoid_is_told_what_it_gives_and_earns_less(notebook, screen, course):
    tab, file = notebook
    tab.type_into(CELL, MIRRORED)
    tab.run_all()
    shown = tab.output(CHECK)
    screen.picture("mirrored", shown)
    assert "1 of 7 visible checks pass" in shown.text
    tab.save()
    found = graded(course, "mirrored", file)
    outcome, score = found.pop("test_sigmoid")
    assert outcome == "failed"
    assert 0 <= score < 6
    assert found == UNTOUCHED
