"""Sandbox tiers: how strongly this machine can confine, found by trying, and a worker's confinement."""

import contextlib
import functools
import os
import platform
import re
import site
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from autograder.course import Limits
from autograder.sandbox import bubblewrap, landlock, seccomp
from autograder.sandbox.scratch import Scratch
from autograder.worker import confine
from autograder.worker.confine import Confinement
from autograder.worker.confine import WorkerLimits as WorkerLimits

_NOBODY = 65534
_PROBE_SECONDS = 30.0
_TO_BECOME = 1 << 0 | 1 << 6 | 1 << 7 | 1 << 8  # CAP_CHOWN, CAP_SETGID, CAP_SETUID, CAP_SETPCAP
_TO_MOUNT = 1 << 21  # CAP_SYS_ADMIN
_TO_READ_PAST_MODES = 1 << 2  # CAP_DAC_READ_SEARCH
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


class Tier(StrEnum):
    """The tiers of the sandbox, from the strongest to the weakest."""

    STRONG = "strong"  # a root, processes and a network of its own, and all of GOOD
    GOOD = "good"  # Landlock, seccomp, limits
    LIMITED = "limited"  # seccomp and limits, and no files at all
    NONE = "none"  # limits

    def holds(self, wanted: "Tier") -> bool:
        """Return True if this tier is as strong as `wanted` or stronger."""
        order = list(Tier)
        return order.index(self) <= order.index(wanted)


class NamespaceMaker(StrEnum):
    """Programs that can make the strong tier's user namespace; what is built in it does not differ."""

    OWN = "own namespaces"
    BUBBLEWRAP = "bubblewrap"


class TierProbe(msgspec.Struct, frozen=True):
    """The best tier this machine offers, and why it does not offer the better ones."""

    tier: Tier
    missing: dict[Tier, str]
    how: NamespaceMaker = NamespaceMaker.OWN

    def __str__(self) -> str:
        return f"{self.tier}, by {self.how}" if self.tier is Tier.STRONG else str(self.tier)


def worker_limits(limits: Limits) -> WorkerLimits:
    """Return what the course's limits mean for one worker, whatever it is for."""
    return WorkerLimits(
        memory_bytes=limits.memory_mb << 20,
        file_bytes=limits.scratch_mb << 20,
        scratch_bytes=limits.scratch_mb << 20,
        cpu_seconds=int(limits.submission_seconds) + 1,
    )


def confinement(
    tier: Tier,
    *,
    scratch: str,
    readable: tuple[str, ...] | None = None,
    data: str = "",
    limits: WorkerLimits = WorkerLimits(),  # noqa: B008 (frozen)
    how: NamespaceMaker = NamespaceMaker.OWN,
) -> Confinement:
    """Return a zygote's confinement for `tier`. `scratch` is an empty folder that the trusted side removes.

    `data` is a folder of support files, which become readable too. Raises ValueError if there is no
    table of system calls for this machine.
    """
    data = os.path.realpath(data) if data else ""
    readable = (*(default_readable() if readable is None else readable), *([data] if data else ()))
    inside = _scratch_place(readable)
    files = tier.holds(Tier.GOOD)
    calls = seccomp.program(platform.machine(), files=files) if tier.holds(Tier.LIMITED) else None
    is_wrapped = tier is Tier.STRONG and how is NamespaceMaker.BUBBLEWRAP
    becomes = tier.holds(Tier.LIMITED) and not is_wrapped and _has_privileges(tier, readable)
    return Confinement(
        namespaces=tier is Tier.STRONG,
        may_mount=is_wrapped,
        landlock=landlock.rules(landlock.abi()) if files else None,
        seccomp=calls.code if calls else b"",
        own_pid_at=calls.own_pid_at if calls else (),
        uid=_NOBODY if becomes else None,
        read_past_modes=tier is Tier.GOOD,
        readable=readable if files else (),
        devices=tuple(device for device in DEVICES if os.path.exists(device)) if files else (),
        data=data if files or tier is Tier.NONE else "",
        scratch=inside if tier is Tier.STRONG else scratch,
        limits=limits,
    )


def default_readable() -> tuple[str, ...]:
    """Return paths that this interpreter and its packages import from: no home, no /etc, no course."""
    paths = sysconfig.get_paths()
    wanted = [
        *(paths[name] for name in ("stdlib", "purelib", "platlib")),
        *site.getsitepackages(),
        os.path.join(sys.prefix, "pyvenv.cfg"),
        os.path.join(sys.base_prefix, "lib"),
        *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"),
        *("/etc/alternatives", "/etc/localtime", "/usr/share/zoneinfo"),  # Debian's libblas is an alternative
        *("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/matplotlib"),
    ]
    return tuple(path for path in dict.fromkeys(wanted) if os.path.exists(path))


def readable_font() -> str:
    """Return the path of the kit's font with Chinese characters; "" if a worker may not read it."""
    font = Path(confine.__file__).parents[1] / "desk" / "NotoSansSC.ttf"
    as_another_user = sys.platform == "linux" and os.geteuid() == 0
    return str(font) if not as_another_user or _is_open_to_all(str(font)) else ""


_probing = threading.Lock()  # a caller waits for the trial that a thread has begun


def probe(python: str = sys.executable) -> TierProbe:
    """Find the best tier, by trying each from the strongest down in a process of its own."""
    with _probing:
        return _probe(python, sys.platform, platform.machine())


