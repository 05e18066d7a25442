"""Zygotes that lanes share."""

import sys

import pytest

from autograder.grading.shared_zygotes import LANES_A_ZYGOTE, SharedZygotes
from autograder.sandbox.process import Zygote
from autograder.sandbox.tiers import Tier, WorkerLimits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has zygotes")


def test_if_one_cannot_be_started_those_before_it_end():
    started = []

    def begin():
        if started:
            raise OSError("no more processes")
        started.append(Zygote(Tier.NONE, ("numpy",), WorkerLimits()))
        return started

    with pytest.raises(OSError, match="no more processes"):
        SharedZygotes(LANES_A_ZYGOTE + 1, begin)
    assert started[0].process.returncode is not None
