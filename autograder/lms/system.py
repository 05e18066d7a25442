"""A learning management system (LMS) as a value: all that is particular to it.

Each file of an LMS makes one, and `registry.py` lists them. A part that an LMS lacks is left out.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import msgspec

from autograder.lms.recipients import Export, Wanted
from autograder.lms.student_names import Names


class Arrival(msgspec.Struct, frozen=True):
    """Moment and students of a hand-in, as a table or a list of an LMS says."""

    moment: datetime | None = None
    late: bool | None = None
    students: tuple[str, ...] = ()


class Claim(msgspec.Struct, frozen=True):
    """The student to whom a file of a download belongs by its name, and which file of theirs it is."""

    students: tuple[str, ...]
    who: str  # for a message
    file: str
    lms: str = "folder"
    lms_id: str = ""
    serial: int = 0
    late: bool | None = None
    moment: datetime | None = None
    name: str = ""  # the person's, as the LMS writes it in the name of a file
    why_nobody: str = ""  # for a message, if the reason is another than that `who` is on no roster


class Listing(msgspec.Struct, frozen=True):
    """A file in a download that lists its hand-ins. `read` raises ValueError for one that is broken.

    It is believed only beside the folders that it lists, where no student can put a file.
    """

    file: str
    entry: str  # a pattern of these folders' names
    read: Callable[[bytes, Names], dict[str, Arrival]]


class TimesTable(msgspec.Struct, frozen=True):
    """A CSV file that says when hand-ins came. Titles of columns are in small letters, without `_`."""

    submitted_at: tuple[str, ...]
    late: tuple[str, ...]
    is_late: Callable[[str], bool | None]  # of a cell in small letters; None where it does not say
    key: str = ""  # the column with the LMS's own name of a hand-in, if it names no student
    title: str = ""  # for a message


class LMS(msgspec.Struct, frozen=True, kw_only=True):
    """An LMS: what its downloads, tables and lists look like, and which files it takes back."""

    name: str
    title: str  # for a message
    # Finds the student of a file by its path in a download. That begins with the part that says so: a folder,
    # or the file's name. The mapping is the listing, or else the tables of times.
    claim: Callable[[Sequence[str], Names, Mapping[str, Arrival]], Claim | None]
    is_id_of_student: bool = True  # two of its ids are two people; else an id is of a hand-in
    listing: Listing | None = None
    around: str = ""  # a pattern, in small letters, of the folder that it puts around all hand-ins
    times: TimesTable | None = None
    roster_columns: Mapping[str, str] = {}  # title of a column in its lists to our field of a student
    gradebook_columns: tuple[str, ...] = ()  # in a list that has one of these, `ID` is the LMS's own
    not_students: tuple[str, ...] = ()  # names in its lists that are nobody's, in small letters
    roles: Mapping[str, Collection[str]] = {}  # title of a column to what it calls students, in small letters
    export: Callable[[Wanted], Export] | None = None
    worksheet: str = ""  # its own file that `export --from` fills in, for a message
    # The name for a feedback page, by the hand-in's name in the download and the page's ending.
    feedback_name: Callable[[str, str], str | None] | None = None
    feedback_note: str = ""  # for the person who uploads
