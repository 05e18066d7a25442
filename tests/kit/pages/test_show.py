"""Staff ask why a point was lost: the failing call, what came, what was expected, and nobody else sees it."""

import os
import stat

import made
import pytest
from made import do

from autograder.classroom.jobs import prepare
from autograder.grading.call_trace import are_close
from autograder.pages import staff_page

HOSTILE = """def double(x):
    # <script>alert(1)</script>
    return ["<img src=x onerror=alert(2)>", "\\x1b[2J"]


def halve(x):
    while True:
        pass
"""
NETWORKS = {
    "double": '"""double."""\n\n\ndef test_two(student):\n    """Two."""\n    assert student.Doubler(3).go(2) == 6\n',
    "halve": made.SUITES["halve"],
}

NAMESAKE = '''\
"""halve(x) = x / 2."""


def test_four_halved_is_two(student):
    """It has the name of a visible test."""
    assert student.halve(100) == 50


def test_many(student):
    """The wrong answer comes late."""
    for x in range(0, -20, -1):
        assert student.halve(x) == x / 2
'''


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course with a class graded, and no gradebook: `show` needs none."""
    root = made.course(tmp_path_factory.mktemp("show") / "course")
    do(root, "build")
    for student, answers in (
        ("bob", made.RIGHT.replace("0.5", "0.25")),
        ("eve", HOSTILE),
        ("gil", b'{"cells": ['),
    ):
        made.hand_in(root, student, answers)
    do(root, "grade", "small", code=3)
    (root / "var/gradebook.db").unlink()
    return root


def page(root, student, name="small"):
    return root / f"var/staff/{student}/small/{name}.html"


def test_the_failing_call_stands_with_what_came_and_what_was_expected(course):
    said = do(course, "show", "bob", "small")
    assert "halve: failed, 0 of 4" in said
    assert "halve(4)\n      gave   1.0\n      wanted 2.0" in said
    assert "test_halve.py, line 7: assert student.halve(x) == reference.halve(x)" in said
    assert "double: passed, 4 of 4" in said
    text = page(course, "bob").read_text()
    assert "<dt>call</dt><dd>halve(4)</dd>\n<dt>came</dt><dd>1.0</dd>\n" in text
    assert '<dt>expected</dt><dd class="wanted">2.0</dd>' in text
    assert "return x * 0.25" in text
    assert "The report on disk says something else" not in text


def test_each_failing_test_shows_its_own_calls_and_among_them_the_one_that_failed(tmp_path):
    root = made.course(tmp_path / "course", suites=made.SUITES | {"halve": NAMESAKE})
    do(root, "build")
    made.hand_in(root, "bob", made.RIGHT.replace("x * 0.5", "x * 0.5 if -9 < x <= 0 else x * 0.25"))
    view = staff_page.show(prepare(root, "small"), "bob", "halve")
    (part,) = view.parts
    steps = {
        (test.name, test.side): [(step.asked, step.came, step.wanted) for step in test.trace.steps]
        for test in part.tests
        if test.trace
    }
    assert steps == {
        ("test_four_halved_is_two", "visible"): [("halve(4)", "1.0", "2.0")],
        ("test_four_halved_is_two", "hidden"): [("halve(100)", "25.0", "50.0")],
        ("test_many", "hidden"): [("halve(-9)", "-2.25", "-4.5")],
    }


def test_what_is_hidden_is_marked_at_each_test_on_the_terminal_and_on_the_page(course):
    said = do(course, "show", "bob", "small", "--cell", "halve")
    assert "test_four_halved_is_two (visible, weight 1)" in said
    assert "test_random_numbers (hidden: for staff only, weight 1)" in said
    visible, hidden = page(course, "bob", "small-halve").read_text().split('<div class="hidden">')
    assert "halve(4)" in visible
    assert "hidden: for staff only" not in visible
    assert "hidden: for staff only" in hidden


def test_what_the_student_was_told_stands_there_once(course):
    said = do(course, "show", "bob", "small", "--cell", "halve")
    assert said.count("halve(4) gave 1.0; it should be 2") == 1


def test_the_hidden_input_is_the_one_that_was_graded(course):
    first, second = (staff_page.show(prepare(course, "small"), "bob").parts for _ in range(2))
    assert first == second


def test_one_cell_alone_is_run_and_shown(course):
    said = do(course, "show", "bob", "small", "--cell", "halve")
    assert "double" not in said
    assert page(course, "bob", "small-halve").exists()
    assert "use one of: double, halve, explore" in do(
        course, "show", "bob", "small", "--cell", "third", code=3
    )


def test_only_its_owner_can_read_the_page_and_no_student_gets_it(course):
    do(course, "show", "bob", "small")
    assert stat.S_IMODE(os.stat(page(course, "bob")).st_mode) == 0o600
    for place in ("var/feedback/bob/small/why.html", "release/small/why.html"):
        said = do(course, "show", "bob", "small", "-o", str(course / place), code=3)
        assert "students get what lies there" in said
        assert not (course / place).exists()
    do(course, "show", "bob", "small", "-o", str(course / "why.html"))
    assert stat.S_IMODE(os.stat(course / "why.html").st_mode) == 0o600


def test_hostile_text_is_inert_on_the_page_and_the_terminal(course):
    said = do(course, "show", "eve", "small")
    assert "\x1b" not in said
    text = page(course, "eve").read_text()
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;img src=x onerror=alert(2)&gt;" in text
    assert "default-src 'none'" in text
    assert "gave   your code gave no answer within 1 s" in said


def test_what_is_true_of_several_tests_is_said_once_below_them(course):
    made.hand_in(course, "lee", made.RIGHT.replace("return x + x", "while True:\n        pass"))
    said = do(course, "show", "lee", "small")
    told = "    not called, since in an earlier test your code gave no answer within 1 s"
    assert said.count(told) == 1
    uncalled = said[: said.index(told)].rsplit("wanted", 1)[1]
    assert uncalled.count("  failed: test_") > 1
    assert "(hidden: for staff only" in uncalled
    text = page(course, "lee").read_text()
    assert text.count("not called, since") == 1
    assert "Told to the student: the same" in text


def test_a_hand_in_that_cannot_be_read_says_why(course):
    said = do(course, "show", "gil", "small")
    assert "not a notebook" in said
    assert said.startswith("gil, small: 0 + ? of 10\n")
    assert "explore: error, ? of 2" in said  # nobody knows whether there is an answer
    assert "<b>0 + ?</b> of 10 points" in page(course, "gil").read_text()


def test_what_was_graded_by_other_tests_says_so(course):
    suite = course / "tests/suites/small/test_halve.py"
    before = suite.read_text()
    suite.write_text(
        before + '\n\ndef test_more(student):\n    """More."""\n    assert student.halve(8) == 4\n'
    )
    try:
        assert "Run `autograder grade small --student bob`" in do(course, "show", "bob", "small")
    finally:
        suite.write_text(before)


def test_a_method_is_shown_with_its_class(tmp_path):
    root = made.course(tmp_path / "course", suites=NETWORKS)
    source = root / "source/small/small.ipynb"
    answer = "class Doubler:\\n    def __init__(self, factor):\\n        self.factor = factor\\n\\n    def go(self, x):\\n        return self.factor * x"
    text = source.read_text().replace("    return 2 * x", "    return 2 * x\\n\\n\\n" + answer)
    source.write_text(text)
    do(root, "build")
    made.hand_in(root, "bob", made.RIGHT + "\n\nclass Doubler:\n    def __init__(self, factor):\n        self.factor = 1\n\n    def go(self, x):\n        return self.factor * x\n")  # fmt: skip
    said = do(root, "show", "bob", "small")
    assert "This has not been graded yet" in said
    assert "Doubler.go(2)\n      gave   2\n      wanted 6" in said


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1.0, 1.0 + 1e-12, True),
        (1, 1.0, True),
        (True, 1, False),
        ([1.0], (1.0,), False),
        (float("nan"), float("nan"), True),
        ("a", "b", False),
        (None, 0, False),
        (2**62, 2**62 + 1, False),
    ],
)
def test_values_are_compared_as_a_reader_would(one, other, same):
    assert are_close(one, other) is same
