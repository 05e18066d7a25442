"""`grade --follow` is killed at any moment and started again: nothing is lost, nothing is charged twice."""

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import made
import pytest
import rig

# Before the quota is written, before and behind each store that grading makes, and before the page.
MOMENTS = {
    "before the quota is written": ("os.rename", "small.quota.json", "command"),
    "before the first report": ("os.rename", "report.json", "any"),
    "between the reports and the gradebook": ("sqlite3.connect", "", "command"),
    "before a page": ("os.rename", "small.html", "command"),
}
QUOTA = ("--follow", "--quota", "1", "--jobs", "1")


def struck(course, moment):
    flag = course.parent / "struck"
    arguments = [str(flag), *MOMENTS[moment], str(int(signal.SIGKILL)), "1"]
    running = rig.start(course, *QUOTA, command=[sys.executable, "-c", rig.STRIKER, *arguments])
    out, err = running.communicate(timeout=rig.SECONDS)
    rig.wait_until(lambda: not rig.processes(Path(os.environ["TMPDIR"])), "its lanes live on")
    assert running.returncode == -signal.SIGKILL, out + err


def pages(course):
    return sorted(file.parent.parent.name for file in course.glob("var/feedback/*/small/small.html"))


def ended(running):
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=rig.SECONDS)
    return running.returncode, out, err


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_follower_is_finished_by_the_next(course, undisturbed, temporary, moment):
    struck(course, moment)
    running = rig.start(course, *QUOTA)
    rig.wait_until(lambda: pages(course) == ["ada", "bob", "cy"], "not all pages came")
    assert ended(running)[0] == 130
    assert rig.outcome(course) == undisturbed
    assert os.listdir(temporary) == []


def test_what_arrives_is_graded_and_answered_within_five_seconds_and_ctrl_c_ends_it(course, temporary):
    shutil.rmtree(course / "var/submitted")
    running = rig.start(course, "--follow", "--jobs", "1")
    note = course / "var/told/small.following.json"
    rig.wait_until(note.exists, "the follower did not begin")
    for student in ("ada", "bob"):
        made.hand_in(course, student, made.RIGHT)
        arrived = time.monotonic()
        rig.wait_until(lambda student=student: student in pages(course), "no page came")
        assert time.monotonic() - arrived < 5
    # A page is there before its line is said, and the line before the note of how many are done.
    rig.wait_until(lambda: json.loads(note.read_bytes())["graded"] == 2, "the second was not counted")
    code, out, err = ended(running)
    assert code == 130
    assert out.count("8 / 10") == 2
    assert "Traceback" not in err
    assert not note.exists()
    assert os.listdir(temporary) == []
