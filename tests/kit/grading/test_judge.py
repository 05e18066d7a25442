"""From one test and one student to a verdict: whose fault it is, and in words that give nothing hidden away."""

import json
import textwrap

import msgspec
import numpy as np
import pytest

from autograder import hand_in
from autograder.course import Limits
from autograder.grading.judge import Judge, describe
from autograder.grading.plugin import Reference
from autograder.notebook import Notebook
from autograder.report import Outcome
from autograder.sandbox.run import ProgramRun
from autograder.text import in_language, lazy_gettext

LIMITS = Limits(call_seconds=0.5, slow_seconds=2.0, cell_seconds=5, submission_seconds=30)
PASSED, FAILED, ERROR = Outcome.PASSED, Outcome.FAILED, Outcome.ERROR
REFERENCE = """
import numpy as np
def double(x):
    return 2 * x
def apply(function, x):
    return function(x)
"""
SECRET = 31337.25


class Written:
    """A test as a suite or a check has it: a function and what counts about it."""

    def __init__(self, function, visible=False, slow=False, refused=""):
        self.function, self.visible, self.slow, self.refused = function, visible, slow, refused
        self.name = self.id = function.__name__
        self.languages = frozenset()
        self.title, self.weight, self.side = (function.__doc__ or "").strip(), 1, False


def is_doubled(student):
    """The number is doubled."""
    np.testing.assert_allclose(student.double(SECRET), 2 * SECRET)


def is_two(student):
    """One is doubled."""
    assert student.double(1) == 2, "double(1) should be 2"


def unpacks(student):
    value, extra = student.double(np.ones(2))
    assert value == extra == 2


def own_mistake(student):
    student.double(1)
    raise KeyError("the author's own")


def of_a_missing_name(student):
    student.nothing(1)


@pytest.fixture
def judge_of(zygote):
    """Makes a judge of a program, and a worker in which it has run."""
    workers = []

    def fork():
        workers.append(zygote.fork())
        return workers[-1]

    def make(source, reference=REFERENCE, breaks=None):
        cell = {"cell_type": "code", "metadata": {}, "source": textwrap.dedent(source)}
        handed_in = hand_in.read_hand_in(json.dumps({"cells": [cell]}).encode(), Notebook((), {}))
        run = ProgramRun(handed_in, {}, LIMITS, 0, fork)
        right = Reference(reference.encode(), "reference.py") if reference else None
        judge = Judge(
            run,
            lambda test, student: test.function(student),
            (lambda test: test.function(right.student())) if right else None,
            breaks,
        )
        return judge, run.worker()

    yield make
    for worker in workers:
        worker.kill()


def judged(judge_of, source, *tests, **options):
    judge, worker = judge_of(source, **options)
    return judge.verdicts(tests, worker)


# --- whose fault? ---------------------------------------------------------------------------------


def test_right_code_passes(judge_of):
    found = judged(judge_of, REFERENCE, Written(is_doubled), Written(is_two, visible=True))
    assert [each.outcome for each in found] == [PASSED, PASSED]
    assert [each.message for each in found] == ["", ""]
    assert found[0].title == "The number is doubled."


@pytest.mark.parametrize(
    "body",
    [
        "return x",
        "return None",
        "pass",
        "return 'text'",
        "return object()",
        "raise ValueError('x')",
        "exit()",
        "return [x, x, x]",
        "return 1 / 0",
        "print(x)",
        "return lambda: x",
        "return 2 ** 100",
        "return double(x)",
    ],
)
@pytest.mark.parametrize("test", [is_doubled, is_two, unpacks])
def test_wrong_code_fails_whatever_is_raised_and_wherever(judge_of, body, test):
    (found,) = judged(judge_of, f"def double(x):\n    {body}", Written(test))
    assert found.outcome is FAILED


def test_a_name_that_is_missing_is_the_students_failure_and_named(judge_of):
    (found,) = judged(judge_of, "def Double(x):\n    return x", Written(is_two, visible=True))
    assert (found.outcome, found.message) == (
        FAILED,
        lazy_gettext("{name} is not defined; there is a {similar}", name="double", similar="Double"),
    )
    (found,) = judged(judge_of, "def Double(x):\n    return x", Written(is_doubled))
    assert (found.outcome, in_language(found.message, "en")) == (FAILED, "double is not defined")


