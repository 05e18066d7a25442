"""The student and the notebook of a file, read from the names that LMSs and people give to files.

Names are read as they are and never guessed at: what fits nobody, or two, is left to a person.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder import timestamps
from autograder.lms import registry
from autograder.lms.student_names import Names, normalized
from autograder.lms.system import LMS, Arrival, Claim
from autograder.submissions.attempts import NOTEBOOKS
from autograder.submissions.roster import Roster
from autograder.submissions.submitted_files import EXCHANGE_KEY

# Folders that people and LMSs make around all hand-ins. A folder of any other name may be a student's.
_AROUND = re.compile(
    r"(?:submissions|submitted|inbound|downloads?|exports?|hand-?ins|assignments?|homeworks?|labs?|exercises?"
    r"|weeks?|units?|class|classes|courses?|作业|提交|下载|全部|[第周次]|[\W_]|\d)*"
)
_LONG_NUMBER = re.compile(r"\d{4}")  # a student's number rather than a week's
_DATE = re.compile(r"(?<!\d)20\d\d[\W_]?\d\d?[\W_]?\d\d?(?!\d)")


class Folders(msgspec.Struct, frozen=True):
    """Names of folders that lie around the hand-ins of a download, and are nobody's."""

    assignments: tuple[str, ...]  # of the course
    download: str = ""  # its own name: what is packed again often holds a folder of that name

    def is_around(self, part: str) -> bool:
        """Return True if a folder's name says only that hand-ins are in it."""
        name = normalized(part)
        if self.download and plain_name(name) == self.download:
            return True
        if any(lms.around and re.fullmatch(lms.around, name) for lms in registry.systems()):
            return True
        for assignment in sorted(self.assignments, key=len, reverse=True):
            name = name.replace(assignment.casefold(), " ")
        if name == normalized(part) and not any(char.isalpha() for char in name):
            return False  # a number alone
        return _AROUND.fullmatch(name) is not None and not _LONG_NUMBER.search(name)

    def place(self, parts: Sequence[str]) -> int:
        """Return which part of a path says whose a file is: the first that is no folder around hand-ins.

        Parts that lie deeper, or in a zip, may be named by a student.
        """
        for place, part in enumerate(parts[:-1]):
            if part.lower().endswith(".zip") or not self.is_around(part):
                return place
        return len(parts) - 1


def recognize(paths: Iterable[Sequence[str]]) -> LMS | None:
    """Return the LMS that made a download, by most of its names; None if none did, or they do not say.

    Each of `paths` begins with the part that says whose it is; paths with the same part count once.
    The last LMS that was registered is tried first: a student's file in one LMS may be called as another
    LMS calls files.
    """
    every, nobody = {parts[0]: parts for parts in paths}, Names(Roster())
    for lms in reversed(registry.systems()):
        if 2 * sum(lms.claim(parts, nobody, {}) is not None for parts in every.values()) > len(every):
            return lms
    return None


def claim_of(
    lms: LMS | None,
    parts: Sequence[str],
    names: Names,
    arrivals: Mapping[str, Arrival],
    listing: Mapping[str, Arrival],
    assignment: str,
) -> Claim:
    """Find whose the file at `parts` is. `arrivals` are of tables, by student or as the LMS names a hand-in.

    `parts` begin with the one that says so; only that counts. A student may call a file or a folder as they
    like, after a neighbour too, and in their own zip as another LMS would.
    """
    is_packed = any(part.lower().endswith(".zip") for part in parts[:-1])
    whose = parts[:1] if is_packed else parts
    said = listing if lms and lms.listing else arrivals
    claimed = lms.claim(whose, names, said) if lms else _plain(whose, names, assignment)
    name = lms.name if lms else "folder"
    if claimed is None:
        return Claim((), parts[0], parts[-1], name)
    changes: dict[str, object] = {"lms": name}
    if is_packed:
        changes["file"] = parts[-1]
    # A folder's name or a list dates each hand-in; a table has one time a student, for the last of them.
    is_dated = claimed.moment is not None and (lms is None or lms.listing is not None)
    if not is_dated and len(claimed.students) == 1 and (word := arrivals.get(claimed.students[0])):
        changes["moment"] = word.moment or claimed.moment
        changes["late"] = claimed.late if word.late is None else word.late
    return msgspec.structs.replace(claimed, **changes)


