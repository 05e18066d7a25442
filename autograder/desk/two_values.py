"""Two values in a check's message, what came and what should have come, above each other in columns."""

import re
import unicodedata

import msgspec

# Where a value begins in a sentence: a bracket, a quote, a sign or a digit, and no digit inside a name.
_VALUE = re.compile(r"(?<![\w.])[-\[({'\"\d]")
_FAR = 60  # columns of words: below them a value is easier to find than behind them
_OPEN, _CLOSE = "[({", "])}"


class TwoValues(msgspec.Struct, frozen=True):
    """A message of two lines, each a few words and then a value."""

    given_words: str
    given: str
    wanted_words: str
    wanted: str

    def __str__(self) -> str:
        width = max(_width(self.given_words), _width(self.wanted_words))
        lines = (self.given_words, self.given), (self.wanted_words, self.wanted)
        if width > _FAR:
            return "\n".join(f"{words}\n{value}" for words, value in lines)
        return "\n".join(f"{words}{' ' * (width - _width(words))} {value}".rstrip() for words, value in lines)


def two_values(message: str) -> TwoValues | None:
    """Return the two values of a message of two lines, each after some words; None for any other message."""
    first, _, second = message.partition("\n")
    begins = _last_value(first)
    wanted = _VALUE.search(second)
    if "\n" in second or begins < 1 or wanted is None or wanted.start() < 1:
        return None
    given, right = _in_columns(first[begins:], second[wanted.start() :])
    return TwoValues(first[:begins].rstrip(), given, second[: wanted.start()].rstrip(), right)


def _last_value(line: str) -> int:
    """Return the index at which the value at the end of a line begins; 0 if the line ends with a word."""
    depth = 0
    for place in range(len(line) - 1, -1, -1):
        depth += (line[place] in _CLOSE) - (line[place] in _OPEN)
        if depth == 0 and (place == 0 or line[place - 1].isspace()):
            return place if _VALUE.match(line[place:]) else 0
    return 0


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


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
