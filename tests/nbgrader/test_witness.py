"""nbgrader's own tests of autograde, feedback and export, with our configuration in place.

Asked for by `WITNESS=1`: it takes five minutes, and the reasons for some that fail are not known yet.
`expected.yml` lists each that cannot hold, with the reason. Its Gradebook tests are not among them: no
configuration reaches what they call.
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.skipif(not os.environ.get("WITNESS"), reason="asked for by WITNESS=1")

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import witness

EXPECTED = yaml.safe_load((HERE / "expected.yml").read_text(encoding="utf-8"))
REASONS = {test: reason for reason, tests in EXPECTED.items() for test in tests}


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """By test: how it ended."""
    folder = tmp_path_factory.mktemp("witness")
    witness.copy(folder)
    paths = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    own = {"PYTHONPATH": str(HERE), "JUPYTER_CONFIG_DIR": str(folder / "config"), "PATH": paths}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "apps", "-q", "-p", "no:cacheprovider", "-W", "ignore", "--junitxml=found.xml"],
        cwd=folder, env=os.environ | own, capture_output=True, text=True,
    )  # fmt: skip
    found = {}
    for case in ET.parse(folder / "found.xml").iter("testcase"):
        name = f"{case.attrib['classname'].rpartition('.')[2].removeprefix('TestNbGrader')}.{case.attrib['name']}"
        ended = {part.tag for part in case} & {"failure", "error", "skipped"}
        found[name] = (
            (ended.pop() if ended else "passed"),
            "".join(part.attrib.get("message", "") for part in case),
        )
    assert found, done.stdout + done.stderr
    return found


def test_nbgraders_own_tests_hold_but_for_those_that_are_listed(ran):
    failed = {name: message for name, (ended, message) in ran.items() if ended in ("failure", "error")}
    assert {name: failed[name] for name in failed.keys() - REASONS.keys()} == {}
    assert sum(ended == "passed" for ended, _ in ran.values()) >= 10


def test_nothing_is_listed_that_holds(ran):
    assert {name for name in REASONS if ran.get(name, ("gone", ""))[0] not in ("failure", "error")} == set()
