"""The whole course going out: a row for each student, as an LMS reads it back, and nobody's open total."""

import csv
import io
from datetime import UTC, datetime

import pytest

from autograder import csv_tables
from autograder.classroom import course_total
from autograder.classroom.class_results import Result
from autograder.course import Assignment, parse_course
from autograder.errors import AutograderError
from autograder.lms import export
from autograder.lms.recipients import Wanted
from autograder.submissions.roster import Roster, RosterEntry

ANN = RosterEntry("ann", "Ann Example", "1001", "ann01", "00123", "ann@example.edu", "Mon A")
BEN = RosterEntry("ben", '=HYPERLINK("http://evil")', "1002", "ben02", "00124", "ben@example.edu")
CY = RosterEntry("cy", "赛 小明", "1003", "cy03", "00125", "cy@example.edu", excused="two")
DAN = RosterEntry("dan", "Dan", "1004", "dan04", "00126", "dan@example.edu")
COURSE = parse_course(
    b"{title: T, assignments: [{name: one, weight: 2}, {name: two}, {name: trial, counts: false}, {name: three}]}"
)
SCORES = {
    "ann": {"one": 10.0, "two": 5.0},
    "ben": {"one": 8.0, "two": None},
    "cy": {"one": 7.0},
    "dan": {"one": 1.0},
}


def totals():
    people = Roster((ANN, BEN, CY, DAN))
    students = []
    for person in people.students:
        results = {
            name: Result(person, "waits", 10.0, waits=("explore",))
            if score is None
            else Result(person, "final", 10.0, score)
            for name, score in SCORES[person.id].items()
        }
        students.append(
            course_total.student_total(
                COURSE, people, person, results, ("one", "two"), datetime(2026, 12, 1, tzinfo=UTC)
            )
        )
    return course_total.CourseTotals(COURSE, tuple(students), ("three",), {"one": 10.0, "two": 10.0})


def rows_of(made):
    return list(csv.reader(io.StringIO(made.raw.decode("utf-8-sig"), newline="")))


def for_lms(to, sheet=None):
    asked = Wanted(Assignment(export.TITLE), (), sheet and csv_tables.read_table(sheet.encode(), "their.csv"))
    made = export.export_totals(to, asked, totals())
    return rows_of(made), " | ".join(made.notes)


def test_the_table_has_a_row_for_each_student_with_their_ids_and_a_number_only_where_it_is_decided():
    made = export.export_totals("csv", Wanted(Assignment(export.TITLE), ()), totals())
    head, *rows = rows_of(made)
    table = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(one["student"], one["lms_id"], one["total_percent"]) for one in table] == [
        ("ann", "1001", "83.33"),
        ("ben", "1002", ""),
        ("cy", "1003", "70.00"),
        ("dan", "1004", ""),
    ]
    assert [one["two (10)"] for one in table] == ["5", "", "", ""]
    assert [one["two note"] for one in table] == ["", "waits; explore", "excused", "missing"]
    assert (table[1]["waits_for"], table[3]["missing"]) == ("two", "two")
    assert not any("trial" in title for title in head)
    assert "nobody is graded yet in three" in " | ".join(made.notes)


def test_no_name_in_the_table_is_run_by_a_spreadsheet_and_the_command_says_whose_it_was():
    made = export.export_totals("csv", Wanted(Assignment(export.TITLE), ()), totals())
    assert rows_of(made)[2][1].startswith("'=")
    assert "running the name or id of: ben" in " | ".join(made.notes)
    assert made.raw.startswith(b"\xef\xbb\xbf")


def test_a_missing_assignment_that_counts_as_zero_says_so_beside_the_zero():
    entry = course_total.CourseEntry("one", "counts", 1, Result(ANN, "missing", 10.0), 0)
    assert export.points_of(entry) == "0"
    assert course_total.status_text(entry) == "missing, counts as 0"


CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Course total (301)
    Points Possible,,,,,100.00
"Example, Ann",1001,,ann01,Mon A,
"Sample, Ben",1002,,ben02,Mon A,40.00
"Xiaoming, Sai",1003,,cy03,Mon A,
"""


def test_canvas_gets_the_totals_as_an_assignment_of_100_points_and_no_row_for_who_waits():
    rows, told = for_lms("canvas", CANVAS)
    assert rows[0][-1] == "Course total (301)"
    assert [(row[1], row[-1]) for row in rows[2:]] == [("1001", "83.33"), ("1003", "70.00")]
    assert "2 wait for a person and are left out: ben, dan" in told
    assert "1 student without a total, since something is missing: dan" in told


def test_a_column_in_canvas_that_is_not_of_100_points_gets_no_totals():
    with pytest.raises(AutograderError, match="maximum grade is 20, and Course total has 100 points"):
        for_lms("canvas", CANVAS.replace("100.00", "20.00"))


MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade)
Participant 1,Ann Example,ann@example.edu,-,,100.00,Yes,-
Participant 2,Ben Sample,ben@example.edu,-,,100.00,Yes,-
"""


def test_moodles_worksheet_comes_back_with_the_total_of_who_has_one():
    rows, _ = for_lms("moodle", MOODLE)
    head, *people = rows
    table = [dict(zip(head, row, strict=True)) for row in people]
    assert [(one["Identifier"], one["Grade"], one["Last modified (grade)"]) for one in table] == [
        ("Participant 1", "83.33", "-")
    ]


def test_gradescopes_table_has_the_assignments_as_its_questions():
    rows, _ = for_lms("gradescope")
    assert rows[0][-2:] == ["1: one", "2: two"]
    assert [row[4] for row in rows[1:]] == ["83.33", "", "70.00", ""]
