"""The class: `var/roster.csv`, and lists of students that are imported into it."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from rich.cells import cell_len

from autograder import timestamps
from autograder.course import Course
from autograder.csv_tables import (
    TableError,
    TrustedText,
    guarded,
    plain_title,
    read_rows,
    unguarded,
    write_table,
)
from autograder.files import locked, remove_partial_files, write_atomically
from autograder.paths import Places
from autograder.report import clean
from autograder.text import N_, Language, counted, languages, say

if TYPE_CHECKING:
    from rich.table import Table

MAX_BYTES = 256 << 20  # half a million students with all that an LMS knows of them
_SHOWN = 2_000  # on the terminal
_LISTED = 20  # in one line of it
_ALWAYS = 2  # columns that are shown however narrow the table is
_BORDER = 3  # characters around a column
_NAME_CHARACTERS = 200
_CHARACTERS = 1_000  # of any other cell
_ID_CHARACTERS, _ID_BYTES = 100, 200
# An id names a folder on every system; `+` parts names in nbgrader's exchange.
_FORBIDDEN = frozenset('/\\:*?"<>|+')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


class RosterEntry(msgspec.Struct, frozen=True):
    """One student. `id` names the folder and the gradebook's row; the rest is what lists of students say."""

    id: str
    name: str = ""
    lms_id: str = ""  # the LMS's own number, as in its file names
    login: str = ""
    number: str = ""  # 学号; the school's number: ID number, SIS user id, SID
    email: str = ""
    section: str = ""
    language: str = ""  # one of the kit's; empty is the course's
    extensions: str = ""  # activations=2026-12-08 23:59; network=+2d
    left: str = ""  # the day on which they left the course; empty if they are in it
    excused: str = ""  # activations; network
    joined: str = ""  # 2026-10-05: what was due before then, they need not have handed in


FIELDS = RosterEntry.__struct_fields__
_UNIQUE = ("lms_id", "login", "number", "email")


class ListFormat(msgspec.Struct, frozen=True):
    """Columns and rows of one LMS's lists of students, beyond those that any list may have."""

    columns: Mapping[str, str] = {}  # title to field
    gradebook_columns: Collection[str] = ()  # in a list that has one of these, `id` is the LMS's own
    not_students: Collection[str] = ()  # names of rows that are no student's, in lower case
    roles: Mapping[str, Collection[str]] = {}  # title of a column to its words for students, in lower case
    headers: str = "id"  # for a message: what its first line needs


OUR_FORMAT = ListFormat()

# Writes people to another place that has them too. If it raises, the roster stays as it is.
Record = Callable[[Sequence[RosterEntry]], None]


class Roster(msgspec.Struct, frozen=True, dict=True):
    """The class, in the order of its list."""

    students: tuple[RosterEntry, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, RosterEntry]:
        return {entry.id: entry for entry in self.students}

    def get(self, student: str) -> RosterEntry | None:
        """Return the entry of one student, or None."""
        return self.by_id.get(student)

    @cached_property
    def gone(self) -> frozenset[str]:
        """Students who have left: kept with all of their work, and in no table, report or export."""
        return frozenset(entry.id for entry in self.students if entry.left)

    def namesakes(self) -> dict[str, list[str]]:
        """Map each name that several students share to their ids."""
        called: dict[str, list[str]] = {}
        for entry in self.students:
            if entry.name:
                called.setdefault(unicodedata.normalize("NFKC", entry.name).casefold(), []).append(entry.id)
        return {self.by_id[ids[0]].name: ids for ids in called.values() if len(ids) > 1}

    def language_of(self, student: str, otherwise: Language = "en") -> Language:
        """Return the language that a student reads, or `otherwise` if the roster names none of the kit's."""
        entry = self.get(student)
        return entry.language if entry is not None and entry.language in languages() else otherwise

    def extension_of(self, student: str, assignment: str) -> str:
        """Return one student's own due date as it was written, a moment or `+2d`; "" if there is none."""
        entry = self.get(student)
        return _extensions(entry.extensions).get(assignment, "") if entry else ""

    def excused(self, student: str) -> frozenset[str]:
        """Return the assignments from which one student is excused."""
        entry = self.get(student)
        return frozenset(_excused(entry.excused)) if entry else frozenset()


