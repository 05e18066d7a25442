"""What all commands share: where the course is, and how they end."""

from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class Exit(IntEnum):
    """How a command ended, apart from 0, done, and click's 2, usage."""

    WRONG = 1  # the work that was checked is wrong
    FAILED = 3  # the kit failed, or a person must look
    STOPPED = 130  # by Ctrl-C


def in_course(command: Command) -> Command:
    """Give a command `--course DIR`, as `root`."""
    return click.option(
        "--course",
        "root",
        type=click.Path(path_type=Path, file_okay=False),
        default=".",
        help="The course's folder.",
    )(command)


def for_students(command: Command) -> Command:
    """Give a command `--student S`, as the tuple `students`."""
    return click.option(
        "--student", "students", multiple=True, help="Only this student; may be given more than once."
    )(command)


def to_file(command: Command) -> Command:
    """Give a command `-o FILE`, as `target`."""
    return click.option(
        "-o",
        "target",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write there instead of below var/exports/.",
    )(command)
