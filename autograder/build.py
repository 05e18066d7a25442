"""From what the author edits to what students get: `source/` in, `release/` and `solutions/` out.

What is built depends on `source/` alone, so it is the same bytes on every machine and on every run.
Most of this page refuses: a release that gives the answer away cannot be taken back.
"""

import ast
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.course import Course, Places
from autograder.errors import SourceError
from autograder.notebook import Cell, Notebook, Role, checksum, encode, parse

# nbgrader's own stubs (ClearSolutions), so that its users meet nothing new.
CODE_STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")
TEXT_STUB = ("YOUR ANSWER HERE",)

_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NBGRADER_KEYS = ("schema_version", "grade", "grade_id", "locked", "points", "solution", "task")
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class Source(msgspec.Struct, frozen=True):
    """One assignment as its author left it. File names are relative to its folder."""

    assignment: str
    notebook: Notebook
    checks: dict[str, bytes]
    data: dict[str, bytes]

    @property
    def where(self) -> str:
        """The notebook's path, for messages."""
        return f"source/{self.assignment}/{self.assignment}.ipynb"


def build(course: Course, places: Places, assignment: str) -> dict[str, bytes]:
    """Every file that belongs to `assignment`, by its path from the course's root."""
    course.assignment(assignment)
    source = read_source(places, assignment)
    released = release_notebook(source)
    _refuse_leaks(source, released)
    files = {f"release/{assignment}/{assignment}.ipynb": encode(released)}
    files |= {f"release/{assignment}/{name}": raw for name, raw in (source.checks | source.data).items()}
    files[f"solutions/{assignment}.py"] = solutions(source).encode()
    return files


# --- reading -----------------------------------------------------------------------------------


def read_source(places: Places, assignment: str) -> Source:
    """Read an assignment, and refuse files that must not lie below source/."""
    path = places.source(assignment)
    folder = path.parent
    where = f"source/{assignment}"
    if folder.is_symlink():
        raise SourceError(where, "this folder is a link", "put the files themselves there")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{where}/{path.name}", f"cannot be read ({error.strerror})", "write it: docs/authors.md"
        ) from error
    notebook = parse(raw, f"{where}/{path.name}")
    grades = notebook.named(Role.GRADE)
    checks: dict[str, bytes] = {}
    data: dict[str, bytes] = {}
    for file in _files(folder, where):
        name = file.relative_to(folder).as_posix()
        _refuse_misplaced(f"{where}/{name}", file, name)
        if name.startswith("checks/") and file.suffix == ".py":
            if name.count("/") > 1 or file.stem not in grades:
                raise SourceError(
                    f"{where}/{name}",
                    "this check belongs to no grade cell",
                    f"name it checks/<grade cell>.py, with one of: {', '.join(grades) or 'none yet'}",
                )
            checks[name] = file.read_bytes()
        elif name.startswith("data/"):
            data[name] = file.read_bytes()
    for grade in grades:
        _demand(f"checks/{grade}.py" in checks, f"{where}/checks/{grade}.py", f"the visible check of {grade}")
        hidden = places.suites(assignment) / f"{grade}.py"
        _demand(hidden.is_file(), f"tests/suites/{assignment}/{grade}.py", f"the hidden suite of {grade}")
    return Source(assignment, notebook, checks, data)


def _files(folder: Path, where: str) -> Iterator[Path]:
    """The files below `folder`, in order, without editors' own; a link is refused."""
    for path in sorted(folder.iterdir()):
        if _is_by_the_way(path.name):
            continue
        if path.is_symlink():
            raise SourceError(f"{where}/{path.name}", "this is a link", "put the file itself there")
        if path.is_dir():
            yield from _files(path, f"{where}/{path.name}")
        elif path.is_file():
            yield path


def _is_by_the_way(name: str) -> bool:
    """What JupyterLab, Python and editors leave behind; it is neither read, built nor compared."""
    return name.startswith(".") or name == "__pycache__" or name.endswith("~")