def read_roster(places: Places) -> Roster:
    """Read the class's roster; it is empty if nobody has made one."""
    if not places.roster.is_file():
        return Roster()
    _, rows, _ = _parsed(places.roster.read_bytes(), "var/roster.csv")
    return Roster(tuple(rows.values()))


def extension(course: Course, roster: Roster, student: str, assignment: str) -> datetime | None:
    """Return one student's own due date in UTC, or None if the roster gives them none."""
    text = roster.extension_of(student, assignment)
    return _own_due(course, assignment, text, f"var/roster.csv, {student}") if text else None


def joined(course: Course, roster: Roster, student: str) -> datetime | None:
    """Return when one student joined the class, in UTC; None if the roster does not say."""
    entry = roster.get(student)
    return _joined(course, entry, f"var/roster.csv, {student}") if entry else None


def take_roster(
    course: Course,
    places: Places,
    raw: bytes,
    where: str,
    list_format: ListFormat = OUR_FORMAT,
    record: Record = lambda people: None,
) -> tuple[Roster, list[str]]:
    """Import a list into the roster, and keep students and columns that it does not name.

    Return the roster, and sentences on what changed. `record` is called before the roster is written.
    """
    fields, rows, staff = _parsed(raw, where, list_format)
    with lock_roster(places):
        known = read_roster(places)
        before = {entry.id: entry for entry in known.students}
        after, named = _with(course, before, fields, rows, where)
        roster = Roster(tuple(after.values()))
        whole = encode_roster(roster)
        if len(whole) > MAX_BYTES:
            raise TableError(
                where, f"the roster would have more than {MAX_BYTES >> 20} MB", "is it the right file?"
            )
        remove_partial_files(places.var)
        record(roster.students)
        write_atomically(places.roster, whole, durable=True)
    new, changed = len(after) - len(before), sum(before[student] != after[student] for student in before)
    changes = [f"{len(named)} read: {new} new, {changed} changed"]
    if staff:
        changes.append(f"left out, since their role is no student's: {listed(staff)}")
    there = {*named} | known.gone
    if unnamed := [student for student in before if student not in there]:
        line = f"{len(unnamed)} not named there, kept as they were: {listed(unnamed)}"
        is_whole = len(unnamed) <= len(named)  # else it is a list about some of the class
        changes.append(f"{line}; whoever has left: `autograder roster --drop ID`" if is_whole else line)
    if back := [student for student in named if student in known.gone]:
        changes.append(
            f"named there, and left out as before, since they had left: {listed(back)}; "
            "who is back: `autograder roster --back ID`"
        )
    if shared := [f"{clean(name, 100)} ({', '.join(ids)})" for name, ids in roster.namesakes().items()]:
        changes.append(f"of one name: {listed(shared)}; a file that says no more than the name is nobody's")
    return roster, changes


def listed(students: Sequence[str]) -> str:
    """Join students' ids for one line of the terminal; of many only the first, and the number of others."""
    more = f" and {len(students) - _LISTED} more" if len(students) > _LISTED else ""
    return ", ".join(clean(student, 100) for student in students[:_LISTED]) + more


def change_leaving(
    places: Places, students: Sequence[str], left: str, record: Record = lambda people: None
) -> Roster:
    """Note the day on which students left the course, and return the roster; with "" they are back.

    `record` is called with these students before the roster is written.
    """
    with lock_roster(places):
        known = read_roster(places)
        for student in students:
            if known.get(student) is None:
                raise TableError(
                    f"the student {clean(student, 100)!r}",
                    "is not on the roster",
                    "write the id that `autograder roster` shows",
                )
        changed = Roster(
            tuple(
                msgspec.structs.replace(entry, left=(entry.left or left) if left else "")
                if entry.id in students
                else entry
                for entry in known.students
            )
        )
        remove_partial_files(places.var)
        record([entry for entry in changed.students if entry.id in students])
        write_atomically(places.roster, encode_roster(changed), durable=True)
    return changed


