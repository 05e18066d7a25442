"""Build of an assignment: the author's `source/` in, the students' `release/` and `solutions/` out.

What is built depends on `source/` alone, so it is the same bytes on every machine and on every run.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.authoring import markers, reference
from autograder.authoring.build_cache import cached
from autograder.authoring.leaks import refuse_leaks
from autograder.authoring.source import Source, is_editor_file, read_source, refuse_strangers
from autograder.authoring.translated_cells import in_language
from autograder.course import IMPORTS, Course
from autograder.diagnosis import casebook, misconceptions
from autograder.errors import SourceError
from autograder.files import write_atomically
from autograder.notebook import KERNEL, Cell, Notebook, checksum, encode, parse_notebook
from autograder.paths import Places
from autograder.text import Language

_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NBGRADER_KEYS = ("schema_version", "grade", "grade_id", "locked", "points", "solution", "task")


def build(
    course: Course, places: Places, assignment: str, language: Language | None = None
) -> dict[str, bytes]:
    """Map paths from the course's root to all files that are built for `assignment`.

    Texts are in the course's own language, or in `language`. A reading is released like an assignment, and
    has no solutions.
    """
    if assignment in course.readings:
        return _reading(course, places, assignment, language or course.language)
    course.assignment(assignment)
    language = language or course.language
    source = read_source(places, assignment)
    if not source.notebook.tests_itself:  # in one that does, a visible test may repeat an answer's line
        refuse_leaks(source, stubbed(source))
    released = release_notebook(source, language, course.imports_of(assignment), course.kit)
    if course.assignment(assignment).explore == "off":
        released = without_questions(released)
    files = {f"release/{assignment}/{assignment}.ipynb": encode(released)}
    files |= {f"release/{assignment}/{name}": raw for name, raw in (source.checks | source.data).items()}
    if source.notebook.tests_itself:
        files[f"solutions/{assignment}.py"] = reference.answers(source).encode()
        return files
    solution = reference.solutions(source).encode()
    files[f"solutions/{assignment}.py"] = solution
    if "checks/probes.py" in source.checks:
        files[f"release/{assignment}/checks/diagnosis.json"] = _diagnosis(
            course, places, source, solution, language
        )
    return files


def _diagnosis(course: Course, places: Places, source: Source, solution: bytes, language: Language) -> bytes:
    """Return the casebook that a desk needs for its hints. It takes seconds to make, so it is cached."""
    table = places.suites(source.assignment) / "misconceptions.yml"
    comes_from = {
        **source.checks,
        **source.data,
        "solution": solution,
        "marks_lines": str(course.marks_lines).encode(),
    }
    if table.is_file():
        comes_from["misconceptions"] = table.read_bytes()

    def make() -> bytes:
        book = casebook.open_casebook(places, source.assignment, solution)
        assert book is not None
        known = misconceptions.read_misconceptions(table, "")
        strangers = {
            f"source/{source.assignment}/checks/probes.py": book.probes.keys(),
            f"tests/suites/{source.assignment}/misconceptions.yml": [one.function for one in known.values()],
        }
        for where, names in strangers.items():
            refuse_strangers(names, source.notebook.tests, where)
        return casebook.write_casebook(book, course.language, course.marks_lines)

    written = cached(places.built(source.assignment, course.language), comes_from, make)
    return written if language == course.language else casebook.in_another_language(written, language)


def _reading(course: Course, places: Places, name: str, language: Language) -> dict[str, bytes]:
    file = places.source(name)
    where = f"source/{name}/{name}.ipynb"
    cells = parse_notebook(file.read_bytes(), where).cells if file.is_file() else ()
    for number, cell in enumerate(cells, 1):  # before `read_source` asks for the checks of a grade cell
        if cell.role.is_answer or cell.role.has_points:
            raise SourceError(
                f"{where}, cell {number} ({cell.name})",
                "a reading has nothing to grade",
                "make it a plain cell, or move the notebook from `readings` to `assignments` in course.yml",
            )
    source = read_source(places, name)
    released = release_notebook(source, language, course.imports_of(name), course.kit)
    return {f"release/{name}/{name}.ipynb": encode(released)} | {
        f"release/{name}/{path}": raw for path, raw in source.data.items()
    }


def release_notebook(
    source: Source, language: Language = "en", imports: tuple[str, ...] = IMPORTS, kit: str = ""
) -> Notebook:
    """Return the notebook that students get: stubs for answers, checksums, no outputs, one language.

    Its metadata say what a worker loads for it, and which kit it is for: a student's desk has no course.yml.
    """
    release = in_language(stubbed(source), language, source.where)
    generated = f"from {source.where} by autograder build; do not edit"
    about: dict[str, Any] = {"generated": generated, "language": language}
    if imports != IMPORTS:
        about["imports"] = list(imports)
    if kit:
        about["kit"] = kit
    return msgspec.structs.replace(release, metadata={"autograder": about, **release.metadata})


def names_gone(places: Places, assignment: str, files: Mapping[str, bytes]) -> tuple[list[str], int]:
    """Return what the release on disk asks for and `files` do not, and how many have handed something in."""
    path = f"release/{assignment}/{assignment}.ipynb"
    try:
        before = parse_notebook(places.released(assignment).read_bytes(), path).tests
    except (OSError, SourceError):
        return [], 0
    gone = before.keys() - parse_notebook(files[path], path).tests.keys()
    students = sum(1 for _ in places.all_submitted.glob(f"*/{assignment}"))
    return [name.removeprefix("test_") for name in before if name in gone], students


def without_questions(released: Notebook) -> Notebook:
    """Return the notebook with its questions as plain text cells, without points."""
    cells = list(released.cells)
    for at, cell in enumerate(cells):
        if cell.role.is_marked_by_hand:
            metadata = {
                key: own for key, own in cell.metadata.items() if key not in ("nbgrader", "deletable")
            }
            cells[at] = Cell(cell.id, cell.kind, cell.source, tags=cell.tags, metadata=metadata)
    return msgspec.structs.replace(released, cells=tuple(cells))


def stubbed(source: Source) -> Notebook:
    """Return the notebook with stubs for answers, still in all of its languages."""
    ids = _ids(source.notebook.cells)
    cells = tuple(
        _released(cell, cell_id, source.where_of(number, cell), not source.notebook.tests_itself)
        for number, (cell, cell_id) in enumerate(zip(source.notebook.cells, ids, strict=True), 1)
    )
    return Notebook(cells, dict(KERNEL), minor=5)


def _released(cell: Cell, cell_id: str, where: str, ours: bool) -> Cell:
    apart = markers.take_apart if ours else markers.take_apart_whole
    parts = apart(cell, where)
    if "(attachment:" in cell.source:
        raise SourceError(
            where, "a pasted picture", "put the file into data/ and link it: ![what it shows](data/…)"
        )
    if ours and cell.role.is_function:
        markers.refuse_lost_signature(cell, parts, where)
    metadata: dict[str, Any] = {"tags": list(cell.tags)} if cell.tags else {}
    appearance = cell.metadata.get("jupyter")
    if isinstance(appearance, dict) and appearance.get("source_hidden") is True:
        metadata["jupyter"] = {"source_hidden": True}
    translations = {
        language: apart(msgspec.structs.replace(cell, source=text), where).released
        for language, text in cell.translations.items()
    }
    plain = msgspec.structs.replace(
        cell, id=cell_id, source=parts.released, metadata=metadata, translations=translations
    )
    return _with_grading(plain, cell.metadata["nbgrader"]) if cell.name else plain


def _with_grading(cell: Cell, grading: dict[str, Any]) -> Cell:
    """Return `cell` with nbgrader's metadata, as its ComputeChecksums and LockCells leave them."""
    worthless = () if cell.points is not None else ("points",)
    kept = {key: grading[key] for key in _NBGRADER_KEYS if key in grading and key not in worthless}
    kept = {"grade": False, "solution": False, "locked": False, "task": False} | kept
    kept |= {"cell_type": cell.kind, "checksum": checksum(cell)}
    metadata = {**cell.metadata, "nbgrader": kept, "deletable": False}
    if cell.role.is_locked:
        metadata["editable"] = False
    return msgspec.structs.replace(cell, metadata=metadata)


