"""`grade --follow`: what arrives is graded once it is whole, never more often than the quota says, and refused where it is no file."""

import json
import os
import re

import made
import pytest
from click.testing import CliRunner

from autograder.classroom import jobs, progress_files
from autograder.cli import cli
from autograder.course import parse_course
from autograder.errors import AutograderError, CourseError
from autograder.files import locked
from autograder.paths import Places
from autograder.submissions import report_store
from autograder.term import follow as following
from autograder.term.follow import SETTLED_SECONDS, UNREADABLE_SECONDS, Follower


class Clock:
    """Two clocks that a test moves on: seconds, and the day."""

    def __init__(self):
        self.now, self.day = 1000.0, "2026-12-01"

    def __call__(self):
        return self.now


class Watched:
    """A follower of the small course, and what it said."""

    def __init__(self, root, quota=None):
        self.root, self.clock, self.said = root, Clock(), []
        self.follower = Follower(
            root, jobs.prepare(root, "small"), self.said.append, quota, 1, clock=self.clock, today=lambda: self.clock.day
        )  # fmt: skip

    def look(self, after=0.0):
        self.clock.now += after
        return self.follower.look()

    def settle(self):
        """See what is there, and look again when it has not changed for long enough."""
        return self.look(1.0) + self.look(SETTLED_SECONDS)


@pytest.fixture
def course(tmp_path):
    root = made.built(tmp_path / "course")
    (root / "var/submitted").mkdir(parents=True)
    return root


def page(root, student):
    return root / f"var/feedback/{student}/small/small.html"


def report(root, student):
    return report_store.read_report(Places(root).work("small", student))


@pytest.mark.full
def test_a_hand_in_is_graded_when_it_is_whole_and_its_page_is_written(course):
    watched = Watched(course)
    assert watched.settle() == []
    made.hand_in(course, "ada", made.RIGHT)
    assert watched.look(1.0) == []  # it may be on its way still
    assert watched.look(SETTLED_SECONDS / 2) == []
    assert watched.look(SETTLED_SECONDS) == ["ada"]
    assert report(course, "ada").cells["test_double"].score == 4
    assert page(course, "ada").is_file()
    assert re.fullmatch(r"\d\d:\d\d:\d\d ada: 8 / 10", watched.said[-1])
    assert watched.settle() == []


@pytest.mark.full
def test_a_file_that_still_grows_and_one_that_cannot_be_read_yet_are_waited_for(course):
    watched = Watched(course)
    file = made.hand_in(course, "ada", made.RIGHT)
    whole = file.read_bytes()
    file.write_bytes(whole[:100])
    assert watched.settle() == []
    assert watched.look(30.0) == []  # settled, but no notebook
    file.write_bytes(whole[:1000])
    assert watched.look(UNREADABLE_SECONDS) == []  # it has changed: it begins anew
    file.write_bytes(whole)
    assert watched.settle() == ["ada"]
    assert report(course, "ada").status == "graded"


@pytest.mark.full
def test_what_never_becomes_a_notebook_is_reported_and_nobodys_zero(course):
    watched = Watched(course)
    made.hand_in(course, "ada", b'{"cells": [')
    assert watched.settle() == []
    assert watched.look(UNREADABLE_SECONDS) == ["ada"]
    assert report(course, "ada").score is None
    assert "ada: waits for a person" in watched.said[-1]
    assert watched.settle() == []


