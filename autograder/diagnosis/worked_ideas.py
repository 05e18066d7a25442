"""ideas.yml: the worked idea of each function, in words and never in code, for students who are stuck."""

from pathlib import Path

import msgspec

from autograder.diagnosis.misconceptions import Hint, hint_text
from autograder.errors import CourseError, NotebookError, SourceError
from autograder.files import read_plain
from autograder.hand_in import MAX_BYTES
from autograder.text import AnyText, lazy_gettext
from autograder.yaml_files import parse_table

FILE = "checks/ideas.yml"


class _Ideas(msgspec.Struct, frozen=True):
    """The ideas in a casebook, and nothing else of it."""

    ideas: dict[str, Hint] = {}


def parse_ideas(raw: bytes, where: str) -> dict[str, Hint]:
    """Read the table: a function's name, and its idea in each language."""
    next_step = "compare with `autograder docs authors ideas.yml`"
    return parse_table(raw, dict[str, Hint], where, next_step, SourceError)


def idea_of(folder: Path, name: str) -> AnyText:
    """Return the idea of one function, in each language, as it came with a notebook; "" if it has none.

    `build` writes them into the casebook. Without probes there is none, and older releases have them apart.
    """
    book, apart = folder / "checks" / "diagnosis.json", folder / FILE
    file = book
    try:
        ideas = msgspec.json.decode(read_plain(book, MAX_BYTES), type=_Ideas).ideas if book.is_file() else {}
        if not ideas and apart.is_file():
            file = apart
            ideas = parse_ideas(read_plain(apart, MAX_BYTES), FILE)
        return hint_text(ideas.get(name, ""), FILE)
    except (OSError, CourseError, SourceError, msgspec.MsgspecError) as error:
        why = lazy_gettext("cannot be read ({why})", why=str(error))
        raise NotebookError(file, why, lazy_gettext("unpack the assignment's zip again")) from error
