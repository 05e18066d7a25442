"""Two values in a check's message, what came and what should have come, above each other in columns."""

import re
import unicodedata
from collections.abc import Sequence

import msgspec

# Where a value begins in a sentence: a bracket, a quote, a sign or a digit, and no digit inside a name.
_VALUE = re.compile(r"(?<![\w.])[-\[({'\"\d]")
# A row of an array, as NumPy or a list prints it: `[[3. 1.]` or `[3.0, 1.0]],`.
_ROW = re.compile(r"(\[*)([^\[\](){}'\"]+)(\]*,?)")
_FAR = 60  # columns of words: below them a value is easier to find than behind them
_WIDE = 80  # columns that a screen and a page have in a line
_OPEN, _CLOSE = "[({", "])}"


class TwoValues(msgspec.Struct, frozen=True):
    """A message of two parts, each a few words and then a value."""

    given_words: str
    given: str
    wanted_words: str
    wanted: str

    def __str__(self) -> str:
        if self.is_stacked:
            return "\n".join((self.given_words, self.given, self.wanted_words, self.wanted))
        return "\n".join(self._in_one_column())

    @property
    def is_stacked(self) -> bool:
        """True if each value is on lines of its own, below its words."""
        return (
            "\n" in self.given + self.wanted
            or max(_width(self.given_words), _width(self.wanted_words)) > _FAR
            or max(map(_width, self._in_one_column())) > _WIDE
        )

    def _in_one_column(self) -> list[str]:
        """Return a line for each part, the values below each other."""
        width = max(_width(self.given_words), _width(self.wanted_words))
        parts = (self.given_words, self.given), (self.wanted_words, self.wanted)
        return [f"{words}{' ' * (width - _width(words))} {value}".rstrip() for words, value in parts]


def two_values(message: str) -> TwoValues | None:
    """Return the two values of a message of two parts, each after some words; None for any other message.

    Each part begins a line, and an array may go over several. Two values on a line each have to be of one
    form, such as two arrays of as many rows: else no number of one belongs below one of the other.
    """
    parts = _lines_outside_brackets(message)
    if len(parts) == 3 and parts[2].startswith("["):
        parts[1:] = [f"{parts[1]} {parts[2]}"]  # the author began a line with the second array
    if len(parts) != 2:
        return None
    first, second = parts
    begins, found = _last_value(first), _VALUE.search(second)
    if begins < 1 or found is None or found.start() < 1:
        return None
    given_words, given = first[:begins].rstrip(), first[begins:]
    wanted_words, wanted = second[: found.start()].rstrip(), second[found.start() :]
    if "\n" in given_words:
        return None
    if "\n" in given + wanted:
        given, wanted = _as_tables(given, wanted)
    elif _brackets(given) == _brackets(wanted):
        given, wanted = _in_columns(given, wanted)
    else:
        return None
    return TwoValues(given_words, given, wanted_words, wanted)


def _lines_outside_brackets(message: str) -> list[str]:
    """Split a message at its line breaks, but not at those within an array."""
    lines, depth = [""], 0
    for char in message:
        depth += (char in _OPEN) - (char in _CLOSE)
        if char == "\n" and depth == 0:
            lines.append("")
        else:
            lines[-1] += char
    return lines


def _last_value(text: str) -> int:
    """Return the index at which the value at the end of a text begins; 0 if the text ends with a word."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in _CLOSE) - (text[place] in _OPEN)
        if depth == 0 and (place == 0 or text[place - 1].isspace()):
            return place if _VALUE.match(text[place:]) else 0
    return 0


def _first_value(text: str) -> int:
    """Return the index behind the brackets that a text begins with; 0 if it begins with none."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth == 0:
            return place and place + 1
    return 0


def _brackets(text: str) -> str:
    """Return the form of the value that a text begins with: its brackets alone."""
    return re.sub(r"[^\[\](){}]", "", text[: _first_value(text)])


def _in_columns(given: str, wanted: str) -> tuple[str, str]:
    """Put blanks into two arrays of as many numbers, so that each number is below the other's."""
    given, wanted = (re.sub(r"(?<=\[)\s+|\s+(?=\])", "", value) for value in (given, wanted))
    pairs = list(zip(given.split(), wanted.split(), strict=False))
    if not given.startswith("[") or len(given.split()) != len(wanted.split()):
        return given, wanted
    widths = [max(map(len, pair)) for pair in pairs]
    first, second = (
        " ".join(word.ljust(width) for word, width in zip(words, widths, strict=True)).rstrip()
        for words in zip(*pairs, strict=True)
    )
    return first, second


# --- arrays of several rows --------------------------------------------------------------------


class _Row(msgspec.Struct, frozen=True):
    """A row of an array: what stands before its numbers, the numbers, and what stands behind them."""

    before: str
    numbers: tuple[str, ...]
    behind: str


def _as_tables(given: str, wanted: str) -> tuple[str, str]:
    """Put each row of two arrays on a line of its own, in columns that both share if they have as many."""
    ends = _first_value(given), _first_value(wanted)
    first, second = _rows(given[: ends[0]]), _rows(wanted[: ends[1]])
    shared = _columns([*first, *second])
    tables = [_table(rows, shared or _columns(rows)) for rows in (first, second)]
    if not all(tables) or max(map(_width, "\n".join(tables).split("\n"))) > _WIDE:
        return given, wanted
    return tables[0] + given[ends[0] :], tables[1] + wanted[ends[1] :]


def _rows(array: str) -> list[_Row]:
    """Return the rows of an array; [] if that is no array of numbers."""
    text = re.sub(r"(?<=\[) | (?=\])", "", " ".join(array.split()))
    rows, depth = list[_Row](), 0
    for line in re.split(r"(?:(?<=\])|(?<=\],)) (?=\[)", text):
        found = _ROW.fullmatch(line)
        if found is None:
            return []
        before, numbers, behind = found.groups()
        rows.append(_Row(" " * depth + before, tuple(numbers.split()), behind))
        depth += len(before) - behind.count("]")
    return rows


def _columns(rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """Return the width of each column before and behind the decimal point; [] if rows differ in length."""
    if len({len(row.numbers) for row in rows}) != 1:
        return []
    columns = zip(*(map(_halves, row.numbers) for row in rows), strict=True)
    return [(max(len(left) for left, _ in each), max(len(right) for _, right in each)) for each in columns]


def _table(rows: Sequence[_Row], columns: Sequence[tuple[int, int]]) -> str:
    lines = []
    for row in rows:
        numbers = [
            left.rjust(width) + right.ljust(behind)
            for (left, right), (width, behind) in zip(map(_halves, row.numbers), columns, strict=False)
        ]
        lines.append(f"{row.before}{' '.join(numbers or row.numbers).rstrip()}{row.behind}")
    return "\n".join(lines)


def _halves(number: str) -> tuple[str, str]:
    whole, point, rest = number.partition(".")
    return whole, point + rest


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
