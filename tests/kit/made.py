"""A course small enough to build and grade in a second, for tests of the tool."""

import functools
import json
import shutil
import struct
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from autograder.cli import cli

sys.path.insert(0, str(Path(__file__).parent.parent / "course"))

COURSE_YML = """\
title: A small course
languages: [en, zh]
imports: [numpy]
limits: {call_seconds: 1, cell_seconds: 2, submission_seconds: 20}
sandbox: none
assignments:
  - name: small
"""

CHECKS = {
    "double": '''\
"""double, at the desk."""


def test_two_doubled_is_four(student):
    """Two doubled is four."""
    got = student.double(2)
    assert got == 4, f"double(2) gave {got}; it should be 4"
''',
    "halve": '''\
"""halve, at the desk."""


def test_four_halved_is_two(student):
    """Four halved is two."""
    got = student.halve(4)
    assert got == 2, f"halve(4) gave {got}; it should be 2"
''',
}

SUITES = {
    "double": '''\
"""double(x) = 2 x."""

import pytest


@pytest.mark.weight(2)
def test_random_numbers(student, rng):
    """Any number is doubled."""
    x = float(rng.normal())
    assert student.double(x) == x + x


@pytest.mark.parametrize("x", [0, -3], ids=str)
def test_special_numbers(student, x):
    """Zero and negative numbers too."""
    assert student.double(x) == 2 * x


@pytest.mark.side
def test_a_number_comes_back(student):
    """A number comes back."""
    assert isinstance(student.double(7), int)
''',
    "halve": '''\
"""halve(x) = x / 2."""


def test_random_numbers(student, reference, rng):
    """Any number is halved."""
    x = float(rng.normal())
    assert student.halve(x) == reference.halve(x)
''',
}

SOLUTIONS = {"double": "return 2 * x", "halve": "return x / 2"}


def cell(kind, source, name="", *, grade=False, solution=False, locked=False, points=None, tags=()):
    """A cell as an author's notebook has it."""
    metadata = {"tags": list(tags)} if tags else {}
    if name:
        own = {
            "grade": grade,
            "grade_id": name,
            "locked": locked,
            "schema_version": 3,
            "solution": solution,
            "task": False,
        }
        metadata["nbgrader"] = own | ({"points": points} if points is not None else {})
    found = {
        "cell_type": kind,
        "id": name or f"c{abs(hash(source)) % 10**8}",
        "metadata": metadata,
        "source": source,
    }
    return found | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def notebook(solutions=SOLUTIONS):
    """The source notebook."""
    cells = [
        cell("markdown", "# Small"),
        cell("code", "import numpy as np\n\nfrom autograder.check import check", "setup", locked=True),
    ]
    for name, body in solutions.items():
        source = f'def {name}(x):\n    """{name} a number."""\n    ### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION'
        cells.append(cell("code", source, name, solution=True))
        cells.append(cell("code", f'check("{name}")', f"test_{name}", grade=True, locked=True, points=4))
    cells.append(cell("markdown", "*Write here.*", "explore", grade=True, solution=True, points=2))
    return document(cells)


def document(cells):
    """An author's notebook with these cells."""
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def course(root: Path, course_yml: str = COURSE_YML, suites=SUITES) -> Path:
    """Write the course below `root`."""
    (root / "source/small/checks").mkdir(parents=True)
    (root / "tests/suites/small").mkdir(parents=True)
    (root / "course.yml").write_text(course_yml, encoding="utf-8")
    (root / "source/small/small.ipynb").write_text(json.dumps(notebook()), encoding="utf-8")
    for name, text in CHECKS.items():
        (root / f"source/small/checks/test_{name}.py").write_text(text, encoding="utf-8")
    for name, text in suites.items():
        (root / f"tests/suites/small/test_{name}.py").write_text(text, encoding="utf-8")
    return root


def run(root: Path, *arguments: object, code: int = 0, **more: Any) -> Result:
    """Run a command in the course at `root`; it has to end with `code`. `more` is click's, such as `input`.

    In this process, which has imported most of what a command needs: that takes longer than most commands do.
    """
    words = [*map(str, arguments), "--course", str(root)]
    ran = CliRunner().invoke(cli, words, catch_exceptions=False, **more)
    assert ran.exit_code == code, ran.output
    return ran


def do(root: Path, *arguments: object, code: int = 0, **more: Any) -> str:
    """Run a command in the course at `root`; what it says, as on a terminal."""
    return run(root, *arguments, code=code, **more).output


@functools.cache
def _built_once() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory()
    run(course(Path(folder.name) / "course"), "build")
    return folder


def built(root: Path) -> Path:
    """The course below `root` as `autograder build` leaves it, which costs a second: so it runs once in a process."""
    shutil.copytree(Path(_built_once().name) / "course", root)
    return root


def hand_in(root: Path, student: str, answers: str | bytes | None = None) -> Path:
    """Put a hand-in where `grade` looks: answers spliced into the release, or raw bytes, or the release itself."""
    import hand_ins

    file = root / "var/submitted" / student / "small" / "small.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(answers, bytes):
        file.write_bytes(answers)
    elif answers is None:
        file.write_bytes(hand_ins.as_bytes(hand_ins.released("small", root)))
    else:
        file.write_bytes(hand_ins.as_bytes(hand_ins.spliced("small", answers, root)))
    return file


RIGHT = "def double(x):\n    return x + x\n\n\ndef halve(x):\n    return x * 0.5\n"


# A solution cell with a little of everything in it, to be changed slip by slip.
STEP = '''\
import numpy as np

GIVEN = 3  # the author's


def step(x, limit=2):
    """Add 1 to x, unless x < limit."""
    total = 0
    for each in x:
        if each < limit and each != 5:
            total += each  # a comment
    return np.sum(x, axis=0) - total
'''


# --- pictures ----------------------------------------------------------------------------------

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DRAW = """\
plt.plot(np.linspace(0, 4, 20), [double(x) for x in np.linspace(0, 4, 20)])
plt.title("Twice")
plt.show()"""


def chunk(kind, body):
    """A part of a PNG."""
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png(width=2, height=2, extra=b"", tail=b""):
    """A PNG, with parts that are none of the picture's."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"\0\0\0" * 2)
    return SIGNATURE + header + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"") + tail


def course_with_a_picture(root, draw=DRAW, settings=COURSE_YML):
    """A small course whose notebook draws what `double` gives, built."""
    course(root, settings)
    file = root / "source/small/small.ipynb"
    source = json.loads(file.read_bytes())
    source["cells"][1]["source"] = "import matplotlib.pyplot as plt\n" + source["cells"][1]["source"]
    source["cells"].insert(4, cell("code", draw, "picture_double", locked=True, tags=("picture",)))
    file.write_text(json.dumps(source), encoding="utf-8")
    run(root, "build")
    return root
