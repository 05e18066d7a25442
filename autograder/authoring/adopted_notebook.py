"""An nbgrader notebook as the kit can read it: its text stays, and what the kit would refuse is changed."""

import binascii
import re
from typing import Any

import msgspec

from autograder.files import json_bytes
from autograder.report import clean

_OLD = (None, 1, 2)  # schemas of nbgrader's metadata


class Readable(msgspec.Struct, frozen=True):
    """A notebook's bytes, what had to be changed for the kit, and the files that were cut out of it."""

    raw: bytes
    changes: tuple[str, ...] = ()
    files: dict[str, bytes] = {}


def readable(raw: bytes) -> Readable:
    """Update a notebook that has an old schema, graded cells of 0 points, or pasted pictures."""
    try:
        document = msgspec.json.decode(raw)
        cells = document["cells"]
        marked = [cell for cell in cells if isinstance(cell["metadata"].get("nbgrader"), dict)]
    except (msgspec.MsgspecError, UnicodeDecodeError, LookupError, TypeError, AttributeError):
        return Readable(raw)  # parsing it later says what is wrong
    changes = list[str]()
    if old := [marks for cell in marked if (marks := _marks(cell)).get("schema_version") in _OLD]:
        changes.append("its metadata is of an older schema, and is brought up to date")
    for marks in old:
        marks |= {"schema_version": 3, "task": bool(marks.get("task"))}
    if worthless := [cell for cell in marked if _is_graded(cell) and not _marks(cell).get("points")]:
        names = ", ".join(clean(str(_marks(cell).get("grade_id")), 80) for cell in worthless)
        changes.append(f"graded with 0 points, and taken out of grading: {names}")
    for cell in worthless:
        _take_out_of_grading(cell)
    is_graded = any(map(_is_graded, marked))
    kinds = ("grade", "solution", "locked", "task")
    idle = [cell for cell in marked if not is_graded or not any(map(_marks(cell).get, kinds))]
    for cell in idle:
        del cell["metadata"]["nbgrader"]  # its id is not used
    files = {name: file for number, cell in enumerate(cells, 1) for name, file in _cut_out(cell, number)}
    if files:
        changes.append(f"pictures that were pasted into it are files now: {', '.join(files)}")
    if not changes and not idle:
        return Readable(raw)
    return Readable(json_bytes(document), tuple(changes), files)


def _marks(cell: dict[str, Any]) -> dict[str, Any]:
    marks: dict[str, Any] = cell["metadata"]["nbgrader"]
    return marks


def _is_graded(cell: dict[str, Any]) -> bool:
    return bool(_marks(cell).get("grade") or _marks(cell).get("task"))


def _text(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _take_out_of_grading(cell: dict[str, Any]) -> None:
    """Turn a graded cell of 0 points into one that is run or answered, but not graded."""
    marks = _marks(cell)
    marks |= {"grade": False, "task": False, "locked": not marks.get("solution")}
    marks.pop("points", None)
    hidden = r"(?ms)^[^\n]*BEGIN HIDDEN TESTS.*?END HIDDEN TESTS[^\n]*\n?"
    cell["source"] = re.sub(hidden, "", _text(cell))


def _cut_out(cell: Any, number: int) -> list[tuple[str, bytes]]:
    """Take the pasted pictures out of a text, which then links to files; return these files."""
    attached = cell.pop("attachments", None)
    files = []
    for name, kinds in attached.items() if isinstance(attached, dict) else ():
        for data in kinds.values():
            stem = re.sub(r"[^A-Za-z0-9.]+", "_", name)
            file = f"data/cell_{number}_{stem}"
            cell["source"] = _text(cell).replace(f"(attachment:{name})", f"({file})")
            files.append((file, binascii.a2b_base64(data if isinstance(data, str) else "".join(data))))
    return files
