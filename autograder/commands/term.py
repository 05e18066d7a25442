"""For instructors: a term, from its machine to its archive."""

from pathlib import Path

import click

from autograder.commands.shared import Exit, in_course


@click.command()
@in_course
def doctor(root: Path) -> None:
    """Say which versions and which sandbox this machine has, and what is missing."""
    from autograder import doctor as doctoring

    findings = doctoring.examine(root)
    for finding in findings:
        click.echo(finding.line())
    if any(finding.is_bad for finding in findings):
        raise SystemExit(Exit.FAILED)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@in_course
def roster(file: Path | None, root: Path) -> None:
    """Bring a list of students in: FILE, of the LMS or your own. Without FILE, show who is in the class."""
    from rich.console import Console

    from autograder import course
    from autograder import roster as rosters

    found, places = course.load_course(root)
    if file is None:
        Console().print(rosters.table(rosters.read(places)))
        return
    with file.open("rb") as opened:
        raw = opened.read(rosters.MAX_BYTES + 1)
    for line in rosters.take(found, places, raw, file.name)[1]:
        click.echo(line)


@click.command()
@click.argument("assignment")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--student", help="Whose it is, where no name in FILES says so: an id of the roster.")
@in_course
def collect(assignment: str, files: tuple[Path, ...], student: str | None, root: Path) -> None:
    """Bring the hand-ins of ASSIGNMENT in: zips of Canvas, Moodle or Gradescope, zips of your own, folders.

    A CSV among FILES says when they came: Moodle's grading worksheet, or your own with id and submitted_at.
    """
    from autograder import collect as collecting
    from autograder import course

    found, missing = collecting.collect(*course.load_course(root), assignment, files, student)
    for line in found.lines(missing):
        click.echo(line)
    if found.told:
        click.echo(f"{len(found.told)} to look at, above; the rest is in its place")
        raise SystemExit(Exit.FAILED)
