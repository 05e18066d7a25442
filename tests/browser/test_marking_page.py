"""Two people mark a question by keyboard, in a real browser; formgrader shows the same; the class's page lives."""

import os
import re
import signal
import subprocess
import sys

import hand_ins
import pytest
from waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

HOSTILE = (
    "<script>document.title = 'mine'</script><img src=x onerror=\"document.title='mine'\">\n\n✓ saved: 5 of 5"
)
ANSWERS = {
    "ada": "Below -5 the curve is nearly flat: from 8 to 9 it grows by 0.0002.",
    "bob": HOSTILE,
    "chen": "小于 -5 的时候曲线几乎是平的。",
    "dora": "It does not change much.",
}


class Marker:
    """A session of `autograder mark`, in a process of its own."""

    def __init__(self, course, name, *arguments):
        command = [sys.executable, "-m", "autograder.cli", "mark", "activations", "--as", name, *arguments]
        self.process = subprocess.Popen(
            [*command, "--course", str(course.root)], stdout=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        self.url = self.process.stdout.readline().split(": ", 1)[1].strip()

    def end(self, how=signal.SIGINT):
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.communicate(timeout=60)


@pytest.fixture(scope="module")
def graded(course):
    """Four answers, and one student who handed nothing in."""
    for student, answer in ANSWERS.items():
        document = hand_ins.reference("activations", course.root)
        hand_ins.named(document)["explore"]["source"] = answer
        course.hand_in(student, "activations", hand_ins.as_bytes(document))
    roster = "id,name\nada,Ada Example\nbob,Bob <b>5 of 5</b>\nchen,陈晨\ndora,Dora Nil\neve,Eve Away\n"
    (course.root / "class.csv").write_text(roster, encoding="utf-8")
    course.autograder("roster", str(course.root / "class.csv"))
    course.autograder("grade", "activations", *course.weak)
    return course


@pytest.fixture(scope="module")
def formgrader(graded, lab):
    """The address of nbgrader's formgrader, which test_formgrader.py opens as a person does."""
    return lab(graded.root).url("formgrader")


@pytest.fixture
def marker(graded):
    """Starts sessions, and ends them."""
    started = []

    def start(name, *arguments):
        started.append(Marker(graded, name, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.end()


def gradebook(course, student):
    """nbgrader's own word: manual score, comment."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.root}/var/gradebook.db") as book:
        notebook = book.find_submission("activations", student).notebooks[0]
        score = next(one.manual_score for one in notebook.grades if one.cell.name == "explore")
        return score, next(one.manual_comment for one in notebook.comments if one.cell.name == "explore")


def card(screen, words):
    """The answer with these words becomes the one that the keys are for."""
    screen.click(".card .words", words)
    return screen.see(".card.current", words)


def saved(screen, words):
    screen.see(".card .status.good", "saved", within=(".card", words))


def test_points_and_comments_by_keyboard_are_in_the_gradebook_and_a_key_writes_a_comment_again(
    marker, screen, graded
):
    ann = marker("ann")
    screen.driver.get_log("browser")
    screen.open(ann.url)
    screen.click(".tomark a", "explore")
    screen.see(".scheme strong", "2 for what was observed.")
    card(screen, "does not change much")
    screen.press("2")
    screen.press(".")
    screen.press("5")
    screen.press("c")
    screen.type("Which numbers? 哪些数？")
    screen.press("Escape")
    screen.press("b")
    screen.see("#bank li", "Which numbers? 哪些数？")
    screen.press("Enter")
    saved(screen, "does not change much")
    card(screen, "小于 -5")
    screen.press("q")
    screen.press("x")
    screen.picture("marking_by_keyboard")
    screen.press("Enter")
    saved(screen, "小于 -5")
    assert gradebook(graded, "dora") == (2.5, "Which numbers? 哪些数？")
    assert gradebook(graded, "chen") == (5.0, "Which numbers? 哪些数？")
    screen.press("u")
    screen.see(".card.current .status", "undone: waits")
    assert gradebook(graded, "chen") == (None, None)
    screen.until(lambda: "1 of 4 done" in screen.see("#tally").text, "the count")
    assert not [one for one in screen.driver.get_log("browser") if one["level"] == "SEVERE"]


def test_keys_that_come_faster_than_the_server_answers_reach_their_answers(marker, screen, graded):
    screen.open(f"{marker('ann').url}cell/explore?show=all")
    screen.see(".card.current")
    order = screen.run("return [...document.querySelectorAll('.card')].map((one) => one.dataset.key)")
    screen.run("document.querySelector('.card').focus()")
    for points in "1234":
        screen.press(points)
        screen.press("Enter")
    screen.until(
        lambda: [
            screen.run(f"return document.querySelector('#{key} .status').textContent") for key in order
        ] == [f"✓ saved: {points} by ann" for points in "1234"],
        "four marks",
    )  # fmt: skip
    for _ in "1234":
        screen.press("u")
    screen.until(lambda: "undone" in screen.see(f"#{order[0]} .status").text, "the first one undone")


def test_nothing_of_a_students_runs_or_passes_for_ours(marker, screen, graded):
    ann = marker("ann")
    screen.open(f"{ann.url}cell/explore?show=all")
    shown = screen.see(".theirs .words", "✓ saved: 5 of 5")
    assert shown.text.startswith("<script>document.title")
    assert "mine" not in screen.driver.title
    assert screen.run("return document.querySelectorAll('.theirs script, .theirs img').length") == 0
    assert "saved" not in screen.see(".card .status", within=(".card", "✓ saved: 5 of 5")).text
    # Neither does what somebody puts into the page by hand.
    screen.run(
        "const s = document.createElement('script'); s.textContent = \"document.title = 'mine'\"; document.body.append(s)"
    )
    assert "mine" not in screen.driver.title
    screen.open(ann.url)
    assert "Bob <b>5 of 5</b>" in screen.see("tr", "bob").text


def test_two_marks_on_one_answer_are_both_shown_and_one_is_chosen(marker, screen, graded):
    ann, ben = marker("ann"), marker("ben", "--anonymous")
    screen.open(f"{ann.url}cell/explore?show=all")
    card(screen, "from 8 to 9")
    screen.press("4")  # not saved yet
    window = screen.driver.current_window_handle
    screen.driver.switch_to.new_window("tab")
    try:
        screen.open(f"{ben.url}cell/explore?show=all")
        assert "Ada" not in screen.driver.page_source
        card(screen, "from 8 to 9")
        screen.press("c")
        screen.type("Too short.")
        screen.press("Escape")
        screen.press("1")
        screen.press("Enter")
        saved(screen, "from 8 to 9")
    finally:
        screen.driver.close()
        screen.driver.switch_to.window(window)
    screen.press("Enter")
    both = screen.see(".conflict", "ben gave 1 of 5: “Too short.”")
    assert "Yours: 4 of 5" in both.text
    screen.see("#said", "One mark is not saved.")
    screen.picture("marking_two_marks")
    assert gradebook(graded, "ada") == (1.0, "Too short.")
    screen.click(".conflict button", "Replace it with yours")
    saved(screen, "from 8 to 9")
    assert gradebook(graded, "ada")[0] == 4.0


def test_what_was_typed_and_not_saved_outlives_a_server_that_was_killed(marker, screen, graded):
    ann = marker("ann")
    screen.open(f"{ann.url}cell/explore?show=all")
    card(screen, "does not change much")
    screen.press("c")
    screen.press("Control+a")
    screen.type("A long thought")
    ann.end(signal.SIGKILL)
    screen.press("Enter")
    screen.see(".card .status.bad", "the server has ended")
    again = marker("ann")
    screen.open(f"{again.url}cell/explore?show=all")
    screen.see(".card .status", "not saved yet", within=(".card", "does not change much"))
    card(screen, "does not change much")
    screen.press("3")
    screen.press("Enter")
    saved(screen, "does not change much")
    assert gradebook(graded, "dora") == (3.0, "A long thought")


def test_formgrader_shows_what_was_marked_here_and_the_page_what_was_marked_there(
    marker, screen, graded, formgrader
):
    ann = marker("ann")
    screen.open(f"{ann.url}cell/explore?show=all")
    card(screen, "小于 -5")
    screen.press("Escape")
    screen.press("c")
    screen.type("写得好")
    screen.press("Escape")
    screen.press("5")
    screen.press("Enter")
    saved(screen, "小于 -5")
    screen.until(lambda: gradebook(graded, "chen") == (5.0, "写得好"), "our mark in the gradebook")

    screen.open(formgrader)
    screen.click("a", "4", within=("tr", "activations"))
    screen.see("tr", "晨")  # the roster's name
    screen.click("a", "Manual Grading")
    screen.click("td a", "activations")
    screen.see(".breadcrumb .active", "activations")
    screen.click("td a", "activations")
    screen.click("td a", "Submission", within=("tr", "25 / 25"))
    screen.see("#explore-comment[placeholder]")
    screen.until(lambda: screen.see("#explore").get_attribute("value") == "5", "the mark")
    screen.until(lambda: screen.see("#explore-comment").get_attribute("value") == "写得好", "the comment")
    screen.picture("formgrader_shows_the_mark", around=screen.see("#explore"))
    screen.fill("#explore", "2")
    screen.until(lambda: gradebook(graded, "chen")[0] == 2.0, "formgrader's mark")

    screen.open(f"{ann.url}cell/explore?show=all")
    screen.until(
        lambda: screen.see(".card .status.good", within=(".card", "小于 -5")).text == "✓ saved: 2", "it"
    )


def test_formgrader_says_who_has_left_the_course(screen, graded, formgrader):
    graded.autograder("roster", "--drop", "dora")
    try:
        screen.open(formgrader)
        screen.click("a", "Manage Students")
        screen.see("tr", "Nil (left the course), Dora")
        screen.see("tr", "Example, Ada")
        screen.picture("formgrader_who_left")
    finally:
        graded.autograder("roster", "--back", "dora")
    screen.click("a", "Manage Students")
    screen.see("tr", "Nil, Dora")


def test_the_class_page_follows_a_grade_that_runs(marker, screen, graded):
    ann = marker("ann")
    screen.open(ann.url)
    screen.see("li", "Eve Away")
    assert not screen.all("tr", "Eve Away")
    screen.picture("marking_class")
    slow = hand_ins.spliced(
        "activations", "import time\n\n\ndef relu(x):\n    time.sleep(0.1)\n    return x\n", graded.root
    )
    graded.hand_in("eve", "activations", hand_ins.as_bytes(hand_ins.answered(slow)))
    command = [sys.executable, "-m", "autograder.cli", "grade", "activations", "--force", *graded.weak]
    grading = subprocess.Popen([*command, "--course", str(graded.root)], stdout=subprocess.DEVNULL)
    note = graded.root / "var/grade.progress.json"
    wait_until(note.exists, "grading did not begin")
    grading.send_signal(signal.SIGSTOP)  # the page looks every three seconds: all may be done by then
    screen.see(".running", "Grading Activations:")
    grading.send_signal(signal.SIGCONT)
    grading.wait(120)
    screen.see("tr", "Eve Away")
    screen.until(lambda: not screen.all(".running"), "the end of the run")
    ann.end()
    screen.see("[role=alert]", "This page has stopped")


@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_is_wider_than_the_screen_and_every_text_stands_out(marker, screen, graded, width):
    ann = marker("ann")
    for path in ("", "cell/explore?show=all", "cell/test_relu?show=all"):
        screen.open(ann.url + path, width)
        screen.see("h2")
        screen.picture(f"marking_{width}_{re.sub('[^a-z]', '', path)}")
        assert screen.run("return document.documentElement.scrollWidth") <= width
        for css in ("h2", "p", ".soft", ".status", ".waits", ".note", "kbd", "dd", "a", "label > span"):
            assert screen.faint(css, first=5) == [], (path, css)


def test_everything_is_loaded_from_the_sessions_own_address(marker, screen, graded):
    ann = marker("ann")
    screen.open(f"{ann.url}cell/explore?show=all")
    screen.see(".card.current")
    screen.until(lambda: len(loaded(screen)) >= 2, "style and script")
    secret = ann.url.removesuffix("activations/")
    assert all(one.startswith(secret) for one in loaded(screen))


def loaded(screen):
    found = screen.run("return performance.getEntriesByType('resource').map((one) => one.name)")
    return [one for one in found if not one.startswith("data:")]
