"""The one file to hand in: what the student has on disk, byte by byte, with a receipt that says what is in it."""

import hashlib
import json
import os
import shutil
import subprocess
import sys

import hand_ins
import made
import pytest

from autograder.desk.pack import the_notebook

HALF = "def double(x):\n    return 2 * x\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course, built, with a class of one."""
    root = made.course(tmp_path_factory.mktemp("course") / "course")
    command("build", "--course", root)
    (root / "class.csv").write_text("id,last_name,first_name\nada,Lovelace,Ada\n", encoding="utf-8")
    command("roster", root / "class.csv", "--course", root)
    return root


def command(*arguments, cwd=None, code=0):
    ran = subprocess.run([sys.executable, "-m", "autograder.cli", *map(str, arguments)], cwd=cwd,
                         capture_output=True, encoding="utf-8", env=os.environ | {"PYTHONIOENCODING": "utf-8"})  # fmt: skip
    assert ran.returncode == code, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


@pytest.fixture
def folder(course, tmp_path):
    """A student's own folder, half of it written."""
    target = tmp_path / "my work 作业" / "small"
    shutil.copytree(course / "release/small", target)
    (target / "small.ipynb").write_bytes(hand_ins.as_bytes(hand_ins.spliced("small", HALF, course)))
    return target


def test_the_file_is_what_lies_on_disk_and_the_receipt_says_what_is_in_it(folder):
    said = command("pack", "small", cwd=folder.parent)
    packed = folder / "hand-in/small.ipynb"
    assert packed.read_bytes() == (folder / "small.ipynb").read_bytes()
    assert f"Hand in this one file: {packed}" in said
    receipt = (folder / "hand-in/small-receipt.txt").read_text(encoding="utf-8")
    assert hashlib.sha256(packed.read_bytes()).hexdigest() in receipt
    assert "visible checks pass: double\n" in receipt
    assert "not written yet: halve\n" in receipt


def test_what_was_packed_is_collected_and_graded(course, folder):
    command("pack", folder / "small.ipynb")
    command("collect", "small", folder / "hand-in/small.ipynb", "--student", "ada", "--course", course)
    graded, _ = json.JSONDecoder().raw_decode(command("grade", "small", "--json", "--course", course))
    (submission,) = graded["submissions"]
    assert submission["student"] == "ada"
    assert submission["cells"]["test_double"]["outcome"] == "passed"
    assert submission["cells"]["test_halve"]["outcome"] == "not_attempted"


@pytest.mark.parametrize("graded", ["assert double(2) == 4", None])
def test_a_notebook_that_tests_itself_or_is_marked_by_hand_alone_is_packed_too(tmp_path, graded):
    cells = [made.cell("code", "def double(x):\n    return 2 * x", "double", solution=True)]
    if graded:
        cells.append(made.cell("code", graded, "test-double", grade=True, locked=True, points=4))
    cells.append(made.cell("markdown", "Because.", "essay", grade=True, solution=True, points=2))
    (tmp_path / "own.ipynb").write_text(json.dumps(made.document(cells)), encoding="utf-8")
    assert "Hand in this one file: " in command("pack", "own", cwd=tmp_path)
    assert (tmp_path / "hand-in/own.ipynb").read_bytes() == (tmp_path / "own.ipynb").read_bytes()
    assert "`check` has nothing to try" in command("check", "own.ipynb", cwd=tmp_path)


def test_a_file_that_a_browser_renamed_gets_its_assignments_name_again(folder):
    (folder / "small.ipynb").rename(folder / "small (1) final.ipynb")
    said = command("pack", "small", folder / "small (1) final.ipynb", "--lang", "zh")
    assert "请上交这一个文件" in said
    assert "还没有写：halve" in (folder / "hand-in/small-receipt.txt").read_text(encoding="utf-8")
    assert (folder / "hand-in/small.ipynb").is_file()


def test_packing_again_takes_the_newer_file(folder):
    command("pack", "small", cwd=folder)
    (folder / "small.ipynb").write_bytes((folder / "small.ipynb").read_bytes() + b"\n")
    command("pack", "small", cwd=folder)
    assert (folder / "hand-in/small.ipynb").read_bytes() == (folder / "small.ipynb").read_bytes()


@pytest.mark.parametrize(
    ("ran", "warned"),
    [([HALF], False), ([HALF, HALF.replace("2", "3")], True), ([HALF.replace("2", "3"), HALF], False), ([], False)],
    ids=["as saved", "changed since", "changed and back", "nothing run"],
)  # fmt: skip
def test_a_file_that_is_older_than_the_cells_just_run_is_told(folder, ran, warned):
    program = f"In = {['', *ran]!r}\nfrom autograder.check import pack\nprint(pack())\n"
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, encoding="utf-8",
                          env=os.environ | {"PYTHONIOENCODING": "utf-8"})  # fmt: skip
    assert done.stderr == ""
    assert ("Attention: the file on disk is older than what you ran (double)" in done.stdout) is warned
    # Who is told to save and pack again is not told to hand this one in.
    assert ("Hand in this one file" in done.stdout) is not warned
    assert ("Packed all the same, as it stands on disk: " in done.stdout) is warned


def test_an_assignment_is_found_by_its_name_whatever_its_file_is_called(folder):
    renamed = folder / "small (1).ipynb"
    (folder / "small.ipynb").rename(renamed)
    (folder / "notes.ipynb").write_text("{", encoding="utf-8")
    assert the_notebook(folder, None, "small") == renamed


def test_two_notebooks_in_a_folder_are_asked_about(folder):
    shutil.copy(folder / "small.ipynb", folder / "small-Copy1.ipynb")
    program = "from autograder.check import pack\nprint(pack())\nprint(pack('small.ipynb'))"
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, encoding="utf-8",
                          env=os.environ | {"PYTHONIOENCODING": "utf-8"})  # fmt: skip
    assert "there is more than one notebook here" in done.stdout
    assert 'say which: `pack("NAME.ipynb")`' in done.stdout
    assert "Hand in this one file" in done.stdout


def test_a_folder_that_cannot_be_written_leaves_the_notebook_itself(folder):
    (folder / "hand-in").write_text("a file in the way", encoding="utf-8")
    said = command("pack", "small", cwd=folder, code=3)
    assert "hand in the notebook itself, small.ipynb" in said


def test_a_name_without_a_notebook_says_what_to_give(tmp_path):
    assert "give the path of your .ipynb file" in command("pack", "small", cwd=tmp_path, code=3)
