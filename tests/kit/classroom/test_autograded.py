"""The autograded notebook: nbgrader reads our scores from it, and nothing hostile of the hand-in is left."""

import html
import json
import re

import msgspec
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import determine_grade

from autograder.authoring import build
from autograder.classroom.autograded import _FORMULAS, autograded
from autograder.notebook import Cell, parse_notebook
from autograder.report import CellReport, Outcome, Report, RunNote, Verdict, clean

PASSED, FAILED, ERROR = Outcome.PASSED, Outcome.FAILED, Outcome.ERROR


def cell(kind, source, name="", **flags):
    own = {
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
        "schema_version": 3,
        "grade_id": name,
    }
    metadata = {"nbgrader": own | flags} if name else {}
    return {"cell_type": kind, "id": name or "plain", "metadata": metadata, "source": source}


def released():
    cells = [
        cell("markdown", "# Two functions"),
        cell("code", "import numpy as np", "setup", locked=True),
        cell(
            "code",
            "def f(x):\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION",
            "f",
            solution=True,
        ),
        cell("code", 'check("f")', "test_f", grade=True, locked=True, points=3),
        cell(
            "code",
            "def g(x):\n    ### BEGIN SOLUTION\n    return 2\n    ### END SOLUTION",
            "g",
            solution=True,
        ),
        cell("code", 'check("g")', "test_g", grade=True, locked=True, points=4),
        cell("markdown", "Why?", "explore", grade=True, solution=True, points=5),
    ]
    raw = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    return build.release_notebook(build.Source("a", parse_notebook(raw, "source"), {}, {}))


RELEASE = released()
HANDED_IN = tuple(
    msgspec.structs.replace(own, source="def f(x):\n    return 1") if own.name == "f" else own
    for own in RELEASE.cells
)


def report(f=2.25, g=0.0, manual=True, **fields):
    cells = {
        "test_f": CellReport(3, FAILED if f is not None else ERROR, f, (
            Verdict("test_one", True, PASSED, title="One is one."),
            Verdict("test_two", False, FAILED, title="Two is two.", message="Look at `x`.\n  [1 2]"),
            Verdict("test_six", False, ERROR if f is None else PASSED, title="Six is six."),
        )),
        "test_g": CellReport(4, Outcome.NOT_ATTEMPTED, g),
    }  # fmt: skip
    values = {
        "status": "graded",
        "score": None,
        "max_score": 12.0,
        "cells": cells,
        "manual": {"explore": manual},
    }
    return Report(student="ada", assignment="a", **values | fields)


def read(cells=HANDED_IN, found=None):
    raw = autograded(RELEASE, cells, found or report())
    stored = nbformat.reads(raw.decode(), as_version=4)
    nbformat.validate(stored)
    MetadataValidator().validate_nb(stored)
    return stored


def named(stored):
    return {own.metadata.nbgrader.grade_id: own for own in stored.cells if "nbgrader" in own.metadata}


def shown(own, kind="text/plain"):
    return "\n".join(out.data[kind] for out in own.outputs if out.output_type == "display_data")


@pytest.mark.parametrize("score", [0.0, 3.0, 2.25, 1 / 3, 1e-17, 0.1 + 0.2])
def test_nbgrader_reads_our_score_to_the_last_digit(score):
    assert determine_grade(named(read(found=report(f=score)))["test_f"]) == (score, 3.0)


def test_an_unanswered_question_is_nbgraders_zero_and_an_answered_one_nobodys():
    assert determine_grade(named(read(found=report(manual=False)))["explore"]) == (0, 5.0)
    answer = tuple(
        msgspec.structs.replace(c, source="Because.") if c.name == "explore" else c for c in HANDED_IN
    )
    assert determine_grade(named(read(answer))["explore"]) == (None, 5.0)


def test_an_emptied_question_is_unanswered_for_nbgrader_as_well():
    emptied = tuple(msgspec.structs.replace(c, source=" \n") if c.name == "explore" else c for c in HANDED_IN)
    assert determine_grade(named(read(emptied, report(manual=False)))["explore"]) == (0, 5.0)


def test_a_cell_that_waits_for_a_person_shows_so_and_no_score():
    own = named(read(found=report(f=None)))["test_f"]
    assert [out.output_type for out in own.outputs] == ["display_data"]
    assert "a person has to look" in shown(own)
    assert "not decided: Six is six." in shown(own)


def test_a_hand_in_with_an_error_shows_the_reason_in_every_grade_cell():
    stored = named(read(found=report(status="error", reason="the worker died <b>", cells={})))
    for name in ("test_f", "test_g"):
        assert [out.output_type for out in stored[name].outputs] == ["display_data"]
        assert "the worker died <b>" in shown(stored[name])
        assert "<b>" not in shown(stored[name], "text/markdown")


