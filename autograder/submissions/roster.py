"""Who is in the class: `var/roster.csv`, and the lists of students that an LMS exports."""

import csv
import io
import unicodedata
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime

import msgspec
from rich.table import Table
from rich.text import Text

from autograder import timestamps
from autograder.course import Course, Places
from autograder.errors import CourseError
from autograder.files import one_at_a_time, sweep, write_whole
from autograder.report import clean
from autograder.text import Language, languages

MAX_BYTES = 16 << 20
_NAME_CHARACTERS = 200
_ID_CHARACTERS, _ID_BYTES = 100, 200
_FORBIDDEN = frozenset(
    '/\\:*?"<>|+'
)  # an id names a folder on every system; `+` parts names in nbgrader's exchange
_RUNS = ("=", "+", "-", "@")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


class RosterError(CourseError):
    """A list of students that cannot be read as it stands."""


class RosterEntry(msgspec.Struct, frozen=True):
    """One student. `id` names the folder and the gradebook's row; the rest is how an LMS calls them."""

    id: str
    name: str = ""
    lms_id: str = ""  # Canvas' number, which stands in its file names
    login: str = ""
    number: str = ""  # 学号; Moodle's ID number, Canvas' SIS user id, Gradescope's SID
    email: str = ""
    section: str = ""
    language: str = ""  # en or zh; empty is the course's
    extensions: str = ""  # activations=2026-12-08 23:59; network=+2d


FIELDS = RosterEntry.__struct_fields__
_UNIQUE = ("lms_id", "login", "number", "email")


class Roster(msgspec.Struct, frozen=True):
    """The class, in the order of its list."""

    students: tuple[RosterEntry, ...] = ()

    def get(self, student: str) -> RosterEntry | None:
        """The entry of one student, where there is one."""
        return next((one for one in self.students if one.id == student), None)

    def language_of(self, student: str, otherwise: Language = "en") -> Language:
        """The language that a student reads; `otherwise` is the course's."""
        found = self.get(student)
        return found.language if found is not None and found.language in languages() else otherwise

    def extension_of(self, student: str, assignment: str) -> str:
        """One student's own due date as it was written, a moment or `+2d`; empty where there is none."""
        found = self.get(student)
        return _extensions(found.extensions).get(assignment, "") if found else ""


def read_roster(places: Places) -> Roster:
    """The class's roster; empty where nobody has made one."""
    if not places.roster.is_file():
        return Roster()
    _, rows = _parsed(places.roster.read_bytes(), "var/roster.csv")
    return Roster(tuple(rows.values()))


def extension(course: Course, roster: Roster, student: str, assignment: str) -> datetime | None:
    """One student's own due date, where the roster gives them one, in UTC."""
    text = roster.extension_of(student, assignment)
    if not text:
        return None
    try:
        return _moment(course, assignment, text)
    except ValueError as error:
        raise RosterError(
            f"var/roster.csv, {student}", f"extension of {assignment}: {error}", _NEXT
        ) from error


def take_roster(course: Course, places: Places, raw: bytes, where: str) -> tuple[Roster, list[str]]:
    """Bring a list into the roster; whom and what it does not name stays. Gives what changed, in words."""
    fields, rows = _parsed(raw, where)
    with lock_roster(places):
        before = {one.id: one for one in read_roster(places).students}
        after, named = _with(course, before, fields, rows, where)
        found = Roster(tuple(after.values()))
        sweep(places.var)
        write_whole(places.roster, encode_roster(found), durable=True)
    new, changed = len(after) - len(before), sum(before[one] != after[one] for one in before)
    told = [f"{named} read: {new} new, {changed} changed"]
    if left := len(before) + new - named:
        told.append(f"{left} not named there, kept as they were")
    return found, told


def lock_roster(places: Places) -> AbstractContextManager[None]:
    """Only one process at a time changes the roster."""
    return one_at_a_time(places.var / "roster.lock", "changing the roster of")


