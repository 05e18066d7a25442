"""The page: readable, whole, and nothing in it can act; the table: the class at a glance."""

import html.parser
import io
import re

import msgspec
import pytest
from rich.console import Console

from autograder import __version__
from autograder.classroom import class_table, summary
from autograder.course import parse_course
from autograder.diagnosis.repairs import Repair
from autograder.pages import feedback_page
from autograder.report import CellReport, Outcome, Report, RunNote, Verdict
from autograder.text import Text, authored, lazy_gettext

PASSED, FAILED, UNTOUCHED, ERROR = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED, Outcome.ERROR
COURSE = parse_course(b"{title: Deep learning, languages: [en, zh], assignments: [{name: forward_pass}]}")
ORDER = ("dense", "test_dense", "forward", "test_forward", "test_count", "explore")
HINT = "Look at the sign inside `exp`."
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>{{ 7*7 }}"


def verdict(name, outcome, title="", message="", diagnosis=None):
    return Verdict(name, True, outcome, title=title, message=message, diagnosis=diagnosis)


REPORT = Report(
    student="ada",
    assignment="forward_pass",
    status="graded",
    score=None,
    max_score=25.0,
    cells={
        "test_count": CellReport(4, UNTOUCHED, 0.0),
        "test_dense": CellReport(9, PASSED, 9.0, (verdict("test_a", PASSED, "One row for each sample."),)),
        "test_forward": CellReport(
            7,
            FAILED,
            2.8,
            (
                verdict("test_b", PASSED, "One layer works."),
                verdict("test_c", FAILED, "Two layers work.", HINT),
                verdict("test_d", FAILED, "Three layers work.", HINT),
                verdict("test_the_shape", FAILED, "", "The shape is (2, 1)."),
            ),
        ),
    },
    manual={"explore": True},
    notes=("the cell `test_dense` was missing",),
    run=(RunNote("cell 12", 3, "NameError: nupmy", "loss 0.5"), RunNote("forward", 4, output="hello")),
    sandbox="strong",
    digest="ab12cd34ef5678",
)


def changed(**fields):
    return msgspec.structs.replace(REPORT, **fields)


def page(report=REPORT, **more):
    return feedback_page.page(report, COURSE, order=ORDER, **more)


def own(raw):
    """The page's part in the student's own language."""
    return raw.split('<details class="other"')[0]


def other(raw):
    """The part in the other language, which is folded."""
    return raw.split('<details class="other"')[1].split("</details>\n<footer")[0]


def text(raw):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", raw.split("</style>")[-1])))


def test_the_first_screen_says_score_next_step_and_what_waits():
    first = text(page().split('<section class="part"')[0])
    assert "Forward pass: your result" in first
    assert "11.8 of 25 points so far" in first
    assert "Next step Go back to forward ." in first
    assert "Look at the sign inside exp ." in first
    assert "Waits for your teacher explore" in first


def test_functions_stand_in_the_notebooks_order():
    assert re.findall(r"<h2><code>(\w+)</code></h2>", own(page())) == ["dense", "forward", "count", "explore"]


def test_a_message_that_explains_many_tests_is_said_once():
    part = page().split('<section class="part"')[2]
    assert part.count("sign inside") == 1
    assert text("</style>" + part).index("Three layers work.") < text("</style>" + part).index("sign inside")


def test_what_came_and_what_should_come_are_above_each_other():
    message = "f([1, 2]) gave [ 1.  2.]\nit should be [1. -2.]"
    tests = (verdict("test_b", FAILED, "Signs stay.", message),)
    shown = own(page(changed(cells={"test_dense": CellReport(9, FAILED, 0.0, tests)})))
    assert "f([1, 2]) gave [1. 2.]\nit should be   [1. -2.]" in html.unescape(shown)


def test_a_failure_without_a_message_stands_below_those_that_have_one():
    tests = (verdict("test_a", FAILED, "Silent."), verdict("test_b", FAILED, "Said.", HINT))
    said = text(page(changed(cells={"test_dense": CellReport(9, FAILED, 0.0, tests)})))
    assert "What does not work yet Said. Look at the sign inside exp . Silent." in said


def test_every_part_says_how_it_stands():
    said = text(page())
    assert "dense solved 9 / 9" in said
    assert "forward not there yet 2.8 / 7" in said
    assert "count not attempted 0 / 4 This cell is as it was handed out" in said
    assert "explore waits for your teacher – / 5" in said
    assert "The shape" in said


@pytest.mark.parametrize(
    ("report", "says"),
    [
        (changed(cells={"test_count": CellReport(4, UNTOUCHED, 0.0)}), "Write count ."),
        (
            changed(cells={"test_dense": CellReport(9, PASSED, 9.0)}, manual={"explore": False}),
            "Answer the question",
        ),
        (changed(cells={"test_dense": CellReport(9, PASSED, 9.0)}), "You have nothing to do now"),
        (changed(cells={"test_dense": CellReport(9, PASSED, 9.0)}, manual={}), "Everything here is done."),
        (changed(cells={"test_dense": CellReport(9, ERROR, None)}, manual={}), "You have nothing to do now"),
    ],
)
def test_there_is_one_next_step(report, says):
    assert f"Next step {says}" in text(page(report))


