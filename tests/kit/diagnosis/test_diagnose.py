"""What a probe may hear: values that can be compared, and nothing that only stands for code."""

import numpy as np
import pytest

from autograder.diagnosis.casebook import Reference
from autograder.diagnosis.diagnose import Probe, ProbeAnswer, ask_probes, diagnose

STUDENT = Reference(b"def f():\n    return 1\n", "f.py").student


@pytest.mark.parametrize(
    "ask",
    [
        lambda student: student.f,
        lambda student: [student.f],
        lambda student: np.asarray(student.f),
        lambda student: {"weights": np.array([1, student.f])},
    ],
)
def test_a_function_where_a_value_is_wanted_is_no_value_however_the_probe_holds_it(ask):
    assert ask_probes([Probe("f", ("the weights",), ask)], STUDENT()) == (ProbeAnswer(raised="NotAValue"),)


@pytest.mark.parametrize(
    ("answer", "right"), [(10**400, 1), (10**400, 2.5), (10**400, 10**400 + 1), (2**62, 2**62 + 1)]
)
def test_a_whole_number_that_no_float_holds_is_compared_as_it_is(answer, right):
    probes = [Probe("f", (label,), lambda student: student.f()) for label in ("one", "another")]
    answers, rights = ([ProbeAnswer(value)] * 2 for value in (answer, right))
    assert diagnose(probes, answers, answers, {}) is None
    assert diagnose(probes, answers, rights, {}) is not None
