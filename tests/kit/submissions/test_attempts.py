"""Which hand-in counts: last, last in time or best; how many, until when; and what becomes of the others."""

import json
import shutil
import subprocess
import sys

import made
import pytest
from made import do

from autograder import report
from autograder.course import load_course
from autograder.gradebook import grades
from autograder.report import CellReport, Outcome, Report
from autograder.submissions import attempt_policy, late_policy
from autograder.submissions.attempts import Attempt, read_attempt
from autograder.submissions.late_policy import Lateness

HALF = "def double(x):\n    return x + x\n\n\ndef halve(x):\n    return 7\n"
NONE = "def double(x):\n    return 3\n\n\ndef halve(x):\n    return 7\n"
DUE = 'due: "2026-12-01 12:00"'
# A student's waves: answers and moment. Their scores are 4, 8 and 0 of the 8 that tests give.
WAVES = {
    "ada": [(HALF, "2026-12-01 09:00"), (made.RIGHT, "2026-12-01 11:00"), (NONE, "2026-12-02 11:00")],
    "bob": [(HALF, "2026-12-01 09:00"), (made.RIGHT, "2026-12-05 11:00")],
    "cy": [(HALF, "2026-12-01 09:00")],
    "dan": [(made.RIGHT, "2026-12-09 11:00")],
}


