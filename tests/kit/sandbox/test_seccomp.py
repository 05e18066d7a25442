import re
import shutil
import struct
import subprocess
import sys

import pytest

from autograder.sandbox import seccomp

ALLOW, KILL, REFUSE, UNKNOWN, NOTHING = 0x7FFF0000, 0x80000000, 0x50001, 0x50026, 0x50000
X86_64, AARCH64, I386 = 0xC000003E, 0xC00000B7, 0x40000003
PID = 4711
MACHINES = {"x86_64": X86_64, "aarch64": AARCH64}


def verdict(program: seccomp.Program, architecture: int, number: int, *arguments: int) -> int:
    """What the kernel would do: an interpreter for the few instructions that the filters use."""
    code = bytearray(program.code)
    for offset in program.own_pid_at:
        struct.pack_into("=I", code, offset, PID)
    instructions = list(struct.iter_unpack("=HBBI", bytes(code)))
    words = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    call = struct.pack("=IIQ6Q", number & 0xFFFFFFFF, architecture, 0, *(w & (1 << 64) - 1 for w in words))
    at = accumulator = 0
    while True:
        operation, yes, no, value = instructions[at]
        at += 1
        if operation == 0x06:
            return value
        if operation == 0x20:
            accumulator = struct.unpack_from("=I", call, value)[0]
        elif operation == 0x54:
            accumulator &= value
        elif operation == 0x05:
            at += value
        else:
            at += yes if {0x15: accumulator == value, 0x35: accumulator >= value}[operation] else no


def ask(machine: str, name: str, *arguments: int, files: bool = True) -> int:
    number = seccomp.numbers(machine)[name]
    return verdict(seccomp.program(machine, files=files), MACHINES[machine], number, *arguments)


def headers(*options: str) -> dict[str, int]:
    text = "#include <asm/unistd.h>\n"
    command = ["gcc", *options, "-E", "-dM", "-"]
    found = subprocess.run(command, input=text, capture_output=True, text=True)
    if found.returncode:
        pytest.skip("no headers for this machine")
    defined = dict(
        line.split()[1:3] for line in found.stdout.splitlines() if "__NR" in line and len(line.split()) == 3
    )
    numbers = {}
    for name, value in defined.items():
        value = defined.get(value, value)
        if value.isdigit():
            numbers[name.removeprefix("__NR_").removeprefix("__NR3264_")] = int(value)
    return numbers


@pytest.mark.skipif(not shutil.which("gcc"), reason="no gcc")
@pytest.mark.parametrize(
    ("machine", "options"),
    [("x86_64", ("-m64",)), ("aarch64", ("-nostdinc", "-I/usr/lib/linux/uapi/arm64", "-I/usr/include"))],
)
def test_the_numbers_are_the_headers_own(machine, options):
    real = headers(*options)
    if ("fork" in real) != (machine == "x86_64"):
        pytest.skip("headers of another machine")
    known = {name: number for name, number in seccomp.numbers(machine).items() if name in real}
    assert len(known) > 200
    assert known == {name: real[name] for name in known}
    newer = {name: number for name, number in seccomp.numbers(machine).items() if name not in real}
    assert all(number > max(real.values()) for number in newer.values()), newer


@pytest.mark.skipif(not shutil.which("gcc"), reason="no gcc")
def test_the_architectures_are_the_headers_own():
    text = "#include <linux/audit.h>\nx AUDIT_ARCH_X86_64 y AUDIT_ARCH_AARCH64\n"
    found = subprocess.run(["gcc", "-E", "-P", "-"], input=text, capture_output=True, text=True)
    if found.returncode:
        pytest.skip("no headers of the kernel")
    x86_64, aarch64 = re.search(r"x (.*) y (.*)", found.stdout).groups()
    # Sums of the machine's number in ELF and two bits, as C writes them.
    assert (eval(x86_64), eval(aarch64)) == (X86_64, AARCH64)


@pytest.mark.parametrize("machine", MACHINES)
def test_the_zygote_makes_its_calls_by_the_numbers_of_its_machine(machine):
    """`confine` stands alone in a worker's folder and has three numbers of its own that differ."""
    asked = f"""
import os
own = os.uname()
os.uname = lambda: os.uname_result((*own[:4], {machine!r}))
from autograder.worker import confine
print(confine._CLONE, confine._PIVOT_ROOT, confine._CAPSET, confine._PIDFD_OPEN, confine._OPEN_TREE)
"""
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    names = ("clone", "pivot_root", "capset", "pidfd_open", "open_tree")
    assert told.split() == [str(seccomp.numbers(machine)[name]) for name in names]


@pytest.mark.parametrize("machine", MACHINES)
def test_another_architecture_is_killed(machine):
    program = seccomp.program(machine)
    for architecture in {X86_64, AARCH64, I386} - {MACHINES[machine]}:
        assert verdict(program, architecture, seccomp.numbers(machine)["getpid"]) == KILL


def test_an_x32_call_is_unknown():
    program = seccomp.program("x86_64")
    assert {verdict(program, X86_64, 0x40000000 | number) for number in range(1000)} == {UNKNOWN}


