"""A regrade that changed scores: each student is told what it was, what it is and why, and nobody else is."""

import csv
import html
import io
import re
import zipfile

import hand_ins
import made
import pytest
from made import do
from nbgrader.api import Gradebook

from autograder.classroom import notices
from autograder.classroom.history import Change, Reason
from autograder.errors import AutograderError
from autograder.gradebook.grades import CellGrade, GradebookEntry
from autograder.lms import regrade_notices
from autograder.report import CellReport, Outcome, Report
from autograder.submissions.late_policy import Lateness
from autograder.text import authored, in_language

REPORT = Report(
    "ann", "loss", "graded", 7.0, 10.0, {"test_mse": CellReport(4.0, Outcome.PASSED, 3.0)}, digest="d"
)
SAID = authored("One test was wrong.\nzh: 有一个测试写错了。")


def change(old, new, when="2026-12-05T10:00:00+00:00", cell="test_mse", digests=("d", "d"), kind="suite", said="", marks=None):  # fmt: skip
    return Change(when, cell, old, new, (4.0, 4.0), (Reason(kind),), digests, ("r", "s"), marks, said)


def entry(score=7.0, waits=False, **manual):
    cells = {"test_mse": CellGrade(3.0, manual.get("mse"), None, 4.0, waits)}
    return GradebookEntry(score, 10.0, waits, cells)


def notice(*known, **more):
    return notices.notice_of(REPORT, known, **({"entry": entry()} | more))


def test_many_regrades_come_to_one_notice_from_the_first_score_to_the_last():
    found = notice(change(1.0, 2.0), change(2.0, 3.0, kind="limits", said=SAID))
    assert (found.old, found.new, found.gain) == (5.0, 7.0, 2.0)
    assert [(cell.cell, cell.old, cell.new) for cell in found.cells] == [("test_mse", 1.0, 3.0)]
    assert [reason.kind for reason in found.reasons] == ["suite", "limits"]


def test_what_went_back_to_what_it_was_is_no_news():
    assert notice(change(3.0, 1.0), change(1.0, 3.0)) is None


def test_another_hand_in_is_no_regrade_and_an_older_one_is_not_told_of():
    assert notice(change(1.0, 3.0, digests=("c", "d"))) is None
    assert notice(change(1.0, 3.0, digests=("c", "c"))) is None


def test_a_persons_mark_is_no_regrade_and_where_one_stands_nothing_has_changed():
    assert notice(change(1.0, 3.0, marks=((None, None), (3.0, None)))) is None
    assert notice(change(1.0, 3.0), marked={"test_mse"}) is None


def test_lateness_is_taken_off_both_scores():
    found = notice(change(1.0, 3.0), lateness=Lateness(True, None, 10.0))
    assert (found.old, found.new) == (4.5, pytest.approx(6.3))


def test_no_total_is_told_while_a_person_has_to_look():
    assert notice(change(1.0, 3.0), entry=entry(waits=True)).new is None
    found = notice(change(1.0, None))
    assert (found.old, found.new) == (None, None)
    assert "not decided now" in " ".join(notices.sentences(found, "en"))


def test_who_waited_and_is_decided_now_is_said_not_to_wait_and_has_the_new_total_alone():
    found = notice(change(None, 3.0))
    assert (found.old, found.new, found.gain) == (None, 7.0, 0.0)
    assert regrade_notices._summary([found])[0] == "1 student newly decided: ann"
    assert notices.sentences(found, "en")[1] == "mse: not decided before, 3 now."


def test_only_what_is_new_since_a_day_is_told_where_a_day_is_given():
    from datetime import UTC, datetime

    day = datetime(2026, 12, 6, tzinfo=UTC)
    assert notice(change(1.0, 2.0), since=day) is None
    later = change(2.0, 3.0, when="2026-12-07T10:00:00+00:00")
    assert notice(change(1.0, 2.0), later, since=day).cells[0].old == 2.0


def test_the_message_has_the_reason_in_the_students_language():
    found = notice(change(1.0, 3.0, said=SAID))
    english, chinese = (notices.message(found, "loss", language) for language in ("en", "zh"))
    assert "from 5 to 7 of 10 points" in english
    assert "mse: 1 before, 3 now." in english
    assert "the tests of this function were changed" in english
    assert "Your teacher says: One test was wrong." in english
    assert "老师的说明：有一个测试写错了。" in chinese


@pytest.mark.parametrize("text", [" ", "x" * 1_001, "bad \x1b[2J", "right \u202eto left"])
def test_a_reason_that_cannot_be_shown_is_refused(text):
    with pytest.raises(AutograderError, match="--reason"):
        notices.checked_reason(text)


