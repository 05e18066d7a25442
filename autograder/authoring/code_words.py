"""Translated words inside code: the docstrings, labels and comments of a source cell.

A translation follows its English as it does in a check's message, on a line that begins with its language:
`plt.xlabel("epoch\\nzh: 轮次")`. A comment's translation is behind it, or on the line below: `# zh: 平均值`.
Examples (`>>>`) at the end of a docstring are shared by all languages.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from autograder.text import Language, languages

_OPENING = re.compile(r"[A-Za-z]*('''|\"\"\"|'|\")")
_LINE = re.compile(r"(?:\\n|\n[ \t]*)([a-z]{2,3}): ?")
_TRANSLATED_COMMENT = re.compile(r"[ \t]*# ([a-z]{2,3}): ?")
_EXAMPLES = re.compile(r"\n\s*\n[ \t]*>>> .*", re.DOTALL)

_Piece = tuple[int, int, dict[Language, str]]  # from, to, and what is there in each language


def is_translated(code: str) -> bool:
    """Return True if the code may hold a translation; most cells hold none, and need not be parsed."""
    return any(f"{language}: " in code for language in languages())


def in_each_language(code: str, tree: ast.Module) -> dict[Language, str]:
    """Map each language to the code as its readers get it; English alone if nothing is translated."""
    pieces = sorted((*_literals(code, tree), *_comments(code)), key=lambda piece: piece[:2])
    found = {}
    for language in {"en": None} | {own: None for *_, words in pieces for own in words}:
        text, at = "", 0
        for start, end, words in pieces:
            text += code[at:start] + words.get(language, words["en"])
            at = end
        found[language] = text + code[at:]
    return found


def _literals(code: str, tree: ast.Module) -> Iterator[_Piece]:
    lines, begins = code.split("\n"), _begins(code)

    def place(line: int, column: int) -> int:  # columns are in UTF-8 bytes
        return begins[line - 1] + len(lines[line - 1].encode()[:column].decode())

    for node in _strings(tree):
        start = place(node.lineno, node.col_offset)
        end = place(node.end_lineno or 0, node.end_col_offset or 0)
        if words := _of_literal(code[start:end]):
            yield start, end, words


def _begins(code: str) -> list[int]:
    """Return the offset at which each line begins."""
    return [0, *(match.end() for match in re.finditer("\n", code))]


def _strings(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield the string literals; an f-string is one, with all that is in it."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def _of_literal(literal: str) -> dict[Language, str]:
    """Map each language to its literal; empty if the literal is not translated."""
    opening = _OPENING.match(literal)
    if opening is None:
        return {}
    quotes = opening[1]
    words, examples, blank = _split(literal[opening.end() : -len(quotes)], _LINE), "", ""
    if len(words) > 1 and len(quotes) == 3:
        last = [*words][-1]
        if shared := _EXAMPLES.search(words[last]):
            words[last], examples = words[last][: shared.start()], shared[0]
        blank = words[last][len(words[last].rstrip()) :]
        words = {
            language: text.rstrip() + (examples or (blank if "\n" in text.strip() else ""))
            for language, text in words.items()
        }
    return {language: f"{opening[0]}{text}{quotes}" for language, text in words.items() if len(words) > 1}


def _comments(code: str) -> Iterator[_Piece]:
    begins = _begins(code)
    line, start, end = -1, 0, 0
    words: dict[Language, str] = {}
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type != tokenize.COMMENT:
            continue
        here = begins[token.start[0] - 1] + token.start[1]
        found = _split(token.string, _TRANSLATED_COMMENT)
        if found["en"] or not words or token.start[0] != line + 1:  # else it translates the comment above
            if len(words) > 1:
                yield start, end, words
            found = found if found["en"] else {"en": token.string}
            start, words = here, {"en": found["en"]}
        english = words["en"]
        before = english[: max(0, english.rfind("# "))]  # the code of an experiment that is commented out
        words |= {own: f"{before}# {text}" for own, text in found.items() if own != "en"}
        line, end = token.start[0], here + len(token.string)
    if len(words) > 1:
        yield start, end, words


def _split(text: str, mark: re.Pattern[str]) -> dict[Language, str]:
    """Split a text by language: English before the first mark, then the language that each mark names."""
    marks = [each for each in mark.finditer(text) if each[1] in languages()]
    ends = [*(each.start() for each in marks), len(text)]
    own = {each[1]: text[each.end() : end] for each, end in zip(marks, ends[1:], strict=True)}
    return {"en": text[: ends[0]]} | own
