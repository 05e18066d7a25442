"""A built course with a class handed in, and what an undisturbed run makes of it."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import rig


@pytest.fixture(scope="session")
def handed_in(tmp_path_factory):
    """The course as it stands before the first `grade`."""
    return rig.make_course(tmp_path_factory.mktemp("before") / "course")


@pytest.fixture
def course(handed_in, tmp_path):
    """A copy of it to disturb."""
    shutil.copytree(handed_in, tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture(scope="session")
def graded_once(handed_in, tmp_path_factory):
    """The course after a run that nobody disturbed, to copy."""
    root = tmp_path_factory.mktemp("undisturbed") / "course"
    shutil.copytree(handed_in, root)
    ran = rig.grade(root)
    assert ran.returncode == 0, ran.stderr
    return root


@pytest.fixture
def graded(graded_once, tmp_path):
    """A copy of it to disturb."""
    return shutil.copytree(graded_once, tmp_path / "course")


@pytest.fixture(scope="session")
def undisturbed(graded_once):
    """What is there after a run that nobody disturbed."""
    return rig.outcome(graded_once)


@pytest.fixture(autouse=True)
def temporary(monkeypatch, tmp_path):
    """The commands' own temporary folder. After each test, whatever it did, no process and no mount is left."""
    with tempfile.TemporaryDirectory(prefix="faults-", dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        monkeypatch.setenv("TMPDIR", folder)
        yield Path(folder)
        try:
            rig.wait_until(lambda: not rig.processes(folder), "processes of a disturbed run live on")
        finally:
            rig.end_started()
        assert not rig.mounts(tmp_path)
        assert not rig.mounts(folder)
