"""Outputs of a notebook's cells, with the reference in the student's cells.

The notebook runs in a kernel, in a folder as a student has it. That takes seconds, so the outputs are
cached until the source, the kit or a package changes.
"""

import base64
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from autograder.authoring import build, markers
from autograder.authoring.build_cache import cached
from autograder.authoring.source import Source, read_source
from autograder.course import Course
from autograder.errors import SourceError
from autograder.notebook import Cell, parse_notebook
from autograder.paths import Places
from autograder.text import Language, Text, worded

Result = TypeVar("Result")
SECONDS = 120  # for one cell
PREFIX = "my assignments 作业 "  # students' folders have such names: what runs here runs there
SHARPNESS = 2  # pixels of a picture for each one of the page: phones have screens like that

# First code of each kernel: pictures are twice as sharp, and a picture's text/plain, which nobody would see
# otherwise, holds the words around its plots.
_OPENING = """
%matplotlib inline
%config InlineBackend.figure_formats = ["retina"]

def _says(figure, printer, cycle):
    import json
    axes = [
        {"title": own.get_title(), "across": own.get_xlabel(), "up": own.get_ylabel()} for own in figure.axes
    ]
    printer.text(json.dumps(axes))

_plain = get_ipython().display_formatter.formatters["text/plain"]
_plain.for_type_by_name("matplotlib.figure", "Figure", _says)
del _plain, _says
"""


class Axes(msgspec.Struct, frozen=True):
    """Title and axis labels of one plot of a picture."""

    title: str
    across: str
    up: str


class CellOutput(msgspec.Struct, frozen=True):
    """An output below a cell: a text, in each language if the kit wrote it, or a picture with its words."""

    text: str | Text = ""
    png: bytes = b""
    width: int = 0
    axes: tuple[Axes, ...] = ()
    is_check: bool = False


Outputs = dict[str, tuple[CellOutput, ...]]  # by a cell's id


def outputs(
    course: Course, places: Places, names: Iterable[str], language: Language | None = None
) -> dict[str, Outputs]:
    """Map each notebook's name to the outputs of its cells, in the course's own language or in `language`.

    Each core runs one notebook at a time.
    """
    chosen = list(names)
    kept = _in_fresh_processes(_kept, [(course, places, name, language) for name in chosen])
    return dict(zip(chosen, kept, strict=True))


def _in_fresh_processes(work: Callable[..., Result], calls: Sequence[tuple[Any, ...]]) -> list[Result]:
    """Run each call in a new process: Jupyter's client wants a main thread, leaves sockets, bears no fork."""
    with ProcessPoolExecutor(os.cpu_count() or 1, multiprocessing.get_context("spawn")) as pool:
        return [each.result() for each in [pool.submit(work, *call) for call in calls]]


def _kept(course: Course, places: Places, name: str, language: Language | None) -> Outputs:
    source = read_source(places, name)
    if language is None or not any(language in cell.translations for cell in source.notebook.cells):
        language = course.language  # whose outputs are the same
    files = build.build(course, places, name, language)
    own = f"release/{name}/{name}.ipynb"
    code = solved(source, language)
    comes_from = {path: raw for path, raw in files.items() if path != own}
    # The notebook itself is left out: the words of a text cell change no output.
    comes_from["code"] = msgspec.json.encode([code, course.languages])

    def make() -> bytes:
        cells = [cell for cell in parse_notebook(files[own], own).cells if cell.kind == "code"]
        with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
            build.write_copy(Path(folder), files)
            found = run(source, cells, code, Path(folder) / name, course.languages)
        return msgspec.json.encode(found)

    file = places.book_outputs(name if language == course.language else f"{name}.{language}")
    return msgspec.json.decode(cached(file, comes_from, make), type=Outputs)


def solved(source: Source, language: Language) -> dict[str, str]:
    """Map each code cell's id to its code with the answers in it, in one language."""
    ids = [cell.id for cell in build.stubbed(source).cells]
    found = {}
    for number, (cell, own) in enumerate(zip(source.notebook.cells, ids, strict=True), 1):
        if cell.kind == "code":
            where = source.where_of(number, cell)
            cell = msgspec.structs.replace(cell, source=cell.translations.get(language, cell.source))
            found[own] = markers.take_apart(cell, where).solved
    return found


