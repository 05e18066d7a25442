"""Deleting people's work: what is older goes everywhere, what is not stays as it is, and so does the course."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import made
import pytest
from made import do
from nbgrader.api import Gradebook

from autograder.course import load_course
from autograder.gradebook import grades
from autograder.submissions import roster

COURSE = made.COURSE_YML + "timezone: Asia/Shanghai\n"
# ada is of last year, bob of this, cy of both, and dora has handed nothing in.
MOMENTS = {"ada": "2025-10-01 10:00 +0800", "bob": "2026-10-01 10:00 +0800", "cy": "2026-10-02 10:00 +0800"}
ROSTER = "id,name\nada,Ada Example\nbob,Bob Example\ncy,Cy Example\ndora,Dora Example\n"


def download(folder, moments):
    """A folder with hand-ins, and a table of their times."""
    for student in moments:
        (folder / student / "small").mkdir(parents=True)
        shutil.copy(folder.parent / "right.ipynb", folder / student / "small/small.ipynb")
    table = folder.with_suffix(".csv")
    table.write_text(
        "id,submitted_at\n" + "".join(f"{student},{when}\n" for student, when in moments.items()),
        encoding="utf-8",
    )
    return str(folder), str(table)


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A course with hand-ins of two years, everything made of them that can be made."""
    root = made.course(tmp_path_factory.mktemp("term") / "course", COURSE)
    do(root, "build")
    right = made.hand_in(root, "ada", made.RIGHT)
    shutil.copy(right, root / "right.ipynb")
    shutil.rmtree(root / "var/submitted")
    (root / "class.csv").write_text(ROSTER, encoding="utf-8")
    do(root, "roster", str(root / "class.csv"))
    do(root, "collect", "small", *download(root / "first", {**MOMENTS, "cy": MOMENTS["ada"]}))
    raw = json.loads((root / "right.ipynb").read_bytes())
    raw["cells"][-1]["source"] = "Another answer."
    (root / "right.ipynb").write_text(json.dumps(raw))
    do(root, "collect", "small", *download(root / "second", {"cy": MOMENTS["cy"]}))
    do(root, "grade", "small")
    with Gradebook(grades.address(*load_course(root))) as book:
        for student in MOMENTS:
            book.find_comment("explore", "small", "small", student).manual_comment = f"Seen: {student}."
        book.db.commit()
    do(root, "feedback", "small")
    do(root, "report", "small")
    do(root, "export", "small", "--to", "csv")
    stranger = root / "var/unknown/small/0123-stranger.ipynb"
    stranger.parent.mkdir(parents=True)
    stranger.write_text("{}")
    os.utime(stranger, (1_700_000_000, 1_700_000_000))  # of 2023
    return root


@pytest.fixture
def copy(term, tmp_path):
    """A copy of it, to be purged."""
    return shutil.copytree(term, tmp_path / "course")


def names(root):
    """Every path of var/ but locks, and everything that the gradebook's file holds."""
    var = root / "var"
    return {
        path.relative_to(var).as_posix()
        for path in var.rglob("*")
        if path.is_file() and path.suffix not in (".lock", ".db")
    }


def of(student, root):
    """What is there of a student: paths, and where else the name stands."""
    found = [name for name in names(root) if student in name.split("/")]
    texts = [root / "var/gradebook.db", *(root / "var").glob("class/*"), *(root / "var").glob("exports/*")]
    found += [str(file) for file in texts if file.read_bytes().find(f"Seen: {student}.".encode()) >= 0]
    book = grades.address(*load_course(root))
    found += [f"gradebook: {one}" for one in grades.students(book) if one == student]
    found += [
        f"roster: {one.id}" for one in roster.read_roster(load_course(root)[1]).students if one.id == student
    ]
    return sorted(found)


def test_what_was_handed_in_before_the_day_goes_and_nothing_else_does(copy):
    before = {student: of(student, copy) for student in ("bob", "cy", "dora")}
    course = {
        path: path.read_bytes() for path in copy.rglob("*") if path.is_file() and "var" not in path.parts
    }
    scores = grades.scores(grades.address(*load_course(copy)), "small")
    said = do(copy, "purge", "--before", "2026-09-01", "--yes")
    assert "small: the work of 1, handed in 2025-10-01: ada" in said
    assert of("ada", copy) == []
    assert {student: of(student, copy) for student in before} == before
    assert before["bob"]
    left = grades.scores(grades.address(*load_course(copy)), "small")
    assert left == {student: own for student, own in scores.items() if student != "ada"}
    assert {path: path.read_bytes() for path in course} == course
    # A class report and an export speak of everybody: they are made again from who is left.
    assert not [
        name for name in names(copy) if name.split("/")[0] in ("class", "exports", "unknown", ".purged")
    ]
    assert "kept, since nothing says how old it is" in said
    assert "dora" in said
    do(copy, "grade", "small")
    do(copy, "report", "small")


