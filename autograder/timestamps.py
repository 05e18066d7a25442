"""Moments in time, read once from text: strictly if staff wrote it, as nbgrader does if a file holds it.

Everything behind this module is in UTC. Python subtracts two moments of one zone as wall clocks show them,
which is an hour wrong across a change of daylight saving time.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from autograder.errors import AutograderError

_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2}(?::\d{2})?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?")
_SPAN = re.compile(r"\+\s*(\d{1,4})\s*(d|h|min|day|days|hour|hours|minutes)")


def zone(name: str) -> tzinfo:
    """Return a time zone by its IANA name, or raise ValueError."""
    if name == "UTC":
        return UTC  # also where the system has no table of zones
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; write a name such as Asia/Shanghai") from error


def parse_timestamp(text: str, where: tzinfo) -> datetime:
    """Parse a moment that staff wrote, such as `2026-12-01 23:59` or `2026-12-01 23:59 +0800`.

    Raises ValueError. Nothing is guessed: a day without its time could mean its beginning or its end.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no moment; write day and time, such as 2026-12-01 23:59")
    day, time, offset = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day} {time.zfill(5 if time.count(':') == 1 else 8)}")
        if offset:
            own = datetime.strptime(offset.replace(":", ""), "%z") if offset not in ("Z", "UTC") else None
            return _in_utc(moment.replace(tzinfo=own.tzinfo if own else UTC))
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no moment ({error})") from error
    return wall_clock(moment, where)


def parse_day(text: str, where: tzinfo) -> datetime:
    """Parse a day that staff wrote, such as `2026-12-01`, as its beginning; or a day and a time."""
    return parse_timestamp(text if ":" in text else f"{text} 00:00", where)


def parse_option(option: str, text: str, where: tzinfo, example: str) -> datetime:
    """Parse the day, or the moment, of a command's option; raise AutograderError if it is none."""
    try:
        return parse_day(text, where)
    except ValueError as error:
        raise AutograderError(option, str(error), f"write a day, such as {example}") from error


def wall_clock(moment: datetime, where: tzinfo) -> datetime:
    """Return the moment at which clocks in a zone show this; ValueError if they do so twice or never."""
    try:
        first, second = (_in_utc(moment.replace(tzinfo=where, fold=fold)) for fold in (0, 1))
    except OverflowError as error:
        raise ValueError(f"{moment} is too far away") from error
    if first.astimezone(where).replace(tzinfo=None) != moment:
        raise ValueError(f"clocks in {where} skip {moment}; write another time")
    if first != second:
        raise ValueError(f"clocks in {where} show {moment} twice; write its offset behind it, such as +0100")
    return first


def moment_of_machine(moment: datetime, where: tzinfo) -> datetime:
    """Return a moment that a machine wrote, in UTC; of a wall clock's time that comes twice, the earlier."""
    return _in_utc(moment if moment.tzinfo else moment.replace(tzinfo=where))


def later(moment: datetime, span: str, where: tzinfo) -> datetime:
    """Return the moment `+2d` or `+36h` later. Days are calendar days: the clock shows the same time."""
    found = _SPAN.fullmatch(span.strip())
    if found is None:
        raise ValueError(f"{span!r} is no extension; write a moment, or +2d, or +36h")
    count, unit = int(found[1]), found[2][0]
    if unit == "d":
        return wall_clock(moment.astimezone(where).replace(tzinfo=None) + timedelta(days=count), where)
    return moment + (timedelta(hours=count) if unit == "h" else timedelta(minutes=count))


def timestamp(text: str) -> datetime | None:
    """Return the moment that an nbgrader `timestamp.txt` names, or None if it names none.

    Without a zone it is UTC, as for nbgrader. `-0500` is an offset here; nbgrader takes off 500 seconds.
    """
    text = re.sub(r"\s+(?:UTC|GMT)$", "+00:00", re.sub(r"\s+(?=[+-]\d)", "", text.strip()))
    if not text:
        return None
    try:
        try:
            return _in_utc(datetime.fromisoformat(text))
        except ValueError:
            return _in_utc(_as_nbgrader(text))
    except (ValueError, OverflowError):
        return None


def _as_nbgrader(text: str) -> datetime:
    from dateutil import parser, tz  # nbgrader's own parser; here, since students need none of it

    first, _, name = text.rpartition(" ")
    where = tz.gettz(name) if first.count(" ") == 1 else None
    found: datetime = parser.parse(first if where else text)
    return found.replace(tzinfo=where) if where else found


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def shown(moment: datetime, where: tzinfo) -> str:
    """Return a moment as people read it, with its offset: `2026-12-01 23:59 +0800`."""
    return moment.astimezone(where).strftime("%Y-%m-%d %H:%M %z")
