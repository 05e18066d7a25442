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
from made import DRAW, course_with_a_picture

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


@pytest.fixture(scope="module")
def slow_pictures(tmp_path_factory):
    """A course in which each student's picture takes four seconds, in a place without hand-ins."""
    settings = made.COURSE_YML.replace("cell_seconds: 2", "cell_seconds: 8")
    return course_with_a_picture(
        tmp_path_factory.mktemp("slow") / "course", f"import time\n\ntime.sleep(4)\n{DRAW}", settings
    )


@pytest.fixture
def slow(slow_pictures, tmp_path):
    return shutil.copytree(slow_pictures, tmp_path / "slow")


def page_of(course, student):
    file = course / f"var/feedback/{student}/small/small.html"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def is_drawn(course, *students):
    return all(
        "<img" in page and "on its way" not in page for page in (page_of(course, one) for one in students)
    )


def test_a_page_waits_neither_for_its_own_pictures_nor_for_those_of_others(slow):
    running = rig.start(slow, "--follow")
    rig.wait_until((slow / "var/told/small.following.json").exists, "the follower did not begin")
    for students in (("ada", "bob"), ("dan",)):
        for student in students:
            made.hand_in(slow, student, made.RIGHT)
        arrived = time.monotonic()
        for student in students:
            rig.wait_until(lambda student=student: page_of(slow, student), "no page came")
            assert "More of this page is on its way" in page_of(slow, student)
        assert time.monotonic() - arrived < 5
    assert not is_drawn(slow, "ada", "bob")  # dan's page came before their pictures
    rig.wait_until(lambda: is_drawn(slow, "ada", "bob", "dan"), "no pictures came", 60)
    assert ended(running)[0] == 130


def test_a_follower_that_is_killed_while_pictures_are_made_leaves_them_to_the_next(slow, temporary):
    made.hand_in(slow, "ada", made.RIGHT)
    running = rig.start(slow, "--follow")
    rig.wait_until(lambda: page_of(slow, "ada"), "no page came")
    rig.wait_until(lambda: len(rig.children(running.pid)) > 0, "nothing runs beside")
    running.kill()
    running.communicate()
    rig.wait_until(lambda: not rig.processes(slow), "something of it still runs")
    graded = (slow / "var/reports/ada/small/report.meta.json").read_bytes()
    running = rig.start(slow, "--follow")
    rig.wait_until(lambda: is_drawn(slow, "ada"), "no picture came", 60)
    assert (slow / "var/reports/ada/small/report.meta.json").read_bytes() == graded
    assert ended(running)[0] == 130
    assert os.listdir(temporary) == []


def test_ctrl_c_ends_what_runs_for_pictures_too(slow, temporary):
    made.hand_in(slow, "ada", made.RIGHT)
    running = rig.start(slow, "--follow")
    rig.wait_until(lambda: page_of(slow, "ada"), "no page came")
    rig.wait_until(lambda: len(rig.children(running.pid)) > 0, "nothing runs beside")
    code, _, err = ended(running)
    assert code == 130
    assert "Traceback" not in err
    assert rig.processes(slow) == []
    assert os.listdir(temporary) == []
