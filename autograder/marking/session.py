"""A marker's session: their name, the lock that allows one at a time, and the port of the last one.

The port stays the same if it is free. So a page still finds what was typed and not saved when its server was
killed: browsers keep that by port. The secret in the address is new each time, since anybody on the machine
could have listened on that port in between, and have got the old one.
"""

import getpass
import re
import unicodedata
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

from autograder.errors import AutograderError
from autograder.files import locked, write_atomically
from autograder.paths import Places

LONGEST_NAME = 40


def marker_name(given: str | None) -> str:
    """Return the marker's name: the given one, else the name of the user of this machine."""
    name = " ".join((getpass.getuser() if given is None else given).split())
    is_name = name and len(name) <= LONGEST_NAME and re.search(r"\w", name)
    if not is_name or any(unicodedata.category(char)[0] == "C" for char in name):
        raise AutograderError(
            "--as", f"{name[:60]!r} is no name", f"use letters, at most {LONGEST_NAME}, such as --as ann"
        )
    return name


def held(places: Places, marker: str) -> AbstractContextManager[None]:
    """Hold a marker's session; the same marker cannot hold it twice."""
    return locked(_file(places, marker, "lock"), f"marking as {marker} in", 0.0)


def last_port(places: Places, marker: str) -> int:
    """Return the port of this marker's last session; 0 if there was none."""
    try:
        text = _file(places, marker, "port").read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return 0  # any free one will do
    return int(text) if re.fullmatch(r"[1-9]\d{3,4}", text) and int(text) < 65_536 else 0


def keep_port(places: Places, marker: str, port: int) -> None:
    """Remember the port for the next session."""
    write_atomically(_file(places, marker, "port"), str(port).encode())


def _file(places: Places, marker: str, kind: str) -> Path:
    return places.var / "marking" / f"{quote(marker, safe='')}.{kind}"
