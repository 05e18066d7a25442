"""Handing in: the whole notebook run fresh, and the one file to upload, with a receipt beside it."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from autograder import hand_in
from autograder.course import Limits
from autograder.desk import notebook_check
from autograder.desk.output import GOOD, OPEN, Message
from autograder.errors import NotebookError
from autograder.files import open_atomically, read_plain
from autograder.report import Outcome
from autograder.text import N_, Language, in_language, lazy_gettext, say

FOLDER = "hand-in"


class PackedNotebook(msgspec.Struct, frozen=True):
    """The packed notebook. `unsaved` are functions whose code on the screen is not what the file holds."""

    assignment: str
    file: Path
    receipt: Path
    digest: str
    when: str
    found: notebook_check.NotebookResult
    unanswered: tuple[str, ...] = ()
    unsaved: tuple[str, ...] = ()


def the_notebook(folder: Path, named: Path | None = None, assignment: str = "") -> Path:
    """Return the notebook that is meant: by its path, by its assignment, or as the only one that is here."""
    if named is not None:
        return named
    places = dict.fromkeys((folder, folder / assignment))
    likely = [path for here in places for path in sorted(here.glob(f"{assignment or '*'}.ipynb"))]
    if not likely and assignment:
        likely = [path for path in sorted(folder.glob("*.ipynb")) if _is_of(path, assignment)]
    if len(likely) == 1:
        return likely[0]
    what = lazy_gettext("there is no such notebook here")
    next_step = lazy_gettext("give the path of your .ipynb file")
    if likely:
        what = lazy_gettext("there is more than one notebook here")
        next_step = lazy_gettext('say which: `pack("NAME.ipynb")`, or `autograder pack NAME.ipynb`')
    raise NotebookError(assignment or str(folder), what, next_step)


def _is_of(file: Path, assignment: str) -> bool:
    """Return True if a notebook is an assignment's: a browser may have called it `activations (1).ipynb`."""
    try:
        return hand_in.assignment(read_plain(file, hand_in.MAX_BYTES)) == assignment
    except (OSError, hand_in.Unreadable):
        return False


def pack(file: Path, ran: Sequence[str] = (), language: Language = "en") -> PackedNotebook:
    """Run a notebook fresh, and write what to hand in beside it. `ran` is what this session ran, in order."""
    found = notebook_check.check_notebook(file, Limits())
    raw = notebook_check.read_saved_notebook(file)
    assignment = hand_in.assignment(raw) or file.stem
    folder = file.resolve().parent / FOLDER
    packed = PackedNotebook(
        assignment,
        folder / f"{assignment}.ipynb",
        folder / f"{assignment}-receipt.txt",
        hand_in.bytes_digest(raw),
        datetime.now().astimezone().isoformat(" ", "seconds"),
        found,
        hand_in.unanswered(raw),
        unsaved_cells(raw, ran),
    )
    try:
        folder.mkdir(exist_ok=True)
        with open_atomically(packed.file) as opened:
            opened.write(raw)
        with open_atomically(packed.receipt) as opened:
            opened.write("".join(f"{line}\n" for line in receipt(packed, language)).encode())
    except OSError as error:
        raise NotebookError(
            folder,
            lazy_gettext("cannot be written ({why})", why=str(error.strerror)),
            lazy_gettext("hand in the notebook itself, {name}, as it was saved", name=file.name),
        ) from error
    return packed


def unsaved_cells(raw: bytes, ran: Sequence[str]) -> tuple[str, ...]:
    """Return functions whose code, as it was run last, is not in the file: it was not saved since."""
    release = hand_in.release_from(raw)
    in_file = {hand_in.bare(cell.source) for cell in hand_in.read_hand_in(raw, release).cells}
    found = []
    for name in release.functions:
        defines = re.compile(rf"^(?:def|class)\s+{re.escape(name)}\b", re.MULTILINE)
        last = next((text for text in reversed(ran) if defines.search(text)), "")
        if last and hand_in.bare(last) not in in_file:
            found.append(name)
    return tuple(found)


# --- what is said ------------------------------------------------------------------------------


def receipt(packed: PackedNotebook, language: Language) -> Iterator[str]:
    """Yield the lines of a receipt, to be kept: what was packed, and nothing on points."""
    yield say("Receipt for {assignment}", language, assignment=packed.assignment)
    yield say("packed: {when}", language, when=packed.when)
    yield say("file: {name}, SHA-256 {digest}", language, name=packed.file.name, digest=packed.digest)
    for outcome, text in (
        (Outcome.PASSED, N_("visible checks pass: {names}")),
        (Outcome.FAILED, N_("visible checks do not all pass: {names}")),
        (Outcome.NOT_ATTEMPTED, N_("not written yet: {names}")),
    ):
        if names := _named(packed, outcome):
            yield say(text, language, names=names)
    if packed.unanswered:
        yield say("question not answered yet: {names}", language, names=packed.unanswered)


def pack_lines(packed: PackedNotebook, language: Language) -> Iterator[str]:
    """Yield the lines to show: first what is wrong with the file, then which one to upload."""
    if packed.unsaved:
        yield say(
            "Attention: the file on disk is older than what you ran ({names}). Save with Ctrl + S "
            "(Mac: Cmd + S), then pack again.",
            language,
            names=packed.unsaved,
        )
        yield say("Packed all the same, as it stands on disk: {file}", language, file=str(packed.file))
    else:
        yield say("Hand in this one file: {file}", language, file=str(packed.file))
    yield from receipt(packed, language)
    for note in (*packed.found.notes, *([packed.found.remark] if packed.found.remark else [])):
        yield say("note: {note}", language, note=in_language(note, language))
    yield say("The receipt lies beside it: {name}", language, name=packed.receipt.name)


def pack_message(packed: PackedNotebook, language: Language) -> Message:
    """Return the lines on a packed notebook as a message that a notebook displays."""
    is_whole = not packed.unsaved and not _named(packed, Outcome.NOT_ATTEMPTED)
    return Message(list(pack_lines(packed, language)), GOOD if is_whole else OPEN)


def _named(packed: PackedNotebook, outcome: Outcome) -> tuple[str, ...]:
    cells = packed.found.cells.items()
    return tuple(name.removeprefix("test_") for name, cell in cells if cell.outcome is outcome)
