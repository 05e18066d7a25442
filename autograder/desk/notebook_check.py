"""Check of a whole notebook at the desk: run from top to bottom in a fresh process, as grading does.

Its visible verdicts are those of grading, to the letter. It needs neither pytest nor nbgrader.
"""

import importlib.util
import io
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from autograder import hand_in, versions
from autograder.course import Limits
from autograder.desk.checks import Check, checks_beside, explain_stop, is_stub
from autograder.desk.output import HIDDEN, NOTHING, Checked
from autograder.desk.relied_on import or_relied_on
from autograder.diagnosis import casebook, clues
from autograder.diagnosis.diagnose import Diagnosis, unless_stopped
from autograder.errors import NotebookError
from autograder.files import NotPlain, TooLarge, read_plain
from autograder.grading.judge import Judge, raised_by
from autograder.report import CellReport, Outcome, RunNote, clean
from autograder.sandbox import tiers
from autograder.sandbox.direct import Direct
from autograder.sandbox.process import Zygote
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.run import ProgramRun, named_cell
from autograder.text import AnyText, Language, lazy_gettext, say
from autograder.worker import protocol

_HANDED_IN = ("submitted", "attempts", "unknown", "autograded", "restoring")  # folders of hand-ins in var/


class NotebookResult(msgspec.Struct, frozen=True):
    """The result of checking a whole notebook. Scores are None: hidden tests are not here."""

    cells: dict[str, CellReport]
    hints: dict[str, AnyText]
    run: tuple[RunNote, ...]
    notes: tuple[AnyText, ...]
    remark: AnyText = ""  # on this kit, where the notebook is for another one
    stops: dict[str, str] = {}  # by cell: the text of the line at which it stopped


def start(imports: tuple[str, ...], limits: Limits, folder: Path) -> Zygote | Direct:
    """Prepare a desk's workers, without a sandbox: forks with limits on Linux, fresh processes elsewhere.

    They find `data` as a notebook in `folder` does.
    """
    if sys.platform != "linux":
        return Direct(imports, folder)
    data = folder / "data"
    return Zygote(tiers.Tier.NONE, imports, tiers.worker_limits(limits), str(data) if data.is_dir() else "")


def refuse_missing(imports: tuple[str, ...], file: Path) -> None:
    """Raise NotebookError where a notebook needs a package that is not installed, and say which."""
    for package in dict.fromkeys(name.partition(".")[0] for name in imports):
        if importlib.util.find_spec(package) is None:
            python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
            raise NotebookError(
                file,
                lazy_gettext("it needs {package}, and this Python does not have it", package=package),
                lazy_gettext(
                    "in the folder that you unpacked, run: {command}",
                    command=f"{python} -m pip install -r requirements.txt",
                ),
            )


def read_saved_notebook(file: Path) -> bytes:
    """Read a notebook's file, or raise NotebookError that says what to do if it is none."""
    give = lazy_gettext("give the path of your .ipynb file")
    try:
        raw = read_plain(file, hand_in.MAX_BYTES)
    except NotPlain as error:
        raise NotebookError(
            file, lazy_gettext("this is no file, but a folder, a pipe or a device"), give
        ) from error
    except TooLarge as error:
        raise NotebookError(
            file,
            lazy_gettext("it is larger than {size} MB", size=hand_in.MAX_BYTES >> 20),
            lazy_gettext("clear its outputs (Edit > Clear Outputs of All Cells), and save it again"),
        ) from error
    except OSError as error:
        raise NotebookError(
            file, lazy_gettext("cannot be read ({why})", why=str(error.strerror)), give
        ) from error
    if zipfile.is_zipfile(io.BytesIO(raw)):
        raise NotebookError(
            file,
            lazy_gettext("this is a zip, not a notebook"),
            lazy_gettext("unpack it, and give the path of the .ipynb file that comes out of it"),
        )
    return raw


def refuse_a_hand_in(file: Path) -> None:
    """Raise NotebookError for what somebody handed in: here its cells would run with the caller's rights."""
    parents = file.resolve().parents
    for folder, var, root in zip(parents, parents[1:], parents[2:], strict=False):
        if var.name == "var" and folder.name in _HANDED_IN and (root / "course.yml").is_file():
            raise NotebookError(
                file,
                lazy_gettext("somebody handed this in, and its cells would run here with your rights"),
                lazy_gettext("run: {command}", command="autograder show STUDENT ASSIGNMENT"),
            )


