"""Every notebook runs from top to bottom in a real kernel, pictures included, once it is filled in."""

import json
import shutil

import hand_ins
import nbformat
import pytest
from nbclient import NotebookClient

from conftest import COURSE, PLACES

pytestmark = pytest.mark.full


@pytest.fixture
def executed(assignment, tmp_path):
    """The filled-in notebook, run in a folder as a student has it."""
    folder = tmp_path / "my assignments 作业" / assignment
    shutil.copytree(PLACES.release(assignment), folder)
    document = hand_ins.reference(assignment)
    nb = nbformat.reads(json.dumps(document), as_version=4)
    client = NotebookClient(
        nb, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return nb


@pytest.mark.filterwarnings("ignore")  # Jupyter's own libraries warn of each other
def test_the_filled_in_notebook_runs_and_each_check_passes(executed):
    checks = [cell for cell in executed.cells if cell.source.startswith("check(")]
    assert checks
    for cell in checks:
        shown = cell.outputs[-1]["data"]
        assert shown["text/plain"].startswith("✓"), shown["text/plain"]
        assert "<strong>✓" in shown["text/html"]
    pictures = [cell for cell in executed.cells if "picture" in cell.metadata.get("tags", [])]
    assert pictures
    for cell in pictures:
        assert any("image/png" in output.get("data", {}) for output in cell.outputs), cell.source


def test_a_picture_cell_defines_no_name(assignment):
    import ast

    for cell in hand_ins.released(assignment)["cells"]:
        if "picture" in cell["metadata"].get("tags", []):
            tree = ast.parse("".join(cell["source"]))
            assert all(isinstance(node, ast.Expr) for node in tree.body), cell["source"]
            assert not any(isinstance(node, ast.NamedExpr) for node in ast.walk(tree)), cell["source"]


def test_each_solution_cell_has_a_docstring_with_an_example(assignment):
    for name, cell in hand_ins.named(hand_ins.released(assignment)).items():
        if cell["metadata"]["nbgrader"]["solution"] and cell["cell_type"] == "code":
            assert '"""' in "".join(cell["source"]), name
            assert ">>>" in "".join(cell["source"]), name


def test_an_assignment_is_worth_twenty_five_points_and_a_rehearsal_five(assignment):
    points = [
        cell["metadata"]["nbgrader"]["points"]
        for cell in hand_ins.named(hand_ins.released(assignment)).values()
        if cell["metadata"]["nbgrader"]["grade"]
    ]
    assert sum(points) == (25 if COURSE.assignment(assignment).counts else 5)