@pytest.mark.parametrize(
    ("mark", "comments", "says"),
    [
        (5.0, {"dense": "Look at the bias."}, "Read what your teacher wrote about dense ."),
        (5.0, {}, "Your teacher took points off dense ."),
        (9.0, {"dense": "Very good!"}, "Everything here is done."),
    ],
)
def test_the_next_step_knows_of_marks_below_full(mark, comments, says):
    report = changed(cells={"test_dense": CellReport(9, FAILED, 3.0)}, manual={})
    said = text(page(report, marks={"test_dense": mark}, comments=comments))
    assert f"Next step {says}" in said


def test_a_cell_that_could_not_be_judged_is_not_the_students_fault():
    cells = {"test_dense": CellReport(9, ERROR, None, (verdict("test_a", ERROR, "One row."),))}
    said = text(page(changed(cells=cells)))
    assert "dense waits for your teacher – / 9 This is a fault of the grader" in said
    assert "What could not be checked One row." in said
    assert "What does not work" not in said


def test_a_hand_in_with_an_error_gets_the_reason_and_what_to_do_and_no_score():
    said = text(
        page(changed(status="error", reason="the file is empty", cells={}, manual={}, run=(), notes=()))
    )
    assert "This hand-in was not graded" in said
    assert "the file is empty" in said
    assert "fix it and hand it in again" in said
    assert "points so far" not in said


def test_notes_and_what_the_cells_did_are_there():
    said = text(page())
    assert "About your file the cell test_dense was missing" in said
    assert "Cell 12 stopped with an error loss 0.5 NameError: nupmy" in said
    assert "forward printed something hello" in said


def test_people_go_before_the_grader():
    said = text(
        page(marks={"explore": 4.0, "test_forward": 7.0}, comments={"explore": "Why, too?", "dense": "<b>!"})
    )
    assert "20 of 25 points" in said
    assert "so far" not in said
    assert "explore marked by your teacher 4 / 5 Your teacher writes: Why, too?" in said
    assert "Your teacher writes: <b>!" in said


@pytest.mark.parametrize(
    ("tier", "is_told"), [("strong", False), ("good", False), ("limited", True), ("none", True)]
)
def test_a_weak_sandbox_is_told(tier, is_told):
    assert ("Graded in a weaker sandbox" in page(changed(sandbox=tier))) == is_told


def test_the_foot_says_by_what_it_was_made():
    assert f"nn-course-kit {__version__} · sandbox tier: strong · hand-in ab12cd34ef56" in text(page())


def test_a_students_text_cannot_act():
    failed = verdict("test_x", FAILED, HOSTILE, f"`{HOSTILE}`", HOSTILE)
    cells = {"test_dense": CellReport(9, FAILED, 0.0, (failed,))}
    run = (RunNote(HOSTILE, 1, HOSTILE, HOSTILE),)
    raw = page(
        changed(
            student=HOSTILE, cells=cells, manual={HOSTILE: True}, notes=(HOSTILE,), run=run, digest=HOSTILE
        ),
        comments={"dense": HOSTILE},
    )
    raw += page(changed(status="error", reason=HOSTILE, sandbox=HOSTILE))
    assert "<script" not in raw
    assert "<img" not in raw
    assert "49" not in raw


class Nesting(html.parser.HTMLParser):
    """Demands that what opens is closed, in order, and that nothing comes from elsewhere."""

    def __init__(self):
        super().__init__()
        self.open, self.names = [], set()

    def handle_starttag(self, tag, attributes):
        names = {name for name, value in attributes if not (name == "href" and value.startswith("#"))}
        assert not names & {"src", "href", "onclick", "action"}
        self.names.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_whole_and_brings_everything_with_it():
    found = Nesting()
    found.feed(page(marks={"explore": 4.0}, comments={"explore": "!"}))
    assert found.open == []
    assert "script" not in found.names
    assert "url(" not in page()


