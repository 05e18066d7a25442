"""ideas.yml: the worked idea of each function, in words and never in code, for who has tried and is stuck."""

from pathlib import Path

import msgspec
import yaml

from autograder.diagnosis.misconceptions import Hint
from autograder.errors import NotebookError, SourceError
from autograder.text import both, together

FILE = "checks/ideas.yml"


def parse_ideas(raw: bytes, where: str) -> dict[str, Hint]:
    """Read the table: a function's name, and its idea in each language."""
    try:
        return msgspec.yaml.decode(raw, type=dict[str, Hint])
    except (msgspec.MsgspecError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceError(where, str(error), "see docs/authors.md, 'ideas.yml'") from error


def beside(folder: Path, name: str) -> str:
    """The idea of one function, in both languages, as it came with a notebook; nothing where it has none."""
    file = folder / FILE
    if not file.is_file():
        return ""
    try:
        found = parse_ideas(file.read_bytes(), FILE).get(name)
    except (OSError, SourceError) as error:
        raise NotebookError(
            file, both("cannot be read ({why})", why=str(error)), both("unpack the assignment's zip again")
        ) from error
    return "" if found is None else together(found.en.strip(), found.zh.strip())
