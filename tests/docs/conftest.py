"""A course and a students' zip to type in, both in folders with a blank in their names."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "course")]

import hand_ins
from console import ROOT, Terminal, blocks
from replaced import CLONE

STAMPS = ("instructor", "develop", "book")  # make installs what has none
WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments
Participant 5001,Ann Example,ann@example.edu,Submitted for grading,,25.00,Yes,"Tuesday, 1 December 2026, 9:00 PM",-,
"""
GRADEBOOK = """\
Student,ID,SIS Login ID,Section,Lab 1 (301)
    Points Possible,,,,25
李雷,1002,lilei,Section 1,
"""


@pytest.fixture(scope="session")
def settings(offline, tmp_path_factory):
    """The environment of a terminal: no index, a home of its own, `python3`, and what the table names."""
    folder = tmp_path_factory.mktemp("settings")
    tree, venv, programs, home = (folder / name for name in ("tree", "venv", "programs", "home"))
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.edu", "-C", str(tree)]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "The course"]):
        subprocess.run([*git, *arguments], check=True)
    for made in (venv, programs, home):
        made.mkdir()
    for part in Path(sys.prefix).iterdir():
        if part.name not in (*STAMPS, "wheels"):
            (venv / part.name).symlink_to(part)
    for stamp in STAMPS:
        (venv / stamp).touch()
    (programs / "python3").write_text(f'#!/bin/sh\nexec "{sys._base_executable}" "$@"\n')
    (programs / "python3").chmod(0o755)
    own = {"TREE": str(tree), "VENV": str(venv), "HOME": str(home), "COLUMNS": "120",
           "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONIOENCODING": "utf-8"}  # fmt: skip
    return offline | own


def teachers(folder, settings):
    """A terminal in a course that somebody has just cloned, beside what an LMS gave them."""
    (folder / "my courses").mkdir()
    terminal = Terminal(folder / "my courses", folder / "log", settings)
    terminal.run(f"{CLONE} && cd my-course")
    course = terminal.folder
    settings_file = course / "course.yml"
    due = re.sub(
        r"(  - name: (activations|network)\n)",
        r'\1    due: "2026-12-01 23:59"\n',
        settings_file.read_text(encoding="utf-8"),
    )
    settings_file.write_text(due, encoding="utf-8")
    right = hand_ins.as_bytes(hand_ins.reference("activations"))
    wrong = "import numpy as np\n\n\ndef sigmoid(x):\n    return 1 / (1 + np.exp(x))\n"
    (course / "my_wrong_sigmoid.py").write_text(wrong)
    for student in ("ada", "alan"):
        (course / f"var/submitted/{student}/activations").mkdir(parents=True)
    (course / "var/submitted/ada/activations/activations.ipynb").write_bytes(right)
    alans = hand_ins.with_answer("activations", "sigmoid", wrong)
    (course / "var/submitted/alan/activations/activations.ipynb").write_bytes(alans)
    # Downloads of the class that docs/term.md shows: Ann's is Moodle's, Li Lei's Canvas's.
    (example,) = [lines for _, _, lines in blocks(ROOT / "docs/term.md") if lines[0].startswith("id,name")]
    (course / "class.csv").write_text("\n".join([*example, "ada,Ada Sample", ""]), encoding="utf-8")
    (course / "Grades-course-activations.csv").write_text(WORKSHEET, encoding="utf-8")
    (course / "gradebook.csv").write_text(GRADEBOOK, encoding="utf-8")
    with zipfile.ZipFile(course / "submissions.zip", "w") as packed:
        packed.writestr("Ann Example_5001_assignsubmission_file/activations.ipynb", right)
    with zipfile.ZipFile(course / "canvas.zip", "w") as packed:
        packed.writestr("lilei_1002_90001_activations.ipynb", right)
    return terminal


@pytest.fixture
def course(settings, zip_folder, tmp_path):
    """A teacher's terminal."""
    terminal = teachers(tmp_path, settings | {"ZIP": str(zip_folder)})
    yield terminal
    terminal.close()


@pytest.fixture(scope="session")
def zip_folder(settings, tmp_path_factory):
    """The students' zip, unpacked: two assignments of what `make bundle` makes (tests/kit/authoring/test_bundle.py has all)."""
    folder = tmp_path_factory.mktemp("bundle")
    terminal = teachers(folder, settings)
    terminal.run("make wheel && .venv/bin/autograder bundle start activations")
    (made,) = (terminal.folder / "dist").glob("*.zip")
    with zipfile.ZipFile(made) as packed:
        packed.extractall(folder / "my course 课程")
    (unpacked,) = (folder / "my course 课程").iterdir()
    return unpacked


@pytest.fixture(scope="session")
def desk(settings, zip_folder):
    """A student's terminal, and the student's answers in both languages' notebooks."""
    for language in ("en", "zh"):
        notebook = zip_folder / language / "activations/activations.ipynb"
        document = hand_ins.spliced_reference(json.loads(notebook.read_bytes()), "activations", ROOT)
        notebook.write_bytes(hand_ins.as_bytes(document))
    # Nothing is fetched: a proxy that is not there ends whatever tries.
    away = {name: "http://127.0.0.1:9" for name in ("http_proxy", "https_proxy", "ALL_PROXY")}
    terminal = Terminal(zip_folder, zip_folder.parent / "log", settings | away)
    yield terminal
    terminal.close()
