"""For students: their own notebook, checked."""

from pathlib import Path

import click

from autograder.commands.shared import Exit, in_course


@click.command()
@click.argument("notebook", type=click.Path(path_type=Path, dir_okay=False))
@in_course
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
        raise SystemExit(Exit.WRONG)