def lock_roster(places: Places) -> AbstractContextManager[None]:
    """Lock the roster, so that only one process at a time changes it."""
    return locked(places.var / "roster.lock", "changing the roster of")


def _with(
    course: Course,
    before: Mapping[str, RosterEntry],
    fields: set[str],
    rows: Mapping[int, RosterEntry],
    where: str,
) -> tuple[dict[str, RosterEntry], list[str]]:
    """Return the students by id with a list imported, and the ids that the list names."""
    after, lines, known_by = dict(before), dict[str, int](), _Index(before.values())
    for line, row in rows.items():
        place = f"{where}, line {line}"
        known = known_by.same(row, place) if "id" not in fields else row.id if row.id in after else None
        if known in lines:
            raise TableError(place, f"{known} is in line {lines[known or '']} too", "take out one of them")
        if known is not None:
            row = msgspec.structs.replace(
                after[known], **{name: getattr(row, name) for name in fields - {"id"}}
            )
        for assignment, text in _extensions(row.extensions).items():
            _own_due(course, assignment, text, place)
        _refuse_unknown(course, row, place)
        _joined(course, row, place)
        known_by.put(row)
        after[row.id], lines[row.id] = row, line
    _refuse_collisions(after, lines, where)
    return after, [*lines]


def encode_roster(roster: Roster) -> bytes:
    """Return the bytes of var/roster.csv."""
    rows = ([TrustedText(guarded(getattr(entry, name))) for name in FIELDS] for entry in roster.students)
    return write_table([FIELDS, *rows], line_end="\n")


def roster_table(roster: Roster, width: int) -> "Table":
    """Return the class as a table for the terminal, without columns that are empty or find no room."""
    from rich.table import Table  # here, since most who read a roster draw none
    from rich.text import Text

    left = f", {len(roster.gone)} of them have left" if roster.gone else ""
    caption = f"{counted(len(roster.students), 'student')}{left}, var/roster.csv"
    if len(roster.students) > _SHOWN:
        caption += f"; the first {_SHOWN} are shown"
    rows = roster.students[:_SHOWN]
    used = [name for name in FIELDS if name == "id" or any(getattr(entry, name) for entry in rows)]
    room, fitting = width - 1, list[str]()
    for name in used:
        wanted = max(cell_len(name), *(cell_len(getattr(entry, name)) for entry in rows)) if rows else 0
        if len(fitting) >= _ALWAYS and wanted + _BORDER > room:
            continue
        fitting.append(name)
        room -= wanted + _BORDER
    if len(fitting) < len(used):
        caption += f"; there is no room for {', '.join(name for name in used if name not in fitting)}"
    shown = Table(caption=caption, caption_justify="left")
    for name in fitting:
        shown.add_column(name, overflow="fold")
    for one in rows:
        shown.add_row(*(Text(getattr(one, name)) for name in fitting))
    return shown


# --- who is who --------------------------------------------------------------------------------


class _Index:
    """Index of known students by the names that LMSs give them: LMS id, login, number, email."""

    def __init__(self, known: Iterable[RosterEntry]) -> None:
        self._known: dict[str, RosterEntry] = {}
        self._by: dict[tuple[str, str], set[str]] = {}
        for entry in known:
            self.put(entry)

    def put(self, entry: RosterEntry) -> None:
        """Add a student, in place of what was known of them before."""
        if before := self._known.get(entry.id):
            for key in _names(before):
                self._by[key].discard(entry.id)
        self._known[entry.id] = entry
        for key in _names(entry):
            self._by.setdefault(key, set()).add(entry.id)

    def same(self, row: RosterEntry, place: str) -> str | None:
        """Return the known student that a row without an id of ours is about, or None."""
        fitting = {student for key in _names(row) for student in self._by.get(key, ())}
        if len(fitting) > 1:
            raise TableError(place, f"it fits {' and '.join(sorted(fitting))}", "fix it, or var/roster.csv")
        return fitting.pop() if fitting else row.id if row.id in self._known else None


