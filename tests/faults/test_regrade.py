"""What people put in survives every regrade, and only a changed answer asks them to look again."""

import subprocess

import hand_ins
import made
import pytest
import rig

GRADE = """FROM grade JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
    JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
    JOIN base_cell ON grade.cell_id = base_cell.id"""
ASK = f"SELECT student_id, manual_score, extra_credit, needs_manual_grade {GRADE} WHERE name = 'explore' ORDER BY 1"


@pytest.fixture
def course(graded):
    """A person has marked everybody's answer, in formgrader's way: the flag goes with it."""
    rig.manual(graded, "UPDATE grade SET manual_score = 1.5, extra_credit = 0.25, needs_manual_grade = 0 WHERE id IN"
               f" (SELECT grade.id {GRADE} WHERE name = 'explore')")  # fmt: skip
    rig.manual(graded, "UPDATE comment SET manual_comment = 'Good.'")
    return graded


def flagged(course):
    """Whose marks are to be looked at again; all marks must be there."""
    found = rig.manual(course, ASK)
    assert [row[:3] for row in found] == [(student, 1.5, 0.25) for student in sorted(rig.CLASS)]
    assert {row[0] for row in rig.manual(course, "SELECT manual_comment FROM comment")} == {"Good."}
    return [student for student, _, _, needs in found if needs]


def answered(course, student):
    """A new hand-in, with other words in its answer."""
    document = hand_ins.spliced("small", made.RIGHT, course)
    hand_ins.named(document)["explore"]["source"] = "I see it now."
    made.hand_in(course, student, hand_ins.as_bytes(document))


def test_a_regrade_of_the_same_hand_ins_asks_nobody(course):
    assert rig.grade(course, "--force").returncode == 0
    assert flagged(course) == []


def test_a_new_suite_grades_all_again_and_asks_nobody(course):
    suite = course / "tests/suites/small/test_halve.py"
    suite.write_text(suite.read_text() + "\n\n# another word\n")
    metas = {file: file.read_bytes() for file in course.glob("var/reports/*/small/report.meta.json")}
    assert rig.grade(course).returncode == 0
    assert all(file.read_bytes() != raw for file, raw in metas.items())
    assert flagged(course) == []


def test_a_new_hand_in_with_the_same_answer_asks_nobody(course):
    made.hand_in(course, "bob", made.RIGHT)
    assert rig.grade(course).returncode == 0
    assert flagged(course) == []


def test_a_new_answer_asks_about_that_student_alone(course):
    answered(course, "bob")
    assert rig.grade(course).returncode == 0
    assert flagged(course) == ["bob"]


def test_a_kill_between_report_and_gradebook_does_not_forget_that_there_is_a_new_answer(course):
    answered(course, "bob")
    rig.struck(course, "sqlite3.connect", "", "command")
    assert flagged(course) == []
    assert rig.grade(course).returncode == 0
    assert flagged(course) == ["bob"]
    rig.manual(course, "UPDATE grade SET needs_manual_grade = 0 WHERE manual_score IS NOT NULL")
    assert rig.grade(course).returncode == 0
    assert flagged(course) == []


def test_pages_show_marks_and_comments_and_are_written_without_a_gradebook_too(course):
    page = course / "var/feedback/ada/small/small.html"
    assert made_pages(course).returncode == 0
    assert "Good." in page.read_text()
    killed = subprocess.Popen(["true"])
    killed.wait()
    page.with_name(f".small.html.{killed.pid}.part").write_text("half")
    (course / "var/gradebook.db").unlink()
    refused = made_pages(course)  # people's marks are known, and a page without them would be untrue
    assert refused.returncode == 3
    assert "restore it from your last archive" in refused.stderr
    for file in (course / "var/reports").glob("*/small/history.json"):
        file.rename(file.with_name("history.aside.json"))
    again = made_pages(course)
    assert again.returncode == 0, again.stderr
    assert "Good." not in page.read_text()
    assert not (course / "var/gradebook.db").exists()
    assert not list(course.rglob("*.part"))


def made_pages(course):
    """`autograder feedback`."""
    command = [*rig.COMMAND, "feedback", "small", "--course", str(course)]
    return subprocess.run(command, capture_output=True, text=True)
