"""A test is changed after grading: who gains and who loses is seen before, and told after."""

import hashlib
import io
import json
import shutil

import made
import msgspec
import pytest
from click.testing import CliRunner
from made import do, run
from nbgrader.api import Gradebook
from rich.console import Console

from autograder.classroom import change_words, history, preview
from autograder.classroom.history import Change, Reason
from autograder.classroom.voids import refuse_unknown
from autograder.cli import cli
from autograder.course import Void, load_course
from autograder.errors import CourseError
from autograder.grading.rubric import Rules, kept_better, rescored, score
from autograder.paths import Places
from autograder.report import CellReport, GradebookRow, Meta, Outcome, Report, Verdict, Voided
from autograder.text import authored

PASSED, FAILED, ERROR, UNTOUCHED = Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.NOT_ATTEMPTED
WRONG_HALVE = made.RIGHT.replace("0.5", "0.25")
NOT_MINUS_3 = "def double(x):\n    return x + x if x != -3 else 6\n\n\ndef halve(x):\n    return x / 2\n"
VOID = "    void:\n      - test: test_double::{test}\n        reason: It asked for more than the text says.\n        points: {points}\n"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A small course, built, with three hand-ins graded."""
    root = made.built(tmp_path_factory.mktemp("graded") / "course")
    for student, answers in (("ada", made.RIGHT), ("bob", WRONG_HALVE), ("cy", NOT_MINUS_3)):
        made.hand_in(root, student, answers)
    do(root, "grade", "small")
    return root


@pytest.fixture
def course(graded, tmp_path):
    """A copy of it to change."""
    return shutil.copytree(graded, tmp_path / "course")


def scores(root, student):
    found = json.loads((root / f"var/reports/{student}/small/report.json").read_text())
    return {name.removeprefix("test_"): cell["score"] for name, cell in found["cells"].items()}


def everything(folder):
    return {
        path: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.rglob("*")
        if path.is_file()
    }


def demand_more(root):
    """A hidden test that only the reference's own way passes."""
    suite = root / "tests/suites/small/test_halve.py"
    suite.write_text(
        suite.read_text()
        + '\n\ndef test_a_quarter(student):\n    """A quarter is fine too."""\n    assert student.halve(4) in (1, 2)\n'
    )


def entry(root, text):
    """More for the assignment in course.yml."""
    file = root / "course.yml"
    file.write_text(file.read_text().replace("  - name: small\n", f"  - name: small\n{text}"))


# --- preview -----------------------------------------------------------------------------------


def test_a_preview_names_who_gains_and_by_which_test_and_writes_nothing(course):
    demand_more(course)
    before = everything(course / "var")
    said = do(course, "grade", "small", "--preview")
    assert everything(course / "var") == before
    assert "1 gain, 0 lose, 0 would wait for a person" in said
    assert "bob" in said
    assert "test_halve::test_a_quarter: 1 gain by it, 0 lose" in said
    assert "ada" not in said
    found = json.loads(run(course, "grade", "small", "--preview", "--json").stdout)
    assert [(one["student"], one["old"], one["new"]) for one in found["moves"]] == [("bob", 4.0, 5.2)]
    do(course, "grade", "small")
    assert scores(course, "bob")["halve"] == pytest.approx(1.2)


def test_a_preview_of_a_void_a_share_and_a_policy_is_what_grading_then_does(course):
    file = course / "course.yml"
    file.write_text(file.read_text() + "visible_share: 0.1\n")
    entry(course, '    due: "2026-01-01 12:00"\n' + VOID.format(test="test_special_numbers", points="given"))
    file.write_text(file.read_text() + "late: {percent_per_day: 50}\n")
    (course / "var/submitted/ada/small/timestamp.txt").write_text("2026-01-01 13:00:00 UTC")
    found = json.loads(run(course, "grade", "small", "--preview", "--json").stdout)
    promised = {one["student"]: one["new"] for one in found["moves"]}
    assert promised["ada"] == 4.0  # half of 8
    do(course, "grade", "small")
    with Gradebook(f"sqlite:///{course}/var/gradebook.db") as book:
        for student, new in promised.items():
            submission = book.find_submission("small", student)
            late = submission.notebooks[0].late_submission_penalty or 0.0
            assert submission.score - late == pytest.approx(new)


