"""Laptops as they are: each works, or says in the student's language what to do next.

Needs the kit, NumPy and pytest, and of the course only release/: so it also runs on Windows and macOS
(`pytest --noconftest tests/desk`), where nothing else here does.
"""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import autograder

KIT = Path(autograder.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "release" / "activations"
SIGMOID = "import numpy as np\n\n\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n"
GREEN = "✓ sigmoid: 7 of 7 visible checks pass."
CHECK = "from autograder.check import check, hint, pack\nprint(check('sigmoid'))\n"

# What another system lacks, taken away before anything of the kit is loaded.
WITHOUT = """
import os, sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name in ("fcntl", "resource"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Blocked())
for name in ("fcntl", "resource"):
    sys.modules.pop(name, None)
for name in ("fork", "forkpty", "pidfd_open", "register_at_fork", "O_NOFOLLOW"):
    if hasattr(os, name):
        delattr(os, name)
import subprocess, signal, multiprocessing, sysconfig, zoneinfo
sysconfig.get_config_vars()
sys.platform = "darwin" if sys.platform == "linux" else sys.platform
"""


def environment(**own):
    """As a student's terminal has it: no path to the kit's folder, text in UTF-8 unless said otherwise."""
    kept = {
        key: value for key, value in os.environ.items() if key not in ("AUTOGRADER_LANG", "JPY_SESSION_NAME")
    }
    return kept | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(KIT.parent)} | own


def run(program, cwd, encoding="utf-8", **own):
    """A program in a fresh Python; what it printed, and it must not have failed."""
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=cwd, capture_output=True, env=environment(**own)
    )
    said = ran.stdout.decode(encoding)
    assert ran.returncode == 0, said + ran.stderr.decode(encoding, "replace")
    return said


def command(*arguments, cwd, encoding="utf-8", **own):
    """The command `autograder`; its exit code and all that it said."""
    ran = subprocess.run(
        [sys.executable, "-m", "autograder.cli", *map(str, arguments)], cwd=cwd, capture_output=True, env=environment(**own)
    )  # fmt: skip
    return ran.returncode, (ran.stdout + ran.stderr).decode(encoding)


