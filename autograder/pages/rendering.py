"""One Jinja environment for all pages: strict, escaping, and with the filters that their templates share."""

from functools import cache

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from autograder.text import number


def render(template: str, **values: object) -> str:
    """Fill in a template of `pages/templates`; a missing value is an error, never a gap."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "number": number,
        "prose": prose,
        "markdown": markdown,
        "exact": exact,
    }
    environment.globals["percent"] = percent
    return environment


def prose(text: str) -> Markup:
    """Return a message as HTML, with text between backticks set as code; everything in it is escaped."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )


def markdown(text: str) -> Markup:
    """Return an author's Markdown as HTML; HTML in it is escaped, and without images it loads nothing."""
    return Markup(MarkdownIt("commonmark", {"html": False}).disable("image").render(text))


def exact(value: float) -> str:
    """Return a number with all of its digits, up to ten, to be typed over: 0.125 and not 0.13."""
    return f"{value:.10g}"


def percent(part: float, of: float) -> int:
    """Return a share in whole percent: 100 only if nothing is missing, 0 only if nothing is there."""
    if not of:
        return 0
    return min(99, max(1, round(100 * part / of))) if 0 < part < of else round(100 * part / of)
