"""CSV files that other programs wrote, and ones that no spreadsheet will mistake for a program.

A name such as `=cmd|' /C calc'!A0` is a formula to Excel, quoted or not. An apostrophe before the sign makes
it text. `Own` marks what must reach an LMS to the letter, because it finds a student by it.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import msgspec

from autograder.errors import AutograderError
from autograder.report import clean

FIELD_LIMIT = 1_000
MAX_BYTES = 32 << 20  # ten thousand students with a hundred columns

# A sign that begins a formula: at the start, and behind what another country's Excel takes for a delimiter.
# A sign alone is none: Moodle writes "-" where there is no date.
_FORMULA = re.compile(r"(?P<before>^|[;,|\t])(?P<space>\s*)(?=[=+\-@\uff0b\uff0d\uff1d\uff20]\s*\S)")


class Own(str):
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


def write_table(rows: Iterable[Sequence[str]], delimiter: str = ",", bom: bool = False) -> bytes:
    """The bytes of a CSV file. Whatever is not `Own` is made inert on its way out."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([one if isinstance(one, Own) else inert(one) for one in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def read_table(raw: bytes, where: object) -> Sheet:
    """Read a CSV file of another program: its delimiter is guessed, its encoding found."""
    if len(raw) > MAX_BYTES:
        raise AutograderError(where, f"is larger than {MAX_BYTES >> 20} MB", "is it the right file?")
    text = _text(raw, where)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise AutograderError(
            where, f"is no CSV file ({error})", "download it again, and do not open it in between"
        ) from error
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise AutograderError(where, "is empty", "download it again")
    header = tuple(cell.strip() for cell in rows[0])
    width = len(header)
    even = tuple(tuple((*row, *("",) * width)[:width]) for row in rows[1:])
    return Sheet(header, even, delimiter)


def _text(raw: bytes, where: object) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):  # Excel in China saves the second
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AutograderError(where, "is neither UTF-8 nor GBK text", "save it as 'CSV UTF-8'")
