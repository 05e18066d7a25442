"""Locks in requirements/: the versions and hashes of third-party packages that a role installs."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import CourseError
from autograder.paths import Places

# Packages whose name on the index is not the name that Python imports.
DISTRIBUTIONS = {"sklearn": "scikit-learn", "PIL": "pillow", "yaml": "PyYAML", "cv2": "opencv-python"}
# The kit's own locks: in its wheel, or beside the package in the kit's repository.
_KIT = (Path(__file__).parents[1] / "requirements", Path(__file__).parents[2] / "requirements")
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)


def distribution(module: str) -> str:
    """Return the package index's name of what provides a module: "scikit-learn" for "sklearn.svm"."""
    package = module.partition(".")[0]
    return DISTRIBUTIONS.get(package, package)


def lock(places: Places, role: str, imports: Iterable[str] = ()) -> str:
    """Return the text of the course's requirements/<role>.txt, or else of the kit's.

    Raise CourseError if there is none, or if it does not install one of `imports`, the course's modules.
    """
    folders = (places.root / "requirements", *_KIT)
    file = next((folder / f"{role}.txt" for folder in folders if (folder / f"{role}.txt").is_file()), None)
    if file is None:
        raise CourseError(
            folders[0] / f"{role}.txt",
            "this lock is missing",
            "install the kit again: its wheel holds one",
        )
    text = file.read_text(encoding="utf-8")
    pinned = {_normalized(name) for name in _PINNED.findall(text)}
    for name in sorted({distribution(module) for module in imports}):
        if _normalized(name) not in pinned:
            raise CourseError(
                file,
                f"{name} is not in it, and course.yml imports it",
                f"add {name} to requirements/{role}.txt beside course.yml, a copy of this file at first, "
                "with version and hashes as `uv pip compile --universal --generate-hashes` writes them "
                f"(in the kit's repository: to the extra {role!r} in pyproject.toml, and run `make lock`)",
            )
    return text


def hashed_wheel(name: str, raw: bytes) -> str:
    """Return the line for pip that installs a wheel beside the requirements file, only with these bytes."""
    return f"./{name} --hash=sha256:{hashlib.sha256(raw).hexdigest()}\n"


def _normalized(name: str) -> str:
    """Return a package's name in the form in which names are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
