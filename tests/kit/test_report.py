"""A report is one value and its bytes; what a student wrote is harmless in it."""

import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.report import (
    SCHEMA,
    CellReport,
    Outcome,
    Report,
    RunNote,
    Verdict,
    clean,
    decode,
    encode,
    total,
)
from autograder.text import in_language

any_text = st.text(st.characters(), max_size=50)


@given(any_text, st.integers(0, 60))
def test_a_cleaned_text_drives_no_terminal_and_misleads_no_reader(text, limit):
    found = clean(text, limit)
    assert all(char in "\n\t" or unicodedata.category(char)[0] != "C" for char in found.replace("\ufffd", ""))
    assert len(found) <= limit + 2
    assert found.encode().decode() == found
    assert clean(found, limit + 2) == found


@pytest.mark.parametrize(
    "char", ["\x1b", "\x00", "\r", "\x9b", "\u202e", "\u2066", "\ud800", "\ufeff", "\U000e0041"]
)
def test_each_dangerous_character_is_taken_out(char):
    assert clean(f"a{char}b") == "a\ufffdb"


def test_a_harmless_text_stays():
    text = "sigmoid 的值: 0.5\n\tα → β\u00a0👍"
    assert clean(text) == text


numbers = st.floats(0, 1e6)
verdicts = st.builds(Verdict, st.text(), st.booleans(), st.sampled_from(Outcome), message=st.text())
cells = st.builds(
    CellReport,
    numbers,
    st.sampled_from(Outcome),
    st.none() | numbers,
    st.lists(verdicts, max_size=2).map(tuple),
)
notes = st.lists(st.builds(RunNote, st.text(), st.integers(0, 99), st.text(), st.text()), max_size=2).map(
    tuple
)
reports = st.builds(
    Report,
    st.text(),
    st.just("a"),
    st.just("graded"),
    st.none() | numbers,
    numbers,
    st.dictionaries(st.text(), cells, max_size=3),
    manual=st.dictionaries(st.text(), st.booleans(), max_size=2),
    run=notes,
)


@given(reports)
def test_a_report_reads_back_the_same_and_gives_the_same_bytes(report):
    raw = encode(report)
    assert decode(raw) == report
    assert encode(decode(raw)) == raw
    assert raw.endswith(b"}\n")


def test_the_bytes_do_not_depend_on_the_order_in_which_cells_were_graded():
    one, two = CellReport(1, Outcome.PASSED, 1.0), CellReport(2, Outcome.FAILED, 0.5)
    make = lambda cells: encode(Report("ada", "a", "graded", 1.5, 3.0, cells))
    assert make({"a": one, "b": two}) == make({"b": two, "a": one})


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"\xff", b'{"student": 3}'])
def test_what_is_no_report_is_told(raw):
    with pytest.raises((msgspec.MsgspecError, UnicodeDecodeError)):
        decode(raw)


def test_a_sum_waits_for_every_cell():
    assert total({"a": 1.0, "b": None}) is None
    assert total({}) == 0.0
    assert total({"a": 0.1, "b": 0.2}) == pytest.approx(0.3)


@given(st.lists(st.floats(0, 100)), st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_the_order(scores, random):
    shuffled = [*scores]
    random.shuffle(shuffled)
    assert total(dict(enumerate(scores))) == total(dict(enumerate(shuffled)))


def test_an_outcome_is_written_as_its_word():
    assert b'"not_attempted"' in msgspec.json.encode(Verdict("t", True, Outcome.NOT_ATTEMPTED))


# --- a report of schema 1 -------------------------------------------------------------------------


def of_schema_1(**texts):
    test = Verdict("test_a", True, Outcome.FAILED, message=texts["message"], title="It is.\nzh: 是。")
    cell = CellReport(2.0, Outcome.FAILED, 1.0, (test,), "only", {"label": "zero\nzh: 零"})
    run = (RunNote("f", 1, texts["error"]),)
    return encode(Report("ada", "a", "graded", 1.0, 2.0, {"test_f": cell}, run=run, schema=1))


def test_a_report_of_schema_1_is_split_where_the_catalogue_knows_the_sentence():
    error = "ValueError: one\nzh: two"  # a student's own text
    raw = of_schema_1(
        message="this test gave no points\nzh: 这个测试没有给出分数",
        error=f"{error} (line 3)\nzh: {error}（第 3 行）",
    )
    found = decode(raw)
    (test,) = found.cells["test_f"].tests
    assert in_language(test.title, "zh") == "是。"
    assert in_language(found.cells["test_f"].details["label"], "zh") == "零"
    assert (in_language(test.message, "en"), in_language(test.message, "zh")) == (
        "this test gave no points",
        "这个测试没有给出分数",
    )
    assert in_language(found.run[0].error, "en") == f"{error} (line 3)"
    assert in_language(found.run[0].error, "zh") == f"{error}（第 3 行）"
    assert (found.score, found.cells["test_f"].score, found.schema) == (1.0, 1.0, SCHEMA)


def test_any_other_text_of_schema_1_is_kept_whole():
    message = "f gave one\nzh: two"
    (test,) = decode(of_schema_1(message=message, error="")).cells["test_f"].tests
    assert (in_language(test.message, "en"), in_language(test.message, "zh")) == (message, message)
