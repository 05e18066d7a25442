"""Adoption of a course that was written for nbgrader: which of its tests can be judged from outside.

A test that only calls and compares is judged outside the student's process: it becomes a suite. One that
looks into the process, or needs what the notebook made there, stays inside, where a student can forge it.
Nothing is run, and nothing is written.
"""

import difflib
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec

from autograder.authoring.adopted_notebook import readable
from autograder.authoring.adopted_suite import Author, StaysInside, free_names, suite_text
from autograder.authoring.markers import take_apart
from autograder.authoring.source import is_editor_file
from autograder.errors import AutograderError, SourceError
from autograder.files import read_plain
from autograder.hand_in import MAX_BYTES
from autograder.notebook import Cell, Notebook, parse_notebook, suite_of
from autograder.report import clean
from autograder.text import counted

# Modules that are loaded in a worker before it is locked in, if the notebook uses them.
LOADED = ("numpy", "matplotlib", "pandas", "scipy", "sklearn")


class TestCell(msgspec.Struct, frozen=True):
    """A grade cell. `inside` is the reason why its test stays in the student's process, "" if it need not."""

    where: str
    name: str
    points: float
    inside: str = ""
    file: str = ""  # the suite that it becomes
    suite: str = ""  # that suite's text
    diff: str = ""
    wrong: str = ""  # why the author's own answers fail it here, if that was tried

    __test__ = False  # so that pytest does not collect this class


class AdoptedNotebook(msgspec.Struct, frozen=True):
    """A notebook to adopt: its grade cells, or the reason why it cannot be adopted."""

    where: str
    name: str
    file: str
    cells: tuple[TestCell, ...] = ()
    questions: int = 0  # number of answers that a person marks
    changes: tuple[str, ...] = ()  # sentences about what had to be changed for the kit
    imports: tuple[str, ...] = ()  # modules that its code may use
    refused: str = ""

    @property
    def outside(self) -> int:
        """Number of its grade cells that are judged outside."""
        return sum(not cell.inside for cell in self.cells)

    @property
    def is_gradable(self) -> bool:
        """True if it can be adopted, and has something to grade."""
        return not self.refused and bool(self.cells or self.questions)


def read_course(folder: Path) -> list[AdoptedNotebook]:
    """Return every notebook of an nbgrader course; `folder` is the course, its `source/` or an assignment."""
    if not folder.is_dir():
        raise AutograderError(folder, "there is no such folder", "give an nbgrader course, or its source/")
    root = folder / "source" if (folder / "source").is_dir() else folder
    files = sorted(
        file
        for file in root.rglob("*.ipynb")
        if not any(map(is_editor_file, file.relative_to(root).parts)) and file.is_file()
    )
    if not files:
        raise AutograderError(root, "there is no notebook in it", "give the folder that holds source/")
    beside = Counter(file.parent for file in files)
    found = [_read_one(file, file.relative_to(root), beside[file.parent] == 1) for file in files]
    names = Counter(each.name.lower() for each in found if each.is_gradable)
    return [
        msgspec.structs.replace(each, refused=f"another notebook would be called {each.name} too: rename one")
        if each.is_gradable and names[each.name.lower()] > 1
        else each
        for each in found
    ]


def _read_one(file: Path, path: Path, is_alone: bool) -> AdoptedNotebook:
    """Return a notebook, judged cell by cell. If an assignment has several, each becomes an assignment."""
    where = path.as_posix()
    stem = path.parent.name or path.stem if is_alone else f"{path.parent.name}_{path.stem}"
    name = re.sub(r"\W+", "_", stem, flags=re.ASCII).strip("_") or "assignment"
    name = (name if name[0].isalpha() else f"assignment_{name}")[:64]
    found = AdoptedNotebook(where, name, str(file))
    try:
        ready = readable(read_plain(file, MAX_BYTES))
        notebook = parse_notebook(ready.raw, where)
    except (SourceError, OSError) as error:
        return msgspec.structs.replace(found, refused=str(error))
    author = Author(notebook)
    return msgspec.structs.replace(
        found,
        cells=tuple(_all_judged(author, notebook, where, name)),
        questions=len(notebook.questions),
        changes=ready.changes,
        imports=_imported(author),
    )


def _imported(author: Author) -> tuple[str, ...]:
    """Return the modules that a worker loads for this notebook before it is locked in; always with NumPy."""
    used = {statement.split()[1].split(".")[0] for statement in author.modules.values()}
    return tuple(name for name in LOADED if name == "numpy" or (name in used and find_spec(name)))


def _all_judged(author: Author, notebook: Notebook, where: str, name: str) -> Iterator[TestCell]:
    """Yield each grade cell. A test stays if another test that stays uses a name that it defines."""
    places = {
        cell.name: f"{where}, cell {number} ({cell.name})" for number, cell in enumerate(notebook.cells, 1)
    }
    suites = Counter(map(suite_of, notebook.tests))
    found = []
    for cell in notebook.tests.values():
        judged = _judged(author, cell, places[cell.name], name)
        if suites[suite_of(cell.name)] > 1:
            judged = stays(judged, "another grade cell's suite would have the same name: give it another id")
        found.append((cell, judged))
    needed = {
        author.tested[free]: each.name
        for cell, each in found
        if each.inside
        for free in free_names(cell.source)
        if free in author.tested and free not in author.functions
    }
    for _, each in found:
        keeps = not each.inside and needed.get(each.name)
        yield stays(each, f"{keeps}, which stays inside, uses what it defines") if keeps else each


def _judged(author: Author, cell: Cell, where: str, name: str) -> TestCell:
    found = TestCell(where, cell.name, cell.points or 0.0)
    try:
        text = take_apart(cell, where).solved
        suite = suite_text(author, cell.name, text)
    except StaysInside as reason:
        return stays(found, clean(str(reason), 300))
    except SourceError as error:
        return stays(found, clean(str(error.what), 300))
    file = f"tests/suites/{name}/{suite_of(cell.name)}.py"
    diff = "\n".join(difflib.unified_diff(text.split("\n"), suite.split("\n"), where, file, lineterm="", n=1))
    return msgspec.structs.replace(found, file=file, suite=suite, diff=clean(diff, 20_000))


def stays(cell: TestCell, reason: str) -> TestCell:
    """Return a grade cell with the reason why its test stays in the notebook, and without a suite."""
    return msgspec.structs.replace(cell, inside=reason, file="", suite="", diff="")


def lines_of(found: Sequence[AdoptedNotebook]) -> Iterator[str]:
    """Yield lines for a person: each notebook with its tests, and where they are judged."""
    for each in found:
        if not each.is_gradable:
            why = each.refused or "it has nothing to grade"
            yield f"{each.where}: left out\n{textwrap.indent(why, '  ')}\n"
            continue
        marked = f", and {counted(each.questions, 'answer')} for a person to mark" if each.questions else ""
        yield f"{each.where}: {each.outside} of {len(each.cells)} tests are judged outside{marked}"
        yield from (f"  {change}" for change in each.changes)
        for cell in each.cells:
            points = f"{cell.points:g} point{'s' if cell.points != 1 else ''}"
            if cell.inside:
                yield f"  {cell.name} ({points}): stays inside, and can be forged: {cell.inside}"
            else:
                yield f"  {cell.name} ({points}): judged outside, as {cell.file}"
                yield textwrap.indent(cell.diff, "    ")
            if cell.wrong:
                yield f"    the author's own answers do not pass it here: {cell.wrong}"
        yield ""
    count = sum(len(each.cells) for each in found)
    yield f"tests: {count}; outside: {sum(each.outside for each in found)}"