@pytest.mark.full
def test_links_and_special_files_are_not_followed(course, tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(made.hand_in(course, "eve", made.RIGHT).read_bytes())
    for student in ("link", "pipe"):
        (course / "var/submitted" / student / "small").mkdir(parents=True)
    (course / "var/submitted/link/small/small.ipynb").symlink_to(secret)
    os.mkfifo(course / "var/submitted/pipe/small/small.ipynb")
    (course / "var/submitted/folder").symlink_to(course / "var/submitted/eve", target_is_directory=True)
    watched = Watched(course)
    assert watched.settle() == ["eve"]
    assert sorted(watched.look(UNREADABLE_SECONDS)) == ["folder", "link", "pipe"]
    for student in ("folder", "link", "pipe"):
        assert report(course, student).status == "error"
        assert report(course, student).score is None


@pytest.mark.full
def test_over_the_days_quota_a_hand_in_waits_for_the_next_day_and_the_page_says_so(course):
    watched = Watched(course, quota=1)
    made.hand_in(course, "ada", "def double(x):\n    return 1\n\n\ndef halve(x):\n    return 1\n")
    assert watched.settle() == ["ada"]
    first = report(course, "ada").digest
    made.hand_in(course, "ada", made.RIGHT)
    watched.settle()
    assert report(course, "ada").digest == first
    assert "ada: 1 were graded today; this one waits for tomorrow" in watched.said[-1]
    assert "this one is graded tomorrow" in page(course, "ada").read_text(encoding="utf-8")
    assert progress_files.running_follower(Places(course), "small").over == 1
    again = Watched(course, quota=1)  # a follower that is started anew knows what was graded today
    again.settle()
    assert report(course, "ada").digest == first
    again.clock.day = "2026-12-02"
    assert again.settle() == ["ada"]
    assert report(course, "ada").cells["test_double"].score == 4
    assert "this one is graded tomorrow" not in page(course, "ada").read_text(encoding="utf-8")


@pytest.mark.full
def test_what_is_done_is_not_done_again_by_the_next_follower_unless_its_page_is_missing(course):
    made.hand_in(course, "ada", made.RIGHT)
    Watched(course, quota=1).settle()
    again = Watched(course, quota=1)
    assert again.settle() == []
    page(course, "ada").unlink()
    assert Watched(course, quota=1).settle() == ["ada"]  # the same bytes cost no quota
    assert page(course, "ada").is_file()


@pytest.mark.full
def test_an_error_of_ours_costs_nobody_anything_and_is_tried_again(course):
    watched = Watched(course)
    made.hand_in(course, "ada", made.RIGHT)
    text = (course / "course.yml").read_text(encoding="utf-8")
    (course / "course.yml").write_text("title: [", encoding="utf-8")
    assert watched.settle() == []
    assert "it is tried again" in watched.said[-1]
    assert "this is not YAML" in progress_files.running_follower(Places(course), "small").trouble
    said = len(watched.said)
    assert watched.look(6.0) == []
    assert len(watched.said) == said  # told once
    (course / "course.yml").write_text(text, encoding="utf-8")
    assert watched.look(6.0) == ["ada"]
    assert progress_files.running_follower(Places(course), "small").trouble == ""


def test_a_look_at_a_class_where_nothing_happens_takes_less_than_a_hundredth_of_its_pause(course):
    import time

    for number in range(300):
        (course / f"var/submitted/s{number}/small").mkdir(parents=True)
    watched = Watched(course)
    watched.settle()
    watched.follower.arriving.clear()
    watched.follower.finished = {
        f"s{number}": following.folder_stats(str(course / f"var/submitted/s{number}/small"), "small")
        for number in range(300)
    }
    took = []
    for _ in range(5):
        began = time.process_time()
        assert watched.look() == []
        took.append(time.process_time() - began)
    assert min(took) / watched.follower.pause(min(took)) < 0.01


def test_quotas_that_cannot_be_read_are_not_begun_anew_in_silence(course):
    file = course / "var/told/small.quota.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[", encoding="utf-8")
    with pytest.raises(AutograderError, match="cannot be read"):
        following.read_quotas(Places(course), "small")


def test_a_quota_is_a_number_of_at_least_one():
    with pytest.raises(CourseError, match=">= 1"):
        parse_course(b"title: T\nassignments: [{name: one, daily_quota: 0}]\n")


@pytest.mark.parametrize("more", [["--student", "ada"], ["--preview"], ["--force"], ["--json"]])
def test_following_is_refused_beside_what_it_cannot_do(course, more):
    ran = CliRunner().invoke(cli, ["grade", "small", "--follow", *more, "--course", str(course)])
    assert ran.exit_code == 2
    assert "--follow goes with" in ran.output


def test_one_process_at_a_time_follows_an_assignment(course):
    with locked(course / "var/follow.small.lock", "following small in"):
        ran = CliRunner().invoke(cli, ["grade", "small", "--follow", "--course", str(course)])
    assert ran.exit_code == 3
    assert f"process {os.getpid()} is following small in this course" in ran.output


def test_a_killed_followers_note_is_nothing(course):
    file = course / "var/told/small.following.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    note = {"assignment": "small", "process": 2**22 + 1, "began": 0.0, "graded": 1, "arriving": 0, "over": 0}
    file.write_text(json.dumps(note), encoding="utf-8")
    assert progress_files.running_follower(Places(course), "small") is None
