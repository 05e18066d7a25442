"""misconceptions.yml: wrong implementations with a name and a hint, as values."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
import yaml

from autograder.errors import CourseError

Text = Annotated[str, msgspec.Meta(min_length=1)]


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to think about, in each language of a course; never the answer."""

    en: Text
    zh: Text


class Misconception(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One typical mistake. `wrong` is a student's whole cell for `function`.

    `told_as` names the reading that says as much and is read first, such as `prints`.
    """

    function: Text
    wrong: Text
    hint: Hint
    concept: Text
    level: Literal["syntax", "numpy", "math", "network"]
    told_as: str = ""


def hints(file: Path) -> dict[str, Hint]:
    """The hints in a table, by name; none where there is no table."""
    if not file.is_file():
        return {}
    return {name: entry.hint for name, entry in parse_misconceptions(file.read_bytes(), str(file)).items()}


def parse_misconceptions(raw: bytes, where: str) -> dict[str, Misconception]:
    """Read the table, in its order; CourseError names the entry that is wrong."""
    try:
        return msgspec.yaml.decode(raw, type=dict[str, Misconception])
    except (msgspec.MsgspecError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise CourseError(where, str(error), "see docs/authors.md, 'misconceptions.yml'") from error
