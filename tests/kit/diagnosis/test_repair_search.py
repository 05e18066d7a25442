"""Repairs are looked for behind the wall, and found where one change makes every public answer right."""

import textwrap
import time

import pytest

from autograder.course import Limits
from autograder.diagnosis import repair_search
from autograder.diagnosis.casebook import ask_reference, load_probes
from autograder.diagnosis.misconceptions import Misconception
from autograder.diagnosis.repair_search import RepairSearch
from autograder.diagnosis.repairs import Repair
from autograder.hand_in import HandIn
from autograder.notebook import PLAIN, SOLUTION, Cell

LIMITS = Limits(call_seconds=2.0, cell_seconds=5, submission_seconds=30)
REFERENCE = """
import numpy as np

def rise(x):
    return 1 / (1 + np.exp(-x))

def total(numbers):
    s = 0
    for number in numbers:
        s += number
    return s

class Net:
    def __init__(self, n):
        self.bias = np.zeros(n)

    def forward(self, x):
        return x + self.bias
"""
PROBES = b"""
import numpy as np

def net(student):
    net = student.Net(2)
    net.bias = np.array([1.0, 3.0])
    return net.forward(np.array([2.0, 5.0]))

def probes():
    return [
        ("rise", ["a row"], lambda student: student.rise(np.array([-2.0, 0.0, 3.0]))),
        ("rise", ["a number"], lambda student: student.rise(1.5)),
        ("total", ["three"], lambda student: student.total([4, 5, 7])),
        ("total", ["none"], lambda student: student.total([])),
        ("Net", ["forward"], net, "forward"),
    ]
"""


KNOWN = {
    name: Misconception(function, f"def {function}(x):\n    return {wrong}\n", {"en": "?"})
    for name, function, wrong in (
        ("first-two", "total", "sum(x[:2])"),
        ("nothing", "total", "-1"),
        ("doubled", "total", "2 * sum(x) + 2"),
        ("one-more", "total", "sum(x) + 1"),
        ("added-up", "rise", "np.sum(np.exp(1 / (1 + np.exp(-x)))) / 7 + 0.3"),
    )
}


@pytest.fixture
def repair(zygote, monkeypatch):
    """Looks as long as it takes: a busy machine is to find the same."""
    monkeypatch.setattr(repair_search, "SECONDS", 60.0)
    monkeypatch.setattr(repair_search, "CALL_SECONDS", 5.0)
    book = ask_reference(load_probes(PROBES, "probes.py"), KNOWN, REFERENCE)
    search = RepairSearch(book, {"rise": "", "total": "", "Net": ""}, LIMITS, zygote.fork)

    def found(function, source, before="import numpy as np"):
        cells = (
            Cell("a", "code", before, PLAIN),
            Cell("b", "code", textwrap.dedent(source), SOLUTION, function),
        )
        return search.repair(HandIn(cells, "0" * 64, frozenset()), function)

    return found


@pytest.mark.parametrize(
    ("function", "source", "wanted"),
    [
        (
            "rise",
            "def rise(x):\n    e = np.exp(x)\n    return 1 / (1 + e)\n",
            {Repair(2, "sign"), Repair(2, "term")},
        ),
        ("rise", "def rise(x):\n\n    return 1 / 1 + np.exp(-x)\n", {Repair(3, "parentheses")}),
        (
            "total",
            "def total(numbers):\n    s = 0\n    for n in numbers[1:]:\n        s += n\n    return s\n",
            {Repair(3, "index")},
        ),
        (
            "total",
            "def total(numbers):\n    s = 0\n    for n in numbers:\n        s = n\n    return s\n",
            {Repair(4, "sum")},
        ),
        (
            "Net",
            "class Net:\n    def __init__(self, n):\n        self.bias = np.zeros(n)\n\n    def forward(self, x):\n        return x - self.bias\n",
            {Repair(6, "operator")},
        ),
    ],
)
def test_the_line_and_what_is_to_be_looked_at_are_found(repair, function, source, wanted):
    assert repair(function, source) in wanted


