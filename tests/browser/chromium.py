"""One Chromium for all tests of a process, and the folder for its screenshots: fixtures."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def missing() -> str:
    """What this machine lacks for these tests, or nothing."""
    if os.environ.get("REQUIRE_BROWSER"):
        subprocess.run([HERE / "start.sh"], check=True)
    commands = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    packages = [
        name for name in ("selenium", "jupyterlab", "nbgrader") if importlib.util.find_spec(name) is None
    ]
    return ", ".join(commands + packages)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    """Where screenshots go: BROWSER_PICTURES, or for a test that gives up pytest's own folder."""
    return Path(os.environ.get("BROWSER_PICTURES") or tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="session")
def screen(tmp_path_factory, pictures):
    """A browser. Where there is none the test is skipped, or fails with REQUIRE_BROWSER=1."""
    if lacking := missing():
        said = f"no browser tests: {lacking} missing; see tests/browser/start.sh"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(said)
        pytest.skip(said)
    from screen import Screen

    opened = Screen(tmp_path_factory.mktemp("chromium"), pictures, "BROWSER_PICTURES" in os.environ)
    yield opened
    opened.close()
