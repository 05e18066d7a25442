"""Marks from the marking page: formgrader's own rows, and never one on top of what its giver had not seen."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import msgspec
import pytest
from nbgrader import api

from autograder.authoring import build
from autograder.authoring.source import Source
from autograder.errors import GradebookError
from autograder.gradebook import copies, grades, hand_marks
from autograder.gradebook.hand_marks import AnswerChanged, HandMark, MarkConflict, MarkedCell
from autograder.gradebook.people import split_name
from autograder.notebook import parse_notebook
from autograder.report import CellReport, Outcome, Report, row
from autograder.submissions.roster import RosterEntry


def cell(kind, source, name, **flags):
    own = {
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
        "schema_version": 3,
        "grade_id": name,
    }
    return {"cell_type": kind, "id": name, "metadata": {"nbgrader": own | flags}, "source": source}


CELLS = [
    cell("code", "import numpy as np", "setup", locked=True),
    cell("code", "def f(x):\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION", "f", solution=True),
    cell("code", 'check("f")', "test_f", grade=True, locked=True, points=3),
    cell("markdown", "Why?", "explore", grade=True, solution=True, points=5),
]
RAW = json.dumps({"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
RELEASE = build.release_notebook(Source("a", parse_notebook(RAW, "source"), {}, {}))
STUDENTS = ("ada", "bob", "cy")


def record(url, reports, *more, **known):
    """Bring a gradebook to what reports on one assignment say."""
    grades.record_rows(url, reports[0].assignment, [row(each) for each in reports], *more, **known)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """A gradebook in which three answers wait."""
    address = (
        request.getfixturevalue("postgres")
        if request.param == "postgres"
        else grades.sqlite_url(tmp_path / "gradebook.db")
    )
    grades.record_assignment(address, "a", RELEASE)
    record(address, [report(student) for student in STUDENTS])
    hand_marks.open_marking(address)
    return address


def report(student, answered=True):
    cells = {"test_f": CellReport(3, Outcome.PASSED, 3.0)}
    return Report(student, "a", "graded", None, 8.0, cells, manual={"explore": answered}, digest=student)


@pytest.fixture
def explore(url):
    return MarkedCell(url, "a", "explore")


def give(cell, student, score, comment="", seen=None, marker="ann"):
    seen = cell.marks()[student] if seen is None else seen
    return cell.give(student, score, comment, seen.state, marker, lambda: True)


def in_formgrader(url, student="ada", cell="explore"):
    """What nbgrader's API says: manual score, comment, whether it waits."""
    with api.Gradebook(url) as book:
        grade = book.find_grade(cell, "a", "a", student)
        comment = book.find_comment(cell.removeprefix("test_"), "a", "a", student)
        return grade.manual_score, comment.manual_comment, grade.needs_manual_grade


def formgrader_marks(url, student, score, comment=None):
    with api.Gradebook(url) as book:
        grade = book.find_grade("explore", "a", "a", student)
        grade.manual_score, grade.needs_manual_grade = score, False
        book.find_comment("explore", "a", "a", student).manual_comment = comment
        book.db.commit()


def test_a_mark_is_what_formgrader_would_have_written(url, explore):
    assert explore.max_score == 5
    assert in_formgrader(url) == (None, None, True)
    given = give(explore, "ada", 4.5, "Good. 好。")
    assert (given.score, given.comment, given.waits, given.by) == (4.5, "Good. 好。", False, "ann")
    assert in_formgrader(url) == (4.5, "Good. 好。", False)
    assert grades.scores(url, "a")["ada"].score == 7.5
    give(explore, "ada", None, "Read again")
    assert in_formgrader(url) == (None, "Read again", True)
    assert grades.waiting(url, "a") == {student: {"explore"} for student in STUDENTS}


def test_a_function_is_marked_too_and_its_comment_stands_with_its_code(url):
    double = MarkedCell(url, "a", "test_f")
    give(double, "bob", 1.0, "Half of it is copied.")
    assert in_formgrader(url, "bob", "test_f") == (1.0, "Half of it is copied.", False)
    assert give(double, "bob", None).waits is False  # our own score is there


