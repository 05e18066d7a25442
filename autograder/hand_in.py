"""A student's hand-in: hostile bytes in, a clean value out.

Only what the student wrote is taken from the file. Which cells are graded, locked or pictures, and what
they are worth, comes from the release. Nothing is lost on the way: code in a duplicated, retyped, split,
merged or stripped cell still runs, and a note says what was found.
"""

import ast
import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from autograder import file_kinds
from autograder.course import IMPORTS
from autograder.files import in_turn, read_plain
from autograder.notebook import (
    PLAIN,
    Cell,
    Notebook,
    Role,
    checksum,
    named_in_comment,
    other_language,
    role_of,
)
from autograder.report import clean
from autograder.text import AnyText, Language, language_of, lazy_gettext

MAX_BYTES = 32 << 20
MAX_CELLS = 2_000
MANY_VALUES = 500_000  # in 100 MB; a usual notebook has some thousands
MAX_SOURCE = 1 << 20
MAX_IMPORTS = 50
MAX_KIT = 100
MAX_ALL_SOURCES = 8 << 20  # what a worker is sent in one frame, with room for four bytes a character
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,100}")
_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)|^(\w+)[ \t]*=(?!=)", re.MULTILINE)
# A function or a class alone: `double = 6` at the end of a notebook gives nobody another function.
_FUNCTION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)|^(\w+)[ \t]*=[ \t]*lambda\b", re.MULTILINE)
_MAGIC_LINE = re.compile(r"^[ \t]*[%!].*", re.MULTILINE)
# Characters that nobody sees, such as a zero-width space: they come along when a text is copied.
_UNSEEN = re.compile("[\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]")
_NAMED = 10  # names of cells in one note


class Unreadable(Exception):
    """The file is not a notebook; `why` tells student and staff the reason."""

    def __init__(self, why: AnyText) -> None:
        super().__init__(why)
        self.why = why


class HandIn(msgspec.Struct, frozen=True):
    """A hand-in that can be graded: the release's cells with what the student wrote in them."""

    cells: tuple[Cell, ...]
    digest: str
    untouched: frozenset[str]  # solution and manual cells that hold what was released
    notes: tuple[AnyText, ...] = ()
    share: float = 1.0  # the part of the release's cells that are in it
    is_foreign: bool = False  # nothing that is graded is in it, and nothing that the assignment asks for
    python: tuple[int, int] | None = None  # version that it ran in last, by its own metadata

    @property
    def program(self) -> tuple[Cell, ...]:
        """The code cells that run, in order."""
        return tuple(filter(self.runs, self.cells))

    def runs(self, cell: Cell) -> bool:
        """Return True if one of its cells runs: no checks, no pictures, no untouched stubs."""
        is_stub = cell.role.is_function and cell.name in self.untouched
        return bool(cell.kind == "code" and cell.role.runs and cell.source.strip() and not is_stub)


class _Submitted(msgspec.Struct, eq=False):
    """A cell as it is in the file. `name` is the release's cell that it is; "" if it is none of them."""

    kind: str
    source: str
    metadata: dict[str, Any]
    id: str
    name: str = ""

    @property
    def marks(self) -> dict[str, Any]:
        """nbgrader's part of the metadata; {} if it has no grade_id that is text."""
        marks = self.metadata.get("nbgrader")
        return marks if isinstance(marks, dict) and isinstance(marks.get("grade_id"), str) else {}

    @property
    def role(self) -> Role:
        """The kind of cell that the file says it is."""
        return role_of(self.marks, _list(self.metadata.get("tags")))


def written_answers(handed_in: HandIn, release: Notebook) -> dict[str, list[str]]:
    """Map each question to what the student wrote for it: in its cell, and in cells added around it."""
    cells_of = answer_cells(handed_in.cells, release)
    return {question: [cell.source for cell in cells] for question, cells in cells_of.items()}


