"""A teacher opens a graded class in nbgrader's own formgrader, and marks the question by hand."""

import hand_ins
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

RIGHT, MIRRORED, LATE = "ada", "chen", "mia"
COMMENT = "Good. 写得好！Which numbers did you see?"


@pytest.fixture(scope="module")
def graded(course):
    """Two hand-ins with the question answered, graded with our command."""
    mirrored = dict(hand_ins.cases("activations"))["mirrored_sigmoid"]
    for student, document in (
        (RIGHT, hand_ins.reference("activations", course.root)),
        (MIRRORED, hand_ins.spliced("activations", mirrored, course.root)),
    ):
        course.hand_in(student, "activations", hand_ins.as_bytes(hand_ins.answered(document)))
    came = course.root / "var/submitted" / MIRRORED / "activations"
    came.joinpath("timestamp.txt").write_text("2026-11-20 10:00:00 UTC", encoding="utf-8")
    came.joinpath("submission_secret.txt").write_text("from nbgrader submit", encoding="utf-8")
    course.autograder("grade", "activations", *course.weak)
    course.exchange = course.root.parent / "exchange"  # nbgrader's own lies outside of anybody's course
    course.exchange.mkdir()
    course.exchange.chmod(0o777)
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.Exchange.root = {str(course.exchange)!r}\n")
    return course


@pytest.fixture(scope="module")
def scores(graded):
    """Asks nbgrader's API for a student's total, hand-marked score and comment."""
    from nbgrader.api import Gradebook

    def of(student):
        with Gradebook(f"sqlite:///{graded.root}/var/gradebook.db") as gradebook:
            found = gradebook.find_submission("activations", student)
            notebook = found.notebooks[0]
            question = next(grade for grade in notebook.grades if grade.cell.name == "explore")
            comment = next(each for each in notebook.comments if each.cell.name == "explore")
            return found.score, question.manual_score, comment.comment, found.needs_manual_grade

    return of


@pytest.fixture(scope="module")
def server(graded, lab):
    """JupyterLab in the course's folder, as a teacher starts it."""
    return lab(graded.root)


@pytest.fixture
def formgrader(server, screen):
    """The page that JupyterLab shows in a frame, without JupyterLab, which takes seconds to come."""
    screen.open(server.url("formgrader"))
    return screen


@pytest.fixture
def framed(server, screen):
    """Nbgrader > Formgrader."""
    server.page(screen)
    screen.click(".lm-MenuBar-item", "Nbgrader")
    screen.click(".lm-Menu-item", "Formgrader")
    screen.enter_frame("iframe")
    return screen


def told(screen, text, picture):
    """What the dialogue says, with a picture of it once it stands still."""
    screen.see(".modal-body", text)
    screen.until(lambda: screen.run(_STANDS), "the dialogue stands still")
    screen.picture(picture)


_STANDS = """
const shown = document.querySelector(".modal.in");
return shown && getComputedStyle(shown).opacity == "1" && !shown.getAnimations({subtree: true}).length;
"""


def dismiss(screen):
    """Close the dialogue; it takes no click while it still moves."""

    def gone():
        for button in screen.all(".modal-footer button", "OK"):
            button.click()
        return not screen.all(".modal-backdrop")

    screen.until(gone, "the dialogue closed")


def test_the_class_is_listed_in_jupyterlab_with_our_scores(framed):
    framed.click("a", "2", within=("tr", "activations"))
    framed.see("h1", "Manage Submissions")
    framed.see("tr", "25")
    framed.picture("formgrader_submissions")
    for student, score in ((RIGHT, "20 / 25"), (MIRRORED, "14 / 25")):
        for text in (score, "needs manual grading"):
            framed.see("td", text, within=("tr", student))


def test_the_question_is_marked_below_our_results_and_arrives_in_the_gradebook(formgrader, graded, scores):
    formgrader.click("a", "Manual Grading")
    formgrader.click("td a", "activations")
    formgrader.see(".breadcrumb .active", "activations")
    formgrader.click("td a", "activations")
    formgrader.click("td a", "Submission", within=("tr", "14 / 25"))
    # Our result stands under its grade cell.
    result = formgrader.see(".output", "0 of 6 points.")
    assert "failed: The values at -2, 0 and 2 are right." in result.text
    formgrader.picture("formgrader_result", around=result)
    assert scores(MIRRORED) == (14.0, None, None, True)

    formgrader.see("#explore-comment[placeholder]")  # the script has fetched marks and comments
    formgrader.fill("#explore", "4")
    formgrader.fill("#explore-comment", COMMENT)  # a field that is left is saved
    formgrader.until(lambda: scores(MIRRORED) == (18.0, 4.0, COMMENT, False), "the mark in the gradebook")
    formgrader.picture("formgrader_marked", around=formgrader.see("#explore"))

    # Grading again leaves a person's mark alone, and the page carries it.
    graded.autograder("grade", "activations", "--force", *graded.weak)
    assert scores(MIRRORED) == (18.0, 4.0, COMMENT, False)
    graded.autograder("feedback", "activations", "--student", MIRRORED)
    page = graded.root / "var/feedback" / MIRRORED / "activations/activations.html"
    assert COMMENT in page.read_text(encoding="utf-8")


def test_the_buttons_autograde_a_new_hand_in_and_give_its_feedback_out(formgrader, graded, scores):
    wrong = hand_ins.spliced("activations", "def sigmoid(x):\n    return 0 * x\n", graded.root)
    graded.hand_in(LATE, "activations", hand_ins.as_bytes(hand_ins.answered(wrong)))
    formgrader.click("a", "3", within=("tr", "activations"))
    row = ("tr", LATE)
    formgrader.see("td", "needs autograding", within=row)
    formgrader.click(".autograde a", within=row)
    told(formgrader, "Successfully autograded", "formgrader_autograded")
    dismiss(formgrader)
    formgrader.until(lambda: "0 / 25" in formgrader.see(*row).text, "the score in the list")
    assert scores(LATE)[0] == 0.0

    # A person's comment on the hand-in that has one, then feedback for it, from the browser alone.
    row = ("tr", MIRRORED)
    formgrader.click(".generate-feedback a", within=row)
    formgrader.see(".modal-body", "Successfully generated feedback")
    dismiss(formgrader)
    page = graded.root / "var/feedback" / MIRRORED / "activations/activations.html"
    theirs = page.read_text(encoding="utf-8")
    assert COMMENT in theirs
    assert "test_sigmoid" in theirs
    formgrader.click(".release-feedback a", within=row)
    told(formgrader, "Successfully released feedback", "formgrader_released")
    given_out = list(graded.exchange.rglob("*.html"))
    assert [COMMENT in file.read_text(encoding="utf-8") for file in given_out] == [True]

    # Our own page takes the place of nbgrader's, and has the comment too.
    graded.autograder("feedback", "activations", "--student", MIRRORED)
    ours = page.read_text(encoding="utf-8")
    assert COMMENT in ours
    assert ours != theirs


def test_the_generate_button_releases_what_build_releases(formgrader, graded):
    files = graded.root / "release/activations"
    before = {file: file.read_bytes() for file in files.rglob("*") if file.is_file()}
    (files / "activations.ipynb").write_text("{}", encoding="utf-8")
    formgrader.see("tr", "activations")
    formgrader.click(".glyphicon-education", within=("tr", "activations"))
    told(formgrader, "Successfully created", "formgrader_generated")
    assert {file: file.read_bytes() for file in files.rglob("*") if file.is_file()} == before
