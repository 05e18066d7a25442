"""Options and progress bars that several commands share, and the exit codes of all."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.report import clean

if TYPE_CHECKING:
    from rich.console import Console

    from autograder.pages.lanes import Progress
    from autograder.tables import Table

LINE_LIMIT = 1 << 20
_UNFOLDED = 1_000  # columns


class Exit(IntEnum):
    """Exit codes of commands, apart from 0, done, and click's 2, usage."""

    WRONG = 1  # the work that was checked is wrong
    FAILED = 3  # the kit failed, or a person must look
    STOPPED = 130  # by Ctrl-C


def tell(*lines: str, err: bool = False) -> None:
    """Print lines for people, without characters from files or names that would drive their terminal."""
    for line in lines:
        click.echo(clean(line, LINE_LIMIT), err=err)


def table_width() -> int:
    """Return how wide a table may be: as the terminal, or, if standard output is none, as wide as it gets."""
    is_limited = sys.stdout.isatty() or "COLUMNS" in os.environ
    return shutil.get_terminal_size().columns if is_limited else _UNFOLDED


def tell_table(table: "Table") -> None:
    """Print a table; with colours only on a terminal that shows them, and for whom has not refused them."""
    from autograder import tables

    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") in ("dumb", "unknown")
    only_ascii = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    lines = tables.lines(table, table_width(), only_ascii)
    click.echo("\n".join(lines), color=False if is_plain else None)


def wide_console() -> "Console":
    """Return standard output for a table; if it is no terminal, it is as wide as the table."""
    from rich.console import Console

    console = Console()
    return console if console.is_terminal or "COLUMNS" in os.environ else Console(width=_UNFOLDED)


@contextmanager
def progress_bars() -> "Iterator[Progress]":
    """Show a progress bar with the time left for each part of the work; yield a function that updates it."""
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        progress.TextColumn("left:"),
        progress.TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    # Refreshed by hand: a process that forks must not have Rich's thread.
    with progress.Progress(
        *columns, console=console, auto_refresh=False, disable=not console.is_terminal
    ) as bar:
        tasks: dict[str, progress.TaskID] = {}

        def show(what: str, done: int, whole: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=None)
            bar.update(tasks[what], completed=done, total=whole)
            bar.refresh()

        yield show


# Types and options of commands; each option is a decorator.
FILE = click.Path(path_type=Path, dir_okay=False)
PRESENT_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
FOLDER = click.Path(path_type=Path, file_okay=False)
in_course = click.option("--course", "root", type=FOLDER, default=".", help="The course's folder.")
for_students = click.option(
    "--student", "students", multiple=True, help="Only this student; may be given more than once."
)
to_file = click.option("-o", "target", type=FILE, help="Write there instead of below var/exports/.")


class Destination(click.ParamType[str]):
    """Parameter type for the name of an LMS that has a part, such as `export`, or for one of `others`.

    The registry is loaded only when a name is typed or help is read.
    """

    name = "choice"

    def __init__(self, part: str, *others: str) -> None:
        self.part, self.others = part, others

    def _choice(self) -> "click.Choice[str]":
        from autograder.lms import registry

        return click.Choice([*self.others, *registry.names(self.part)])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return self._choice().get_metavar(param, ctx)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        return self._choice().get_missing_message(param, ctx)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return self._choice().convert(value, param, ctx)


class Worksheet(click.Option):
    """Option for a file of an LMS's own. Its help lists these files from the registry."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from autograder.lms import registry

        record = super().get_help_record(ctx)
        sheets = ", ".join(lms.worksheet for lms in registry.systems() if lms.worksheet)
        return record and (record[0], f"{record[1]}: {sheets}.")
