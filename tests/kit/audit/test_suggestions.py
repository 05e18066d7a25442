"""For a slip that no test sees the audit suggests a test: pasted as it is, it sees the slip."""

import json
import textwrap
from fractions import Fraction

import made
import numpy as np
import pytest
from click.testing import CliRunner

from autograder.audit import audit_report, questions, suggestions
from autograder.audit.audit_report import Audit, Weakness
from autograder.audit.course_audit import audit
from autograder.audit.questions import (
    Listener,
    QuestionLine,
    SourceText,
    as_source,
    in_place,
    source_of,
    varied,
)
from autograder.cli import cli
from autograder.diagnosis.casebook import Reference
from autograder.sandbox.process import WorkerDied

SUITE = "tests/suites/small/test_count_down.py"
ONE_TEST = '''\
"""count_down(n): the steps down to 0."""


def test_nothing_to_do(student):
    """From 0 there is no step."""
    assert student.count_down(0) == 0
'''
STEPS = """\
if x < 0:
        raise ValueError("there is no way down")
    steps = 0
    while x > 0:
        x = x - 1
        steps = steps + 1
    return steps"""


@pytest.fixture
def course(tmp_path):
    """A course whose only test sees nearly nothing, and whose mutants may never end."""
    yml = made.COURSE_YML.replace("call_seconds: 1", "call_seconds: 0.3").replace("languages: [en, zh]\n", "")
    root = made.course(tmp_path / "course", yml, {"count_down": ONE_TEST})
    (root / "source/small/small.ipynb").write_text(json.dumps(made.notebook({"count_down": STEPS})))
    for check in (root / "source/small/checks").iterdir():
        check.unlink()
    check = ONE_TEST.replace("(0) == 0", "(2) == 2").replace("From 0 there is no step", "Two steps from 2")
    (root / "source/small/checks/test_count_down.py").write_text(check)
    return root


def slips(root, suggest):
    (found,) = audit(root, ["small"], lanes=1, seeds=1, suggest=suggest)
    return [one for one in found.weak if one.proof == "mutants"]


@pytest.mark.full
def test_pasted_as_they_are_the_suggested_tests_see_every_slip(course):
    found = slips(course, suggest=True)
    assert len(found) > 5
    tests = [one.test for one in found if one.test]
    assert tests
    whole = "\n".join(tests)
    assert "count_down(2)" not in whole  # what the visible check asks, a table knows
    assert any("`x = x + 1`" in one.what for one in found)  # which never ends
    assert "with pytest.raises(ValueError):" in whole
    assert "zh:" not in whole
    assert all(one.test or "the test above sees it too" in one.next_step for one in found)
    head = "import numpy as np\nimport pytest\n\n\n"
    (course / SUITE).write_text(
        ONE_TEST.replace('"""\n\n\n', f'"""\n\n{head}', 1) + "\n\n" + "\n\n".join(tests)
    )
    assert slips(course, suggest=False) == []


def test_the_command_prints_a_suggested_test_below_its_slip():
    test = "def test_one_more(student):\n    pass\n"
    weak = Weakness(
        "small", "count_down", "mutants", "no hidden test sees this", "add the test below", test=test
    )
    lines = "\n".join(audit_report.weakness_lines([Audit("small", (), (weak,))]))
    assert lines.endswith(
        "  next: add the test below\n"
        "  a test that sees it, for the suite of `count_down`:\n\n"
        f"{test}\nfunctions: 0; weak: 1"
    )
    assert "--suggest" in CliRunner().invoke(cli, ["audit", "--help"]).output


# --- listening ---------------------------------------------------------------------------------

PROGRAM = """
import numpy as np


class TwoNumbers:
    def __init__(self, first, second=1):
        self.first, self.second = first, second

    def add(self, number):
        self.first = self.first + number

    def total(self):
        return self.first + self.second


def scaled(x, factor=2):
    return x * factor


def slope(f, x):
    return f(x + 1) - f(x)


def of_two(pair):
    return pair.total()


def sort_it(x):
    x.sort()


def greet(name):
    print("Hello", name)
"""


def heard(ask):
    """What a listener writes down of a test."""
    listener = Listener(Reference(PROGRAM.encode(), "a program").student())
    listener.begin()
    ask(listener)
    return [textwrap.dedent("\n".join(source_of(each).split("\n")[1:])) for each in listener.questions]


def test_a_call_is_written_down_with_its_arguments():
    x = np.array([0.123456, 2.0])
    asked = heard(lambda student: (student.scaled(x, factor=3), student.scaled('a"b'), student.scaled((1,))))
    assert asked == [
        "return who.scaled(np.array([0.12, 2.0]), factor=3)",
        'return who.scaled("a\\"b")',
        "return who.scaled((1,))",
    ]


