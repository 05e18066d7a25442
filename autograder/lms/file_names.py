"""Whose file is it? Read from the names that Canvas, Moodle, Gradescope and people give to files.

Names are read as they are and never guessed at: what fits nobody, or two, is left to a person.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
import yaml

from autograder import timestamps
from autograder.submissions.roster import Roster, RosterEntry

_MOODLE = re.compile(r"(.+?)_(\d{1,18})_assignsubmission_(?:file|onlinetext)(?:_(.*))?", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]+")
_OF_FILES = re.compile(r"的|作业|提交|副本|第?[一二三四五六七八九十]次")
_NUMBER = re.compile(r"[0-9]{1,18}")
_SHORTEST = 3  # of an id that is looked for within a name: `1` is the number of a copy


class Said(msgspec.Struct, frozen=True):
    """When a hand-in came, as a table beside the download or within it says."""

    moment: datetime | None = None
    late: bool | None = None
    students: tuple[str, ...] = ()


class Claim(msgspec.Struct, frozen=True):
    """What a file's name in a download says: who, and which file of theirs."""

    students: tuple[str, ...]
    who: str  # as it is to be told
    file: str
    lms: str = "folder"
    lms_id: str = ""
    serial: int = 0
    late: bool | None = None
    moment: datetime | None = None


class Names:
    """The class's names, to look for in files' names."""

    def __init__(self, roster: Roster) -> None:
        self._unnumbered = {one.id for one in roster.students if not one.lms_id}
        self._by: dict[tuple[str, str], set[str]] = {}
        self._words: dict[str, set[str]] = {}
        for one in roster.students:
            for kind, key in _keys(one):
                self._by.setdefault((kind, key), set()).add(one.id)
                self._words.setdefault(one.id, set()).update(_words(key))
            self._words[one.id].update(_words(one.name))

    def of(self, kind: str, value: str) -> tuple[str, ...]:
        """The one student whom a value of this kind names, or nobody."""
        found = self._by.get((kind, folded(value) if kind == "name" else _same(value)), set())
        return tuple(found) if len(found) == 1 else ()

    def without_number(self, name: str) -> tuple[str, ...]:
        """The one student of this name, where the roster does not know Canvas's number of them."""
        return tuple(one for one in self.of("name", name) if one in self._unnumbered)

    def any_of(self, value: str) -> tuple[str, ...]:
        """The one student whom a value names, whatever it is."""
        kinds = ("id", "lms_id", "login", "number", "email", "name")
        return next((found for kind in kinds if (found := self.of(kind, value))), ())

    def within(self, text: str) -> tuple[str, ...]:
        """Everybody whose name stands in a text, as words of its own and not within a longer name.

        A name of letters alone that is no full name has to be all there is: `ann` is not `Ann Lee`.
        """
        if whole := self.any_of(text):
            return whole
        plain, words = _same(text), _words(text)
        runs = {
            "".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + 7)
        }
        found: dict[str, str] = {}  # student to their longest name there
        for (kind, key), students in self._by.items():
            if kind == "name":
                is_there = key in runs and (len(key) >= 5 or not key.isascii())
            else:
                is_there = key in plain and len(key) >= _SHORTEST and _stands_alone(key, plain)
            for student in students if is_there else ():
                if kind != "name" and key.isalpha() and set(words) - self._words[student]:
                    continue
                found[student] = max(found.get(student, ""), key, key=len)
        return tuple(
            sorted(
                student
                for student, key in found.items()
                if not any(key in other and key != other for other in found.values())
            )
        )


def _keys(one: RosterEntry) -> Iterable[tuple[str, str]]:
    for kind in ("id", "lms_id", "login", "number", "email"):
        if value := getattr(one, kind):
            yield kind, _same(value)
    words = one.name.split()
    for turn in range(len(words)):  # `Ann Example` is `exampleann` for Canvas
        if name := folded("".join(words[turn:] + words[:turn])):
            yield "name", name