def answer_digests(handed_in: HandIn, release: Notebook) -> dict[str, str]:
    """Map each graded cell to a digest of what is judged there; a person's mark holds while it is the same.

    For a question that is all the student's text on it. For a function it is its cell, or all code if that
    cell is as it was handed out. What an editor changes by itself does not count.
    """
    words = {
        name: [bare(text) for text in texts] for name, texts in written_answers(handed_in, release).items()
    }
    code: dict[str, list[str]] = {}
    tests = set[str]()
    for cell in handed_in.cells:
        if cell.role.is_function:
            code.setdefault(f"test_{cell.name}", []).append(bare(cell.source))
        elif cell.role.is_test:
            tests.add(cell.name)
    program = [bare(cell.source) for cell in handed_in.program]
    code |= {name: program for name in tests - code.keys()}  # a test in the notebook calls what it likes
    for name in code:
        if name.removeprefix("test_") in handed_in.untouched:
            code[name] = program
    return {name: bytes_digest("\0".join(texts).encode())[:16] for name, texts in (words | code).items()}


def bytes_digest(raw: bytes) -> str:
    """Return the SHA-256 of a hand-in's bytes, which identifies it."""
    return hashlib.sha256(raw).hexdigest()


def worker_seed(digest: str) -> int:
    """Return the seed of the student's random numbers: it depends on the hand-in's digest alone."""
    return int(digest[:8], 16)


def release_from(raw: bytes) -> Notebook:
    """Make a release from a student's own file, since a desk does not have the real one.

    Roles come from the file's metadata. Each solution cell has nbgrader's own stub as its text.
    """
    cells: dict[str, Cell] = {}
    for cell in _cells(_document(raw, []), []):
        name, points, role = str(cell.marks.get("grade_id", "")), cell.marks.get("points"), cell.role
        if role != PLAIN and name not in cells:
            worth = float(points) if isinstance(points, int | float) and 0 < points < 1e6 else None
            cells[name] = Cell("", cell.kind, STUB if role.is_function else cell.source, role, name, worth)
    return Notebook(tuple(cells.values()), {})


def language(file: Path) -> Language:
    """Return the language that a notebook was released in, by its own metadata; English if it names none."""
    try:
        return language_of(str(_own_metadata(read_plain(file, MAX_BYTES)).get("language")))
    except OSError:
        return "en"  # code that needs the file says what is wrong with it


def imports(raw: bytes) -> tuple[str, ...]:
    """Return the modules that a worker loads for a notebook, by its own metadata; else NumPy alone."""
    names = _own_metadata(raw).get("imports")
    if not isinstance(names, list) or len(names) > MAX_IMPORTS:
        return IMPORTS
    modules = tuple(name for name in names if isinstance(name, str) and _MODULE.fullmatch(name))
    return modules if len(modules) == len(names) else IMPORTS


def kit(raw: bytes) -> str:
    """Return the versions of the kit that a notebook is for, by its own metadata; "" if it names none."""
    wanted = _own_metadata(raw).get("kit")
    return wanted if isinstance(wanted, str) and len(wanted) <= MAX_KIT else ""


def assignment(raw: bytes) -> str:
    """Return the assignment of a notebook, by its own metadata, not its file's name; "" if it names none."""
    made = str(_own_metadata(raw).get("generated"))
    match = re.match(r"from source/([A-Za-z][A-Za-z0-9_]{0,63})/", made)
    return match[1] if match else ""


def _own_metadata(raw: bytes) -> dict[str, Any]:
    """Return what the kit wrote into a notebook's metadata; {} if it wrote nothing, or it is none."""
    try:
        return _dict(_dict(_document(raw, []).get("metadata")).get("autograder"))
    except Unreadable:
        return {}


def unanswered(raw: bytes) -> tuple[str, ...]:
    """Return the hand-marked questions whose cells are as released: nbgrader's checksum still fits."""
    names = []
    for cell in _cells(_document(raw, []), []):
        role, marks = cell.role, cell.marks
        if role.is_marked_by_hand and role.is_answer:
            name, points = str(marks["grade_id"]), marks.get("points")
            worth = float(points) if isinstance(points, int | float) else None
            forms = [Cell("", cell.kind, cell.source, role, name, value) for value in (worth, points)]
            if any(checksum(form) == marks.get("checksum") for form in forms):  # 4 is not 4.0 there
                names.append(name)
    return tuple(dict.fromkeys(names))


_latest: tuple[bytes, Notebook, HandIn] | None = None


