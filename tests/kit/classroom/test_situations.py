"""What becomes of a hand-in to which something has happened: graded right, or a person is called. No silent zero.

The table in docs/instructors.md, "When something is odd", is of these situations.
"""

import html
import json
import re
from pathlib import Path
from typing import NamedTuple

import hand_ins
import made
import msgspec
import pytest
from made import do

from autograder.text import AnyText

DOCS = Path(__file__).parents[3] / "docs/instructors.md"
COURSE = made.COURSE_YML.replace("- name: small", "- name: small\n  - name: other")
CHECK = '"""{name}."""\n\n\ndef test_it(student):\n    """It works."""\n    assert student.{name}(3) is not None\n'
SUITE = (
    '"""{name}."""\n\n\ndef test_it(student, rng):\n    """It works."""\n    assert student.{name}(3) == 9\n'
)


# --- how each came about ---------------------------------------------------------------------------


def small(root, answers=made.RIGHT):
    """A notebook with these answers, as JSON."""
    return hand_ins.spliced("small", answers, root)


def named(document, name):
    return hand_ins.named(document)[name]


def after(document, *sources, kind="code"):
    """With cells of the student's own at the end of the functions."""
    place = next(at for at, cell in enumerate(document["cells"]) if cell["id"] == "explore")
    own = [hand_ins.code_cell(source) for source in sources]
    document["cells"][place:place] = [cell | {"cell_type": kind} for cell in own]
    return document


def alone(document):
    return {"small.ipynb": hand_ins.as_bytes(document)}


def stripped(root, ids=True, answer="Because it is twice as much."):
    document = small(root)
    named(document, "explore")["source"] = answer
    for cell in document["cells"]:
        cell["metadata"] = {}
        if not ids:
            cell.pop("id", None)
    return alone(document)


def two_files(root, right, other):
    notebooks = {"small.ipynb": right, "small (1).ipynb": other}
    return {name: hand_ins.as_bytes(small(root, answers)) for name, answers in notebooks.items()}


def above(root, line, answers=made.RIGHT):
    """`line` above each `def`, in its own cell."""
    document = small(root, answers)
    for name in ("double", "halve"):
        named(document, name)["source"] = f"{line}\n\n{named(document, name)['source']}"
    return alone(document)


def overwritten(root, *lines):
    return alone(after(small(root), *lines))


def package(root, line, body="return {name}.double(x)"):
    """`double` written with a package."""
    name = line.split()[-1]
    answers = f"def double(x):\n    {body.format(name=name)}\n\n\ndef halve(x):\n    return x / 2\n"
    document = small(root, answers)
    named(document, "double")["source"] = f"{line}\n\n{named(document, 'double')['source']}"
    return alone(document)


def in_python(root, minor, line):
    """`double` in a cell that cannot be read, in a notebook that ran in some Python."""
    document = small(root)
    named(document, "double")["source"] += f"\n{line}"
    document["metadata"]["language_info"] = {"name": "python", "version": f"3.{minor}.1"}
    return alone(document)


def elsewhere(root, *, keep_stub=True):
    """The answers in a cell of the student's own."""
    document = hand_ins.released("small", root)
    if not keep_stub:
        document["cells"] = [cell for cell in document["cells"] if cell["id"] not in ("double", "halve")]
    return alone(after(document, made.RIGHT))


def other_assignments(root, **more):
    document = hand_ins.released("other", root)
    named(document, "square")["source"] = "def square(x):\n    return x * x"
    for cell in document["cells"]:
        cell["metadata"] = cell["metadata"] if not more.get("stripped") else {}
    if more.get("renamed"):
        document["metadata"] = {}
    return {"small.ipynb": hand_ins.as_bytes(document)}


