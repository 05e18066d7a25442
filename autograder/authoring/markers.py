"""The author's markers: answers and mark schemes between two markers of nbgrader's.

A mistake that nbgrader would let pass, and so release, is refused.
"""

import ast
import re

import msgspec

from autograder.authoring.source import Source, plain_python
from autograder.errors import SourceError
from autograder.hand_in import STUB
from autograder.notebook import Cell, named_in_comment

TEXT_STUB = "YOUR ANSWER HERE"  # nbgrader's own, as STUB is, so that its users meet nothing new

_NEAR_MISS = re.compile(
    r"\W*(begin|end)\W*(solution|hidden\W*test|mark(ing)?\W*scheme)s?\W*", re.IGNORECASE | re.ASCII
)
MARKER = re.compile(r"(BEGIN|END) (SOLUTION|MARK SCHEME|HIDDEN TESTS)")


class MarkedParts(msgspec.Struct, frozen=True):
    """Parts of a cell's text, taken apart at its markers."""

    released: str
    solved: str  # with the answer, without the markers
    answer: tuple[str, ...]  # the lines between the markers
    scheme: str = ""  # the lines between the markers of a mark scheme


def take_apart(cell: Cell, where: str) -> MarkedParts:
    """Take a cell apart at its markers, as nbgrader does, but refuse what nbgrader lets pass."""
    released: list[str] = []
    solved: list[str] = []
    answer: list[str] = []
    scheme: list[str] = []
    inside = ""
    for line in cell.source.split("\n"):
        marker = _marker(line, where)
        if marker is None:
            (scheme if inside == "MARK SCHEME" else solved).append(line)
            if inside == "SOLUTION":
                answer.append(line)
            elif not inside:
                released.append(line)
            continue
        edge, kind = marker
        _refuse_marker(cell, kind, where)
        if edge == "BEGIN":
            if inside:
                raise SourceError(
                    where, f"BEGIN {kind} inside BEGIN {inside}", f"end the first with END {inside}"
                )
            inside = kind
            if kind == "SOLUTION":
                indent = line[: len(line) - len(line.lstrip())]
                stub = STUB if cell.kind == "code" else TEXT_STUB
                released.extend(indent + text for text in stub.split("\n"))
        elif inside != kind:
            raise SourceError(where, f"END {kind} without its BEGIN", f"put BEGIN {kind} on a line above it")
        else:
            inside = ""
    if inside:
        raise SourceError(where, f"BEGIN {inside} without its END", f"put END {inside} on a line below it")
    return MarkedParts("\n".join(released), "\n".join(solved), tuple(answer), "\n".join(scheme).strip())


def take_apart_whole(cell: Cell, where: str) -> MarkedParts:
    """Take a cell of a plain nbgrader notebook apart: an answer without markers is its whole cell."""
    parts = take_apart(cell, where)
    if parts.answer or not cell.role.is_answer:
        return parts
    stub = STUB if cell.kind == "code" else TEXT_STUB
    return msgspec.structs.replace(parts, released=stub, answer=tuple(parts.solved.split("\n")))


def answers_of(source: Source) -> dict[str, str]:
    """Map each solution cell's name to the author's answer."""
    return {
        cell.name: take_apart(cell, source.where_of(number, cell)).solved
        for number, cell in enumerate(source.notebook.cells, 1)
        if cell.role.is_function
    }


def _marker(line: str, where: str) -> tuple[str, str] | None:
    match = MARKER.search(line)
    if match is None:
        if _NEAR_MISS.fullmatch(line):
            raise SourceError(
                where,
                f"{line.strip()!r} is almost a marker, and would be released as it is",
                "write ### BEGIN and ### END in capitals, one space, and SOLUTION or MARK SCHEME",
            )
        return None
    if re.search(r"\w", line[: match.start()]):
        raise SourceError(
            where,
            f"{match[0]} behind other text",
            "give the marker a line of its own: all of its line is removed",
        )
    return match[1], match[2]


def _refuse_marker(cell: Cell, kind: str, where: str) -> None:
    if kind == "HIDDEN TESTS" and not cell.role.is_test:  # a test cell of ours holds nothing but its check
        raise SourceError(
            where, "hidden tests in a notebook", "move them to tests/suites/, which nobody gets"
        )
    if kind == "SOLUTION" and not (cell.role.is_answer or cell.role.is_task):
        raise SourceError(
            where,
            "a solution marker outside a solution cell: nothing would be cut out",
            "make it a solution cell (Create Assignment: 'Autograded answer'), or take the marker away",
        )
    if kind == "MARK SCHEME" and not cell.role.is_marked_by_hand:
        raise SourceError(where, "a mark scheme outside a manually graded cell", "move it into that cell")


def refuse_lost_signature(cell: Cell, parts: MarkedParts, where: str) -> None:
    """Raise SourceError for a solution cell whose stub would no longer say what to write."""
    if not parts.answer:
        raise SourceError(
            where,
            "a solution cell without BEGIN SOLUTION and END SOLUTION",
            "put the markers round the answer, below the docstring: without them the signature would go too",
        )
    if cell.role.is_printed and named_in_comment(parts.released) != cell.name:
        raise SourceError(
            where,
            "a cell that is judged by what it prints, and does not say its name",
            f"let its first line be the comment `# {cell.name}`: by it a desk finds the cell again",
        )
    if cell.name in _defined(parts.solved, where) and cell.name not in _defined(parts.released, where):
        raise SourceError(
            where,
            f"the signature of {cell.name} is between the markers",
            "put BEGIN SOLUTION below the docstring",
        )


def _defined(text: str, where: str) -> set[str]:
    """Return the names of the functions and classes at the top level of `text`."""
    return {
        node.name
        for node in plain_python(text, where).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
