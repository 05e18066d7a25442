"""Hollow answers, which do no work and should earn nothing; and wide ones, which have an unexpected shape.

Pure: text in, texts out.
"""

import ast
from collections.abc import Mapping

from autograder.diagnosis.mutants import definition_of, functions_of, parameters_of


def hollow_answers(source: str, name: str) -> dict[str, str]:
    """Map descriptions to hollow answers for the function or class `name` of a solution cell.

    They return a parameter unchanged, zeros or ones of its shape, a constant, None, or a pair of these. The
    parameters keep their names, so that a call reaches the body. Empty if the cell does not define `name`.
    """
    node = definition_of(source, name)
    if node is None:
        return {}
    functions = functions_of(node)
    names = sorted({one for each in functions for one in parameters_of(each)})
    like = {
        "zeros": "np.zeros_like(np.asarray({first}, dtype=float))",
        "ones": "np.ones_like(np.asarray({first}, dtype=float))",
        "half": "np.full_like(np.asarray({first}, dtype=float), 0.5)",
    }
    bodies = {"nothing": "None", "an empty list": "[]", "True": "True"}
    bodies |= {f"the number {number}": number for number in ("0", "0.5", "1")}
    bodies |= {f"{kind} of its shape": text for kind, text in like.items()}
    bodies |= {"a pair of zeros": f"({like['zeros']}, {like['zeros']})", "a pair": "({first}, {first})"}
    found = {kind: _hollow(node, functions, body) for kind, body in bodies.items()}
    return found | {f"{own} itself": _hollow(node, functions, "{first}", own) for own in names}


def hollow_cells(source: str, name: str) -> dict[str, str]:
    """Map descriptions to hollow answers for a cell that is judged by its variables, or by what it prints."""
    targets = [
        target.id
        for node in ast.parse(source).body
        for target in (node.targets if isinstance(node, ast.Assign) else ())
        if isinstance(target, ast.Name)
    ]
    # pytest's `approx` of a number equals an empty array.
    values = ("None", "0", "1", "[]", "''", "{}", "True", "np.zeros(0)")
    given = {
        f"every variable is {value}": "\n".join(
            ["import numpy as np", *(f"{target} = {value}" for target in targets or [name])]
        )
        for value in values
    }
    return given | {"nothing is printed": f"# {name}\nnothing = 0", "its name is printed": f"print({name!r})"}


def _hollow(
    node: ast.FunctionDef | ast.ClassDef,
    functions: list[ast.FunctionDef],
    body: str,
    wanted: str = "",
    attributes: Mapping[str, str] | None = None,
) -> str:
    """Return a program whose functions return `body`; `{first}` in it is `wanted`, or the first parameter."""
    lines = ["import numpy as np", ""]
    indent = ""
    if isinstance(node, ast.ClassDef):
        lines += [f"class {node.name}:", "    def __init__(self, *given, **named):", "        pass"]
        lines += [f"        self.{name} = {value}" for name, value in (attributes or {}).items()]
        indent = "    "
    for each in functions:
        names = parameters_of(each)
        first = wanted if wanted in names else next(iter(names), "None")
        lines.append(f"{indent}def {each.name}({ast.unparse(each.args)}):")
        lines.append(f"{indent}    return {body.format(first=first)}")
    return "\n".join(lines)


# --- answers of an unexpected shape ------------------------------------------------------------


def wide_answers(source: str, name: str, side: int) -> list[str]:
    """Return two programs for `name` that answer with a column of `side` numbers and with a row, in turn.

    If a test sets two such answers against each other, NumPy makes an array of shape (side, side). The first
    program returns single arrays, the second pairs. Empty if the cell does not define `name`.
    """
    node = definition_of(source, name)
    if node is None:
        return []
    own = dict.fromkeys(
        part.attr
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)
    )
    head = (
        f"import numpy as np\n\n_shapes = [({side}, 1), (1, {side})]\n\n"
        "def _turned():\n    _shapes.reverse()\n    return np.ones(_shapes[0])\n\n"
    )
    return [
        head + _hollow(node, functions_of(node), body, attributes=dict.fromkeys(own, "_turned()"))
        for body in ("_turned()", "(_turned(), _turned())")
    ]