@pytest.mark.parametrize("score", [-0.5, 3.5, float("nan"), float("inf")])
def test_a_score_that_nbgrader_would_misread_is_never_written(score):
    with pytest.raises(ValueError, match="test_f: a score of"):
        autograded(RELEASE, HANDED_IN, report(f=score))


def test_a_grade_cell_says_what_passed_and_what_failed():
    stored = named(read())
    assert shown(stored["test_f"]).splitlines() == [
        "2.25 of 3 points.",
        "- passed: One is one.",
        "- passed: Six is six.",
        "- failed: Two is two.",
        "    Look at `x`.",
        "      [1 2]",
    ]
    assert "Not attempted" in shown(stored["test_g"])


HOSTILE = (
    "<script>alert(1)</script> [x](javascript:1) ![i](http://e) `a` $\\href{x}{y}$ **b** | # c <!-- \\(z\\)"
)


def test_a_students_text_does_nothing_in_markdown():
    tests = (Verdict("test_x", True, FAILED, title=HOSTILE, message=HOSTILE),)
    cells = {"test_f": CellReport(3, FAILED, 0.0, tests), "test_g": CellReport(4, FAILED, 0.0)}
    text = shown(named(read(found=report(cells=cells)))["test_f"], "text/markdown")
    for sign in "<>[]()`$\\|!{":
        assert sign not in text
    assert "&#60;script&#62;" in text


ACTIVE = (
    "href{javascript:alert(1)}{x}", "mmlToken{mi}[href='javascript:alert(1)']{x}", "url{x}", "require{action}",
    "def\\x{\\href}", "let\\x=\\mmlToken", "newcommand{\\x}{y}", "renewcommand{\\frac}{y}", "class{x}{y}", "cssId{x}{y}",
    "style{position:fixed}{y}", "bbox[background:url(//e)]{y}", "data{x=y}{z}", "unicode{x41}", "toggle{a}{b}",
    "texttip{a}{b}", "mathtip{a}{b}", "enclose[x]{y}{z}", "color{red;position:fixed}{y}", "rule{99em}{99em}",
    "hspace{-99em}", "llap{10 points}", "smash{x}", "includegraphics{//e/x.png}", "input{x}", "csname href\\endcsname",
)  # fmt: skip


@pytest.mark.parametrize("name", ACTIVE)
@pytest.mark.parametrize(
    "around", ["${}$", "$$ {} $$", r"\({}\)", r"\[x \\{}\]", r"\begin{{align}}{}\end{{align}}", "{}"]
)
def test_no_formula_of_a_students_does_anything(name, around):
    """In their words, which formgrader renders, and in what it shows of messages once the page is read again."""
    text = around.format(f"\\{name}")
    own = Cell("", "markdown", text)
    tests = (Verdict("test_x", True, FAILED, title=text, message=text),)
    found = report(cells={"test_f": CellReport(3, FAILED, 0.0, tests), "test_g": CellReport(4, FAILED, 0.0)})
    stored = read((*HANDED_IN, own), found)
    shown_once = html.unescape(shown(named(stored)["test_f"], "text/markdown"))
    for whole in (stored.cells[-1].source, shown_once):
        assert {found[1] for found in re.finditer(r"\\([A-Za-z]{2,})", whole)} <= _FORMULAS


@pytest.mark.parametrize(
    "text",
    [
        r"$\sigma(z) = \frac{1}{1 + e^{-z}}$ and $\sum_{i=1}^n x_i^2 \le \infty$",
        "$$\\begin{pmatrix}1 & 2 \\\\ 3 & 4\\end{pmatrix} \\cdot \\vec{x}$$",
        r"A path C:\data, a line \n, and \alpha \beta \dots",
    ],
)
def test_a_usual_formula_stays_as_it_was_typed(text):
    stored = read((*HANDED_IN, Cell("", "markdown", text)), report())
    assert stored.cells[-1].source == text.replace(r"C:\data", r"C:\ data")


def test_what_a_cell_printed_and_raised_stands_below_it_as_printed_text():
    cells = (*HANDED_IN, Cell("", "code", "print(1); nope"))
    run = (RunNote("f", 1, output="loss 0.5\n"), RunNote("cell 8", 3, error="NameError: nope", output="1\n"))
    stored = read(cells, report(run=run))
    assert named(stored)["f"].outputs == [nbformat.v4.new_output("stream", name="stdout", text="loss 0.5\n")]
    assert stored.cells[-1].outputs[0].text == "1\n\nNameError: nope\n"
    kinds = {out.output_type for own in stored.cells for out in own.get("outputs", ())}
    assert "error" not in kinds