@pytest.mark.parametrize("machine", MACHINES)
def test_a_call_in_no_table_is_unknown(machine):
    program, named = seccomp.program(machine), set(seccomp.numbers(machine).values())
    strange = [*(n for n in range(3000) if n not in named), 1 << 31, (1 << 32) - 1]
    assert {verdict(program, MACHINES[machine], number) for number in strange} == {UNKNOWN}


@pytest.mark.parametrize("machine", MACHINES)
def test_each_table_has_its_verdict(machine):
    tables = {seccomp.DESCRIPTORS: ALLOW, seccomp.ITSELF: ALLOW, seccomp.PATHS: ALLOW}
    tables |= {
        seccomp.SHARED: NOTHING,
        seccomp.QUIET: NOTHING,
        seccomp.REFUSED: REFUSE,
        seccomp.ABSENT: seccomp.UNSUPPORTED,
    }
    numbers = seccomp.numbers(machine)
    for table, wanted in tables.items():
        for name in (entry.split()[0] for entry in table.split(",")):
            if name in numbers:
                assert ask(machine, name) == wanted, name


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "argument", "allowed", "answered"),
    [
        ("preadv2", 5, (0,), dict.fromkeys((1, 4, 8, 0x18, -1), seccomp.UNSUPPORTED)),
        ("pwritev2", 5, (0,), dict.fromkeys((1, 8, 0x10), seccomp.UNSUPPORTED)),
        ("madvise", 2, (0, 1, 2, 4, 8, 14, 15), dict.fromkeys((3, 9, 20, 21, 22, 23, 25, 100), NOTHING)),
        ("futex", 1, (0x80, 0x81, 0x189), dict.fromkeys((0, 1, 9, 0x100), UNKNOWN)),
        ("fcntl", 1, (1, 2, 3, 4, 5, 1030), dict.fromkeys((6, 7, 37, 38), NOTHING)),
    ],
)
def test_a_worker_asks_nothing_of_what_all_workers_share(machine, name, argument, allowed, answered):
    for value, wanted in (dict.fromkeys(allowed, ALLOW) | answered).items():
        assert ask(machine, name, *[0] * argument, value) == wanted, value


@pytest.mark.parametrize("machine", MACHINES)
def test_no_call_starts_a_process_a_thread_or_a_program(machine):
    calls = {"fork", "vfork", "clone", "execve", "execveat"} & set(seccomp.numbers(machine))
    assert {ask(machine, name) for name in calls} == {REFUSE}
    assert "clone3" not in seccomp.numbers(machine)  # unknown: the C library then tries clone


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(("name", "signal"), [("kill", 1), ("tkill", 1), ("tgkill", 2)])
def test_signals_reach_nobody_but_oneself(machine, name, signal):
    def send(to: int, number: int) -> int:
        return ask(machine, name, to, *(to if at == 1 else 0 for at in range(1, signal)), number)

    assert send(PID, 10) == send(PID, 6) == ALLOW
    assert send(PID, 9) == KILL
    for other in (0, -1, 1, -PID, PID + 1, seccomp.OWN_PID):
        assert send(other, 9) == send(other, 0) == REFUSE


@pytest.mark.parametrize("machine", MACHINES)
def test_only_the_low_half_of_an_argument_counts_as_in_the_kernel(machine):
    high = 1 << 32
    assert ask(machine, "ioctl", 0, high | 0x5401) == ALLOW
    assert ask(machine, "ioctl", 0, high | 0x5412) == 0x50019  # TIOCSTI


@pytest.mark.parametrize("machine", MACHINES)
def test_limits_of_another_process_stay(machine):
    assert ask(machine, "prlimit64", 0) == ask(machine, "prlimit64", PID) == ALLOW
    assert ask(machine, "prlimit64", PID + 1) == ask(machine, "prlimit64", 1) == REFUSE


@pytest.mark.parametrize("machine", MACHINES)
def test_a_descriptor_sends_no_signals(machine):
    for command in (
        8,
        10,
        15,
        1024,
        1026,
        1031,
        1033,
    ):  # SETOWN SETSIG SETOWN_EX SETLEASE NOTIFY SETPIPE_SZ ADD_SEALS
        assert ask(machine, "fcntl", 3, command) == REFUSE
    assert ask(machine, "fcntl", 3, 3) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_reading_cannot_empty_a_file(machine):
    assert ask(machine, "openat", 0, 0, 0x200) == ask(machine, "openat", 0, 0, 0x203) == REFUSE
    assert ask(machine, "openat", 0, 0, 0x241) == ask(machine, "openat", 0, 0, 0) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_without_files_no_path_is_looked_at(machine):
    numbers = seccomp.numbers(machine)
    names = [entry.split()[0] for entry in seccomp.PATHS.split(",")] + ["open", "openat"]
    assert {ask(machine, name, files=False) for name in names if name in numbers} == {REFUSE}
    assert ask(machine, "read", files=False) == ALLOW


def test_no_call_stands_in_two_tables():
    tables = (*seccomp._TABLES,)
    names = [entry.split()[0] for table in tables for entry in table.split(",")]
    assert len(names) == len(set(names))


def test_an_unknown_machine_is_refused_by_name():
    with pytest.raises(ValueError, match="riscv64"):
        seccomp.program("riscv64")
