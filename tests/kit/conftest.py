"""What the kit's tests share: how hard hypothesis tries, one clean process to fork workers from, the kit's wheel."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.worker import protocol

# HYPOTHESIS_PROFILE=long looks for what nobody has found yet; the default repeats itself, so that CI is calm.
CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("default", max_examples=60, derandomize=True, database=None, **CALM)
settings.register_profile("long", max_examples=5_000, **CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def zygote():
    """A zygote in the best sandbox of this machine."""
    with Zygote(tiers.probe().tier, ("numpy",), tiers.WorkerLimits(memory_bytes=512 << 20)) as started:
        yield started


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The kit's wheel, as `make wheel` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", folder, Path(__file__).parents[2]], check=True)
    return next(folder.glob("nn_course_kit-*.whl"))


@pytest.fixture
def worker_of(zygote):
    """Makes a worker that has run a program."""
    started = []

    def make(source, seconds=60.0):
        worker = zygote.fork()
        started.append(worker)
        deadline = time.monotonic() + seconds
        worker.send(protocol.RunProgram(0, (protocol.ProgramCell("program", source),), 0, 10_000), deadline)
        ran = worker.receive(deadline, 1 << 20)
        assert ran.error == ""
        assert isinstance(worker.receive(deadline, 1 << 20), protocol.Ready)
        return worker

    yield make
    for worker in started:
        worker.kill()