@pytest.mark.parametrize("test", [own_mistake, of_a_missing_name])
def test_what_the_reference_fails_too_is_an_error_of_ours(judge_of, test):
    (found,) = judged(judge_of, REFERENCE, Written(test))
    assert found.outcome is ERROR
    assert "the author's own" not in found.message


def test_at_the_desk_every_failure_is_the_students(judge_of):
    (found,) = judged(judge_of, REFERENCE, Written(own_mistake, visible=True), reference=None)
    assert found.outcome is FAILED


def test_a_test_that_is_skipped_is_an_error_and_not_called(judge_of):
    called = []
    (found,) = judged(judge_of, REFERENCE, Written(called.append, refused="skip"))
    assert (found.outcome, called) == (ERROR, [])
    assert "skip" in found.message


# --- ends -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("import time; time.sleep(60)", "no answer within 0.5 s"),
        ("import os; os._exit(0)", "ended the program"),
        ("import numpy; return numpy.zeros((0, 2**40))", "cannot be read"),
        ("return [0.0] * 99_999 + [[0.0] * 99_999]", "not a"),
    ],
)
def test_a_worker_that_ends_in_a_call_fails_the_test_and_the_rest_uncalled(judge_of, body, says):
    found = judged(
        judge_of, f"def double(x):\n    {body}", Written(is_doubled), Written(is_two), breaks=lambda _: False
    )
    assert found[0].outcome is FAILED
    if says != "not a":
        assert says in str(found[0].message)
        assert in_language(found[1].message, "en") == "not called, since in an earlier test " + in_language(
            found[0].message, "en"
        )
        assert in_language(found[1].message, "zh").endswith(in_language(found[0].message, "zh"))
    assert found[1].outcome is FAILED


def test_where_the_reference_ends_too_it_is_an_error(judge_of):
    (found,) = judged(
        judge_of, "def double(x):\n    import os; os._exit(0)", Written(is_two), breaks=lambda _: True
    )
    assert found.outcome is ERROR


def test_without_a_worker_all_fail(judge_of):
    judge, _ = judge_of(REFERENCE)
    found = judge.verdicts([Written(is_two), Written(is_doubled)], None)
    assert [each.outcome for each in found] == [FAILED, FAILED]
    assert "could not be run to its end" in str(found[0].message)


def test_a_slow_test_has_its_own_seconds(judge_of):
    source = "import time\ndef double(x):\n    time.sleep(0.8)\n    return 2 * x"
    assert judged(judge_of, source, Written(is_two, slow=True))[0].outcome is PASSED
    assert judged(judge_of, source, Written(is_two))[0].outcome is FAILED


def test_no_raises_of_a_suite_swallows_a_workers_end(judge_of):
    def takes_everything(student):
        with pytest.raises(Exception):  # noqa: B017, PT011
            student.double(1)

    source = "def double(x):\n    import os; os._exit(0)"
    (found,) = judged(judge_of, source, Written(takes_everything))
    assert found.outcome is FAILED


# --- nothing hidden gets out ----------------------------------------------------------------------

FORGE = """
import os, socket, stat

import msgspec
import numpy as np

def own_socket():
    for number in range(64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                return socket.socket(fileno=os.dup(number))
        except OSError:
            pass

def double(x):
    own = msgspec.msgpack.encode(%s)
    own_socket().sendall(len(own).to_bytes(4, "big") + own)
    return x
"""


