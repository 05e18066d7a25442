"""Arrival times of hand-ins: tables that an LMS gives beside its zips, which themselves hold no times.

A table is an LMS's own, or any CSV with a column that names the student and one called `submitted_at`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from autograder import timestamps
from autograder.csv_tables import TableError, plain_title, read_rows
from autograder.lms import registry
from autograder.lms.roster_import import list_format
from autograder.lms.student_names import Names
from autograder.lms.system import Arrival
from autograder.report import clean
from autograder.submissions import roster

_SUBMITTED_AT = ("submitted at", "submission date", "timestamp", "提交时间")
_LATE = "late"
_STUDENT = ("id", "login", "number", "lms_id", "email", "name")  # of several columns, the first that fits
_WRITE = "write it as 2026-12-01 23:10, and collect again"
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日\D*?(上午|下午)?\s*(\d{1,2}):(\d{2})")


def read_times(raw: bytes, where: str, names: Names, zone: tzinfo) -> dict[str, Arrival]:
    """Read a table's arrival times, by student, and by the LMS's name of a hand-in (`participant 5001`)."""
    tables = [lms.times for lms in registry.systems() if lms.times]
    submitted_at = [*_SUBMITTED_AT, *(title for times in tables for title in times.submitted_at)]
    keys = [times.key for times in tables if times.key]
    arrivals: dict[str, Arrival] = {}
    header: list[str] = []
    for line, cells in read_rows(raw, where)[1]:
        place = f"{where}, line {line}"
        if not header:
            header = [plain_title(cell) for cell in cells]
            if not {*submitted_at} & {*header}:
                shown = clean(", ".join(cells), 200)
                known = "".join(f"{times.title}, or " for times in tables if times.title)
                raise TableError(
                    place,
                    f"no column says when something was handed in; there are: {shown}",
                    f"give {known}a CSV with the columns id and submitted_at",
                )
            columns = list_format()
            fields = {title: roster.field_of(title, header, columns) for title in header}
            students = [title for field in _STUDENT for title in header if fields[title] == field]
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        arrival = Arrival(
            _moment(_first(row, submitted_at), zone, place), _is_late(row), _student(row, students, names)
        )
        # A row whose student is not found is kept under its key or line, so that it can be named.
        key = _first(row, keys).casefold() or f"line {line}"
        arrivals |= dict.fromkeys((*arrival.students, key), arrival)
    if arrivals and not any(arrival.students for arrival in arrivals.values()):
        raise TableError(
            where,
            "nobody in it is on the roster",
            "its column for the student needs ids, logins, numbers or addresses that the roster has",
        )
    return arrivals


def _first(row: Mapping[str, str], titles: Sequence[str]) -> str:
    return next((row[title] for title in titles if row.get(title)), "")


def _student(row: Mapping[str, str], titles: list[str], names: Names) -> tuple[str, ...]:
    return next((students for title in titles if (students := names.any_of(row.get(title, "")))), ())


def _moment(text: str, zone: tzinfo, place: str) -> datetime | None:
    """Parse a moment in an LMS's words; without an offset it is in the course's zone, as the LMS shows it."""
    if text in ("", "-"):
        return None
    try:
        if match := _CHINESE.search(text):
            year, month, day, half, hour, minute = match.groups()
            hours = int(hour) % 12 + (12 if half == "下午" else 0) if half else int(hour)
            return timestamps.moment_of_machine(
                datetime(int(year), int(month), int(day), hours, int(minute)), zone
            )
        first, *others = _readings(re.sub(r"\s+(?=[+-]\d{4}$)", "", text))
        if others:
            what = "is not one moment: is it the day or the month that comes first, or is something missing?"
            raise TableError(place, f"{clean(text, 100)!r} {what}", _WRITE)
        return timestamps.moment_of_machine(first, zone)
    except (ValueError, OverflowError) as error:
        raise TableError(place, f"{clean(text, 100)!r} is no moment", _WRITE) from error


def _readings(text: str) -> set[datetime]:
    """Return all that a moment can mean: `2/11/2026` names two days, and a part that is missing any."""
    from dateutil import parser  # here, since only staff need it

    orders = (False,) if text[:4].isdecimal() else (False, True)  # a year in front is followed by the month
    return {
        parser.parse(text, dayfirst=is_day_first, default=other)
        for is_day_first in orders
        for other in (datetime(2000, 1, 1), datetime(2001, 2, 2, 12))
    }


def _is_late(row: Mapping[str, str]) -> bool | None:
    """Return True if the LMS calls a hand-in late; None if it does not say."""
    word = row.get(_LATE, "").casefold()
    if word in ("yes", "true", "1", "是"):
        return True
    if word in ("no", "false", "0", "否"):
        return False
    for times in (lms.times for lms in registry.systems() if lms.times):
        for title in (_LATE, *times.late):
            if (late := times.is_late(row.get(title, "").casefold())) is not None:
                return late
    return None
