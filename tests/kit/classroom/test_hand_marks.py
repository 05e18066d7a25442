"""A person's mark belongs to the answer that it judged."""

import html
import json
import re
import shutil

import hand_ins
import made
import pytest
from made import do
from nbgrader.api import Gradebook

from autograder import notebook
from autograder.classroom import class_results
from autograder.course import load_course
from autograder.gradebook import grades
from autograder.hand_in import answer_digests, read_hand_in, written_answers

SCHEME = "### BEGIN MARK SCHEME\n2 points: names the slope.\nA full answer: The slope is flat.\n### END MARK SCHEME"


def hand_in(root, student, code=made.RIGHT, answer="The slope is small.", below=None, when=""):
    """A hand-in with an answer in words, and perhaps a cell below it."""
    document = hand_ins.spliced("small", code, root)
    hand_ins.named(document)["explore"]["source"] = answer
    if below is not None:
        document["cells"].append(made.cell("markdown", below))
    file = root / "var/submitted" / student / "small" / "small.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(hand_ins.as_bytes(document))
    if when:
        file.with_name("timestamp.txt").write_text(when)


def mark(root, student, cell="explore", score=1.5):
    """What formgrader writes."""
    with Gradebook(f"sqlite:///{root}/var/gradebook.db") as book:
        grade = book.find_grade(cell, "small", "small", student)
        grade.manual_score, grade.needs_manual_grade = score, False
        book.db.commit()


def cells(root, student="ada"):
    found, places = load_course(root)
    return grades.scores(grades.address(found, places), "small")[student].cells


