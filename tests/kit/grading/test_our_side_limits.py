"""Our own side of a test ends in time, whatever an answer makes it do, and others are graded as ever."""

import json
import subprocess
import sys
import time

import made
import numpy as np
import pandas as pd
import pytest

from autograder.grading import our_side_limits

MAIN = "from autograder.grading import our_side_limits; our_side_limits.SECONDS = 1.0; from autograder.cli import main; main()"
FEW = {"threshold": 200, "edgeitems": 1}  # as around every test
ANSWERS = {
    "many small arrays": [np.arange(200, dtype=np.float16) / 7] * 30_000,
    "arrays in dicts": [{"a": np.arange(150, dtype=np.float16) / 7}] * 20_000,
    "arrays in tuples in lists": [[(np.full((2,) * 7, 0.1),)] * 100] * 200,
    "one-by-one arrays": [np.array([0.1])] * 100_000,
}


@pytest.mark.full
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_to_show_an_answer_takes_a_moment_and_its_beginning_is_as_ever(answer):
    with np.printoptions(**FEW):
        whole = f"{answer[:50]}"
        began = time.process_time()
        with our_side_limits.time_limited():
            shown = f"{answer}"
    assert time.process_time() - began < 3
    assert shown[:500] == whole[:500]
    assert np.array_repr(np.arange(2)) == "array([0, 1])"


def test_each_test_shows_its_own_first_arrays():
    for _ in range(3):
        with our_side_limits.time_limited():
            assert "array(…)" not in f"{[np.arange(2)] * our_side_limits.ARRAYS}"
            assert f"{np.arange(3)!r}" == "array(…)"


def test_what_takes_too_long_is_stopped_also_where_a_suite_catches_everything(monkeypatch):
    monkeypatch.setattr(our_side_limits, "SECONDS", 0.2)
    began = time.process_time()
    with pytest.raises(our_side_limits.TooLargeToShow), our_side_limits.time_limited():  # noqa: PT012
        while True:
            try:
                while True:
                    pass
            except Exception:
                continue
    assert time.process_time() - began < 2


SUITE = """\
def test_every_step(student):
    \'\'\'Every step is looked at.\'\'\'
    steps = student.double(1)
    while steps == 3:  # stands for whatever takes minutes with an odd answer
        pass
    assert steps == 2, "double(1) should be 2"


def test_two(student):
    \'\'\'Two is doubled.\'\'\'
    assert student.double(2) == 4
"""


def test_an_answer_that_is_too_large_to_be_compared_fails_its_test_alone(tmp_path):
    root = made.course(tmp_path / "course")
    (root / "tests/suites/small/test_double.py").write_text(SUITE)
    made.run(root, "build")
    made.hand_in(root, "ada", made.RIGHT)
    odd = "def double(x):\n    return 3 if x == 1 else x + x\n\n\ndef halve(x):\n    return x / 2\n"
    made.hand_in(root, "bob", odd)
    ran = subprocess.run(
        [sys.executable, "-c", MAIN, "grade", "small", "--jobs", "1", "--course", str(root)],
        capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    reports = {
        name: json.loads((root / f"var/reports/{name}/small/report.json").read_bytes())
        for name in ("ada", "bob")
    }
    assert {cell["outcome"] for cell in reports["ada"]["cells"].values()} == {"passed"}
    tests = {test["name"]: test for test in reports["bob"]["cells"]["test_double"]["tests"]}
    assert tests["test_every_step"]["outcome"] == "failed"
    assert tests["test_every_step"]["message"]["message"] == "what came back is too large to be compared"
    assert tests["test_two"]["outcome"] == "passed"
    assert reports["bob"]["cells"]["test_halve"]["outcome"] == "passed"


def test_a_table_in_a_message_is_its_first_and_last_rows():
    table = pd.DataFrame({"a": range(10_000), "b": ["long " * 100] * 10_000})
    with our_side_limits.time_limited():
        shown = repr(table)
    assert len(shown) < 500
    assert "9999" in shown
    assert len(repr(table)) > len(shown)
