"""The same bytes give the same report: whoever was graded before, and however busy the machine is."""

import contextlib
import os
import tempfile
import zlib
from pathlib import Path

import hand_ins
import pytest

from autograder import notebook, report
from autograder.diagnosis import casebook
from autograder.grading import pool
from autograder.grading.engine import Engine
from autograder.grading.suite import with_suites
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from conftest import ASSIGNMENTS, COURSE, PLACES, SECRET

pytestmark = pytest.mark.full

MANY = 4  # programs of an assignment, drawn from all of its wrong and right ones
# Changes the arguments it is given, keeps them, and answers by what was asked before.
HABITS = """
import numpy as np
kept = []
def {name}(*args, **kwargs):
    for part in (*args, *kwargs.values()):
        if isinstance(part, np.ndarray) and part.ndim:
            part.fill(7)
        elif isinstance(part, list):
            part.append(0)
    kept.append(args)
    return len(kept)
"""


def programs(assignment):
    """Hand-ins by name: some right ones, some misconceptions, and functions with bad habits."""
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    own = hand_ins.misconceptions(assignment)
    own |= {
        f"{function} {style}": (function, text) for function, style, text in hand_ins.variants(assignment)
    }
    chosen = sorted(own, key=lambda name: zlib.crc32(name.encode()))[:MANY]
    raw = {name: hand_ins.with_answer(assignment, *own[name]) for name in chosen}
    for name in release.functions:
        raw[f"{name} with bad habits"] = hand_ins.with_answer(assignment, name, HABITS.format(name=name))
    return raw


@contextlib.contextmanager
def one_core():
    """Keep to one core while the block runs; other tests keep theirs."""
    before = os.sched_getaffinity(0)
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.sched_setaffinity(0, {sorted(before)[number % len(before)]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def graded(assignment, raw, names, lanes):
    """Reports as bytes, by name: each lane takes the next hand-in, in this order."""
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    reference = PLACES.solution(assignment).read_bytes()
    book = casebook.read_casebook(PLACES.release(assignment))
    tier = tiers.probe().tier

    def start(suites, folder):
        zygote = Zygote(tier, COURSE.imports_of(assignment), tiers.WorkerLimits())
        entry = COURSE.assignment(assignment)
        engine = Engine(COURSE, entry, release, reference, suites, SECRET, zygote.fork, tier, book)

        def work(number):
            (folder / str(number)).write_bytes(report.encode(engine.grade("ada", raw[names[number]])))

        return work

    def body(suites):
        with tempfile.TemporaryDirectory() as folder:
            for number, lost in pool.run(len(names), lanes, lambda: start(suites, Path(folder))):
                assert lost is None, (names[number], lost)
            return {name: (Path(folder) / str(number)).read_bytes() for number, name in enumerate(names)}

    return with_suites(PLACES, assignment, body)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_nobodys_report_depends_on_who_came_before_or_on_the_machine(assignment):
    """Again in the other order, by three who share one core: as slow as on a machine whose cores are all as busy."""
    raw = programs(assignment)
    with one_core():
        first = graded(assignment, raw, list(raw), 1)
        again = graded(assignment, raw, list(reversed(raw)), 3)
    assert [name for name in raw if first[name] != again[name]] == []
