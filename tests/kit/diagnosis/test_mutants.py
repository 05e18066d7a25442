"""Each slip is one change, named by where it is and what the statement was."""

import ast

import pytest
from made import STEP

from autograder.diagnosis import mutants


def changes(source):
    return {(slip.before, slip.after) for slip in mutants.mutants(source)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("total = 0", "pass"),
        ("total = 0", "total = 1"),
        ("total = 0", "total = -1"),
        ("for each in x:", "for each in list(x)[1:]:"),
        ("for each in x:", "for each in list(x)[:-1]:"),
        ("for each in x:", "for each in x: … break"),
        ("if each < limit and each != 5:", "if each <= limit and each != 5:"),
        ("if each < limit and each != 5:", "if each >= limit and each != 5:"),
        ("if each < limit and each != 5:", "if each < limit or each != 5:"),
        ("if each < limit and each != 5:", "if each < limit:"),
        ("if each < limit and each != 5:", "if each < limit and each == 5:"),
        ("if each < limit and each != 5:", "if not (each < limit and each != 5):"),
        ("if each < limit and each != 5:", "if True:"),
        ("total += each", "total -= each"),
        ("total += each", "total = each"),
        ("total += each", "pass"),
        ("return np.sum(x, axis=0) - total", "return np.sum(x, axis=1) - total"),
        ("return np.sum(x, axis=0) - total", "return np.sum(x) - total"),
        ("return np.sum(x, axis=0) - total", "return np.mean(x, axis=0) - total"),
        ("return np.sum(x, axis=0) - total", "return np.sum(x, axis=0) + total"),
        ("return np.sum(x, axis=0) - total", "return np.sum(x, axis=0)"),
        ("return np.sum(x, axis=0) - total", "return -total"),
        ("return np.sum(x, axis=0) - total", "return total - np.sum(x, axis=0)"),
        ("return np.sum(x, axis=0) - total", "return x - total"),
        ("return np.sum(x, axis=0) - total", "return np.sum(limit, axis=0) - total"),
        ("def step(x, limit=2):", "def step(x, limit=3):"),
    ],
)
def test_a_slip_of_every_kind_is_made(before, after):
    assert (before, after) in changes(STEP)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("return x[1:, 0].T", "return x[:, 0].T"),
        ("return x[1:, 0].T", "return x[1:, 1].T"),
        ("return x[1:, 0].T", "return x[1:, 0]"),
        ("return x[1:, 0].T", "return x.T"),
        ("return (x, y)", "return (y, x)"),
        ("return x @ y", "return y @ x"),
        ("return x @ y", "return x * y"),
        ("return x ** 2", "return x * 2"),
        ("return np.dot(x, y)", "return np.dot(y, x)"),
        ("return x if y else 1", "return 1"),
        ("return [a for a in x if a]", "return [a for a in x]"),
        ("raise ValueError('no')", "pass"),
        ("while x > 1:", "while False:"),
        ("return max(x)", "return min(x)"),
    ],
)
def test_a_slip_is_made_in_every_kind_of_expression(before, after):
    body = f"{before}\n        x -= 1" if before.endswith(":") else before
    assert (before, after) in changes(f"def f(x, y):\n    {body}")


def test_a_method_is_named_with_its_class_and_its_attributes_are_taken_for_each_other():
    text = "class Net:\n    def __init__(self):\n        self.a = 1\n\n    def f(self):\n        return self.a - self.b"
    found = {(one.place, one.after) for one in mutants.mutants(text)}
    assert ("Net.f", "return self.b - self.b") in found
    assert ("Net.__init__", "self.a = 2") in found


def test_every_mutant_can_be_run_and_no_two_are_the_same():
    texts = [one.source for one in mutants.mutants(STEP)]
    assert len(texts) == len(set(texts)) > 30
    for text in texts:
        exec(compile(text, "a mutant", "exec"), {})
    assert ast.unparse(ast.parse(STEP)) not in texts


def test_what_stands_outside_functions_and_in_docstrings_is_left_alone():
    for one in mutants.mutants(STEP):
        assert one.source.startswith("import numpy as np\nGIVEN = 3")
        assert "Add 1 to x, unless x < limit." in one.source


def test_comments_layout_and_line_numbers_do_not_change_what_names_a_mutant():
    other = STEP.replace("  # a comment", "").replace("axis=0)", "\n        axis = 0  # down\n    )")
    assert [(one.place, one.before, one.after) for one in mutants.mutants(other)] == [
        (one.place, one.before, one.after) for one in mutants.mutants(STEP)
    ]