def run(
    source: Source,
    cells: Iterable[Cell],
    code: Mapping[str, str],
    folder: Path,
    languages: Iterable[Language],
) -> Outputs:
    """Run the cells in a kernel of their own; raise SourceError if one of them ends with an error."""
    asked: list[tuple[Cell, Language | None, str]] = []
    for cell in cells:
        own = code[cell.id]
        if cell.role.is_test and not source.notebook.tests_itself:
            # A check runs once in each language: its message is the kit's own, which is translated.
            asked.extend(
                (cell, language, f"{own.rstrip().removesuffix(')')}, lang={language!r})")
                for language in languages
            )
        else:
            asked.append((cell, None, own))
    found: dict[str, list[CellOutput]] = {}
    checked: dict[str, dict[Language, str]] = {}
    for (cell, language, _), ran in zip(asked, in_kernel([text for *_, text in asked], folder), strict=True):
        for output in ran:
            if output.output_type == "error":
                raise SourceError(
                    f"{source.where}, cell {cell.name or cell.id}",
                    f"with the reference this cell ends with {output.ename}: {output.evalue}",
                    "fix the cell: the book shows what a reader would see who runs it",
                )
        shown = [each for output in ran if (each := _shown(output)) is not None]
        if language is None:
            found[cell.id] = shown
        else:
            checked.setdefault(cell.id, {})[language] = _said(shown)
    found |= {own: [CellOutput(text=worded(words), is_check=True)] for own, words in checked.items()}
    return {own: tuple(_joined(shown)) for own, shown in found.items() if shown}


def _said(shown: Iterable[CellOutput]) -> str:
    return "\n".join(str(each.text) for each in shown)


def in_kernel(sources: Iterable[str], folder: Path) -> list[list[Any]]:
    """Run pieces of code one after the other in a kernel of their own; return each one's outputs."""
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_core.utils import run_sync
    from nbclient import NotebookClient
    from nbformat import v4 as untyped

    v4: Any = untyped
    cells = [v4.new_code_cell(_OPENING), *(v4.new_code_cell(source) for source in sources)]
    # Over a socket file: no port is opened, and the kernel has nothing to warn of.
    manager = AsyncKernelManager(kernel_name="python3", transport="ipc", ip=str(folder.parent / "kernel"))
    client = NotebookClient(
        v4.new_notebook(cells=cells),
        km=manager,
        timeout=SECONDS,
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute()
    finally:
        run_sync(manager.shutdown_kernel)(now=True)
    return [cell.outputs for cell in cells[1:]]


class FirstTry(msgspec.Struct, frozen=True):
    """The check's message and the first hint for a first try at a function."""

    check: str
    hint: str


def first_try(
    course: Course, places: Places, name: str, function: str, code: str, language: Language
) -> FirstTry:
    """Return what the desk says of `code`, a first try at a function of the notebook `name`."""
    return _in_fresh_processes(_first_try, [(course, places, name, function, code, language)])[0]


def _first_try(
    course: Course, places: Places, name: str, function: str, code: str, language: Language
) -> FirstTry:
    source = read_source(places, name)
    files = build.build(course, places, name, language)

    def make() -> bytes:
        right = solved(source, language)
        cells = list(build.stubbed(source).cells)
        place = next((number for number, cell in enumerate(cells) if cell.name == function), None)
        if place is None:
            raise SourceError(
                "docs/book", f"{source.where} has no function {function}", "name one of its cells"
            )
        before = [right[cell.id] for cell in cells[:place] if cell.role.is_given or cell.role.is_function]
        door = "from autograder.check import check, hint"
        calls = [door, f'check("{function}")', f'hint("{function}")']
        with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
            build.write_copy(Path(folder), files)
            *_, checked, hinted = in_kernel([*before, code, *calls], Path(folder) / name)
        said = [_said(filter(None, map(_shown, ran))) for ran in (checked, hinted)]
        return msgspec.json.encode(FirstTry(*said))

    comes_from = files | {"code": code.encode(), "solved": msgspec.json.encode(solved(source, language))}
    file = places.book_outputs(f"first_try.{name}.{function}.{language}")
    return msgspec.json.decode(cached(file, comes_from, make), type=FirstTry)


def _shown(output: Any) -> CellOutput | None:
    """Return a kernel's message as an output; None for stderr, which is for the person who runs the cell."""
    if output.output_type == "stream":
        return CellOutput(text=output.text) if output.name == "stdout" else None
    if output.output_type not in ("execute_result", "display_data"):
        return None
    data, words = output.data, output.data.get("text/plain", "")
    if "image/png" in data:
        png = base64.b64decode(data["image/png"])
        width = int.from_bytes(png[16:20], "big") // SHARPNESS  # of a PNG's first chunk
        return CellOutput(png=png, width=width, axes=_axes(words))
    if "audio" in str(data.get("text/html", "")):
        return None  # a page that is read makes no sound
    return CellOutput(text=words)


def _axes(words: str) -> tuple[Axes, ...]:
    try:
        return msgspec.json.decode(words, type=tuple[Axes, ...])
    except msgspec.MsgspecError:
        return ()  # a picture that is no plot, as one that a cell has loaded


def _joined(shown: Iterable[CellOutput]) -> list[CellOutput]:
    """Join texts that follow each other into one, as a notebook shows them."""
    joined: list[CellOutput] = []
    for each in shown:
        before = joined[-1] if joined else None
        if before and not before.png and not each.png and isinstance(before.text, str) and not each.is_check:
            joined[-1] = CellOutput(text=before.text + cast(str, each.text))
        else:
            joined.append(each)
    return joined
