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


def test_a_known_mistake_whose_answers_come_from_the_other_function_is_not_told(folder):
    """`total` gives back its argument: the answers of `average` look like a mistake that it has not made."""
    called = "def total(values):\n    return values[0]"
    assert FIRST in shown(folder, called, AVERAGE, 'check("average")')
    assert FIRST in from_the_shell(folder, called, AVERAGE)


@pytest.mark.parametrize(
    ("hides", "function", "name", "kind"),
    [
        ("sum = 0", "def average(values):\n    return sum(values) / len(values)", "sum", "int"),
        ("helper = [3]", "def average(values):\n    return helper(values)", "helper", "list"),
    ],
)
def test_a_name_that_the_function_calls_and_that_is_a_value_now_is_told_and_no_line_is_blamed(
    folder, hides, function, name, kind
):
    for ask in ('check("average")', 'hint("average")\nhint("average")'):
        said = shown(folder, hides, function, ask)
        assert f"calls `{name}`, and in this notebook `{name}` no longer stands for a function" in said
        assert f"a value of type {kind}" in said
        assert "Look at line" not in said


@pytest.mark.parametrize(
    "function",
    [
        "def average(values, sum=len):\n    return sum(values)",
        "def average(values):\n    def sum(each):\n        return 0\n    return sum(values)",
        "def average(values):\n    from math import fsum as sum\n    return sum(values)",
    ],
)
def test_a_name_of_the_function_s_own_hides_nothing(folder, function):
    assert "no longer stands" not in shown(folder, "sum = 0", function, 'check("average")')


def test_a_stop_that_the_check_wants_is_not_called_a_stop(tmp_path):
    """The first call of this check is refused, as it should be; the second should be, and is not."""
    folder = shutil.copytree(hand_ins.ROOT / "release/speech", tmp_path / "speech")
    function = (
        "def synth_vowel(formants, duration, sample_rate, noise_level, seed):\n"
        "    if not 0 < formants[0] < sample_rate / 2:\n        raise ValueError('no such tone')\n"
        "    times = np.arange(round(duration * sample_rate)) / sample_rate\n"
        "    tones = [np.sin(2 * np.pi * formant * times) for formant in formants]\n"
        "    noise = noise_level * np.random.default_rng(seed).standard_normal(len(times))\n"
        "    return np.mean(tones, axis=0) + noise"
    )
    said = shown(folder, function, 'hint("synth_vowel")')
    assert "Hint 1" in said
    assert "It stops in this line" not in said
