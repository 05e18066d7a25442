"""A solution cell may ask for a variable, or for what it prints: by a tag, and by a comment with its name."""

import json

import made
import pytest

from autograder import hand_in
from autograder.authoring import build
from autograder.course import load_course
from autograder.errors import SourceError
from autograder.notebook import parse_notebook

VARIABLE = "### BEGIN SOLUTION\nmean = 6 / 3\n### END SOLUTION"
PRINTED = "# report\n### BEGIN SOLUTION\nprint('one')\n\n\nprint('two')\n### END SOLUTION"


def course(root, printed=PRINTED, variable=VARIABLE):
    """The small course with two cells that are no functions."""
    made.course(root)
    document = made.notebook()
    for name, tag, source in (("mean", "variable", variable), ("report", "printed", printed)):
        document["cells"] += [
            made.cell("code", source, name, solution=True, tags=[tag]),
            made.cell("code", f'check("{name}")', f"test_{name}", grade=True, locked=True, points=2),
        ]
        test = (
            f'"""A test."""\n\n\ndef test_it(student):\n    """It is."""\n    assert student.{{}}("{name}")\n'
        )
        ask = test.format("variable" if name == "mean" else "output_of")
        (root / f"source/small/checks/test_{name}.py").write_text(ask)
        (root / f"tests/suites/small/test_{name}.py").write_text(ask)
    (root / "source/small/small.ipynb").write_text(json.dumps(document))
    return root


def built(root):
    loaded, places = load_course(root)
    return build.build(loaded, places, "small")


def test_the_release_has_stubs_and_the_reference_is_kept_in_cells(tmp_path):
    files = built(course(tmp_path))
    release = parse_notebook(files["release/small/small.ipynb"], "release")
    assert release.functions["mean"].source == "# YOUR CODE HERE\nraise NotImplementedError()"
    assert release.functions["report"].source == "# report\n# YOUR CODE HERE\nraise NotImplementedError()"
    assert not release.functions["mean"].role.is_called
    assert release.functions["double"].role.is_called
    solution = files["solutions/small.py"].decode()
    assert "# %% mean\nmean = 6 / 3\n" in solution
    assert "# %% report\n# report\nprint('one')\n\n\nprint('two')\n" in solution


def test_a_course_of_functions_has_one_module_as_before(tmp_path):
    made.course(tmp_path)
    assert "# %%" not in built(tmp_path)["solutions/small.py"].decode()


@pytest.mark.parametrize("printed", [PRINTED.removeprefix("# report\n"), PRINTED.replace("# report", "# it")])
def test_a_printed_cell_that_does_not_say_its_name_is_refused(tmp_path, printed):
    with pytest.raises(SourceError, match="let its first line be the comment `# report`"):
        built(course(tmp_path, printed))


def test_an_answer_without_markers_is_refused(tmp_path):
    with pytest.raises(SourceError, match="without BEGIN SOLUTION"):
        built(course(tmp_path, variable="mean = 2"))


def test_such_cells_are_known_again_where_an_editor_dropped_the_metadata(tmp_path):
    release = parse_notebook(built(course(tmp_path))["release/small/small.ipynb"], "release")
    sources = ["# report\nprint('mine')", "mean = 7", "print('play')"]
    cells = [{"cell_type": "code", "metadata": {}, "source": source, "outputs": []} for source in sources]
    raw = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()
    found = hand_in.read_hand_in(raw, release)
    named = {cell.name: cell.source for cell in found.cells if cell.name in ("mean", "report")}
    assert named == {"report": sources[0], "mean": sources[1]}