def _ids(cells: tuple[Cell, ...]) -> list[str]:
    """Return a valid and unique id for each cell: its own, or one made from its name or its place."""
    given = [cell.id if _CELL_ID.fullmatch(cell.id) else "" for cell in cells]
    taken = {cell_id for cell_id in given if cell_id}
    ids: list[str] = []
    for number, (cell, cell_id) in enumerate(zip(cells, given, strict=True), 1):
        if not cell_id or cell_id in ids:
            base = cell.name[:56] or f"cell-{number}"
            cell_id = base if base not in taken else f"{base}-{number}"
            while cell_id in taken:
                cell_id += "x"
            taken.add(cell_id)
        ids.append(cell_id)
    return ids


# --- the folders -------------------------------------------------------------------------------


def write_copy(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write what students get into another folder, such as in another language; return the files."""
    written = []
    for name, raw in files.items():
        released = name.removeprefix("release/")
        if released != name:
            path = folder / released
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
            written.append(path)
    return written


def write(places: Places, assignment: str, files: Mapping[str, bytes]) -> list[str]:
    """Make the folders hold exactly `files`; return the paths that changed. What is equal is not touched."""
    changed = []
    for path in _stale(places, assignment, files):
        path.unlink()
        changed.append(path.relative_to(places.root).as_posix())
    for folder in sorted(places.release(assignment).rglob("*"), reverse=True):
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()
    for name, raw in files.items():
        path = places.root / name
        if _holds(path, raw):
            continue
        write_atomically(path, raw)
        changed.append(name)
    return changed


def compare(places: Places, assignment: str, files: Mapping[str, bytes]) -> list[str]:
    """Return a sentence for each difference between `files` and the folders."""
    differing = [
        f"{path.relative_to(places.root).as_posix()} is no longer built"
        for path in _stale(places, assignment, files)
    ]
    for name, raw in files.items():
        path = places.root / name
        if not _holds(path, raw):
            differing.append(f"{name} is out of date" if path.exists() else f"{name} is missing")
    return differing


def _holds(path: Path, raw: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == raw


def _stale(places: Places, assignment: str, files: Mapping[str, bytes]) -> list[Path]:
    """Return the files and links of the release folder that are not in `files`."""
    folder = places.release(assignment)
    if folder.is_symlink():
        raise SourceError(f"release/{assignment}", "this folder is a link", "remove the link and build again")
    wanted = {places.root / name for name in files}
    return sorted(
        path
        for path in folder.rglob("*")
        if not any(is_editor_file(part) for part in path.relative_to(folder).parts)
        and (path.is_symlink() or (path.is_file() and path not in wanted))
    )
