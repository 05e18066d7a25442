"""The class's names, to look for in file names and tables.

Names are read as they are and never guessed at: a text that fits nobody, or two, is left to a person.
"""

import re
import unicodedata
from collections.abc import Iterable

from autograder.submissions.roster import Roster, RosterEntry

_LETTERS = re.compile(r"[^\W\d_]+")
_OF_FILES = re.compile(r"的|作业|提交|副本|第?[一二三四五六七八九十]次")
_SHORTEST = 3  # of an id that is looked for within a name: `1` is the number of a copy


class Names:
    """Ids, numbers, addresses and names of a class, each leading to its student."""

    def __init__(self, roster: Roster) -> None:
        self._unnumbered = {entry.id for entry in roster.students if not entry.lms_id}
        self._by: dict[tuple[str, str], set[str]] = {}
        self._words: dict[str, set[str]] = {}
        for entry in roster.students:
            for kind, key in _keys(entry):
                self._by.setdefault((kind, key), set()).add(entry.id)
                self._words.setdefault(entry.id, set()).update(_words(key))
            self._words[entry.id].update(_words(entry.name))

    def of(self, kind: str, value: str) -> tuple[str, ...]:
        """Return the one student whom a value of this kind names, or nobody."""
        students = self._by.get((kind, folded(value) if kind == "name" else normalized(value)), set())
        return tuple(students) if len(students) == 1 else ()

    def namesakes(self, name: str) -> list[str]:
        """Return the students who share a name; none if it is one person's, or nobody's."""
        students = self._by.get(("name", folded(name)), set()) if name else set()
        return sorted(students) if len(students) > 1 else []

    def without_number(self, name: str) -> tuple[str, ...]:
        """Return the one student of this name, if the roster does not know the LMS's number of them."""
        return tuple(student for student in self.of("name", name) if student in self._unnumbered)

    def any_of(self, value: str) -> tuple[str, ...]:
        """Return the one student whom a value names, of whatever kind it is, or nobody."""
        kinds = ("id", "lms_id", "login", "number", "email", "name")
        return next((students for kind in kinds if (students := self.of(kind, value))), ())

    def within(self, text: str) -> tuple[str, ...]:
        """Return everybody whose name is in a text, as words of its own and not within a longer name.

        A name of letters alone that is no full name has to be the whole text: `ann` is not `Ann Lee`.
        """
        if whole := self.any_of(text):
            return whole
        plain, words = normalized(text), _words(text)
        runs = {
            "".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + 7)
        }
        longest: dict[str, str] = {}  # student to their longest name there
        for (kind, key), students in self._by.items():
            if kind == "name":
                is_there = key in runs and (len(key) >= 5 or not key.isascii())
            else:
                is_there = key in plain and len(key) >= _SHORTEST and _is_a_word(key, plain)
            for student in students if is_there else ():
                if kind != "name" and key.isalpha() and set(words) - self._words[student]:
                    continue
                longest[student] = max(longest.get(student, ""), key, key=len)
        return tuple(
            sorted(
                student
                for student, key in longest.items()
                if not any(key in other and key != other for other in longest.values())
            )
        )


def _keys(entry: RosterEntry) -> Iterable[tuple[str, str]]:
    for kind in ("id", "lms_id", "login", "number", "email"):
        if value := getattr(entry, kind):
            yield kind, normalized(value)
    words = entry.name.split()
    for turn in range(len(words)):  # an LMS may write `Ann Example` as `exampleann`
        if name := folded("".join(words[turn:] + words[:turn])):
            yield "name", name


def normalized(text: str) -> str:
    """Return a text in one spelling of Unicode, in lower case."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def folded(text: str) -> str:
    """Return a name without accents, blanks and signs, which is what every system keeps of it."""
    return "".join(char for char in _unaccented(text) if char.isalnum())


def _unaccented(text: str) -> str:
    plain = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", "".join(plain)).casefold()


def _words(text: str) -> list[str]:
    """Return the words of a name, without accents and without Chinese words that describe a file."""
    return _LETTERS.findall(_OF_FILES.sub(" ", _unaccented(text)))


def _is_a_word(key: str, text: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(key)}(?![^\W_])", text) is not None