def _refuse_misplaced(where: str, file: Path, name: str) -> None:
    folders = name.lower().split("/")[:-1]
    hidden = "tests/suites/, which students never get"
    if "suites" in folders or file.name in ("misconceptions.yml", "misconceptions.yaml", "conftest.py"):
        raise SourceError(where, "this looks like a hidden test", f"move it to {hidden}")
    if re.fullmatch(r"test_.*\.py|.*_test\.py", file.name) and folders[:1] != ["checks"]:
        raise SourceError(
            where, "a test outside checks/", f"move it to checks/ if it is visible, or to {hidden}"
        )
    if file.suffix == ".ipynb" and name != f"{file.parents[len(folders)].name}.ipynb":
        raise SourceError(where, "a second notebook", "an assignment has one; keep drafts outside source/")


def _demand(is_there: bool, where: str, what: str) -> None:
    if not is_there:
        raise SourceError(
            where, f"{what} is missing", "write it: one function, test_..., that takes `student`"
        )


# --- what the author marked --------------------------------------------------------------------

_NEAR_MISS = re.compile(
    r"\W*(begin|end)\W*(solution|hidden\W*test|mark(ing)?\W*scheme)s?\W*", re.IGNORECASE | re.ASCII
)
_MARKER = re.compile(r"(BEGIN|END) (SOLUTION|MARK SCHEME|HIDDEN TESTS)")


class _Parts(msgspec.Struct, frozen=True):
    released: str
    solved: str  # the answer stands, the markers are gone
    answer: tuple[str, ...]  # the lines between the markers


def _parts(cell: Cell, where: str) -> _Parts:
    """Take a cell apart at its markers, as nbgrader does, but refuse what nbgrader lets pass."""
    released: list[str] = []
    solved: list[str] = []
    answer: list[str] = []
    inside = ""
    for line in cell.source.split("\n"):
        found = _marker(line, where)
        if found is None:
            if inside != "MARK SCHEME":
                solved.append(line)
            if inside == "SOLUTION":
                answer.append(line)
            elif not inside:
                released.append(line)
            continue
        edge, kind = found
        _refuse_marker(cell, kind, where)
        if edge == "BEGIN":
            if inside:
                raise SourceError(
                    where, f"BEGIN {kind} inside BEGIN {inside}", f"end the first with END {inside}"
                )
            inside = kind
            if kind == "SOLUTION":
                indent = line[: len(line) - len(line.lstrip())]
                stub = CODE_STUB if cell.kind == "code" else TEXT_STUB
                released.extend(indent + text for text in stub)
        elif inside != kind:
            raise SourceError(where, f"END {kind} without its BEGIN", f"put BEGIN {kind} on a line above it")
        else:
            inside = ""
    if inside:
        raise SourceError(where, f"BEGIN {inside} without its END", f"put END {inside} on a line below it")
    return _Parts("\n".join(released), "\n".join(solved), tuple(answer))


def _marker(line: str, where: str) -> tuple[str, str] | None:
    found = _MARKER.search(line)
    if found is None:
        if _NEAR_MISS.fullmatch(line):
            raise SourceError(
                where,
                f"{line.strip()!r} is almost a marker, and would be released as it is",
                "write ### BEGIN SOLUTION and ### END SOLUTION, in capitals, with one space",
            )
        return None
    if re.search(r"\w", line[: found.start()]):
        raise SourceError(
            where,
            f"{found[0]} behind other text",
            "give the marker a line of its own: all of its line is removed",
        )
    return found[1], found[2]


def _refuse_marker(cell: Cell, kind: str, where: str) -> None:
    if kind == "HIDDEN TESTS":
        raise SourceError(
            where, "hidden tests in a notebook", "move them to tests/suites/, which nobody gets"
        )
    if kind == "SOLUTION" and cell.role not in (Role.SOLUTION, Role.MANUAL):
        raise SourceError(
            where,
            "a solution marker outside a solution cell: nothing would be cut out",
            "make it a solution cell (Create Assignment: 'Autograded answer'), or take the marker away",
        )
    if kind == "MARK SCHEME" and cell.role is not Role.MANUAL:
        raise SourceError(where, "a mark scheme outside a manually graded cell", "move it into that cell")