BOTH = msgspec.structs.replace(
    REPORT,
    cells={
        "test_dense": CellReport(
            9,
            FAILED,
            4.5,
            (
                verdict("test_a", PASSED, authored("One row for each sample.\nzh: 每个样本一行。")),
                verdict("test_b", FAILED, authored("Zeros stay.\nzh: 零保持不变。"), authored("dense(0) gave 1; it should be 0\nzh: dense(0) 得到 1，应当是 0")),
            ),
            "only",
            {"label": authored("negative numbers\nzh: 负数")},
        )
    },
    notes=(lazy_gettext("the file is empty"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", ["Next step", "One row for each", "it should be 0", "only this is wrong: negative numbers", "is empty"], ["下一步", "每个样本一行"]),
        ("zh", ["下一步", "每个样本一行", "应当是 0", "：负数", "文件是空的"], ["Next step", "One row for each"]),
    ],
)  # fmt: skip
def test_the_page_is_in_the_students_language_and_folded_in_the_other(language, first, second):
    raw = feedback_page.page(BOTH, COURSE, language=language, order=ORDER)
    assert f'<html lang="{language}">' in raw
    assert [words for words in first if words not in text(own(raw))] == []
    assert [words for words in second if words in text(own(raw))] == []
    assert [words for words in second if words not in text(other(raw))] == []
    assert "zh: " not in raw


def test_where_the_students_language_is_not_known_the_courses_comes_first():
    course = msgspec.structs.replace(COURSE, language="zh")
    assert '<html lang="zh">' in feedback_page.page(REPORT, course)


def test_a_chinese_page_has_no_english_sentence_of_ours():
    graded = msgspec.structs.replace(BOTH, run=(), manual={}, digest="")
    said = text(own(feedback_page.page(graded, COURSE, language="zh", order=ORDER)))
    known = {"Deep", "learning", "Forward", "pass", "ada", "dense", "nn", "course", "kit", "strong"}
    assert set(re.findall(r"[A-Za-z]{2,}", said)) <= known


def test_the_assignment_is_named_in_each_language_of_the_page():
    title = Text(words={"en": "Forward pass", "zh": "前向传播"})
    raw = feedback_page.page(BOTH, COURSE, language="zh", order=ORDER, title=title)
    assert "前向传播：你的成绩" in text(own(raw))
    assert "Forward pass" not in text(own(raw))
    assert "Forward pass: your result" in text(other(raw))


def test_a_students_own_code_is_shown_with_the_line_at_which_it_stops():
    stopped = msgspec.structs.replace(
        verdict("test_c", FAILED, "One."), message="your code stopped", cell="dense", line=2
    )
    cells = {"test_dense": CellReport(9, FAILED, 0.0, (stopped,))}
    code = {"dense": "def dense(x):\n    return x / '<b>'"}
    raw = page(changed(cells=cells), code=code)
    (marked,) = re.findall(r"<mark>(.*?)</mark>", raw)
    assert marked == "    return x / &#39;&lt;b&gt;&#39;  ◀ it stops here"
    assert "<b>'" not in raw
    assert raw.count("def dense(x):") == 1


def test_the_line_to_look_at_is_marked_and_asked_about():
    cells = {"test_dense": CellReport(9, FAILED, 0.0, (verdict("test_c", FAILED, "One."),))}
    code = {"dense": "def dense(x):\n    return x"}
    raw = page(changed(cells=cells), code=code, repairs={"dense": Repair(2, "operator")})
    assert re.findall(r"<mark>(.*?)</mark>", raw) == ["    return x  ◀ look here"]
    assert "Look at line 2 again: does each operator there do what the formula says?" in text(raw)


def test_a_function_that_is_defined_again_is_shown_from_the_cell_that_counts():
    stopped = msgspec.structs.replace(verdict("test_c", FAILED, "One."), cell="cell 9", line=2)
    cells = {"test_dense": CellReport(9, FAILED, 0.0, (stopped,))}
    code = {"dense": "def dense(x):\n    return x / 0"}
    raw = page(changed(cells=cells), code=code, defined_in={"dense": "cell 9"})
    assert "defines this function again further down, in cell 9." in text(raw)
    assert re.findall(r"<mark>(.*?)</mark>", raw) == ["    return x / 0  ◀ it stops here"]
    assert "again further down" not in page(changed(cells=cells), code=code)


def test_code_that_stops_nowhere_is_there_and_unmarked():
    raw = page(code={"dense": "def dense(x):\n    return x", "count": "stub"})
    assert "<mark>" not in raw
    assert "return x" in raw
    assert "stub" not in raw  # a cell that is as it was handed out is no work of theirs


def test_the_same_report_gives_the_same_page():
    assert page() == page()


# --- the class ----------------------------------------------------------------------------------


def shown(reports, width=120):
    out = io.StringIO()
    Console(file=out, width=width).print(
        class_table.class_table(summary.summarize(reports, ORDER), "activations")
    )
    return out.getvalue()


def test_the_table_has_a_row_for_each_student():
    lines = shown(
        [REPORT, changed(student="bob", status="error", reason="?", cells={}, manual={})]
    ).splitlines()
    assert re.findall(r"\w+", lines[1]) == [
        "student",
        "status",
        "dense",
        "forward",
        "count",
        "explore",
        "total",
    ]
    assert [cell.strip() for cell in lines[3].strip("│").split("│")] == [
        "ada", "graded", "9", "2.8", "–", "?", "11.8 + ? / 25",
    ]  # fmt: skip
    assert [cell.strip() for cell in lines[4].strip("│").split("│")][1:6] == ["error", "?", "?", "?", "?"]


def test_of_a_large_class_the_table_shows_the_first_and_says_where_the_rest_is():
    said = shown([changed(student=f"s{number:03}") for number in range(100)])
    assert "s059" in said
    assert "s060" not in said
    assert "the first 60 of 100" in said
    assert "autograder export" in said


def test_a_students_name_cannot_drive_the_terminal():
    said = shown([changed(student="[red]x[/red]\x1b[2J\u202eevil")])
    assert "[red]x[/red]" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
