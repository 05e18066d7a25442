"""The tool apart from the course: as a wheel, with autograder/ deleted, and in a light installation."""

import json
import os
import shutil
import subprocess
import sys
import zipfile

import hand_ins
import pytest

from autograder import __version__

ROOT = hand_ins.ROOT


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course without the tool."""
    root = tmp_path_factory.mktemp("taught") / "course"
    root.mkdir()
    for name in ("source", "release", "solutions", "tests/suites"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("course.yml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, root / name)
    return root


def test_the_wheel_has_the_version_that_the_package_names(wheel):
    assert wheel.name == f"nn_course_kit-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_the_tool_and_nothing_of_the_course(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        text = "\n".join(archive.read(name).decode() for name in names if name.endswith((".py", ".html")))
    assert "autograder/worker/__main__.py" in names
    assert "autograder/pages/templates/feedback.html" in names
    assert "autograder/marking/static/marking.js" in names
    assert "autograder/requirements/student.txt" in names
    pages = {f"autograder/docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}
    assert {name for name in names if name.endswith(".md")} == pages
    assert "autograder/locale/zh/LC_MESSAGES/autograder.mo" in names
    assert all(name.startswith(("autograder/", "nn_course_kit-")) for name in names)
    for suite in (ROOT / "tests/suites").rglob("test_*.py"):
        for line in suite.read_text(encoding="utf-8").splitlines():
            is_telling = len(line.strip()) >= 30 and not line.startswith(("from ", "import "))
            assert not is_telling or line.strip() not in text


@pytest.mark.full
def test_the_course_is_graded_by_the_wheel_with_the_tools_folder_deleted(wheel, course, tmp_path):
    installed = tmp_path / "installed"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", f"--target={installed}", str(wheel)],
        check=True,
    )
    file = course / "var/submitted/ada/activations/activations.ipynb"
    file.parent.mkdir(parents=True)
    file.write_bytes(hand_ins.as_bytes(hand_ins.reference("activations")))
    environment = os.environ | {"PYTHONPATH": str(installed)}

    def run(*arguments):
        return subprocess.run([sys.executable, "-m", "autograder.cli", *arguments], cwd=course, env=environment,
                              capture_output=True, text=True)  # fmt: skip

    where = subprocess.run([sys.executable, "-c", "import autograder; print(autograder.__file__)"], cwd=course,
                           env=environment, capture_output=True, text=True)  # fmt: skip
    assert where.stdout.startswith(str(installed))
    assert run("build", "--check", "activations").returncode == 0
    graded = run("grade", "activations", "--json")
    assert graded.returncode == 0, graded.stderr
    (submission,) = json.loads(graded.stdout)["submissions"]
    assert submission["score"] == 20.0


@pytest.mark.full
def test_a_students_light_installation_checks_a_notebook(wheel, offline, tmp_path):
    venv = tmp_path / "a student's venv 环境"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    python = venv / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, env=offline)
    missing = "import importlib.util as u; print([m for m in ('nbgrader', 'pytest', 'sqlalchemy') if u.find_spec(m)])"
    assert subprocess.run([python, "-c", missing], capture_output=True, text=True).stdout.strip() == "[]"
    folder = tmp_path / "activations"
    shutil.copytree(ROOT / "release/activations", folder)
    (folder / "activations.ipynb").write_bytes(hand_ins.as_bytes(hand_ins.reference("activations")))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    listed = subprocess.run([python, "-m", "autograder.cli", "--help"], env=environment, capture_output=True, text=True).stdout  # fmt: skip
    assert "For students:\n  check" in listed
    assert not {"roster", "gradescope-zip", "audit"} & {*listed.split()}
    assert "Commands of teachers are not listed" in listed
    ran = subprocess.run([python, "-m", "autograder.cli", "check", "activations.ipynb"], cwd=folder, env=environment,
                         capture_output=True, text=True)  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "✓ sigmoid: 7 of 7 visible checks pass." in ran.stdout
    ran = subprocess.run([python, "-m", "autograder.cli", "check", "activations.ipynb", "--lang", "zh"], cwd=folder,
                         env=environment, capture_output=True, text=True)  # fmt: skip
    assert "✓ sigmoid：7 项可见检查，通过了 7 项。" in ran.stdout
