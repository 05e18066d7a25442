"""Versions of the kit that a course is for, and the messages if this one is none of them."""

from collections.abc import Mapping

from packaging.specifiers import SpecifierSet

from autograder import __version__
from autograder.errors import AutograderError
from autograder.text import AnyText, lazy_gettext


def fits(wanted: str, own: str = __version__) -> bool:
    """Return True if a version is among those that course.yml's `kit` names; empty names all.

    Raises ValueError if `wanted` is not a list such as `>=0.2,<0.3`.
    """
    return SpecifierSet(wanted).contains(own, prereleases=True)


def remark(wanted: str, own: str = __version__) -> AnyText:
    """Return the warning for a student at the desk; "" if this version is one that the course is for.

    The wanted versions are read from the student's own file; if they cannot be, there is no warning.
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


def mixed_versions(name: str, others: Mapping[str, int], own: str = __version__) -> AutograderError:
    """Return the error that other versions made some reports; a command may ask a person instead."""
    made = ", ".join(f"{count} by kit {version}" for version, count in sorted(others.items()))
    return AutograderError(
        name,
        f"of its reports {made} were made, and this is {own}: it may judge the same hand-in differently",
        f"see with `autograder grade {name} --preview` who would gain or lose, "
        f"then `autograder grade {name} --yes` grades everybody anew",
    )


def refuse_other(wanted: str, own: str = __version__) -> None:
    """Raise AutograderError if the course is not for this kit, which may judge differently."""
    if not fits(wanted, own):
        raise AutograderError(
            "course.yml, kit",
            f"the course is for {wanted}, and this kit is {own}",
            f"install a kit {wanted}; "
            "or try this one as `autograder docs upgrading` says, and then write its version there",
        )
