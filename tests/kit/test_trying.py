"""The sandbox is tried while something else is done: once, and whether it is asked for or not, nothing stays."""

import gc
import os
import subprocess
import sys

import pytest

from autograder.sandbox import tiers
from autograder.sandbox.scratch import PREFIX

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux confines")


@pytest.fixture
def started(monkeypatch, tmp_path):
    """The processes that are started, on a machine that has not been tried yet."""
    tiers._probe.cache_clear()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found, real = [], subprocess.Popen

    def popen(*arguments, **named):
        found.append(real(*arguments, **named))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    yield found
    tiers._probe.cache_clear()


def nothing_is_left(started, folder):
    return all(one.returncode is not None for one in started) and not list(folder.glob(f"{PREFIX}*"))


def test_who_asks_meanwhile_waits_for_the_trial_that_has_begun(started, tmp_path):
    with tiers.trying():
        found = tiers.probe()
        if found.tier is tiers.Tier.STRONG and found.how is tiers.NamespaceMaker.OWN:
            assert len(started) == 1
    assert nothing_is_left(started, tmp_path)
    tiers._probe.cache_clear()
    assert tiers.probe() == found


def test_a_trial_that_nobody_asks_for_is_ended(started, tmp_path):
    with tiers.trying():
        pass
    assert started
    assert nothing_is_left(started, tmp_path)


def test_what_is_known_is_not_tried(started):
    tiers.probe()
    count = len(started)
    with tiers.trying():
        tiers.probe()
    assert len(started) == count


def test_a_descriptor_is_not_left_open(started):
    gc.collect()  # what nobody holds any more is closed now, and not in between
    before = os.listdir("/proc/self/fd")
    with tiers.trying():
        tiers.probe()
    assert len(os.listdir("/proc/self/fd")) == len(before)
