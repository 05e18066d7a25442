"""One Jinja environment for all pages: strict, escaping, and with the filters that their templates share."""

import re
from functools import cache

import jinja2
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markupsafe import Markup, escape

from autograder.pages.formulas import formula
from autograder.text import number

# Two dollars around a formula on its own, or one around a formula within a line: `$5 and $6` is none.
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(?![\s$])([^$`\n]*[^$`\s])\$(?!\d)", re.DOTALL)


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
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.add_render_rule(
        "formula", lambda _, tokens, at, *more: formula(tokens[at].content, is_block=tokens[at].block)
    )
    return Markup(parser.render(text))


def _formula(state: StateInline, is_trial: bool) -> bool:
    """Take a formula between dollars at the parser's place, as Jupyter does; return False without one."""
    found = _FORMULA.match(state.src, state.pos)
    if found is None:
        return False
    if not is_trial:
        token = state.push("formula", "", 0)
        token.block, token.content = found[1] is not None, found[1] or found[2]
    state.pos = found.end()
    return True


def exact(value: float) -> str:
    """Return a number with all of its digits, up to ten, to be typed over: 0.125 and not 0.13."""
    return f"{value:.10g}"


def percent(part: float, of: float) -> int:
    """Return a share in whole percent: 100 only if nothing is missing, 0 only if nothing is there."""
    if not of:
        return 0
    return min(99, max(1, round(100 * part / of))) if 0 < part < of else round(100 * part / of)
