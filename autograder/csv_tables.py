"""CSV files: those of other programs are read, and our own hold no text that a spreadsheet would run.

A name such as `=cmd|' /C calc'!A0` is a formula to Excel, quoted or not. An apostrophe before the sign makes
it text. `TrustedText` marks text that must reach an LMS unchanged, because it finds a student by it.
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
    """Text that is written to a file unchanged: it is ours, or an LMS must get it back to the letter."""

    __slots__ = ()


class Sheet(msgspec.Struct, frozen=True):
    """The content of a CSV file; every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","

    def column(self, name: str) -> int | None:
        """Return the index of the first column of this name, in any case; None if there is none."""
        heads = [head.strip().casefold() for head in self.header]
        return heads.index(name.casefold()) if name.casefold() in heads else None


def inert(text: str) -> str:
    """Return a text that a spreadsheet shows and does not run: one clean line, `'` before a formula."""
    return _FORMULA.sub(r"\g<before>\g<space>'", " ".join(clean(text, FIELD_LIMIT).split()))


def is_formula(text: str) -> bool:
    """Return True if a spreadsheet would run this text as a formula."""
    return _FORMULA.search(text) is not None


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe before a sign that begins a formula; `unguarded` removes it."""
    return f"'{cell}" if cell.startswith(_SIGNS) else cell


def unguarded(cell: str) -> str:
    """Return a cell's text: programs write `'=Ann` or `="=Ann"` to keep a spreadsheet from running it."""
    if cell.startswith("'") and cell[1:].startswith(_SIGNS):
        cell = cell[1:]
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return unicodedata.normalize("NFC", cell).strip().strip("\ufeff\u200b").strip()


def write_table(
    rows: Iterable[Sequence[str]], delimiter: str = ",", bom: bool = False, line_end: str = "\r\n"
) -> bytes:
    """Return the bytes of a CSV file. All text that is not `TrustedText` is made inert."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([cell if isinstance(cell, TrustedText) else inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def decimals(value: float | None) -> TrustedText:
    """Return a score for people: at most two decimals, as on every page; empty for None."""
    return TrustedText("" if value is None else f"{value:.2f}".rstrip("0").removesuffix("."))


def plain_title(cell: str) -> str:
    """Return a column's title in the form in which titles are compared: lower case, no `_` or `-`."""
    return " ".join(cell.replace("_", " ").replace("-", " ").lower().split())


def read_rows(
    raw: bytes, where: object, worth: Callable[[list[str]], int] = len
) -> tuple[str, list[tuple[int, list[str]]]]:
    """Read a CSV file of another program: its delimiter, and its rows with their lines in the file.

    The encoding is detected, and so is the delimiter: the one for which `worth` of the first line's cells
    (by default their number) is greatest.
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
    """Decode a CSV file as Excel may save it: UTF-8 or UTF-16 with or without a mark, or GBK."""
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
    """Return True if a text decoded as GBK is Chinese; western letters would give rare characters."""
    others = [char for char in text if char > "\x7f"]
    usual = [char for char in others if char.encode("gb2312", "ignore")]
    return 2 * len(usual) >= len(others)
