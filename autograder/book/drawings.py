"""Drawings of ideas and of screens: SVG files in figures/, whose English words the catalogue translates.

`aria-label` says in words what a drawing shows, `<desc>` is its caption, and `lang="en"`, as the first
attribute of a `<text>`, marks a label to translate. What a computer shows is the same in each language.
"""

import re
from html import escape, unescape
from pathlib import Path

from autograder.text import Language, say

FOLDER = Path(__file__).with_name("figures")
NAMES = tuple(sorted(file.stem for file in FOLDER.glob("*.svg")))
_WORDS = re.compile(r'(?<=aria-label=")[^"]+|(?<=<desc>)[^<]+|(?<=<text )lang="en"([^>]*>)([^<]+)')
# On a page a drawing has no paper of its own, and the page's colours.
_OWN_COLOURS = re.compile(r'<style>.*?</style>|<rect class="paper"[^>]*>', re.S)


def words(name: str) -> list[str]:
    """Return the words of a drawing that are translated."""
    return [unescape(found[2] or found[0]) for found in _WORDS.finditer(_read(name))]


def picture(name: str, language: Language) -> str:
    """Return a drawing as an SVG file, with its words in one language."""

    def translated(found: re.Match[str]) -> str:
        said = escape(say(unescape(found[2] or found[0]), language))
        return f'lang="{language}"{found[1]}{said}' if found[2] else said

    return _WORDS.sub(translated, _read(name))


def figure(name: str, language: Language) -> str:
    """Return a drawing as an HTML figure, for a page in one language."""
    before, caption, shapes = re.split("<desc>(.*?)</desc>", picture(name, language))
    svg = before + _OWN_COLOURS.sub("", shapes)
    return f'<figure class="drawing">{svg}<figcaption>{caption}</figcaption></figure>'


def _read(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
