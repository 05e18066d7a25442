"""Runs the code cells of a notebook in this process, in order, as a kernel would: execute.py NOTEBOOK PICTURES.

Prints one JSON line: what each cell's last line gave, how many pictures each drew, and the processor's
seconds. Pictures go into the folder PICTURES as <cell>-<number>.png. The first error ends it.
"""

import ast
import json
import sys
import time
import types
import warnings
from pathlib import Path

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt

notebook, pictures = Path(sys.argv[1]), Path(sys.argv[2])
given: dict[str, str] = {}
drawn: dict[str, int] = {}
session = types.ModuleType("__main__")  # names of the notebook's own
sys.modules["__main__"] = session


def keep(cell: str) -> None:
    """Write the open figures as files, as a notebook shows them below the cell."""
    for number in plt.get_fignums():
        drawn[cell] = drawn.get(cell, 0) + 1
        file = pictures / f"{cell}-{drawn[cell]}.png"
        plt.figure(number).savefig(file, dpi=80, bbox_inches="tight")
    plt.close("all")


def run(cell: str, source: str) -> None:
    """Run one cell among the names of the others."""
    plt.show = lambda *_, **__: keep(cell)
    tree = ast.parse(source, cell)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, cell, "exec"), vars(session))
    if last is not None:
        given[cell] = repr(eval(compile(ast.Expression(last.value), cell, "eval"), vars(session)))
    keep(cell)


warnings.simplefilter("ignore")  # a student's overflow is explained in the text
begin = time.process_time()
for one in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
    if one["cell_type"] == "code":
        run(one["id"], "".join(one["source"]))
print()
print(json.dumps({"given": given, "drawn": drawn, "seconds": time.process_time() - begin}))
