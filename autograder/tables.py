"""Tables on the terminal, as rich draws them and without loading it.

Only its boxes and its widths of characters are used: loading the rest, and drawing with it, takes as long as
all else that an unchanged class takes.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence

import click
import msgspec
from rich import box
from rich.cells import cell_len, chop_cells

from autograder.report import clean

_TEXT_LIMIT = 1_000
_PADDING = 2  # columns of the terminal, on both sides of a cell together


class TableCell(msgspec.Struct, frozen=True, array_like=True):
    """One cell: its text, and how it is shown."""

    text: str
    style: str = ""  # a colour, `bold` or `dim`


class Table(msgspec.Struct, frozen=True):
    """A table: names of columns, rows of as many cells, and a text below."""

    head: Sequence[str]
    rows: Sequence[Sequence[TableCell]]
    caption: str
    right: frozenset[int] = frozenset()  # numbers of the columns that are aligned to the right


def lines(table: Table, width: int, only_ascii: bool = False) -> Iterator[str]:
    """Yield a table's lines, with the codes of their styles; texts are folded if `width` is too small."""
    head, *rows = [
        [TableCell(re.sub(r"\s", " ", clean(cell.text, _TEXT_LIMIT)), cell.style) for cell in row]
        for row in ([TableCell(name, "bold") for name in table.head], *table.rows)
    ]
    widths = [max(cell_len(cell.text) for cell in column) for column in zip(head, *rows, strict=True)]
    room = width - 1 - len(widths) * (_PADDING + 1)
    while sum(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    drawn = box.ASCII if only_ascii else box.HEAVY_HEAD
    outer = [width + _PADDING for width in widths]
    yield drawn.get_top(outer)
    for line in _row(head, widths, table.right, at_bottom=True):
        yield drawn.head_left + drawn.head_vertical.join(line) + drawn.head_right
    yield drawn.get_row(outer, "head")
    for row in rows:
        for line in _row(row, widths, table.right):
            yield drawn.mid_left + drawn.mid_vertical.join(line) + drawn.mid_right
    yield drawn.get_bottom(outer)
    for text in table.caption.splitlines():
        for part in textwrap.wrap(text, sum(outer) + len(outer) + 1):
            yield _styled(part, "dim")


def _row(
    row: Sequence[TableCell], widths: Sequence[int], right: frozenset[int], at_bottom: bool = False
) -> Iterator[list[str]]:
    """Yield the lines of a row, cell by cell: as many as its longest cell has when it is folded."""
    folded = [_folded(cell.text, width) for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, folded))
    for number in range(height):
        line = []
        for place, (texts, cell, width) in enumerate(zip(folded, row, widths, strict=True)):
            at = number - (height - len(texts)) * at_bottom
            text = texts[at] if 0 <= at < len(texts) else ""
            gap, styled = " " * (width - cell_len(text)), _styled(text, cell.style)
            line.append(f" {gap}{styled} " if place in right else f" {styled}{gap} ")
        yield line


def _folded(text: str, width: int) -> list[str]:
    """Break a text between words, and a word that is wider than `width` anywhere."""
    if cell_len(text) <= width:
        return [text]
    whole = [""]
    for word in re.findall(r"\s*\S+", text):
        if cell_len(whole[-1] + word) <= width:
            whole[-1] += word
        else:
            whole += chop_cells(word.lstrip() if whole[-1] else word, width)
    return [line for line in whole if line]


def _styled(text: str, style: str) -> str:
    if not text or not style:
        return text
    if style in ("bold", "dim"):
        return click.style(text, bold=style == "bold" or None, dim=style == "dim" or None)
    return click.style(text, fg=style)
