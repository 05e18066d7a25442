"""Debian's bubblewrap, for machines where it may make a user namespace and the kit may not.

Ubuntu gives rights in a user namespace of its own only to a program with an AppArmor profile, and
`bwrap` can be one of them. It provides no more than that namespace and the right to mount in it: the
zygote that starts inside builds its root, and a worker its namespaces and its scratch, as they do
everywhere.
"""

import shutil
import sys

# Only the folders of the system's own packages: a package index has other people's programs of this name.
_PLACES = "/usr/bin:/bin"
_NEEDED = ("CAP_SYS_ADMIN", "CAP_SETPCAP")  # to mount, and to give up what is not needed


def program() -> str:
    """Return the path of `bwrap`, or "" if it is not installed."""
    return shutil.which("bwrap", path=_PLACES) or "" if sys.platform == "linux" else ""


def around(command: list[str]) -> list[str]:
    """Return `command`, wrapped to run in a user namespace in which it may mount; it still sees all files."""
    rights = [word for capability in _NEEDED for word in ("--cap-add", capability)]
    everything = ["--dev-bind", "/", "/"]
    return [program(), "--unshare-user", *rights, *everything, "--die-with-parent", "--", *command]