def feedback(root, student):
    """What the student's page says, in words."""
    raw = (root / "var/feedback" / student / "small/small.html").read_text(encoding="utf-8")
    return " ".join(html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", raw, flags=re.S)).split())


def waits(root, student="ada"):
    found, places = load_course(root)
    return next(
        one.waits for one in class_results.read_results(found, places, "small") if one.student == student
    )


def small(tmp_path, explore="marked"):
    root = made.course(tmp_path / "course")
    with_explore(root, explore)
    source = root / "source/small/small.ipynb"
    document = json.loads(source.read_text())
    document["cells"][-1]["source"] = f"*Write here.*\n\n{SCHEME}"
    source.write_text(json.dumps(document))
    do(root, "build")
    return root


def with_explore(root, explore):
    """Say in course.yml how the question counts."""
    text = (root / "course.yml").read_text()
    head = text.split("  - name: small\n")[0]
    (root / "course.yml").write_text(f'{head}  - name: small\n    explore: "{explore}"\n')


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A course in which Ada's answer has been graded and marked."""
    root = small(tmp_path_factory.mktemp("marked"))
    hand_in(root, "ada", when="2026-01-01 12:00:00 UTC")
    do(root, "grade", "small")
    mark(root, "ada")
    return root


@pytest.fixture
def course(marked, tmp_path):
    """A copy of it to change."""
    return shutil.copytree(marked, tmp_path / "course")


def test_an_unchanged_answer_keeps_its_mark_whatever_else_was_handed_in(course):
    hand_in(course, "ada", made.RIGHT.replace("0.5", "0.25"), when="2026-01-02 12:00:00 UTC")
    said = do(course, "grade", "small")
    own = cells(course)["explore"]
    assert (own.manual_score, own.needs_manual_grade) == (1.5, False)
    assert waits(course) == ()
    assert "has changed since" not in said


def test_a_mark_counts_again_where_the_answer_that_it_judged_does(course):
    hand_in(course, "ada", answer="It is 0.")
    do(course, "grade", "small")
    assert waits(course) == ("explore",)
    hand_in(course, "ada")
    assert "has changed since" not in do(course, "grade", "small")
    assert waits(course) == ()
    assert cells(course)["explore"].score == 1.5


def test_a_mark_given_for_another_answer_meanwhile_is_of_that_one(course):
    hand_in(course, "ada", answer="It is 0.")
    do(course, "grade", "small")
    mark(course, "ada", score=0.5)
    hand_in(course, "ada")
    for _ in range(2):
        do(course, "grade", "small")
        assert waits(course) == ("explore",)
    hand_in(course, "ada", answer="It is 0.")
    do(course, "grade", "small")
    assert waits(course) == ()


def test_a_broken_hand_in_that_is_whole_again_has_its_mark(course):
    file = course / "var/submitted/ada/small/small.ipynb"
    whole = file.read_bytes()
    file.write_bytes(whole[:50])
    do(course, "grade", "small", code=3)
    file.write_bytes(whole)
    do(course, "grade", "small")
    assert waits(course) == ()


def test_what_an_editor_changes_by_itself_is_no_new_answer(course):
    hand_in(course, "ada", answer="The slope is small.  \n\n")
    do(course, "grade", "small")
    assert waits(course) == ()


@pytest.mark.parametrize("changed", [{"answer": "It is 0."}, {"below": "And it is 0.1 at 2."}])
def test_a_changed_answer_keeps_its_mark_in_sight_and_waits_for_a_person(course, changed):
    hand_in(course, "ada", **changed)
    said = do(course, "grade", "small")
    own = cells(course)["explore"]
    assert (own.manual_score, own.needs_manual_grade) == (1.5, True)
    assert waits(course) == ("explore",)
    assert "ada waits for a person: explore has changed since it got 1.5 of 2" in said
    do(course, "grade", "small")  # looking again does not settle it
    assert waits(course) == ("explore",)
    do(course, "feedback", "small")
    page = (course / "var/feedback/ada/small/small.html").read_text()
    assert "has changed since your teacher gave 1.5 for it" in page
    assert "of 10 points so far" in page
    mark(course, "ada", score=2.0)
    do(course, "grade", "small")
    assert waits(course) == ()


def test_a_mark_on_a_function_is_asked_about_only_where_that_function_or_its_score_changed(course):
    mark(course, "ada", "test_halve", 3.0)
    hand_in(course, "ada", made.RIGHT.replace("x + x", "2 * x"))
    do(course, "grade", "small")
    assert waits(course) == ()
    hand_in(course, "ada", made.RIGHT.replace("x * 0.5", "x / 2"))
    do(course, "grade", "small")
    assert waits(course) == ("test_halve",)
    assert cells(course)["test_halve"].manual_score == 3.0


def test_a_function_written_elsewhere_is_all_the_code_there_is(course):
    raw = (course / "var/submitted/ada/small/small.ipynb").read_bytes()
    release = notebook.parse_notebook((course / "release/small/small.ipynb").read_bytes(), "release")
    document = json.loads(raw)
    found = hand_ins.named(document)
    released = {cell.name: cell.source for cell in release.cells}
    found["halve"]["source"] = released["halve"]
    moved = answer_digests(read_hand_in(json.dumps(document).encode(), release), release)
    document["cells"].append(made.cell("code", "def halve(x):\n    return x / 2"))
    more = answer_digests(read_hand_in(json.dumps(document).encode(), release), release)
    assert moved["test_halve"] != more["test_halve"]
    assert moved["test_double"] == more["test_double"]


# --- what an answer is -------------------------------------------------------------------------

BELOW = [  # what a release goes on with below its last question
    {**made.cell("code", "# Try here"), "id": "try-here"},
    {**made.cell("markdown", "## If you want more\n\nNot graded."), "id": "more"},
    {**made.cell("code", "# Your experiments"), "id": "experiments"},
]


def below_the_question(root, extra=(), texts=(), keep_ids=True):
    """Ada's notebook with what the release has below its question, and more."""
    document = hand_ins.spliced("small", made.RIGHT, root)
    hand_ins.named(document)["explore"]["source"] = "The slope is small."
    place = next(i for i, one in enumerate(document["cells"]) if one.get("id") == "try-here")
    document["cells"][place:place] = [made.cell("markdown", text) for text in extra]
    for cell, text in texts:
        next(one for one in document["cells"] if one.get("id") == cell)["source"] = text
    if not keep_ids:
        for one in document["cells"]:
            one.pop("id", None)
    (root / "var/submitted/ada/small/small.ipynb").write_bytes(hand_ins.as_bytes(document))


@pytest.fixture
def longer(tmp_path):
    """The same where the release goes on below its question."""
    root = small(tmp_path)
    source = root / "source/small/small.ipynb"
    document = json.loads(source.read_text())
    document["cells"] += BELOW
    source.write_text(json.dumps(document))
    do(root, "build")
    (root / "var/submitted/ada/small").mkdir(parents=True)
    below_the_question(root)
    do(root, "grade", "small")
    mark(root, "ada")
    return root


@pytest.mark.full
def test_what_the_release_has_below_a_question_is_no_part_of_an_answer(longer):
    for changed in (
        {"texts": [("experiments", "print(1 + 1)")]},  # not graded, and in another section
        {"texts": [("more", "## 选做\n\n不评分。")]},  # the same release in another language
        {"keep_ids": False},
    ):
        below_the_question(longer, **changed)
        do(longer, "grade", "small")
        assert waits(longer) == (), changed
    do(longer, "show", "ada", "small", "--cell", "explore")
    page = (longer / "var/staff/ada/small/small-explore.html").read_text()
    assert "The slope is small." in page
    assert not [text for text in ("Try here", "If you want more", "Your experiments") if text in page]


@pytest.mark.full
@pytest.mark.parametrize(
    "changed", [{"extra": ["And it is 0.1 at 2."]}, {"texts": [("try-here", "print(halve(2))")]}]
)
def test_what_the_student_wrote_below_it_is(longer, changed):
    below_the_question(longer, **changed)
    do(longer, "grade", "small")
    assert waits(longer) == ("explore",)
    do(longer, "show", "ada", "small", "--cell", "explore")
    page = (longer / "var/staff/ada/small/small-explore.html").read_text()
    assert "And it is 0.1 at 2." in page or "print(halve(2))" in page


def test_a_new_text_of_the_release_changes_no_answer(longer):
    source = longer / "source/small/small.ipynb"
    for old, new in (("# Try here", "# Try it here"), ("Not graded.", "This is not graded.")):
        source.write_text(source.read_text().replace(old, new))
        do(longer, "build")
        do(longer, "grade", "small")
        assert waits(longer) == ()


def test_an_answer_in_a_new_text_cell_is_one_though_its_own_cell_is_untouched(course):
    release = notebook.parse_notebook((course / "release/small/small.ipynb").read_bytes(), "release")
    document = json.loads((course / "release/small/small.ipynb").read_text())
    assert "explore" in read_hand_in(json.dumps(document).encode(), release).untouched
    assert written_answers(read_hand_in(json.dumps(document).encode(), release), release) == {"explore": []}
    document["cells"].append(made.cell("code", "halve(3)"))
    assert "explore" in read_hand_in(json.dumps(document).encode(), release).untouched
    document["cells"].append(made.cell("markdown", "It is small."))
    found = read_hand_in(json.dumps(document).encode(), release)
    assert "explore" not in found.untouched
    assert written_answers(found, release) == {"explore": ["halve(3)", "It is small."]}


# --- how the question counts -------------------------------------------------------------------


def test_by_completion_an_answer_has_its_points_and_none_has_none(tmp_path):
    root = small(tmp_path, "completion")
    hand_in(root, "ada")
    made.hand_in(root, "bob", made.RIGHT)
    said = do(root, "grade", "small")
    assert "0 with answers to mark by hand" in said
    assert [cells(root, one)["explore"].score for one in ("ada", "bob")] == [2.0, 0.0]
    assert waits(root) == ()
    report = json.loads((root / "var/reports/ada/small/report.json").read_text())
    assert (report["score"], report["max_score"]) == (10.0, 10.0)
    do(root, "feedback", "small")
    page = (root / "var/feedback/ada/small/small.html").read_text()
    assert "Everybody who answers this question has its points." in page
    assert "Everything here is done." in page
    do(root, "export", "small", "--to", "csv")
    assert "ada,,small,final,10,10" in (root / "var/exports/small-csv.csv").read_text(encoding="utf-8-sig")


def test_marked_or_by_completion_is_a_change_without_running_and_a_persons_mark_stands(tmp_path):
    root = small(tmp_path)
    for student in ("ada", "bob"):
        hand_in(root, student)
    do(root, "grade", "small")
    mark(root, "ada", score=1.0)
    runs = json.loads((root / "var/reports/ada/small/report.meta.json").read_text())["run"]
    with_explore(root, "completion")
    do(root, "grade", "small")
    assert json.loads((root / "var/reports/ada/small/report.meta.json").read_text())["run"] == runs
    assert [cells(root, one)["explore"].score for one in ("ada", "bob")] == [1.0, 2.0]
    assert waits(root) == ()


def test_an_off_question_is_text_and_leaves_the_total_at_both_doors(tmp_path):
    root = small(tmp_path)
    hand_in(root, "ada")
    do(root, "grade", "small")
    with_explore(root, "off")
    assert "its question is still graded" in do(root, "grade", "small", code=3)
    do(root, "build")
    do(root, "grade", "small")
    assert "explore" not in cells(root)
    with Gradebook(f"sqlite:///{root}/var/gradebook.db") as book:
        submission = book.find_submission("small", "ada")
        assert (submission.score, submission.max_score) == (8.0, 8.0)
    released = json.loads((root / "release/small/small.ipynb").read_text())
    assert "nbgrader" not in released["cells"][-1]["metadata"]
    do(root, "feedback", "small")
    page = (root / "var/feedback/ada/small/small.html").read_text()
    assert "of 8 points" in page
    assert "<code>explore</code>" not in page
    do(root, "export", "small", "--to", "csv")
    assert "ada,,small,final,8,8" in (root / "var/exports/small-csv.csv").read_text(encoding="utf-8-sig")


# --- the mark scheme ---------------------------------------------------------------------------


def test_the_mark_scheme_is_shown_to_staff_and_in_nothing_that_students_get(course):
    do(course, "feedback", "small")
    for folder in ("release", "solutions", "var/feedback", "var/autograded"):
        for file in (course / folder).rglob("*"):
            assert not file.is_file() or b"names the slope" not in file.read_bytes(), file
    do(course, "show", "ada", "small", "--cell", "explore")
    page = (course / "var/staff/ada/small/small-explore.html").read_text()
    assert "2 points: names the slope." in page
    assert "The slope is small." in page
    assert "A person gave 1.5" in page
    assert '<span class="points">1.5 / 2</span>' in page


# --- what grade and show say of a class that people have marked --------------------------------


def test_grade_counts_and_shows_what_people_have_marked(course):
    hand_in(course, "bob")
    said = do(course, "grade", "small")
    assert "1 with answers to mark by hand" in said  # Ada's is marked, Bob's is not
    ada, bob = (
        next(line for line in said.splitlines() if line.lstrip(" │").startswith(one))
        for one in ("ada", "bob")
    )
    assert "9.5 / 10" in ada
    assert "8 + ? / 10" in bob
    mark(course, "bob", score=2.0)
    said = do(course, "grade", "small")
    assert "0 with answers to mark by hand" in said
    assert "+ ?" not in said
    assert "10 / 10" in said
    assert said == do(course, "grade", "small")  # as it was left


def test_a_marked_answer_that_has_changed_is_counted_again(course):
    hand_in(course, "ada", answer="It is 0.")
    said = do(course, "grade", "small")
    assert "1 with answers to mark by hand" in said
    assert "1.5 ?" in said
    assert "8 + ? / 10" in said


def test_a_broken_hand_in_that_a_person_has_marked_waits_for_nobody(course):
    made.hand_in(course, "bob", b"{")
    said = do(course, "grade", "small", code=3)
    assert "bob needs a person" in said
    for cell, score in (("test_double", 4.0), ("test_halve", 0.0), ("explore", 1.0)):
        mark(course, "bob", cell, score)
    said = do(course, "grade", "small")
    assert "needs a person" not in said
    assert "5 / 10" in said
    do(course, "feedback", "small")
    page = feedback(course, "bob")
    assert "5 of 10 points" in page
    assert "marked by your teacher" in page
    assert "is not a notebook" in page
    assert "was not graded" not in page
    assert "please wait" not in page


def test_extra_credit_is_in_the_score_that_the_student_reads(course):
    with Gradebook(f"sqlite:///{course}/var/gradebook.db") as book:
        for cell, extra in (("test_double", 2.0), ("explore", 0.25)):
            book.find_grade(cell, "small", "small", "ada").extra_credit = extra
        book.db.commit()
    do(course, "feedback", "small")
    page = feedback(course, "ada")
    assert "11.75 of 10 points" in page
    assert "double solved 6 / 4" in page
    assert "explore marked by your teacher 1.75 / 2" in page
    do(course, "export", "small", "--to", "csv")
    assert ",final,11.75,10," in (course / "var/exports/small-csv.csv").read_text(encoding="utf-8")
    said = do(course, "show", "ada", "small")
    assert "double: passed, 6 of 4; a person gave 2 extra" in said
    assert "explore: answered, 1.75 of 2; a person gave 1.5 and 0.25 extra" in said
    assert "A person gave 2 extra." in (course / "var/staff/ada/small/small.html").read_text(encoding="utf-8")


def test_extra_credit_is_for_the_answer_that_it_was_given_for(course):
    with Gradebook(f"sqlite:///{course}/var/gradebook.db") as book:
        book.find_grade("test_double", "small", "small", "ada").extra_credit = 2.0
        book.db.commit()
    hand_in(
        course, "ada", made.RIGHT.replace("0.5", "0.25")
    )  # another function than the one with extra credit
    do(course, "grade", "small")
    assert waits(course) == ()
    hand_in(course, "ada", made.RIGHT.replace("x + x", "3 * x"))
    for _ in range(2):
        said = do(course, "grade", "small")
        assert "ada waits for a person: double has changed since it got 2 extra" in said
        assert waits(course) == ("test_double",)
    do(course, "feedback", "small")
    assert "has changed since your teacher gave 2 for it" in feedback(course, "ada")
    assert "double: failed, ? of 4; a person gave 2 extra, and it has changed" in do(
        course, "show", "ada", "small"
    )
    with Gradebook(f"sqlite:///{course}/var/gradebook.db") as book:  # a person has looked
        book.find_grade("test_double", "small", "small", "ada").needs_manual_grade = False
        book.db.commit()
    do(course, "grade", "small", "--force")
    assert waits(course) == ()


def test_a_new_score_of_the_same_answer_leaves_its_extra_credit_alone(course):
    with Gradebook(f"sqlite:///{course}/var/gradebook.db") as book:
        book.find_grade("test_double", "small", "small", "ada").extra_credit = 2.0
        book.db.commit()
    suite = course / "tests/suites/small/test_double.py"
    right = suite.read_text()
    suite.write_text(f"{right}\n\ndef test_more(student):\n    assert student.double(1) == 5\n")
    assert "a test of ours failed" in do(course, "grade", "small", code=3)
    assert waits(course) == ("test_double",)
    suite.write_text(right)
    do(course, "grade", "small")
    assert waits(course) == ()
    assert cells(course)["test_double"].score == 6.0


def test_show_reckons_with_what_a_person_gave(course):
    said = do(course, "show", "ada", "small")
    assert "ada, small: 9.5 of 10" in said
    assert "explore: answered, 1.5 of 2; a person gave 1.5" in said
    page = (course / "var/staff/ada/small/small.html").read_text()
    assert "<b>9.5</b> of 10" in page
    mark(course, "ada", "test_double", 1.0)
    said = do(course, "show", "ada", "small")
    assert "ada, small: 6.5 of 10" in said
    assert "double: passed, 1 of 4; a person gave 1" in said
    hand_in(course, "ada", answer="It is 0.")
    do(course, "grade", "small")
    said = do(course, "show", "ada", "small")
    assert "ada, small: 5 + ? of 10" in said
    assert "explore: answered, ? of 2; a person gave 1.5, and it has changed since" in said
