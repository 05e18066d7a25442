"""Whose file is it, and which notebook? Read from the names that LMSs and people give to files.

Names are read as they are and never guessed at: what fits nobody, or two, is left to a person.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder import timestamps
from autograder.lms import registry
from autograder.lms.student_names import Names, normalized
from autograder.lms.system import LMS, Arrival, Claim
from autograder.submissions.roster import Roster
from autograder.submissions.submitted_files import EXCHANGE_KEY


def recognize(paths: Iterable[Sequence[str]]) -> LMS | None:
    """The LMS that made a download, by most of its names; None where none did, or its names do not say.

    The last that was registered is tried first: a student's file in one LMS may be called as another
    LMS calls files.
    """
    every, nobody = list(paths), Names(Roster())
    for lms in reversed(registry.systems()):
        if 2 * sum(lms.claim(parts, nobody, {}) is not None for parts in every) > len(every):
            return lms
    return None


def claim(
    lms: LMS | None,
    parts: Sequence[str],
    names: Names,
    arrivals: Mapping[str, Arrival],
    listing: Mapping[str, Arrival],
    assignment: str,
) -> Claim:
    """Whose file the one at `parts` is. `arrivals` are of tables, by student or as the LMS names a hand-in.

    Only names by the LMS itself count: a student may call a file as they like, after a neighbour too.
    So names within a student's own zip say nothing, and no other LMS's habit is tried.
    """
    outer = list(parts)
    if zips := [place for place, part in enumerate(outer[:-1]) if part.lower().endswith(".zip")]:
        outer = outer[: zips[0] + 1]
    if lms is None:
        claimed = _exchange(outer, names, assignment) or _plain(outer, names, assignment)
    elif lms.listing:
        claimed = lms.claim(parts, names, listing)
    else:
        claimed = lms.claim(outer, names, arrivals)
    name = lms.name if lms else "folder"
    if claimed is None:
        return Claim((), parts[0], parts[-1], name)
    changes: dict[str, object] = {"lms": name}
    if len(outer) < len(parts):
        changes["file"] = parts[-1]
    if len(claimed.students) == 1 and (word := arrivals.get(claimed.students[0])):
        changes["moment"] = word.moment or claimed.moment
        changes["late"] = claimed.late if word.late is None else word.late
    return msgspec.structs.replace(claimed, **changes)


def is_of_the_lms(name: str) -> bool:
    """Whether a file says something of hand-ins, and is none."""
    return name in ("timestamp.txt", EXCHANGE_KEY) or any(
        lms.listing and lms.listing.file == name for lms in registry.systems()
    )


# --- folders without an LMS --------------------------------------------------------------------


def _exchange(parts: Sequence[str], names: Names, assignment: str) -> Claim | None:
    """nbgrader's inbound folder: `ada+activations+2026-04-26 17:34:00.861687 UTC+random`."""
    for part in parts[:-1]:
        pieces = part.split("+")
        if len(pieces) in (3, 4) and pieces[1] == assignment and (when := timestamps.timestamp(pieces[2])):
            return Claim(names.of("id", pieces[0]), pieces[0], parts[-1], "folder", moment=when)
    return None


def _plain(parts: Sequence[str], names: Names, assignment: str) -> Claim | None:
    """`ada/activations/activations.ipynb`, `张三_2023001_activations.ipynb`, or the like."""
    for part in parts:
        stem = undecorated(part) if part is parts[-1] else part
        students = names.within(re.sub(re.escape(assignment), " ", normalized(stem)))
        if len(students) > 1:
            return Claim((), f"{part}, which fits {' and '.join(students)}", parts[-1])
        if students:
            return Claim(students, part, parts[-1])
    return Claim((), parts[0], parts[-1])


# --- which file is the notebook ----------------------------------------------------------------

_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json")
# What a second download, a copy or an LMS adds: ` (1)`, `-1`, ` 2`, `-Copy1`, ` - Copy`, ` - 副本`.
_ADDED = re.compile(r"(?:\s*\(\d{1,3}\)|-\d{1,3}|\s+\d{1,2}|[\s_-]*(?:copy|副本|的副本)\s*\d*)$")
_BEFORE = re.compile(r"^(?:copy of|副本)[\s_-]*")


def undecorated(name: str) -> str:
    """A notebook's name without its ending and without what copies and downloads add."""
    stem = normalized(name)
    for ending in sorted(_ENDINGS, key=len, reverse=True):
        stem = stem.removesuffix(ending)
    while (shorter := _BEFORE.sub("", _ADDED.sub("", stem)).strip()) != stem and shorter:
        stem = shorter
    return stem


def rank(name: str, assignment: str, others: Iterable[str]) -> int | None:
    """How well a name fits the assignment's notebook: 0 best, 4 another assignment's, None no notebook."""
    low, wanted = normalized(name), assignment.casefold()
    if not low.endswith(_ENDINGS):
        return None
    if low == f"{wanted}.ipynb":
        return 0
    stem = undecorated(name)
    if stem == wanted:
        return 1
    if not low.endswith((".ipynb", ".ipynb.txt", ".ipynb.json")):
        return None
    if stem in {other.casefold() for other in others}:
        return 4
    return 2 if wanted in stem else 3