def written(file):
    """The notebook with sigmoid written, as JupyterLab saves it."""
    document = json.loads(file.read_text(encoding="utf-8"))
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "sigmoid":
            cell["source"] = SIGMOID.partition("\n\n\n")[2].splitlines(keepends=True)
    file.write_bytes(json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")


@pytest.fixture
def folder(tmp_path):
    """A student's own folder, with a path as people have it."""
    target = tmp_path / "My Documents 我的文档" / "activations"
    shutil.copytree(RELEASE, target)
    written(target / "activations.ipynb")
    return target


def test_a_path_with_blanks_and_chinese(folder):
    assert GREEN in run(SIGMOID + CHECK, folder)
    code, said = command("check", folder / "activations.ipynb", cwd=folder.parent)
    assert code == 1  # the other functions are not written
    assert GREEN in said
    code, said = command("pack", "activations", cwd=folder.parent)
    assert code == 0, said
    assert (folder / "hand-in/activations.ipynb").is_file()


def test_no_fcntl_no_resource_and_no_fork(folder):
    assert GREEN in run(WITHOUT + SIGMOID + CHECK + "print(hint('sigmoid'))", folder)
    cli = (
        WITHOUT
        + "from autograder.cli import main\nsys.argv = ['autograder', *ARGUMENTS]\ntry:\n    main()\nexcept SystemExit: pass\n"
    )
    assert GREEN in run(cli.replace("ARGUMENTS", repr(["check", "activations.ipynb"])), folder)
    assert "visible checks pass: sigmoid" in run(
        cli.replace("ARGUMENTS", repr(["pack", "activations"])), folder
    )


def test_the_import_blocker_of_this_file_blocks(tmp_path):
    program = WITHOUT + "try:\n    import fcntl\nexcept ImportError:\n    print('none', hasattr(os, 'fork'))"
    assert run(program, tmp_path).strip() == "none False"


@pytest.mark.parametrize("encoding", ["cp936", "cp437"])
def test_a_console_that_does_not_speak_utf_8(folder, encoding):
    code, said = command(
        "check", "activations.ipynb", cwd=folder, encoding=encoding, PYTHONIOENCODING=encoding, PYTHONUTF8="0"
    )
    assert code == 1
    assert "sigmoid: 7 of 7 visible checks pass." in said
    code, said = command(
        "check", "activations.ipynb", "--lang", "zh", cwd=folder, encoding=encoding, PYTHONIOENCODING=encoding, PYTHONUTF8="0"
    )  # fmt: skip
    assert code == 1
    if encoding == "cp936":
        assert "7 项可见检查，通过了 7 项" in said


def test_files_with_windows_line_ends_and_a_byte_order_mark(folder):
    for file in folder.rglob("*"):
        if file.suffix in (".py", ".yml", ".json", ".ipynb"):
            file.write_bytes(
                b"\xef\xbb\xbf" * (file.suffix == ".ipynb") + file.read_bytes().replace(b"\n", b"\r\n")
            )
    wrong = SIGMOID.replace("-x", "x")
    assert GREEN in run(SIGMOID + CHECK, folder)
    said = run(
        wrong + CHECK + "hint('sigmoid')\nhint('sigmoid')\nhint('sigmoid')\nprint(hint('sigmoid'))", folder
    )
    assert "Your curve goes down" in said
    assert "The idea: " in said
    assert GREEN in command("check", "activations.ipynb", cwd=folder)[1]


def test_another_working_folder_than_the_notebooks(folder, tmp_path):
    for here in (folder.parent, folder / "checks"):
        assert GREEN in run(SIGMOID + CHECK, here)
    said = run(SIGMOID + CHECK, tmp_path, JPY_SESSION_NAME=str(folder / "activations.ipynb"))
    assert GREEN in said
    editor = f"__vsc_ipynb_file__ = {str(folder / 'activations.ipynb')!r}\n"
    assert GREEN in run(editor + SIGMOID + CHECK, tmp_path)
    # pack() too finds the notebook that runs.
    run(
        SIGMOID + "from autograder.check import pack\nprint(pack())",
        tmp_path,
        JPY_SESSION_NAME=str(folder / "activations.ipynb"),
    )
    assert (folder / "hand-in/activations.ipynb").is_file()


def test_a_zip_that_was_not_unpacked(folder, tmp_path):
    whole = shutil.make_archive(str(tmp_path / "activations"), "zip", folder)
    code, said = command("check", whole, cwd=tmp_path)
    assert code == 3
    assert "this is a zip, not a notebook" in said
    assert "unpack it" in said
    # Windows shows a zip as a folder, and opens a single file of it from a temporary one.
    opened = tmp_path / "Temp1_activations.zip"
    opened.mkdir()
    shutil.copy(folder / "activations.ipynb", opened)
    said = run(SIGMOID + CHECK, opened, TMPDIR=str(tmp_path))
    assert "opened from inside a zip" in said
    assert "Extract All" in said
    said = run(SIGMOID + CHECK.replace("'sigmoid'", "'sigmoid', 'zh'"), opened, TMPDIR=str(tmp_path))
    assert "解压整个压缩包" in said


def test_the_zip_still_lies_beside_the_notebook(folder, tmp_path):
    alone = tmp_path / "downloads"
    alone.mkdir()
    shutil.copy(folder / "activations.ipynb", alone)
    with zipfile.ZipFile(alone / "week 3.zip", "w") as archive:
        archive.write(folder / "checks/test_sigmoid.py", "activations/checks/test_sigmoid.py")
    assert "the folder `checks` is still in week 3.zip" in run(SIGMOID + CHECK, alone)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("where", ["anywhere", "colab"])
def test_only_the_notebook_is_there(folder, tmp_path, where, language):
    alone = tmp_path / "alone"
    alone.mkdir()
    document = json.loads((folder / "activations.ipynb").read_text(encoding="utf-8"))
    document["metadata"]["autograder"]["language"] = language
    (alone / "activations.ipynb").write_text(json.dumps(document), encoding="utf-8")
    colab = "import sys, types\nsys.modules['google.colab'] = types.ModuleType('google.colab')\n" * (
        where == "colab"
    )
    said = run(colab + SIGMOID + CHECK, alone)
    assert "Traceback" not in said
    assert ("下一步" if language == "zh" else "next:") in said
    assert ("!unzip" in said) is (where == "colab")
    code, said = command("check", "activations.ipynb", cwd=alone)
    assert code == 3
    assert "checks" in said


NO_TEXT_FILES = {
    "os",
    "packed",
    "opened",
    "installed",
}  # os.open, members of archives, a Distribution's files


def opens_text(tree):
    """Calls that open a file as text and do not say in which encoding."""
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        is_method = isinstance(node.func, ast.Attribute)
        name = node.func.attr if is_method else getattr(node.func, "id", "")
        if name not in ("open", "read_text", "write_text") or any(
            word.arg == "encoding" for word in node.keywords
        ):
            continue
        if is_method and getattr(node.func.value, "id", "") in NO_TEXT_FILES:
            continue
        mode = ast.unparse(node.args[not is_method]) if len(node.args) > (not is_method) else ""
        if not (name == "open" and "b" in mode and len(mode) < 8):
            yield node


@pytest.mark.parametrize("file", sorted(KIT.rglob("*.py")), ids=lambda file: file.relative_to(KIT).as_posix())
def test_every_file_is_opened_with_its_encoding_named(file):
    """Windows reads and writes the system's own encoding where nothing is said."""
    assert [ast.unparse(node) for node in opens_text(ast.parse(file.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(
    "code", ["open('a')", "open('a', 'w')", "path.read_text()", "path.open()", "path.write_text('b')"]
)
def test_a_file_opened_without_it_is_found(code):
    assert list(opens_text(ast.parse(code)))


def test_line_ends_are_fixed_in_the_repository():
    said = (ROOT / ".gitattributes").read_text(encoding="utf-8")
    assert re.search(r"^\* text=auto eol=lf$", said, re.MULTILINE)
