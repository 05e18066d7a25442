"""Every notebook runs from top to bottom in a real kernel, pictures included, once it is filled in."""

import hand_ins
import pytest

from autograder.book.outputs import outputs
from autograder.text import in_language
from conftest import COURSE, PLACES

pytestmark = pytest.mark.full


@pytest.fixture
def shown(assignment, kernels):
    """What the cells of the filled-in notebook show, run in a folder as a student has it.

    The site shows the same: tests/browser/test_book.py, in the same worker, runs it once for both.
    """
    return outputs(COURSE, PLACES, [assignment])[assignment]


def test_the_filled_in_notebook_runs_and_each_check_passes(assignment, shown):
    cells = hand_ins.released(assignment)["cells"]
    checks = [cell["id"] for cell in cells if "".join(cell["source"]).startswith("check(")]
    assert checks
    for cell in checks:
        (said,) = shown[cell]
        assert said.is_check
        for language in COURSE.languages:
            assert in_language(said.text, language).startswith("✓"), said.text
    pictures = [cell["id"] for cell in cells if "picture" in cell["metadata"].get("tags", [])]
    assert pictures
    for cell in pictures:
        assert any(each.png for each in shown[cell]), cell


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
