"""A notebook as a page to read: the release's cells as Markdown, each with what the reference shows below it.

An id on the page is the cell's own, and not made of words: it is the same in every language.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape

import msgspec

from autograder.authoring.markers import TEXT_STUB
from autograder.book.drawings import NAMES, figure
from autograder.book.outputs import Axes, CellOutput, Outputs
from autograder.errors import SourceError
from autograder.notebook import Cell, Notebook
from autograder.text import Language, in_language, say

_HEADING = re.compile(r" {0,3}#{1,6} ")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
MANY_AXES = 4  # of a picture: more than these are not read out one by one


class Page(msgspec.Struct, frozen=True):
    """A page's Markdown, and the pictures that lie beside it."""

    text: str
    pictures: dict[str, bytes] = {}


def notebook_page(
    name: str,
    released: Notebook,
    outputs: Outputs,
    language: Language,
    archive: str,
    drawings: Mapping[str, str],
) -> Page:
    """Return a notebook's page. `archive` is the link to the zip; `drawings` are by the cell above them."""
    where = f"docs/book/book.yml, drawings, {name}"
    ids = {cell.id for cell in released.cells}
    for cell_id, idea in drawings.items():
        if cell_id not in ids:
            raise SourceError(where, f"the notebook has no cell {cell_id}", "name the id of one of its cells")
        if idea not in NAMES:
            known = ", ".join(NAMES)
            raise SourceError(where, f"there is no drawing {idea}", f"use one of: {known}")
    parts = []
    pictures: dict[str, bytes] = {}
    for cell in released.cells:
        shown = _outputs(f"{name}-{cell.id}", outputs.get(cell.id, ()), language, pictures)
        own = (
            _text_cell(name, cell, language) if cell.kind == "markdown" else _code_cell(name, cell, language)
        )
        parts.append(own if not shown else f"{own}\n\n{shown}")
        if cell.id in drawings:
            parts.append(html(figure(drawings[cell.id], language)))
    page = "\n\n".join(part for part in parts if part) + "\n"
    return Page(_under_title(name, page, _way_in(name, language, archive)), pictures)


def html(raw: str) -> str:
    """Return a piece of HTML as a block of a Markdown page."""
    fence = _fence(raw)
    return f"{fence}{{raw}} html\n{raw}\n{fence}"


def _fence(content: str, mark: str = "`") -> str:
    longest = max((len(run) for run in re.findall(f"{mark}+", content)), default=0)
    return mark * max(3, longest + 1)


def _way_in(name: str, language: Language, archive: str) -> str:
    """Return the box that says how to get from the page to the notebook itself."""
    label = say("Open this notebook", language)
    file = f"{language}/{name}/{name}.ipynb"
    unpacked = say("Get the students' zip; in it, it is {file}", language, file=f"<code>{file}</code>")
    how = say("how to begin", language)
    return html(
        f'<p class="way-in"><a href="{escape(archive)}" download>{escape(label)}</a> '
        f'<span>{unpacked} (<a href="../docs/students.html">{escape(how)}</a>).</span></p>'
    )


def _under_title(name: str, page: str, box: str) -> str:
    """Return the page with the box below its first heading; a page that begins with none is given one."""
    head = re.match(r"(?:\([^)\n]*\)=\n)?# [^\n]*\n", page)
    if head is None:
        return f"# {name}\n\n{box}\n\n{page}"
    return f"{head[0]}\n{box}\n\n{page[head.end() :]}"


def with_anchors(base: str, text: str) -> str:
    """Return Markdown with an id above its first line and above each heading, numbered in their order."""
    lines: list[str] = []
    fence = ""
    count = 0
    for number, line in enumerate(text.strip("\n").split("\n")):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence and (_HEADING.match(line) or not number):
            count += 1
            lines.append(f"({base}-{count})=" if count > 1 else f"({base})=")
        lines.append(line)
    return "\n".join(lines)


def _text_cell(name: str, cell: Cell, language: Language) -> str:
    text = cell.source.strip("\n")
    if cell.role.is_marked_by_hand:
        asked = say("You answer this in words: {points} points", language, points=f"{cell.points:g}")
        text = "" if text == TEXT_STUB else text
        return f"({name}-{cell.id})=\n{_container('words', asked, text or '…', '')}"
    return with_anchors(f"{name}-{cell.id}", text) if text else ""


def _code_cell(name: str, cell: Cell, language: Language) -> str:
    if not cell.source.strip():
        return ""
    source = cell.source.strip("\n")
    fence = _fence(source)
    block = f"{fence}{{code-block}} python\n{source}\n{fence}"
    anchor = f"{name}-{cell.id}"
    if cell.role.is_answer:
        return _container("yours", say("You write this", language), block, anchor)
    if cell.role.has_points:
        label = say("The check: {points} points", language, points=f"{cell.points:g}")
        return _container("check", label, block, anchor)
    if cell.role.is_drawn or cell.metadata.get("jupyter", {}).get("source_hidden"):
        label = say("The code of the picture", language) if cell.role.is_drawn else say("The code", language)
        opening, closing = html(f"<details><summary>{escape(label)}</summary>"), html("</details>")
        return _container("folded", "", f"{opening}\n\n{block}\n\n{closing}", anchor)
    return _container("given" if cell.role.is_given else "play", "", block, anchor)


def _container(kind: str, title: str, body: str, anchor: str) -> str:
    fence = _fence(body, ":")
    head = f":name: {anchor}\n" if anchor else ""
    badge = html(f'<p class="badge">{escape(title)}</p>') + "\n\n" if title else ""
    return f"{fence}{{container}} cell {kind}\n{head}\n{badge}{body}\n{fence}"


def _outputs(base: str, shown: Sequence[CellOutput], language: Language, pictures: dict[str, bytes]) -> str:
    parts = []
    for number, each in enumerate(shown, 1):
        if each.png:
            file = f"{base}-{number}.png"
            pictures[file] = each.png
            said = described(each.axes, language)
            parts.append(f"```{{image}} {file}\n:alt: {said}\n:width: {each.width}px\n:class: drawn\n```")
            continue
        text = in_language(each.text, language).rstrip("\n")
        if each.is_check:
            parts.append(html(f'<p class="checked">{escape(text).replace(chr(10), "<br>")}</p>'))
        elif text.strip():
            parts.append(html(f'<pre class="shown">{escape(text)}</pre>'))
    return "\n\n".join(parts)


def described(axes: Sequence[Axes], language: Language) -> str:
    """Return a description of a picture, from the words around its plots, for those who do not see it."""
    plots = []
    for own in axes[:MANY_AXES]:
        words = [own.title] if own.title else []
        if own.across:
            words.append(say("across: {label}", language, label=own.across))
        if own.up:
            words.append(say("up: {label}", language, label=own.up))
        if words:
            plots.append(", ".join(words))
    if len(axes) > MANY_AXES:
        plots.append(say("and {count} more", language, count=len(axes) - MANY_AXES))
    label = say("Picture drawn by the code above", language)
    return re.sub(r"\s+", " ", f"{label}: {'; '.join(plots)}" if plots else label)