def test_a_mark_on_top_of_somebody_elses_is_refused_and_both_are_known(url, explore):
    before = explore.marks()["ada"]
    give(explore, "ada", 4.0, "Clear.", before)
    with pytest.raises(MarkConflict) as refused:
        give(explore, "ada", 2.0, "Vague.", before, "ben")
    now = refused.value.now
    assert (now.score, now.comment, now.by) == (4.0, "Clear.", "ann")
    assert in_formgrader(url) == (4.0, "Clear.", False)
    assert give(explore, "ada", 2.0, "Vague.", now, "ben").by == "ben"  # having seen it, one may


def test_what_formgrader_wrote_meanwhile_is_somebody_elses_too(url, explore):
    before = give(explore, "ada", 4.0)
    formgrader_marks(url, "ada", 1.0, "No.")
    with pytest.raises(MarkConflict) as refused:
        give(explore, "ada", 5.0, "", before)
    assert (refused.value.now.score, refused.value.now.by) == (1.0, "")
    with pytest.raises(MarkConflict):
        explore.undo("ann")
    assert in_formgrader(url) == (1.0, "No.", False)


def test_of_twenty_who_mark_one_answer_at_once_one_does(url, explore):
    before = explore.marks()["ada"]

    def one(number):
        try:
            give(MarkedCell(url, "a", "explore"), "ada", number / 4, "", before, f"m{number}")
        except MarkConflict:
            return 0
        return 1

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(one, range(20))) == 1


def test_another_answer_than_the_one_that_was_read_gets_no_mark(url, explore):
    with pytest.raises(AnswerChanged):
        explore.give("ada", 3.0, "", explore.marks()["ada"].state, "ann", lambda: False)
    assert in_formgrader(url) == (None, None, True)


def test_undo_takes_back_ones_own_marks_the_last_first(url, explore):
    assert explore.undo("ann") is None
    give(explore, "ada", 1.0, "First")
    give(explore, "ada", 2.0, "Second")
    give(explore, "bob", 5.0, marker="ben")
    give(explore, "cy", 3.0)
    assert explore.undo("ann") == ("cy", HandMark())
    student, mark = explore.undo("ann")
    assert (student, mark.score, mark.comment, mark.by) == ("ada", 1.0, "First", "ann")
    assert explore.undo("ann")[0] == "ada"
    assert explore.undo("ann") is None
    assert [in_formgrader(url, one) for one in STUDENTS] == [
        (None, None, True),
        (5.0, None, False),
        (None, None, True),
    ]


def test_undo_brings_back_that_an_answer_has_changed_since_its_mark(url, explore):
    give(explore, "ada", 1.5)
    record(url, [report("ada")])  # handed in again, for all that the gradebook knows
    waits = explore.marks()["ada"]
    assert (waits.score, waits.waits) == (1.5, True)
    assert give(explore, "ada", 2.0).waits is False
    assert explore.undo("ann")[1].waits is True
    assert in_formgrader(url) == (1.5, None, True)


def test_comments_that_are_used_again_are_everybodys_in_one_order(url, explore):
    explore.save_comment("Say why.")
    explore.save_comment("Which numbers?")
    explore.save_comment("Say why.")
    other = MarkedCell(url, "a", "explore")
    assert [one.words for one in other.saved_comments()] == ["Say why.", "Which numbers?"]
    other.drop_comment(other.saved_comments()[0].number)
    assert [one.words for one in explore.saved_comments()] == ["Which numbers?"]
    assert MarkedCell(url, "a", "test_f").saved_comments() == ()


