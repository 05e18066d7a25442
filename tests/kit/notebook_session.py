"""A notebook's session without its server: IPython's own shell runs each cell."""

import json
import os
import subprocess
import sys
from pathlib import Path

HEAD = "import numpy as np\nfrom autograder.check import check, hint, pack"
_KERNEL = """
import sys, json
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.showtraceback = lambda *_, **__: shell._get_exc_info() and None
shell.showsyntaxerror = lambda *_, **__: shell._get_exc_info() and None
for cell in json.loads(sys.argv[1]):
    done = shell.run_cell(cell, store_history=True)
print(done.result)
"""


def shown(folder: Path, *cells: str) -> str:
    """What the last of some cells shows, each run in the same session."""
    told = subprocess.run(
        [sys.executable, "-c", _KERNEL, json.dumps([HEAD, *cells])], capture_output=True, encoding="utf-8", cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "IPYTHONDIR": str(folder)},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return told.stdout