def _names(entry: RosterEntry) -> list[tuple[str, str]]:
    return [(name, value.casefold()) for name in _UNIQUE if (value := getattr(entry, name))]


def _refuse_unknown(course: Course, row: RosterEntry, place: str) -> None:
    known = [entry.name for entry in course.assignments]
    for name in _excused(row.excused):
        if name not in known:
            raise TableError(
                place,
                f"excused: course.yml has no assignment {clean(name, 64)!r}",
                f"use: {', '.join(known)}",
            )


def _refuse_collisions(students: Mapping[str, RosterEntry], lines: Mapping[str, int], where: str) -> None:
    """Refuse two students with one id on some system or in the LMS: they would get each other's work."""
    owners: dict[tuple[str, str], str] = {}
    for student, entry in students.items():
        for name in ("id", *_UNIQUE):
            key = name, unicodedata.normalize("NFKC", getattr(entry, name)).casefold()
            other = owners.setdefault(key, student)
            if key[1] and other != student:
                line = lines.get(student) or lines.get(other)
                place = f"{where}, line {line}" if line else where
                raise TableError(
                    place, f"{other} and {student} have the same {name}, {key[1]}", "take out one, or fix it"
                )


# --- extensions --------------------------------------------------------------------------------

_NEXT = "write it as activations=2026-12-08 23:59; network=+2d"


def _extensions(text: str) -> dict[str, str]:
    """Map each assignment to the moment or span of its extension, as they are written."""
    parts = [part.partition("=") for part in re.split(r"[;；\n]", text)]
    return {name.strip(): when.strip() for name, _, when in parts if name.strip() or when.strip()}


def _own_due(course: Course, assignment: str, text: str, place: str) -> datetime:
    """Return the moment of an extension; raise TableError, with its `place`, if it names none."""
    try:
        if assignment not in [entry.name for entry in course.assignments]:
            raise ValueError("course.yml has no assignment of this name")
        if not text.startswith("+"):
            return timestamps.parse_timestamp(text, course.zone)
        due = course.due(assignment)
        if due is None:
            raise ValueError(f"{text} is counted from the due date, and course.yml gives it none")
        return timestamps.later(due, text, course.zone)
    except ValueError as error:
        raise TableError(place, f"extension of {assignment}: {error}", _NEXT) from error


def _joined(course: Course, entry: RosterEntry, place: str) -> datetime | None:
    """Return the moment at which a student joined; raise TableError, with its `place`, if it is none."""
    try:
        return timestamps.parse_day(entry.joined, course.zone) if entry.joined else None
    except ValueError as error:
        raise TableError(place, f"joined: {error}", "write a day, such as 2026-10-05") from error


def _excused(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"[;；,，\n]", text) if name.strip()]


# --- a list's text -----------------------------------------------------------------------------


def _parsed(
    raw: bytes, where: str, list_format: ListFormat = OUR_FORMAT
) -> tuple[set[str], dict[int, RosterEntry], list[str]]:
    """Return the fields that a list has, its students by line, and people of other roles, with the role."""
    if len(raw) > MAX_BYTES:
        raise TableError(where, "is too large for a list of students", "give the CSV file")
    header: list[str] = []
    columns: dict[str, list[int]] = {}
    roles: list[tuple[int, Collection[str]]] = []
    rows: dict[int, RosterEntry] = {}
    lines: dict[str, int] = {}
    staff: list[str] = []
    for line, cells in read_rows(raw, where, worth=lambda cells: len(_fields(cells, list_format)))[1]:
        place = f"{where}, line {line}"
        cells = [unguarded(cell) for cell in cells]
        if not any(cells):
            continue
        if not header:
            header, columns = cells, _fields(cells, list_format)
            _refuse_header(header, columns, place, list_format.headers)
            titles = enumerate(map(plain_title, header))
            roles = [(at, list_format.roles[title]) for at, title in titles if title in list_format.roles]
            continue
        if any(cells[len(header) :]):
            raise TableError(place, "it has more cells than the first line", "quote cells that hold commas")
        person = _person(columns, cells)
        if role := _other_role(roles, cells):
            who = _in_order(person["name"]) or next(filter(None, person.values()), "?")
            staff.append(f"{clean(who, 100)} ({role})")
            continue
        if person["name"].casefold() in list_format.not_students or not any(person.values()):
            continue
        row = _student(person, place)
        if row.id in lines:
            raise TableError(place, f"{row.id} is in line {lines[row.id]} too", "take out one of them")
        rows[line], lines[row.id] = row, line
    if not header:
        raise TableError(where, "it is empty", "its first line names the columns: id,name,lms_id,email")
    fields = {*columns} & {*FIELDS} | ({"name"} if {*columns} & {"first", "last"} else set())
    return fields, rows, staff


