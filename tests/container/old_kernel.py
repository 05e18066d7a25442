"""Runs a command on a kernel that lacks something: `old_kernel.py call=errno,… COMMAND…`.

A seccomp filter makes the named system calls fail, as an older kernel or a hardened one would. It is laid
over whatever the machine offers, and the command and all that it starts are under it.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from autograder.sandbox import seccomp

NO_NEW_PRIVS, SET_SECCOMP, FILTER = 38, 22, 2
LOAD, IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, ERRNO = 0x7FFF0000, 0x00050000


def filtered(lacking: dict[str, str]) -> bytes:
    """A filter in which each call fails with its error. `seccomp` is prctl's way to it, all that we use."""
    numbers = seccomp.numbers(platform.machine())
    program = [(LOAD, 0, 0, 0)]
    for name, error in lacking.items():
        answer = (RETURN, 0, 0, ERRNO | getattr(errno, error))
        if name == "seccomp":
            program += [
                (IF_EQUAL, 0, 3, numbers["prctl"]),
                (LOAD, 0, 0, 16),
                (IF_EQUAL, 0, 1, SET_SECCOMP),
                answer,
                (LOAD, 0, 0, 0),
            ]
        else:
            program += [(IF_EQUAL, 0, 1, numbers[name]), answer]
    program.append((RETURN, 0, 0, ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def main() -> None:
    """Lay the filter over this process and become the command."""
    lacking = dict(part.split("=") for part in sys.argv[1].split(","))
    code = ctypes.create_string_buffer(filtered(lacking))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(code) // 8, ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    for call in ((NO_NEW_PRIVS, 1, 0), (SET_SECCOMP, FILTER, ctypes.addressof(program))):
        if libc.prctl(*call, 0, 0) < 0:
            raise OSError(ctypes.get_errno(), "the filter of the test")
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
