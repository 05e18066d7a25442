"""The code of a class, function by function; and code without what it says to people."""

import io
import re
import token
import tokenize
from collections.abc import Mapping

from autograder.grading.programs import read_variants
from autograder.hand_in import Unreadable, read_hand_in
from autograder.notebook import Notebook
from autograder.paths import Places
from autograder.submissions.submitted_files import attempt

OWN_CELLS = "(own cells)"
MAX_CHARACTERS = 20_000  # of one function; nobody writes more by hand
TEXT = "'…'"

_LOOKS_LIKE = re.compile(r"""#.*|'''.*|\"\"\".*|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?""")


def anonymous_code(source: str) -> str:
    """The code without comments and docstrings, with an ellipsis in the place of each text.

    What is left shows how something was written, and not who wrote it. Code that Python cannot read
    loses, line by line, what looks like a comment or a text.
    """
    source = source[:MAX_CHARACTERS]
    try:
        kept = _anonymous_code(source)
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        kept = _LOOKS_LIKE.sub(lambda match: "" if match[0][0] == "#" else TEXT, source)
    lines = [line.rstrip() for line in kept.split("\n")]
    return "\n".join(line for line in lines if line.strip() and line.strip() != TEXT)


def _anonymous_code(source: str) -> str:
    """Cut by place, so that what stays keeps its own look."""
    lines = source.splitlines(keepends=True)
    cuts: list[tuple[tuple[int, int], tuple[int, int], str]] = []
    opened: list[tuple[int, int]] = []  # f-strings are many tokens from Python 3.12 on
    for word in tokenize.generate_tokens(io.StringIO(source).readline):
        if word.type == token.ERRORTOKEN and word.string.strip():
            raise SyntaxError  # Python 3.11 goes on behind a text that never ends
        name = token.tok_name[word.type]
        if name.endswith("STRING_START"):
            opened.append(word.start)
        elif name.endswith("STRING_END"):
            began = opened.pop()
            if not opened:
                cuts.append((began, word.end, TEXT))
        elif not opened and word.type == token.STRING:
            cuts.append((word.start, word.end, TEXT))
        elif not opened and word.type == token.COMMENT:
            cuts.append((word.start, word.end, ""))
    for (row, column), (last, end), instead in reversed(cuts):
        lines[row - 1 : last] = [lines[row - 1][:column] + instead + lines[last - 1][end:]]
    return "".join(lines)


def code_of_students(
    places: Places, name: str, released: Notebook, counted: Mapping[str, int]
) -> dict[str, dict[str, str]]:
    """The code of each student for each function, and beside them; stubs and unreadable files are left out.

    `counted` has the number of the attempt that counts.
    """
    given = {cell.source.strip() for cell in released.cells}
    code: dict[str, dict[str, str]] = {}
    for student, number in counted.items():
        try:
            handed = read_hand_in(attempt(places.work(name, student), number).raw, released)
        except Unreadable:
            continue
        functions: dict[str, str] = {}
        beside = []
        for cell in handed.program:
            if cell.role.is_function:
                functions[cell.name] = cell.source[:MAX_CHARACTERS]
            elif not cell.role.is_locked and cell.source.strip() not in given:
                beside.append(cell.source)
        if beside:
            functions[OWN_CELLS] = "\n".join(beside)[:MAX_CHARACTERS]
        code[student] = functions
    return code


def common_code(places: Places, name: str, released: Notebook) -> list[str]:
    """Code that is no sign of anything: what was handed out, the reference, right answers in other styles."""
    known = [cell.source for cell in released.cells if cell.kind == "code"]
    if (solution := places.solution(name)).is_file():
        known.append(solution.read_text(encoding="utf-8", errors="replace"))
    return [*known, *read_variants(places.variants(name)).values()]
