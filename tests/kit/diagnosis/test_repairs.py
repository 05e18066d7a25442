"""A repair tells the line of a student's own text, and what is to be looked at there; never what to write."""

import ast
import time

import pytest

from autograder.diagnosis import messages, mutants, repairs
from autograder.diagnosis.repairs import Repair
from autograder.text import in_language

WRONG = {
    "sign": ("def f(x):\n    # rises\n    return 1 / (1 + np.exp(x))\n", "1 / (1 + np.exp(-x))", 3),
    "parentheses": ("def f(x):\n    return 1 / 1 + x\n", "1 / (1 + x)", 2),
    "division": ("def f(x):\n    s = np.sum(x)\n    return s\n", "np.sum(x) / len(x)", 2),
    "axis": ("def f(x):\n    return np.mean(x, axis=0)\n", "np.mean(x, axis=1)", 2),
    "name": ("def f(x, y):\n    return x + x\n", "return x + y", 2),
    "constant": ("def f(x):\n    e = 2.7\n    return e ** x\n", "e = np.e", 2),
    "type": ("def f(x):\n    out = np.zeros_like(x)\n    return out\n", "np.zeros_like(x, dtype=float)", 2),
    "copy": ("def f(x):\n    y = x\n    y[0] = 0\n    return y\n", "y = x.copy()", 2),
    "return": (
        "def f(x):\n    for a in x:\n        s = a\n        return s\n",
        "for a in x:\n        s = a\n    return s",
        2,
    ),
    "comparison": ("def f(x):\n    return x > 0\n", "x >= 0", 2),
    "loop": ("def f(n):\n    return list(range(n))\n", "range(n + 1)", 2),
    "transpose": ("def f(a, b):\n    return a @ b\n", "a @ b.T", 2),
    "index": ("def f(x):\n    for i in range(3):\n        y = x[0]\n    return y\n", "y = x[i]", 3),
    "size": ("def f(x, y):\n    return np.zeros(x.shape)\n", "np.zeros((len(y), x.shape[1]))", 2),
    "sum": ("def f(x):\n    s = 0\n    for a in x:\n        s = a\n    return s\n", "s += a", 4),
    "overwrites": (
        "def f(x):\n    for a in range(3):\n        x = x + a\n        print(x)\n",
        "x_ = x + a\n        print(x_)",
        3,
    ),
    "reshape": ("def f(x):\n    return x.reshape(3, 2) @ x\n", "x.T @ x", 2),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_was_forgotten_or_taken_for_something_else_is_among_the_candidates(kind):
    source, wanted, line = WRONG[kind]
    found = [mutant for mutant in repairs.candidates(source, "f") if wanted in mutant.source]
    assert found
    assert line in {mutant.line for mutant in found}


@pytest.mark.parametrize("kind", WRONG)
def test_each_candidate_is_a_whole_definition_and_none_is_there_twice(kind):
    texts = [mutant.source for mutant in repairs.candidates(WRONG[kind][0], "f")]
    assert len(texts) == len({*texts})
    for text in texts:
        (definition,) = ast.parse(text).body
        assert definition.name == "f"


def test_a_line_is_counted_in_the_students_own_text():
    source = "import numpy as np\n\n\ndef f(\n    x,  # a number\n):\n    '''Doubles.'''\n\n    y = x * 3\n\n    return y\n"
    (found,) = [
        mutant
        for mutant in repairs.candidates(source, "f")
        if "y = x * 2" in mutant.source and mutant.kind == "constant"
    ][:1]
    assert found.line == 9


def test_a_given_line_with_def_is_not_repaired():
    source = "def f(x, h=1e-5):\n    return x / 2 * h\n"
    assert {mutant.line for mutant in repairs.candidates(source, "f")} == {2}


def test_a_function_of_one_line_is_repaired_there():
    assert {mutant.line for mutant in repairs.candidates("def f(x): return 1 / 1 + x\n", "f")} == {1}


def test_no_line_is_moved_to_where_it_is_never_reached():
    source = "def f(x):\n    if x < 0:\n        raise ValueError\n    n = len(x)\n    return n\n"
    moved = [each for each in repairs.candidates(source, "f") if each.kind == "indentation"]
    assert moved == []


def test_a_method_of_a_class_is_repaired_too():
    source = "class Net:\n    def __init__(self, n):\n        self.b = np.ones(n)\n\n    def forward(self, x):\n        return x - self.b\n"
    found = [mutant for mutant in repairs.candidates(source, "Net") if "x + self.b" in mutant.source]
    assert {mutant.line for mutant in found} == {6}


@pytest.mark.parametrize(
    "source",
    [
        "def f(x:\n",
        "f = 3\n",
        "",
        "\0",
        "def g(x):\n    return x\n",
        "def f(x):\n" + "    x += 1\n" * 1_000,
        "def f(x):\n" + "    x+=1\n" * 600,
        "def f(x):\n    return x" + " + 1" * 900,
        "def f(x):\n    return x + 0x" + "f" * 6_000,  # more digits than Python writes
    ],
)
def test_what_cannot_be_read_or_is_too_long_has_no_candidates(source):
    assert list(repairs.candidates(source, "f")) == []


def test_a_number_that_a_change_makes_too_long_to_write_ends_the_list():
    source = "def f(x):\n    y = x - 1\n    return y * " + "9" * 4_300
    assert any(mutant.kind == "place" for mutant in repairs.candidates(source, "f"))


def test_after_its_time_no_candidate_is_looked_for():
    # None of its changes can be compiled, so that none would be yielded.
    source = "def f(x):\n    match x:\n" + "        case a.b.c: pass\n" * 200
    began = time.process_time()
    assert len(list(repairs.candidates(source, "f", time.monotonic() + 0.2))) < 300
    assert time.process_time() - began < 3


def test_every_kind_of_repair_has_a_question_in_both_languages():
    kinds = {mutant.kind for source, _, _ in WRONG.values() for mutant in repairs.candidates(source, "f")}
    for kind in kinds | {*mutants.KINDS}:
        said = messages.repair_hint(Repair(3, kind))
        assert "line 3" in in_language(said, "en")
        assert "第 3 行" in in_language(said, "zh")