def test_a_new_rule_of_what_opens_visible_checks_names_whom_it_moves_and_runs_nothing(course):
    table = made.RIGHT.replace("x + x", "{0: 0, 2: 4}.get(x, 1)")
    made.hand_in(course, "dan", table)
    do(course, "grade", "small")
    assert scores(course, "dan") == {"double": pytest.approx(2.56), "halve": 4.0}
    meta = course / "var/reports/dan/small/report.meta.json"
    ran = json.loads(meta.read_text())["run"]
    file = course / "course.yml"
    text = file.read_text()
    file.write_text(text + "opens_at: half_weight\n")
    (move,) = json.loads(run(course, "grade", "small", "--preview", "--json").stdout)["moves"]
    assert (move["student"], move["old"], move["new"]) == ("dan", pytest.approx(6.56), pytest.approx(5.52))
    assert move["cells"][0]["reasons"] == ["visible and hidden tests were weighted anew"]
    do(course, "grade", "small")
    assert scores(course, "dan")["double"] == pytest.approx(1.52)
    assert json.loads(meta.read_text())["run"] == ran
    file.write_text(text)
    do(course, "grade", "small")
    assert scores(course, "dan")["double"] == pytest.approx(2.56)
    told = [one.reasons for one in history.read_history(Places(course).work("small", "dan"))]
    assert told == [(Reason("share"),)] * 2


def test_a_suite_that_the_reference_fails_is_seen_before_anybody_waits(course):
    suite = course / "tests/suites/small/test_halve.py"
    suite.write_text(suite.read_text().replace("== reference.halve(x)", "== reference.halve(x) + 1"))
    said = do(course, "grade", "small", "--preview")
    assert "0 gain, 0 lose, 3 would wait for a person" in said
    broken = "test_halve::test_random_numbers (the reference fails this test too: AssertionError): fix it"
    assert said.count("test_halve::test_random_numbers (") == 1  # one sentence, and no row a student
    assert f"{broken} first, or 3 students would wait for a person" in said
    assert said.rstrip().endswith("nothing was written")  # and not how to do it all the same
    assert "ada" not in said
    said = do(course, "grade", "small", code=3)
    assert said.count("3 students need a person: a test of ours failed, " + broken + ", and grade again") == 1
    assert "and left 3 to a person (halve: the tests of this function were changed)" in said


def test_the_mean_is_of_those_who_have_a_total_before_and_after(course):
    demand_more(course)
    said = do(course, "grade", "small", "--preview")
    assert "of 3 students with a total before and after" in said
    with Gradebook(f"sqlite:///{course}/var/gradebook.db") as book:
        halve = book.find_grade("test_halve", "small", "small", "cy")
        halve.manual_score, halve.needs_manual_grade = 1.0, True  # what was marked has changed since
        book.db.commit()
    said = do(course, "grade", "small", "--preview")
    assert "mean 6 of 10 → 6.6 of 10, of 2 students with a total before and after" in said
    suite = course / "tests/suites/small/test_halve.py"
    text = suite.read_text()
    suite.write_text(text.replace("== reference.halve(x)", "== reference.halve(x) + 1"))
    assert "mean " not in do(course, "grade", "small", "--preview")
    do(course, "grade", "small", code=3)
    suite.write_text(text)
    said = do(course, "grade", "small", "--preview")
    assert "4 + ? → 5.2" in said
    assert "mean " not in said


