"""The command line: arguments, progress, exit codes. It decides nothing.

Exit 0 done, 1 the work checked is wrong, 2 usage, 3 the kit failed or a person must look,
130 stopped by Ctrl-C.
"""

import os
import sys
from pathlib import Path
from typing import Any

import click

# One thread for NumPy's libraries, set before NumPy is loaded: the grader forks; cores are for lanes.
for _name in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_name}_NUM_THREADS", "1")

from autograder import __version__  # noqa: E402
from autograder.errors import AutograderError  # noqa: E402

WRONG, FAILED, STOPPED = 1, 3, 130
FEW = 3  # pages whose paths are printed


class Failure(click.ClickException):
    """Our own failure: told without a traceback."""

    exit_code = FAILED


class Cli(click.Group):
    """Shows an AutograderError as its text; anything else is a bug and keeps its traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except AutograderError as error:
            raise Failure(str(error)) from error
        except KeyboardInterrupt:
            click.echo("stopped; what is finished is kept, and the same command goes on from there", err=True)
            raise SystemExit(STOPPED) from None


@click.group(cls=Cli, help="Build, check and grade a course of notebooks.")
@click.version_option(__version__, prog_name="autograder")
def cli() -> None:
    """The group."""


_course = click.option(
    "--course",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    help="The course's folder.",
)


@cli.command()
@click.argument("assignments", nargs=-1)
@click.option(
    "--check", "only_compare", is_flag=True, help="Only compare; exit 1 where release or solutions differ."
)
@_course
def build(assignments: tuple[str, ...], only_compare: bool, root: Path) -> None:
    """Make release/ and solutions/ from source/, and record the assignments in the gradebook."""
    from autograder import build as builder
    from autograder import course, notebook

    found, places = course.load_course(root)
    stale: list[str] = []
    for name in assignments or [entry.name for entry in found.assignments]:
        files = builder.build(found, places, found.assignment(name).name)
        if only_compare:
            stale += builder.compare(places, name, files)
            continue
        from autograder import gradebook

        changed = builder.write(places, name, files)
        released = notebook.parse(files[f"release/{name}/{name}.ipynb"], f"release/{name}/{name}.ipynb")
        url = gradebook.address(found, places)
        gradebook.record_assignment(url, name, released, found.assignment(name).due)
        click.echo(f"{name}: {len(files)} files, {len(changed)} changed")
    for line in stale:
        click.echo(line)
    if stale:
        click.echo("next: run `autograder build`")
        raise SystemExit(WRONG)


@cli.command()
@click.argument("notebook", type=click.Path(path_type=Path, dir_okay=False))
@_course
def check(notebook: Path, root: Path) -> None:
    """Run a whole NOTEBOOK fresh and try its visible checks, as grading does."""
    from autograder import check as desk
    from autograder.course import Limits, load_course

    limits, imports = Limits(), ("numpy",)
    if (root / "course.yml").is_file():
        found, _ = load_course(root)
        limits = found.limits
    whole = desk.check_notebook(notebook, limits, imports)
    for line in desk.lines(whole):
        click.echo(line)
    if not desk.all_passed(whole):
        raise SystemExit(WRONG)


@cli.command()
@click.argument("assignment")
@click.option("--student", "students", multiple=True, help="Only this student; may be given more than once.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that grade; default: one a core.")
@click.option("--force", is_flag=True, help="Grade also what has not changed.")
@click.option("--json", "as_json", is_flag=True, help="Print the reports as JSON.")
@click.option(
    "--allow-weak-sandbox", is_flag=True, help="Grade although this machine confines less than demanded."
)
@_course
def grade(
    assignment: str,
    students: tuple[str, ...],
    jobs: int | None,
    force: bool,
    as_json: bool,
    allow_weak_sandbox: bool,
    root: Path,
) -> None:
    """Grade every submission of ASSIGNMENT: var/submitted/STUDENT/ASSIGNMENT/."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from autograder import feedback
    from autograder import grade as grading
    from autograder.hand_in import unnameable

    job = grading.prepare(root, assignment, allow_weak_sandbox)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Refreshed by hand: a process that forks must not have Rich's thread.
    with Progress(*columns, console=console, auto_refresh=False) as bar:
        task = bar.add_task(assignment, total=None)

        def show(done: int, whole: int) -> None:
            bar.update(task, completed=done, total=whole)
            bar.refresh()

        reports = grading.grade(job, students, jobs, force, show)
    if as_json:
        click.echo(grading.as_json(job, reports))
    else:
        Console().print(feedback.class_table(reports, job.order))
        for line in grading.summary(job, reports):
            click.echo(line)
    left_out = unnameable(job.places, job.name)
    for folder in left_out:
        click.echo(f"{folder} was left out: give the folder a name in UTF-8, and grade again", err=True)
    if left_out or any(grading.needs_person(report) for report in reports):
        raise SystemExit(FAILED)


@cli.command()
@click.argument("assignment")
@click.option("--student", "students", multiple=True, help="Only this student; may be given more than once.")
@_course
def feedback(assignment: str, students: tuple[str, ...], root: Path) -> None:
    """Write one page per student for ASSIGNMENT: var/feedback/STUDENT/ASSIGNMENT/."""
    from autograder import grade as grading

    written = grading.write_feedback(root, assignment, students)
    for file in written[:FEW]:
        click.echo(str(file))
    if len(written) > FEW:
        click.echo(f"and {len(written) - FEW} more: {len(written)} pages for {assignment}")


@cli.command()
@_course
def doctor(root: Path) -> None:
    """Say which versions and which sandbox this machine has, and what is missing."""
    from autograder import doctor as doctoring

    findings = doctoring.examine(root)
    for finding in findings:
        click.echo(finding.line())
    if any(finding.is_bad for finding in findings):
        raise SystemExit(FAILED)


def main() -> None:
    """The command `autograder`."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character shows a question mark; it does not fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    cli(prog_name="autograder")


if __name__ == "__main__":
    main()
