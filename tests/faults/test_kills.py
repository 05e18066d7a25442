"""`grade` is killed at any moment and run again: the end is that of a run which nobody disturbed."""

import json
import os
import signal

import made
import pytest
import rig

# The moments at which a kill leaves another state behind: before each file appears, and around the gradebook.
MOMENTS = {
    "while collecting the suites": ("compile", "test_double.py", "command"),
    "before the first report": ("os.rename", "report.json", "any"),
    "between the report and its notebook": ("os.rename", "small.ipynb", "any"),
    "between the notebook and its timestamp": ("os.rename", "timestamp.txt", "any"),
    "before the report's meta file": ("os.rename", "report.meta.json", "any"),
    "between the reports and the gradebook": ("sqlite3.connect", "", "command"),
    "between the gradebook and what is noted of it": ("os.rename", "report.meta.json", "command"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_is_finished_by_the_next(course, undisturbed, temporary, moment):
    with rig.watched(course) as wrong:
        ran = rig.struck(course, *MOMENTS[moment])
        assert ran.returncode == -signal.SIGKILL
        again = rig.grade(course)
    assert again.returncode == 0, again.stderr
    assert rig.outcome(course) == undisturbed
    assert wrong == []
    assert os.listdir(temporary) == []


def test_a_run_that_is_told_to_end_is_finished_by_the_next(course, undisturbed, temporary):
    ran = rig.struck(course, *MOMENTS["between the report and its notebook"], number=signal.SIGTERM)
    assert ran.returncode == -signal.SIGTERM
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed
    assert os.listdir(temporary) == []


@pytest.mark.parametrize("name", ["report.json", "report.meta.json"])
def test_a_lane_that_is_killed_costs_nobody_anything(course, undisturbed, name):
    ran = rig.struck(course, "os.rename", name, "lane")
    assert ran.returncode == 0, ran.stderr
    assert rig.outcome(course) == undisturbed


def test_a_hand_in_that_kills_its_lane_twice_waits_for_the_next_run(course, undisturbed):
    ran = rig.struck(course, "os.rename", "ada/small/report.json", "lane", times=2)
    assert ran.returncode == 3
    found = json.loads((course / "var/reports/ada/small/report.json").read_text())
    assert found["status"] == "error"
    assert found["score"] is None
    assert "the grader itself failed" in found["reason"]["message"]
    assert "Traceback" not in ran.stdout
    (waits,) = rig.manual(
        course, "SELECT count(*) FROM grade WHERE auto_score IS NULL AND needs_manual_grade"
    )
    assert waits == (3,)
    others = {name: raw for name, raw in rig.outcome(course).items() if "/bob/" in name or "/cy/" in name}
    assert others.items() <= undisturbed.items()
    assert rig.grade(course).returncode == 0
    # That there was no score for a while is kept, in a file of its own.
    found = {name: raw for name, raw in rig.outcome(course).items() if not name.endswith("history.json")}
    assert found == undisturbed


@pytest.mark.parametrize("who", [rig.zygotes, rig.workers], ids=["zygote", "worker"])
def test_a_zygote_or_a_worker_that_is_killed_costs_nobody_anything(course, who):
    made.hand_in(course, "cy", rig.SLOW.replace("0.05", "0.3"))
    running = rig.start(course, "--jobs", "1")
    report = course / "var/reports/bob/small/report.json"
    rig.wait_until(report.exists, "the second report did not come")  # the slow one is at work now
    rig.wait_until(lambda: is_killed(who(running.pid)), "nobody is at work")
    _, told = running.communicate(timeout=rig.SECONDS)
    assert running.returncode == 0, told
    found = rig.outcome(course)
    assert rig.grade(course, "--force").returncode == 0
    assert rig.outcome(course) == found


def is_killed(pids):
    """Kill the last of these processes; whether there was one."""
    try:
        os.kill(pids[-1], signal.SIGKILL)
    except (IndexError, ProcessLookupError):
        return False
    return True
