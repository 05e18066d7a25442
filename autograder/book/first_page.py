"""The site's first page, made from the author's text and settings in docs/book/.

Its Markdown has a block of our own: `{loop}`, a first try at a function with what the desk says of it. Its
links are written for the repository, and lead to the site's pages.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Annotated

import msgspec
import yaml

from autograder.book.docs_page import Doc
from autograder.book.notebook_page import html
from autograder.book.outputs import first_try
from autograder.course import Course
from autograder.errors import SourceError
from autograder.paths import Places
from autograder.text import Language, say
from autograder.yaml_files import decode_yaml

_LOOP = re.compile(r"^```\{loop\} (\w+) (\w+)\n(.*?)^```$", re.M | re.S)
_TO_NOTEBOOK = re.compile(r"\]\(\.\./\.\./source/(\w+)/\1\.ipynb\)")
_TO_DOCS = re.compile(r"\]\(\.\./(\w+)\.md(#[\w-]+)?\)")
_TO_ZIP = re.compile(r"\[([^\]]+)\]\(#students-zip\)")


class DocGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pages of docs/ that are for the same people, under a title in each language."""

    title: dict[Language, str]
    pages: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class Arrangement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Content of docs/book/book.yml: drawings, by notebook and the cell above them, and groups of docs."""

    drawings: dict[str, dict[str, str]] = {}
    docs: tuple[DocGroup, ...] = ()


class Contents(msgspec.Struct, frozen=True):
    """All that pages are made of and link to: notebooks by `names`, pages of docs/, the zip `archive`."""

    course: Course
    places: Places
    names: Sequence[str]
    docs: Mapping[str, Doc]
    arrangement: Arrangement
    archive: str


def read_arrangement(places: Places) -> Arrangement:
    """Read docs/book/book.yml, or return an empty arrangement; raise SourceError for a mistake in it."""
    file = places.book_texts / "book.yml"
    if not file.is_file():
        return Arrangement()
    try:
        return decode_yaml(file.read_bytes(), Arrangement)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise SourceError(
            "docs/book/book.yml", str(error), "compare with the kit's own file of this name"
        ) from error


def first_page(contents: Contents, language: Language) -> dict[str, bytes]:
    """Map paths to the first page, with a list of every other page, and its pictures.

    The text is the course's own if it has one.
    """
    course, places = contents.course, contents.places
    file = places.book_texts / ("index.md" if language == "en" else f"index.{language}.md")
    text = file.read_text(encoding="utf-8") if file.is_file() else f"# {course.title}\n"
    text = _LOOP.sub(lambda found: _loop(course, places, found, language), text)
    text = _TO_ZIP.sub(rf'<a href="../{contents.archive}" download>\1</a>', text)
    text = _TO_DOCS.sub(r"](docs/\1.md\2)", _TO_NOTEBOOK.sub(r"](course/\1.md)", text))
    made = {"index.md": "\n\n".join([text.rstrip("\n"), *_trees(contents, language)]).encode() + b"\n"}
    for picture in sorted((places.book_texts / "pictures").glob("*.png")):
        if f"pictures/{picture.name}" in text:
            made[f"pictures/{picture.name}"] = picture.read_bytes()
    return made


def _trees(contents: Contents, language: Language) -> list[str]:
    """Return the lists of pages, in order: the course as in course.yml, then docs/ as book.yml groups it."""
    names, docs = contents.names, contents.docs
    graded = [name for name in names if name not in contents.course.readings]
    trees = {
        say("The course", language): [f"course/{name}" for name in graded],
        say("To read on", language): [f"course/{name}" for name in names if name not in graded],
    }
    listed: set[str] = set()
    for group in contents.arrangement.docs:
        for page in group.pages:
            if page not in docs:
                where, what = "docs/book/book.yml", f"there is no page docs/{page}.md"
                raise SourceError(where, what, "write it, or take it off the list")
        listed |= {*group.pages}
        title = group.title.get(language) or next(iter(group.title.values()))
        trees[title] = [f"docs/{page}" for page in group.pages]
    trees[say("More", language)] = [f"docs/{stem}" for stem in docs if stem not in listed]
    return [_tree(title, pages) for title, pages in trees.items() if pages]


def _tree(title: str, pages: Sequence[str]) -> str:
    listed = "\n".join(pages)
    return f"```{{toctree}}\n:caption: {title}\n:hidden:\n:maxdepth: 1\n\n{listed}\n```"


def _loop(course: Course, places: Places, found: re.Match[str], language: Language) -> str:
    """Return the steps write, check and hint: a first try and what the desk says of it, word for word."""
    name, function, code = found.groups()
    tried = first_try(course, places, name, function, code, language)
    steps = (
        (say("Write", language), code.rstrip()),
        (say("Check", language), tried.check),
        (say("Hint", language), tried.hint),
    )
    items = "".join(
        f'<li><p class="badge">{escape(title)}</p><pre>{escape(text)}</pre></li>' for title, text in steps
    )
    return html(f'<ol class="loop">{items}</ol>')