# A column's title, without blanks and signs, to the field that it holds.
_COLUMNS = {
    "id": "id",
    **dict.fromkeys(("name", "full name", "student", "student name", "display name", "姓名", "全名"), "name"),
    **dict.fromkeys(("first name", "firstname", "given name", "名", "名字"), "first"),
    **dict.fromkeys(("last name", "lastname", "surname", "family name", "姓", "姓氏"), "last"),
    **dict.fromkeys(("lms id", "lms user id"), "lms_id"),
    **dict.fromkeys(("login", "username", "user name", "用户名", "登录名"), "login"),
    **dict.fromkeys(("number", "student id", "student number", "学号", "编号"), "number"),
    **dict.fromkeys(
        ("email", "email address", "e mail", "mail", "邮箱", "电子邮箱", "电子邮件", "电子邮件地址", "邮件"),
        "email",
    ),
    **dict.fromkeys(("section", "group", "group name", "class", "班级", "小组"), "section"),
    **dict.fromkeys(("language", "语言"), "language"),
    **dict.fromkeys(("extension", "extensions", "延期"), "extensions"),
    "left": "left",
    **dict.fromkeys(("excused", "免交"), "excused"),
    **dict.fromkeys(("joined", "加入日期"), "joined"),
}
_SINGLE = {*FIELDS} - {"number", "section"}  # fields that only one column may hold


def _fields(header: list[str], list_format: ListFormat) -> dict[str, list[int]]:
    """Map each field that a list has to the numbers of its columns."""
    titles = [plain_title(cell) for cell in header]
    columns: dict[str, list[int]] = {}
    for at, title in enumerate(titles):
        if field := field_of(title, titles, list_format):
            columns.setdefault(field, []).append(at)
    return columns


def field_of(title: str, titles: Collection[str], list_format: ListFormat) -> str:
    """Return the field that a column holds, or ""; titles are as `plain_title` returns them."""
    if title == "id" and not {*list_format.gradebook_columns}.isdisjoint(titles):
        return "lms_id"
    return list_format.columns.get(title) or _COLUMNS.get(title, "")


def _refuse_header(header: list[str], fields: Mapping[str, list[int]], place: str, needed: str) -> None:
    if not {"id", *_UNIQUE} & set(fields):
        shown = clean(", ".join(header), 200)
        raise TableError(
            place, f"no column says who a student is; there are: {shown}", f"the first line needs {needed}"
        )
    for name in _SINGLE & set(fields):
        if len(fields[name]) > 1:
            twice = " and ".join(repr(clean(header[at], 50)) for at in fields[name])
            raise TableError(place, f"{twice} both say the {name}", "take out one of them")


def _person(fields: Mapping[str, list[int]], cells: list[str]) -> dict[str, str]:
    """Map each field to the first text that a row has for it; first and last name become the name."""
    own = {
        field: next((cells[at] for at in columns if at < len(cells) and cells[at]), "")
        for field, columns in fields.items()
    }
    full_name = _full_name(own.pop("first", ""), own.pop("last", ""))
    return own | {"name": own.get("name") or full_name}