def read_hand_in(raw: bytes, release: Notebook) -> HandIn:
    """Match a submitted file to its release; raise Unreadable if it is not a notebook at all."""
    global _latest
    if _latest is None or _latest[0] is not raw or _latest[1] is not release:
        _latest = raw, release, _read(raw, release)  # grading and its notebook ask for the same one
    return _latest[2]


def _read(raw: bytes, release: Notebook) -> HandIn:
    notes: list[AnyText] = []
    matched = _Matched(release, notes)
    document = _document(raw, notes)
    cells = matched.cells(list(_cells(document, notes)))
    # Many notebooks have a cell `setup`; one with functions is known by these and by their tests.
    wanted = release.functions.keys() | release.tests.keys() or {
        cell.name or cell.id for cell in release.cells
    }
    is_foreign = not wanted & {cell.name or cell.id for cell in cells} and not any(
        defined_in(cell.source) & release.functions.keys() for cell in cells if cell.kind == "code"
    )
    if other := other_language(_dict(document.get("metadata"))):
        notes.append(
            lazy_gettext(
                "the notebook was saved with a kernel for {language}, and is graded as Python: "
                "choose a Python kernel, and run all cells again",
                language=clean(other, 40),
            )
        )
    if is_foreign:
        notes.append(
            lazy_gettext("none of the assignment's cells is in this file: is it the right notebook?")
        )
    present = {cell.name for cell in cells if cell.name} | {cell.id for cell in cells if not cell.name}
    named = [cell for cell in release.cells if cell.name or cell.id]
    share = sum((cell.name or cell.id) in present for cell in named) / max(1, len(named))
    restored = _with_missing(cells, release, notes)
    untouched = _untouched(restored, release)
    return HandIn(
        restored,
        bytes_digest(raw),
        untouched,
        tuple(dict.fromkeys(notes)),
        share,
        is_foreign,
        _python(document),
    )


def _python(document: dict[str, Any]) -> tuple[int, int] | None:
    version = _dict(_dict(document.get("metadata")).get("language_info")).get("version")
    match = re.match(r"(3)\.([0-9]{1,2})\b", version) if isinstance(version, str) else None
    return (int(match[1]), int(match[2])) if match else None


def defined_in(source: str) -> set[str]:
    """Return the names that a cell defines at the beginning of a line."""
    return {match[1] or match[2] for match in _DEFINITION.finditer(source)}


def has_work(handed_in: HandIn, release: Notebook) -> bool:
    """Return True if somebody wrote in it: an answer, or one of the functions in a cell of their own."""
    names = release.functions.keys()
    released = {cell.name: cell for cell in release.cells if cell.role.is_answer}
    written = [cell for cell in handed_in.cells if cell.name in released.keys() - handed_in.untouched]
    return any(
        cell.kind != "code" or _statements(cell.source) - _released_statements(released[cell.name])
        for cell in written
    ) or any(defined_in(cell.source) & names for cell in handed_in.program if not cell.name)


def code_of(handed_in: HandIn, name: str) -> list[str]:
    """Return the student's code for a function: its cell, and those below that define it again.

    The last one counts. If the function's cell is untouched, return the cells that define it.
    """
    if name in handed_in.untouched:
        elsewhere = [cell.source for cell in handed_in.program if name in defined_in(cell.source)]
        if elsewhere:
            return elsewhere
    return [cell.source for _, cell in _own_cells(handed_in, name)]


def defined_again_in(handed_in: HandIn, name: str) -> str:
    """Return the label of the cell whose definition of a function counts in the place of its own cell's.

    It is "" if nothing below the function's cell defines it again, or if that cell is untouched.
    """
    number, cell = _own_cells(handed_in, name)[-1]
    return "" if cell.name == name or name in handed_in.untouched else label_of(cell, number)


def label_of(cell: Cell, number: int) -> str:
    """Return how a cell is called in reports: by its name, or by its place if it has none."""
    return cell.name or f"cell {number}"


def _own_cells(handed_in: HandIn, name: str) -> list[tuple[int, Cell]]:
    """Return the cells of a function, and those below that define it again, each with its place."""
    own = list[tuple[int, Cell]]()
    for number, cell in enumerate(handed_in.cells, 1):
        is_own = cell.role.is_function and cell.name == name
        if is_own or (own and handed_in.runs(cell) and _defines_function(cell.source, name)):
            own.append((number, cell))
    return own


