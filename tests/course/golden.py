"""Golden reports: what each example comes to, kept as what differs from the report on the reference.

`examples/<assignment>/reports.yml` has the report on the reference, whole, and of each example a JSON merge patch
of it (RFC 7386): what a patch does not name is as in the reference's report, and null takes a key away.
Tests and run notes are maps there, by `visible <name>` or `hidden <name>` and by cell. Defaults are left out.
"""

from pathlib import Path
from typing import Any

import hand_ins
import msgspec
import yaml

from autograder.report import Report, RunNote, Verdict

REFERENCE = "reference"
HEAD = f"# Written by `pytest tests/course --update-golden`. Each report but that on the {REFERENCE} says what differs from it.\n"


def comparable(found: Report) -> Report:
    """A report without what is the machine's or the folder's, and not the hand-in's."""
    return msgspec.structs.replace(found, student="example", sandbox="any")


def read(assignment: str) -> dict[str, Report]:
    """The golden reports of an assignment by example, and that on the reference; none before the first are written."""
    file = _file(assignment)
    if not file.is_file():
        return {}
    kept = msgspec.yaml.decode(file.read_bytes(), type=dict[str, dict[str, Any]])
    whole = kept[REFERENCE]
    return {name: expand(whole if name == REFERENCE else merge(whole, own)) for name, own in kept.items()}


def write(assignment: str, reports: dict[str, Report]) -> None:
    """Write the golden reports of an assignment anew."""
    whole = shorten(reports[REFERENCE])
    kept = {REFERENCE: whole} | {
        name: difference(whole, shorten(one)) for name, one in reports.items() if name != REFERENCE
    }
    _file(assignment).write_text(HEAD + _yaml(kept), encoding="utf-8")


def _file(assignment: str) -> Path:
    return hand_ins.HOME / "examples" / assignment / "reports.yml"


# --- a report as maps --------------------------------------------------------------------------


def shorten(value: Any) -> Any:
    """A report, or a part of one, as maps and lists without defaults."""
    match value:
        case msgspec.Struct():
            own = [(field, getattr(value, field.name)) for field in msgspec.structs.fields(value)]
            return {field.name: shorten(one) for field, one in own if one != _default(field)}
        case (Verdict(), *_):
            return {f"{_sight(test)} {test.name}": _without(test, "name", "visible") for test in value}
        case (RunNote(), *_):
            return {note.cell: _without(note, "cell") for note in value}
        case dict():
            return {key: shorten(one) for key, one in value.items()}
    return msgspec.to_builtins(value)


def expand(short: dict[str, Any]) -> Report:
    """The report that `shorten` made these maps of."""
    cells = {
        name: {"score": None, **cell, "tests": [_test(*own) for own in cell.get("tests", {}).items()]}
        for name, cell in short["cells"].items()
    }
    run = [{"cell": cell, **note} for cell, note in short.get("run", {}).items()]
    run.sort(key=lambda note: note["number"])
    return msgspec.convert({"score": None, **short, "cells": cells, "run": run}, Report)


def _default(field: msgspec.structs.FieldInfo) -> Any:
    return field.default_factory() if callable(field.default_factory) else field.default


def _sight(test: Verdict) -> str:
    return "visible" if test.visible else "hidden"


def _without(value: msgspec.Struct, *names: str) -> dict[str, Any]:
    return {key: one for key, one in shorten(value).items() if key not in names}


def _test(key: str, own: dict[str, Any]) -> dict[str, Any]:
    sight, _, name = key.partition(" ")
    return {"name": name, "visible": sight == "visible", **own}


# --- patches -----------------------------------------------------------------------------------


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The merge patch that leads from one map to another."""
    patch = {}
    for key, one in after.items():
        old = before.get(key)
        if one != old:
            patch[key] = difference(old, one) if isinstance(old, dict) and isinstance(one, dict) else one
    return patch | dict.fromkeys(key for key in before if key not in after)


def merge(before: Any, patch: Any) -> Any:
    """What a merge patch makes of a value."""
    if not isinstance(patch, dict):
        return patch
    after = dict(before) if isinstance(before, dict) else {}
    for key, one in patch.items():
        if one is None:
            after.pop(key, None)
        else:
            after[key] = merge(after.get(key), one)
    return after


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as a block, and every value where it stands."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _yaml(value: Any) -> str:
    """A map as YAML, a blank line between its entries."""
    one_by_one = (
        yaml.dump({key: own}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000)
        for key, own in value.items()
    )
    return "".join(f"\n{text}" for text in one_by_one)