def notebook(*cells):
    """A notebook that has nothing of the assignment's."""
    return {
        "small.ipynb": hand_ins.as_bytes(
            {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        )
    }


class Situation(NamedTuple):
    """Files, and what comes of them."""

    files: object  # of the course's folder: the files of the hand-in
    score: float | None  # of 8; None where a person is called
    student: str = ""  # a part of the student's page
    teacher: str = ""  # where a person is called, a part of what `grade` says; else of a note on the report
    code: str = ""  # a part of "your code" on the page


MARKS = "these cells had lost their grading metadata, and were recognised all the same"
PERSON = "This hand-in was not graded."
ASK = "the .ipynb file itself has to be handed in"
CELL_7 = "cell 7 gives the name `double` to something else, or deletes it; in grading it kept the meaning that it had before"
CELL_OUT = CELL_7.replace("`", "")
SITUATIONS = {
    # Nothing has happened.
    "right": Situation(lambda root: alone(small(root)), 8.0),
    "untouched": Situation(lambda root: alone(hand_ins.released("small", root)), 0.0, "not attempted"),
    # Two files.
    "the untouched one under the right name": Situation(
        lambda root: two_files(root, "", made.RIGHT),
        8.0,
        "small.ipynb has no work in it; small (1).ipynb was graded, which has",
        "`small (1).ipynb` was graded, which has",
        "return x + x",
    ),
    "a comment under the right name": Situation(
        lambda root: two_files(
            root, "def double(x):\n    # I do not know\n    raise NotImplementedError()", made.RIGHT
        ),
        8.0,
        "small (1).ipynb was graded",
        "`small (1).ipynb` was graded",
    ),
    "work in both files": Situation(
        lambda root: two_files(root, made.RIGHT, "def double(x):\n    return 3"),
        8.0,
        "more than one notebook was handed in with work in it; small.ipynb was graded, not small (1).ipynb",
        "`small.ipynb` was graded, not `small (1).ipynb`",
    ),
    "two files, none under the right name": Situation(
        lambda root: {
            "a.ipynb": two_files(root, "", "")["small.ipynb"],
            "b.ipynb": alone(small(root))["small.ipynb"],
        },
        8.0,
        "b.ipynb was graded, the only one with work in it",
        "`b.ipynb` was graded",
    ),
    "work in two files, none under the right name": Situation(
        lambda root: dict.fromkeys(("a.ipynb", "b.ipynb"), alone(small(root))["small.ipynb"]),
        None,
        "none of them is called",
        "one has to be chosen, and to be called so (`a.ipynb`, `b.ipynb`)",
    ),
    "a file whose name a browser has lengthened": Situation(
        lambda root: {"small.ipynb.txt": alone(small(root))["small.ipynb"]}, 8.0
    ),
    # A package that the grader lacks.
    "a package that is not here": Situation(
        lambda root: package(root, "import nowhere"),
        None,
        "This function needs nowhere, which is not installed where it is graded. It costs you no points",
        "`double` needs `nowhere`, which is not here: install it and add it to `imports` in course.yml",
    ),
    "a package that is not here, inside the function": Situation(
        lambda root: package(root, "x = 1", "import nowhere; return nowhere.double(x)"),
        None,
        "needs nowhere",
        "`nowhere`",
    ),
    "a package that is not here, by a helper": Situation(
        lambda root: alone(
            after(
                small(root, "def double(x):\n    return mine(x)\n\n\ndef halve(x):\n    return x / 2"),
                "from nowhere import twice",
                "def mine(x):\n    return twice(x)",
            )
        ),
        None,
        "needs nowhere",
        "`double` needs `nowhere`",
    ),
    "a file of the student's own that was not handed in": Situation(
        lambda root: package(root, "from my_helpers import twice", "return {name}(x)"),
        None,
        "needs my_helpers",
        "`my_helpers`",
    ),
    "a package that is not here and that nothing needs": Situation(
        lambda root: package(root, "import nowhere", "return x + x"), 8.0, "No module named 'nowhere'"
    ),
    "a package that is not here, and a mistake beside it": Situation(
        lambda root: package(root, "import nowhere", "return 3"), 4.0, "No module named 'nowhere'"
    ),
    "a package's name misspelt": Situation(
        lambda root: package(root, "import numppy as np", "return x * int({name}.ones(2).sum())"),
        8.0,
        "No module named 'numppy'",
    ),
    "a package's name misspelt, and needed": Situation(
        lambda root: package(root, "import numppy"), 4.0, "No module named 'numppy'"
    ),
    "a newer Python's syntax": Situation(
        lambda root: in_python(root, "99", "type Number = int |\n"),
        None,
        "your notebook says that it ran in Python 3.99",
        "cannot read the cell of `double`, which ran in Python 3.99",
    ),
    "a mistake in the syntax": Situation(lambda root: in_python(root, "0", "x = ("), 4.0, "SyntaxError"),
    # nbgrader's metadata is gone.
    "the metadata stripped": Situation(stripped, 8.0, "Your answer is there", MARKS, "return x + x"),
    "metadata and ids stripped": Situation(
        lambda root: stripped(root, ids=False), 8.0, "Your answer is there", MARKS, "return x + x"
    ),
    "stripped, and nothing answered": Situation(
        lambda root: stripped(root, answer="*Write here.*"), 8.0, "Answer the question in the cell explore"
    ),
    "answers in cells of one's own": Situation(elsewhere, 8.0, code="return x + x"),
    "answers in cells of one's own, and the others thrown away": Situation(
        lambda root: elsewhere(root, keep_stub=False), 8.0, code="return x + x"
    ),
    # Another notebook.
    "another assignment's": Situation(
        other_assignments,
        None,
        "this is the notebook of other, not of small",
        "this is the notebook of `other`, not of `small`",
    ),
    "another assignment's, its metadata stripped": Situation(
        lambda root: other_assignments(root, stripped=True, renamed=True),
        None,
        "this is the notebook of other",
        "this is the notebook of `other`",
    ),
    "a notebook of something else": Situation(
        lambda root: notebook(
            hand_ins.code_cell("total = 3"), {"cell_type": "markdown", "metadata": {}, "source": "My essay"}
        ),
        None,
        "nothing of small is in this notebook, neither its cells nor its functions",
        "nothing of `small` is in this notebook",
    ),
    "an empty notebook": Situation(
        lambda root: notebook(), None, "nothing of small is in this notebook", "nothing of `small`"
    ),
    "a notebook of one's own with the functions": Situation(
        lambda root: notebook(hand_ins.code_cell(made.RIGHT)), 8.0, code="return x + x"
    ),
    # No notebook.
    "a PDF": Situation(
        lambda root: {"small.pdf": b"%PDF-1.7"}, None, "no notebook was handed in, but small.pdf (a PDF)", ASK
    ),
    "a PDF called a notebook": Situation(
        lambda root: {"small.ipynb": b"%PDF-1.7"}, None, "the file is a PDF, not a notebook", ASK
    ),
    "a web page": Situation(
        lambda root: {"small.html": b"<html></html>"}, None, "small.html (a web page (HTML))", ASK
    ),
    "a page to log in, called a notebook": Situation(
        lambda root: {"small.ipynb": b"<!DOCTYPE html>\n<title>Log in</title>"},
        None,
        "the file is a web page (HTML)",
        ASK,
    ),
    "a program": Situation(
        lambda root: {"small.py": made.RIGHT.encode()}, None, "small.py (a Python program)", ASK
    ),
    "a program called a notebook": Situation(
        lambda root: {"small.ipynb": made.RIGHT.encode()},
        None,
        "the file is a Python program, not a notebook",
        ASK,
    ),
    "a Word document": Situation(
        lambda root: {"report.docx": b"PK\3\4 word/document.xml"}, None, "report.docx (a Word document)", ASK
    ),
    "an empty zip": Situation(
        lambda root: {"small.zip": b"PK\5\6" + bytes(18)}, None, "small.zip (an empty zip)", ASK
    ),
    "an empty file": Situation(
        lambda root: {"small.ipynb": b""}, None, "the file is empty", "the file is empty"
    ),
    "an empty folder": Situation(
        lambda root: {}, None, "there is no notebook in the hand-in", "there is no notebook"
    ),
    "half a notebook": Situation(
        lambda root: {"small.ipynb": alone(small(root))["small.ipynb"][:900]},
        None,
        "only a part of one",
        "only a part of one",
    ),
    # A name that is given to something else.
    "called by its own name": Situation(
        lambda root: overwritten(root, "double = double(4)"), 8.0, CELL_OUT, CELL_7
    ),
    "called by two names": Situation(lambda root: overwritten(root, "x = double = 3"), 8.0, CELL_OUT, CELL_7),
    "a loop's variable": Situation(
        lambda root: overwritten(root, "for double in [1, 2]:\n    print(double)"), 8.0, CELL_OUT, CELL_7
    ),
    "with … as": Situation(
        lambda root: overwritten(root, "import io\nwith io.StringIO() as double:\n    pass"),
        8.0,
        CELL_OUT,
        CELL_7,
    ),
    "an import of its name": Situation(
        lambda root: overwritten(root, "from math import pi as double"), 8.0, CELL_OUT, CELL_7
    ),
    "deleted": Situation(lambda root: overwritten(root, "del double"), 8.0, CELL_OUT, CELL_7),
    "a module's name": Situation(
        lambda root: alone(
            small(
                root,
                "np = 3\n\n\ndef double(x):\n    return x * int(np.ones(2).sum())\n\n\ndef halve(x):\n    return x / 2\n",
            )
        ),
        8.0,
        "gives the name np to something else",
        "gives the name `np` to something else",
    ),
    "another function of its name": Situation(
        lambda root: overwritten(root, "def double(x):\n    return 7"),
        4.0,
        "defines this function again further down, in cell 7. The code there was graded",
        "cell 7 defines `double` again",
        "return 7",
    ),
    "another function of its name, in a cell that Python cannot read": Situation(
        lambda root: overwritten(root, "def double(x):\n    return 7 +"), 8.0, code="return x + x"
    ),
    # Something stops a cell.
    "input above the function": Situation(
        lambda root: above(root, "n = int(input('How many? '))"), 8.0, "input() waits for somebody to type"
    ),
    "input in a cell before": Situation(
        lambda root: alone(small(root, f"n = int(input())\n\n\n{made.RIGHT}")),
        8.0,
        "input() waits for somebody to type",
    ),
    "input that a function needs": Situation(
        lambda root: above(root, "n = int(input())", made.RIGHT.replace("double(x)", "double(x, n=n)")),
        4.0,
        "name 'n' is not defined",
    ),
    "an error above the function": Situation(
        lambda root: above(root, "print(duoble(3))"), 8.0, "name 'duoble' is not defined"
    ),
    "an exit above the function": Situation(
        lambda root: above(root, "import os; os._exit(0)"), 8.0, "Only what this cell defines was kept."
    ),
    "a loop without end above the function": Situation(
        lambda root: above(root, "while True:\n    pass"), 8.0, "Only what this cell defines was kept."
    ),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """All situations, handed in and graded, with their pages."""
    root = made.course(tmp_path_factory.mktemp("situations") / "course", COURSE)
    for part in ("source/other/checks", "tests/suites/other"):
        (root / part).mkdir(parents=True)
    source = made.notebook({"square": "return x * x", "cube": "return x**3"})
    source["cells"][0]["source"] = "# Other"
    (root / "source/other/other.ipynb").write_text(json.dumps(source), encoding="utf-8")
    for name in ("square", "cube"):
        (root / f"source/other/checks/test_{name}.py").write_text(CHECK.format(name=name), encoding="utf-8")
        (root / f"tests/suites/other/test_{name}.py").write_text(SUITE.format(name=name), encoding="utf-8")
    do(root, "build")
    for number, situation in enumerate(SITUATIONS.values()):
        folder = root / f"var/submitted/s{number:02}/small"
        folder.mkdir(parents=True)
        for file, raw in situation.files(root).items():
            (folder / file).write_bytes(raw)
    said = do(root, "grade", "small", code=3)
    do(root, "feedback", "small")
    return root, said


def report(root, student):
    return json.loads((root / f"var/reports/{student}/small/report.json").read_bytes())


def page(root, student):
    """A student's page in English, as it is read."""
    text = (root / f"var/feedback/{student}/small/small.html").read_text(encoding="utf-8")
    main = text.split("<main>")[1].split("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", main)).split())


@pytest.mark.parametrize("name", SITUATIONS)
def test_no_situation_is_a_silent_zero(course, name):
    (root, said), situation = course, SITUATIONS[name]
    student = f"s{list(SITUATIONS).index(name):02}"
    found = report(root, student)
    assert found["score"] == situation.score, found
    assert situation.student in page(root, student)
    assert situation.code in page(root, student)
    if situation.score is None:
        line = next((line for line in said.splitlines() if " a person: " in line and student in line), "")
        assert situation.teacher in line
        assert situation.teacher
    elif situation.teacher:
        assert situation.teacher in " ".join(map(str, english(found["notes"])))


def english(notes):
    return [str(msgspec.convert(note, AnyText)) for note in notes]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a package that is not here", "install it and add it to `imports` in course.yml"),
        ("a PDF", "`small.pdf` (a PDF)"),
        ("called by its own name", CELL_7),
    ],
)
def test_staff_see_it_too(course, name, says):
    root, _ = course
    student = f"s{list(SITUATIONS).index(name):02}"
    do(root, "show", student, "small")
    text = (root / f"var/staff/{student}/small/small.html").read_text(encoding="utf-8")
    assert says.replace("`", "") in html.unescape(re.sub(r"</?code>", "", text)).replace("`", "")
