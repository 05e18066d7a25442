"""ideas.yml: the worked idea of each function, in words and never in code, for students who are stuck."""

from pathlib import Path

from autograder.diagnosis.misconceptions import Hint, hint_text
from autograder.errors import CourseError, NotebookError, SourceError
from autograder.text import AnyText, lazy_gettext
from autograder.yaml_files import parse_table

FILE = "checks/ideas.yml"


def parse_ideas(raw: bytes, where: str) -> dict[str, Hint]:
    """Read the table: a function's name, and its idea in each language."""
    next_step = "compare with `autograder docs authors ideas.yml`"
    return parse_table(raw, dict[str, Hint], where, next_step, SourceError)


def idea_of(folder: Path, name: str) -> AnyText:
    """Return the idea of one function, in each language, as it came with a notebook; "" if it has none."""
    file = folder / FILE
    if not file.is_file():
        return ""
    try:
        return hint_text(parse_ideas(file.read_bytes(), FILE).get(name, ""), FILE)
    except (OSError, CourseError, SourceError) as error:
        why = lazy_gettext("cannot be read ({why})", why=str(error))
        raise NotebookError(file, why, lazy_gettext("unpack the assignment's zip again")) from error
