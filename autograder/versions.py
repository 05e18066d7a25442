"""Versions of the kit that a course is for, and what is said where this one is none of them."""

from collections.abc import Mapping

from packaging.specifiers import SpecifierSet

from autograder import __version__
from autograder.errors import AutograderError
from autograder.text import AnyText, lazy_gettext


class VersionError(AutograderError):
    """This kit is another one than the course, or its reports, were made with."""


def fits(wanted: str, own: str = __version__) -> bool:
    """Whether a version is among those that course.yml's `kit` names; empty names all.

    ValueError where it is no list such as `>=0.2,<0.3`.
    """
    return SpecifierSet(wanted).contains(own, prereleases=True)


def remark(wanted: str, own: str = __version__) -> AnyText:
    """Return what a student is told at the desk; nothing where all is well.

    What is wanted is said in the student's own file: where it cannot be read, it says nothing.
    """
    try:
        is_for_it = fits(wanted, own)
    except ValueError:
        return ""
    if is_for_it:
        return ""
    return lazy_gettext(
        "This notebook is for version {wanted} of the course's tool, and yours is {own}. If something "
        "looks odd, install the one that came with the course.",
        wanted=wanted,
        own=own,
    )


def mixed_versions(name: str, others: Mapping[str, int], own: str = __version__) -> VersionError:
    """That other versions made reports of an assignment, and how many: a question, to who can answer."""
    made = ", ".join(f"{count} by kit {version}" for version, count in sorted(others.items()))
    return VersionError(
        name,
        f"of its reports {made} were made, and this is {own}: it may judge the same hand-in differently",
        f"see with `autograder grade {name} --preview` who would gain or lose, "
        f"then `autograder grade {name} --yes` grades everybody anew",
    )


def refuse_other(wanted: str, own: str = __version__) -> None:
    """Raise VersionError where the course is not for this kit: it may judge differently."""
    if not fits(wanted, own):
        raise VersionError(
            "course.yml, kit",
            f"the course is for {wanted}, and this kit is {own}",
            f"install a kit {wanted}; "
            "or try this one as `autograder docs upgrading` says, and then write its version there",
        )
