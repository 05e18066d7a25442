"""Tables cross by value, with their labels and types; one that lies about itself is a WireError, in little memory."""

import contextlib
import datetime as dt
import sys
import time
import tracemalloc

import msgspec
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.diagnosis import casebook, diagnose
from autograder.grading import call_trace
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.proxy import Loopback, NotAValue, Student, WorkerChannel, undo_changes
from autograder.worker import pandas_codec, program, protocol
from autograder.worker.protocol import Coded, WireError


def refuse(thing):
    raise AssertionError(f"{thing!r} was taken for an object")


def through(thing):
    whole = protocol.frame(protocol.Returned(1, protocol.to_value(thing, refuse), None, ""))
    return protocol.to_python(protocol.reply(whole[4:]).value, refuse)


def student_of(source):
    session = program.Session(program.fresh_namespace(), None)
    list(session.run(protocol.RunProgram(0, (protocol.ProgramCell("program", source),), 0, 1_000)))
    return Student(Loopback(session))


def table():
    days = pd.date_range("2020-01-01", periods=3)
    return pd.DataFrame(
        {
            "whole": [1, 2, 3],
            "decimal": [0.5, np.nan, -0.0],
            "small": np.array([1, 2, 3], dtype="u1"),
            "truth": [True, False, True],
            "text": ["a", None, "ü"],
            "old text": pd.array(["a", None, "b"], dtype="string"),
            "mixed": pd.Series([1, "a", None], dtype=object),
            "kind": pd.Categorical(["x", "y", "x"], categories=["y", "x"], ordered=True),
            "day": days,
            "there": days.tz_localize("Asia/Shanghai"),
            "span": pd.to_timedelta([1, 2, None], unit="s"),
            "counted": pd.array([1, None, 3], dtype="Int64"),
            "measured": pd.array([0.5, None, 3], dtype="Float64"),
            "known": pd.array([True, None, False], dtype="boolean"),
        }
    )


SHAPES = {
    "plain": lambda t: t,
    "labels": lambda t: t.set_index("text"),
    "days": lambda t: t.set_index("day").asfreq("D"),
    "zones": lambda t: t.set_index("there"),
    "kinds": lambda t: t.set_index("kind"),
    "two levels": lambda t: t.set_index(["kind", "day"]),
    "grouped": lambda t: t.groupby("kind", observed=True)[["whole", "decimal"]].agg(["mean", "count"]),
    "turned": lambda t: t[["whole", "small"]].T,
    "described": lambda t: t[["whole", "decimal"]].describe(),
    "no columns": lambda t: t[[]],
    "no rows": lambda t: t.iloc[:0],
    "chosen rows": lambda t: t[t["whole"] > 1],
    "twice the same name": lambda t: pd.concat([t[["whole"]], t[["whole"]]], axis=1),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_comes_back_with_its_labels_and_types(shape):
    made = SHAPES[shape](table())
    pd.testing.assert_frame_equal(through(made), made)
    pd.testing.assert_index_equal(through(made.index), made.index)


@pytest.mark.parametrize("name", table().columns)
def test_a_column_comes_back_with_its_name_and_type(name):
    column = table()[name]
    pd.testing.assert_series_equal(through(column), column)
    pd.testing.assert_series_equal(through(column.rename(None)), column.rename(None))


@given(
    st.dictionaries(st.text(max_size=3), st.lists(st.floats(), min_size=4, max_size=4), max_size=3),
    st.lists(st.integers(-9, 9) | st.text(max_size=2), min_size=4, max_size=4),
)
def test_tables_of_numbers_come_back_to_the_bit(columns, labels):
    made = pd.DataFrame(columns, index=pd.Index(labels, dtype=object))
    pd.testing.assert_frame_equal(through(made), made, check_exact=True)


@pytest.mark.parametrize(
    "thing",
    [
        pd.Timestamp("2020-02-29 12:00"),
        pd.Timestamp("2020-02-29", tz="Europe/Paris"),
        pd.Timestamp("0001-01-01").as_unit("s"),
        pd.Timedelta(days=-1, nanoseconds=1),
    ],
    ids="moment zone old span".split(),
)
def test_a_moment_comes_back_with_its_unit_and_zone(thing):
    there = through(thing)
    assert (there, there.unit) == (thing, thing.unit)
    assert str(getattr(there, "tz", "")) == str(getattr(thing, "tz", ""))


def test_what_is_missing_comes_back_as_itself():
    assert through([pd.NaT, pd.NA])[0] is pd.NaT
    assert through([pd.NaT, pd.NA])[1] is pd.NA


class OwnTable(pd.DataFrame):
    def equals(self, other):
        return True


def test_a_table_of_a_class_of_its_own_stays_where_it_is():
    kept = protocol.Handle(7, "OwnTable", False)
    assert protocol.to_value(OwnTable({"a": [1]}), lambda thing: kept) == kept


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (pd.DataFrame({"a": pd.period_range("2020", periods=2, freq="M")}), r"type period\[M\]"),
        (pd.Series(pd.arrays.IntervalArray.from_breaks([0, 1, 2])), "type interval"),
        (pd.DataFrame(index=range(pandas_codec.MAX_ROWS + 1)), "1000000 rows"),
        (pd.DataFrame(np.zeros((1, pandas_codec.MAX_COLUMNS + 1))), "1000 columns"),
        (pd.DataFrame({"a": ["x"] * (protocol.MAX_ITEMS + 1)}), "100000 items"),
    ],
    ids="period interval rows columns texts".split(),
)
def test_a_table_that_cannot_cross_says_why(made, word):
    with pytest.raises(WireError, match=word):
        through(made)
    student = student_of("def f(x):\n    return x")
    with pytest.raises(NotAValue, match="cannot be judged"):
        student_of_result(student, made)


