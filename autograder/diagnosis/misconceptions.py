"""misconceptions.yml: wrong implementations with a name and a hint, as values."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from autograder.errors import CourseError
from autograder.text import AnyText, Language, languages, worded
from autograder.yaml_files import parse_table

Line = Annotated[str, msgspec.Meta(min_length=1)]
# What to think about, by language, or as one text in a course of one language; never the answer.
Hint = Line | Annotated[dict[Language, Line], msgspec.Meta(min_length=1)]


def hint_text(hint: Hint, where: str) -> AnyText:
    """Return a hint as a text; CourseError names a language that has no catalogue."""
    if isinstance(hint, str):
        return hint.strip()
    if unknown := [language for language in hint if language not in languages()]:
        known = ", ".join(languages())
        raise CourseError(where, f"{unknown[0]} is no language of the kit", f"the kit speaks {known}")
    return worded({language: text.strip() for language, text in hint.items()})


class Misconception(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One typical mistake. `wrong` is a student's whole cell for `function`.

    `told_as` names the general diagnosis, such as `prints`, that may be reported instead of it.
    """

    function: Line
    wrong: Line
    hint: Hint
    told_as: str = ""
    concept: str = ""  # of a table written for kit 0.1, as is `level`; nobody reads them
    level: str = ""


def hints(file: Path) -> dict[str, AnyText]:
    """Read the hints of a table, by name; none if there is no table."""
    return hint_texts(read_misconceptions(file, str(file)), str(file))


def hint_texts(table: Mapping[str, Misconception], where: str = "misconceptions.yml") -> dict[str, AnyText]:
    """Return the hints of a table that was read, by name."""
    return {name: hint_text(entry.hint, f"{where}, {name}") for name, entry in table.items()}


def read_misconceptions(file: Path, where: str) -> dict[str, Misconception]:
    """Read the table in a file; empty if there is no file."""
    return parse_misconceptions(file.read_bytes(), where) if file.is_file() else {}


def parse_misconceptions(raw: bytes, where: str) -> dict[str, Misconception]:
    """Read the table, in its order; CourseError names the entry that is wrong."""
    return parse_table(
        raw, dict[str, Misconception], where, "compare with `autograder docs authors misconceptions.yml`"
    )
