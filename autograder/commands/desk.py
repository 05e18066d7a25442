"""Commands for students: their own notebook, checked and packed."""

from pathlib import Path

import click

from autograder.commands.shared import FILE, Exit, in_course, tell
from autograder.text import Language, languages, readers

_lang = click.option(
    "--lang", type=click.Choice(languages()), help="The language of what is said; default: the notebook's."
)


@click.command()
@click.argument("notebook", type=FILE)
@_lang
@click.option("--watch", "is_watched", is_flag=True, help="Stay, and check again each time that it is saved.")
@in_course
def check(notebook: Path, lang: Language | None, is_watched: bool, root: Path) -> None:
    """Run a whole NOTEBOOK fresh and try its visible checks, as grading does."""
    from autograder.check import released_in
    from autograder.course import Limits, load_course
    from autograder.desk import notebook_check, saved_file
    from autograder.errors import NotebookError
    from autograder.text import say

    language = _speak(lang or readers(released_in(notebook.resolve().parent)))
    notebook_check.refuse_a_hand_in(notebook)
    limits = Limits()
    if (root / "course.yml").is_file():
        course, _ = load_course(root)
        limits = course.limits
    if not is_watched:
        checked = notebook_check.check_notebook(notebook, limits)
        tell(*notebook_check.overview_lines(checked, language))
        if not notebook_check.all_passed(checked):
            raise SystemExit(Exit.WRONG)
        return
    notebook_check.read_saved_notebook(notebook)  # said once, where there is nothing to watch
    for _ in saved_file.saves(notebook):
        try:
            checked = notebook_check.check_notebook(notebook, limits)
            tell(*notebook_check.overview_lines(checked, language))
        except NotebookError as error:
            tell(error.in_language(language))  # half written, perhaps: the next save fixes it
        tell(say("Waiting for the next save; Ctrl + C ends this.", language) + "\n")


@click.command()
@click.argument("assignment")
@click.argument("notebook", type=FILE, required=False)
@_lang
def pack(assignment: str, notebook: Path | None, lang: Language | None) -> None:
    """Run the notebook of ASSIGNMENT fresh, and write the one file to hand in, with a receipt.

    ASSIGNMENT is a name, or the path of the notebook; NOTEBOOK is its path where it is called something else.
    """
    from autograder.check import released_in
    from autograder.desk import pack as packing
    from autograder.desk.notebook_check import refuse_a_hand_in

    if notebook is None and assignment.endswith(".ipynb"):
        notebook = Path(assignment)
    _speak(lang or readers(released_in(Path.cwd())))
    file = packing.the_notebook(Path.cwd(), notebook, assignment)
    language = _speak(lang or readers(released_in(file.resolve().parent)))
    refuse_a_hand_in(file)
    tell(*packing.pack_lines(packing.pack(file, language=language), language))


def _speak(language: Language) -> Language:
    """Set the language of error messages too, and return it."""
    click.get_current_context().meta["autograder.language"] = language
    return language