def _student(own: dict[str, str], place: str) -> RosterEntry:
    """Return the student whom a row is about; raise TableError if it cannot be used."""
    for key in FIELDS:
        if key in ("name", "section"):
            continue  # they are made clean below
        text = own.get(key, "")
        if not text.isprintable() and any(
            unicodedata.category(char)[0] == "C" and char != "\n" for char in text
        ):
            raise TableError(place, f"the {key} holds a character that cannot be seen", "type it anew")
        if len(text) > _CHARACTERS:
            raise TableError(
                place, f"the {key} has more than {_CHARACTERS} characters", "is it the right file?"
            )
    own["name"] = clean(" ".join(_in_order(own["name"]).split()), _NAME_CHARACTERS)
    own["section"] = clean(" ".join(own.get("section", "").split()), _NAME_CHARACTERS)
    own["language"] = _language(own.get("language", ""), place)
    if "id" not in own:
        local = own.get("login") or own.get("number") or own.get("email") or own.get("lms_id") or ""
        own["id"] = local.partition("@")[0]
    refuse_id(own["id"], own["name"], place)
    for assignment, when in _extensions(own.get("extensions", "")).items():
        if not assignment or not when:
            raise TableError(place, f"the extension {assignment}={when} says too little", _NEXT)
    return RosterEntry(**own)


def _other_role(columns: list[tuple[int, Collection[str]]], cells: list[str]) -> str:
    """Return the role of a row's person, or "" if that is a student's or the row names none."""
    for at, called in columns:
        role = clean(cells[at], 60) if at < len(cells) else ""
        if role and role.casefold() not in called:
            return role
    return ""


def refuse_id(student: str, name: str, place: str) -> None:
    """Raise TableError if an id cannot be a folder's name on every system."""
    whose = f"of {name}" if name else "of this line"
    if not student:
        raise TableError(place, f"the id {whose} is empty", "give each student an id, such as a login")
    stem = student.partition(".")[0].casefold()
    is_name = (
        student[0].isalnum() and student[-1] not in ". " and student.isprintable() and stem not in _DEVICES
    )
    if (
        not is_name
        or _FORBIDDEN & set(student)
        or len(student) > _ID_CHARACTERS
        or len(student.encode()) > _ID_BYTES
    ):
        raise TableError(
            place,
            f"the id {clean(student, 100)!r} cannot be a folder's name",
            f'use letters and digits, at most {_ID_CHARACTERS}, without / \\ : * ? " < > | +',
        )


def _language(text: str, place: str) -> str:
    word = text.lower().replace("_", "-").partition("-")[0]
    if not word:
        return ""
    known = _languages_by_name()
    if word not in known:
        codes = " or ".join(languages())
        raise TableError(
            place, f"the language {clean(text, 50)!r} is not known", f"write {codes}, or nothing"
        )
    return known[word]


_ENGLISH = N_("english")
_ITSELF = N_("names-of-this-language")  # such as: german deutsch


def _languages_by_name() -> dict[str, Language]:
    """Map each word that a roster may use for a language to it: codes, and names from the catalogues."""
    names = {language: language for language in languages()} | {_ENGLISH: "en"}
    for language in languages()[1:]:
        names |= dict.fromkeys(say(_ENGLISH, language).lower().split(), "en")
        names |= dict.fromkeys(say(_ITSELF, language).lower().split(), language)
    return names


def _full_name(first: str, last: str) -> str:
    is_chinese = all("\u4e00" <= char <= "\u9fff" for char in first + last)
    return last + first if is_chinese else f"{first} {last}".strip()


ADDED_TO_NAMES = re.compile(r"(?:jr|sr|junior|senior|ii|iii|iv|v|ph\.?d|m\.?d|esq)\.?", re.IGNORECASE)


def _in_order(name: str) -> str:
    """Return the name `Example, Ann` as `Ann Example`, and `Smith, Jr., John` as `John Smith, Jr.`."""
    last, *others = [part.strip() for part in name.split(", ")]
    added = [part for part in others if ADDED_TO_NAMES.fullmatch(part)]
    first = [part for part in others if part not in added]
    if len(first) != 1 or len(added) > 1:
        return name
    return ", ".join((_full_name(first[0], last), *added))
