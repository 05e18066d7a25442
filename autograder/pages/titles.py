"""Titles of assignments, in their readers' languages."""

import re

from autograder.notebook import Notebook
from autograder.text import Language, Text

_HEADING = re.compile(r"#\s+([^\n:：]+)")


def as_title(name: str) -> str:
    """Return a Python name as a title: `forward_pass` becomes `Forward pass`."""
    return name.replace("_", " ").strip().capitalize()


def assignment_title(name: str, release: Notebook | None) -> Text:
    """Return an assignment's title: its name, and for readers of another language than English a heading.

    That is the first one of its notebook, up to a colon: what follows would be long in a table.
    """
    texts: dict[Language, str] = {}
    if release is not None:
        own = release.metadata.get("autograder", {}).get("language", "en")
        first = (cell for cell in release.cells if cell.kind == "markdown" and _HEADING.match(cell.source))
        texts = next(({own: cell.source} | cell.translations for cell in first), {})
    headings = {language: _HEADING.match(text) for language, text in texts.items()}
    words = {language: heading[1].strip() for language, heading in headings.items() if heading}
    return Text(words=words | {"en": as_title(name)})