def test_who_handed_in_again_later_is_not_of_last_year(copy):
    do(copy, "purge", "--before", "2026-09-01", "--yes")
    assert "attempts/cy/small/1/small.ipynb" in names(copy)


def test_nothing_is_left_in_the_free_pages_of_the_gradebooks_file(copy):
    assert b"Seen: ada." in (copy / "var/gradebook.db").read_bytes()
    do(copy, "purge", "--before", "2026-09-01", "--yes")
    raw = (copy / "var/gradebook.db").read_bytes()
    assert b"Seen: ada." not in raw
    assert b"Seen: bob." in raw
    with closing(sqlite3.connect(copy / "var/gradebook.db")) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for rows, key, of_what in (
            ("grade", "notebook_id", "submitted_notebook"),
            ("comment", "notebook_id", "submitted_notebook"),
            ("submitted_notebook", "assignment_id", "submitted_assignment"),
            ("submitted_assignment", "student_id", "student"),
        ):
            lost = f"SELECT count(*) FROM {rows} WHERE {key} NOT IN (SELECT id FROM {of_what})"
            assert book.execute(lost).fetchone() == (0,), rows


@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("", 1)])
def test_it_asks_and_no_answer_is_no(copy, answer, code):
    before = names(copy)
    said = do(copy, "purge", "--before", "2026-09-01", code=code, input=answer)
    assert "ada" in said
    assert names(copy) == before
    assert of("ada", copy)


def test_one_student_is_deleted_whenever_they_handed_in(copy):
    others = {student: of(student, copy) for student in ("ada", "cy", "dora")}
    do(copy, "purge", "--student", "bob", "--yes")
    assert of("bob", copy) == []
    assert {student: of(student, copy) for student in others} == others
    do(copy, "purge", "--student", "dora", "--yes")
    assert of("dora", copy) == []
    assert "nothing of theirs is here" in do(copy, "purge", "--student", "bob", "--yes", code=3)


def test_one_student_before_a_day_keeps_what_is_later(copy):
    before = names(copy)
    said = do(copy, "purge", "--student", "bob", "--before", "2026-09-01", "--yes")
    assert not [one for one in before - names(copy) if "unknown" not in one]
    assert "work of" not in said


def test_the_day_begins_in_the_courses_zone(copy):
    # ada's hand-in is of 02:00 UTC, 10:00 in Shanghai.
    said = do(copy, "purge", "--before", "2025-10-01 09:59", input="n\n", code=1)
    assert "work of" not in said
    said = do(copy, "purge", "--before", "2025-10-01 10:01", input="n\n", code=1)
    assert "the work of 1" in said
    settings = copy / "course.yml"  # in New York it was still the day before
    settings.write_text(settings.read_text().replace("Asia/Shanghai", "America/New_York"))
    said = do(copy, "purge", "--before", "2025-10-01", input="n\n", code=1)
    assert "handed in 2025-09-30: ada" in said


@pytest.mark.parametrize("wrong", ["yesterday", "01.09.2026", "2026-13-01"])
def test_a_day_that_is_none_deletes_nothing(copy, wrong):
    before = names(copy)
    said = do(copy, "purge", "--before", wrong, "--yes", code=3)
    assert "write a day, such as 2026-09-01" in said
    assert names(copy) == before


def test_without_a_day_or_a_student_nothing_is_meant(copy):
    assert "--before DATE, or --student ID" in do(copy, "purge", "--yes", code=2)


def test_a_link_is_removed_and_what_it_leads_to_stays(copy, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    shutil.rmtree(copy / "var/feedback/ada/small")
    (copy / "var/feedback/ada/small").symlink_to(outside)
    (copy / "var/submitted/ada/small/link").symlink_to(outside / "mine.txt")
    do(copy, "purge", "--before", "2026-09-01", "--yes")
    assert (outside / "mine.txt").read_text() == "mine"
    assert not os.path.lexists(copy / "var/feedback/ada")


STRIKER = """
import os, signal, sys
end = sys.argv[1]
def strike(happened, arguments):
    if happened == "os.rename" and str(arguments[0]).endswith(end):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(strike)
sys.argv[1:] = sys.argv[2:]
from autograder.cli import main
main()
"""


@pytest.mark.parametrize("end", ["feedback/ada/small", "submitted/ada/small", "attempts/ada/small"])
def test_a_purge_that_was_killed_is_finished_by_the_same_command(copy, end):
    purge = ["purge", "--before", "2026-09-01", "--yes", "--course", str(copy)]
    ran = subprocess.run([sys.executable, "-c", STRIKER, end, *purge], capture_output=True)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    bob = of("bob", copy)
    do(copy, "purge", "--before", "2026-09-01", "--yes")
    assert of("ada", copy) == []
    assert of("bob", copy) == bob
    assert not (copy / "var/.purged").exists()
