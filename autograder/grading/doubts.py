"""Doubts about failures that may be nobody's mistake, so that a person has to look.

A package that the grader lacks is a reason: what was written with it cannot be judged here. A name that is
nearly that of an installed package is a misspelling, and judged like any other.
"""

import difflib
import pkgutil
import sys
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

import msgspec

from autograder.report import CellReport, Doubt, Outcome
from autograder.text import lazy_gettext

_NEAR = 0.8


def with_doubt(
    cell: CellReport,
    functions: Iterable[str],
    lacking: Mapping[str, Collection[str]],
    newer: Mapping[str, str] = MappingProxyType({}),
) -> CellReport:
    """Return a cell's report, without a score if it failed and one of its functions needs what is not here.

    `lacking` maps functions to packages that are not here, and `newer` to the newer Python that they ran in.
    """
    if cell.outcome is not Outcome.FAILED:
        return cell
    for function in functions:
        packages = [name for name in lacking.get(function, ()) if not is_misspelt(name, installed())]
        if packages:
            doubt = of_packages(function, tuple(f"`{name}`" for name in packages))
        elif function in newer:
            doubt = of_python(function, newer[function])
        else:
            continue
        return msgspec.structs.replace(cell, outcome=Outcome.ERROR, score=None, doubt=doubt)
    return cell


def of_python(function: str, version: str) -> Doubt:
    """Return the doubt about a function whose cell this Python cannot read, and a newer one perhaps can."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return Doubt(
        lazy_gettext(
            "Python {own}, with which this is graded, cannot read this function's cell, and your notebook "
            "says that it ran in Python {version}. It costs you no points before your teacher has looked.",
            own=python,
            version=version,
        ),
        lazy_gettext(
            "Python {own} cannot read the cell of {function}, which ran in Python {version}: look whether it "
            "is right there; grade with that version, or mark the function by hand",
            function=f"`{function}`",
            own=python,
            version=version,
        ),
    )


def of_packages(function: str, packages: tuple[str, ...]) -> Doubt:
    """Return the doubt about a function that needs packages which the grader lacks."""
    return Doubt(
        lazy_gettext(
            "This function needs {packages}, which is not installed where it is graded. It costs you no "
            "points before your teacher has looked. What the course itself uses is always there.",
            packages=packages,
        ),
        lazy_gettext(
            "{function} needs {packages}, which is not here: install it and add it to `imports` in "
            "course.yml, then grade again; or mark the function by hand",
            function=f"`{function}`",
            packages=packages,
        ),
    )


def is_misspelt(package: str, known: Iterable[str]) -> bool:
    """Return True if a name is that of an installed package, misspelt. Its first letter is taken as right."""
    low = package.lower()
    alike = [name.lower() for name in known if name[:1].lower() == low[:1]]
    return len(low) > 2 and bool(difflib.get_close_matches(low, alike, n=1, cutoff=_NEAR))


@lru_cache(1)
def installed() -> frozenset[str]:
    """Return what can be imported, except `autograder`: the package `autograd` is no misspelling of it."""
    names = {module.name for module in pkgutil.iter_modules()} | set(sys.stdlib_module_names)
    return frozenset(names - {"autograder"})
