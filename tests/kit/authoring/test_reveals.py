"""Answers in given code: who has just built is told, and in which words follows from course.yml."""

import re
import shutil
from datetime import UTC, datetime

import made
import pytest

from autograder.authoring import reveals
from autograder.course import Assignment, Course
from autograder.errors import CourseError

NOW = datetime(2026, 12, 1, tzinfo=UTC)
PAST, FUTURE = "2026-11-01 12:00", "2026-12-24 12:00"


def course(reveal="warn", due=None, closes=None):
    first = Assignment("first", due=due, closes=closes)
    other = Assignment("other", due=PAST)
    return Course(
        "T", (first, other, Assignment("last", reveals=("first", "other", "dropped"))), reveal=reveal
    )


@pytest.mark.parametrize(
    ("reveal", "due", "closes", "says"),
    [
        ("warn", None, None, "mind when you give these out: .* not due yet: last shows first$"),
        ("warn", FUTURE, None, "not due yet: last shows first$"),
        ("due", FUTURE, None, "do not give these out yet: .* not due yet: last shows first$"),
        ("closes", PAST, FUTURE, "do not give these out yet: .* not closed yet: last shows first$"),
    ],
)
def test_one_line_says_what_shows_which_answers(reveal, due, closes, says):
    (line,) = reveals.reveal_warnings(course(reveal, due, closes), ["first", "last"], NOW)
    assert re.search(says, line)


def test_nothing_is_said_where_all_is_over_or_another_one_was_built():
    assert reveals.reveal_warnings(course(due=PAST), ["last"], NOW) == ()
    assert reveals.reveal_warnings(course("closes", PAST, PAST), ["last"], NOW) == ()
    assert reveals.reveal_warnings(course(), ["first", "other"], NOW) == ()


def test_a_zip_leaves_out_what_must_wait_and_only_mentions_what_need_not():
    assert reveals.warnings(course("due"), ["last"], NOW)[0].startswith(
        "last: left out, since its given code"
    )
    assert reveals.warnings(course(), ["last"], NOW)[0].startswith("last: mind that its given code")


@pytest.mark.parametrize(("reveal", "due", "over"), [("due", FUTURE, "due"), ("closes", PAST, "closed")])
def test_a_release_that_has_to_wait_is_refused_with_the_way_out(reveal, due, over):
    with pytest.raises(CourseError, match=f"last waits, .* answers of first, not {over} yet\n.*reveal: warn"):
        reveals.refuse_too_early(course(reveal, due, FUTURE), "last", NOW)


def test_a_release_that_is_only_warned_of_or_whose_time_has_come_is_not_refused():
    reveals.refuse_too_early(course(), "last", NOW)
    reveals.refuse_too_early(course("due", PAST), "last", NOW)
    reveals.refuse_too_early(course("due", FUTURE), "first", NOW)


def test_build_says_it_of_what_it_built(tmp_path):
    yml = made.COURSE_YML + "  - name: later\n    reveals: [small]\n"
    root = made.course(tmp_path / "course", yml)
    for home in (root / "source", root / "tests/suites"):
        shutil.copytree(home / "small", home / "later")
    (root / "source/later/small.ipynb").rename(root / "source/later/later.ipynb")
    for built, is_told in ((["later"], True), ([], True), (["small"], False)):
        assert ("later shows small" in made.run(root, "build", *built).stderr) is is_told
    assert made.do(root, "build", "--check") == ""
