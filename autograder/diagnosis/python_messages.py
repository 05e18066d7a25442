"""python_messages.yml: what Python's and NumPy's own messages mean, as values."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from autograder.text import Language
from autograder.yaml_files import parse_table

_FILE = Path(__file__).with_suffix(".yml")
_Sentence = Annotated[str, msgspec.Meta(min_length=1)]


class PythonMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Meaning of one kind of message; without a pattern, of anything that such an exception says."""

    kinds: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    hint: dict[str, _Sentence]  # by language; English for those who read none of them
    pattern: str = ""

    def __post_init__(self) -> None:
        if "en" not in self.hint:
            raise ValueError("the hint has no English, under `en`")
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"the pattern {self.pattern!r} is no regular expression: {error}") from error


def parse_python_messages(raw: bytes, where: str) -> tuple[PythonMessage, ...]:
    """Read the table, in its order; CourseError names the entry that is wrong."""
    return parse_table(raw, tuple[PythonMessage, ...], where, "compare with the entries around it")


@cache
def _table() -> tuple[PythonMessage, ...]:
    return parse_python_messages(_FILE.read_bytes(), str(_FILE))


def is_pythons(kind: str, text: str) -> bool:
    """Return True if a pattern fits this message, so that it is Python's: an author's own words have none."""
    return any(kind in entry.kinds and entry.pattern and re.search(entry.pattern, text) for entry in _table())


def meaning(kind: str, text: str, language: Language) -> str:
    """Return what an exception means, by the first entry that fits; "" if none does."""
    for entry in _table():
        if kind in entry.kinds and re.search(entry.pattern, text[:1000]):
            return entry.hint.get(language, entry.hint["en"])
    return ""


def meaning_of_line(line: str, language: Language) -> str:
    """Return what the last line that Python prints means, such as `KeyError: 'b'`."""
    kind, _, text = line.partition(":")
    return meaning(kind.strip(), text.strip(), language)
