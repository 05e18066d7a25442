"""Our own notebooks, read strictly: a mistake is the author's, and the message names the cell."""

import ast
import json
from pathlib import Path

import msgspec
import nbformat
import pytest
from nbgrader.utils import compute_checksum

from autograder import notebook
from autograder.errors import SourceError
from autograder.grading import engine
from autograder.hand_in import read_hand_in, written_answers
from autograder.notebook import PLAIN, Cell, Notebook, Role, parse_notebook

KINDS = {name for name, thing in vars(notebook).items() if isinstance(thing, Role)}


def cell(kind="code", source="", name="", tags=(), **flags):
    metadata = {"tags": list(tags)} if tags else {}
    if name or flags:
        own = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        metadata["nbgrader"] = own | {"grade_id": name} | flags
    return {"cell_type": kind, "id": name or "x", "metadata": metadata, "source": source}


def solution(name, source="def f(): ..."):
    return cell("code", source, name, solution=True)


def grade(name, points=3, source=None):
    source = source if source is not None else f'check("{name.removeprefix("test_")}")'
    return cell("code", source, name, grade=True, locked=True, points=points)


def raw(*cells, nbformat=4):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": nbformat, "nbformat_minor": 5}).encode()


GOOD = [
    cell("markdown", "# Hello"),
    cell("code", "import numpy as np", "setup", locked=True),
    solution("sigmoid"),
    grade("test_sigmoid", 2.5),
    cell("code", "draw()", "drawn", tags=["picture"], locked=True),
    cell("markdown", "Answer.", "explore", grade=True, solution=True, points=4),
]


def test_a_cells_role_follows_from_nbgraders_metadata_and_its_tag():
    found = parse_notebook(raw(*GOOD), "a.ipynb")
    assert [own.role.name for own in found.cells] == [
        "plain",
        "given",
        "solution",
        "grade",
        "picture",
        "manual",
    ]
    assert [own.role.is_locked for own in found.cells] == [False, True, False, True, True, False]
    assert found.max_score == 6.5
    assert list(found.tests) == ["test_sigmoid"]


def test_a_new_kind_of_cell_is_one_value():
    """A program to be written that a person marks: nothing outside the value below knows of it."""
    project = Role("project", has_points=True, is_marked_by_hand=True, is_answer=True, runs=True)
    stub = Cell("a", "code", "...", project, "model", 8.0, metadata={"nbgrader": {"grade_id": "model"}})
    release = Notebook((stub,), {})
    assert (release.max_score, list(release.questions), list(release.tests)) == (8.0, ["model"], [])
    assert engine.unreadable(release, "a", "s042", "0", "why", "plain").manual == {"model": True}

    handed_in = read_hand_in(notebook.encode(release), release)
    assert (handed_in.untouched, handed_in.program) == ({"model"}, ())

    written = Notebook((msgspec.structs.replace(stub, source="x = 1"),), {})
    handed_in = read_hand_in(notebook.encode(written), release)
    assert [own.source for own in handed_in.program] == ["x = 1"]
    assert written_answers(handed_in, release) == {"model": ["x = 1"]}


def test_other_modules_ask_for_properties_and_hardly_ever_for_a_kind():
    uses = []
    for path in Path(notebook.__file__).parent.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
        taken = {
            alias.name for node in imports if node.module == "autograder.notebook" for alias in node.names
        }
        uses += [path.name for node in nodes if isinstance(node, ast.Name) and node.id in taken & KINDS]
        uses += [path.name for node in nodes if isinstance(node, ast.Attribute) and node.attr in KINDS]
    assert len(uses) < 5, uses


def test_a_source_of_many_lines_is_one_text():
    assert parse_notebook(raw(cell(source=["a\n", "b"])), "a.ipynb").cells[0].source == "a\nb"


