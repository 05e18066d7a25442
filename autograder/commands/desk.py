"""For students: their own notebook, checked."""

from pathlib import Path

import click

from autograder.commands.shared import Exit, in_course
from autograder.phrases import LANGUAGES, Language, readers


@click.command()
@click.argument("notebook", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="The language of what is said; default: the notebook's."
)
@in_course
def check(notebook: Path, lang: Language | None, root: Path) -> None:
    """Run a whole NOTEBOOK fresh and try its visible checks, as grading does."""
    from autograder import check as desk
    from autograder.course import Limits, load_course

    limits = Limits()
    if (root / "course.yml").is_file():
        found, _ = load_course(root)
        limits = found.limits
    whole = desk.check_notebook(notebook, limits)
    language = lang or readers(desk.released_in(notebook.resolve().parent))
    for line in desk.lines(whole, language):
        click.echo(line)
    if not desk.all_passed(whole):
        raise SystemExit(Exit.WRONG)
