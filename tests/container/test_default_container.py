"""In a container as Podman and Docker start it: no mounting, few capabilities, the runtime's own seccomp filter.

The container's root is this machine's, with a layer on top that goes with it.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
RUN = "podman --runtime runc run --rm --network none --rootfs /:O".split()


def inside(*command, options=(), seconds=120):
    """A command in a container of its own."""
    return subprocess.run(
        [*RUN[:-2], *options, *RUN[-2:], *map(str, command)],
        capture_output=True, text=True, timeout=seconds, cwd="/",
        env=os.environ | {"PODMAN_IGNORE_CGROUPSV1_WARNING": "1"},
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def containers():
    """Something that starts containers; CI installs it and asks for it."""
    demanded = os.environ.get("REQUIRE_CONTAINER")
    if not (shutil.which("podman") and shutil.which("runc")):
        assert not demanded, "podman and runc are not installed"
        pytest.skip("podman and runc are not installed")
    tried = inside("true")
    if tried.returncode:
        assert not demanded, tried.stderr
        pytest.skip(f"no container starts here: {tried.stderr.strip()[-200:]}")


@pytest.mark.parametrize("options", [(), ("--cap-drop=all",)], ids=["as it is", "without any capability"])
def test_the_sandbox_is_good_and_says_why_it_is_not_strong(options):
    said = inside(sys.executable, "-m", "autograder.cli", "doctor", "--course", HOME, options=options).stdout
    assert "sandbox: good" in said
    assert "not strong: " in said


def test_a_container_that_bears_the_workers_name_is_strong():
    command = (sys.executable, "-m", "autograder.cli", "doctor", "--course", HOME)
    assert "sandbox: strong" in inside(*command, options=["--hostname=worker"]).stdout


# What a container's own walls and lacks can change; the rest is between the suites and the wire.
CLASSES = "resources reading network privilege persistence"


def test_attacks_on_the_system_are_held_in_a_container_too():
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/attacks/test_attacks.py",
    ]
    script = f"cd {shlex.quote(str(HOME))} && exec {shlex.join(command)} -k 'not table'"
    ran = inside(
        "sh",
        "-c",
        script,
        options=["--env", "REQUIRE_TIER=good", "--env", f"ATTACK_CLASSES={CLASSES}"],
        seconds=1800,
    )
    assert ran.returncode == 0, ran.stdout[-3000:]
