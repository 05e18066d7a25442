"""CSV files that other programs wrote, and ones that no spreadsheet will mistake for a program.

A name such as `=cmd|' /C calc'!A0` is a formula to Excel, quoted or not. An apostrophe before the sign makes
it text. `TrustedText` marks what must reach an LMS to the letter, because it finds a student by it.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

import msgspec

from autograder.errors import CourseError
from autograder.report import clean

FIELD_LIMIT = 1_000
MAX_BYTES = 32 << 20  # ten thousand students with a hundred columns

# A sign that begins a formula: at the start, and behind what another country's Excel takes for a delimiter.
# A sign alone is none: an LMS writes "-" where there is no date.
_FORMULA = re.compile(r"(?P<before>^|[;,|\t])(?P<space>\s*)(?=[=+\-@\uff0b\uff0d\uff1d\uff20]\s*\S)")


_SIGNS = ("=", "+", "-", "@")


class TableError(CourseError):
    """A table that cannot be read as it is."""


class TrustedText(str):
    """Text that is ours, or that an LMS must get back to the letter. It goes out as it is."""

    __slots__ = ()


class Sheet(msgspec.Struct, frozen=True):
    """A CSV file that was read: rows as long as its header, under the header's names."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","

    def column(self, *names: str) -> int | None:
        """The place of the first column that has one of these names, whatever their case."""
        heads = [head.strip().casefold() for head in self.header]
        return next((heads.index(name.casefold()) for name in names if name.casefold() in heads), None)


def inert(text: str) -> str:
    """A text that a spreadsheet shows and does not run: one line, cleaned, no sign of a formula in front."""
    return _FORMULA.sub(r"\g<before>\g<space>'", " ".join(clean(text, FIELD_LIMIT).split()))


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take this text for something to run."""
    return _FORMULA.search(text) is not None


def guarded(cell: str) -> str:
    """A cell with an apostrophe before a sign that begins a formula; `unguarded` takes it off again."""
    return f"'{cell}" if cell.startswith(_SIGNS) else cell


def unguarded(cell: str) -> str:
    """A cell's text: programs write `'=Ann` or `="=Ann"` to keep a spreadsheet from running it."""
    if cell.startswith("'") and cell[1:].startswith(_SIGNS):
        cell = cell[1:]
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return unicodedata.normalize("NFC", cell).strip().strip("\ufeff\u200b").strip()


def write_table(
    rows: Iterable[Sequence[str]], delimiter: str = ",", bom: bool = False, line_end: str = "\r\n"
) -> bytes:
    """The bytes of a CSV file. All text that is no `TrustedText` is made inert on its way out."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([cell if isinstance(cell, TrustedText) else inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def decimals(value: float | None) -> TrustedText:
    """A score for people: at most two decimals, as on every page; empty for None."""
    return TrustedText("" if value is None else f"{value:.2f}".rstrip("0").removesuffix("."))


def plain_title(cell: str) -> str:
    """A column's title as titles are compared: in small letters, without signs between its words."""
    return " ".join(cell.replace("_", " ").replace("-", " ").lower().split())


def read_rows(
    raw: bytes, where: object, worth: Callable[[list[str]], int] = len
) -> tuple[str, list[tuple[int, list[str]]]]:
    """Read a CSV file of another program: its delimiter, and its rows with their lines in the file.

    The encoding is found. The delimiter is the one that makes the most of the first line, by default cells.
    """
    text = decoded(raw, where)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=lambda mark: worth(_split(head, mark)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return delimiter, [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        place = f"{where}, line {reader.line_num}"
        raise TableError(place, f"it is not CSV ({error})", "save it from the LMS again") from error


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []  # a cell that is too long, which is an error below


def read_table(raw: bytes, where: object) -> Sheet:
    """Read a CSV file that has a header."""
    if len(raw) > MAX_BYTES:
        raise TableError(where, f"is larger than {MAX_BYTES >> 20} MB", "is it the right file?")
    delimiter, lines = read_rows(raw, where)
    rows = [cells for _, cells in lines if any(cell.strip() for cell in cells)]
    if not rows:
        raise TableError(where, "is empty", "download it again")
    header = tuple(cell.strip() for cell in rows[0])
    width = len(header)
    even = tuple(tuple((*row, *("",) * width)[:width]) for row in rows[1:])
    return Sheet(header, even, delimiter)


def decoded(raw: bytes, where: object) -> str:
    """The text of a CSV file as Excel may save it: UTF-8 or UTF-16 with or without a mark, or GBK."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        codecs = ["utf-16"]
    elif b"\0" in raw[:200]:
        codecs = ["utf-16-be" if raw[:1] == b"\0" else "utf-16-le"]
    else:
        codecs = ["utf-8-sig", "gb18030"]
    for codec in codecs:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec != "gb18030" or is_chinese(text):
            return text
    raise TableError(where, "its encoding is neither UTF-8, UTF-16 nor GBK", "save it as CSV UTF-8")


def is_chinese(text: str) -> bool:
    """Whether bytes read as GBK make words. Western letters would make rare ones."""
    others = [char for char in text if char > "\x7f"]
    usual = 0
    for char in others:
        try:
            char.encode("gb2312")
            usual += 1
        except UnicodeEncodeError:
            pass
    return 2 * usual >= len(others)
