"""The feedback page on a telephone, on a desk and on paper: everything fits, is readable, and the first screen says what counts."""

import json

import hand_ins
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

CASES = ("mirrored_sigmoid", "one_wrong_each", "syntax_error", "endless_loop", "all_right_short", "half_done")
WIDTHS = {"telephone": (360, 740), "desk": (1200, 900)}


@pytest.fixture(scope="module")
def pages(course):
    """A feedback page for each case, and for a file that is broken."""
    for case, raw in hand_ins.examples("activations"):
        if case in CASES:
            course.hand_in(case, "activations", raw)
    course.hand_in("broken", "activations", b'{"cells": [')
    students = [word for case in (*CASES, "broken") for word in ("--student", case)]
    course.autograder("grade", "activations", *students, *course.weak, may_exit=(3,))
    course.autograder("feedback", "activations", *students)
    return {
        case: course.root / "var/feedback" / case / "activations/activations.html"
        for case in (*CASES, "broken")
    }


@pytest.mark.parametrize("place", WIDTHS)
@pytest.mark.parametrize("case", [*CASES, "broken"])
def test_the_page_fits_and_can_be_read(pages, screen, place, case):
    screen.open(pages[case].as_uri(), *WIDTHS[place])
    screen.picture(f"feedback_{case}_{place}")
    screen.whole_picture(f"feedback_{case}_{place}_whole")
    # Nothing is cut off at the side, or has to be moved sideways.
    assert screen.run("return document.documentElement.scrollWidth <= window.innerWidth")
    assert screen.faint("h1, h2, h3, p, li, code, pre, summary, .tag, .points, .why, footer") == []
    # The next step, and what waits for a person, are seen without scrolling.
    for box in screen.all("main .box"):
        assert screen.run("return arguments[0].getBoundingClientRect().bottom <= window.innerHeight", box), (
            box.text
        )


def test_on_paper_long_lines_wrap_and_long_code_goes_over_the_pages_end(course, screen):
    document = hand_ins.released("activations")
    line = f"    total = {' + '.join(map(str, range(60)))}"
    hand_ins.named(document)["sigmoid"]["source"] = "\n".join(
        ("def sigmoid(x):", *[line] * 60, "    return x")
    )
    course.hand_in("long", "activations", json.dumps(document).encode())
    course.autograder("grade", "activations", "--student", "long", *course.weak)
    course.autograder("feedback", "activations", "--student", "long")
    page = course.root / "var/feedback/long/activations/activations.html"
    with screen.on_paper():
        screen.open(page.as_uri(), 718)  # A4 between its margins
        screen.whole_picture("feedback_on_paper")
        (code,) = screen.all(".code pre", "def sigmoid")
        assert screen.run("return arguments[0].scrollWidth <= arguments[0].clientWidth", code)
        assert screen.run("return getComputedStyle(arguments[0]).breakInside", code) == "auto"


def test_on_a_telephone_the_whole_course_has_room_for_what_each_assignment_counts(pages, course, screen):
    course.autograder("feedback", "--student", "half_done")
    page = course.root / "var/feedback/half_done/whole-course/whole-course.html"
    screen.open(page.as_uri(), 390, 844)
    screen.whole_picture("whole_course_telephone")
    assert screen.run("return document.documentElement.scrollWidth <= window.innerWidth")
    for said in screen.all("td:last-child"):
        assert said.size["width"] > 300, said.text
    assert screen.faint("h1, h2, th, td, p, li, summary") == []
