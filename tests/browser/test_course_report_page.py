"""The page on the whole course as staff see it: a long name hides nobody's points."""

from datetime import UTC, datetime

import pytest

from autograder.classroom.class_results import Result
from autograder.classroom.course_total import CourseTotals, student_total
from autograder.course import parse_course
from autograder.pages import course_report
from autograder.submissions.roster import Roster, RosterEntry

COURSE = parse_course(b"{title: A course, total: {missing: zero}, assignments: [{name: loss}, {name: deep}]}")
PEOPLE = Roster((RosterEntry("ann", "Ann Example"), RosterEntry("ben", "N" * 200)))


@pytest.mark.browser
def test_a_name_without_spaces_moves_no_points_out_of_sight(screen, tmp_path):
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
