"""Locks in requirements/: the versions and hashes of third-party packages that a role installs."""

import hashlib
import re
from collections.abc import Iterable

from autograder.course import Places
from autograder.errors import CourseError

# Packages whose name on the index is not the name that Python imports.
DISTRIBUTIONS = {"sklearn": "scikit-learn", "PIL": "pillow", "yaml": "PyYAML", "cv2": "opencv-python"}
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)


def distribution(module: str) -> str:
    """Name on the package index of what provides a module: "scikit-learn" for "sklearn.svm"."""
    package = module.partition(".")[0]
    return DISTRIBUTIONS.get(package, package)


def lock(places: Places, role: str, imports: Iterable[str] = ()) -> str:
    """Text of requirements/<role>.txt; CourseError where it is missing or lacks one of `imports`."""
    file = places.root / "requirements" / f"{role}.txt"
    if not file.is_file():
        raise CourseError(
            file, "this lock is missing", "copy `requirements/` from the kit's repository, or run `make lock`"
        )
    text = file.read_text(encoding="utf-8")
    pinned = {_normalized(name) for name in _PINNED.findall(text)}
    for name in sorted({distribution(module) for module in imports}):
        if _normalized(name) not in pinned:
            raise CourseError(
                file,
                f"{name} is not in it, and course.yml imports it",
                f"add {name} to the extra {role!r} in pyproject.toml, and run `make lock`",
            )
    return text


def hashed_wheel(name: str, raw: bytes) -> str:
    """Line for pip that installs a wheel from beside the requirements file, and only with these bytes."""
    return f"./{name} --hash=sha256:{hashlib.sha256(raw).hexdigest()}\n"


def _normalized(name: str) -> str:
    """Name as packages are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
