"""The class on a page: right figures, nobody's comments, pairs that are worth a question, nothing that acts."""

import html.parser
import json
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from autograder.classroom.class_results import Result
from autograder.course import parse_course
from autograder.notebook import GRADE, Cell, Notebook, encode, parse_notebook
from autograder.pages import class_code, class_report
from autograder.pages.class_code import anonymous_code
from autograder.pages.lookalikes import pairs
from autograder.paths import Places
from autograder.report import CellReport, Outcome, Report, Verdict
from autograder.submissions.roster import RosterEntry
from autograder.text import Text, authored

ROOT = Path(__file__).parents[3]
COURSE = parse_course(b"{title: Deep learning, assignments: [{name: forward_pass}]}")
RELEASE = Notebook((Cell("a", "code", "", GRADE, "test_dense", 6.0), Cell("b", "code", "", GRADE, "test_loss", 4.0)), {})  # fmt: skip
PASSED, FAILED, UNTOUCHED, ERROR = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_ATTEMPTED, Outcome.ERROR
HINTS = {"no-bias": Text(words={"en": "Where does `b` come in?", "zh": "`b` 在哪里出现？"})}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>{{ 7*7 }}"
SECRET = bytes(range(32))


def cell(points, outcome, score, *ends, diagnosis=""):
    tests = tuple(
        Verdict(f"test_{n}", n == 0, end, title=authored(f"Test {n} works.\nzh: 测试 {n}。"))
        for n, end in enumerate(ends)
    )
    return CellReport(points, outcome, score, tests, diagnosis)


def handed_in(student, dense, loss):
    cells = {"test_dense": dense, "test_loss": loss}
    return Report(student, "forward_pass", "graded", 0.0, 10.0, cells, sandbox="strong")


RIGHT = cell(6.0, PASSED, 6.0, PASSED, PASSED)
WRONG = cell(6.0, FAILED, 2.0, PASSED, FAILED, diagnosis="no-bias")
LOSS, NO_LOSS = cell(4.0, PASSED, 4.0, PASSED), cell(4.0, UNTOUCHED, 0.0)
REPORTS = {
    "ann": handed_in("ann", RIGHT, LOSS),
    "ben": handed_in("ben", WRONG, NO_LOSS),
    "cy": handed_in("cy", WRONG, LOSS),
    "dan": Report(
        "dan", "forward_pass", "error", None, 10.0, {}, reason=authored("not a notebook\nzh: 不是笔记本")
    ),
}
RESULTS = (
    Result(RosterEntry("ann", "Ann Example"), "final", 10.0, 10.0),
    Result(RosterEntry("ben", "Ben Sample"), "final", 10.0, 2.0),
    Result(RosterEntry("cy", "Cy"), "waits", 10.0, waits=("explore",)),
    Result(RosterEntry("dan", "Dan"), "waits", 10.0, waits=("test_dense", "test_loss")),
    Result(RosterEntry("eve", "Eve Missing"), "missing", 10.0),
)
CODE = {
    "ben": {"dense": 'def dense(x):\n    """By Ben Sample."""\n    # ask Ben, 555-1234\n    return x @ w'},
    "cy": {"dense": "def dense(x):\n    s = 'my secret diary'\n    print(s)\n    return x @ w"},
}
SECONDS = (0.1, 0.2, 0.3, 0.4)


def collected(called=None, **changed):
    known = dict(results=RESULTS, reports=REPORTS, seconds=SECONDS, hints=HINTS, code=CODE, known=())
    return class_report.collect(COURSE, "forward_pass", RELEASE, **(known | changed), called=called)


def text(page):
    page = re.sub(r"</?(bdi|code|span)\b[^>]*>", "", page.split("</style>")[1])
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def test_who_is_final_who_waits_and_who_is_missing():
    found = collected()
    assert (found.students, found.final, found.waits, found.absent) == (5, 2, 2, 1)
    assert (found.mean, found.middle) == (6.0, 6.0)
    assert (found.waiting[0].student, found.waiting[0].cells) == ("cy", ("explore",))
    assert found.missing == (("eve", "Eve Missing"),)