def test_a_test_that_the_reference_passes_outside_the_wall_alone_is_nobodys_zero(course):
    notebook = course / "source/small/small.ipynb"
    reads = "return float(open(x).read() if isinstance(x, str) else x) / 2"
    notebook.write_text(json.dumps(made.notebook(made.SOLUTIONS | {"halve": reads})))
    suite = course / "tests/suites/small/test_halve.py"
    suite.write_text(
        suite.read_text()
        + """

def test_a_file(student, tmp_path):
    \"\"\"A number in a file is halved.\"\"\"
    (tmp_path / "number.txt").write_text("6")
    assert student.halve(str(tmp_path / "number.txt")) == 3
"""
    )
    built = do(course, "build", "small")
    assert "test_halve:test_a_file: the reference does not pass (OSError: FileNotFoundError" in built
    assert "next: see `autograder docs authors 'What crosses'`: no file of the grader's is there" in built
    do(course, "grade", "small", code=3)
    assert [scores(course, student)["halve"] for student in ("ada", "bob", "cy")] == [None] * 3


def test_a_function_that_has_another_name_since_it_was_handed_in_is_told_when_it_is_built(course):
    for file in (
        "source/small/small.ipynb",
        "source/small/checks/test_halve.py",
        "tests/suites/small/test_halve.py",
    ):
        text = (course / file).read_text().replace("halve", "half_of")
        (course / file).unlink()
        (course / file.replace("halve", "half_of")).write_text(text)
    said = do(course, "build", "small")
    assert "small: halve is asked for no longer, and there are hand-ins (of 3)" in said
    assert "is asked for no longer" not in do(course, "build", "small")


def test_a_suite_of_side_tests_alone_is_the_reason_that_a_person_reads(course):
    suite = course / "tests/suites/small/test_halve.py"
    text = suite.read_text().replace("def test_random", "@pytest.mark.side\ndef test_random")
    suite.write_text(text.replace('"""\n', '"""\n\nimport pytest\n', 1))
    said = do(course, "grade", "small", code=3)
    assert "3 students need a person: no hidden test of values judges test_halve: write one" in said


def weigh_more(root):
    """The test that cy fails counts for more."""
    suite = root / "tests/suites/small/test_double.py"
    text = suite.read_text()
    suite.write_text(
        text.replace("@pytest.mark.parametrize", "@pytest.mark.weight(9)\n@pytest.mark.parametrize")
    )


def told(root, *arguments):
    ran = CliRunner().invoke(
        cli, ["grade", "small", *arguments, "--course", str(root)], catch_exceptions=False
    )
    return ran.output


def test_a_regrade_that_lowers_scores_says_whose_by_how_much_and_why(course):
    weigh_more(course)
    said = told(course)
    assert "this regrade lowered 1 score, raised 0, and left 0 to a person" in said
    assert "(double: the tests of this function were changed)" in said
    assert "lower now: cy -" in said
    assert "never_lower: true" in said
    assert "this regrade" not in told(course)  # once
    made.hand_in(course, "bob", "def double(x):\n    return 0\n\n\ndef halve(x):\n    return 0\n")
    assert "this regrade" not in told(course)  # another hand-in is no regrade


def test_a_persons_mark_stands_and_no_regrade_lowers_it(course):
    with Gradebook(f"sqlite:///{course}/var/gradebook.db") as book:
        book.find_grade("test_double", "small", "small", "cy").manual_score = 4.0
        book.db.commit()
    weigh_more(course)
    assert "this regrade" not in told(course)


def test_a_mark_of_a_person_goes_before_what_would_change(course):
    with Gradebook(f"sqlite:///{course}/var/gradebook.db") as book:
        grade = book.find_grade("test_halve", "small", "small", "bob")
        grade.manual_score, grade.needs_manual_grade = 3.0, False
        book.db.commit()
    demand_more(course)
    move = json.loads(run(course, "grade", "small", "--preview", "--json").stdout)["moves"][0]
    assert (move["old"], move["new"], move["cells"][0]["mark"]) == (7.0, 7.0, 3.0)


