"""What a student's functions draw, as a page has it: a PNG and nothing else, its words, and the album."""

import contextlib
import os
import re
import subprocess
import sys

import made
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import DRAW, SIGNATURE, chunk, course_with_a_picture, png

from autograder.pages import class_feedback, drawings
from autograder.pages.drawings import (
    Picture,
    PlotLine,
    PlotSummary,
    alternative,
    checked_png,
    read_plot_summaries,
)
from autograder.report import Report
from autograder.sandbox import tiers
from autograder.submissions.report_store import BesideReports


def test_a_picture_stays_as_it_is():
    assert checked_png(png()) == png()


def test_what_is_no_picture_of_a_picture_is_left_out():
    text = chunk(b"tEXt", b"Comment\0<script>") + chunk(b"eXIf", b"where I live")
    assert checked_png(png(extra=text, tail=b"<html>")) == png()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        "text",
        None,
        b"<svg onload=alert(1)>",
        SIGNATURE,
        png()[:-1],
        png(width=100_000),
        png(height=0),
        png().replace(b"IDAT", b"IDAX"),
        png().replace(b"IHDR", b"IHDX"),
        SIGNATURE + chunk(b"IEND", b""),
        SIGNATURE + chunk(b"IDAT", b"") + png()[8:],
        png() + b"\0" * drawings.MAX_PNG,
    ],
)
def test_what_is_not_a_png_of_a_decent_size_is_none(raw):
    assert checked_png(raw) is None


@given(st.binary(max_size=200), st.integers(0, 80))
def test_no_bytes_stop_the_page(raw, at):
    whole = png()
    for tried in (SIGNATURE + raw, whole[:at] + raw + whole[at:]):
        found = checked_png(tried)
        assert found is None or found.startswith(SIGNATURE)


def test_the_words_say_what_is_seen():
    seen = PlotSummary("Your sigmoid", "x", "sigmoid(x)", (-6, 6), (0, 1), (PlotLine("_child0", 1, 0, 0, 1),))
    picture = Picture("picture_sigmoid", png(), (seen,))
    assert alternative(picture, "en") == (
        "Your sigmoid: from -6 to 6 across (x), from 0 to 1 up (sigmoid(x)). "
        "Curve 1: begins at 1, ends at 0; lowest 0, highest 1."
    )
    assert alternative(picture, "zh").startswith("Your sigmoid：横轴（x）从 -6 到 6")
    assert alternative(Picture("p", png()), "en") == "A picture that your code drew."


@pytest.mark.parametrize(
    ("xs", "ys", "words"),
    [
        (None, None, "Digits: without axes."),
        ((0, 9), None, "Digits: from 0 to 9 across (x)."),
        (None, (0, 9), "Digits: from 0 to 9 up (y)."),
    ],
)
def test_the_words_say_nothing_of_an_axis_that_is_not_drawn(xs, ys, words):
    raw = msgspec.msgpack.encode([PlotSummary("Digits", "", "", xs, ys)])
    assert alternative(Picture("p", png(), read_plot_summaries(raw)), "en") == words


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        b"",
        b"\xc1",
        msgspec.msgpack.encode("text"),
        msgspec.msgpack.encode([["t", "x", "y", [0, float("nan")], [0, 1], []]]),
        b"\x91" * 5_000,
    ],
)
def test_what_tells_of_a_picture_in_another_form_tells_nothing(told):
    assert read_plot_summaries(told) == ()