def test_metadata_that_makes_no_cell_of_nbgraders_is_ignored():
    assert parse_notebook(raw(cell("code", "1", "x", grade=False)), "a").cells[0].role is PLAIN


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([solution("f")], "f has no grade cell"),
        ([grade("test_f")], "the grade cell test_f has no solution cell"),
        ([solution("f"), grade("f", source='check("f")')], "two cells have the nbgrader id f"),
        ([solution("f"), grade("test_f", 0)], "cell 2 (test_f): a graded cell with 0 points"),
        ([solution("f"), grade("test_f", None)], "a graded cell with None points"),
        (
            [solution("f"), grade("test_f"), solution("g"), grade("test_g", source="assert g() == 1")],
            "a grade cell that holds more than its check",
        ),
        ([solution("a-b")], "the nbgrader id 'a-b'"),
        ([cell("code", "", "", solution=True)], "the nbgrader id ''"),
        ([cell("code", "", "f", solution=True, schema_version=2)], "another schema than 3"),
        ([grade("test_f"), cell("markdown", "", "f", task=True, points=1)], "a task cell"),
        ([solution("f"), grade("test_f", source='check("f" )')], "holds more than its check"),
        ([cell("markdown", "", "f", locked=True)], "a given cell that is markdown"),
    ],
)
def test_a_broken_convention_is_named_with_its_place(cells, says):
    with pytest.raises(SourceError) as caught:
        parse_notebook(raw(*cells), "source/a/a.ipynb")
    assert str(caught.value).startswith("source/a/a.ipynb")
    assert says in str(caught.value)
    assert "next:" in str(caught.value)


@pytest.mark.parametrize(
    "bad", [b"", b"{}", b"[]", b"\xff", b'{"cells": [1], "nbformat": 4, "nbformat_minor": 5}']
)
def test_what_is_no_notebook_is_refused(bad):
    with pytest.raises(SourceError, match="not a notebook"):
        parse_notebook(bad, "a.ipynb")


def test_another_format_is_refused():
    with pytest.raises(SourceError, match="nbformat 3"):
        parse_notebook(raw(nbformat=3), "a.ipynb")


def test_what_is_written_reads_back_the_same_and_is_valid():
    cells = [{**own, "id": f"id-{number}"} for number, own in enumerate(GOOD)]
    found = parse_notebook(raw(*cells), "a.ipynb")
    written = notebook.encode(found)
    assert parse_notebook(written, "a.ipynb") == found
    assert notebook.encode(parse_notebook(written, "a.ipynb")) == written
    nbformat.validate(nbformat.reads(written.decode(), as_version=4))


def test_a_checksum_is_nbgraders():
    stored = nbformat.reads(raw(*GOOD).decode(), as_version=4)
    ours = [notebook.checksum(own) for own in parse_notebook(raw(*GOOD), "a").cells if own.name]
    assert ours == [compute_checksum(own) for own in stored.cells if own.metadata]


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}, "R"),
        ({"language_info": {"name": "julia"}, "kernelspec": {"language": "python"}}, "julia"),
        ({"language_info": {"name": "R\x1b[31m"}}, "R\ufffd[31m"),
        ({"kernelspec": {"name": "python3", "language": "python"}}, ""),
        ({"language_info": {"name": "python"}, "kernelspec": {"language": "sage"}}, ""),
        ({"language_info": {"name": "Python3"}}, ""),
        ({"language_info": {"name": ""}, "kernelspec": "python3"}, ""),
        ({"language_info": {"name": 3}}, ""),
        ({}, ""),
    ],
)
def test_a_kernel_for_another_language_than_python_is_refused_by_its_name(metadata, language):
    whole = json.dumps({"cells": GOOD, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()
    if not language:
        assert parse_notebook(whole, "a.ipynb").cells
        return
    with pytest.raises(SourceError) as refused:
        parse_notebook(whole, "a.ipynb")
    assert str(refused.value).startswith(f"a.ipynb: its kernel is one for {language}, and the kit")
    assert "Kernel > Change Kernel" in str(refused.value.next_step)