def is_of_the_lms(name: str) -> bool:
    """Return True if a file only says something about hand-ins, as a list or a timestamp does."""
    return name in ("timestamp.txt", EXCHANGE_KEY) or any(
        lms.listing and lms.listing.file == name for lms in registry.systems()
    )


# --- folders without an LMS --------------------------------------------------------------------


def _plain(parts: Sequence[str], names: Names, assignment: str) -> Claim:
    """Find the student of `ada/activations/activations.ipynb`, `张三_2023001_activations.ipynb`, or the like.

    nbgrader's inbound folder too: `ada+activations+2026-04-26 17:34:00.861687 UTC+random`.
    """
    whose, file = parts[0], parts[-1]
    pieces = whose.split("+")
    if len(pieces) in (3, 4) and pieces[1] == assignment and (when := timestamps.timestamp(pieces[2])):
        return Claim(names.of("id", pieces[0]), pieces[0], file, moment=when)
    stem = plain_name(whose) if len(parts) == 1 else whose
    students = names.within(re.sub(re.escape(assignment), " ", normalized(stem)))
    if len(students) > 1:
        return Claim((), f"{whose}, which fits {' and '.join(students)}", file)
    return Claim(students, whose, file)


# --- a download that is one student's ----------------------------------------------------------


def owner_of(download: str, names: Names, assignment: str) -> Claim | None:
    """Find the student of a whole download, if it is named as one hand-in: `ada.zip`, `submission_77`."""
    stem = plain_name(download.removesuffix(".zip"))
    for lms in reversed(registry.systems()):
        if lms.listing and re.fullmatch(lms.listing.entry, stem):
            return Claim((), download, "")
        claimed = lms.claim((download,), names, {})
        # A teacher's own `lab1_2026_11_30.zip` is built as a name of Canvas's.
        if claimed and (claimed.students or not _DATE.search(download)):
            return claimed
    if students := names.any_of(re.sub(re.escape(assignment), " ", stem).strip("_-+. ")):
        return Claim(students, download, "")
    return None


def narrowed(owner: Claim, claimed: Claim) -> Claim:
    """Limit a file's claim to the owner of its download: a file that names somebody else is nobody's."""
    if {*claimed.students} <= {*owner.students}:
        return msgspec.structs.replace(owner, file=claimed.file, moment=claimed.moment or owner.moment)
    why = f"it names {' and '.join(claimed.students)}, and the download's own name is {owner.who}"
    return Claim((), claimed.who, claimed.file, why_nobody=why)


# --- which file is the notebook ----------------------------------------------------------------

# What a second download, a copy or an LMS adds: ` (1)`, `-1`, ` 2`, `-Copy1`, ` - Copy`, ` - 副本`.
_ADDED = re.compile(r"(?:\s*\(\d{1,3}\)|-\d{1,3}|\s+\d{1,2}|[\s_-]*(?:copy|副本|的副本)\s*\d*)$")
_BEFORE = re.compile(r"^(?:copy of|副本)[\s_-]*")


def plain_name(name: str) -> str:
    """Return a notebook's name without its ending and without what copies and downloads add."""
    stem = normalized(name)
    for ending in sorted(NOTEBOOKS, key=len, reverse=True):
        stem = stem.removesuffix(ending)
    while (shorter := _BEFORE.sub("", _ADDED.sub("", stem)).strip()) != stem and shorter:
        stem = shorter
    return stem


def name_rank(name: str, assignment: str, others: Iterable[str]) -> int | None:
    """Rank a name as that of the assignment's notebook: 0 best, 4 another assignment's, None no notebook."""
    low, wanted = normalized(name), assignment.casefold()
    if not low.endswith(NOTEBOOKS):
        return None
    if low == f"{wanted}.ipynb":
        return 0
    stem = plain_name(name)
    if stem == wanted:
        return 1
    if not low.endswith(NOTEBOOKS[:-1]):
        return None
    if stem in {other.casefold() for other in others}:
        return 4
    return 2 if wanted in stem else 3