# --- the album ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course with a picture cell, built."""
    return course_with_a_picture(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture
def graded(course):
    """A graded hand-in of ada's."""
    made.hand_in(course, "ada", made.RIGHT)
    command = [
        sys.executable,
        "-m",
        "autograder.cli",
        "grade",
        "small",
        "--student",
        "ada",
        "--course",
        str(course),
    ]
    subprocess.run(command, check=False, capture_output=True)
    return course


@pytest.mark.full
def test_the_page_shows_the_picture_its_words_and_the_code_and_draws_once(graded):
    (file,) = class_feedback.write_feedback(graded, "small", ("ada",))
    page = file.read_text(encoding="utf-8")
    assert page.count('<img src="data:image/png;base64,') == 1
    assert 'alt="Twice: from' in page
    assert "return x + x" in page
    album = graded / "var/reports/ada/small/pictures.json"
    before = album.stat().st_mtime_ns
    class_feedback.write_feedback(graded, "small", ("ada",))
    assert album.stat().st_mtime_ns == before
    assert file.read_text(encoding="utf-8") == page


def test_a_hand_in_that_is_not_the_one_that_was_graded_is_not_shown(graded):
    class_feedback.write_feedback(graded, "small", ("ada",))
    (graded / "var/reports/ada/small/pictures.json").unlink()
    made.hand_in(graded, "ada", "def double(x):\n    return 'somebody else'\n")
    (file,) = class_feedback.write_feedback(graded, "small", ("ada",))
    page = file.read_text(encoding="utf-8")
    assert "somebody else" not in page
    assert "<img" not in page


def test_where_the_wall_is_too_low_nothing_is_drawn_and_that_is_told(graded, monkeypatch):
    file = graded / "course.yml"
    whole, told = file.read_text(encoding="utf-8"), []
    (graded / "var/reports/ada/small/pictures.json").unlink(missing_ok=True)
    monkeypatch.setattr(tiers, "probe", lambda: tiers.TierProbe(tiers.Tier.LIMITED, {}))  # another machine
    try:
        file.write_text(whole.replace("sandbox: none", "sandbox: good"), encoding="utf-8")
        (page,) = class_feedback.write_feedback(graded, "small", ("ada",), told.append)
    finally:
        file.write_text(whole, encoding="utf-8")
    assert told == [
        "no pictures: students' code has to run for them, and the sandbox here is limited, not good"
    ]
    assert "<img" not in page.read_text(encoding="utf-8")


def test_a_students_language_is_the_rosters(graded):
    (graded / "var/roster.csv").write_text("id,name,language\nada,Ada,zh\n", encoding="utf-8")
    try:
        (file,) = class_feedback.write_feedback(graded, "small", ("ada",))
    finally:
        (graded / "var/roster.csv").unlink()
    assert '<html lang="zh">' in file.read_text(encoding="utf-8")
    assert "横轴" in file.read_text(encoding="utf-8")


def test_a_pictures_words_are_in_the_language_of_the_page(tmp_path):
    draw = DRAW.replace('"Twice"', '"Twice\\nzh: 两倍"')
    assert draw != DRAW
    root = course_with_a_picture(tmp_path / "course", draw)
    for student in ("ada", "fei"):
        made.hand_in(root, student, made.RIGHT)
    (root / "var/roster.csv").write_text("id,name,language\nada,Ada,en\nfei,Fei,zh\n", encoding="utf-8")
    made.do(root, "grade", "small")
    pages = [file.read_text(encoding="utf-8") for file in class_feedback.write_feedback(root, "small")]
    titles = [re.search('<img src="[^"]*" alt="([^:：]*)', page)[1] for page in pages]
    assert titles == ["Twice", "两倍"]


def feedback(root, stderr):
    command = [sys.executable, "-m", "autograder.cli", "feedback", "small", "--course", str(root)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr)


def test_a_terminal_shows_how_far_each_part_of_a_classs_pages_is_and_what_time_is_left(graded):
    (graded / "var/reports/ada/small/pictures.json").unlink(missing_ok=True)
    reading, terminal = os.openpty()
    running, said = feedback(graded, terminal), b""
    os.close(terminal)
    with contextlib.suppress(OSError):  # which is how a terminal ends
        while part := os.read(reading, 65_536):
            said += part
    os.close(reading)
    assert running.wait() == 0
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said.decode())
    for part in ("pictures", "pages"):
        assert re.search(rf"{part} +\S+ 1/1 \d:\d\d:\d\d left: 0:00:00", shown), shown


def test_where_there_is_no_terminal_nothing_is_drawn(graded):
    with feedback(graded, subprocess.PIPE) as running:
        assert running.stderr.read() == b""


def test_kept_pictures_are_as_they_were_drawn_until_what_they_are_of_changes(tmp_path):
    line = PlotLine("c", 0, 1, 0, 1)
    pictures = (Picture("p", png(), (PlotSummary("t", "x", "y", (0, 1), (0, 1), (line,)),)),)
    store = BesideReports(
        tuple[Picture, ...], lambda report: report.digest, lambda student: tmp_path / student
    )
    known, changed = (
        Report("ada", "small", "graded", 1.0, 1.0, {}, digest=digest) for digest in ("old", "new")
    )
    assert store.missing([known]) == ["ada"]
    store.keep(known, pictures)
    assert store.kept(known) == pictures
    assert store.missing([known, changed]) == ["ada"]
    assert store.kept(changed) is None
