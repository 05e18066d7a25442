"""A small class goes out: scores, feedback for an LMS, the class report, and an autograder for Gradescope."""

import csv
import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing

import hand_ins
import made
import pytest
from made import run

from autograder.course import load_course
from autograder.errors import AutograderError
from autograder.files import zipped
from autograder.lms import feedback_zip, gradescope_run, registry
from autograder.pages import pdf
from autograder.submissions.attempts import Attempt

ROSTER = """\
id,name,lms_id
ada,"Lovelace, Ada",1001
bob,Bob Example,1002
cy,赛 小明,1003
gil,Gil,1004
zoe,Zoe Missing,1005
"""
WRONG = "def double(x):\n    return 2 * x\n\n\ndef halve(x):\n    # by Bob, 555-1234\n    return x / 3\n"


def notebook(root, answers, answer=""):
    """A hand-in, with something written below the question."""
    document = hand_ins.spliced("small", answers, root)
    if answer:
        hand_ins.named(document)["explore"]["source"] = answer
    return hand_ins.as_bytes(document)


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A course whose class came from Canvas, but for one; one answer of two is marked by hand."""
    root = made.course(tmp_path_factory.mktemp("school") / "course")
    run(root, "build")
    (root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    run(root, "roster", str(root / "roster.csv"))
    with zipfile.ZipFile(root / "canvas.zip", "w") as opened:
        opened.writestr("lovelaceada_1001_20001_small.ipynb", notebook(root, made.RIGHT, "Because."))
        opened.writestr("examplebob_LATE_1002_20002_small-1.ipynb", notebook(root, WRONG))
        opened.writestr("小明赛_1003_20003_small.ipynb", notebook(root, made.RIGHT, "Not marked yet."))
    run(root, "collect", "small", str(root / "canvas.zip"))
    made.hand_in(root, "gil", b'{"cells": [')
    run(root, "grade", "small", code=3)
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root}/var/gradebook.db") as book:
        (grade,) = [
            one for one in book.find_submission("small", "ada").notebooks[0].grades if one.name == "explore"
        ]
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.5, 0.25, False
        book.db.commit()
    return root


def rows(file):
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def test_a_final_score_has_the_marks_of_people_in_it_and_who_waits_has_none(school):
    run(school, "export", "small", "--to", "csv")
    file = school / "var/exports/small-csv.csv"
    assert {one["student"]: (one["status"], one["score"]) for one in rows(file)} == {
        "ada": ("final", "9.75"),
        "bob": ("final", "4"),
        "cy": ("waits", ""),
        "gil": ("waits", ""),
        "zoe": ("missing", ""),
    }
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_canvas_gets_who_is_final_by_canvas_own_ids(school):
    ran = run(
        school, "export", "small", "--to", "canvas", "--column", "Small (7)", "-o", str(school / "out.csv")
    )
    out, told = ran.stdout, ran.stderr
    assert "2 students" in out
    found = rows(school / "out.csv")
    assert [(one["ID"], one["Small (7)"]) for one in found] == [
        ("", "10.00"),
        ("1001", "9.75"),
        ("1002", "4.00"),
    ]
    assert "cy, gil" in told


@pytest.mark.full
def test_the_penalty_for_lateness_is_taken_off_and_shown(tmp_path):
    settings = made.COURSE_YML.replace("- name: small", '- {name: small, due: "2026-06-10 12:00"}')
    root = made.course(tmp_path / "course", settings + "late: {percent_per_day: 10}\n")
    run(root, "build")
    made.hand_in(root, "ada", made.RIGHT).with_name("timestamp.txt").write_text("2026-06-12 12:00:00 UTC")
    run(root, "grade", "small")
    run(root, "export", "small", "--to", "csv", "-o", str(tmp_path / "late.csv"))
    (ada,) = rows(tmp_path / "late.csv")
    assert (ada["score"], ada["late_penalty"], ada["late_by"]) == ("6.4", "1.6", "48:00:00")
    assert ada["submitted_at"] == "2026-06-12T12:00:00+00:00"


def book(root):
    """All that the gradebook holds."""
    with closing(sqlite3.connect(root / "var/gradebook.db")) as opened:
        return "\n".join(opened.iterdump())


@pytest.mark.parametrize(
    "change", [("--drop", "bob"), ("more.csv",)], ids=["a student who leaves", "a list with another name"]
)
def test_where_the_gradebook_refuses_a_change_of_the_roster_the_roster_is_as_before(school, change):
    (school / "more.csv").write_text("id,name\nbob,Robert Example\nnew,New One\n", encoding="utf-8")
    words = [str(school / word) if word.endswith(".csv") else word for word in change]
    before = (school / "var/roster.csv").read_bytes()
    with closing(sqlite3.connect(school / "var/gradebook.db")) as opened:
        opened.execute("CREATE TRIGGER no BEFORE UPDATE ON student BEGIN SELECT RAISE(ABORT, 'no'); END")
        opened.commit()
        try:
            assert "in no table" not in run(school, "roster", *words, code=3).output
        finally:
            opened.execute("DROP TRIGGER no")
            opened.commit()
    assert (school / "var/roster.csv").read_bytes() == before


def test_who_has_left_is_in_no_table_report_or_file_and_nothing_of_theirs_is_lost(school):
    def listed(*command):
        run(school, "export", "small", "--to", "csv", "-o", str(school / "class.csv"))
        return [one["student"] for one in rows(school / "class.csv")]

    before = book(school)
    out = run(school, "roster", "--drop", "bob").stdout
    assert "in no table, report or export from now on: bob" in out
    try:
        assert listed() == ["ada", "cy", "gil", "zoe"]
        assert book(school) != before  # formgrader lists everybody: the surname says who has left
        assert book(school).replace("Example (left the course)", "Example") == before
        graded = run(school, "grade", "small", code=3).stdout
        assert "left out, since they have left the course: bob" in graded
        assert "│ bob" not in graded
        again = run(school, "grade", "small", "--json", code=3).stdout  # as it was left
        assert [one["student"] for one in json.loads(again)["submissions"]] == ["ada", "cy", "gil"]
        run(school, "report", "small")
        assert "Bob Example" not in (school / "var/class/small.html").read_text(encoding="utf-8")
        out = run(
            school, "feedback", "small", "--to", "canvas", "--yes", "-o", str(school / "left.zip")
        ).stdout
        with zipfile.ZipFile(school / "left.zip") as opened:
            assert not [name for name in opened.namelist() if "1002" in name]
        assert (school / "var/attempts/bob/small/1/small.ipynb").is_file()
        run(school, "feedback", "small", "--student", "bob")  # who is named is meant
    finally:
        run(school, "roster", "--back", "bob")
    assert listed() == ["ada", "bob", "cy", "gil", "zoe"]
    assert book(school) == before


def test_a_hand_in_that_came_after_grading_is_not_exported_with_the_old_score(school):
    file = school / "var/submitted/bob/small/small.ipynb"
    before = file.read_bytes()
    try:
        file.write_bytes(notebook(school, made.RIGHT))
        run(school, "export", "small", "--to", "csv", "-o", str(school / "stale.csv"))
        (bob,) = [one for one in rows(school / "stale.csv") if one["student"] == "bob"]
        assert (bob["status"], bob["score"], bob["waits_for"]) == ("waits", "", "handed in again since")
    finally:
        file.write_bytes(before)


def test_an_assignment_that_nobody_graded_says_what_to_do(tmp_path):
    root = made.course(tmp_path / "course")
    run(root, "build")
    told = run(root, "export", "small", "--to", "csv", code=3).stderr
    assert "next: run `autograder grade small`" in told


# --- feedback ----------------------------------------------------------------------------------


def test_feedback_goes_back_under_the_names_that_canvas_gave(school):
    told = run(school, "feedback", "small", "--to", "canvas", "--yes").stderr
    with zipfile.ZipFile(school / "var/exports/small-feedback-canvas.zip") as opened:
        assert opened.namelist() == [
            "examplebob_1002_20002_feedback.html",
            "lovelaceada_1001_20001_feedback.html",
            "小明赛_1003_20003_feedback.html",
        ]
        page = opened.read("lovelaceada_1001_20001_feedback.html")
    assert page == (school / "var/feedback/ada/small/small.html").read_bytes()
    assert "1 did not come from canvas and is left out: gil" in told


def test_pages_that_wait_for_a_mark_go_out_only_where_somebody_says_so(school):
    file = school / "waits.zip"
    told = run(school, "feedback", "small", "--to", "canvas", "-o", str(file), code=3).stderr
    assert "1 page waits for a person" in told
    assert "cy (explore)" in told  # gil's page would not go out at all
    assert "next: mark first (`autograder mark small`)" in told
    assert not file.exists()
    told = run(school, "feedback", "small", "--to", "canvas", "-o", str(file), "--final-only").stderr
    with zipfile.ZipFile(file) as opened:
        assert [name.split("_")[1] for name in opened.namelist()] == ["1002", "1001"]
    assert "1 waits for a person and is left out: cy" in told
    run(school, "feedback", "small", "--to", "canvas", "-o", str(file), "--student", "ada")
    told = run(
        school, "feedback", "small", "--to", "canvas", "--student", "cy", "--final-only", code=3
    ).stderr
    assert "no page is left to send" in told


def test_a_person_is_asked_before_pages_that_wait_go_out(school):
    master, terminal = os.openpty()
    command = [sys.executable, "-m", "autograder.cli", "feedback", "small", "--to", "canvas"]
    command += ["-o", str(school / "asked.zip"), "--course", str(school)]
    for answer, code in ((b"n\n", 1), (b"y\n", 0)):
        os.write(master, answer)
        ran = subprocess.run(command, stdin=terminal, capture_output=True, encoding="utf-8")
        assert ran.returncode == code, ran.stderr
        assert "Send them now?" in ran.stdout + ran.stderr
        assert (school / "asked.zip").exists() == (code == 0)
    os.close(master)
    os.close(terminal)


@pytest.mark.parametrize(
    ("to", "path", "lms_id", "serial", "part"),
    [
        ("canvas", "week_3_4/annexample_1001_20001_lab.ipynb", "1001", 20001, 1),
        ("canvas", "a_1_2_b/annexample_1001_20001_work.zip/ben_1002_20002_lab.ipynb", "1001", 20001, 1),
        ("canvas", "annexample_LATE_1001_20001_work.zip/sub/lab.ipynb", "1001", 20001, 0),
        ("moodle", "x_7_assignsubmission_file/Ann_5001_assignsubmission_file/lab.ipynb", "5001", 0, 1),
    ],
)
def test_the_name_that_the_lms_gave_counts_and_none_around_or_inside_it(to, path, lms_id, serial, part):
    attempt = Attempt(1, "", lms=to, path=path, lms_id=lms_id, serial=serial)
    assert feedback_zip.named_by(registry.lms_named(to), attempt) == path.split("/")[part]


@pytest.mark.full
def test_a_zip_of_a_students_own_in_canvass_download_gets_its_page_back(tmp_path):
    root = made.course(tmp_path / "course")
    run(root, "build")
    (root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    run(root, "roster", str(root / "roster.csv"))
    own = zipped({"my work_1_2/small.ipynb": notebook(root, made.RIGHT)})
    for around in ("", "week_3_4/"):
        (root / "canvas.zip").write_bytes(zipped({f"{around}lovelaceada_1001_20001_my_work_1.zip": own}))
        run(root, "collect", "small", str(root / "canvas.zip"))
        run(root, "grade", "small")
        run(root, "feedback", "small", "--to", "canvas")
        with zipfile.ZipFile(root / "var/exports/small-feedback-canvas.zip") as opened:
            assert opened.namelist() == ["lovelaceada_1001_20001_feedback.html"]


def test_nobody_from_moodle_means_no_zip_for_moodle(school):
    told = run(school, "feedback", "small", "--to", "moodle", code=3).stderr
    assert "nobody's hand-in was collected from moodle" in told
    assert not (school / "var/exports/small-feedback-moodle.zip").exists()


@pytest.mark.parametrize(
    ("to", "original", "entry"),
    [
        ("canvas", "exampleann_1001_20001_lab 1.ipynb", "exampleann_1001_20001_feedback.html"),
        ("canvas", "exampleann_LATE_1001_20001_lab_2_3.ipynb", "exampleann_1001_20001_feedback.html"),
        ("canvas", "LATE_anon_x_1_2_lab.ipynb", "anon_x_1_2_feedback.html"),
        ("canvas", "sub/exampleann_1001_20001_work.zip", "exampleann_1001_20001_feedback.html"),
        ("canvas", "exampleann_1001_20001_work.zip/ben_1002_20002_lab.ipynb", "exampleann_1001_20001_feedback.html"),
        ("canvas", "exampleann_1001_text.html", None),
        ("canvas", "../../etc/x_1_2_passwd", "x_1_2_feedback.html"),
        ("moodle", "Ann Example_5001_assignsubmission_file/a/lab.ipynb", "Ann Example_5001_assignsubmission_file_feedback.html"),
        ("moodle", "top/赛 小明_5002_assignsubmission_file_/lab.ipynb", "赛 小明_5002_assignsubmission_file_feedback.html"),
        ("moodle", "Ann_5001_assignsubmission_file_lab.ipynb", "Ann_5001_assignsubmission_file_feedback.html"),
        ("moodle", "Default group_assignsubmission_file/lab.ipynb", None),
        ("moodle", "..\\..\\Ann_5001_assignsubmission_file_x", "Ann_5001_assignsubmission_file_feedback.html"),
        ("moodle", ".~Ann\x00\n_5001_assignsubmission_file_x", "Ann  _5001_assignsubmission_file_feedback.html"),
        ("moodle", "", None),
    ],
)  # fmt: skip
def test_a_page_is_called_what_the_lms_finds_its_student_by_and_leads_nowhere_else(to, original, entry):
    assert registry.lms_named(to).feedback_name(original, ".html") == entry


def test_two_pages_never_go_to_one_student():
    pages = {"ann": b"ann", "ben": b"ben"}
    names = dict.fromkeys(pages, "x_1001_20001_lab.ipynb")
    packed = feedback_zip.pack(pages, ".html", registry.lms_named("canvas"), names)
    assert (packed.students, packed.left_out) == (("ann",), ("ben",))


def test_the_same_files_make_the_same_zip():
    assert zipped({"b": b"2", "a": b"1"}) == zipped({"a": b"1", "b": b"2"})


def test_without_a_browser_pdf_says_how_to_get_one(monkeypatch):
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    with pytest.raises(AutograderError, match="install it"):
        pdf.browser()


# --- the class report --------------------------------------------------------------------------


def test_the_report_is_for_staff_and_lies_apart_from_feedback(school):
    out = run(school, "report", "small").stdout
    assert "2 final, 2 wait for a person, 1 handed nothing in" in out
    page = (school / "var/class/small.html").read_text(encoding="utf-8")
    assert "Zoe Missing" in page
    assert "555-1234" not in page
    assert stat.S_IMODE((school / "var/class/small.json").stat().st_mode) == 0o600
    assert not list((school / "var/feedback").rglob("*class*"))


def test_the_report_is_the_same_file_each_time(school):
    files = [school / "var/class" / f"small.{kind}" for kind in ("html", "json", "csv")]
    run(school, "report", "small")
    before = [file.read_bytes() for file in files]
    run(school, "report", "small")
    assert [file.read_bytes() for file in files] == before


def test_with_pseudonyms_nobodys_name_is_in_any_of_its_files(school):
    out = run(school, "report", "small", "--pseudonyms", "--json").stdout
    assert json.loads(out)["pseudonyms"] is True
    whole = b"".join(
        (school / "var/class" / f"small-pseudonyms.{kind}").read_bytes() for kind in ("html", "json", "csv")
    )
    for name in ("ada", "bob", "zoe", "Lovelace", "Zoe", "小明"):
        assert f">{name}".encode() not in whole
        assert f'"{name}'.encode() not in whole


def test_a_name_in_a_files_name_is_in_no_report_with_pseudonyms(tmp_path):
    root = made.built(tmp_path / "course")
    folder = made.hand_in(root, "ada", made.RIGHT).parent
    (folder / "small.ipynb").rename(folder / "Ada Lovelace.pdf")
    (folder / "Ada Lovelace.pdf").write_bytes(b"%PDF")
    run(root, "grade", "small", code=3)
    out = run(root, "report", "small", "--pseudonyms", "--json").stdout
    html = (root / "var/class/small-pseudonyms.html").read_text()
    assert "Lovelace" not in out + html
    assert "no notebook was handed in, but <code>…</code> (a PDF)" in html
    run(root, "report", "small")
    assert "Ada Lovelace.pdf" in (root / "var/class/small.html").read_text()


# --- Gradescope --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def container(school, offline, tmp_path_factory):
    """What Gradescope has after building the image: the zip unpacked, and packages installed."""
    home = tmp_path_factory.mktemp("gradescope") / "autograder"
    (home.parent / "bin").mkdir()
    (home.parent / "bin/apt-get").symlink_to("/bin/true")  # what it installs is here
    (home / "submission").mkdir(parents=True)
    (home / "results").mkdir()
    run(school, "gradescope-zip", "small", "-o", str(home / "it.zip"))
    # Not extractall: the rights matter, and zipfile forgets them.
    subprocess.run([sys.executable, "-c", _UNPACK, str(home / "it.zip"), str(home / "source")], check=True)
    alone = offline | {"AUTOGRADER_HOME": str(home), "PATH": f"{home.parent}/bin:{os.environ['PATH']}"}
    subprocess.run([home / "source/setup.sh"], check=True, env=alone)
    (home / "run_autograder").write_bytes((home / "source/run_autograder").read_bytes())
    (home / "run_autograder").chmod(0o755)
    return home


_UNPACK = """
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as opened:
    for one in opened.infolist():
        os.chmod(opened.extract(one, sys.argv[2]), one.external_attr >> 16)
