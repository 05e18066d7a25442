"""Suites that share one run of a program say what they say with a run each."""

import json

import hand_ins
import pytest

from autograder import notebook
from autograder.grading.engine import Engine
from autograder.grading.suite import with_suites
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from conftest import COURSE, PLACES, SECRET


def apart(raw):
    """The same hand-in with a class in a cell of its own: what has a class might remember, so nothing is shared."""
    document = json.loads(raw)
    document["cells"].append(hand_ins.code_cell("class Apart:\n    pass"))
    return hand_ins.as_bytes(document)


@pytest.mark.parametrize("graded", ["activations"], indirect=True)
def test_sharing_a_run_changes_no_cells_outcome(graded):
    name = graded.assignment
    release = notebook.parse((PLACES.release(name) / f"{name}.ipynb").read_bytes(), name)
    some = {
        key: raw for key, raw in graded.raw.items() if key.startswith(("variant/", "wrong/", "reference"))
    }

    def body(suites):
        forks = 0
        with Zygote(tiers.probe().tier, COURSE.imports_of(name), tiers.Limits()) as zygote:

            def fork():
                nonlocal forks
                forks += 1
                return zygote.fork()

            reference = PLACES.solution(name).read_bytes()
            engine = Engine(COURSE, COURSE.assignment(name), release, reference, suites, SECRET, fork, "")
            shared = {key: engine.grade(key, raw) for key, raw in some.items()}
            few, forks = forks, 0
            alone = {key: engine.grade(key, apart(raw)) for key, raw in some.items()}
            assert few < forks / 2, "nothing was shared, so that nothing was compared"
        return shared, alone

    shared, alone = with_suites(PLACES, name, body)
    for key in some:
        outcomes = [
            {cell: one.outcome for cell, one in found[key].cells.items()} for found in (shared, alone)
        ]
        assert outcomes[0] == outcomes[1], key