def check_notebook(file: Path, limits: Limits, imports: tuple[str, ...] | None = None) -> NotebookResult:
    """Run a notebook from top to bottom in a fresh process and try its visible checks.

    The notebook says what its workers load, unless `imports` is given. One that tests itself, or is marked by
    hand alone, has no checks to try. Raises NotebookError if the file is no notebook, or has no points.
    """
    raw = read_saved_notebook(file)
    try:
        release = hand_in.release_from(raw)
        handed_in = hand_in.read_hand_in(raw, release)
    except hand_in.Unreadable as error:
        raise NotebookError(
            file, error.why, lazy_gettext("save it again in JupyterLab, or start from a fresh copy")
        ) from error
    names = [] if release.tests_itself else [name.removeprefix("test_") for name in release.tests]
    if not names and not release.tests_itself:
        raise NotebookError(
            file, lazy_gettext("it has no graded cells"), lazy_gettext("give the notebook of an assignment")
        )
    imports = hand_in.imports(raw) if imports is None else imports
    refuse_missing(imports, file)
    folder = file.resolve().parent
    cells: dict[str, CellReport] = {}
    found: dict[str, Diagnosis | None] = {}  # by function that is wrong
    stopped: dict[str, protocol.Raised | None] = {}  # by check that failed: what stopped it

    def call(check: Check, student: Student) -> None:
        stopped.pop(check.id, None)
        try:
            check.call(student)
        except Exception as error:
            stopped[check.id] = raised_by(error)
            raise

    with start(imports, limits, folder) as workers:
        # What follows is done while the worker starts.
        casebook.use_codecs(folder)
        checks = {name: checks_beside(folder, name) for name in names}
        book = casebook.read_casebook(folder)
        stubs = {name: cell.source for name, cell in release.functions.items()}
        run = ProgramRun(handed_in, stubs, limits, hand_in.worker_seed(handed_in.digest), workers.fork)
        judge: Judge[Check] = Judge(run, call)
        worker = run.worker()
        for name in names:
            grade_id = f"test_{name}"
            points = release.tests[grade_id].points or 0.0
            cells[grade_id] = CellReport(points, Outcome.NOT_ATTEMPTED, None)
            if run.is_untouched(name):
                continue
            worker = worker if worker is not None and worker.alive else run.worker()
            judged = judge.verdicts(checks[name], worker)
            pairs = zip(checks[name], judged, strict=True)
            failed = [check for check, verdict in pairs if verdict.outcome is not Outcome.PASSED]
            student = None  # nobody to ask further: the worker has ended
            if worker is not None and worker.alive:
                student = Student(WorkerChannel(worker, limits.call_seconds), lambda: run.program)
            is_unwritten = bool(failed) and all(is_stub(stopped.get(check.id), name) for check in failed)
            if is_unwritten and len(failed) < len(judged):
                # A stub may hold lines of the author's, such as a test of lengths, and pass a check by them.
                is_unwritten = (
                    book is not None and student is not None and not book.is_answered(name, student)
                )
            if not is_unwritten:
                outcome = Outcome.FAILED if failed else Outcome.PASSED
                cells[grade_id] = CellReport(points, outcome, None, judged)
                if failed and book is not None:
                    source = "\n".join(hand_in.code_of(handed_in, name)[-1:])
                    if student is not None and worker is not None and worker.alive:
                        found[name] = _diagnosis(name, source, student, stopped.get(failed[0].id), run, book)
                    elif judge.is_endless:
                        found[name] = clues.endless_loop(source, name)
            if worker is not None:
                worker.kill()
        if worker is not None:
            worker.kill()  # which nobody has asked anything where no function is written
    hints: dict[str, AnyText] = {}
    for name, own in found.items():
        if book is not None:
            whole = or_relied_on(own, name, run.program, names, lambda other: not _passes(cells, other))
            hints[f"test_{name}"] = book.message(name, whole)
    remark = versions.remark(hand_in.kit(raw))
    return NotebookResult(cells, hints, run.notes, (*handed_in.notes, *run.remarks), remark, _stops(run))


def _diagnosis(
    name: str,
    source: str,
    student: Student,
    stopped: protocol.Raised | None,
    run: ProgramRun,
    book: casebook.Casebook,
) -> Diagnosis | None:
    """Return what is wrong with a function, by its answers to probes, what stopped a check, and its code."""
    found = book.diagnosis(name, student)
    found = unless_stopped(found, name, run.notes) if found else None
    variables = clues.variables_of(cell.source for cell in run.program)
    return clues.or_clue(explain_stop(found, stopped, book), source, name, variables)


def _passes(cells: Mapping[str, CellReport], name: str) -> bool:
    return cells[f"test_{name}"].outcome is Outcome.PASSED


def _stops(run: ProgramRun) -> dict[str, str]:
    """Map each cell that stopped to the text of the line at which it did."""
    sources = {cell.label: cell.source.split("\n") for cell in run.program}
    stops = {}
    for note in run.notes:
        lines = sources.get(note.cell, [])
        if note.error and 0 < note.line <= len(lines):
            stops[note.cell] = clean(lines[note.line - 1].strip(), 200)
    return stops


def all_passed(result: NotebookResult) -> bool:
    """Return True if every function is written and passes its visible checks."""
    return all(cell.outcome is Outcome.PASSED for cell in result.cells.values())


def overview_lines(result: NotebookResult, language: Language = "en") -> Iterator[str]:
    """Yield the lines to show of a whole notebook."""
    for note in (*result.notes, *([result.remark] if result.remark else [])):
        yield say("note: {note}", language, note=note)
    for ran in result.run:
        if ran.error:
            yield say("{cell} stopped: {error}", language, cell=named_cell(ran.cell), error=ran.error)
            if line := result.stops.get(ran.cell):
                yield say("It stops in this line of yours: `{line}`", language, line=line)
    for grade_id, cell in result.cells.items():
        name, attempted = grade_id.removeprefix("test_"), cell.outcome is not Outcome.NOT_ATTEMPTED
        hint = result.hints.get(grade_id, "")
        checked = Checked(name, cell.tests, attempted, hint=hint, language=language, is_of_a_file=True)
        yield from checked.as_text(checked.lines())
    yield say(HIDDEN if result.cells else NOTHING, language)