def test_a_note_on_no_cell_of_ours_is_left_out_and_two_on_one_cell_are_joined():
    run = (
        RunNote("f", 1, "one"),
        RunNote("f", 2, "two"),
        RunNote("cell 99", 3, "x"),
        RunNote("cell 1", 0, "title"),
    )
    stored = read(HANDED_IN, report(run=run))
    assert named(stored)["f"].outputs[0].text == "one\n\ntwo\n"
    assert not any(own.get("outputs") for own in (stored.cells[1], *stored.cells[4:5]))


def test_nothing_but_a_cells_text_survives_of_the_hand_in():
    points = {"nbgrader": {"grade": True, "grade_id": "test_f", "points": 99}, "evil": 1}
    hostile = [
        msgspec.structs.replace(c, id="<id>", metadata=points, tags=("x",), points=99.0) for c in HANDED_IN
    ]
    hostile.append(Cell("<id>", "nonsense", "what is this?", metadata=points))
    stored = read(hostile)
    assert [own.metadata for own in stored.cells[:-1]] == [own.metadata for own in RELEASE.cells]
    assert stored.cells[-1].cell_type == "raw"
    assert stored.cells[-1].metadata == {}
    assert b"evil" not in autograded(RELEASE, hostile, report())


@pytest.mark.parametrize("text", ["<details>Two</details>", "<details>两个</details>"])
def test_the_releases_own_texts_are_shown_as_they_are_in_every_language(text):
    words = {"zh": "<details>两个</details>"}
    title = msgspec.structs.replace(RELEASE.cells[0], source="<details>Two</details>", translations=words)
    release = msgspec.structs.replace(RELEASE, cells=(title, *RELEASE.cells[1:]))
    cells = (msgspec.structs.replace(title, source=text), *HANDED_IN[1:])
    stored = nbformat.reads(autograded(release, cells, report()).decode(), as_version=4)
    assert stored.cells[0].source == text


def test_a_locked_cell_and_a_named_ones_kind_are_the_releases():
    changed = [msgspec.structs.replace(own, source="changed", kind="markdown") for own in HANDED_IN]
    stored = named(read(changed))
    assert stored["setup"].source == "import numpy as np"
    assert stored["test_f"].source == 'check("f")'
    assert stored["f"].source == "changed"
    assert stored["f"].cell_type == "code"


def test_of_a_cell_that_stands_twice_only_the_first_keeps_its_name():
    stored = read((*HANDED_IN, HANDED_IN[2]))
    assert [own.metadata.get("nbgrader", {}).get("grade_id") for own in stored.cells].count("f") == 1
    assert stored.cells[-1].source == HANDED_IN[2].source
    assert stored.cells[-1].metadata == {}


def test_ids_are_unique_and_follow_from_the_place():
    cells = (Cell("dup", "code", "1"), *HANDED_IN, Cell("dup", "code", "2"), Cell("own-1", "markdown", "3"))
    ids = [own.id for own in read(cells).cells]
    assert len(set(ids)) == len(ids)
    assert ids == [own.id for own in read(cells).cells]


def test_text_that_is_no_text_can_still_be_written():
    cells = (*HANDED_IN, Cell("", "code", "x = '\ud800'\x00"), Cell("", "markdown", "a\u2028b\x0cc\rd"))
    stored = read(cells)
    assert stored.cells[-2].source == "x = '?'\x00"
    assert stored.cells[-1].source == "a\u2028b\x0cc\rd"


NAMES = st.sampled_from([own.name for own in RELEASE.cells] + ["unknown"])
TEXTS = st.text(st.characters(), max_size=80)  # surrogates and control characters too


@settings(deadline=None)
@given(
    st.lists(
        st.builds(Cell, TEXTS, st.sampled_from(["code", "markdown", "raw", "?"]), TEXTS, name=NAMES),
        max_size=9,
    ),
    st.floats(0, 3),
    TEXTS,
)
def test_whatever_is_handed_in_the_notebook_is_valid_and_says_our_score(cells, score, said):
    said = clean(said)  # as all text in a report is
    tests = (Verdict("test_x", True, FAILED, title=said, message=said),)
    found = report(cells={"test_f": CellReport(3, FAILED, score, tests)}, run=(RunNote("f", 1, said, said),))
    stored = read((*HANDED_IN[3:4], *cells), found)
    assert determine_grade(named(stored)["test_f"]) == (score, 3.0)


def test_the_same_report_gives_the_same_bytes():
    assert autograded(RELEASE, HANDED_IN, report()) == autograded(RELEASE, HANDED_IN, report())
