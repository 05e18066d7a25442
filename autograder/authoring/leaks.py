"""Leaks: a release that gives an answer away is refused, since what is out cannot be taken back."""

import ast
import re
from collections.abc import Iterator

from autograder.authoring.markers import MARKER, take_apart
from autograder.authoring.source import Source, plain_python
from autograder.errors import SourceError
from autograder.notebook import Notebook

_SHORTEST = 12  # characters without blanks: `return x` and `total += 1` give nothing away
_ORDINARY = re.compile(r"(def|class|import|from|for|while|if|else|elif|try|except|finally|with)\b|@")


def refuse_leaks(source: Source, released: Notebook) -> None:
    """Raise SourceError if a release has a line of an answer in it, or one of its files a marker.

    Only code counts: prose may show the formula, and a docstring its examples. A line that a given
    cell has as well is no secret.
    """
    answers = answer_lines(source)
    for where, code in _public_code(source, released):
        for number, text in enumerate(code.split("\n"), 1):
            for line in _said(text):
                if line in answers:
                    raise SourceError(
                        f"{where}, line {number}",
                        f"this gives away an answer of the solution cell {answers[line]}: {text.strip()}",
                        "write it another way, or make it part of a given cell",
                    )
    for name, raw in (source.checks | source.data).items():
        marker = MARKER.search(raw.decode("latin-1"))  # whatever its encoding
        if marker:
            raise SourceError(
                f"source/{source.assignment}/{name}",
                f"the marker {marker[0]} in a file that is released as it is",
                "take the marked part out: only notebooks are cut",
            )


def given_lines(source: Source) -> set[str]:
    """Return the lines of the given cells, without blanks: they are no secret, even if an answer has them."""
    return {
        line
        for cell in source.notebook.cells
        if cell.role.is_given
        for text in cell.source.split("\n")
        for line in _said(text)
    }


def answer_lines(source: Source) -> dict[str, str]:
    """Map the telling lines of the answers, without blanks, to their solution cells."""
    given = given_lines(source)
    answers: dict[str, str] = {}
    for number, cell in enumerate(source.notebook.cells, 1):
        if cell.kind == "code":
            for text in take_apart(cell, source.where_of(number, cell)).answer:
                answers.update((line, cell.name) for line in _telling(text) if line not in given)
    return answers


def code_lines(text: str) -> Iterator[str]:
    """Yield the lines of a piece of code without blanks, except those of docstrings and very short ones."""
    for line in _without_docstrings(text).split("\n"):
        yield from _said(line)


def _public_code(source: Source, released: Notebook) -> Iterator[tuple[str, str]]:
    for number, cell in enumerate(released.cells, 1):
        if cell.kind == "code" and not cell.role.is_given:
            for text in cell.texts:
                yield source.where_of(number, cell), _without_docstrings(text)
    for name, raw in (source.checks | source.data).items():
        if name.endswith(".py"):
            yield f"source/{source.assignment}/{name}", _without_docstrings(raw.decode("utf-8", "replace"))


def _without_docstrings(text: str) -> str:
    """Return `text` with its docstrings blanked, line by line; text that is not Python stays whole."""
    try:
        tree = plain_python(text, "")
    except SourceError:
        return text
    lines = text.split("\n")
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(
            node, clean=False
        ):
            first = node.body[0]
            for number in range(first.lineno - 1, first.end_lineno or first.lineno):
                lines[number] = ""
    return "\n".join(lines)


def _said(text: str) -> set[str]:
    """Return a line of code without blanks, whole and from its `return` or `=` on; short texts are left out.

    A comment sign in front is removed: a commented-out answer is an answer too.
    """
    bare = re.sub(r"\s+#.*$", "", text.strip().lstrip("# \t"))
    value = re.sub(r"^(return\s|assert\s|[\w.,\s\[\]]+(?<![=!<>])=(?!=))", "", bare)
    return {said for part in (bare, value) if len(said := re.sub(r"\s", "", part)) >= _SHORTEST}


def _telling(text: str) -> set[str]:
    """Return an answer's line without blanks; nothing for a comment, a header or a plain name."""
    if text.strip().startswith("#") or _ORDINARY.match(text.strip()):
        return set()
    return {line for line in _said(text) if re.search(r"[-+*/@%<>(\[]", line)}