# --- void --------------------------------------------------------------------------------------


def verdicts(*outcomes, void=None, at=0):
    found = [Verdict(f"test_{place}", False, outcome) for place, outcome in enumerate(outcomes)]
    if void:
        found[at] = msgspec.structs.replace(found[at], void=Voided(void, "It was wrong."))
    return found


def test_a_given_test_counts_as_passed_and_a_dropped_one_not_at_all():
    assert score(6.0, 0.0, "one_test", verdicts(FAILED, PASSED, FAILED)) == 2.0
    assert score(6.0, 0.0, "one_test", verdicts(FAILED, PASSED, FAILED, void="given")) == 4.0
    assert score(6.0, 0.0, "one_test", verdicts(FAILED, PASSED, FAILED, void="dropped")) == 3.0


def test_a_void_that_gives_lowers_nobody_and_opens_no_gate():
    by_luck = [Verdict("desk", True, PASSED), *verdicts(PASSED, FAILED)]
    given = [Verdict("desk", True, PASSED), *verdicts(PASSED, FAILED, void="given")]
    assert score(10.0, 0.4, "one_test", given) == score(10.0, 0.4, "one_test", by_luck) == 7.0
    table = [Verdict("desk", True, PASSED), *verdicts(FAILED, FAILED, void="given")]
    assert (
        score(10.0, 0.4, "one_test", table) == 3.0
    )  # the given one alone; a table of the visible examples earns nothing


def test_an_error_in_a_voided_test_leaves_nobody_waiting():
    assert score(6.0, 0.0, "one_test", verdicts(ERROR, PASSED)) is None
    assert score(6.0, 0.0, "one_test", verdicts(ERROR, PASSED, void="dropped")) == 6.0


def test_dropping_every_test_is_a_persons_business():
    assert score(6.0, 0.0, "one_test", verdicts(FAILED, void="dropped")) is None


def test_who_wrote_nothing_gets_nothing_of_a_given_test():
    found = Report("ada", "small", "graded", 0.0, 4.0, {"test_f": CellReport(4.0, UNTOUCHED, 0.0)})
    rules = Rules({"test_f": 4.0}, 0.4, "one_test", 4.0, (Void("test_f::test_0", "Bad."),))
    assert rescored(found, rules).score == 0.0


def test_a_void_is_told_on_the_page_runs_nothing_and_can_be_taken_back(course):
    assert scores(course, "cy")["double"] == pytest.approx(3.52)
    ran = (course / "var/reports/cy/small/report.meta.json").read_text()
    text = course.joinpath("course.yml").read_text()
    entry(course, VOID.format(test="test_special_numbers[-3]", points="given"))
    do(course, "grade", "small")
    after = scores(course, "cy")["double"]
    assert after == 4.0
    assert scores(course, "ada") == {"double": 4.0, "halve": 4.0}
    assert (
        json.loads(ran)["run"]
        == json.loads((course / "var/reports/cy/small/report.meta.json").read_text())["run"]
    )
    do(course, "feedback", "small")
    page = (course / "var/feedback/cy/small/small.html").read_text()
    assert "What does not count" in page
    assert "It asked for more than the text says." in page
    assert "Everybody who wrote this function has its points." in page
    assert "because the test “Zero and negative numbers too” was taken back" in page
    assert "不计分的测试" in page
    course.joinpath("course.yml").write_text(text)
    do(course, "grade", "small")
    assert scores(course, "cy")["double"] == pytest.approx(3.52)
    kinds = [one.reasons[0].kind for one in history.read_history(Places(course).work("small", "cy"))]
    assert kinds == ["void", "unvoid"]


