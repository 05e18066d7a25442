"""Cache of what takes long to build, until anything that it is made from changes."""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from autograder.course import digest
from autograder.files import write_atomically

PACKAGE = Path(__file__).parents[1]


def cached(file: Path, comes_from: Mapping[str, bytes], make: Callable[[], bytes]) -> bytes:
    """Return what `make` returns, read from `file` if nothing that it depends on has changed since.

    It depends on `comes_from`, the kit's own code, this Python and the installed packages.
    """
    parts = [part for name, raw in sorted(comes_from.items()) for part in (name.encode(), raw)]
    mark = digest(*parts, _environment()).encode()
    if file.is_file():
        first, _, made = file.read_bytes().partition(b"\n")
        if first == _line(mark, made):
            return made
    made = make()
    write_atomically(file, _line(mark, made) + b"\n" + made)
    return made


def _line(mark: bytes, made: bytes) -> bytes:
    return mark + b" " + digest(made).encode()


@cache
def _environment() -> bytes:
    code = sorted(PACKAGE.rglob("*.py"))
    packages = sorted(f"{each.name}=={each.version}" for each in metadata.distributions())
    return digest(
        sys.version.encode(), *(file.read_bytes() for file in code), *(name.encode() for name in packages)
    ).encode()
