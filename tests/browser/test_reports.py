"""Class report and course report as staff see them, at a desk, on a telephone and on paper; feedback pages as PDF."""

import base64
from datetime import UTC, datetime

import hand_ins
import pytest

from autograder.classroom.class_results import Result
from autograder.classroom.course_total import CourseTotals, student_total
from autograder.course import parse_course
from autograder.pages import course_report
from autograder.submissions.roster import Roster, RosterEntry

pytestmark = pytest.mark.browser

ASSIGNMENT = "activations"
ROSTER = "id,name\nhalf_done,Ann Example\nnobody,赛 小明\n"
COURSE = parse_course(b"{title: A course, total: {missing: zero}, assignments: [{name: loss}, {name: deep}]}")
PEOPLE = Roster((RosterEntry("ann", "Ann Example"), RosterEntry("ben", "N" * 200)))


@pytest.fixture(scope="module")
def page(course):
    """The report on a class of this course's examples."""
    for student, raw in hand_ins.examples(ASSIGNMENT):
        if student != "endless_loop":
            course.hand_in(student, ASSIGNMENT, raw)
    course.hand_in(
        "answered", ASSIGNMENT, hand_ins.as_bytes(hand_ins.answered(hand_ins.reference(ASSIGNMENT)))
    )
    (course.root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    course.autograder("roster", str(course.root / "roster.csv"))
    course.autograder("grade", ASSIGNMENT, *course.weak, may_exit=(0, 3))
    course.autograder("report", ASSIGNMENT)
    return course.root / "var/class" / f"{ASSIGNMENT}.html"


@pytest.mark.parametrize("width", [360, 1100])
def test_nothing_of_it_is_wider_than_the_screen_and_nothing_is_loaded(screen, page, width):
    screen.driver.get_log("browser")  # what other tests' pages complained of
    screen.open(page.as_uri(), width)
    screen.whole_picture(f"class_report_{width}")
    assert screen.run("return document.documentElement.scrollWidth") <= width
    assert screen.run("return performance.getEntriesByType('resource').length") == 0
    assert not [one for one in screen.driver.get_log("browser") if one["level"] == "SEVERE"]


def test_every_text_stands_out_from_what_is_behind_it(screen, page):
    screen.open(page.as_uri())
    for css in ("h1", "h2", "h3", "p", ".soft", "li", "pre", "summary"):
        assert screen.faint(css, first=5) == [], css


def test_the_bars_are_as_wide_as_their_shares_and_told_apart_without_colour(screen, page):
    screen.open(page.as_uri())
    found = screen.run("""
        return [...document.querySelectorAll("svg.share")].map((svg) => [
            svg.getAttribute("aria-label"),
            [...svg.querySelectorAll("rect")].map((bar) =>
                [bar.getBoundingClientRect().width / svg.getBoundingClientRect().width, bar.getAttribute("fill")]),
        ])""")
    assert len(found) > 20
    for label, bars in found:
        assert sum(width for width, _ in bars) == pytest.approx(1, abs=0.02), label
        assert len({fill for _, fill in bars}) == len(bars)
        assert {fill for _, fill in bars} <= {"#1b6e3c", "url(#stripes)", "#fff", "url(#dots)"}


def test_on_paper_the_tests_are_all_there(screen, page):
    screen.open(page.as_uri())
    screen.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert screen.all("td", "The values follow the formula.")
        printed = base64.b64decode(screen.driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
        assert printed.startswith(b"%PDF-")
    finally:
        screen.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_feedback_page_is_printed_beside_itself(course, page, screen):
    out = course.autograder("feedback", ASSIGNMENT, "--student", "half_done", "--pdf")
    assert "1 PDFs beside them" in out
    pdf = course.root / "var/feedback/half_done" / ASSIGNMENT / f"{ASSIGNMENT}.pdf"
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert not list(pdf.parent.glob(".*"))


def test_a_name_without_spaces_moves_no_points_of_the_course_report_out_of_sight(screen, tmp_path):
    students = tuple(
        student_total(
            COURSE, PEOPLE, person, {"loss": Result(person, "final", 10.0, 8.0)}, ("loss",), datetime.now(UTC)
        )
        for person in PEOPLE.students
    )
    file = tmp_path / "whole-course.html"
    report = course_report.collect_course(CourseTotals(COURSE, students, ("deep",), {"loss": 10.0}))
    file.write_text(course_report.course_report_page(report), encoding="utf-8")
    screen.open(file.as_uri(), 900)
    right = "return Math.max(...[...document.querySelectorAll('td')].map((cell) => cell.getBoundingClientRect().right))"
    assert screen.run(right) <= 900