def test_a_void_of_a_test_that_there_is_not_names_its_line_and_the_tests_that_there_are(course):
    entry(course, VOID.format(test="test_specials", points="given"))
    said = do(course, "grade", "small", code=3)
    assert (
        "course.yml, line 9, assignments[0].void[0].test: there is no test test_double::test_specials" in said
    )
    assert "test_double::test_special_numbers[-3]" in said
    found, places = load_course(course)
    with pytest.raises(CourseError, match="there is no test"):
        refuse_unknown(places, 0, found.assignment("small"))


# --- never lower -------------------------------------------------------------------------------


def test_with_the_promise_no_regrade_lowers_a_score_and_the_page_says_so(course):
    made.hand_in(course, "dan", made.RIGHT.replace("x * 0.5", "x // 2 if x == 4 else x / 2"))
    (course / "course.yml").write_text((course / "course.yml").read_text() + "never_lower: true\n")
    do(course, "grade", "small")
    assert scores(course, "dan")["halve"] == 4.0
    demand_more_of_types(course)
    do(course, "grade", "small")
    do(course, "grade", "small")  # and it stays
    assert scores(course, "dan")["halve"] == 4.0
    do(course, "feedback", "small")
    page = (course / "var/feedback/dan/small/small.html").read_text()
    assert "The tests of today give 2.8. Your earlier score stands" in page
    made.hand_in(course, "dan", made.RIGHT.replace("x * 0.5", "x // 2 if x == 4 else x / 2.0"))
    do(course, "grade", "small")
    assert scores(course, "dan")["halve"] == pytest.approx(
        2.8
    )  # another hand-in: nothing was promised for it


def demand_more_of_types(root):
    suite = root / "tests/suites/small/test_halve.py"
    suite.write_text(
        suite.read_text()
        + '\n\ndef test_type(student):\n    """A number with a point."""\n    assert type(student.halve(4)) is float\n'
    )


def test_a_better_score_is_found_again_in_the_history_after_it_was_lowered():
    cell = CellReport(4.0, FAILED, 1.0, (Verdict("t", False, FAILED),))
    found = Report("ada", "small", "graded", 1.0, 4.0, {"test_f": cell}, digest="d")
    known = (Change("2026-01-01T00:00:00+00:00", "test_f", 3.0, 1.0, (4.0, 4.0), (), ("d", "d"), ("", "")),)
    kept = kept_better(found, history.earlier_scores(known, "d"))
    assert (kept.cells["test_f"].score, kept.cells["test_f"].reckoned, kept.score) == (3.0, 1.0, 3.0)
    assert kept_better(found, history.earlier_scores(known, "another")) == found
    worth_more = msgspec.structs.replace(found, cells={"test_f": msgspec.structs.replace(cell, points=6.0)})
    assert kept_better(worth_more, history.earlier_scores(known, "d")) == worth_more


# --- history -----------------------------------------------------------------------------------


def test_each_change_is_kept_with_its_reason_and_digests(course):
    demand_more(course)
    do(course, "grade", "small")
    made.hand_in(course, "bob", made.RIGHT)
    do(course, "grade", "small")
    changes = history.read_history(Places(course).work("small", "bob"))
    assert [(one.cell, one.old, one.new, [own.kind for own in one.reasons]) for one in changes] == [
        ("test_halve", 0.0, 1.2, ["suite"]),
        ("test_halve", 1.2, 4.0, ["handed_in"]),
    ]
    assert changes[0].hand_in_digests[0] == changes[0].hand_in_digests[1] != changes[1].hand_in_digests[1]
    assert changes[0].run[0] != changes[0].run[1]
    do(course, "feedback", "small")
    page = (course / "var/feedback/bob/small/small.html").read_text()
    assert "Changed on" not in page  # of the hand-in that counts now nothing was changed


def test_a_change_that_was_noted_before_a_kill_is_not_noted_twice(course):
    demand_more(course)
    old = (course / "var/reports/bob/small/report.json").read_bytes()
    meta = (course / "var/reports/bob/small/report.meta.json").read_bytes()
    do(course, "grade", "small")
    first = history.read_history(Places(course).work("small", "bob"))
    (course / "var/reports/bob/small/report.json").write_bytes(old)
    (course / "var/reports/bob/small/report.meta.json").write_bytes(meta)
    do(course, "grade", "small")
    assert history.read_history(Places(course).work("small", "bob")) == first


