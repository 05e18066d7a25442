"""Code of a class by student and function, and code made anonymous: without comments and strings."""

import io
import re
import token
import tokenize
from collections.abc import Mapping

from autograder.grading.programs import read_variants
from autograder.hand_in import Unreadable, code_of, read_hand_in
from autograder.notebook import Notebook
from autograder.paths import Places
from autograder.submissions.submitted_files import attempt_file

OWN_CELLS = "(own cells)"
MAX_CHARACTERS = 20_000  # of one function; nobody writes more by hand
TEXT = "'…'"

_LOOKS_LIKE = re.compile(r"""#.*|'''.*|\"\"\".*|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?""")


def anonymous_code(source: str) -> str:
    """Return the code without comments and docstrings, with an ellipsis in the place of each string.

    The result shows how something was written, and not who wrote it. Where Python cannot split the code
    into tokens, whatever looks like a comment or a string is taken out line by line.
    """
    source = source[:MAX_CHARACTERS]
    try:
        kept = _anonymous_code(source)
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        kept = _LOOKS_LIKE.sub(lambda match: "" if match[0][0] == "#" else TEXT, source)
    lines = [line.rstrip() for line in kept.split("\n")]
    return "\n".join(line for line in lines if line.strip() and line.strip() != TEXT)


def _anonymous_code(source: str) -> str:
    """Cut comments and strings out by position, so that the rest keeps its layout."""
    lines = source.splitlines(keepends=True)
    cuts: list[tuple[tuple[int, int], tuple[int, int], str]] = []
    opened: list[tuple[int, int]] = []  # f-strings are many tokens from Python 3.12 on
    for word in tokenize.generate_tokens(io.StringIO(source).readline):
        if word.type == token.ERRORTOKEN and word.string.strip():
            raise SyntaxError  # Python 3.11 goes on after a string that never ends
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
    """Map each student to their code: function to text, and OWN_CELLS to the text of their own cells.

    Untouched stubs and students whose file cannot be read are left out. `counted` maps each student to the
    number of the attempt that counts.
    """
    given = {text.strip() for cell in released.cells for text in cell.texts}
    code: dict[str, dict[str, str]] = {}
    for student, number in counted.items():
        try:
            handed_in = read_hand_in(attempt_file(places.work(name, student), number).raw, released)
        except Unreadable:
            continue
        functions: dict[str, str] = {}
        beside = []
        for cell in handed_in.program:
            if cell.role.is_function:
                functions[cell.name] = code_of(handed_in, cell.name)[-1][:MAX_CHARACTERS]
            elif not cell.role.is_locked and cell.source.strip() not in given:
                beside.append(cell.source)
        if beside:
            functions[OWN_CELLS] = "\n".join(beside)[:MAX_CHARACTERS]
        code[student] = functions
    return code


def common_code(places: Places, name: str, released: Notebook) -> list[str]:
    """Return code that is no sign of copying: the release, the reference, right answers in other styles."""
    known = [text for cell in released.cells if cell.kind == "code" for text in cell.texts]
    if (solution := places.solution(name)).is_file():
        known.append(solution.read_text(encoding="utf-8", errors="replace"))
    return [*known, *read_variants(places.variants(name)).values()]