"""


def submitted(home, raw):
    """Gradescope runs the autograder on one file: exit code, what it said, and the results."""
    (home / "submission/small.ipynb").write_bytes(raw)
    (home / "results/results.json").unlink(missing_ok=True)
    ran = subprocess.run(
        [home / "run_autograder"],
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"AUTOGRADER_HOME": str(home)},
    )
    file = home / "results/results.json"
    return ran.returncode, ran.stdout + ran.stderr, json.loads(file.read_text()) if file.exists() else None


@pytest.mark.full
def test_gradescope_grades_with_the_same_engine_and_says_its_tier(container, school):
    code, said, found = submitted(container, notebook(school, WRONG))
    assert code == 0, said
    assert found["score"] == 4.0
    assert found["extra_data"]["sandbox"] in found["output"]
    (report,) = [json.loads((school / "var/reports/bob/small/report.json").read_text())]
    assert found["extra_data"]["sandbox"] == report["sandbox"]
    assert sum(one["max_score"] for one in found["tests"]) == 8.0
    assert sum(one["score"] for one in found["tests"]) == pytest.approx(4.0)


@pytest.mark.full
def test_hidden_tests_are_shown_when_the_teacher_wants_and_tell_no_value(container, school):
    _, _, found = submitted(container, notebook(school, WRONG))
    seen = {one["name"]: one for one in found["tests"]}
    assert {name: one["visibility"] for name, one in seen.items()} == {
        "double: checks": "visible",
        "double: tests": "after_published",
        "halve: checks": "visible",
        "halve: tests": "after_published",
    }
    assert seen["double: tests"]["status"] == "passed"
    assert seen["halve: checks"]["status"] == seen["halve: tests"]["status"] == "failed"
    assert "halve(4) gave 1.33" in seen["halve: checks"]["output"]
    assert found["stdout_visibility"] == "hidden"
    assert set(found) <= {"score", "output", "output_format", "stdout_visibility", "tests", "extra_data"}


@pytest.mark.full
@pytest.mark.parametrize("raw", [b'{"cells": [', b""], ids=["half", "empty"])
def test_what_waits_for_a_person_gets_no_score_at_gradescope_either(container, raw):
    code, said, found = submitted(container, raw)
    assert found is None
    assert code == 1
    assert "could not be graded" in said


@pytest.mark.full
def test_an_autograder_of_gradescopes_holds_what_it_must_and_no_more(container, school):
    with zipfile.ZipFile(container / "it.zip") as opened:
        names = set(opened.namelist())
        rights = {one.filename: one.external_attr >> 16 & 0o777 for one in opened.infolist()}
        secret = opened.read("course/var/secret")
        settings = opened.read("course/course.yml").decode()
    assert {"setup.sh", "run_autograder", "course/tests/suites/small/test_double.py"} <= names
    assert rights["run_autograder"] == rights["setup.sh"] == 0o755
    assert not [
        name for name in names if "gradebook.db" in name or "/submitted/" in name or name.endswith(".pyc")
    ]
    assert secret != (school / "var/secret").read_bytes()
    assert "gradebook: ''" in settings
    assert "BEGIN SOLUTION" not in (container / "source/course/source/small/small.ipynb").read_text()


def test_a_course_that_drops_the_lowest_makes_an_autograder_of_one_assignment(tmp_path):
    settings = made.COURSE_YML + "  - name: other\ntotal: {missing: zero, drop_lowest: 1}\n"
    root = made.course(tmp_path / "course", settings)
    (root / "source/other").mkdir()
    (root / "source/other/other.ipynb").write_bytes((root / "source/small/small.ipynb").read_bytes())
    run(root, "build", "small")
    run(root, "gradescope-zip", "small", "-o", str(tmp_path / "it.zip"))
    with zipfile.ZipFile(tmp_path / "it.zip") as opened:
        opened.extractall(tmp_path / "source")
    course, _ = load_course(tmp_path / "source/course")
    assert [entry.name for entry in course.assignments] == ["small"]


@pytest.mark.full
@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_its_scripts_are_scripts(container, script):
    file = container / "source" / script
    assert file.read_text().startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", file], check=True)


@pytest.mark.parametrize(("answer", "points"), [("Because.", 2.0), ("", 0.0)], ids=["answered", "as it was"])
def test_an_answer_that_counts_by_being_there_has_its_points_at_gradescope_too(tmp_path, answer, points):
    settings = made.COURSE_YML.replace("- name: small", "- {name: small, explore: completion}")
    root = made.course(tmp_path / "source/course", settings)
    run(root, "build")
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission/small.ipynb").write_bytes(notebook(root, made.RIGHT, answer))
    (tmp_path / "results").mkdir()
    assert gradescope_run.main(tmp_path, "small", "after_published", allow_weak=False) == 0
    found = json.loads((tmp_path / "results/results.json").read_text())
    (question,) = [one for one in found["tests"] if one["name"] == "explore"]
    assert (question["score"], question["max_score"], question["visibility"]) == (points, 2.0, "visible")
    assert found["score"] == 8.0 + points