def test_a_cell_on_which_nbgrader_takes_no_comment_takes_points_alone(url):
    test = cell("code", "assert f(1) == 1", "check_1", grade=True, locked=True, points=2)
    own = [*CELLS[:2], test, CELLS[3]]
    raw = json.dumps({"cells": own, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    grades.record_assignment(url, "a", parse_notebook(raw, "source"))  # a notebook of plain nbgrader
    check = MarkedCell(url, "a", "check_1")
    assert not check.takes_comments
    with pytest.raises(GradebookError, match="no place for a comment"):
        give(check, "ada", 1.0, "Half.")
    assert check.marks()["ada"].score is None
    assert give(check, "ada", 1.0).score == 1.0


def test_a_cell_that_the_gradebook_does_not_know_is_named(url):
    with pytest.raises(GradebookError, match="does not know the cell other"):
        MarkedCell(url, "a", "other").marks()


def test_who_marked_is_forgotten_with_the_hand_in(url, explore):
    give(explore, "ada", 1.0, "About Ada")
    give(explore, "bob", 2.0)
    grades.forget(url, {("ada", "a")}, {"ada"})
    assert "ada" not in explore.marks()
    with pytest.raises(GradebookError):
        give(explore, "ada", 1.0, "", HandMark())
    assert explore.marks()["bob"].by == "ann"
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as book, book:
            assert book.execute("select student from autograder_given_mark").fetchall() == [("bob",)]


def test_an_archive_has_who_marked_and_the_bank_and_brings_both_back(url, explore, tmp_path, request):
    give(explore, "ada", 1.0, "Short.")
    explore.save_comment("Short.")
    file = tmp_path / "copy.db"
    assert grades.save_copy(url, file)
    target = grades.sqlite_url(tmp_path / "again.db")
    grades.load_copy(file, target)
    again = MarkedCell(target, "a", "explore")
    assert again.marks()["ada"].by == "ann"
    assert [one.words for one in again.saved_comments()] == ["Short."]
    assert give(again, "ada", 2.0).score == 2.0
    again.save_comment("Long.")
    assert len(again.saved_comments()) == 2


def test_a_gradebook_without_our_tables_is_copied_as_it_is(tmp_path, postgres):
    here, there = postgres, grades.sqlite_url(tmp_path / "copy.db")
    grades.record_assignment(here, "a", RELEASE)
    copies._copy(here, there)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as book, book:
        names = {name for (name,) in book.execute("select name from sqlite_master")}
    assert not {name for name in names if name.startswith("autograder")}


# --- names -------------------------------------------------------------------------------------


def test_formgrader_has_the_rosters_names_addresses_and_lms_ids(url):
    with api.Gradebook(url) as book:
        book.find_student("bob").email = "bob@home.example"
        book.find_student("bob").first_name = "Bobby"
        book.db.commit()
    people = [
        RosterEntry("ada", "Ada King Lovelace", "1001", email="ada@example.edu"),
        RosterEntry("bob"),
        RosterEntry("cy", "欧阳小明"),
        RosterEntry("nobody", "Not There"),
    ]
    for _ in range(2):
        grades.record_people(url, people)
    with api.Gradebook(url) as book:
        found = {one.id: (one.first_name, one.last_name, one.email, one.lms_user_id) for one in book.students}
    assert found == {
        "ada": ("Ada King", "Lovelace", "ada@example.edu", "1001"),
        "bob": ("Bobby", None, "bob@home.example", None),  # what the roster does not know stays
        "cy": ("小明", "欧阳", None, None),
    }


def test_a_surname_says_who_has_left_until_they_are_back(url):
    def names(*people):
        grades.record_people(url, people)
        with api.Gradebook(url) as book:
            found = {one.id: (one.first_name, one.last_name) for one in book.students}
        return [found[one.id] for one in people]

    ada, bob, cy = RosterEntry("ada", "Ada Lovelace"), RosterEntry("bob"), RosterEntry("cy", "C" + "y" * 200)
    before = names(ada, bob, cy)
    for _ in range(2):
        left = names(*(msgspec.structs.replace(one, left="2026-12-01") for one in (ada, bob, cy)))
    assert left[:2] == [("Ada", "Lovelace (left the course)"), ("", "(left the course)")]
    assert left[2][1].endswith("yyy (left the course)")
    assert len(left[2][1]) == 128
    assert names(ada, bob, cy) == [before[0], ("", ""), before[2]]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("李雷", ("雷", "李")),
        ("Ann Example", ("Ann", "Example")),
        ("Plato", ("", "Plato")),
        ("欧阳", ("阳", "欧")),
    ],
)
def test_a_name_has_two_parts(name, parts):
    assert split_name(name) == parts
