"""Tables look as rich draws them, on a wide terminal, a narrow one, and where there are no colours."""

import io

import click
import pytest
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from autograder import tables
from autograder.tables import Table, TableCell

CLASS = Table(
    ["student", "forward pass", "总分", "total"],
    [
        [
            TableCell("a-student-with-a-long-name"),
            TableCell("2.5", "green"),
            TableCell("–", "dim"),
            TableCell("2.5 / 25"),
        ],
        [
            TableCell("Ben O'Hara Pérez, called Benny"),
            TableCell("?", "red"),
            TableCell("6", "yellow"),
            TableCell("6 + ? / 25"),
        ],
        [TableCell("李明华"), TableCell("", "red"), TableCell("6"), TableCell("[bold]6[/bold]")],
    ],
    "– nothing there   ? waits for a person\nthe first 3 of 200",
    frozenset({1, 2, 3}),
)


def by_rich(table, width, colours=False):
    """The same table, drawn by rich: as one string for each line, and as text with its styles."""
    shown = RichTable(caption=table.caption, caption_style="dim", caption_justify="left")
    for place, name in enumerate(table.head):
        justify = "right" if place in table.right else "left"
        shown.add_column(Text(name), overflow="fold", justify=justify)
    for row in table.rows:
        shown.add_row(*(Text(cell.text, style=cell.style) for cell in row))
    out = io.StringIO()
    colours = {"force_terminal": True, "color_system": "standard"} if colours else {}
    Console(file=out, width=width, **colours).print(shown)
    return out.getvalue()


def styles(line):
    """Each character that is no space, with its style: rich also gives the spaces around it one."""
    return [
        (char, str(span[-1].style) if (span := [s for s in line.spans if s.start <= at < s.end]) else "")
        for at, char in enumerate(line.plain)
        if char != " "
    ]


@pytest.mark.parametrize("width", [1_000, 72, 60, 50, 44, 36])
def test_a_table_looks_as_rich_draws_it(width):
    ours = [click.unstyle(line) for line in tables.lines(CLASS, width)]
    assert ours == [line.rstrip() for line in by_rich(CLASS, width).splitlines()]


def test_its_colours_are_those_of_rich(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    ours = [styles(Text.from_ansi(line)) for line in tables.lines(CLASS, 100)]
    assert ours == [styles(Text.from_ansi(line)) for line in by_rich(CLASS, 100, True).splitlines()]


def test_it_fits_into_a_terminal_that_is_far_too_narrow():
    assert max(len(click.unstyle(line)) for line in tables.lines(CLASS, 1)) == 4 * 4 + 1


def test_where_a_terminal_has_ascii_alone_so_does_the_box():
    plain = [click.unstyle(line) for line in tables.lines(CLASS, 100, only_ascii=True)]
    assert plain[0].strip("+-") == ""
    assert plain[1].startswith("| student ")


def test_a_text_drives_no_terminal_and_stays_in_its_line():
    table = Table(["a"], [[TableCell("one\ntwo\tthree\x1b[2J")]], "")
    assert [click.unstyle(line) for line in tables.lines(table, 100)][3] == "│ one two three\ufffd[2J │"
