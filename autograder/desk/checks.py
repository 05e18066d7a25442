"""Visible checks that came with a notebook: where they are, and advice if they are missing."""

import difflib
import os
import sys
import tempfile
import types
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder import text
from autograder.diagnosis import python_messages
from autograder.diagnosis.casebook import Casebook
from autograder.diagnosis.diagnose import Diagnosis, stop, stopped_answer
from autograder.errors import NotebookError
from autograder.files import read_plain
from autograder.hand_in import MAX_BYTES
from autograder.report import clean
from autograder.sandbox.proxy import Student
from autograder.text import Language, Text, lazy_gettext
from autograder.worker import protocol

MANY = 200  # folders beside a notebook that are looked into


class Check:
    """One visible check: a plain function of a file that needs NumPy only."""

    visible, weight, side, slow, refused = True, 1, False, False, ""

    def __init__(
        self, cell: str, name: str, function: Callable[[Any], None], languages: frozenset[Language]
    ) -> None:
        self.cell, self.name, self.function = cell, name, function
        self.id = f"visible:{cell}:{name}"
        self.title = text.title(function.__doc__, name)
        self.languages = languages

    def call(self, student: Student) -> None:
        """Run the check; an exception is the student's failure."""
        self.function(student)


def load_checks(file: Path) -> tuple[Check, ...]:
    """Read the checks in a file, in its order."""
    module = types.ModuleType(file.stem)
    module.__file__ = str(file)
    try:
        source = read_plain(file, MAX_BYTES)
        exec(compile(source, str(file), "exec", dont_inherit=True), module.__dict__)
    except OSError as error:
        raise NotebookError(
            file, lazy_gettext("the check cannot be read"), lazy_gettext("unpack the assignment's zip again")
        ) from error
    checks = [thing for name, thing in vars(module).items() if name.startswith("test_") and callable(thing)]
    languages = text.translated_into(source.decode(errors="replace"))
    return tuple(Check(file.stem, thing.__name__, thing, languages) for thing in checks)


def checks_beside(folder: Path, name: str) -> tuple[Check, ...]:
    """Read the visible checks of a solution cell, from the `checks` folder that came with the notebook."""
    if not _has(folder, name):
        raise missing_checks(folder, name)
    return load_checks(_file(folder, name))


def names_in(folder: Path) -> tuple[str, ...]:
    """Return every name that has checks in a folder."""
    return tuple(sorted(file.stem.removeprefix("test_") for file in (folder / "checks").glob("test_*.py")))


def _file(folder: Path, name: str) -> Path:
    return folder / "checks" / f"test_{name}.py"


def _has(folder: Path, name: str) -> bool:
    """Return True if a folder has the checks of `name`, or any at all if no name is given."""
    if not name:
        return bool(names_in(folder))
    return name.isidentifier() and _file(folder, name).is_file()


# --- where they lie ----------------------------------------------------------------------------


def running_notebook(namespace: Mapping[str, Any]) -> Path | None:
    """Return the file of the running notebook if its host tells it: Jupyter's server, or VS Code."""
    said = namespace.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME", "")
    return Path(said) if isinstance(said, str) and said.endswith(".ipynb") else None


def home_of(name: str, namespace: Mapping[str, Any]) -> Path:
    """Return the folder with the notebook's checks of `name`, else of any name, else the working folder.

    The working folder may be another one: after `os.chdir`, or if an editor starts in its own.
    """
    here = Path.cwd()
    notebook = running_notebook(namespace)
    likely = [here, *([here / notebook.parent] if notebook else []), here.parent]
    for folder in likely:
        if _has(folder, name):
            return folder
    below = [folder for folder in _folders_in(here) if _has(folder, name)]
    if len(below) == 1:
        return below[0]
    return home_of("", namespace) if name else here


def _folders_in(folder: Path) -> Iterator[Path]:
    try:
        for number, path in enumerate(sorted(folder.iterdir())):
            if number < MANY and path.is_dir() and not path.name.startswith("."):
                yield path
    except OSError:
        return  # a folder that may not be read has nothing for us


