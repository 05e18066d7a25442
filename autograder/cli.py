"""The command line: arguments, progress, exit codes. It decides nothing.

Exit 0 done, 1 the work checked is wrong, 2 usage, 3 the kit failed or a person must look,
130 stopped by Ctrl-C.
"""

import atexit
import gc
import os
import sys
from importlib.util import find_spec
from typing import Any

gc.set_threshold(50_000)  # loading what a command needs makes many objects and hardly any garbage

import click  # noqa: E402

# One thread for NumPy's libraries, set before NumPy is loaded: the grader forks; cores are for lanes.
for _name in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_name}_NUM_THREADS", "1")

from autograder import __version__  # noqa: E402
from autograder.commands import author, desk, grading, marking, term  # noqa: E402
from autograder.commands.shared import LINE_LIMIT, Exit  # noqa: E402
from autograder.errors import AutograderError  # noqa: E402
from autograder.files import refused_by_disk  # noqa: E402
from autograder.report import clean  # noqa: E402
from autograder.text import readers  # noqa: E402


class CommandFailure(click.ClickException):
    """An error that is shown without a traceback and ends the command with exit code 3."""

    exit_code = Exit.FAILED


class Cli(click.Group):
    """The command group: an AutograderError or error of the disk is shown as text, a bug with a traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except AutograderError as error:
            language = context.meta.get("autograder.language", readers("en"))
            raise CommandFailure(clean(error.in_language(language), LINE_LIMIT)) from error
        except OSError as error:
            if refused := refused_by_disk(error):
                raise CommandFailure(clean(str(refused), LINE_LIMIT)) from error
            raise
        except KeyboardInterrupt:
            click.echo("stopped; what is finished is kept, and the same command goes on from there", err=True)
            raise SystemExit(Exit.STOPPED) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by who types them; without nbgrader installed, list only those for students."""
        for audience, commands in _COMMANDS.items():
            if audience != STUDENTS and find_spec("nbgrader") is None:
                continue
            names = [command.name or "" for command in commands]
            width = formatter.width - 6 - max(map(len, names))
            with formatter.section(audience):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(width)) for name in names])
        if find_spec("nbgrader") is None:
            formatter.write("\nCommands of teachers are not listed: what they need is not installed here.\n")


@click.group(cls=Cli, help="Build, check and grade a course of notebooks.")
@click.version_option(__version__, prog_name="autograder")
def cli() -> None:
    """The group of all commands."""


STUDENTS = "For students"
_COMMANDS: dict[str, tuple[click.Command, ...]] = {
    STUDENTS: (desk.check, desk.pack),
    "For instructors, through a term": (
        *(term.doctor, term.roster, term.collect, grading.grade, marking.mark, grading.show),
        *(grading.feedback, grading.notices, grading.export, grading.report, grading.gradescope_zip),
        *(term.archive, term.restore, term.purge),
    ),
    "For authors": (
        *(author.init, author.new, author.build, author.audit, author.bundle, author.adopt),
        *(author.book, author.docs),
    ),
}
for _commands in _COMMANDS.values():
    for _command in _commands:
        cli.add_command(_command)


def main() -> None:
    """Run the command `autograder`."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character shows a question mark; it does not fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    atexit.register(gc.freeze)  # the process ends: looking for cycles would be a waste
    cli(prog_name="autograder")


if __name__ == "__main__":
    main()