def _same(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def folded(text: str) -> str:
    """A name without accents, blanks and signs: what different systems leave of it is the same."""
    return "".join(char for char in _unaccented(text) if char.isalnum())


def _unaccented(text: str) -> str:
    plain = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", "".join(plain)).casefold()


def _words(text: str) -> list[str]:
    """The words of a name, without accents; what a Chinese file's name says of itself is none of its."""
    return _LETTERS.findall(_OF_FILES.sub(" ", _unaccented(text)))


def _stands_alone(key: str, text: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(key)}(?![^\W_])", text) is not None


# --- each LMS's habits -------------------------------------------------------------------------


def habit(paths: Iterable[Sequence[str]]) -> str:
    """Which LMS made a download, by most of its names; `folder` where Gradescope or people did."""
    found = list(paths)
    nobody = Names(Roster())
    if 2 * sum(_moodle(parts, nobody, {}) is not None for parts in found) > len(found):
        return "moodle"
    if 2 * sum(_canvas(parts, nobody) is not None for parts in found) > len(found):
        return "canvas"
    return "folder"


def claim(
    lms: str,
    parts: Sequence[str],
    names: Names,
    said: Mapping[str, Said],
    hand_ins: Mapping[str, Said],
    assignment: str,
) -> Claim:
    """Whose file the one at `parts` is. `said` is a table's word, by student or by Moodle's participant.

    Only what the LMS itself wrote counts: a student may call a file as they like, after a neighbour too.
    What lies in a student's own zip says nothing, therefore, and no habit is tried after another.
    """
    own = list(parts)
    if inside := [place for place, part in enumerate(own[:-1]) if part.lower().endswith(".zip")]:
        own = own[: inside[0] + 1]
    found: Claim | None
    if lms == "gradescope":
        found = _gradescope(parts, hand_ins)
    elif lms == "moodle":
        found = _moodle(own, names, said)
    elif lms == "canvas":
        found = _canvas(own, names)
    else:
        found = _exchange(own, names, assignment) or _plain(own, names, assignment)
    if found is None:
        return Claim((), parts[0], parts[-1], lms)
    if len(own) < len(parts):
        found = msgspec.structs.replace(found, file=parts[-1])
    if len(found.students) == 1 and (word := said.get(found.students[0])):
        late = found.late if word.late is None else word.late
        found = msgspec.structs.replace(found, moment=word.moment or found.moment, late=late)
    return found


def _canvas(parts: Sequence[str], names: Names) -> Claim | None:
    """`exampleann_LATE_1001_20001_lab1.ipynb`: the first two numbers are the user's and the file's."""
    for place, part in enumerate(parts):
        pieces = part.split("_")
        for at in range(1, len(pieces) - 2):
            if _NUMBER.fullmatch(pieces[at]) and _NUMBER.fullmatch(pieces[at + 1]):
                user, file = pieces[at], "_".join(pieces[at + 2 :])
                name = "".join(piece for piece in pieces[:at] if piece != "LATE")
                students = names.of("lms_id", user) or names.without_number(name)
                return Claim(
                    students,
                    f"{pieces[0]} (Canvas user {user})",
                    parts[-1] if place < len(parts) - 1 else file,
                    "canvas",
                    user,
                    int(pieces[at + 1]),
                    "LATE" in pieces[1:at],
                )
    return None


def _moodle(parts: Sequence[str], names: Names, said: Mapping[str, Said]) -> Claim | None:
    """`Ann Example_5001_assignsubmission_file/lab1.ipynb`: the number is this assignment's participant."""
    for place, part in enumerate(parts):
        if found := _MOODLE.fullmatch(part):
            name, number, rest = found.groups()
            own = said.get(f"participant {number}", Said())
            file = parts[-1] if place < len(parts) - 1 else rest or ""
            students = own.students or names.of("name", name)
            return Claim(
                students, f"{name} (participant {number})", file, "moodle", number, 0, own.late, own.moment
            )
    return None


def _gradescope(parts: Sequence[str], hand_ins: Mapping[str, Said]) -> Claim | None:
    for part in parts[:-1]:
        if own := hand_ins.get(part):
            serial = part.rpartition("_")[2]
            return Claim(
                own.students,
                f"{part} (Gradescope)",
                parts[-1],
                "gradescope",
                part,
                int(serial) if _NUMBER.fullmatch(serial) else 0,
                None,
                own.moment,
            )
    return None


def _exchange(parts: Sequence[str], names: Names, assignment: str) -> Claim | None:
    """nbgrader's inbound folder: `ada+activations+2026-04-26 17:34:00.861687 UTC+random`."""
    for part in parts[:-1]:
        pieces = part.split("+")
        if len(pieces) in (3, 4) and pieces[1] == assignment and (when := timestamps.timestamp(pieces[2])):
            return Claim(names.of("id", pieces[0]), pieces[0], parts[-1], "folder", moment=when)
    return None


def _plain(parts: Sequence[str], names: Names, assignment: str) -> Claim | None:
    """`ada/activations/activations.ipynb`, `张三_2023001_activations.ipynb`, or the like."""
    for part in parts:
        stem = undecorated(part) if part is parts[-1] else part
        found = names.within(re.sub(re.escape(assignment), " ", _same(stem)))
        if len(found) > 1:
            return Claim((), f"{part}, which fits {' and '.join(found)}", parts[-1])
        if found:
            return Claim(found, part, parts[-1])
    return Claim((), parts[0], parts[-1])


# --- which file is the notebook ----------------------------------------------------------------

_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json")
# What a second download, a copy or an LMS adds: ` (1)`, `-1`, ` 2`, `-Copy1`, ` - Copy`, ` - 副本`.
_ADDED = re.compile(r"(?:\s*\(\d{1,3}\)|-\d{1,3}|\s+\d{1,2}|[\s_-]*(?:copy|副本|的副本)\s*\d*)$")
_BEFORE = re.compile(r"^(?:copy of|副本)[\s_-]*")


def undecorated(name: str) -> str:
    """A notebook's name without its ending and without what copies and downloads add."""
    stem = _same(name)
    for ending in sorted(_ENDINGS, key=len, reverse=True):
        stem = stem.removesuffix(ending)
    while (shorter := _BEFORE.sub("", _ADDED.sub("", stem)).strip()) != stem and shorter:
        stem = shorter
    return stem


def rank(name: str, assignment: str, others: Iterable[str]) -> int | None:
    """How well a name fits the assignment's notebook: 0 best, 4 another assignment's, None no notebook."""
    low, wanted = _same(name), assignment.casefold()
    if not low.endswith(_ENDINGS):
        return None
    if low == f"{wanted}.ipynb":
        return 0
    stem = undecorated(name)
    if stem == wanted:
        return 1
    if not low.endswith((".ipynb", ".ipynb.txt", ".ipynb.json")):
        return None
    if stem in {other.casefold() for other in others}:
        return 4
    return 2 if wanted in stem else 3


# --- tables ------------------------------------------------------------------------------------


def gradescope_list(raw: bytes, names: Names) -> dict[str, Said]:
    """Gradescope's `submission_metadata.yml`: folder to students and moment. ValueError where it is none."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value as it is written: 0123 is no number
    try:
        found = yaml.load(raw, loader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"this is not YAML: {error}") from error
    if not isinstance(found, dict):
        raise ValueError("it is no list of hand-ins")
    hand_ins = {}
    for key, value in found.items():
        own = value if isinstance(value, dict) else {}
        people = own.get(":submitters")
        students = [
            next((who for field in ("sid", "email", "name") if (who := _by_field(names, one, field))), ())
            for one in (people if isinstance(people, list) else [])
            if isinstance(one, dict)
        ]
        moment = timestamps.timestamp(re.sub(r"\s+Z$", "+00:00", _text(own.get(":created_at"))))
        hand_ins[str(key)] = Said(moment, None, tuple(sorted({name for found in students for name in found})))
    return hand_ins


def _text(value: object) -> str:
    """A value that is a text; a list of lists of lists would be gigabytes as one."""
    return value if isinstance(value, str) else ""


def _by_field(names: Names, person: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = _text(person.get(f":{field}"))
    kinds = {"sid": ("number", "id", "login", "lms_id"), "email": ("email",), "name": ("name",)}[field]
    return next((found for kind in kinds if value and (found := names.of(kind, value))), ())
