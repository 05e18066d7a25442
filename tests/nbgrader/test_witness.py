"""nbgrader's own tests of autograde, feedback, export and db, with our configuration in place.

`expected.yml` lists each that cannot hold, with the reason; the first for each reason is run.
"""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import witness

REASONS = {test: reason for reason, tests in witness.expected().items() for test in tests}
FIRST = {tests[0] for tests in witness.expected().values()}
MEMORY = Path("/dev/shm")  # dozens of databases are made, each with many commits


@pytest.fixture(scope="module")
def ran():
    """By test: how it ended."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as made:
        folder = Path(made)
        witness.copy(folder)
        paths = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        own = {
            "PYTHONPATH": str(HERE),
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "PATH": paths,
            "TMPDIR": made,
        }
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "apps", "-q", "-p", "no:cacheprovider", "-p", "witness", "-W", "ignore", "--junitxml=found.xml"],
            cwd=folder, env=os.environ | own, capture_output=True, text=True,
        )  # fmt: skip
        found = {}
        for case in ET.parse(folder / "found.xml").iter("testcase"):
            place = case.attrib["classname"].rpartition(".")[2].removeprefix("TestNbGrader")
            ended = {part.tag for part in case} & {"failure", "error", "skipped"}
            found[f"{place}.{case.attrib['name']}"] = (
                (ended.pop() if ended else "passed"),
                "".join(part.attrib.get("message", "") for part in case),
            )
    assert found, done.stdout + done.stderr
    return found


def test_nbgraders_own_tests_hold_but_for_those_that_are_listed(ran):
    failed = {name: message for name, (ended, message) in ran.items() if ended in ("failure", "error")}
    assert {name: failed[name] for name in failed.keys() - REASONS.keys()} == {}
    assert sum(ended == "passed" for ended, _ in ran.values()) >= 39


def test_nothing_is_listed_that_holds(ran):
    assert {name for name in FIRST if ran.get(name, ("gone", ""))[0] not in ("failure", "error")} == set()
    assert {name for name in REASONS if name not in ran} == set()