def missing_checks(folder: Path, name: str) -> NotebookError:
    """Return advice on checks that are missing, by where the notebook seems to be."""
    where, file = f'check("{clean(name, 60)}")', f"test_{clean(name, 60)}.py"
    if names := names_in(folder):
        what, next_step = _no_such_check(name, names)
    elif _is_inside_a_zip(folder):
        what = lazy_gettext(
            "this notebook was opened from inside a zip, without the folder `checks` that belongs to it"
        )
        next_step = lazy_gettext(
            "close it, unpack the whole zip (on Windows: right-click, Extract All), and open it from there"
        )
    elif zipped := _zip_with(folder, file):
        what = lazy_gettext("the folder `checks` is still in {zip}", zip=zipped)
        next_step = lazy_gettext("unpack that zip, and open the notebook in the folder that comes out of it")
    elif "google.colab" in sys.modules:
        what = lazy_gettext("only the notebook is here, without the folder `checks` that belongs to it")
        next_step = lazy_gettext(
            "in Colab: upload the assignment's zip with the folder sign on the left, then run "
            "`!unzip -o NAME.zip` and `%cd` into its folder"
        )
    else:
        what = lazy_gettext("there is no {name} in the folder `checks` beside this notebook", name=file)
        next_step = lazy_gettext(
            "open the notebook in the folder that you were given, with everything that came with it"
        )
    return NotebookError(where, what, next_step)


def _no_such_check(name: str, names: tuple[str, ...]) -> tuple[Text, Text]:
    """Return advice on a name that has no checks, beside some that have: misspelt, or of another notebook."""
    folded = {each.lower().replace("_", ""): each for each in names}
    close = difflib.get_close_matches(name.lower().replace("_", ""), folded, n=1)
    what = lazy_gettext("nothing of this name is checked here")
    if close:
        return what, lazy_gettext(
            "compare the spelling, capital letters too, and run {ask}", ask=f'`check("{folded[close[0]]}")`'
        )
    return what, lazy_gettext("run one of: {names}", names=tuple(f'`check("{each}")`' for each in names))


def _is_inside_a_zip(folder: Path) -> bool:
    """Return True if a notebook was opened in a zip: Windows does so in a temporary folder named after it."""
    temporary = Path(tempfile.gettempdir()).resolve()
    here = folder.resolve()
    parts = here.relative_to(temporary).parts if here.is_relative_to(temporary) else here.parts
    return any(".zip" in part.lower() for part in parts)


def _zip_with(folder: Path, file: str) -> str:
    """Return the name of a zip beside the notebook that holds this check; "" if there is none."""
    try:
        for path in sorted(folder.glob("*.zip"))[:20]:
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as opened:
                    if any(name.endswith(f"checks/{file}") for name in opened.namelist()[:5000]):
                        return path.name
    except (OSError, zipfile.BadZipFile):
        pass  # what cannot be read is not what to unpack
    return ""


def is_stub(raised: protocol.Raised | None, name: str) -> bool:
    """Return True if what stopped a check is the `raise NotImplementedError()` of the stub `name`.

    A function that is written may call one that is not. In a running notebook no cell has a name.
    """
    return (
        raised is not None and raised.typename == NotImplementedError.__name__ and raised.cell in ("", name)
    )


def explain_stop(
    diagnosis: Diagnosis | None, raised: protocol.Raised | None, book: Casebook
) -> Diagnosis | None:
    """Return the stop of the first failed check as a diagnosis, if it has a known meaning; else `diagnosis`.

    A general diagnosis compares many questions, and may speak of another one's stop, or of none. A known
    mistake is kept: it explains more than Python's message.
    """
    if diagnosis is None or raised is None or raised.is_own or diagnosis.name in book.hints:
        return diagnosis
    if not python_messages.meaning(raised.typename, raised.text, "en"):
        return diagnosis
    return stop(stopped_answer(raised, clean(raised.typename, 80), clean(raised.text, 300)))