def test_a_reason_may_have_its_translation():
    assert in_language(notices.checked_reason("Sorry.\nzh: 抱歉。"), "zh") == "抱歉。"


# --- a class, from the command line ------------------------------------------------------------

HALF = "def double(x):\n    return 2 * x + 1\n\n\ndef halve(x):\n    return x / 2\n"
STRICT = '"""halve(x) = x / 2."""\n\n\ndef test_it_is_never_right(student):\n    """Something is wrong."""\n    assert student.halve(6) == 5\n'
ROSTER = "id,name,lms_id,language\nada,=Ada,1001,en\nbob,Bob,1002,zh\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class from Canvas whose tests of `halve` were too lenient, and are put right with a reason."""
    root = made.built(tmp_path_factory.mktemp("regraded") / "course")
    text = made.COURSE_YML.replace("- name: small", "- {name: small, explore: completion}")
    (root / "course.yml").write_text(text, encoding="utf-8")
    do(root, "build")
    (root / "class.csv").write_text(ROSTER, encoding="utf-8")
    do(root, "roster", str(root / "class.csv"))
    with zipfile.ZipFile(root / "canvas.zip", "w") as opened:
        for name, answers in (("ada_1001_20001", made.RIGHT), ("bob_1002_20002", HALF)):
            document = hand_ins.as_bytes(hand_ins.spliced("small", answers, root))
            opened.writestr(f"{name}_small.ipynb", document)
    do(root, "collect", "small", str(root / "canvas.zip"))
    made.hand_in(root, "cy", "def double(x):\n    return None\n\n\ndef halve(x):\n    return None\n")
    do(root, "grade", "small")
    solution = root / "solutions/small.py"
    solution.write_text(solution.read_text().replace("x / 2", "5 if x == 6 else x / 2"))
    (root / "tests/suites/small/test_halve.py").write_text(STRICT, encoding="utf-8")
    told = do(root, "grade", "small", "--reason", "A test was missing.\nzh: 缺了一个测试。")
    assert "next: autograder notices small" in told
    return root


def rows(root):
    file = root / "var/exports/small-notices-csv.csv"
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


@pytest.mark.full
def test_the_list_has_whose_score_changed_with_ids_scores_and_the_message_in_their_language(course):
    told = do(course, "notices", "small")
    assert "2 students lost: ada, bob" in told
    assert "running the name or id of: ada" in told
    ada, bob = rows(course)
    assert (ada["student"], ada["name"], ada["lms_id"], ada["old"], ada["new"]) == (
        "ada",
        "'=Ada",
        "1001",
        "8",
        "4",
    )
    assert ada["message"].endswith("Your teacher says: A test was missing.")
    assert bob["message"].endswith("老师的说明：缺了一个测试。")


@pytest.mark.full
def test_the_page_says_it_above_everything_else(course):
    do(course, "feedback", "small")
    page = (course / "var/feedback/ada/small/small.html").read_text(encoding="utf-8")
    text = html.unescape(re.sub(r"<[^>]+>", " ", page.split("</style>")[1]))
    assert "Your score has changed" in text
    assert text.index("from 8 to 4 of 10 points") < text.index("Next step")
    assert "Your teacher says: A test was missing." in text
    assert "A test was missing" not in (course / "var/feedback/cy/small/small.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.full
def test_canvas_gets_a_text_for_each_under_the_name_of_their_hand_in(course):
    told = do(course, "notices", "small", "--to", "canvas")
    assert "small-notices-canvas.zip: 2 students" in told
    with zipfile.ZipFile(course / "var/exports/small-notices-canvas.zip") as opened:
        assert opened.namelist() == ["ada_1001_20001_feedback.txt", "bob_1002_20002_feedback.txt"]
        assert "from 8 to 4" in opened.read("ada_1001_20001_feedback.txt").decode()
    assert "nobody's hand-in was collected from moodle" in do(
        course, "notices", "small", "--to", "moodle", code=3
    )


@pytest.mark.full
def test_a_reason_given_afterwards_is_kept_where_there_is_none_and_changes_no_other(course):
    do(course, "notices", "small", "--reason", "Another reason.")
    assert "Another reason" not in rows(course)[0]["message"]
    with Gradebook(f"sqlite:///{course}/var/gradebook.db") as book:
        grade = book.find_grade("test_halve", "small", "small", "bob")
        grade.manual_score = 4.0
        book.db.commit()
    do(course, "notices", "small")
    assert [row["student"] for row in rows(course)] == ["ada"]
    assert "no regrade has changed" in do(course, "notices", "small", "--since", "2099-01-01")
    assert "write a day" in do(course, "notices", "small", "--since", "soon", code=3)