def _defines_function(source: str, name: str) -> bool:
    """Return True if a cell that Python can read defines a function or a class of this name."""
    if not any(name in match.groups() for match in _FUNCTION.finditer(source)):
        return False
    try:
        ast.parse(_MAGIC_LINE.sub("", source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False  # such a cell does not run
    return not source.lstrip().startswith("%%")


def likeness(raw: bytes, release: Notebook) -> float:
    """Return the part (0 to 1) of a release's cells that are in a file: by name, by id or by text."""
    names, ids, texts = set[str](), set[str](), set[str]()
    for submitted in _cells(_document(raw, []), []):
        names.add(str(submitted.marks.get("grade_id", "")))
        ids.add(submitted.id)
        texts.add(bare(submitted.source))
    present = [
        bool({cell.name} & names - {""} or {cell.id} & ids - {""} or _released_texts(cell) & texts)
        for cell in release.cells
        if cell.source.strip()
    ]
    return sum(present) / max(1, len(present))


# --- bytes to cells ----------------------------------------------------------------------------


def _document(raw: bytes, notes: list[AnyText]) -> dict[str, Any]:
    if not raw.strip():
        raise Unreadable(lazy_gettext("the file is empty"))
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            lazy_gettext(
                "the file is larger than {size} MB; clear its outputs and save it again", size=MAX_BYTES >> 20
            )
        )
    try:
        # A bound on the number of values, each of which takes up to fifty times its bytes in Python.
        values = raw.count(b",") + raw.count(b"[") + raw.count(b"{")
        with in_turn() if values > MANY_VALUES else nullcontext():
            document = json.loads(_text(raw, notes))
    except (RecursionError, MemoryError):
        raise Unreadable(
            lazy_gettext("the file is nested too deeply, or holds too much, to be a notebook")
        ) from None
    except ValueError as error:
        if kind := file_kinds.kind_of(raw):
            what = lazy_gettext(
                "the file is {kind}, not a notebook: the .ipynb file itself has to be handed in", kind=kind
            )
        elif isinstance(error, json.JSONDecodeError):
            what = lazy_gettext(
                "the file is not a notebook, or only a part of one (line {line})", line=error.lineno
            )
        else:
            what = lazy_gettext("the file is not a notebook, or only a part of one")
        raise Unreadable(what) from None
    if not isinstance(document, dict):
        raise Unreadable(lazy_gettext("the file is JSON, but not a notebook"))
    return document


def _text(raw: bytes, notes: list[AnyText]) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        notes.append(lazy_gettext("the file was saved as UTF-16; notebooks are UTF-8"))
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.append(lazy_gettext("the file is not valid UTF-8; unreadable characters were replaced"))
        return raw.decode("utf-8-sig", errors="replace")


def _cells(document: dict[str, Any], notes: list[AnyText]) -> Iterator[_Submitted]:
    """Yield each cell, whichever nbformat the file has."""
    cells = document.get("cells")
    if not isinstance(cells, list):  # nbformat 3 keeps its cells in worksheets
        sheets = document.get("worksheets")
        sheets = sheets if isinstance(sheets, list) else []
        cells = [cell for sheet in sheets if isinstance(sheet, dict) for cell in _list(sheet.get("cells"))]
        if not cells:
            raise Unreadable(lazy_gettext("the file is JSON, but it has no cells: it is not a notebook"))
        notes.append(lazy_gettext("the file is in an old notebook format; it was read all the same"))
    if len(cells) > MAX_CELLS:
        notes.append(lazy_gettext("only the first {count} cells were read", count=MAX_CELLS))
    whole = 0
    for number, cell in enumerate(cells[:MAX_CELLS], 1):
        if not isinstance(cell, dict):
            notes.append(lazy_gettext("cell {number} is damaged and was left out", number=number))
            continue
        kind = cell.get("cell_type")
        source = _joined(cell.get("source", cell.get("input")))
        if source is None or kind not in ("code", "markdown", "raw", "heading"):
            notes.append(lazy_gettext("cell {number} is damaged and was left out", number=number))
            continue
        if len(source) > MAX_SOURCE:
            size = MAX_SOURCE >> 20
            notes.append(
                lazy_gettext(
                    "cell {number} is longer than {size} MB and was left out", number=number, size=size
                )
            )
            continue
        whole += len(source)
        if whole > MAX_ALL_SOURCES:
            notes.append(
                lazy_gettext(
                    "cell {number} and those after it were left out: the text is too long", number=number
                )
            )
            return
        metadata = _dict(cell.get("metadata"))
        cell_id = cell.get("id", metadata.get("id"))  # Colab keeps it in the metadata
        kind = "markdown" if kind == "heading" else kind
        yield _Submitted(kind, source, metadata, cell_id if isinstance(cell_id, str) else "")


def _dict(thing: object) -> dict[str, Any]:
    return thing if isinstance(thing, dict) else {}


def _list(thing: object) -> list[Any]:
    return thing if isinstance(thing, list) else []


def _joined(source: object) -> str | None:
    """Return a cell's text with `\\n` line ends and no lone surrogates, or None if it is not text."""
    if isinstance(source, list):
        with suppress(TypeError):  # a part that is no text
            source = "".join(source)
    if not isinstance(source, str):
        return None
    if "\r" in source or "\x00" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return source if source.isascii() else source.encode("utf-8", errors="replace").decode("utf-8")


# --- cells to the release's --------------------------------------------------------------------


class _Matched:
    """Matcher that gives each submitted cell its role in the release."""

    def __init__(self, release: Notebook, notes: list[AnyText]) -> None:
        self.release = release
        self.released = {cell.name: cell for cell in release.cells if cell.name}
        # A stub whose metadata an editor dropped is still that stub, and must not run over a solution.
        self.stubs = {
            text: cell for cell in release.cells if cell.role.is_function for text in _released_texts(cell)
        }
        # The release's other cells, by id, which all languages share, and by text, where an editor drops ids.
        plain = [cell for cell in release.cells if cell.id and not cell.name]
        self.ids = {cell.id for cell in plain}
        self.texts = {text: cell.id for cell in plain for text in _released_texts(cell)}
        self.notes, self.seen = notes, set[str]()

    def cells(self, submitted: list[_Submitted]) -> list[Cell]:
        """Return the file's cells in its order, each in its released role."""
        for cell in submitted:
            name = str(cell.marks.get("grade_id", ""))
            cell.name = name if name in self.released else ""
        if len(self.released) > len({cell.name for cell in submitted} - {""}):
            self.recognize(submitted)
        self.turn_into_code(submitted)
        return [made for cell in submitted for made in self.cell(cell)]

    def turn_into_code(self, submitted: list[_Submitted]) -> None:
        """Make a text cell with a function that no code cell defines a code cell."""
        defined = {
            name
            for cell in submitted
            if (cell.kind == "code" or cell.name) and bare(cell.source) not in self.stubs
            for name in defined_in(cell.source)
        }
        missing = self.release.functions.keys() - defined
        if not missing:
            return
        for number, cell in enumerate(submitted, 1):
            is_text = cell.kind != "code" and not cell.name and not self.plain_id(cell)
            if is_text and missing & {match[1] for match in _DEFINITION.finditer(cell.source)}:
                lines = cell.source.split("\n")
                cell.kind = "code"
                cell.source = "\n".join("" if line.startswith("```") else line for line in lines)
                self.notes.append(
                    lazy_gettext("cell {number} is a text and holds code; it was run as code", number=number)
                )

    def recognize(self, submitted: list[_Submitted]) -> None:
        """Name the cells that have lost nbgrader's metadata: by id, text, function, or place in the notebook.

        Names that are there go first: a cell is looked for only if no other has its name.
        """
        free = [cell for cell in submitted if not cell.name and not self.plain_id(cell)]
        names = {cell.name for cell in submitted}
        lost = [cell for cell in self.release.cells if cell.name and cell.name not in names]
        recognized: list[str] = []

        def give(cell: Cell, places: list[_Submitted]) -> None:
            if places and cell.name not in recognized:
                places[0].name = cell.name
                free.remove(places[0])
                recognized.append(cell.name)

        for cell in lost:
            give(cell, [own for own in free if cell.id and own.id == cell.id])
        for cell in lost:
            if not cell.role.is_function:  # a stub is known by its text anyhow, and may lie above the answer
                texts = _released_texts(cell) - {""}
                give(cell, [own for own in free if bare(own.source) in texts])
        for cell in lost:
            if cell.role.is_function:
                give(cell, self.definitions(cell, free)[-1:])
        for cell in lost:
            if cell.role.is_answer and not cell.role.is_function:
                give(cell, [own for own in self.between(cell, submitted) if own in free])
        named = tuple(cell.name for cell in lost if cell.name in recognized)
        if named:
            more = (*named[:_NAMED], "…") if len(named) > _NAMED else named
            self.notes.append(
                lazy_gettext(
                    "these cells had lost their grading metadata, and were recognised all the same: {names}",
                    names=more,
                )
            )

    def definitions(self, released: Cell, free: list[_Submitted]) -> list[_Submitted]:
        """Return the cells that define a solution cell's function, and none of the others."""
        functions = {name: defined_in(cell.source) | {name} for name, cell in self.release.functions.items()}
        wanted = functions[released.name]
        others = {
            part for name, parts in functions.items() if name != released.name for part in parts
        } - wanted
        return [
            cell
            for cell in free
            if cell.kind == "code"
            and bare(cell.source) not in self.stubs
            and (defined_in(cell.source) & wanted or named_in_comment(cell.source) == released.name)
            and not defined_in(cell.source) & others
        ]

    def between(self, released: Cell, submitted: list[_Submitted]) -> list[_Submitted]:
        """Return the cells that a lost one may be: between those that are around it in the release."""
        order = {cell.name or cell.id: at for at, cell in enumerate(self.release.cells)}
        here = order[released.name]
        first, last, is_around = 0, len(submitted), False
        for at, cell in enumerate(submitted):
            place = order.get(cell.name or self.plain_id(cell))
            is_around = is_around or place is not None
            if place is not None and place < here:
                first, last = at + 1, len(submitted)
            elif place is not None and place > here and at < last:
                last = at
        if not is_around:
            return []
        is_code = released.kind == "code"
        return [
            cell for cell in submitted[first:last] if (cell.kind == "code") is is_code and cell.source.strip()
        ]

    def plain_id(self, cell: _Submitted) -> str:
        """Return the id of the release's nameless cell that this is; "" if it is none of them."""
        return cell.id if cell.id in self.ids else self.texts.get(bare(cell.source), "")

    def cell(self, submitted: _Submitted) -> Iterator[Cell]:
        """Yield one cell, or two if a locked one holds more than was released."""
        kind, source, name = submitted.kind, submitted.source, submitted.name
        released = self.released.get(name)
        if released is None:
            # Most cells do not have this word, and are too long to compare each with the stubs.
            may_be_stub = "NotImplementedError" in source
            stub = self.stubs.get(bare(source)) if may_be_stub else None
            yield stub or Cell(self.plain_id(submitted), kind, source)
            return
        for text in released.translations.values():
            source = source.replace(text, released.source, 1)  # a hand-in of the release in another language
        repeated = name in self.seen
        self.seen.add(name)
        if repeated:
            self.notes.append(
                lazy_gettext("the cell {name} is there more than once; all of it was read", name=name)
            )
        if released.role.is_locked:
            yield from self.locked(released, kind, source, repeated)
            return
        if kind != released.kind:
            self.notes.append(
                lazy_gettext(
                    "the cell {name} had become a {kind} cell; it was read as {own}",
                    name=name,
                    kind=clean(kind, 20),
                    own=released.kind,
                )
            )
        yield msgspec.structs.replace(released, source=source)

    def locked(self, released: Cell, kind: str, source: str, repeated: bool) -> Iterator[Cell]:
        """Yield the released cell, and what the student wrote besides, such as a cell merged into it."""
        before, found, after = source.partition(released.source) if released.source else ("", "", source)
        rest = "\n".join(part for part in (before, after) if part.strip()) if found else source
        if not repeated:
            yield released
        if kind != "code" or not rest.strip() or (released.role.is_drawn and not found):
            return
        if released.role.is_given and not found:
            self.notes.append(
                lazy_gettext(
                    "the given cell {name} had been changed; the released one was used", name=released.name
                )
            )
            return
        self.notes.append(
            lazy_gettext(
                "the locked cell {name} held more than was released; that ran as a cell of its own",
                name=released.name,
            )
        )
        yield Cell("", "code", rest)


def _with_missing(cells: list[Cell], release: Notebook, notes: list[AnyText]) -> tuple[Cell, ...]:
    """Return the cells, with those of the release that are missing put back where they belong."""
    complete = list(cells)
    present = {cell.name for cell in complete if cell.name}
    place = 0
    for released in release.cells:
        if not released.name:
            continue
        if released.name in present:
            place = max(place, 1 + next(i for i, cell in enumerate(complete) if cell.name == released.name))
            continue
        notes.append(
            lazy_gettext("the cell {name} was missing; the released one was put back", name=released.name)
        )
        complete.insert(place, released)
        place += 1
    return tuple(complete)


def answer_cells(cells: tuple[Cell, ...], release: Notebook) -> dict[str, list[Cell]]:
    """Map each question to the cells in which the student answered it.

    The assignment's next named cell ends an answer, and so does a heading of the release's. Other cells of
    the release are no part of it, unless somebody wrote in them. Texts of the student's own that are right
    above a question's cell belong to its answer too.
    """
    named = release.questions
    plain = {cell.id: cell for cell in release.cells if cell.id and not cell.name}
    cells_of: dict[str, list[Cell]] = {name: [] for name in named}
    question = ""
    above: list[Cell] = []  # texts of the student's own since the last heading
    for cell in cells:
        released = named.get(cell.name) or plain.get(cell.id)
        if cell.name:
            question = cell.name if cell.role.is_marked_by_hand else ""
        elif (
            released is not None and released.kind == "markdown" and released.source.lstrip().startswith("#")
        ):
            question = ""
            above = []
        text = _seen(cell.source)
        is_theirs = not cell.role.is_locked and (
            released is None or text not in map(_seen, _released_texts(released))
        )
        if cell.name and question:
            cells_of[question] += above
        if question and is_theirs and text:
            cells_of[question].append(cell)
        if cell.name:
            above = []
        elif is_theirs and cell.kind != "code" and text and not question:
            above.append(cell)
    return cells_of


def _untouched(cells: tuple[Cell, ...], release: Notebook) -> frozenset[str]:
    """Return names of solution and manual cells that nobody wrote in: each cell of the name is as released.

    A question whose own cell is untouched is still answered if the student wrote a text in another cell.
    """
    answers = [cell for cell in release.cells if cell.role.is_answer]
    as_released = {cell.name: {"", *map(_seen, _released_texts(cell))} for cell in answers}
    names = {*as_released}
    for cell in cells:
        if cell.role.is_answer and _seen(cell.source) not in as_released[cell.name]:
            names.discard(cell.name)
    for question, answer in answer_cells(cells, release).items():
        if any(cell.kind != "code" or _is_comment(cell.source) for cell in answer):
            names.discard(question)
    return frozenset(names)


def _released_texts(cell: Cell) -> set[str]:
    """Return the texts with which a cell was released, one for each language."""
    return {bare(text) for text in cell.texts}


def _seen(source: str) -> str:
    """Return a text as `bare` does, and without what no reader sees."""
    return bare(source if source.isascii() else _UNSEEN.sub("", source))


def _is_comment(source: str) -> bool:
    """Return True if a code cell holds comments alone."""
    lines = [line.strip() for line in source.split("\n") if line.strip()]
    return bool(lines) and all(line.startswith("#") for line in lines)


def _released_statements(cell: Cell) -> set[str]:
    return {line for text in _released_texts(cell) for line in _statements(text)}


def _statements(source: str) -> set[str]:
    """Return the lines that may do something: comments, `pass` and the stub's line are left out."""
    lines = {line.partition("#")[0].strip() for line in source.split("\n")}
    return lines - {"", "pass", "...", "raise NotImplementedError()", "raise NotImplementedError"}


@lru_cache(4096)  # most texts of a hand-in are the release's
def bare(source: str) -> str:
    """Return a text without what an editor changes by itself: trailing blanks and empty lines."""
    return "\n".join(line.rstrip() for line in source.strip().split("\n") if line.strip())