def test_of_two_things_that_are_wrong_the_first_that_helps_is_shown(repair):
    source = "def total(numbers):\n    s = 1\n    for n in numbers[:2]:\n        s += n\n    return s\n"
    assert repair("total", source).line in (2, 4, 5)


def test_of_code_that_stops_no_first_of_two_is_shown(repair):
    source = (
        "def total(numbers):\n    s = 0 + none\n    for n in numbers[:2]:\n        s += n\n    return s\n"
    )
    assert repair("total", source) is None


def test_of_two_slips_the_one_whose_repair_leads_nearer_to_right_is_shown(repair):
    """Without `+ 1` it is `first-two`, which is right for no numbers; with all of them, `one-more`."""
    source = "def total(numbers):\n    s = sum(numbers[:2])\n    return s + 1\n"
    assert repair("total", source).line == 3


def test_of_two_slips_one_is_shown_also_where_either_makes_everything_wrong(repair):
    source = "def total(numbers):\n    s = sum(numbers[1:])\n    return 2 * s + 2\n"
    assert repair("total", source) == Repair(2, "index")


@pytest.mark.parametrize(
    ("function", "source"),
    [
        ("total", "def total(numbers):\n    return 1\n"),  # a step from `nothing`, which is -1 always
        (
            "rise",  # a step from `added-up`, a single number where a row is right
            "def rise(x):\n    y = 1 / (1 + np.exp(-x))\n    return np.exp(y) / 7 + 0.3\n",
        ),
    ],
)
def test_a_change_that_only_leads_to_another_mistake_is_not_told(repair, function, source):
    assert repair(function, source) is None


@pytest.mark.parametrize(
    "source",
    [
        "def rise(x):\n    return 42\n",  # nothing near it is right
        "def rise(x):\n    return x if x\n",
        "def other(x):\n    return x\n",
        "",
    ],
)
def test_where_no_single_change_is_enough_nothing_is_said(repair, source):
    assert repair("rise", source) is None


def test_candidates_that_never_end_take_nobody_else_with_them(repair, monkeypatch):
    monkeypatch.setattr(repair_search, "CALL_SECONDS", 0.25)
    source = """
        def total(numbers):
            i = 0
            s = 0
            while i < len(numbers):
                s += numbers[i]
                i += 1
            return s + 1
    """
    began = time.monotonic()
    assert repair("total", source).line in (4, 8)  # begin at -1, or leave the 1 away
    assert time.monotonic() - began < 50  # before the search would be given up


def test_a_program_that_ends_its_worker_costs_a_bounded_time(repair, monkeypatch):
    monkeypatch.setattr(repair_search, "SECONDS", 1.0)
    began = time.monotonic()
    assert repair("rise", "def rise(x):\n    import os\n    os._exit(0)\n") is None
    assert repair("rise", "def rise(x):\n    return x\n", before="while True: pass") is None
    assert time.monotonic() - began < 30


def test_a_long_function_is_searched_as_far_as_time_allows_and_no_longer(repair, monkeypatch):
    monkeypatch.setattr(repair_search, "SECONDS", 1.0)
    lines = "".join(f"    n{number} = x + 1\n" for number in range(240))
    began = time.process_time()
    assert repair("rise", f"def rise(x):\n{lines}    return x\n") is None
    assert time.process_time() - began < 6  # it had been 15 s before the first was tried


def test_what_a_candidate_keeps_is_not_the_next_ones(repair):
    source = """
        kept = []
        def total(numbers):
            kept.append(1)
            return sum(numbers) + len(kept) * 0 + 1
    """
    assert repair("total", source) is not None


def test_code_that_knows_the_names_of_candidates_gets_no_more_than_a_wrong_line(repair):
    source = """
        def rise(x):
            return x
        for n in range(900):
            globals()[f"rise_candidate_{n}"] = lambda x: 1 / (1 + np.exp(-x))
    """
    assert repair("rise", source) is None  # candidates are defined after it
