"""Debian's bubblewrap, where it may make the user namespace that we may not.

Ubuntu lets only programs with an AppArmor profile have rights in a user namespace of their own, and
`bwrap` can be one of them. All that it gives is that namespace, and in it the right to mount: the
zygote that starts inside builds its root, and a worker its namespaces and its scratch, as they do
everywhere.
"""

import shutil
import sys

# Only where the system's own packages go: a package index has programs of this name by other people.
_PLACES = "/usr/bin:/bin"
_NEEDED = ("CAP_SYS_ADMIN", "CAP_SETPCAP")  # to mount, and to give up what is not needed


def program() -> str:
    """The path of `bwrap`; empty where it is not installed."""
    return shutil.which("bwrap", path=_PLACES) or "" if sys.platform == "linux" else ""


def around(command: list[str]) -> list[str]:
    """`command` in a user namespace in which it may mount; nothing is hidden from it yet."""
    rights = [word for capability in _NEEDED for word in ("--cap-add", capability)]
    everything = ["--dev-bind", "/", "/"]
    return [program(), "--unshare-user", *rights, *everything, "--die-with-parent", "--", *command]