# --- release -----------------------------------------------------------------------------------


def release_notebook(source: Source) -> Notebook:
    """The notebook that students get: stubs for answers, checksums, no outputs."""
    ids = _ids(source.notebook.cells)
    cells = tuple(
        _released(cell, cell_id, _where(source, number, cell))
        for number, (cell, cell_id) in enumerate(zip(source.notebook.cells, ids, strict=True), 1)
    )
    generated = f"from {source.where} by autograder build; do not edit"
    return Notebook(cells, {"autograder": {"generated": generated}, **_METADATA}, minor=5)


def _where(source: Source, number: int, cell: Cell) -> str:
    return f"{source.where}, cell {number}" + (f" ({cell.name})" if cell.name else "")


def _released(cell: Cell, cell_id: str, where: str) -> Cell:
    parts = _parts(cell, where)
    if "(attachment:" in cell.source:
        raise SourceError(
            where, "a pasted picture", "put the file into data/ and link it: ![what it shows](data/…)"
        )
    if cell.role is Role.SOLUTION:
        _refuse_lost_signature(cell, parts, where)
    metadata: dict[str, Any] = {"tags": list(cell.tags)} if cell.tags else {}
    appearance = cell.metadata.get("jupyter")
    if isinstance(appearance, dict) and appearance.get("source_hidden") is True:
        metadata["jupyter"] = {"source_hidden": True}
    plain = msgspec.structs.replace(cell, id=cell_id, source=parts.released, metadata=metadata)
    return plain if cell.role is Role.PLAIN else _with_grading(plain, cell.metadata["nbgrader"])


def _with_grading(cell: Cell, own: dict[str, Any]) -> Cell:
    """`cell` with nbgrader's metadata as its ComputeChecksums and LockCells leave it."""
    kept = {key: own[key] for key in _NBGRADER_KEYS if key in own and (key != "points" or own.get("grade"))}
    kept = {"grade": False, "solution": False, "locked": False, "task": False} | kept
    kept |= {"cell_type": cell.kind, "checksum": checksum(cell)}
    metadata = {**cell.metadata, "nbgrader": kept, "deletable": False}
    if cell.is_locked:
        metadata["editable"] = False
    return msgspec.structs.replace(cell, metadata=metadata)


def _refuse_lost_signature(cell: Cell, parts: _Parts, where: str) -> None:
    if not parts.answer:
        raise SourceError(
            where,
            "a solution cell without BEGIN SOLUTION and END SOLUTION",
            "put the markers round the answer, below the docstring: without them the signature would go too",
        )
    if cell.name in _defined(parts.solved, where) and cell.name not in _defined(parts.released, where):
        raise SourceError(
            where,
            f"the signature of {cell.name} is between the markers",
            "put BEGIN SOLUTION below the docstring",
        )