def student_of_result(student, made):
    """What a suite gets where the student's own function made the table."""
    session = student.__dict__["_connection"].channel.session
    session.namespace["f"] = lambda: made
    return student.f()


# --- what lies ------------------------------------------------------------------------------------

ROWS = ("range", 0, 2, 1, None)
NUMBERS = ("numbers", np.zeros(2))
LIES = {
    "a thousand million rows": ("DataFrame", (("range", 0, 10**9, 1, None), ROWS, [])),
    "rows that nobody could count": ("DataFrame", (("range", 0, 2**63 - 1, 1, None), ROWS, [])),
    "a step of nothing": ("DataFrame", (("range", 0, 5, 0, None), ROWS, [])),
    "a column too short": ("DataFrame", (("range", 0, 3, 1, None), ("range", 0, 1, 1, None), [NUMBERS])),
    "a column without a name": ("DataFrame", (ROWS, ("range", 0, 0, 1, None), [NUMBERS])),
    "a list for a name": ("Series", (ROWS, NUMBERS, [1])),
    "a list in a name": ("Series", (ROWS, NUMBERS, ([1],))),
    "a table for a column": ("Series", (ROWS, ("numbers", np.zeros((2, 2))), None)),
    "a number for a text": ("Series", (ROWS, ("texts", "str", ["a", 1]), None)),
    "a dtype of its own": ("Series", (ROWS, ("texts", "object", ["a", "b"]), None)),
    "an unknown kind": ("Series", (ROWS, ("pickled", b""), None)),
    "a mask too short": (
        "Series",
        (ROWS, ("masked", "Int64", np.zeros(2, "i8"), np.zeros(1, dtype=bool)), None),
    ),
    "a mask of numbers": ("Series", (ROWS, ("masked", "Int64", np.zeros(2, "i8"), np.zeros(2)), None)),
    "a class of columns": ("Series", (ROWS, ("masked", "category", np.zeros(2), np.zeros(2, bool)), None)),
    "a code without a category": (
        "Series",
        (ROWS, ("category", ("objects", ["a"]), np.array([0, 1], "i8"), False), None),
    ),
    "a category twice": (
        "Series",
        (ROWS, ("category", ("objects", ["a", "a"]), np.array([0, 1], "i8"), False), None),
    ),
    "a long category often": (
        "Series",
        (
            ("range", 0, 10**6, 1, None),
            ("category", ("objects", ["x" * 10_000]), np.zeros(10**6, "i8"), False),
            None,
        ),
    ),
    "a zone from a file": (
        "Series",
        (ROWS, ("times", "M", "ns", "../../etc/passwd", np.zeros(2, "i8")), None),
    ),
    "a zone that is none": ("Series", (ROWS, ("times", "M", "ns", "Nowhere/Land", np.zeros(2, "i8")), None)),
    "a unit that is none": ("Series", (ROWS, ("times", "M", "generic", None, np.zeros(2, "i8")), None)),
    "decimals for times": ("Series", (ROWS, ("times", "M", "ns", None, np.zeros(2)), None)),
    "a frequency that is a program": (
        "Index",
        ("labels", ("times", "M", "ns", None, np.zeros(2, "i8")), None, "__import__('os')"),
    ),
    "levels of several lengths": (
        "MultiIndex",
        ("levels", [NUMBERS, ("numbers", np.zeros(3))], [None, None]),
    ),
    "a moment far away": ("Timestamp", ("ns", 2**70, None)),
    "a moment as a text": ("Timestamp", ("ns", "now", None)),
    "nothing": ("DataFrame", None),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_table_that_lies_about_itself_is_a_wire_error_in_little_memory(lie):
    name, plain = LIES[lie]
    body = protocol.raw(Coded(name, protocol.to_value(plain, refuse)))
    through(table())  # pandas is loaded
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            protocol.to_python(protocol.unraw(body), refuse)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * len(body) + (4 << 20)


@settings(max_examples=25)
@given(st.data())
def test_a_table_whose_bytes_were_altered_is_a_wire_error_or_another_table(data):
    shape = data.draw(st.sampled_from([*SHAPES]))
    body = bytearray(protocol.raw(protocol.to_value(SHAPES[shape](table()), refuse)))
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = protocol.to_python(protocol.unraw(bytes(body)), lambda reference: None)
    except WireError:
        return
    assert not isinstance(found, pd.DataFrame) or found.shape[0] <= pandas_codec.MAX_ROWS


# --- in a suite ------------------------------------------------------------------------------------


def test_a_table_that_the_student_changed_in_place_is_changed_in_the_test():
    student = student_of(
        "def column(t):\n    t['new'] = 1\n"
        "def rows(t):\n    t.loc[9] = t.loc[0]\n"
        "def names(t):\n    t.columns = ['x'] * len(t.columns)\n"
        "def cell(s):\n    s.iloc[0] = 7\n"
        "def leave(t):\n    return t.assign(new=1)\n"
    )
    before = table()[["whole", "text", "day"]]
    for change in ("column", "rows", "names"):
        own, mine = before.copy(), before.copy()
        getattr(student, change)(own)
        if change == "column":
            mine["new"] = 1
        elif change == "rows":
            mine.loc[9] = mine.loc[0]
        else:
            mine.columns = ["x"] * 3
        pd.testing.assert_frame_equal(own, mine)
        undo_changes(student)
        pd.testing.assert_frame_equal(own, before)
    series = before["whole"].copy()
    student.cell(series)
    assert series.tolist() == [7, 2, 3]
    own = before.copy()
    student.leave(own)
    pd.testing.assert_frame_equal(own, before)


def test_an_answer_in_a_table_can_be_a_date_or_a_set():
    made = pd.DataFrame({"when": [dt.date(2020, 1, 1), None], "who": [{1, 2}, frozenset()]}, dtype=object)
    pd.testing.assert_frame_equal(through(made), made)


def test_a_table_among_a_probes_answers_is_written_down_and_read_again():
    for shape, make in SHAPES.items():
        made = make(table())
        again = casebook._value(msgspec.json.decode(msgspec.json.encode(casebook._plain(made))))
        assert diagnose.same_answer(again, made), shape
        assert not diagnose.same_answer(again, table().assign(more=1)), shape
    for thing in ({1, (2, "a")}, frozenset({dt.date(2020, 1, 1)}), {(1, 2): 10**40}, range(3)):
        again = casebook._value(msgspec.json.decode(msgspec.json.encode(casebook._plain(thing))))
        assert (again, type(again)) == (thing, type(thing))


def test_a_number_that_is_off_in_a_table_is_seen_and_a_rounding_error_is_not():
    one = table()[["decimal", "whole"]]
    assert diagnose.same_answer(one, one + 1e-12)
    assert not diagnose.same_answer(one, one + 1e-3)
    assert call_trace.are_close(one, one + 1e-12)
    assert not call_trace.are_close(one, one + 1e-3)


TABLES = (
    "import pandas as pd\ndef table(): return pd.DataFrame({'a': [1, 2]})\ndef missing(): return pd.NaT\n"
)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has zygotes")
@pytest.mark.parametrize("tier", [tier for tier in tiers.Tier if tier is not tiers.Tier.LIMITED], ids=str)
@pytest.mark.parametrize("imports", [("numpy",), ("numpy", "pandas")], ids=["not listed", "listed"])
def test_in_every_tier_a_table_crosses_only_where_the_course_lists_pandas(tier, imports):
    """At a student's desk too: what passes there must not fail in grading."""
    if why := tiers._why_not(tier, sys.executable):
        pytest.skip(why)
    with Zygote(tier, imports, tiers.WorkerLimits()) as zygote, contextlib.ExitStack() as ended:
        worker, until = zygote.fork(), time.monotonic() + 60
        ended.callback(worker.kill)
        worker.send(protocol.RunProgram(0, (protocol.ProgramCell("program", TABLES),), 0, 10_000), until)
        assert worker.receive(until, 1 << 20).error == ""
        assert isinstance(worker.receive(until, 1 << 20), protocol.Ready)
        student = Student(WorkerChannel(worker, 20))
        if "pandas" in imports:
            assert student.table()["a"].tolist() == [1, 2]
            assert student.missing() is pd.NaT
            return
        for call in (student.table, student.missing):
            with pytest.raises(NotAValue, match="pandas is not among the imports"):
                call()
