"""What is found out by trying on kernels that lack something, and what still runs there."""

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
OLD_KERNEL = Path(__file__).parent / "old_kernel.py"
ASK = """
import json
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote

found = tiers.probe()
runs = False
if not any(reason.startswith("pidfd") for reason in found.missing.values()):
    with Zygote(found.tier, (), tiers.WorkerLimits()) as zygote:
        zygote.fork().kill()
        runs = True
print(json.dumps([found.tier, str(found.how), found.missing, runs]))
"""
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="no table of calls"
)


def lacking(calls, *command, within=()):
    """Run Python on a kernel that lacks these calls."""
    ran = subprocess.run(
        [*within, sys.executable, OLD_KERNEL, calls, sys.executable, *command],
        capture_output=True, text=True, timeout=120, cwd=HOME,
    )  # fmt: skip
    if "the filter of the test" in ran.stderr:
        pytest.skip("no filter can be laid here")
    return ran


@pytest.fixture(scope="module")
def here():
    """What the machine offers as it is: an older kernel offers no more."""
    return json.loads(lacking("keyctl=ENOSYS", "-c", ASK).stdout)


LANDLOCK = ",".join(f"landlock_{call}=ENOSYS" for call in ("create_ruleset", "add_rule", "restrict_self"))
KERNELS = [
    pytest.param(LANDLOCK, "limited", {"good": "Landlock", "strong": "Landlock"}, id="before 5.13: no Landlock"),
    pytest.param(LANDLOCK.replace("ENOSYS", "EOPNOTSUPP"), "limited", {"good": "Landlock"}, id="Landlock off at boot"),
    pytest.param("unshare=EPERM", "good", {"strong": "namespace"}, id="no namespaces, as in a container"),
    pytest.param("unshare=ENOSPC", "good", {"strong": "namespace"}, id="user.max_user_namespaces is 0"),
    pytest.param("mount=EPERM,umount2=EPERM", "good", {"strong": "mounts"}, id="Ubuntu's AppArmor: namespaces without rights"),
    pytest.param("mount_setattr=ENOSYS", "good", {"strong": "read-only"}, id="before 5.12: no mount_setattr"),
    pytest.param("open_tree=ENOSYS,move_mount=ENOSYS", "good", {"strong": "copy"}, id="before 5.2: no open_tree"),
    pytest.param("sethostname=EPERM", "good", {"strong": "--hostname worker"}, id="Podman's filter: namespaces, but no host name"),
    pytest.param("seccomp=EINVAL", "none", {"limited": "seccomp", "good": "seccomp"}, id="no seccomp"),
    pytest.param("pidfd_open=ENOSYS", "none", {"limited": "pidfd", "good": "pidfd", "strong": "pidfd"}, id="before 5.3: no pidfd_open"),
]  # fmt: skip


@pytest.mark.parametrize(("calls", "tier", "reasons"), KERNELS)
def test_the_tier_and_its_reason_are_those_of_the_kernel(here, calls, tier, reasons):
    if (tier != "none" and here[0] == "none") or (here[0], tier) == ("limited", "good"):
        pytest.skip(f"this machine itself offers no more than {here[0]}: {here[2]}")
    if here[1] == "bubblewrap":
        pytest.skip("bubblewrap stands between, with calls of its own")
    found, _, missing, runs = json.loads(lacking(calls, "-c", ASK).stdout)
    assert found == tier
    for better, word in reasons.items():
        assert word in missing[better], missing
    assert runs or "pidfd" in missing["limited"]  # a tier that is offered is one in which a worker starts


NAMED = "import os, socket, sys; socket.sethostname('worker'); os.execv(sys.argv[1], sys.argv[1:])"


def test_a_machine_that_bears_the_workers_name_need_not_let_it_be_set(here):
    if here[0] != "strong" or os.geteuid() != 0 or not shutil.which("unshare"):
        pytest.skip("takes root, unshare and the strong tier")
    within = ["unshare", "--uts", sys.executable, "-c", NAMED]
    found, _, missing, runs = json.loads(lacking("sethostname=EPERM", "-c", ASK, within=within).stdout)
    assert (found, missing, runs) == ("strong", {}, True)


def test_the_doctor_says_which_and_why():
    calls = "unshare=EPERM," + LANDLOCK
    said = lacking(calls, "-m", "autograder.cli", "doctor").stdout
    assert "sandbox: limited" in said
    assert "Landlock: Function not implemented" in said
    assert "the course demands good" in said
