"""The same bytes give the same report: whoever was graded before, and however busy the machine is."""

import contextlib
import multiprocessing
import os
import zlib

import hand_ins
import pytest

from autograder import notebook, report
from autograder.diagnosis import casebook
from autograder.grading.engine import Engine
from autograder.grading.suite import with_suites
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from conftest import ASSIGNMENTS, COURSE, PLACES, SECRET

pytestmark = pytest.mark.full

MANY = 10  # programs of an assignment, drawn from all of its wrong and right ones
# What changes the arguments it is given, keeps them, or answers by what was asked before.
HABITS = {
    "in_place": "[part.fill(7) for part in (*args, *kwargs.values()) if isinstance(part, np.ndarray) and part.ndim]",
    "keeps": "kept.append(args)\n    return len(kept)",
    "appends": "[part.append(0) for part in args if isinstance(part, list)]",
}


def programs(assignment):
    """Hand-ins by name: some right ones, some misconceptions, and functions with bad habits."""
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    own = hand_ins.misconceptions(assignment)
    own |= {
        f"{function} {style}": (function, text) for function, style, text in hand_ins.variants(assignment)
    }
    chosen = sorted(own, key=lambda name: zlib.crc32(name.encode()))[:MANY]
    raw = {name: hand_ins.with_answer(assignment, *own[name]) for name in chosen}
    for habit, body in HABITS.items():
        for name in release.functions:
            text = f"import numpy as np\nkept = []\ndef {name}(*args, **kwargs):\n    {body}\n"
            raw[f"{name} {habit}"] = hand_ins.with_answer(assignment, name, text)
    return raw


@contextlib.contextmanager
def crowded_core():
    """Keep to one core while the block runs, with two processes on it that do nothing but count.

    As slow as on a machine whose cores are all as busy, and other tests keep theirs.
    """
    context = multiprocessing.get_context("spawn")
    crew = [context.Process(target=sum, args=(iter(int, 1),), daemon=True) for _ in range(2)]
    before = os.sched_getaffinity(0)
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.sched_setaffinity(0, {sorted(before)[number % len(before)]})
    try:
        for each in crew:
            each.start()
        yield
    finally:
        os.sched_setaffinity(0, before)
        for each in crew:
            each.kill()


def graded(assignment, raw, names):
    """Reports as bytes, by name, graded one after the other in this order by one engine."""
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    reference = PLACES.solution(assignment).read_bytes()
    book = casebook.read_casebook(PLACES.release(assignment))

    def body(suites):
        tier = tiers.probe().tier
        with Zygote(tier, COURSE.imports_of(assignment), tiers.WorkerLimits()) as zygote:
            entry = COURSE.assignment(assignment)
            engine = Engine(COURSE, entry, release, reference, suites, SECRET, zygote.fork, tier, book)
            return {name: report.encode(engine.grade("ada", raw[name])) for name in names}

    return with_suites(PLACES, assignment, body)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_nobodys_report_depends_on_who_came_before_or_on_the_machine(assignment):
    raw = programs(assignment)
    first = graded(assignment, raw, list(raw))
    with crowded_core():
        again = graded(assignment, raw, list(reversed(raw)))
    assert [name for name in raw if first[name] != again[name]] == []
