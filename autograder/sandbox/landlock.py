"""Rights that this kernel's Landlock can take away, and those that a worker gets back."""

import ctypes
import sys

from autograder.worker.confine import Landlock

_CREATE_RULESET, _ASK_VERSION = 444, 1

# The file rights, in the order of their bits, and the version of Landlock that brought each.
_OF_VERSION_1 = """execute write_file read_file read_dir remove_dir remove_file make_char make_dir make_reg
    make_sock make_fifo make_block make_sym""".split()
_FILE_RIGHTS = dict.fromkeys(_OF_VERSION_1, 1) | {"refer": 2, "truncate": 3, "ioctl_dev": 5}
_TCP, _SCOPES = 0b11, 0b11  # bind and connect; abstract unix sockets and signals

# No `execute`: nothing is ever started, and the loader maps a shared library with `read_file` alone.
_READ_FILE = {"read_file"}
_READ_FOLDER = {"read_file", "read_dir"}
_DEVICE = {"read_file", "write_file"}
_SCRATCH = {*_READ_FOLDER, *_DEVICE, "truncate", "make_reg", "make_dir", "remove_file", "remove_dir", "refer"}


def abi() -> int:
    """Return the version of Landlock's interface in this kernel; 0 if there is none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(ctypes.CDLL(None).syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)))


def rules(version: int) -> Landlock:
    """Return rules that take away every right that this version of Landlock can take.

    For version 0 they are those of version 1, so that a kernel without Landlock fails and says so.
    """
    version = max(1, version)
    return Landlock(
        files=_mask(set(_FILE_RIGHTS), version),
        network=_TCP if version >= 4 else 0,
        scopes=_SCOPES if version >= 6 else 0,
        read_file=_mask(_READ_FILE, version),
        read_folder=_mask(_READ_FOLDER, version),
        device=_mask(_DEVICE, version),
        scratch=_mask(_SCRATCH, version),
    )


def _mask(rights: set[str], version: int) -> int:
    known = enumerate(_FILE_RIGHTS.items())
    return sum(1 << bit for bit, (right, since) in known if right in rights and since <= version)