def test_code_scores_are_of_all_whose_code_is_judged_beside_the_final_ones_alone():
    code = collected().code
    assert (code.students, code.points, code.mean, code.middle) == (3, 10.0, 6.0, 6.0)  # 10, 2 and 6: not dan
    assert [bar.students for bar in code.distribution] == [0, 0, 1, 0, 0, 0, 1, 0, 0, 1]
    marked = Result(RosterEntry("cy", "Cy"), "waits", 10.0, cells={"test_dense": 5.0}, waits=("explore",))
    assert (
        collected(results=(*RESULTS[:2], marked)).code.mean == 7.0
    )  # a person's mark goes before the tests'
    said = text(class_report.page(collected()))
    assert "6 on average, of 10: the 2 final scores" in said
    assert "6 on average in code, of 10: all 3 whose code is judged" in said
    assert "Code alone: how many students have how much" in said


def test_many_who_wait_with_the_same_are_one_line_with_their_names_folded():
    waiting = [
        Result(RosterEntry(f"s{n:03}", f"Nr {n}"), "waits", 10.0, waits=("explore",)) for n in range(154)
    ]
    page = class_report.page(collected(results=(*waiting, RESULTS[3])))
    said = text(page)
    assert "154 students: explore who s000 (Nr 0), s001 (Nr 1)" in said
    assert "dan (Dan): not a notebook" in said
    assert said.count("explore") == 2  # the sum above, and the line
    assert len(collected(results=waiting).waiting) == 154  # the JSON has each


def test_the_page_says_which_edition_of_the_course_it_is_about():
    assert "Deep learning · for staff only" in text(class_report.page(collected()))
    second = msgspec.structs.replace(COURSE, version="2.0")
    found = class_report.collect(
        second, "forward_pass", RELEASE, results=RESULTS, reports=REPORTS, seconds=SECONDS, hints={}, code={}, known=()
    )  # fmt: skip
    assert found.version == "2.0"
    assert "Deep learning, version 2.0 · for staff only" in text(class_report.page(found))


