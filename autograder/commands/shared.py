"""Options and progress bars that several commands share, and the exit codes of all."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder import __version__
from autograder.course import digest
from autograder.errors import AutograderError
from autograder.files import write_atomically
from autograder.report import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from autograder.pages.lanes import Progress

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


def tell_table(table: "Callable[[], Table]", content: bytes, kept: Path) -> None:
    """Print a table as it looks on this terminal, drawn with rich.

    The file `kept` holds it as it was last drawn. It is drawn again where `content`, all that the table
    says, or the terminal is another: to load rich and draw takes 50 ms.
    """
    names = ("COLUMNS", "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR")
    terminal = (sys.stdout.isatty(), sys.stdout.encoding, shutil.get_terminal_size().columns)
    wanted = digest(content, repr((__version__, *terminal, *map(os.environ.get, names))).encode())
    known = ""
    with suppress(OSError, UnicodeDecodeError):
        known = kept.read_text(encoding="utf-8")
    if known.startswith(f"{wanted}\n"):
        click.echo(known.removeprefix(f"{wanted}\n"), nl=False, color=True)
        return
    console = wide_console()
    with console.capture() as captured:
        console.print(table())
    click.echo(captured.get(), nl=False, color=True)
    with suppress(AutograderError):  # it has been shown, and is drawn again the next time
        write_atomically(kept, f"{wanted}\n{captured.get()}".encode())


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