@functools.cache  # a machine does not change, and a process that we fork need not try again
def _probe(python: str, system: str, machine: str) -> TierProbe:
    missing: dict[Tier, str] = {}
    for tier in Tier:
        reason = _why_not(tier, python)
        if not reason:
            return TierProbe(tier, missing)
        if tier is Tier.STRONG and bubblewrap.program():
            wrapped = _why_not(tier, python, NamespaceMaker.BUBBLEWRAP)
            if not wrapped:
                return TierProbe(tier, missing, NamespaceMaker.BUBBLEWRAP)
            reason = f"{reason}; and through bubblewrap: {wrapped}"
        missing[tier] = reason
    return TierProbe(Tier.NONE, missing)


def start(command: list[str], how: NamespaceMaker, **options: Any) -> tuple["subprocess.Popen[bytes]", int]:
    """Start a zygote; return its process, and its parent's pid: bubblewrap stays between.

    bubblewrap maps no uid but its own, so that root starts it as another user, who may read less than root.
    """
    if how is NamespaceMaker.OWN:
        return subprocess.Popen(command, cwd="/", **options), os.getpid()
    if _has_privileges(Tier.NONE, ()):
        options |= {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
    process = subprocess.Popen(bubblewrap.around(command), cwd="/", **options)
    return process, process.pid


def _has_privileges(tier: Tier, readable: tuple[str, ...]) -> bool:
    """Return True if we can become another user, who can read what a worker of `tier` needs.

    Root in a container often cannot. It then stays root, and the worker's capabilities are taken away all
    the same.
    """
    if sys.platform != "linux" or os.geteuid() != 0 or not _knows(_NOBODY):
        return False
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    effective = int(status.partition("CapEff:")[2].split()[0], 16)
    needed = _TO_BECOME | (_TO_MOUNT if tier is Tier.STRONG else 0)
    if tier is Tier.GOOD and not all(map(_is_open_to_all, readable)):
        needed |= _TO_READ_PAST_MODES  # for an interpreter in /root, say; a container's root may lack it
    return effective & needed == needed


def _knows(number: int) -> bool:
    """Return True if this user namespace maps a user and a group of this number; some map only one each."""
    for kind in ("uid_map", "gid_map"):
        lines = Path(f"/proc/self/{kind}").read_text(encoding="ascii").splitlines()
        spans = [(int(first), int(count)) for first, _, count in map(str.split, lines)]
        if not any(first <= number < first + count for first, count in spans):
            return False
    return True


def _is_open_to_all(path: str) -> bool:
    """Return True if anybody may read a path, by its mode and those of the folders above it."""
    real = Path(os.path.realpath(path))
    return bool(real.stat().st_mode & 0o004) and all(part.stat().st_mode & 0o001 for part in real.parents)


def _scratch_place(readable: tuple[str, ...]) -> str:
    """Return where scratch appears in a root of its own: /tmp, unless that would hide something readable."""
    below = any(os.path.realpath(path).startswith("/tmp/") or path.startswith("/tmp/") for path in readable)
    return "/scratch" if below else "/tmp"


_TRY = """
import os, sys
sys.path[:0] = [sys.argv[1]]
sys.path.append(sys.argv[2])
import confine, msgspec

def attempt():
    wanted = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=confine.Confinement)
    try:  # what a worker is ended by, in every tier
        os.close(os.pidfd_open(os.getpid()))
    except OSError as error:
        return "pidfd: " + error.strerror
    confine.enclose(wanted)
    ours, theirs = os.pipe()
    if confine.fork(wanted) == 0:
        try:
            scratch = confine.lock_in(wanted)
            text = check(wanted, scratch)
        except BaseException as error:
            text = str(error) or repr(error)
        os.write(theirs, text.encode())
        os._exit(0)
    os.close(theirs)
    text = os.read(ours, 4000).decode()
    os.wait()
    return text

def check(wanted, scratch):
    if wanted.landlock is not None:
        with open(os.path.join(scratch, "file"), "w") as file:
            file.write("written")
    if wanted.seccomp:
        for name, forbidden in (("files", lambda: os.listdir("/etc")), ("fork", os.fork)):
            try:
                forbidden()
            except OSError:
                continue
            return name + ": not held"
    return "held"

try:
    text = attempt()
except Exception as error:
    text = str(error) or repr(error)
print(text or "the worker died", flush=True)
os._exit(0)
"""


@contextlib.contextmanager
def trying() -> Iterator[None]:
    """Find the best tier in a thread while the block runs; `probe` in it waits for that."""
    thread = threading.Thread(target=probe)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _why_not(tier: Tier, python: str, how: NamespaceMaker = NamespaceMaker.OWN) -> str:
    """Try `tier` in a process of its own; return "" if it holds here, else the step that fails."""
    if tier is Tier.NONE:
        return ""
    if sys.platform != "linux":
        return f"only Linux can confine a process so; this is {sys.platform}"
    if how is NamespaceMaker.BUBBLEWRAP and not bubblewrap.program():
        return "bubblewrap is not installed"
    folders = (str(Path(confine.__file__).parent), str(Path(msgspec.__file__).parents[1]))
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    try:
        with Scratch() as scratch:
            wanted = confinement(tier, scratch=scratch, how=how)
            process, parent = start([python, "-I", "-B", "-c", _TRY, *folders], how, **pipes)
            with process:
                launch = msgspec.msgpack.encode(msgspec.structs.replace(wanted, parent=parent))
                try:
                    out, errors = process.communicate(launch, timeout=_PROBE_SECONDS)
                except subprocess.TimeoutExpired:
                    return f"no answer within {_PROBE_SECONDS:.0f} seconds"
                finally:
                    process.kill()
    except (ValueError, OSError) as error:  # no system call table for this machine, or no process
        return str(error)
    output = re.sub(r"^\[Errno \d+\] ", "", out.decode(errors="replace").strip())
    if output == "held":
        return ""
    last_line = errors.decode(errors="replace").strip().rpartition("\n")[2]
    return output or last_line or f"exit code {process.returncode}"