def test_only_final_scores_are_in_the_distribution_and_the_best_have_a_bar():
    counts = [bar.students for bar in collected().distribution]
    assert counts == [0, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert sum(bar.students for bar in class_report.distribution([12.5, 10.0, 0.0, 0.999], 10.0)) == 4


def test_each_function_and_each_test_has_its_rate_the_hardest_test_first():
    dense, loss = collected().functions
    assert (dense.name, dense.passed, dense.failed, dense.not_attempted) == ("dense", 1, 2, 0)
    assert [(one.title, one.passed, one.failed) for one in dense.tests] == [
        ("Test 1 works.", 1, 2),
        ("Test 0 works.", 3, 0),
    ]
    assert (loss.passed, loss.not_attempted, loss.mean) == (2, 1, 2.67)


def test_a_mistake_is_counted_and_shown_by_one_of_them_without_their_words():
    (found,) = collected().mistakes
    assert (found.function, found.diagnosis, found.students) == ("dense", "no-bias", 2)
    assert found.hint == "Where does `b` come in?"
    assert found.example == "def dense(x):\n    return x @ w"


def test_the_page_says_all_of_it():
    said = text(class_report.page(collected()))
    for part in ("5 students", "2 with a final score", "2 wait for a person", "1 handed nothing in", "6 on average", "33 % solved it",
                 "Where does b come in?", "cy (Cy): explore", "dan (Dan): not a notebook", "eve (Eve Missing)",
                 "1 s for 4 hand-ins", "sandbox strong"):  # fmt: skip
        assert part in said, part
    assert "zh:" not in said
    assert "Ben, 555" not in said


def test_a_plot_says_in_words_what_it_shows():
    page = class_report.page(collected())
    assert "20 to 30 percent: 1. 90 to 100 percent: 1." in page
    assert 'aria-label="1 of 3 passed, 2 failed"' in page
    for svg in re.findall(r"<svg.*?</svg>", page, re.S):
        assert 'role="img"' in svg or 'aria-hidden="true"' in svg


def test_a_class_of_nobody_and_one_without_a_score_have_a_page():
    nobody = collected(results=(), reports={}, seconds=(), code={})
    assert "Nobody has a final score yet" in class_report.page(nobody)
    waits = collected(results=RESULTS[2:3])
    assert waits.mean is None
    assert class_report.page(waits)


def test_with_pseudonyms_no_name_is_left_and_the_same_student_has_the_same_one():
    found = collected(lambda student: class_report.pseudonym(SECRET, student))
    whole = (
        class_report.page(found) + class_report.encode(found).decode() + class_report.table(found).decode()
    )
    for name in ("ann", "ben", "eve", "Ann Example", "Ben Sample", "Eve Missing"):
        assert not re.search(rf"\b{name}\b", whole)
    assert class_report.pseudonym(SECRET, "eve") in whole
    assert class_report.pseudonym(SECRET, "eve") != class_report.pseudonym(SECRET[::-1], "eve")


def test_the_json_and_the_table_are_the_same_whatever_the_order_that_reports_come_in():
    turned = dict(reversed(REPORTS.items()))
    other = collected(reports=turned, code=dict(reversed(CODE.items())))
    assert class_report.encode(other) == class_report.encode(collected())
    assert class_report.table(other) == class_report.table(collected())
    assert json.loads(class_report.encode(other))["schema"] == class_report.SCHEMA


# --- hostile text ------------------------------------------------------------------------------


class Active(html.parser.HTMLParser):
    """Collects what could act in a browser."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in (
            "script",
            "iframe",
            "object",
            "embed",
            "img",
            "link",
            "form",
            "base",
            "a",
            "foreignobject",
        ):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name, _ in attrs if name.startswith("on") or name == "href"]


def test_hostile_text_is_inert_wherever_it_comes_from():
    odd = msgspec.structs.replace(WRONG, diagnosis=HOSTILE)
    odd = msgspec.structs.replace(
        odd,
        tests=(
            Verdict(HOSTILE, False, FAILED, title=HOSTILE),
            Verdict("=cmd|x", False, FAILED, title="=1+1"),
        ),
    )
    report = msgspec.structs.replace(handed_in(HOSTILE, odd, LOSS), sandbox=HOSTILE, reason=HOSTILE)
    people = (
        Result(RosterEntry(HOSTILE, HOSTILE), "waits", 10.0, waits=(HOSTILE,)),
        Result(RosterEntry("a\u202e\x1b[31m", "b\u202e"), "missing", 10.0),
    )
    code = {HOSTILE: {"dense": f"def dense(x):\n    return {HOSTILE}", HOSTILE: "x"}}
    found = collected(results=people, reports={HOSTILE: report}, seconds=(), code=code)
    page = class_report.page(found)
    assert not Active(page).found
    assert HOSTILE.replace("<", "&lt;").split("&")[0] in page
    assert not re.search("[\u202e\x1b]", page)
    assert not re.search(r"(^|[,;])\"?=", class_report.table(found).decode(), re.M)


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("x = 1  # Ann, 555-1234\n", "x = 1"),
        ("def f():\n    '''Ann's'''\n    return 'a#b'\n", "def f():\n    return '…'"),
        ('x = f\'Ann {y} and {z!r}\' + """two\nlines"""\n', "x = '…' + '…'"),
        ("def f(:\n    return 'Ann'  # me\n", "def f(:\n    return '…'"),
        ("x = 'Ann\n", "x = '…'"),
        ("", ""),
    ],
    ids=repr,
)
def test_code_is_stripped_of_comments_and_texts_also_where_python_cannot_read_it(source, left):
    assert anonymous_code(source) == left


def test_stripping_ends_on_anything():
    for source in ("(" * 5000, "\x00", "'" * 4001, '"""', "\\\n" * 3000, "if x:\n\t y\n  z", "é\ud800"):
        assert "Ann" not in anonymous_code(source + "# Ann")


# --- pairs -------------------------------------------------------------------------------------

FORMULA = "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n"
OWN_WAY = """\
def sigmoid(x):
    clipped = np.clip(x, -500.0, 500.0)
    top = np.exp(clipped / 2)
    bottom = np.exp(clipped / 2) + np.exp(-clipped / 2)
    return top / bottom
"""
OTHER_WAY = """\
def sigmoid(x):
    answer = np.zeros(x.shape)
    for place, value in np.ndenumerate(x):
        answer[place] = 0.5 * (1 + np.tanh(value / 2))
    return answer
"""
RENAMED = (
    OWN_WAY.replace("clipped", "c")
    .replace("top", "numerator")
    .replace("(x", "(z")
    .replace("\n    c =", "  # mine\n    c =")
)


def alike(**texts):
    return [
        pair.students for pair in pairs({who: {"sigmoid": text} for who, text in texts.items()}, [FORMULA])
    ]


def test_renaming_and_comments_hide_nothing():
    assert alike(ann=OWN_WAY, ben=RENAMED, cy=OTHER_WAY) == [("ann", "ben")]


def test_the_textbooks_formula_is_no_sign_of_anything():
    assert alike(ann=FORMULA, ben=FORMULA.replace("x", "z")) == []


def test_nor_is_what_many_wrote():
    assert alike(ann=OWN_WAY, ben=OWN_WAY, cy=OWN_WAY, dan=OWN_WAY) == []


def test_two_who_did_the_same_thing_each_in_their_own_way_are_no_pair():
    assert alike(ann=OWN_WAY, cy=OTHER_WAY) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_was_handed_out_makes_no_pair_in_any_language(tmp_path, language):
    """Two students who read another language than their class and wrote nothing yet have nothing alike."""
    places, name = Places(ROOT), "convolution"
    release = parse_notebook(places.released(name).read_bytes(), name)
    cells = [
        msgspec.structs.replace(cell, source=cell.translations.get(language, cell.source))
        for cell in release.cells
    ]
    work = Places(tmp_path)
    for student in ("ann", "ben"):
        folder = work.work(name, student).submitted
        folder.mkdir(parents=True)
        raw = encode(msgspec.structs.replace(release, cells=tuple(cells)))
        (folder / f"{name}.ipynb").write_bytes(raw)
    code = class_code.code_of_students(work, name, release, {"ann": 0, "ben": 0})
    assert code == {"ann": {}, "ben": {}}
    copied = next(cell.source for cell in cells if cell.name == "given_training")
    code = {student: {class_code.OWN_CELLS: copied} for student in code}
    assert pairs(code, class_code.common_code(places, name, release)) == []


def test_pairs_do_not_depend_on_pythons_hash_seed():
    script = f"from autograder.pages.lookalikes import pairs\nprint(pairs({{'a': {{'f': {OWN_WAY!r}}}, 'b': {{'f': {RENAMED!r}}}}}, []))"
    said = {
        subprocess.run([sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1
    assert "fingerprints=" in said.pop()


def test_a_pair_has_its_names_and_with_pseudonyms_none():
    code = {"ben": {"sigmoid": OWN_WAY}, "cy": {"sigmoid": RENAMED}}
    (pair,) = collected(code=code).pairs
    assert (pair.students, pair.names) == (("ben", "cy"), ("Ben Sample", "Cy"))
    said = text(class_report.page(collected(code=code)))
    assert "ben (Ben Sample) and cy (Cy)?" in said
    assert "Compare ben (Ben Sample) and cy (Cy)" in said
    (pair,) = collected(code=code, called=lambda student: f"P-{len(student)}").pairs
    assert pair.names == ("", "")


def test_the_page_asks_and_does_not_accuse():
    code = {"ann": {"sigmoid": OWN_WAY}, "ben": {"sigmoid": RENAMED}}
    found = collected(code=code)
    said = text(class_report.page(found))
    assert "Did these work together" in said
    assert "ann (Ann Example) and ben (Ben Sample)?" in said
    assert "mine" not in said
