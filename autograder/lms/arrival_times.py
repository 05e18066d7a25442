"""When hand-ins came: the tables that an LMS gives beside its zips, which themselves hold no times.

Moodle's grading worksheet, Gradescope's grades, or any CSV with a column that names the student and one
called `submitted_at`.
"""

import csv
import io
import re
from datetime import datetime, tzinfo

from autograder import timestamps
from autograder.lms.file_names import Names, Said
from autograder.report import clean
from autograder.submissions import roster
from autograder.submissions.roster import RosterError

_MOMENT = (
    "submitted at", "submission time", "submission date", "timestamp", "last modified (submission)",
    "最后修改 (提交)", "最后修改（提交）", "最后修改(提交)", "最后修改时间（提交）", "提交时间",
)  # fmt: skip
_LATE = ("late", "lateness (h:m:s)", "status", "状态")
_WHO = (
    "id", "student", "sis login id", "login", "username", "用户名", "sid", "id number", "number", "学号",
    "lms id", "email address", "email", "电子邮件", "邮箱", "full name", "name", "姓名",
)  # fmt: skip
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日\D*?(上午|下午)?\s*(\d{1,2}):(\d{2})")


def read_times(raw: bytes, where: str, names: Names, zone: tzinfo) -> dict[str, Said]:
    """What a table says, by student, and by Moodle's `participant 5001`."""
    text = roster.decoded(raw, where)
    separator = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    said: dict[str, Said] = {}
    header: list[str] = []
    try:
        for cells in rows:
            place = f"{where}, line {rows.line_num}"
            if not header:
                header = [" ".join(cell.replace("_", " ").casefold().split()) for cell in cells]
                if not set(_MOMENT) & set(header):
                    shown = clean(", ".join(cells), 200)
                    raise RosterError(
                        place,
                        f"no column says when something was handed in; there are: {shown}",
                        "give Moodle's grading worksheet, or a CSV with the columns id and submitted_at",
                    )
                continue
            own = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            text = next((own[name] for name in _MOMENT if own.get(name)), "")
            found = Said(_moment(text, zone, place), _is_late(own), _student(own, names))
            # A number or a line stands for who is not found, so that it shows where nobody is.
            for key in (*found.students, own.get("identifier", "").casefold() or f"line {rows.line_num}"):
                said[key] = found
        if said and not any(own.students for own in said.values()):
            raise RosterError(
                where,
                "nobody in it is on the roster",
                "its column for the student needs ids, logins, numbers or addresses that the roster has",
            )
    except csv.Error as error:
        raise RosterError(
            f"{where}, line {rows.line_num}", f"it is not CSV ({error})", "save it from the LMS again"
        ) from error
    return said


def _student(own: dict[str, str], names: Names) -> tuple[str, ...]:
    return next((found for name in _WHO if (found := names.any_of(own.get(name, "")))), ())


def _moment(text: str, zone: tzinfo, place: str) -> datetime | None:
    """A moment in an LMS's words. Without an offset it is in the course's zone, as the LMS showed it."""
    if text in ("", "-"):
        return None
    try:
        if found := _CHINESE.search(text):
            year, month, day, half, hour, minute = found.groups()
            hours = int(hour) % 12 + (12 if half == "下午" else 0) if half else int(hour)
            return timestamps.kindly(datetime(int(year), int(month), int(day), hours, int(minute)), zone)
        from dateutil import parser  # here, since only staff need it

        return timestamps.kindly(parser.parse(re.sub(r"\s+(?=[+-]\d{4}$)", "", text)), zone)
    except (ValueError, OverflowError) as error:
        raise RosterError(
            place, f"{clean(text, 100)!r} is no moment", "write it as 2026-12-01 23:10, and collect again"
        ) from error


def _is_late(own: dict[str, str]) -> bool | None:
    """An LMS's word: Moodle's status, Gradescope's hours, or yes and no; None where it says nothing."""
    text = next((own[name] for name in _LATE if own.get(name)), "").casefold()
    if re.fullmatch(r"\d+:\d\d:\d\d", text):
        return text.strip("0:") != ""
    if text in ("yes", "true", "1", "是"):
        return True
    if text in ("no", "false", "0", "否"):
        return False
    if "submitted for grading" in text:
        return " late" in text
    return None
