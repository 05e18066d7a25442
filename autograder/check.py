"""The student's door: `check` and `hint` in the notebook. Needs neither pytest, nbgrader nor a database.

`check("sigmoid")` judges the function as it stands in the running notebook, `hint("sigmoid")` goes a step
further each time that it is asked. desk/notebook_check.py checks a whole notebook.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from autograder import hand_in
from autograder.desk import fonts, output
from autograder.desk.checks import home_of, names_in, running_notebook
from autograder.desk.function_check import FunctionCheck
from autograder.desk.output import Message
from autograder.diagnosis import casebook
from autograder.errors import AutograderError
from autograder.files import read_plain
from autograder.text import Language, language_of, readers, say

fonts.provide()  # the first cell of a notebook imports this module, below Matplotlib


def check(name: object = "", lang: str = "") -> Message:
    """Try your `name` with the visible checks, and see what to look at next; without a name, all of them.

    `lang` is a language of the kit, such as "en" or "zh".
    """
    return _at(name, lang, FunctionCheck.checked, _overview)


def hint(name: object = "", lang: str = "") -> Message:
    """Show a hint for your `name`, or for the first function that does not pass; the next call says more."""
    return _at(name, lang, FunctionCheck.hinted, lambda desks, _: _first_open(desks).hinted())


def pack(notebook: object = "", lang: str = "") -> Message:
    """Run your notebook fresh, and write the one file to hand in."""
    from autograder.desk import pack as packing  # here, since most cells only check

    namespace = notebook_namespace()
    file = Path(str(notebook)) if notebook else running_notebook(namespace)
    if not notebook and file is not None and not file.is_file():
        file = None  # renamed since the kernel began
    folder = Path.cwd() if file is None else file.parent
    language = language_of(lang, readers(released_in(folder)))
    ran = [str(cell) for cell in namespace.get("In", ()) if isinstance(cell, str)]
    try:
        packed = packing.pack(packing.the_notebook(folder, file), ran, language)
        return packing.pack_message(packed, language)
    except AutograderError as error:
        return output.error_message(error, language)


def _at(
    wanted: object,
    lang: str,
    show: Callable[[FunctionCheck], Message],
    show_all: Callable[[Sequence[FunctionCheck], Language], Message],
) -> Message:
    """Show the message on `wanted`, a function or its name; if it is empty, the one on all functions."""
    name = wanted if isinstance(wanted, str) else str(getattr(wanted, "__name__", wanted))
    namespace = notebook_namespace()
    folder = home_of(name, namespace)
    language = language_of(lang, readers(released_in(folder)))
    try:
        if name or not (names := in_order(folder, namespace)):
            return show(FunctionCheck(name, namespace, folder, language))
        return show_all([FunctionCheck(each, namespace, folder, language) for each in names], language)
    except AutograderError as error:
        return output.error_message(error, language)


def _overview(functions: Sequence[FunctionCheck], language: Language) -> Message:
    """Return the message on all functions: the state of each on a line, and which one is next."""
    states = [each.checked() for each in functions]
    left = [each.name for each in functions if not each.passed]
    head = say(
        "{good} of {all} functions pass all their visible checks.",
        language,
        good=len(functions) - len(left),
        all=len(functions),
    )
    after = say('Next: `check("{name}")`', language, name=left[0]) if left else say(output.HIDDEN, language)
    return Message([head, *(each.said[0] for each in states), after], output.OPEN if left else output.GOOD)


def _first_open(checks: Sequence[FunctionCheck]) -> FunctionCheck:
    """Return the first check, in the notebook's order, that does not pass; the last one if all pass."""
    return next((each for each in checks if not each.passed), checks[-1])


def in_order(folder: Path, namespace: dict[str, Any]) -> tuple[str, ...]:
    """Return the names that have checks in a folder, in the notebook's order; names it lacks come last."""
    names = names_in(folder)
    running = running_notebook(namespace)
    files = [folder / running.name] if running else sorted(folder.glob("*.ipynb"))
    for file in files:
        try:
            asked = hand_in.release_from(read_plain(file, hand_in.MAX_BYTES)).tests
        except (OSError, hand_in.Unreadable):
            continue  # half written, or no notebook: the names are known all the same
        found = [name for name in (each.removeprefix("test_") for each in asked) if name in names]
        return (*found, *(name for name in names if name not in found))
    return names


def released_in(folder: Path) -> Language:
    """Return the language in which the files in a student's folder were released."""
    found = casebook.read_language(folder)
    if found is not None:
        return found
    return next(map(hand_in.language, sorted(folder.glob("*.ipynb"))), "en")


def notebook_namespace() -> dict[str, Any]:
    """Return the global names of the running notebook, or of the running script, with their values."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return shell.user_ns if shell is not None else vars(sys.modules["__main__"])
