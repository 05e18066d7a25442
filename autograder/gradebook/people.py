"""Students' names, addresses and LMS ids, in nbgrader's own columns, so that formgrader shows them."""

from collections.abc import Iterable

from sqlalchemy import Connection, String, bindparam, select, update

from autograder.gradebook.connection import is_made, transaction
from autograder.gradebook.tables import STUDENT
from autograder.submissions.roster import ADDED_TO_NAMES, RosterEntry

_AT_ONCE = 200
_LONGEST = 128  # characters of nbgrader's columns
# Formgrader lists everybody whom the gradebook knows, and no column of nbgrader's says who has left.
LEFT = "(left the course)"
# Chinese surnames of two characters; all others have one.
_LONG_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐".split()
)


def record_people(url: str, people: Iterable[RosterEntry]) -> None:
    """Update the people whom the gradebook knows from the roster; what the roster leaves empty stays."""
    if not is_made(url):
        return
    listed = list(people)
    for start in range(0, len(listed), _AT_ONCE):
        with transaction(url) as connection:
            name_people(connection, listed[start : start + _AT_ONCE])


def name_people(connection: Connection, people: Iterable[RosterEntry]) -> None:
    """Update some people's rows from the roster, in a transaction that has begun."""
    listed = list(people)
    wanted = {entry.id: _columns(entry) for entry in listed}
    gone = {entry.id for entry in listed if entry.left}
    names = ("first_name", "last_name", "email", "lms_user_id")
    known = select(STUDENT.c.id, *(STUDENT.c[name] for name in names)).where(STUDENT.c.id.in_(wanted))
    changed = []
    for student, *values in connection.execute(known).all():
        before = dict(zip(names, values, strict=True))
        after = before | wanted[student]
        after |= _with_leaving(after, student in gone)
        if after != before:
            changed.append({"row": student, **{f"new_{name}": value for name, value in after.items()}})
    if changed:
        new = {name: bindparam(f"new_{name}", type_=String()) for name in names}
        connection.execute(update(STUDENT).where(STUDENT.c.id == bindparam("row")).values(**new), changed)


def _columns(entry: RosterEntry) -> dict[str, str]:
    """Return a roster entry as nbgrader's columns, each cut to the column's length."""
    first, last = split_name(entry.name)
    # Formgrader writes None for a part of a name that is not there, and nothing for an empty one.
    named = {"first_name": first, "last_name": last} if entry.name else {}
    given = {"email": entry.email, "lms_user_id": entry.lms_id}
    return {
        name: value[:_LONGEST]
        for name, value in (named | {key: value for key, value in given.items() if value}).items()
    }


def _with_leaving(columns: dict[str, str | None], has_left: bool) -> dict[str, str | None]:
    """Return the columns of a name that says whether its owner has left."""
    first, last = columns["first_name"], columns["last_name"]
    surname = last and last.removesuffix(LEFT).rstrip()
    if not has_left:
        return {"last_name": surname}
    room = _LONGEST - len(LEFT) - 1
    return {"first_name": first or "", "last_name": f"{(surname or '')[:room]} {LEFT}".lstrip()}


def split_name(name: str) -> tuple[str, str]:
    """Split a name into first name and surname: the last word, or in Chinese the first character or two.

    `Jr.` and the like belong to the surname."""
    if name and all("\u4e00" <= char <= "\u9fff" for char in name):
        length = 2 if name[:2] in _LONG_SURNAMES and len(name) > 2 else 1
        return name[length:], name[:length]
    first, _, last = name.rpartition(" ")
    if ADDED_TO_NAMES.fullmatch(last) and " " in first:  # `nbgrader export` quotes no comma: none stays
        first, _, surname = first.rstrip(",").rpartition(" ")
        last = f"{surname} {last}"
    return first, last
