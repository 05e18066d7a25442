"""What a hint is found by ends while it is asked: the hint is found again, and none is kept as "none"."""

import json
import shutil
import subprocess
import sys

import pytest
import rig

PROBES = """
def probes():
    for x in (1, 2, 3.5):
        yield "double", ["any number"], lambda student, x=x: student.double(x)
"""
KNOWN = """
adds-one:
  function: double
  hint: {en: 'Twice a number is not one more.', zh: '两倍不是加一。'}
  wrong: |
    def double(x):
        return x + 1
  concept: twice a number  # as a table of kit 0.1 has it
  level: math
"""
ADDS_ONE = "def double(x):\n    return x + 1\n\n\ndef halve(x):\n    return x / 2\n"
ENDS = "import os\n\ndef double(x):\n    os._exit(1) if x == 3.5 else None\n    return 3 * x\n\n\ndef halve(x):\n    return x / 2\n"
# Ends the process from which workers are forked, or the worker, when a hint is asked for the first time.
STRIKER = """
import os, signal, sys
flag, victim = sys.argv[1:3]
from autograder.diagnosis.casebook import Casebook
from autograder.classroom import grade
probe, made = Casebook.probe, {}
def engine(job, suites, zygote, new=grade.new_engine):
    made["zygote"] = zygote
    return new(job, suites, zygote)
def struck(self, function, student):
    try:
        os.close(os.open(flag, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return probe(self, function, student)
    os.kill(made["zygote"].process.pid if victim == "zygote" else student._connection.channel.worker.pid, signal.SIGKILL)
    return probe(self, function, student)
grade.new_engine, Casebook.probe = engine, struck
sys.argv[1:] = sys.argv[3:]
from autograder.cli import main
main()
"""


@pytest.fixture(scope="module")
def probed_once(handed_in, tmp_path_factory):
    """The course with probes and a known mistake, which ada has made; a run has found it."""
    course = shutil.copytree(handed_in, tmp_path_factory.mktemp("probed") / "course")
    (course / "source/small/checks/probes.py").write_text(PROBES)
    (course / "tests/suites/small/misconceptions.yml").write_text(KNOWN, encoding="utf-8")
    subprocess.run([*rig.COMMAND, "build", "--course", str(course)], check=True, capture_output=True)
    rig.made.hand_in(course, "ada", ADDS_ONE)
    assert rig.grade(course).returncode == 0
    assert diagnosis(course) == "adds-one"
    return course


@pytest.fixture
def probed(probed_once, tmp_path):
    """A copy of it to disturb."""
    return shutil.copytree(probed_once, tmp_path / "course")


def diagnosis(course, student="ada"):
    """What the report names as the cause."""
    found = json.loads((course / f"var/reports/{student}/small/report.json").read_bytes())
    return found["cells"]["test_double"].get("diagnosis")


@pytest.mark.parametrize("victim", ["zygote", "worker"])
def test_a_hint_whose_process_was_ended_is_found_all_the_same(probed, tmp_path, victim):
    before = rig.outcome(probed)
    command = [sys.executable, "-c", STRIKER, str(tmp_path / "struck"), victim]
    running = rig.start(probed, "--jobs", "1", "--force", command=command)
    _, told = running.communicate(timeout=rig.SECONDS * 2)
    assert running.returncode == 0, told
    assert (tmp_path / "struck").exists()
    assert diagnosis(probed) == "adds-one"
    assert rig.outcome(probed) == before


def test_a_hand_in_that_ends_its_own_worker_when_it_is_asked_has_no_hint_and_is_graded(probed):
    rig.made.hand_in(probed, "ada", ENDS)
    ran = rig.grade(probed)
    assert ran.returncode == 0, ran.stderr
    assert diagnosis(probed) == ""
