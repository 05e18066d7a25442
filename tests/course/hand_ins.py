"""Makes hand-ins out of today's release: answers spliced into its cells, and notebooks damaged as people do."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from autograder.grading.programs import read_programs, read_variants

HOME = Path(__file__).parent
ROOT = HOME.parent.parent
# Changes the arguments that it is given, keeps them, and answers by what was asked before.
HABITS = """
import numpy as np
kept = []
def {name}(*args, **kwargs):
    for part in (*args, *kwargs.values()):
        if isinstance(part, np.ndarray) and part.ndim:
            part.fill(7)
        elif isinstance(part, list):
            part.append(0)
    kept.append(args)
    return len(kept)
"""
_HEAD = re.compile(r"(?:def|class)\s+(\w+)")


def pieces(answers: str) -> tuple[dict[str, str], str]:
    """A file of answers as {function: its text} and the rest (imports, helpers' constants), cut at column 0."""
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    here = rest
    for line in answers.split("\n"):
        if head := _HEAD.match(line):
            here = found.setdefault(head[1], [])
        elif line and not line[0].isspace() and line[0] not in "#)]}\"'":
            here = rest
        here.append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}, "\n".join(rest).strip()


def released(assignment: str, root: Path = ROOT) -> dict[str, Any]:
    """Today's release, as JSON."""
    return json.loads((root / "release" / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8"))


def named(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Its cells that have a grade_id."""
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: cell
        for cell in document["cells"]
        if "nbgrader" in cell["metadata"]
    }


def code_cell(source: str) -> dict[str, Any]:
    """A cell that a student adds."""
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


def spliced(assignment: str, answers: str, root: Path = ROOT) -> dict[str, Any]:
    """The release with `answers` written into its solution cells; helpers go into a cell of their own above."""
    document = released(assignment, root)
    cells = named(document)
    own, rest = pieces(answers)
    helpers = [text for name, text in own.items() if name not in cells]
    for name, text in own.items():
        if name in cells:
            cells[name]["source"] = text
    if rest or helpers:
        first = next(
            i
            for i, cell in enumerate(document["cells"])
            if cell["metadata"].get("nbgrader", {}).get("solution") and cell["cell_type"] == "code"
        )
        document["cells"].insert(first, code_cell("\n\n\n".join(part for part in (rest, *helpers) if part)))
    return document


def as_bytes(document: dict[str, Any]) -> bytes:
    """What JupyterLab would save."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def reference(assignment: str, root: Path = ROOT) -> dict[str, Any]:
    """The release with the course's own answers."""
    return spliced_reference(released(assignment, root), assignment, root)


def spliced_reference(document: dict[str, Any], assignment: str, root: Path) -> dict[str, Any]:
    """`document` with the reference's functions in its solution cells."""
    solutions = (root / "solutions" / f"{assignment}.py").read_text(encoding="utf-8")
    own, _ = pieces(solutions)
    for name, cell in named(document).items():
        if cell["metadata"]["nbgrader"]["solution"] and name in own:
            cell["source"] = own[name]
    return document


def answered(document: dict[str, Any]) -> dict[str, Any]:
    """With something written below the question, where there is one."""
    if question := named(document).get("explore"):
        question["source"] = "Below -5 the curve is nearly flat, so a small change of a weight does nothing."
    return document


# --- what happens to notebooks on their way ----------------------------------------------------


def duplicated_cell(document: dict[str, Any]) -> dict[str, Any]:
    """A solution cell copied and pasted, metadata and all."""
    cells = document["cells"]
    place = next(i for i, cell in enumerate(cells) if cell["metadata"].get("nbgrader", {}).get("solution"))
    cells.insert(place + 1, json.loads(json.dumps(cells[place])) | {"id": "copied"})
    return document


def deleted_check(document: dict[str, Any]) -> dict[str, Any]:
    """A grade cell thrown away."""
    grade = [cell for cell in document["cells"] if cell["metadata"].get("nbgrader", {}).get("locked")]
    document["cells"].remove(next(cell for cell in grade if cell["metadata"]["nbgrader"]["grade"]))
    return document


def moved_solution(document: dict[str, Any]) -> dict[str, Any]:
    """The answer written in a cell of one's own at the end, the stub left as it was."""
    cells = named(document)
    name = next(name for name, cell in cells.items() if cell["metadata"]["nbgrader"]["solution"])
    moved = cells[name]["source"]
    assignment_stub = f"def {name}(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    cells[name]["source"] = assignment_stub
    document["cells"].append(code_cell(moved))
    return document


def from_colab(document: dict[str, Any]) -> dict[str, Any]:
    """What Google Colab leaves: nbformat 4.0, no cell ids, its own metadata with a person's name."""
    document["nbformat_minor"] = 0
    document["metadata"]["colab"] = {"provenance": [], "name": "Copy of activations.ipynb"}
    for cell in document["cells"]:
        cell.pop("id", None)
        cell["metadata"]["executionInfo"] = {"user": {"displayName": "A. Student", "userId": "123"}}
    return document


def edited_check(document: dict[str, Any]) -> dict[str, Any]:
    """A grade cell rewritten to praise itself, and worth a hundred points."""
    for cell in document["cells"]:
        own = cell["metadata"].get("nbgrader", {})
        if own.get("grade") and own.get("locked"):
            cell["source"] = "print('all tests passed')\n1000"
            own["points"] = 100
    return document


DAMAGE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "duplicated_cell": duplicated_cell,
    "deleted_check": deleted_check,
    "moved_solution": moved_solution,
    "from_colab": from_colab,
    "edited_check": edited_check,
}


def cases(assignment: str) -> Iterator[tuple[str, str]]:
    """The examples of an assignment: name and answers."""
    yield from read_programs(HOME / "examples" / assignment / "answers.yml").items()


def variants(assignment: str) -> Iterator[tuple[str, str, str]]:
    """Right answers in other styles: function, style, text."""
    for (function, style), text in read_variants(HOME / "variants" / f"{assignment}.yml").items():
        yield function, style, text


def examples(assignment: str) -> Iterator[tuple[str, bytes]]:
    """The examples as files: answers spliced in, or a whole notebook where the notebook is the matter."""
    for name, answers in cases(assignment):
        yield name, as_bytes(spliced(assignment, answers))
    for file in sorted((HOME / "examples" / assignment).glob("*.ipynb")):
        yield file.stem, file.read_bytes()


def with_answer(assignment: str, function: str, text: str) -> bytes:
    """The reference's notebook with one function as in `text`, whole: imports and helpers stay in its cell."""
    document = reference(assignment)
    named(document)[function]["source"] = text.strip()
    return as_bytes(document)


def misconceptions(assignment: str) -> dict[str, tuple[str, str]]:
    """The misconceptions: name to function and wrong text."""
    file = ROOT / "tests" / "suites" / assignment / "misconceptions.yml"
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {name: (entry["function"], entry["wrong"]) for name, entry in found.items()}


def empty_answers(assignment: str) -> dict[str, str]:
    """Answers that say nothing in all cells at once: each function returns its first argument, or zeros.

    In one cell at a time the audit tries many more.
    """
    found: dict[str, str] = {}
    for kind, body in (
        ("echo", "return first"),
        ("zeros", "return np.zeros_like(np.asarray(first, dtype=float))"),
    ):
        parts = ["import numpy as np"]
        for name, cell in named(released(assignment)).items():
            own = cell["metadata"]["nbgrader"]
            if own["solution"] and cell["cell_type"] == "code":
                source = "".join(cell["source"])
                if source.startswith("class"):
                    parts.append(
                        f"class {name}:\n    def __init__(self, *sizes):\n        pass\n\n"
                        f"    def forward(self, first):\n        {body}\n\n    def sigmoid(self, first):\n        {body}"
                    )
                else:
                    parts.append(f"def {name}(first=None, *others):\n    {body}")
        found[kind] = "\n\n\n".join(parts)
    return found