def sides(**parts):
    cells = {"test_f": CellReport(4.0, FAILED, 1.0)}
    found = Report("ada", "a", "graded", 1.0, 4.0, cells, digest="d")
    return found, Meta({}, "2026-01-01T23:30:00+00:00", 0.0, "", GradebookRow("ada", {}), parts=parts)


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        ({"suite test_f": "2"}, ["suite"]),
        ({"suite test_g": "2"}, ["forced"]),  # another cell's
        ({"reference": "2", "limits": "2"}, ["reference", "limits"]),
        ({}, ["forced"]),
    ],
)
def test_a_reason_is_what_differs_and_can_have_touched_the_cell(now, kinds):
    parts = {"suite test_f": "1", "suite test_g": "1", "reference": "1", "limits": "1"}
    assert [one.kind for one in history.reasons(sides(**parts), sides(**(parts | now)), "test_f")] == kinds


def test_a_change_is_said_in_both_languages_on_the_courses_own_day():
    zone = load_zone("Asia/Shanghai")
    reasons = (Reason("suite"), Reason("void", authored("Zero.\nzh: 零。"), authored("Bad.\nzh: 不好。")))
    change = Change(
        "2026-01-01T23:30:00+00:00", "test_f", None, 3.0, (4.0, 4.0), reasons, ("d", "d"), ("", "")
    )
    assert change_words.sentence(change, zone, "en") == (
        "Changed on 2026-01-02 from not decided to 3, because the tests of this function were changed; "
        "the test “Zero” was taken back (Bad)."
    )
    chinese = change_words.sentence(change, zone, "zh")
    assert "测试“零”已作废（不好）" in chinese
    assert "Zero" not in chinese


def load_zone(name):
    from autograder import timestamps

    return timestamps.zone(name)


# --- people's marks ----------------------------------------------------------------------------


def give(root, cell, score, extra=None):
    """What formgrader writes of Bob."""
    with Gradebook(f"sqlite:///{root}/var/gradebook.db") as book:
        grade = book.find_grade(cell, "small", "small", "bob")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = score, extra, False
        book.db.commit()


def marks(root):
    return [
        (one.cell, one.old, one.new, [own.kind for own in one.reasons])
        for one in history.read_history(Places(root).work("small", "bob"))
        if one.marks
    ]


@pytest.mark.parametrize("command", ["grade", "feedback", "export"])
def test_a_persons_marks_are_in_the_history_from_when_they_are_next_seen(course, command):
    more = ("--to", "csv") if command == "export" else ()
    for cell, given, extra in (
        ("test_halve", 2.0, None),
        ("test_halve", 3.0, None),
        ("test_double", None, 0.5),
    ):
        give(course, cell, given, extra)
        do(course, command, "small", *more)
        do(course, command, "small", *more)
    give(course, "test_halve", None)
    do(course, command, "small", *more)
    assert marks(course) == [
        ("test_halve", 0.0, 2.0, ["marked"]),
        ("test_halve", 2.0, 3.0, ["marked"]),
        ("test_double", 4.0, 4.5, ["marked"]),
        ("test_halve", 3.0, 0.0, ["unmarked"]),
    ]
    do(course, "feedback", "small")
    page = (course / "var/feedback/bob/small/small.html").read_text()
    assert "from 2 to 3, because it was marked by hand" in page
    assert "from 3 to 0, because a mark by hand was taken back" in page
    said = do(course, "show", "bob", "small")
    assert "halve: Changed on" in said


