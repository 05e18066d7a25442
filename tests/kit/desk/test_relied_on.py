"""A wrong function that calls another wrong one: which to repair first, in a notebook and from the shell."""

import shutil
import subprocess
import sys

import hand_ins
import pytest
from notebook_session import shown

TOTAL = "def total(values):\n    result = 0\n    for value in values:\n        result = result + value\n    return result"
WRONG = TOTAL.replace("result = 0", "result = 5")
STUB = "def total(values):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
AVERAGE = "def average(values):\n    return total(values) / len(values)"
FIRST = "Put `total` right first, then check `average` again."


@pytest.fixture
def folder(tmp_path):
    """A student's own folder."""
    return shutil.copytree(hand_ins.ROOT / "release/start", tmp_path / "start")


def from_the_shell(folder, *functions):
    """What `autograder check` says of a notebook with these functions."""
    file = folder / "start.ipynb"
    file.write_bytes(hand_ins.as_bytes(hand_ins.spliced("start", "\n\n\n".join(functions))))
    command = [sys.executable, "-m", "autograder.cli", "check", file.name]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8").stdout


@pytest.mark.parametrize("called", [WRONG, STUB], ids=["wrong", "not written"])
def test_a_right_function_that_calls_a_wrong_one_is_told_which_comes_first(folder, called):
    assert FIRST in shown(folder, called, AVERAGE, 'check("average")')
    assert FIRST in from_the_shell(folder, called, AVERAGE)


@pytest.mark.parametrize("called", [WRONG, STUB], ids=["wrong", "not written"])
def test_nobody_is_told_that_a_function_is_not_written_where_another_is_not(folder, called):
    assert "average: not written yet" not in shown(folder, called, AVERAGE, 'check("average")')
    assert "average: not written yet" not in from_the_shell(folder, called, AVERAGE)


def test_the_stub_itself_is_not_written_yet(folder):
    assert "total: not written yet" in shown(folder, STUB, AVERAGE, 'check("total")')


def test_what_calls_only_right_functions_is_told_nothing_of_others(folder):
    wrong = "def average(values):\n    return total(values) / len(values) + total(values)"
    assert "right first" not in shown(folder, TOTAL, wrong, 'check("average")')
    assert "right first" not in from_the_shell(folder, TOTAL, wrong)


def test_a_known_mistake_of_its_own_is_told_and_not_the_other_function(folder):
    wrong = "def average(values):\n    print(total(values) / len(values))"
    assert "right first" not in shown(folder, WRONG, wrong, 'check("average")')
    assert "right first" not in from_the_shell(folder, WRONG, wrong)


def test_two_functions_that_call_each_other_are_not_blamed_on_each_other(folder):
    circle = "def total(values):\n    return average(values) * len(values)"
    assert "right first" not in shown(folder, circle, AVERAGE, 'check("average")')
    assert "right first" not in from_the_shell(folder, circle, AVERAGE)
