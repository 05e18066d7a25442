"""Ctrl-C: a short word, exit code 130, and nothing that goes on."""

import os
import signal

import made
import pytest
import rig

WORD = "stopped; what is finished is kept, and the same command goes on from there"


def stopped(running):
    """Press Ctrl-C, as a terminal does it: every process of the foreground group gets the signal."""
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=rig.SECONDS)
    return running.returncode, told


def test_ctrl_c_in_the_middle_keeps_what_is_finished(course, undisturbed, temporary):
    made.hand_in(
        course, "cy", rig.SLOW.replace("0.05", "3")
    )  # its worker is at work when the others are done
    running = rig.start(course, "--jobs", "2")
    reports = "var/reports/*/small/report.meta.json"
    rig.wait_until(lambda: len(list(course.glob(reports))) == 2, "no reports came")
    code, told = stopped(running)
    assert code == 130
    assert told.strip().endswith(WORD)
    assert "Traceback" not in told
    assert os.listdir(temporary) == []
    kept = {file: file.read_bytes() for file in course.glob("var/reports/*/small/report.json")}
    assert kept
    made.hand_in(course, "cy", rig.SLOW)
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed
    assert kept.items() <= {file: file.read_bytes() for file in kept}.items()


@pytest.mark.parametrize(
    ("event", "name"), [("compile", "test_double.py"), ("os.rename", "small.ipynb"), ("sqlite3.connect", "")],
    ids=["while collecting", "while a lane writes", "before the gradebook"],
)  # fmt: skip
def test_ctrl_c_at_another_moment_says_the_same(course, undisturbed, event, name):
    ran = rig.struck(course, event, name, "any", number=signal.SIGINT)
    assert ran.returncode == 130, ran.stderr
    assert ran.stderr.strip().endswith(WORD)
    assert "Traceback" not in ran.stderr
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed
