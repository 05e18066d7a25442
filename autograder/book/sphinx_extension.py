"""Sphinx extension for a site in several languages: shared ids, links between them, search in Chinese."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search import SearchLanguage
from sphinx.search import languages as search_languages
from sphinx.search.en import SearchEnglish

from autograder.text import say

_WORD = re.compile(r"[A-Za-z0-9_]+|[\u3400-\u9fff]+")


class PairsOfCharacters(SearchEnglish):
    """Chinese search without a dictionary: its words are characters and pairs of neighbours."""

    lang = "zh"
    language_name = "English"  # of the stemmer for Latin words, by which Sphinx names it in a page's script
    js_splitter_code = """
function splitQuery(query) {
  const words = query.match(/[A-Za-z0-9_]+|[\\u3400-\\u9fff]+/g) || [];
  return words.flatMap((word) => /^[A-Za-z0-9_]/.test(word) || word.length === 1 ? [word]
    : [...word.slice(1)].map((letter, place) => word[place] + letter));
}
"""

    def split(self, input: str) -> list[str]:
        """Return the words of a text, as `splitQuery` takes a query apart, and single characters too."""
        found: list[str] = []
        for word in _WORD.findall(input):
            found.append(word) if word[0].isascii() else found.extend(_pieces(word))
        return found


def _pieces(run: str) -> list[str]:
    return [*run, *(run[place : place + 2] for place in range(len(run) - 1))]


def name_sections(app: Sphinx, doctree: nodes.document) -> None:
    """Give each section an id that all languages share, before tables of contents take the first one.

    The id is our label, if the section has one, or else its number. Ids made of a heading's words stay: a
    link of the same page may need them.
    """
    for number, section in enumerate(doctree.findall(nodes.section), 1):
        named = [own for own in section["ids"] if own in doctree.nameids.values() and _is_label(doctree, own)]
        shared = named[0] if named else f"section-{number}"
        if shared not in section["ids"]:
            doctree.ids[shared] = section
        section["ids"] = [shared, *(own for own in section["ids"] if own != shared)]


def _is_label(doctree: nodes.document, own: str) -> bool:
    """Return True if an id was written as `(id)=`, and not made of a heading's words."""
    return any(
        name for name, found in doctree.nameids.items() if found == own and doctree.nametypes.get(name)
    )


def add_languages(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the templates where this page is in each language."""
    up = "../" * (page.count("/") + 1)
    context["book_languages"] = [
        {
            "code": language,
            "name": say("English", language),
            "own": language == app.config.book_language,
            "href": f"{up}{language}/{page}.html",
        }
        for language in app.config.book_languages
    ]
    own = app.config.book_language
    context["book_switch"] = say("This page in another language", own)
    context["book_names"] = {"pages": say("All pages", own), "page": say("On this page", own)}
    # The theme calls captions headings and gives them no level: they are labels of lists.
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace(' role="heading"', "")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension with Sphinx."""
    search: dict[str, str | type[SearchLanguage]] = search_languages
    search["zh"] = PairsOfCharacters
    app.add_config_value("book_languages", [], "html")
    app.add_config_value("book_language", "en", "html")
    app.connect("doctree-read", name_sections, priority=100)
    app.add_config_value("book_navigation", "", "html")
    app.connect("html-page-context", add_languages, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