def _defined(text: str, where: str) -> set[str]:
    """The functions and classes that stand at the top of `text`."""
    return {node.name for node in _tree(text, where).body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def _tree(text: str, where: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "\s" in a docstring is the author's taste
            return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        line = f"line {error.lineno}: " if isinstance(error, SyntaxError) and error.lineno else ""
        what = error.msg if isinstance(error, SyntaxError) else str(error)
        raise SourceError(
            where,
            f"{line}not plain Python ({what})",
            "mend it; %magic and !shell lines only in cells that are neither solutions nor given",
        ) from error


def _ids(cells: tuple[Cell, ...]) -> list[str]:
    """A valid and unique id for each cell: its own, or one that follows from its name or its place."""
    own = [cell.id if _CELL_ID.fullmatch(cell.id) else "" for cell in cells]
    taken = {cell_id for cell_id in own if cell_id}
    found: list[str] = []
    for number, (cell, cell_id) in enumerate(zip(cells, own, strict=True), 1):
        if not cell_id or cell_id in found:
            base = cell.name[:56] or f"cell-{number}"
            cell_id = base if base not in taken else f"{base}-{number}"
            while cell_id in taken:
                cell_id += "x"
            taken.add(cell_id)
        found.append(cell_id)
    return found


# --- solutions ---------------------------------------------------------------------------------

_DROPPED = ("matplotlib", "autograder")


def solutions(source: Source) -> str:
    """The reference implementation as one module: given and solution cells, in the notebook's order."""
    parts = [f"# Generated from {source.where} by `autograder build`. Do not edit."]
    gone: set[str] = set()
    for number, cell in enumerate(source.notebook.cells, 1):
        if cell.role not in (Role.GIVEN, Role.SOLUTION):
            continue
        where = _where(source, number, cell)
        text, names = _without_imports(_parts(cell, where).solved, where)
        gone |= names
        _refuse_use(text, gone, where)
        if text.strip():
            parts.append(text.strip("\n"))
    whole = "\n\n\n".join(parts) + "\n"
    _compile(whole, source.where)
    return whole


def _without_imports(text: str, where: str) -> tuple[str, set[str]]:
    """`text` without its top-level imports of matplotlib and autograder, and the names they bound.

    The grader that loads the reference has no screen to draw on and no student to check.
    """
    lines = [line.encode() for line in text.split("\n")]
    names: set[str] = set()
    for node in reversed(_tree(text, where).body):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        kept, dropped = _sorted_aliases(node)
        names |= {(alias.asname or alias.name).split(".")[0] for alias in dropped}
        if dropped:
            # Columns are in UTF-8 bytes. A statement beside others on its line leaves a `pass`.
            first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
            before, after = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
            alone = not before.strip() and (not after.strip() or after.lstrip().startswith(b"#"))
            rest = b"import " + ", ".join(ast.unparse(alias) for alias in kept).encode() if kept else b"pass"
            lines[first : last + 1] = [] if alone and not kept else [before + rest + after]
    return b"\n".join(lines).decode(), names


def _sorted_aliases(node: ast.Import | ast.ImportFrom) -> tuple[list[ast.alias], list[ast.alias]]:
    if isinstance(node, ast.ImportFrom):
        gone = (node.module or "").split(".")[0] in _DROPPED and not node.level
        return ([], node.names) if gone else (node.names, [])
    dropped = [alias for alias in node.names if alias.name.split(".")[0] in _DROPPED]
    return [alias for alias in node.names if alias not in dropped], dropped


def _refuse_use(text: str, gone: set[str], where: str) -> None:
    """A statement that runs at import may not need what was taken away; a function's body may."""
    for node in _tree(text, where).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} & gone
        if used:
            raise SourceError(
                f"{where}, line {node.lineno}",
                f"a given or solution cell uses {', '.join(sorted(used))} outside a function",
                "move this line into a cell with the tag `picture`, or into a plain cell",
            )


def _compile(text: str, where: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "solutions", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        raise SourceError(
            where, f"its solution cells make no module: {error}", "mend the solution cells"
        ) from error


# --- leaks -------------------------------------------------------------------------------------

_SHORTEST = 12  # characters without blanks: `return x` and `total += 1` give nothing away
_ORDINARY = re.compile(r"(def|class|import|from|for|while|if|else|elif|try|except|finally|with)\b|@")


def _refuse_leaks(source: Source, released: Notebook) -> None:
    """Refuse a release in which a line of an answer stands.

    Only code counts: prose may show the formula, and a docstring its examples. A line that a given
    cell has as well is no secret.
    """
    given = {
        line
        for cell in source.notebook.cells
        if cell.role is Role.GIVEN
        for text in cell.source.split("\n")
        for line in _said(text)
    }
    answers: dict[str, str] = {}
    for number, cell in enumerate(source.notebook.cells, 1):
        if cell.kind == "code":
            for text in _parts(cell, _where(source, number, cell)).answer:
                answers.update((line, cell.name) for line in _telling(text) if line not in given)
    for where, code in _public_code(source, released):
        for number, text in enumerate(code.split("\n"), 1):
            for line in _said(text):
                if line in answers:
                    raise SourceError(
                        f"{where}, line {number}",
                        f"this gives away an answer of the solution cell {answers[line]}: {text.strip()}",
                        "write it another way, or make it part of a given cell",
                    )
    for name, raw in (source.checks | source.data).items():
        marker = re.search(rb"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)", raw)
        if marker:
            raise SourceError(
                f"source/{source.assignment}/{name}",
                f"the marker {marker[0].decode()} in a file that is released as it is",
                "take the marked part out: only notebooks are cut",
            )


def _public_code(source: Source, released: Notebook) -> Iterator[tuple[str, str]]:
    for number, cell in enumerate(released.cells, 1):
        if cell.kind == "code" and cell.role is not Role.GIVEN:
            yield _where(source, number, cell), _without_docstrings(cell.source)
    for name, raw in (source.checks | source.data).items():
        if name.endswith(".py"):
            yield f"source/{source.assignment}/{name}", _without_docstrings(raw.decode("utf-8", "replace"))


def _without_docstrings(text: str) -> str:
    """`text` with its docstrings blanked, line by line; text that is not Python stays whole."""
    try:
        tree = _tree(text, "")
    except SourceError:
        return text
    lines = text.split("\n")
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(
            node, clean=False
        ):
            first = node.body[0]
            for number in range(first.lineno - 1, first.end_lineno or first.lineno):
                lines[number] = ""
    return "\n".join(lines)


def _said(text: str) -> set[str]:
    """What a line of code says, whole and from its `return` or `=` on; blanks and comment signs aside.

    A commented-out answer is an answer too.
    """
    bare = re.sub(r"\s+#.*$", "", text.strip().lstrip("# \t"))
    value = re.sub(r"^(return\s|assert\s|[\w.,\s\[\]]+(?<![=!<>])=(?!=))", "", bare)
    return {said for part in (bare, value) if len(said := re.sub(r"\s", "", part)) >= _SHORTEST}


def _telling(text: str) -> set[str]:
    """The same of a line of an answer, where it is one: not a comment, a header or a plain name."""
    if text.strip().startswith("#") or _ORDINARY.match(text.strip()):
        return set()
    return {line for line in _said(text) if re.search(r"[-+*/@%<>(\[]", line)}


# --- the shell ---------------------------------------------------------------------------------


def write(places: Places, assignment: str, files: Mapping[str, bytes]) -> list[str]:
    """Make the folders hold exactly `files`; gives the paths that changed. What is equal is not touched."""
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
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        part.write_bytes(raw)
        part.replace(path)
        changed.append(name)
    return changed


def compare(places: Places, assignment: str, files: Mapping[str, bytes]) -> list[str]:
    """What differs between `files` and the folders, a sentence each; empty where they are in step."""
    found = [
        f"{path.relative_to(places.root).as_posix()} is no longer built"
        for path in _stale(places, assignment, files)
    ]
    for name, raw in files.items():
        path = places.root / name
        if not _holds(path, raw):
            found.append(f"{name} is out of date" if path.exists() else f"{name} is missing")
    return found


def _holds(path: Path, raw: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == raw


def _stale(places: Places, assignment: str, files: Mapping[str, bytes]) -> list[Path]:
    """Files and links of the release folder that are not in `files`."""
    folder = places.release(assignment)
    if folder.is_symlink():
        raise SourceError(f"release/{assignment}", "this folder is a link", "remove the link and build again")
    wanted = {places.root / name for name in files}
    return sorted(
        path
        for path in folder.rglob("*")
        if not any(_is_by_the_way(part) for part in path.relative_to(folder).parts)
        and (path.is_symlink() or (path.is_file() and path not in wanted))
    )
