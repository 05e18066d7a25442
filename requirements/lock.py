"""Renew requirements/*.txt from pyproject.toml, and prove that all of it can be installed as wheels.

`make lock` runs this. A lock names versions and hashes, no index and no build of one place: so it holds for
every mirror, and a machine that installs from it gets what was tested, or an error.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROLES = ("develop", "instructor", "grader", "student", "book")  # each takes the versions of the first one
HUB = "hub"  # the same, from a list of its own: what only tests of a JupyterHub need
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LINUX = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28")
DESKS = ("x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-apple-darwin")
HEAD = """\
# {role}: written by `make lock` from {source}; do not edit.
# pip install --require-hashes -r requirements/{role}.txt
--only-binary :all:
"""
# A machine that installs a lock may not reach where we found it, nor find a build that only one place has.
FORBIDDEN = re.compile(r"^--(index|extra-index|find-links)|://|^\S+==\S*\+|^torch\b", re.M)


def compile_lock(uv: Path, role: str, versions: Path | None) -> str:
    """Resolve one role for every Python and system at once."""
    constraints = [HERE / "constraints.txt", *([versions] if versions else [])]
    options = """--quiet --universal --generate-hashes --upgrade --no-annotate --no-header --no-strip-extras
        --no-emit-index-url --no-emit-find-links""".split()
    source = [HERE / "hub.in"] if role == HUB else [f"--extra={role}", HERE.parent / "pyproject.toml"]
    made = subprocess.run(
        [uv, "pip", "compile", *options, f"--python-version={PYTHONS[0]}",
         *(f"--constraints={file}" for file in constraints), *source],
        check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    if found := FORBIDDEN.search(made):
        sys.exit(f"requirements/{role}.txt would hold {found[0]!r}: a lock names no place and no local build")
    return HEAD.format(role=role, source="hub.in" if role == HUB else "pyproject.toml") + made


def prove_wheels(uv: Path, lock: Path, platform: str, python: str) -> str:
    """Ask for every wheel of a lock as that machine would, without a download; return what is missing."""
    with tempfile.TemporaryDirectory() as target:
        asked = subprocess.run(
            [uv, "pip", "install", "--dry-run", "--no-deps", "--require-hashes", "--target", target,
             "--python-platform", platform, "--python-version", python, "--requirements", lock],
            capture_output=True, text=True,
        )  # fmt: skip
    return asked.stderr if asked.returncode else ""


def main() -> None:
    """Write the locks, then try each of them for each Python and platform."""
    uv = Path(sys.executable).with_name("uv")
    first: Path | None = None
    for role in (*ROLES, HUB):
        file = HERE / f"{role}.txt"
        file.write_text(compile_lock(uv, role, first), encoding="utf-8")
        first = first or file
    missing = 0
    for role in (*ROLES, HUB):
        for platform in LINUX + (DESKS if role == "student" else ()):
            for python in PYTHONS:
                if said := prove_wheels(uv, HERE / f"{role}.txt", platform, python):
                    missing += 1
                    print(f"{role}, Python {python}, {platform}:\n{said}")
    if missing:
        sys.exit(
            "Something cannot be installed. next: add a line with its reason to requirements/constraints.txt"
        )
    print(
        f"Every wheel is there: {', '.join((*ROLES, HUB))}; Python {', '.join(PYTHONS)}; {', '.join(LINUX)}"
    )
    print(f"For students also: {', '.join(DESKS)}")


if __name__ == "__main__":
    main()