def _with(
    course: Course,
    before: Mapping[str, RosterEntry],
    fields: set[str],
    rows: Mapping[int, RosterEntry],
    where: str,
) -> tuple[dict[str, RosterEntry], int]:
    """The students with a list brought in, and how many it names."""
    after, lines = dict(before), dict[str, int]()
    for line, row in rows.items():
        place = f"{where}, line {line}"
        own = _same(after, row, place) if "id" not in fields else row.id if row.id in after else None
        if own in lines:
            raise RosterError(place, f"{own} stands in line {lines[own or '']} too", "take out one of them")
        if own is not None:
            row = msgspec.structs.replace(
                after[own], **{name: getattr(row, name) for name in fields - {"id"}}
            )
        for assignment, text in _extensions(row.extensions).items():
            try:
                _moment(course, assignment, text)
            except ValueError as error:
                raise RosterError(place, f"extension of {assignment}: {error}", _NEXT) from error
        after[row.id], lines[row.id] = row, line
    _refuse_collisions(after, lines, where)
    return after, len(lines)


def encode_roster(roster: Roster) -> bytes:
    """The bytes of var/roster.csv."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows([_inert(getattr(one, name)) for name in FIELDS] for one in roster.students)
    return text.getvalue().encode()


def roster_table(roster: Roster) -> Table:
    """The class on the terminal; a column that nobody uses is left out."""
    shown = Table(caption=f"{len(roster.students)} students, var/roster.csv", caption_justify="left")
    used = [name for name in FIELDS if name == "id" or any(getattr(one, name) for one in roster.students)]
    for name in used:
        shown.add_column(name, overflow="fold")
    for one in roster.students:
        shown.add_row(*(Text(getattr(one, name)) for name in used))
    return shown


# --- who is who --------------------------------------------------------------------------------


def _same(known: Mapping[str, RosterEntry], row: RosterEntry, place: str) -> str | None:
    """Whom a row without an id of our own is about, by the names that an LMS gives."""
    found = {
        one.id
        for one in known.values()
        for name in _UNIQUE
        if (value := getattr(row, name)) and value.casefold() == getattr(one, name).casefold()
    }
    if len(found) > 1:
        raise RosterError(place, f"it fits {' and '.join(sorted(found))}", "mend it, or var/roster.csv")
    return found.pop() if found else row.id if row.id in known else None


def _refuse_collisions(students: Mapping[str, RosterEntry], lines: Mapping[str, int], where: str) -> None:
    """Two students with one id on some system, or with one name in the LMS, would get each other's work."""
    seen: dict[tuple[str, str], str] = {}
    for one in students.values():
        for name in ("id", *_UNIQUE):
            key = name, unicodedata.normalize("NFKC", getattr(one, name)).casefold()
            other = seen.setdefault(key, one.id)
            if key[1] and other != one.id:
                line = lines.get(one.id) or lines.get(other)
                place = f"{where}, line {line}" if line else where
                raise RosterError(
                    place, f"{other} and {one.id} have the same {name}, {key[1]}", "take out one, or mend it"
                )


# --- extensions --------------------------------------------------------------------------------

_NEXT = "write it as activations=2026-12-08 23:59; network=+2d"


def _extensions(text: str) -> dict[str, str]:
    """Assignment to moment or span, as they are written."""
    parts = [part.partition("=") for part in text.replace("；", ";").replace("\n", ";").split(";")]
    return {name.strip(): when.strip() for name, _, when in parts if name.strip() or when.strip()}


def _moment(course: Course, assignment: str, text: str) -> datetime:
    if assignment not in [entry.name for entry in course.assignments]:
        raise ValueError("course.yml has no assignment of this name")
    if not text.startswith("+"):
        return timestamps.parse_timestamp(text, course.zone)
    due = course.due(assignment)
    if due is None:
        raise ValueError(f"{text} is counted from the due date, and course.yml gives it none")
    return timestamps.later(due, text, course.zone)


# --- a list's text -----------------------------------------------------------------------------


