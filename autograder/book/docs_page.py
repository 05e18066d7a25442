"""Pages of docs/ as pages of the site: their relative links lead to the site's pages, or are taken out.

A drawing of ours, which the repository has as a file, is drawn into the page, in the page's colours.
"""

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder.book.drawings import NAMES, figure
from autograder.book.notebook_page import html
from autograder.text import Language, languages, say

_LINK = re.compile(r"(!?)\[((?:[^\[\]`]|`[^`\n]*`)*)\]\(([^()\s]+)\)")
_DRAWING = re.compile(r"^!\[[^\]\n]*\]\(pictures/(\w+?)(?:\.[a-z]{2,3})?\.svg\)$", re.M)
_SWITCH = re.compile(r"\[[^\]]+\]\([\w-]+(\.[a-z]{2,3})?\.md\)")


class Doc(msgspec.Struct, frozen=True):
    """A page of docs/, in the languages in which it is written."""

    stem: str
    texts: dict[Language, str]


def read_docs(folder: Path) -> dict[str, Doc]:
    """Map stems to the pages of docs/: `students.md`, and `students.zh.md`, are one page in two languages."""
    found: dict[str, dict[Language, str]] = {}
    for file in sorted(folder.glob("*.md")):
        stem, _, language = file.stem.partition(".")
        found.setdefault(stem, {})[language or "en"] = file.read_text(encoding="utf-8")
    return {stem: Doc(stem, texts) for stem, texts in found.items() if set(texts) <= {*languages()}}


def docs_page(doc: Doc, language: Language, known: Iterable[str]) -> str:
    """Return a page in one language; if it is not translated, in one that it has, with a note at its top."""
    own = language if language in doc.texts else next(iter(sorted(doc.texts)))
    text = _without_switch(doc.texts[own], doc)
    text = with_own_links(_with_drawings(text, own), set(known))
    if own == language:
        return text
    note = say("This page is there in English only.", language)
    title, _, rest = text.partition("\n")
    return f"{title}\n\n:::{{note}}\n{note}\n:::\n{rest}"


def _with_drawings(text: str, language: Language) -> str:
    def drawn(found: re.Match[str]) -> str:
        name = found[1]
        return html(figure(name, language)) if name in NAMES else found[0]

    return _DRAWING.sub(drawn, text)


def _without_switch(text: str, doc: Doc) -> str:
    """Remove the line that leads to the same page in another language: the site has a switch for it."""
    files = {f"{doc.stem}.md", *(f"{doc.stem}.{language}.md" for language in languages())}
    kept = [
        line
        for line in text.split("\n")
        if not (_SWITCH.fullmatch(line.strip()) and line.strip().rpartition("(")[2].rstrip(")") in files)
    ]
    return "\n".join(kept)


def with_own_links(text: str, known: set[str]) -> str:
    """Lead the relative links of Markdown to `known` pages of docs/ on the site; of others the words stay."""

    def led(found: re.Match[str]) -> str:
        picture, words, target = found.groups()
        if re.match(r"[a-z]+:|#", target):
            return found[0]
        path, _, fragment = target.partition("#")
        stem = posixpath.basename(path).split(".")[0]
        if path.endswith(".md") and "/" not in path and stem in known:
            return f"{picture}[{words}]({stem}.md{'#' + fragment if fragment else ''})"
        return "" if picture else str(words)

    parts = re.split(r"(^ {0,3}```.*?^ {0,3}```[^\n]*$)", text, flags=re.M | re.S)
    return "".join(part if number % 2 else _LINK.sub(led, part) for number, part in enumerate(parts))