def test_an_object_is_written_down_with_all_that_was_done_to_it():
    def ask(student):
        own, other = student.TwoNumbers(1, second=2), student.TwoNumbers(5)
        own.second = 7
        own.add(10)
        other.add(1)
        assert own.total() == 18
        assert student.of_two(other) == 7
        assert own.first == 11

    made_up = "two_numbers = who.TwoNumbers(1, second=2)\ntwo_numbers.second = 7\ntwo_numbers.add(10)\n"
    asked = heard(ask)
    assert f"{made_up}return two_numbers.total()" in asked
    assert (
        "two_numbers_2 = who.TwoNumbers(5)\ntwo_numbers_2.add(1)\nreturn who.of_two(two_numbers_2)" in asked
    )
    assert asked[-1].endswith("return two_numbers.first")
    assert not any("two_numbers_2" in each for each in asked if "return two_numbers." in each)


def test_a_function_among_the_arguments_becomes_one_that_can_be_pasted():
    asked = heard(lambda student: (student.slope(lambda x: x * x, 1.0), student.slope(student.scaled, 1)))
    assert asked == ["return who.slope(np.tanh, 1.0)", "return who.slope(who.scaled, 1)"]


def test_what_a_call_prints_is_asked_for_as_the_test_asked():
    asked = heard(lambda student: student.output_of(student.greet, "Ann"))
    assert 'return who.output_of(who.greet, "Ann")' in asked


def test_an_argument_that_cannot_be_written_costs_its_own_question_alone():
    asked = heard(lambda student: (student.scaled(Fraction(1, 2)), student.scaled({2, 1}.pop())))
    assert asked == ["return who.scaled(1)"]


def test_a_large_array_is_drawn_anew_and_an_edit_from_outside_ends_the_story():
    def ask(student):
        student.scaled(np.ones((10, 4)))
        pair = student.TwoNumbers(np.zeros(2))
        student.edit_in_place(pair, "first", 0, 5.0)
        pair.total()

    (asked,) = heard(ask)
    assert asked == "return who.scaled(np.random.default_rng(1).normal(size=(10, 4)).round(2))"


def test_what_a_question_gives_is_what_its_text_gives_when_it_is_pasted():
    student = Reference(PROGRAM.encode(), "a program").student()
    names = {"np": np}
    exec(source_of((QuestionLine("return who.scaled({}, {})", (np.array([[1, 2]]), 3)),)), names)
    assert names["asked"](student).tolist() == [[3, 6]]


def test_an_argument_that_is_changed_in_place_is_asked_for():
    question = (QuestionLine("return who.sort_it({})", (np.array([3, 1, 2]),)),)
    (other,) = in_place(question)
    names = {"np": np}
    exec(source_of(other), names)
    assert names["asked"](Reference(PROGRAM.encode(), "a program").student()).tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    "value",
    [3, -2.5, True, None, "é\n\\", (1, (2,)), [], {"a": [1.0]}, {2, 1}, set(), frozenset({"a"}), np.array([[1, 2]]), np.array([True]), np.zeros((0, 2))],
    ids=repr,
)  # fmt: skip
def test_a_value_survives_being_written(value):
    again = eval(as_source(value), {"np": np})
    assert type(again) is type(value)
    np.testing.assert_equal(again, value)


def test_other_inputs_are_the_same_on_every_machine_and_can_all_be_asked():
    start = (
        QuestionLine(
            "return who.f({}, {}, {}, {}, {}, {}, {})",
            (1, 2.5, "ab", [1, 2], {"a": 1}, True, np.ones((2, 2))),
        ),
    )
    texts = []
    for _ in range(2):
        rng, question = np.random.default_rng(5), start
        for _ in range(300):
            question = varied(question if rng.random() < 0.5 else start, rng)
            texts.append(source_of(question))
            exec(compile(texts[-1], "a question", "exec"), {"np": np})
    assert texts[:300] == texts[300:]
    assert len({*texts}) > 100
    assert varied((QuestionLine("return who.f({})", (SourceText("who.g"),)),), rng)[0].values == (
        SourceText("who.g"),
    )
    assert questions.FUNCTIONS[0] in questions.FUNCTIONS


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (1.0, 1.0 + 1e-9, True),
        (1, 1.0, True),
        (1.0, 1.1, False),
        (np.ones(2), np.ones((1, 2)), False),
        (np.ones(2), [1.0, 1.0], False),
        ((np.ones(2), 1.0), (np.ones(2), 1.0), True),
        ((np.ones(2), 1.0), (np.ones(2), 2.0), False),
        ("a", "a", True),
        (float("nan"), float("nan"), True),
        (ValueError(), ValueError(), True),
        (ValueError(), KeyError(), False),
        (ValueError(), 1, False),
        (WorkerDied(), WorkerDied(), False),
        (None, 0, False),
    ],
)
def test_two_answers_are_alike_where_the_written_test_takes_them_so(one, other, alike):
    assert suggestions.is_same_answer(one, other) is alike


def test_the_reference_is_only_held_to_answers_that_mean_something():
    text = "def f(x):\n    if not x:\n        raise ValueError('empty')\n    return x[0]\n"
    for right, fit in (
        (ValueError(), True),
        (IndexError(), False),
        (WorkerDied(), False),
        (np.ones(2), True),
        ([1.0, float("inf")], False),
        (np.zeros((0, 3)), False),
        ([], True),
    ):
        assert suggestions.is_judged(right, text) is fit, right