def policy(root, entry="", more=""):
    """Rewrite course.yml: keys of the assignment, and of the course."""
    text = made.COURSE_YML.replace("- name: small", f"- {{name: small, {DUE}{entry and ', '}{entry}}}")
    (root / "course.yml").write_text(f"{text}{more}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A course with three waves collected, each as nbgrader's folders."""
    root = made.course(tmp_path_factory.mktemp("attempts") / "course")
    policy(root)
    do(root, "build")
    for wave in range(3):
        folder = root / f"wave{wave}"
        for student, own in WAVES.items():
            if wave < len(own):
                answers, when = own[wave]
                file = made.hand_in(root, student, answers)
                own_folder = folder / student / "small"
                own_folder.mkdir(parents=True)
                file.replace(own_folder / "small.ipynb")
                (own_folder / "timestamp.txt").write_text(f"{when}:00 UTC\n")
                shutil.rmtree(root / "var/submitted" / student)
        do(root, "collect", "small", folder)
    return root


@pytest.fixture
def course(collected, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(collected, root)
    return root


def graded(root, code=0):
    """Grade; gives the points of the tests of everybody who was graded."""
    said = made.run(root, "grade", "small", "--json", code=code).stdout
    return {one["student"]: one["score"] for one in json.loads(said)["submissions"]}


def standings(root):
    found, places = load_course(root)
    return grades.scores(grades.address(found, places), "small")


def test_the_last_counts_unless_course_yml_says_otherwise(course):
    assert graded(course) == {"ada": 0.0, "bob": 8.0, "cy": 4.0, "dan": 8.0}


def test_the_last_in_time_counts_and_where_none_is_the_last(course):
    policy(course, "attempts: last_on_time")
    assert graded(course) == {"ada": 8.0, "bob": 4.0, "cy": 4.0, "dan": 8.0}


def test_the_best_counts_after_its_lateness(course):
    policy(course, "attempts: best", "late: {percent_per_day: 20}")
    assert graded(course) == {"ada": 8.0, "bob": 4.0, "cy": 4.0, "dan": 8.0}
    penalties = {student: one.penalty for student, one in standings(course).items()}
    assert penalties == {"ada": 0.0, "bob": 0.0, "cy": 0.0, "dan": 8.0}
    policy(course, "attempts: best", "late: {percent_per_day: 5}")
    assert graded(course)["bob"] == 8.0
    assert standings(course)["bob"].penalty == 1.6
    # The table's totals are those of the notebooks; what an export has less is said below it.
    assert "totals are before lateness, which takes off: bob 20 %, dan 40 %" in do(course, "grade", "small")


@pytest.mark.full
def test_a_changed_policy_chooses_anew_and_grades_nothing_again(course):
    policy(course, "attempts: best")
    graded(course)
    files = sorted(course.glob("var/attempts/*/small/*/report.json"))
    assert len(files) == 7
    before = [file.stat().st_mtime_ns for file in files]
    for choice, score in (("last", 0.0), ("last_on_time", 8.0), ("best", 8.0)):
        policy(course, f"attempts: {choice}")
        assert graded(course)["ada"] == score
    assert [file.stat().st_mtime_ns for file in files] == before


def test_each_attempt_keeps_its_own_report(course):
    policy(course, "attempts: best")
    graded(course)
    kept = [
        report.decode((course / f"var/attempts/ada/small/{number}/report.json").read_bytes()).score
        for number in (1, 2, 3)
    ]
    assert kept == [4.0, 8.0, 0.0]
    counts = (course / "var/reports/ada/small/report.json").read_bytes()
    assert counts == (course / "var/attempts/ada/small/2/report.json").read_bytes()


def test_more_attempts_than_are_allowed_do_not_count(course):
    policy(course, "max_attempts: 1")
    assert graded(course) == {"ada": 4.0, "bob": 4.0, "cy": 4.0, "dan": 8.0}


def test_after_it_has_closed_a_hand_in_is_kept_and_not_graded(course):
    policy(course, 'closes: "2026-12-04 12:00"')
    said = do(course, "grade", "small")
    assert "dan handed in after it closed: kept, not graded" in said
    assert standings(course).keys() == {"ada", "bob", "cy"}
    assert graded(course) == {"ada": 0.0, "bob": 4.0, "cy": 4.0}
    assert (course / "var/attempts/dan/small/1/small.ipynb").exists()


def test_an_extension_opens_it_longer_and_costs_nothing(course):
    policy(course, 'closes: "2026-12-04 12:00"', "late: {percent_per_day: 10}")
    (course / "class.csv").write_text("id,extensions\ndan,small=2026-12-09 12:00\nada,\nbob,\ncy,\n")
    do(course, "roster", course / "class.csv")
    assert graded(course)["dan"] == 8.0
    assert standings(course)["dan"].penalty == 0


@pytest.mark.full
def test_what_is_put_there_by_hand_is_an_attempt_and_the_latest(course):
    policy(course, "attempts: last")
    graded(course)
    made.hand_in(course, "ada", HALF)
    assert graded(course)["ada"] == 0.0, "nothing says that an earlier attempt was handed in again"
    (course / "var/submitted/ada/small/timestamp.txt").write_text("2026-12-03 09:00 +0000\n")
    assert graded(course)["ada"] == 4.0
    made.hand_in(course, "bob", NONE)
    (course / "var/submitted/bob/small/timestamp.txt").unlink()
    assert graded(course)["bob"] == 0.0
    assert [len(list((course / f"var/attempts/{one}/small").iterdir())) for one in ("ada", "bob")] == [4, 3]


@pytest.mark.full
def test_nbgraders_door_lets_the_same_attempt_count(course):
    policy(course, "attempts: best", "late: {percent_per_day: 5}")
    shutil.copy(made.Path(made.__file__).parents[2] / "nbgrader_config.py", course)
    other = course.with_name("other")
    shutil.copytree(course, other)
    graded(course)
    ran = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "small"], cwd=other, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert standings(other) == standings(course)
    for place in ("reports/*/small/report.json", "autograded/*/small/*", "attempts/*/small/*/report.json"):
        files = sorted((course / "var").glob(place))
        assert files
        assert all((other / file.relative_to(course)).read_bytes() == file.read_bytes() for file in files)


def test_what_was_lost_after_grading_comes_back_from_the_attempts(course):
    policy(course, "attempts: best")
    graded(course)
    before = {file: file.read_bytes() for file in course.glob("var/reports/*/small/report.json")}
    attempts_before = [
        file.stat().st_mtime_ns for file in sorted(course.glob("var/attempts/*/*/*/report.json"))
    ]
    shutil.rmtree(course / "var/reports")
    shutil.rmtree(course / "var/autograded")
    graded(course)
    assert {file: file.read_bytes() for file in course.glob("var/reports/*/small/report.json")} == before
    assert attempts_before == [
        file.stat().st_mtime_ns for file in sorted(course.glob("var/attempts/*/*/*/report.json"))
    ]


def test_marks_and_penalty_meet_on_the_page_and_in_the_gradebook(course):
    policy(course, "attempts: last", "late: {percent_per_day: 10}")
    graded(course)
    from nbgrader.api import Gradebook

    found, places = load_course(course)
    url = grades.address(found, places)
    with Gradebook(url) as book:
        book.find_grade("explore", "small", "small", "bob").manual_score = 2.0
        book.db.commit()
    do(course, "feedback", "small")
    page = (course / "var/feedback/bob/small/small.html").read_text(encoding="utf-8")
    assert "You earned 10. The hand-in came 3 days 23 hours after the due date" in page
    assert "takes off 40 %, that is 4. What counts is 6." in page
    assert "你得了 10 分" in page
    assert (standings(course)["bob"].penalty, standings(course)["bob"].final) == (4.0, 6.0)
    with Gradebook(url) as book:
        assert book.find_submission("small", "bob").late_submission_penalty == 4.0
    assert "due date" not in (course / "var/feedback/cy/small/small.html").read_text(encoding="utf-8")


# --- the choice alone ----------------------------------------------------------------------------


def found(score, status="graded", outcome=Outcome.FAILED):
    cells = {"test_f": CellReport(8.0, outcome, score)}
    return Report("ada", "a", status, score, 8.0, cells)


def test_of_equals_the_later_counts():
    assert attempt_policy.best([(found(4.0), Lateness()), (found(4.0), Lateness())]) == 1


def test_what_waits_for_a_person_is_taken_at_its_best():
    waits = found(None, outcome=Outcome.ERROR)
    assert attempt_policy.best([(waits, Lateness()), (found(7.0), Lateness())]) == 0
    assert attempt_policy.best([(waits, Lateness(True, None, 50.0)), (found(7.0), Lateness())]) == 1


def test_a_broken_file_does_not_take_the_place_of_a_good_one():
    broken = found(None, status="error", outcome=Outcome.ERROR)
    assert attempt_policy.best([(found(1.0), Lateness()), (broken, Lateness())]) == 0
    assert attempt_policy.best([(broken, Lateness()), (broken, Lateness())]) == 1


def test_where_no_moment_is_known_closing_excludes_nobody():
    known = [Attempt(1, "a"), Attempt(2, "b", "2026-12-01T00:00:00+00:00")]
    from datetime import UTC, datetime

    assert attempt_policy.countable(known, datetime(2026, 11, 1, tzinfo=UTC)) == known[:1]
    assert attempt_policy.candidates("last_on_time", known, lambda one: one.number == 2) == known[:1]
    assert late_policy.costs(late_policy.Late(percent_per_day=10))


# --- a record that cannot be read --------------------------------------------------------------


@pytest.mark.parametrize(
    "damage",
    [b"", b'{"number": 2, "dig', b'{"number": "two"}', b"\xff\xfe\x00", b'{"number": 7, "digest": ""}', None],
    ids=["empty", "half", "wrong type", "no text", "another's", "a folder"],
)
def test_an_attempt_whose_record_cannot_be_read_has_a_problem_and_its_digest(course, damage):
    work = load_course(course)[1].work("small", "ada")
    whole = read_attempt(work, 2)
    record = work.attempt_record(2)
    record.unlink()
    if damage is None:
        record.mkdir()
    else:
        record.write_bytes(damage)
    found = read_attempt(work, 2)
    assert found.problem
    assert not whole.problem
    assert (found.number, found.digest) == (2, whole.digest)


@pytest.mark.full
def test_a_record_that_cannot_be_read_costs_one_student_and_is_no_zero(course):
    graded(course)
    before = {student: own for student, own in standings(course).items() if student != "ada"}
    record = course / "var/attempts/ada/small/2/attempt.json"
    whole = record.read_bytes()
    record.write_bytes(whole[: len(whole) // 2])
    said = do(course, "grade", "small", code=3)
    assert "ada needs a person: what is known of attempt 2 cannot be read" in said
    assert "var/attempts/ada/small/2/attempt.json: restore it from your backup" in said
    own = standings(course)
    assert {student: one for student, one in own.items() if student != "ada"} == before
    assert own["ada"].needs_manual_grade
    assert [cell.auto_score for cell in own["ada"].cells.values()] == [None, None, None]
    do(course, "feedback", "small")
    page = (course / "var/feedback/ada/small/small.html").read_text(encoding="utf-8")
    assert "attempt 2 cannot be read" in page
    do(course, "report", "small")
    assert "what is known of it cannot be read" in do(course, "show", "ada", "small")
    do(course, "export", "small", "--to", "csv")
    line = next(
        line for line in (course / "var/exports/small-csv.csv").read_text().splitlines() if "ada" in line
    )
    assert ",waits," in line
    record.write_bytes(whole)
    assert graded(course) == {"ada": 0.0, "bob": 8.0, "cy": 4.0, "dan": 8.0}


def test_a_timestamp_that_is_no_date_is_named(course):
    assert "timestamp.txt" not in do(course, "grade", "small")
    (course / "var/submitted/cy/small/timestamp.txt").write_text("2026-12-01 at noon")
    assert "timestamp.txt is no date, and says nothing of lateness: cy; write" in do(course, "grade", "small")


@pytest.mark.full
def test_the_record_of_the_very_attempt_that_counts_is_missed_and_found_again(course):
    policy(course, more="late: {percent_per_day: 10}")
    graded(course)
    late_before = standings(course)["dan"]
    assert late_before.penalty > 0
    record = course / "var/attempts/dan/small/1/attempt.json"
    whole = record.read_bytes()
    record.write_bytes(b"")
    assert graded(course, code=3)["dan"] is None
    assert standings(course)["dan"].needs_manual_grade
    record.write_bytes(whole)
    assert graded(course)["dan"] == 8.0
    assert standings(course)["dan"] == late_before


def test_collecting_the_download_again_mends_its_record(course):
    graded(course)
    record = course / "var/attempts/ada/small/2/attempt.json"
    whole = record.read_bytes()
    record.write_bytes(b"{")
    do(course, "collect", "small", course / "wave0")  # another attempt's, and others' work
    assert record.read_bytes() == b"{"
    do(course, "collect", "small", course / "wave1")
    assert record.read_bytes() == whole
    assert graded(course)["ada"] == 0.0


def test_a_new_hand_in_beside_a_broken_record_is_kept_and_waits(course):
    (course / "var/attempts/cy/small/1/attempt.json").write_bytes(b"[]")
    do(course, "collect", "small", course / "wave2", "--student", "cy")
    assert (course / "var/attempts/cy/small/2/small.ipynb").is_file()
    do(course, "grade", "small", code=3)
    assert standings(course)["cy"].needs_manual_grade
    assert (course / "var/attempts/cy/small/1/attempt.json").read_bytes() == b"[]"


def test_a_purge_does_not_take_what_cannot_be_dated_for_older_than_its_file(course):
    folder = course / "var/attempts/ada/small"
    for number in (1, 2):
        record = folder / str(number) / "attempt.json"
        record.write_text(record.read_text().replace("2026-12-01", "2020-10-01"))
    (folder / "3/attempt.json").write_bytes(b"")
    (course / "var/submitted/ada/small/timestamp.txt").unlink()
    do(course, "purge", "--before", "2021-01-01", "--yes")
    assert (folder / "3/small.ipynb").exists()