def _parsed(raw: bytes, where: str) -> tuple[set[str], dict[int, RosterEntry]]:
    """Which fields a list has, and its students by line."""
    if len(raw) > MAX_BYTES:
        raise RosterError(where, "is too large for a list of students", "give the CSV file")
    text = decoded(raw, where)
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=lambda mark: len(_fields(next(csv.reader([head], delimiter=mark), []))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: list[str] = []
    rows: dict[int, RosterEntry] = {}
    lines: dict[str, int] = {}
    try:
        for cells in reader:
            place = f"{where}, line {reader.line_num}"
            cells = [_unwrapped(cell) for cell in cells]
            if not any(cells):
                continue
            if not header:
                header = cells
                _refuse_header(header, place)
                continue
            if any(cells[len(header) :]):
                raise RosterError(
                    place, "it has more cells than the first line", "quote cells that hold commas"
                )
            row = _student(_fields(header), cells, place)
            if row is None:
                continue
            if row.id in lines:
                raise RosterError(
                    place, f"{row.id} stands in line {lines[row.id]} too", "take out one of them"
                )
            rows[reader.line_num], lines[row.id] = row, reader.line_num
    except csv.Error as error:
        place = f"{where}, line {reader.line_num}"
        raise RosterError(place, f"it is not CSV ({error})", "save it from the LMS again") from error
    if not header:
        raise RosterError(where, "it is empty", "its first line names the columns: id,name,lms_id,email")
    fields = set(_fields(header))
    return fields & set(FIELDS) | ({"name"} if fields & {"first", "last"} else set()), rows


def decoded(raw: bytes, where: str) -> str:
    """The text, whatever Excel made of it: UTF-8 or UTF-16 with or without a mark, or GBK."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        codecs = ["utf-16"]
    elif b"\0" in raw[:200]:
        codecs = ["utf-16-be" if raw[:1] == b"\0" else "utf-16-le"]
    else:
        codecs = ["utf-8-sig", "gb18030"]
    for codec in codecs:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec != "gb18030" or is_chinese(text):
            return text
    raise RosterError(where, "its encoding is neither UTF-8, UTF-16 nor GBK", "save it as CSV UTF-8")


def is_chinese(text: str) -> bool:
    """Whether bytes read as GBK make words. Western letters would make rare ones."""
    others = [char for char in text if char > "\x7f"]
    usual = 0
    for char in others:
        try:
            char.encode("gb2312")
            usual += 1
        except UnicodeEncodeError:
            pass
    return 2 * usual >= len(others)


# A column's name, without blanks and signs, to what it holds.
_COLUMNS = {
    "id": "id",
    **dict.fromkeys(("name", "full name", "student", "student name", "display name", "姓名", "全名"), "name"),
    **dict.fromkeys(("first name", "firstname", "given name", "名", "名字"), "first"),
    **dict.fromkeys(("last name", "lastname", "surname", "family name", "姓", "姓氏"), "last"),
    **dict.fromkeys(("lms id", "lms user id", "canvas user id", "canvas id"), "lms_id"),
    **dict.fromkeys(
        ("login", "login id", "sis login id", "username", "user name", "用户名", "登录名"), "login"
    ),
    **dict.fromkeys(
        (
            "number",
            "sis user id",
            "user id",
            "sid",
            "id number",
            "student id",
            "student number",
            "学号",
            "编号",
        ),
        "number",
    ),
    **dict.fromkeys(
        ("email", "email address", "e mail", "mail", "邮箱", "电子邮箱", "电子邮件", "电子邮件地址", "邮件"),
        "email",
    ),
    **dict.fromkeys(
        ("section", "sections", "group", "groups", "group name", "class", "班级", "小组"), "section"
    ),
    **dict.fromkeys(("language", "语言"), "language"),
    **dict.fromkeys(("extension", "extensions", "延期"), "extensions"),
}
_SINGLE = {"id", "name", "lms_id", "login", "email", "language", "extensions"}


def _fields(header: list[str]) -> dict[str, list[int]]:
    """What a list holds, and in which columns."""
    words = [" ".join(cell.replace("_", " ").replace("-", " ").lower().split()) for cell in header]
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        name = _COLUMNS.get(word)
        if name == "id" and {"sis login id", "sis user id"} & set(words):
            name = "lms_id"  # a Canvas gradebook: `ID` is Canvas' own number
        if name:
            found.setdefault(name, []).append(at)
    return found


def _refuse_header(header: list[str], place: str) -> None:
    fields = _fields(header)
    if not {"id", *_UNIQUE} & set(fields):
        shown = clean(", ".join(header), 200)
        raise RosterError(
            place,
            f"no column says who a student is; there are: {shown}",
            "the first line needs id, or the headers of a Canvas, Moodle or Gradescope list",
        )
    for name in _SINGLE & set(fields):
        if len(fields[name]) > 1:
            twice = " and ".join(repr(clean(header[at], 50)) for at in fields[name])
            raise RosterError(place, f"{twice} both say the {name}", "take out one of them")


def _student(fields: Mapping[str, list[int]], cells: list[str], place: str) -> RosterEntry | None:
    """One row, or None where it is about no student."""
    own = {
        name: next((cells[at] for at in columns if at < len(cells) and cells[at]), "")
        for name, columns in fields.items()
    }
    name = own.get("name") or _full_name(own.pop("first", ""), own.pop("last", ""))
    if name.casefold() in ("points possible", "student, test") or not any([name, *own.values()]):
        return None  # lines of a Canvas gradebook
    for key in ("id", *_UNIQUE, "language", "extensions"):
        if any(unicodedata.category(char)[0] == "C" and char != "\n" for char in own.get(key, "")):
            raise RosterError(place, f"the {key} holds a character that cannot be seen", "type it anew")
    own.pop("first", None), own.pop("last", None)
    own["name"] = clean(" ".join(_in_order(name).split()), _NAME_CHARACTERS)
    own["section"] = clean(" ".join(own.get("section", "").split()), _NAME_CHARACTERS)
    own["language"] = _language(own.get("language", ""), place)
    if "id" not in fields:
        local = own.get("login") or own.get("number") or own.get("email") or own.get("lms_id") or ""
        own["id"] = local.partition("@")[0]
    refuse_id(own["id"], own["name"], place)
    for assignment, when in _extensions(own.get("extensions", "")).items():
        if not assignment or not when:
            raise RosterError(place, f"the extension {assignment}={when} says too little", _NEXT)
    return RosterEntry(**own)


def refuse_id(own: str, name: str, place: str) -> None:
    """Raise RosterError where an id cannot be a folder's name on every system."""
    whose = f"of {name}" if name else "of this line"
    if not own:
        raise RosterError(place, f"the id {whose} is empty", "give each student an id, such as a login")
    stem = own.partition(".")[0].casefold()
    is_name = own[0].isalnum() and own[-1] not in ". " and own.isprintable() and stem not in _DEVICES
    if not is_name or _FORBIDDEN & set(own) or len(own) > _ID_CHARACTERS or len(own.encode()) > _ID_BYTES:
        raise RosterError(
            place,
            f"the id {clean(own, 100)!r} cannot be a folder's name",
            f'use letters and digits, at most {_ID_CHARACTERS}, without / \\ : * ? " < > | +',
        )


def _language(text: str, place: str) -> str:
    word = text.lower().replace("_", "-").partition("-")[0]
    if word in languages():
        return word
    for language, names in (
        ("en", ("english", "英文", "英语")),
        ("zh", ("chinese", "中文", "汉语")),
    ):
        if word in names:
            return language
    if word:
        raise RosterError(
            place, f"the language {clean(text, 50)!r} is not known", "write en or zh, or nothing"
        )
    return ""


def _full_name(first: str, last: str) -> str:
    is_chinese = all("\u4e00" <= char <= "\u9fff" for char in first + last)
    return last + first if is_chinese else f"{first} {last}".strip()


def _in_order(name: str) -> str:
    """Canvas writes `Example, Ann`."""
    last, comma, first = name.partition(", ")
    return _full_name(first.strip(), last.strip()) if comma and ", " not in first else name


def _inert(cell: str) -> str:
    """A spreadsheet runs what begins so, and people name themselves; `_unwrapped` takes it off again."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def _unwrapped(cell: str) -> str:
    """A cell's text. `="=Ann"` and `'=Ann` are how programs keep a spreadsheet from reckoning."""
    if cell.startswith("'") and cell[1:].startswith(_RUNS):
        cell = cell[1:]
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return unicodedata.normalize("NFC", cell).strip().strip("\ufeff\u200b").strip()
