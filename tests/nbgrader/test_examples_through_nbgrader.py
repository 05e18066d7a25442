"""Examples of assignments through nbgrader's door: the golden reports, word for word, and their scores.

All of one assignment, which has the damaged files too, and a few of three others: the engine is one.
"""

import shutil
import subprocess
import sys

import golden
import hand_ins
import pytest
import yaml
from test_preprocessor import environment

from autograder import report
from autograder.gradebook import grades

# As tests/course has them: a golden report needs the same.
SECRET = b"the secret of the tests, fixed: a golden report needs it"
CELL_SECONDS = 2
WHOLE, FEW = "activations", 3
OTHERS = ("start", "language", "my_network")  # other kinds of cells, texts, a class and a data set


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course as it is, with the tests' secret."""
    root = tmp_path_factory.mktemp("examples") / "course"
    ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for part in ("source", "tests/suites"):
        shutil.copytree(hand_ins.ROOT / part, root / part, ignore=ignored)
    settings = yaml.safe_load((hand_ins.ROOT / "course.yml").read_text(encoding="utf-8"))
    settings["limits"] = settings.get("limits", {}) | {"cell_seconds": CELL_SECONDS}
    settings["sandbox"] = "none"  # whatever this machine has
    (root / "course.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    shutil.copy(hand_ins.ROOT / "nbgrader_config.py", root)
    if (answers := hand_ins.ROOT / "var/built").is_dir():  # to all public questions: else they are asked anew
        shutil.copytree(answers, root / "var/built")
    ran = subprocess.run([sys.executable, "-m", "autograder.cli", "build", "--course", root])
    assert ran.returncode == 0
    (root / "var/secret").write_bytes(SECRET)
    return root


@pytest.mark.parametrize("name", [WHOLE, *OTHERS])
def test_nbgraders_door_finds_what_the_golden_reports_say(course, name):
    examples = dict(list(hand_ins.examples(name))[: None if name == WHOLE else FEW])
    for student, raw in examples.items():
        file = course / "var/submitted" / student / name / f"{name}.ipynb"
        file.parent.mkdir(parents=True)
        file.write_bytes(raw)
    ran = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", name],
        cwd=course, env=environment(course), capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    standings = grades.scores(grades.sqlite_url(course / "var/gradebook.db"), name)
    assert standings.keys() == examples.keys()
    wanted = golden.read(name)
    for student in examples:
        found = report.decode((course / f"var/reports/{student}/{name}/report.json").read_bytes())
        assert golden.comparable(found) == wanted[student], student
        in_book = {cell: standings[student].cells[cell].auto_score for cell in found.cells}
        assert in_book == {cell: own.score for cell, own in found.cells.items()}, student
