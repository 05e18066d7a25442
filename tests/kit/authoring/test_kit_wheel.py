"""What students install is the kit that is installed here, whole and unchanged."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from autograder.authoring import kit_wheel
from autograder.errors import AutograderError

PACK = """
import sys
from pathlib import Path
from autograder.authoring.kit_wheel import students_wheel
made = students_wheel(Path("dist"))
Path(sys.argv[1], made.name).write_bytes(made.raw)
"""


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder in which pip has installed the kit's wheel."""
    folder = tmp_path_factory.mktemp("installed") / "site packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", f"--target={folder}"]
    subprocess.run([*pip, wheel], check=True)
    return folder


def packed(installed, target):
    """Ask the installed kit for the students' wheel."""
    target.mkdir()
    return subprocess.run(
        [sys.executable, "-c", PACK, target],
        cwd=target,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )


def inside(file):
    with zipfile.ZipFile(file) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def again(installed, tmp_path_factory):
    """The wheel that the installed kit makes of itself."""
    target = tmp_path_factory.mktemp("again") / "wheels"
    ran = packed(installed, target)
    assert ran.returncode == 0, ran.stderr
    (made,) = target.iterdir()
    return made


def test_it_holds_the_files_of_the_wheel_that_was_installed_but_the_pages_for_staff(wheel, again):
    assert again.name == wheel.name
    was = {name: raw for name, raw in inside(wheel).items() if not name.startswith("autograder/docs/")}
    assert len(was) < len(inside(wheel))
    made = inside(again)
    (record,) = (name for name in was if name.endswith("/RECORD"))
    lines = [line for line in was.pop(record).splitlines() if not line.startswith(b"autograder/docs/")]
    assert sorted(made.pop(record).splitlines()) == sorted(lines)
    assert made == was  # so no path of this machine, as pip's direct_url.json has one


def test_it_is_the_same_bytes_each_time(installed, again, tmp_path):
    assert packed(installed, tmp_path / "other").returncode == 0
    assert (tmp_path / "other" / again.name).read_bytes() == again.read_bytes()


@pytest.mark.full
def test_pip_installs_it_and_the_command_runs(again, tmp_path):
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        f"--target={tmp_path}",
    ]
    subprocess.run([*pip, again], check=True)
    ran = subprocess.run(
        [tmp_path / "bin/autograder", "--version"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert ran.stdout.startswith("autograder, version "), ran.stderr
    installed = [
        line.split(",")[0] for line in next(tmp_path.glob("*.dist-info/RECORD")).read_text().splitlines()
    ]
    assert "autograder/locale/zh/LC_MESSAGES/autograder.mo" in installed


@pytest.mark.full
@pytest.mark.parametrize("change", ["changed", "deleted"])
def test_an_installation_that_was_changed_is_not_given_to_students(installed, tmp_path, change):
    copy = tmp_path / "installed"
    shutil.copytree(installed, copy)
    if change == "changed":
        (copy / "autograder/check.py").write_text("# better\n")
    else:
        (copy / "autograder/check.py").unlink()
    ran = packed(copy, tmp_path / "out")
    assert ran.returncode != 0
    assert "check.py: " in ran.stderr
    assert "next: install the kit again" in ran.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_a_kit_that_runs_from_its_repository_takes_the_newest_wheel_that_make_has_built(
    wheel, again, tmp_path
):
    assert kit_wheel.installed_kit() is None
    with pytest.raises(AutograderError, match="make wheel"):
        kit_wheel.students_wheel(tmp_path)
    (tmp_path / "nn_course_kit-0.1.0-py3-none-any.whl").write_bytes(b"an old one")
    os.utime(tmp_path / "nn_course_kit-0.1.0-py3-none-any.whl", (1, 1))
    shutil.copy(wheel, tmp_path)
    newest = kit_wheel.students_wheel(tmp_path)
    assert (newest.name, newest.raw) == (again.name, again.read_bytes())


def test_a_file_that_is_no_wheel_is_refused(tmp_path):
    (tmp_path / "kit.whl").write_bytes(b"PK nonsense")
    with pytest.raises(AutograderError, match="this is no wheel"):
        kit_wheel.read_wheel(tmp_path / "kit.whl")
    with zipfile.ZipFile(tmp_path / "kit.whl", "w") as opened:
        opened.writestr("a.txt", "a")
    with pytest.raises(AutograderError, match="this is no wheel"):
        kit_wheel.read_wheel(tmp_path / "kit.whl")
