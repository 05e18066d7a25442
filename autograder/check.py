"""The student's door: `check` and `hint` in the notebook. Needs neither pytest, nbgrader nor a database.

`check("sigmoid")` judges the function as it stands in the running notebook, `hint("sigmoid")` goes a step
further each time that it is asked. A whole notebook is `whole`'s.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder import submission
from autograder.desk import shown
from autograder.desk.checks import home_of, running_notebook
from autograder.desk.look import Desk
from autograder.desk.shown import Shown
from autograder.errors import AutograderError
from autograder.grading import casebook
from autograder.phrases import Language, language_of, readers


def check(name: str, lang: str = "") -> Shown:
    """Try your `name` with the visible checks, and see what to look at next; `lang` is "en" or "zh"."""
    return _at(name, lang, lambda desk: desk.checked())


def hint(name: str, lang: str = "") -> Shown:
    """A hint for your `name`; asked again, it goes a step further."""
    return _at(name, lang, lambda desk: desk.hinted())


def pack(notebook: str = "", lang: str = "") -> Shown:
    """Run your notebook fresh, and write the one file to hand in."""
    from autograder.desk.pack import pack as packed  # here, since most cells only check
    from autograder.desk.pack import shown as show
    from autograder.desk.pack import the_notebook

    namespace = notebook_namespace()
    file = Path(notebook) if notebook else running_notebook(namespace)
    if not notebook and file is not None and not file.is_file():
        file = None  # renamed since the kernel began
    folder = Path.cwd() if file is None else file.parent
    language = language_of(lang, readers(released_in(folder)))
    ran = [str(cell) for cell in namespace.get("In", ()) if isinstance(cell, str)]
    try:
        return show(packed(the_notebook(folder, file), ran), language)
    except AutograderError as error:
        return shown.refused(error, language)


def _at(name: str, lang: str, show: Callable[[Desk], Shown]) -> Shown:
    namespace = notebook_namespace()
    folder = home_of(name, namespace)
    language = language_of(lang, readers(released_in(folder)))
    try:
        return show(Desk(name, namespace, folder, language))
    except AutograderError as error:
        return shown.refused(error, language)


def released_in(folder: Path) -> Language:
    """The language in which what lies in a student's folder was released."""
    found = casebook.language_beside(folder)
    if found is not None:
        return found
    return next(map(submission.language, sorted(folder.glob("*.ipynb"))), "en")


def notebook_namespace() -> dict[str, Any]:
    """The names of the running notebook, or of the running script."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return shell.user_ns if shell is not None else vars(sys.modules["__main__"])