def test_a_mark_names_the_answer_that_it_judged_and_one_of_a_question_is_at_first_no_change(course):
    file = course / "var/submitted/bob/small/small.ipynb"
    for text, given in (("The slope is small.", 1.0), ("It is 0.", 2.0)):
        document = json.loads(file.read_bytes())
        document["cells"][-1]["source"] = text
        file.write_text(json.dumps(document))
        do(course, "grade", "small")
        give(course, "explore", given)
        do(course, "feedback", "small")
        page = (course / "var/feedback/bob/small/small.html").read_text()
        assert "Changed on" not in page  # another hand-in's mark is no change of this one's
    give(course, "explore", 1.5)
    do(course, "feedback", "small")
    page = (course / "var/feedback/bob/small/small.html").read_text()
    assert "from 2 to 1.5, because it was marked by hand" in page
    first, second, third = (
        one for one in history.read_history(Places(course).work("small", "bob")) if one.marks
    )
    assert (first.old, first.new, first.run[0]) == (None, 1.0, "")
    assert first.run[1] == second.run[0] != second.run[1] == third.run[0] == third.run[1]
    assert (
        first.hand_in_digests[1]
        == second.hand_in_digests[0]
        != second.hand_in_digests[1]
        == third.hand_in_digests[1]
    )


def test_a_mark_between_two_gradings_hides_neither_of_them(course):
    demand_more(course)
    do(course, "grade", "small")
    give(course, "test_halve", 3.0)
    do(course, "grade", "small")
    do(course, "grade", "small", "--force")
    kinds = [one.reasons[0].kind for one in history.read_history(Places(course).work("small", "bob"))]
    assert kinds == ["suite", "marked"]


@pytest.mark.parametrize("left", [None, b"", "built"])
@pytest.mark.parametrize("command", ["grade", "feedback", "export"])
def test_marks_that_the_gradebook_lacks_altogether_are_lost_and_nobody_took_them_back(course, left, command):
    give(course, "test_halve", 2.0)
    do(course, "grade", "small")
    known, book = marks(course), course / "var/gradebook.db"
    whole = book.read_bytes()
    book.unlink()
    if left == "built":
        do(course, "build")
    elif left is not None:
        book.write_bytes(left)
    more = ("--to", "csv") if command == "export" else ()
    said = do(course, command, "small", *more, code=3)
    if command != "export":  # an export without any grade names `grade` as the next step
        assert "knows no hand-in in small of bob, whom people have given marks there" in said
        assert "restore it from your last archive" in said
    assert marks(course) == known
    book.write_bytes(whole)
    do(course, command, "small", *more)
    assert marks(course) == known


def test_without_the_histories_a_new_gradebook_is_begun_without_the_lost_marks(course):
    give(course, "test_halve", 2.0)
    do(course, "grade", "small")
    (course / "var/gradebook.db").unlink()
    do(course, "grade", "small", code=3)
    (course / "var/reports/bob/small/history.json").unlink()
    do(course, "grade", "small")
    assert marks(course) == []


def test_a_history_that_cannot_be_read_is_kept_aside_and_holds_up_nobody(course):
    demand_more(course)
    file = course / "var/reports/bob/small/history.json"
    file.write_bytes(b'[{"when": ')
    do(course, "feedback", "small")
    assert (course / "var/feedback/ada/small/small.html").is_file()
    do(course, "grade", "small")
    assert file.with_name("history.unreadable.json").read_bytes() == b'[{"when": '
    assert [one.cell for one in history.read_history(Places(course).work("small", "bob"))] == ["test_halve"]


def test_the_rows_of_a_preview_are_inert_on_a_terminal():
    move = preview.ScoreDifference(
        "\x1b[2Jeve", 1.0, 2.0, False, (preview.CellDifference("test_f", 1.0, 2.0, ("t\x1b: a → b",), ()),)
    )
    shown = Console(record=True, width=120, file=io.StringIO())
    shown.print(preview.preview_table(preview.Preview("a", 1, (), (move,), 1.0, 2.0, 4.0, 4.0)))
    assert "\x1b[2J" not in shown.export_text()
