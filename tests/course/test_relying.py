"""A function that calls another one is not blamed for what happens in there."""

import hand_ins
import pytest

from autograder import notebook
from autograder.diagnosis import casebook
from autograder.grading.engine import Engine
from autograder.grading.suite import with_suites
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from conftest import COURSE, PLACES, SECRET

pytestmark = pytest.mark.full

NAME = "forward_pass"
STOPS = "def dense(inputs, weights, bias):\n    return np.dot(weights, inputs) + bias\n"


def test_who_stops_in_another_function_is_told_to_mend_that_one_first():
    release = notebook.parse_notebook((PLACES.release(NAME) / f"{NAME}.ipynb").read_bytes(), NAME)
    reference = PLACES.solution(NAME).read_bytes()
    book = casebook.beside(PLACES.release(NAME))

    def body(suites):
        with Zygote(tiers.probe().tier, COURSE.imports_of(NAME), tiers.WorkerLimits()) as zygote:
            entry = COURSE.assignment(NAME)
            engine = Engine(COURSE, entry, release, reference, suites, SECRET, zygote.fork, "", book)
            return engine.grade("ada", hand_ins.with_answer(NAME, "dense", STOPS))

    cells = with_suites(PLACES, NAME, body).cells
    assert cells["test_dense"].diagnosis == "dense-swapped-factors"
    assert (cells["test_forward"].diagnosis, cells["test_forward"].details) == (
        "relies-on",
        {"other": "dense"},
    )
