"""An nbgrader course as a course of the kit: its notebooks, the suites made of its tests, and course.yml.

No file is overwritten. The notebooks still say what is graded, and for how many points.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from autograder.authoring import init, new
from autograder.authoring.adopt import AdoptedNotebook
from autograder.authoring.adopted_notebook import readable
from autograder.authoring.source import is_editor_file
from autograder.course import IMPORTS, parse_course
from autograder.errors import CourseError
from autograder.files import read_plain, write_atomically
from autograder.hand_in import MAX_BYTES
from autograder.text import Language

# In seconds: nbgrader gives each cell 30.
_LIMITS = "limits: {call_seconds: 10, cell_seconds: 30, submission_seconds: 300}\n\n"


def write_course(root: Path, found: Sequence[AdoptedNotebook], title: str, language: Language) -> list[Path]:
    """Write what is gradable into a new course at `root`, or add it to the one there; return the files."""
    refuse_existing(root, found)
    taken = [each for each in found if each.is_gradable]
    yml = root / "course.yml"
    if yml.is_file():
        text = yml.read_text(encoding="utf-8")
        files = {path: raw for each in taken for path, raw in files_of(each).items()}
        for each in taken:
            text = new.with_assignment(text, each.name, _settings(each))
        files["course.yml"] = text.encode()
    else:
        files = course_files(taken, title, language)
    for path, raw in files.items():  # course.yml is the last: until then nothing belongs to a course
        write_atomically(root / path, raw)
    return [root / path for path in files]


def course_files(taken: Sequence[AdoptedNotebook], title: str, language: Language) -> dict[str, bytes]:
    """Map paths from the root to all files of a new course of these notebooks; course.yml is the last."""
    first, *others = taken
    text = init.course_yml(title, (language,), first.name) + "".join(
        f"    {line}\n" for line in _settings(first)
    )
    for each in others:
        text = new.with_assignment(text, each.name, _settings(each))
    files = {path: raw for each in taken for path, raw in files_of(each).items()} | init.shared_files()
    files["course.yml"] = text.replace("\nassignments:", f"\n{_LIMITS}assignments:", 1).encode()
    return files


def files_of(found: AdoptedNotebook) -> dict[str, bytes]:
    """Map paths in a course to a notebook's files: itself, what lies beside it, and its suites."""
    file = Path(found.file)
    ready = readable(read_plain(file, MAX_BYTES))
    files = {f"source/{found.name}/{path}": raw for path, raw in ready.files.items()}
    files[f"source/{found.name}/{found.name}.ipynb"] = ready.raw
    if "/" in found.where:  # a notebook in the course's own folder has the whole course beside it
        for path in sorted(file.parent.rglob("*")):
            inner = path.relative_to(file.parent)
            is_left = path.suffix == ".ipynb" or any(map(is_editor_file, inner.parts)) or path.is_symlink()
            if path.is_file() and not is_left:
                files[f"source/{found.name}/{inner.as_posix()}"] = path.read_bytes()
    return files | {cell.file: cell.suite.encode() for cell in found.cells if cell.file}


def _settings(found: AdoptedNotebook) -> tuple[str, ...]:
    """Return the lines of a notebook's entry in course.yml, below its name."""
    return () if found.imports == IMPORTS else (f"imports: [{', '.join(found.imports)}]",)


def refuse_existing(root: Path, found: Sequence[AdoptedNotebook]) -> None:
    """Raise CourseError if no notebook can be adopted, or if a file at `root` would be overwritten."""
    taken = [each for each in found if each.is_gradable]
    if not taken:
        raise CourseError(root, "no notebook can be taken", "run `autograder adopt FOLDER`, which says why")
    yml = root / "course.yml"
    if not yml.is_file():
        init.refuse_full(root)
        return
    names = {entry.name.lower() for entry in parse_course(yml.read_bytes()).assignments}
    for each in taken:
        for place in (f"source/{each.name}", f"tests/suites/{each.name}"):
            if each.name.lower() in names or os.path.lexists(root / place):
                raise CourseError(
                    root / place, "this is there already", "take it away, or give another folder with --into"
                )
