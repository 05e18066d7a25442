"""The whole course on pages: a student's own results and no more, and the class's for staff."""

import html
import json
import re
from datetime import UTC, datetime

import made
import msgspec
import pytest
from made import do

from autograder.classroom import class_results, course_total
from autograder.classroom.class_results import Result
from autograder.course import parse_course
from autograder.pages import course_page, course_report
from autograder.submissions.roster import Roster, RosterEntry
from autograder.text import Text

HOSTILE = "<script>alert(1)</script>\"'><img src=x>{{ 7*7 }}"
COURSE = parse_course(
    b"{title: Deep learning, languages: [en, zh], total: {missing: zero, drop_lowest: 1},"
    b" assignments: [{name: warm_up, weight: 2}, {name: loss}, {name: training}, {name: speech}]}"
)
ANN = RosterEntry("ann", "Ann Example", "1001", excused="training")
BEN = RosterEntry("ben", HOSTILE)
RESULTS = {
    "ann": {
        "warm_up": Result(ANN, "final", 10.0, 8.5, 1.5),
        "loss": Result(ANN, "missing", 10.0),
    },
    "ben": {
        "warm_up": Result(BEN, "final", 10.0, 10.0),
        "loss": Result(BEN, "waits", 10.0, waits=("explore", "late, and by how much nobody has said")),
        "training": Result(BEN, "waits", 10.0, waits=(class_results.AFTER_CLOSING,)),
    },
}
BEGUN = ("warm_up", "loss", "training")


def totals():
    people = Roster((ANN, BEN))
    students = tuple(
        course_total.student_total(
            COURSE, people, person, RESULTS[person.id], BEGUN, datetime(2026, 12, 1, tzinfo=UTC)
        )
        for person in people.students
    )
    return course_total.CourseTotals(COURSE, students, ("speech",), dict.fromkeys(BEGUN, 10.0))


def text(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.split("</style>")[1])))


def student_page(number, language="en", staff=None):
    every = totals()
    return course_page.student_course_page(every, every.students[number], language, staff)


def test_a_student_reads_their_total_and_of_each_assignment_whether_it_counts_and_why():
    page = text(student_page(0)).split("简体中文")[0].split("中文")[0]
    assert "85 of 100 percent, for all assignments so far" in page
    assert "Warm up 8.5 / 10 85 2 counts 1.5 points were taken off because it came late" in page
    assert "Loss 0 / 10 0 1 nothing was handed in, and it does not count: it is one of your lowest" in page
    assert "you are excused" in page
    assert "Speech – – 1 not due or not graded yet" in page
    assert "each counted as often as its weight says" in page


def test_what_waits_is_no_number_and_says_for_whom_it_waits():
    page = text(student_page(1))
    assert "Your total is not known yet. It waits for: Loss." in page
    assert "Loss – / 10 – 1 waits for your teacher" in page
    assert "came after the assignment had closed" in page


def test_a_students_page_names_no_cell_no_other_student_and_nothing_of_staffs():
    page = student_page(1)
    assert "explore" not in page
    assert "late, and by how much" not in page
    assert "Ann" not in page
    assert "ann" not in text(page)
    assert "For staff" not in page


def test_the_page_is_there_in_the_students_language_first():
    page = student_page(0, "zh")
    assert '<html lang="zh">' in page
    assert "你获准免交" in page.split('lang="en"')[0]


def test_assignments_and_the_edition_are_named_in_the_students_language():
    every = totals()
    titles = {
        "warm_up": Text(words={"en": "Warm up", "zh": "热身"}),
        "loss": Text(words={"en": "Loss", "zh": "损失"}),
    }
    every = msgspec.structs.replace(every, course=msgspec.structs.replace(COURSE, version="1.0"))
    own, other = course_page.student_course_page(every, every.students[1], "zh", titles=titles).split(
        '<details class="other" lang="en">'
    )
    assert "Deep learning，1.0 版" in own
    assert "热身" in own
    assert "损失。" in text(own)
    assert "Warm up" not in own
    assert "Warm up" in other


def test_staff_read_what_waits_beside_it():
    notes = course_page.StaffNotes((("name", HOSTILE),), (("loss: dense", "Changed."),))
    page = student_page(1, staff=notes)
    assert "waits; explore; late, and by how much nobody has said" in text(page)
    assert HOSTILE in text(page)
    assert "<script" not in page
    assert "<img" not in page


def test_the_class_is_a_row_a_student_and_nothing_on_the_page_acts():
    report = course_report.collect_course(totals())
    page = course_report.course_report_page(report)
    assert (report.decided, report.waits, report.missing) == (1, 1, 0)
    assert "<script" not in page
    assert "<img" not in page
    said = text(page)
    assert "ann Ann Example 85 8.5 (0) excused" in said
    assert "student name total, percent warm_up loss training ann" in said  # nobody is graded in speech
    assert HOSTILE in said
    assert report.rows[0].exact == "85"
    assert report.assignments[0].mean == 92.5


def test_pseudonyms_leave_no_name_on_the_page_or_in_its_files():
    report = course_report.collect_course(totals(), bytes(range(32)))
    whole = course_report.course_report_page(report) + course_report.course_table(report).decode()
    assert "Ann" not in whole
    assert "script>alert" not in whole
    assert not re.search(r"\bann\b", whole)


# --- a course of two assignments, from the command line ----------------------------------------


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Two assignments of which one is graded, and a third that is not built."""
    root = made.course(
        tmp_path_factory.mktemp("term") / "course",
        made.COURSE_YML.replace("  - name: small\n", "  - {name: small, explore: completion}\n")
        + "  - {name: later, weight: 3}\n",
    )
    (root / "source/later").mkdir()
    whole = made.notebook({})
    whole["cells"] = [cell for cell in whole["cells"] if cell["id"] != "explore"]
    (root / "source/later/later.ipynb").write_text(json.dumps(whole), encoding="utf-8")
    do(root, "build", "small")
    made.hand_in(root, "ada", made.RIGHT)
    (root / "class.csv").write_text("id,name,lms_id\nada,Ada Example,7\nben,Ben,8\n", encoding="utf-8")
    do(root, "roster", str(root / "class.csv"))
    do(root, "grade", "small")
    return root


@pytest.mark.full
def test_without_an_assignment_export_report_and_feedback_are_about_the_whole_course(course):
    told = do(course, "export", "--to", "csv")
    assert "whole-course-csv.csv: 2 students" in told
    assert "nobody is graded yet in later: in no total" in told
    assert "1 student without a total, since something is missing: ben" in told
    assert "1 with a total, 0 wait for a person, 1 lacks a hand-in" in do(course, "report")
    assert "2 with a total" not in do(course, "report", "--pseudonyms")
    do(course, "feedback")
    page = course / "var/feedback/ada/whole-course/whole-course.html"
    assert "80 of 100 percent" in text(page.read_text(encoding="utf-8"))
    told = do(course, "report", "--student", "ada")
    assert "for staff only" in told
    assert (course / "var/staff/ada/whole-course/whole-course.html").stat().st_mode & 0o77 == 0
    assert "nobody of this name" in do(course, "report", "--student", "nobody", code=3)
    assert "--to needs an ASSIGNMENT" in do(course, "feedback", "--to", "canvas", code=2)


@pytest.mark.full
def test_pages_on_the_whole_course_go_with_the_work_that_they_are_made_of(course):
    do(course, "feedback")
    told = do(course, "purge", "--student", "ada", "--yes")
    assert "deleted: 1 hand-in, 1 student" in told
    assert not (course / "var/feedback/ada").exists()
    assert not list((course / "var/exports").glob("whole-course*"))
