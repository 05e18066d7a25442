"""The autograded notebook: what a person marks by hand in formgrader, written from a `Report`.

Of the hand-in only the text of its cells is kept. Its metadata and outputs are hostile: metadata could move
points about, outputs could claim them.
"""

import re
import string
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from autograder.diagnosis import messages
from autograder.files import json_bytes
from autograder.notebook import Cell, Notebook
from autograder.report import CellReport, Outcome, Report, RunNote, Verdict
from autograder.text import N_, Language, in_language, say

_LOOK = N_("Not graded: a person has to look at this cell.")
_REASONS = {
    Outcome.NOT_ATTEMPTED: N_("Not attempted: the cell is as it was handed out."),
    Outcome.ERROR: _LOOK,
}


def autograded(release: Notebook, cells: Sequence[Cell], report: Report, language: Language = "en") -> bytes:
    """Return the notebook's bytes. `cells` are the hand-in's, in its order, with locked ones restored.

    nbgrader's `determine_grade` reads our scores from it exactly. A cell whose score is None has no result,
    which nbgrader by itself takes for full marks: a preprocessor has to clear it.
    """
    released = {cell.name: cell for cell in release.cells if cell.name}
    ours = {text for cell in release.cells for text in cell.texts}
    ids = _ids(release)
    notes = _notes(cells, report.run)
    raw: list[dict[str, Any]] = []
    seen: set[str] = set()
    for number, cell in enumerate(cells, 1):
        # nbgrader stops at a grade_id that is there twice: only the first keeps it.
        given = released.get(cell.name) if cell.name not in seen else None
        if given is None:
            text = cell.source if cell.source in ours else _inert(cell.kind, cell.source)
            raw.append(_cell(cell.kind, next(ids), {}, text))
        else:
            seen.add(given.name)
            raw.append(_cell(given.kind, given.id, given.metadata, _source(given, cell, report)))
        if raw[-1]["cell_type"] == "code":
            if given is not None and given.role.is_test:
                raw[-1]["outputs"] = _graded(report, given, language)
                raw[-1]["execution_count"] = 1
            else:
                raw[-1]["outputs"] = _ran(notes.get(number, ()), language)
    metadata = {key: value for key, value in release.metadata.items() if key != "autograder"}
    whole = {"cells": raw, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json_bytes(whole, is_sorted=True)


def _ids(release: Notebook) -> Iterator[str]:
    """Yield ids for cells that the release does not have: `own-1`, `own-2` and so on, if not taken there."""
    taken = {cell.id for cell in release.cells}
    number = 0
    while True:
        number += 1
        if f"own-{number}" not in taken:
            yield f"own-{number}"


def _cell(kind: str, cell_id: str, metadata: dict[str, Any], source: str) -> dict[str, Any]:
    kind = kind if kind in ("code", "markdown") else "raw"
    text = source.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written
    raw = {"cell_type": kind, "id": cell_id, "metadata": metadata, "source": text.splitlines(keepends=True)}
    return raw | {"execution_count": None, "outputs": []} if kind == "code" else raw


def _source(released: Cell, cell: Cell, report: Report) -> str:
    if released.role.is_locked or cell.source == released.source:
        return released.source
    if released.role.is_marked_by_hand and report.manual.get(released.name) is False:
        # At most blanks differ. nbgrader compares to the byte, and would leave an empty answer to a person.
        return released.source
    return _inert(released.kind, cell.source)


# Where HTML, or a Markdown link or its definition, would begin.
_ACTS = re.compile(r"(?<=<)(?=[A-Za-z/!?])|(?<=\])(?=[(:])")
# TeX commands that a formula may use: letters, numbers and signs. All others are broken up, since some make a
# link, load something, define commands (`href`, `mmlToken`, `require`, `def`), or cover the page.
_FORMULAS = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi
    varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi
    Pi Sigma Upsilon Phi Psi Omega aleph hbar ell Re Im infty partial nabla forall exists nexists
    emptyset varnothing neg top bot frac dfrac tfrac sqrt binom sum prod int iint oint lim sup inf
    max min argmax argmin exp log ln lg sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos
    arctan det dim ker deg gcd arg Pr mod bmod pmod operatorname cdot cdots ldots dots vdots ddots
    times div pm mp ast star circ bullet oplus ominus otimes odot cap cup setminus subset subseteq
    supset supseteq in notin ni wedge vee land lor lnot le leq ge geq ne neq lt gt ll gg equiv sim
    simeq approx cong propto mid parallel perp to gets mapsto leftarrow rightarrow leftrightarrow
    Leftarrow Rightarrow Leftrightarrow longrightarrow longleftarrow implies iff uparrow downarrow
    left right big Big bigg Bigg bigl bigr Bigl Bigr langle rangle lfloor rfloor lceil rceil lvert
    rvert lVert rVert vert Vert hat widehat tilde widetilde bar overline underline vec dot ddot
    overbrace underbrace overset underset stackrel limits nolimits mathbf mathrm mathit mathsf
    mathtt mathcal mathbb mathfrak boldsymbol bm text textbf textit textrm mbox begin end quad qquad
    displaystyle textstyle prime dagger therefore because colon backslash
    """.split()
)
_NAME = re.compile(r"\\(?=([A-Za-z]{2,}))")
_UNSEEN = "\u2060"  # a word joiner, which nobody sees


def _inert(kind: str, source: str) -> str:
    """Return a student's text so that it does nothing where it is shown; code is returned as it is.

    formgrader renders text unescaped, on the page on which grades are entered.
    """
    return source if kind == "code" else _without_names(_ACTS.sub(" ", source), " ")


def _without_names(text: str, between: str) -> str:
    """Put `between` into each TeX command that _FORMULAS does not list, so that no formula can run it."""
    return _NAME.sub(lambda match: "\\" if match[1] in _FORMULAS else f"\\{between}", text)


def _notes(cells: Sequence[Cell], run: Sequence[RunNote]) -> dict[int, list[RunNote]]:
    """Map each cell's place, counted from 1, to its notes. A note's label is the cell's name, or `cell 7`."""
    places = {f"cell {number}": number for number in range(1, len(cells) + 1)}
    for number, cell in enumerate(cells, 1):
        if cell.name:
            places.setdefault(cell.name, number)
    notes: dict[int, list[RunNote]] = {}
    for note in run:
        if note.cell in places:
            notes.setdefault(places[note.cell], []).append(note)
    return notes


# --- outputs -----------------------------------------------------------------------------------


def _graded(report: Report, released: Cell, language: Language) -> list[dict[str, Any]]:
    cell = report.cells.get(released.name)
    if report.status == "error" or cell is None:
        is_known = report.status == "error"
        reason = (
            in_language(report.reason, language) if is_known else say("This cell was not graded.", language)
        )
        look = say(_LOOK, language)
        return [_display(f"{look} {reason}".strip(), f"**{look}** {_escaped(reason)}".strip())]
    name = released.name.removeprefix("test_")
    outputs = [_display(_plain(cell, name, language), _markdown(cell, name, language))]
    if cell.score is not None:
        outputs.insert(0, _result(cell.score, released))
    return outputs


def _result(score: float, released: Cell) -> dict[str, Any]:
    if not 0 <= score <= (released.points or 0):  # nbgrader would give full marks, or stop
        raise ValueError(f"{released.name}: a score of {score!r} in a cell of {released.points!r} points")
    return {
        "output_type": "execute_result",
        "execution_count": 1,
        "data": {"text/plain": repr(float(score))},
        "metadata": {},
    }


def _display(plain: str, markdown: str) -> dict[str, Any]:
    return {
        "output_type": "display_data",
        "data": {"text/plain": plain, "text/markdown": markdown},
        "metadata": {},
    }


def _ran(notes: Sequence[RunNote], language: Language) -> list[dict[str, Any]]:
    """Return what a student's cell printed and raised, as plain printed text.

    An `error` output or one on stderr is a zero for nbgrader, in any cell.
    """
    texts = [text for note in notes for text in (note.output, in_language(note.error, language))]
    said = [text.strip("\n") for text in texts if text.strip()]
    return [{"output_type": "stream", "name": "stdout", "text": "\n\n".join(said) + "\n"}] if said else []


def _plain(cell: CellReport, name: str, language: Language) -> str:
    lines = [_heading(cell, name, language)]
    for test in (*_tests(cell, Outcome.PASSED), *_unpassed(cell)):
        lines.append(f"- {_word(test, language)}: {_title(test, language)}")
        lines += [f"    {line}" for line in _said(test, language).splitlines()]
    return "\n".join(lines)


def _markdown(cell: CellReport, name: str, language: Language) -> str:
    lines = [f"**{_escaped(_heading(cell, name, language))}**", ""]
    for test in (*_tests(cell, Outcome.PASSED), *_unpassed(cell)):
        word = _word(test, language)
        word = word if test.outcome is Outcome.PASSED else f"**{word}**"
        lines.append(f"- {word}: {_escaped(_title(test, language))}")
        lines[-1] += "".join(
            f"  \n  {_escaped(line)}" for line in _said(test, language).splitlines() if line.strip()
        )
    return "\n".join(lines)


def _heading(cell: CellReport, name: str, language: Language) -> str:
    reason = say(_REASONS[cell.outcome], language) if cell.outcome in _REASONS else ""
    if cell.doubt and cell.score is None:
        reason = f"{reason} {in_language(cell.doubt.staff, language)}"
    if cell.score is None:
        return reason
    score = say("{score} of {points} points.", language, score=f"{cell.score:.4g}", points=f"{cell.points:g}")
    relying = ""
    if cell.relies_on:
        is_right = cell.outcome is Outcome.PASSED
        relying = in_language(messages.reliance(name, cell.relies_on, is_right), language)
    return " ".join(filter(None, (score, reason, relying)))


def _tests(cell: CellReport, outcome: Outcome) -> list[Verdict]:
    return [test for test in cell.tests if test.outcome is outcome]


def _unpassed(cell: CellReport) -> list[Verdict]:
    if cell.outcome is Outcome.NOT_ATTEMPTED:
        return []  # the heading says already that nothing is there
    return [test for test in cell.tests if test.outcome is not Outcome.PASSED]


def _title(test: Verdict, language: Language) -> str:
    return in_language(test.title, language) or test.name.removeprefix("test_").replace("_", " ")


_WORDS = {
    Outcome.PASSED: N_("passed"),
    Outcome.FAILED: N_("failed"),
    Outcome.ERROR: N_("not decided"),
}
_VOID = N_("does not count")


def _word(test: Verdict, language: Language) -> str:
    return say(_VOID if test.void else _WORDS[test.outcome], language)


def _said(test: Verdict, language: Language) -> str:
    """Return why a test failed; of one that does not count, why it does not."""
    return in_language(test.void.reason if test.void else test.message, language)


_NBSP = "\u00a0"
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in string.punctuation})


@lru_cache(4096)
def _escaped(text: str) -> str:
    """Escape a student's text for Markdown, so that it does nothing: no link, markup, formula or HTML.

    Every sign becomes a character reference, since a backslash would open formulas in Jupyter. A page looks
    for formulas once more in what it shows, where references are signs again: so TeX commands are broken up
    too. Blanks keep their width, so that a printed array stays an array.
    """
    plain = _without_names(text.replace("\t", "    "), _UNSEEN)
    spaced = re.sub(r"^ +|  +", lambda blanks: _NBSP * len(blanks[0]), plain)
    return spaced.translate(_SIGNS)