@pytest.mark.parametrize(
    "forged",
    [
        "['missing', 1, f'x is {x}', f'x is {x}']",
        "['raised', 1, f'E{x}', ['ValueError', 'Exception'], f'x is {x}', f'cell {x}', 1, None, f'{x}']",
        "['raised', 1, 'E', ['ValueError', 'Exception'], '', 'cell 1', int(x), None, '']",
        "['raised', 1, f'E{x}', [f'E{x}', 'Exception'], f'{x}', 'cell 1', -int(x), None, '']",
        "['raised', 1, f'E{x}', [], f'x is {x}', f'{x}', 3, None, '']",
        "['unable', 1, f'x is {x}']",
        "['returned', 1, ['h', 0, f'x is {x}', False], None, f'{x}']",
        "['returned', 1, f'x is {x}', None, f'{x}']",
        "['returned', 1, ['a', f'{x}', [1], b''], None, '']",
        "['asked', 1, 1, int(x), ['t', []]]",
    ],
)
def test_a_forged_answer_carries_no_hidden_input_into_the_report(judge_of, forged):
    (found,) = judged(judge_of, FORGE % forged, Written(is_doubled), breaks=lambda _: False)
    assert found.outcome is FAILED
    assert b"31337" not in msgspec.json.encode(found)


@pytest.mark.parametrize(
    "body",
    [
        "raise ValueError(f'x is {x}')",
        "raise type(f'x is {x}', (ValueError,), {})()",
        "return type(f'E{x}', (), {})()",
        "exit(f'x is {x}')",
        "exec(compile('\\n' * int(x) + '1 / 0', '<cell 1>', 'exec'))",
        "exec(compile('1 / 0', f'<cell {x}>', 'exec'))",
        "globals()[f'double_{x}'] = print; del globals()['double']",
        "return f'{x}'",
    ],
)
def test_a_failure_carries_no_hidden_input_into_the_report(judge_of, body):
    for test in (is_doubled, lambda student: (student.double(SECRET), student.double(SECRET), 1 / 0)):
        (found,) = judged(judge_of, f"def double(x):\n    {body}", Written(test), reference=None)
        assert found.outcome is FAILED
        assert b"31337" not in msgspec.json.encode(found)


def test_where_it_was_raised_is_told_of_a_visible_check_only(judge_of):
    source = "\n\ndef double(x):\n    raise ValueError"
    (found,) = judged(judge_of, source, Written(is_doubled, visible=True))
    assert in_language(found.message, "en") == "your code stopped with ValueError (cell 1, line 4)"
    assert in_language(found.message, "zh") == "你的代码报错停止：ValueError（单元格 1 第 4 行）"
    assert (found.cell, found.line) == ("cell 1", 4)
    (found,) = judged(judge_of, source, Written(is_doubled))
    assert in_language(found.message, "en") == "your code stopped with ValueError"
    assert (found.cell, found.line, found.raised) == ("", 0, "ValueError")


@pytest.mark.parametrize("line", [2**62, -1, 0, 10_000_000])
@pytest.mark.parametrize("cell", ["cell 1", "another"])
def test_a_line_that_no_cell_has_is_not_told_of_a_visible_check_either(judge_of, cell, line):
    forged = f"['raised', 1, 'ValueError', ['ValueError', 'Exception'], 'x', {cell!r}, {line}, None, '']"
    (found,) = judged(judge_of, FORGE % forged, Written(is_two, visible=True), breaks=lambda _: False)
    assert (found.outcome, found.cell, found.line) == (FAILED, "", 0)
    assert "line" not in in_language(found.message, "en")


def test_a_visible_check_speaks_for_itself(judge_of):
    (found,) = judged(judge_of, "def double(x):\n    return x", Written(is_two, visible=True))
    assert found.message.startswith("double(1) should be 2")
    (found,) = judged(
        judge_of, "def double(x):\n    raise ValueError('my own')", Written(is_two, visible=True)
    )
    assert in_language(found.message, "en") == "your code stopped with ValueError: my own (cell 1, line 2)"
    (found,) = judged(judge_of, "def double(x):\n    return object()", Written(is_two, visible=True))
    assert in_language(found.message, "en") == "your code returned an object, not a number or an array"
    assert in_language(found.message, "zh") == "你的代码返回的是 object，不是数或数组"


def test_a_hidden_assertion_says_nothing():
    assert describe(False, AssertionError(f"expected {SECRET}")) == ""
    assert describe(False, ValueError(f"expected {SECRET}")) == ""
