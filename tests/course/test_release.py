"""What students get: in step with the source, built alike everywhere, and without a word that is hidden."""

import html
import os
import re
import subprocess
import sys

import hand_ins
import nbformat
import pytest

from autograder.diagnosis import misconceptions
from autograder.pages import feedback_page
from conftest import COURSE, PLACES


@pytest.mark.full  # `make check` compares in this machine's own environment
def test_release_and_solutions_are_what_the_source_builds_on_any_machine():
    """Neither the language, the time zone, the hash seed nor the folder of the machine reaches a byte of them."""
    elsewhere = os.environ | {"LC_ALL": "C", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "autograder.cli", "build", "--check", "--course", hand_ins.ROOT]
    checked = subprocess.run(command, env=elsewhere, cwd="/", capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_release_is_a_valid_notebook_that_nbgrader_understands(assignment):
    nb = nbformat.read(PLACES.released(assignment), as_version=4)
    nbformat.validate(nb)
    assert all(cell.outputs == [] for cell in nb.cells if cell.cell_type == "code")


def hidden_lines(assignment):
    """Lines of hidden suites and of wrong implementations. The hints are for students to read."""
    texts = [file.read_text(encoding="utf-8") for file in PLACES.suites(assignment).glob("*.py")]
    texts += [wrong for _, wrong in hand_ins.misconceptions(assignment).values()]
    lines = {line.strip() for text in texts for line in text.splitlines()}
    shown = "\n".join(
        file.read_text(encoding="utf-8") for file in PLACES.source(assignment).parent.rglob("*.py")
    ) + "\n".join("".join(cell["source"]) for cell in hand_ins.released(assignment)["cells"])
    return {line for line in lines if len(line) > 24 and line not in shown}


def test_nothing_hidden_is_in_the_release(assignment):
    telling = hidden_lines(assignment)
    assert telling
    for file in PLACES.release(assignment).rglob("*"):
        if file.is_file():
            raw = file.read_bytes()
            assert not [line for line in telling if line.encode() in raw], file


def test_no_line_of_a_solution_is_in_the_release(assignment):
    source = (PLACES.source(assignment)).read_text(encoding="utf-8")
    regions = re.findall(r"### BEGIN SOLUTION(.*?)### END SOLUTION", source, flags=re.S)
    assert regions
    cells = hand_ins.released(assignment)["cells"]
    given = {
        line.strip()
        for cell in cells
        if cell["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("given_")
        for line in "".join(cell["source"]).splitlines()
    }
    code = {
        line.strip()
        for cell in cells
        if cell["cell_type"] == "code"
        for line in "".join(cell["source"]).splitlines()
    }
    for region in regions:
        for line in region.replace('\\n",', "").replace('"', "").splitlines():
            if len(line.strip()) > 20 and line.strip() not in given:
                assert line.strip() not in code, line


def test_no_feedback_page_tells_anything_hidden(graded, mistakes):
    telling = hidden_lines(graded.assignment)
    order = list(hand_ins.named(hand_ins.released(graded.assignment)))
    hints = misconceptions.hints(PLACES.suites(graded.assignment) / "misconceptions.yml")
    for name, report in (mistakes | graded.reports).items():
        page = html.unescape(feedback_page.page(report, COURSE, order=order, hints=hints))
        assert not [line for line in telling if line in page], name
