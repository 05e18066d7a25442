"""Casebook: one assignment's probes, with the answers of the reference and of each misconception.

`build` asks for these answers and writes them, with the probes, to checks/diagnosis.json. Grading and the
desk read that file: the desk may hold neither the reference nor a wrong implementation.
"""

import ast
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, chdir, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.diagnosis import messages, misconceptions, python_messages
from autograder.diagnosis.diagnose import Diagnosis, Probe, ProbeAnswer, alike, ask_probes, diagnose
from autograder.diagnosis.misconceptions import Hint, Misconception, hint_text, hint_texts
from autograder.errors import NotebookError, SuiteError
from autograder.files import json_bytes, read_plain
from autograder.hand_in import MAX_BYTES
from autograder.paths import Places
from autograder.sandbox.process import WorkerFailure
from autograder.sandbox.proxy import AnswerCallback, Loopback, Student
from autograder.sandbox.scratch import Scratch
from autograder.text import AnyText, Language, Text, in_language, languages, lazy_gettext, worded
from autograder.worker import codec, program, protocol, scikit_learn

PROBES = "checks/probes.py"
CELL = "# %% "  # begins a cell's part of a reference that is kept in cells; its name follows
PRINTED = 1 << 20  # characters that are kept of what a reference prints


_folder: ContextVar[Path | None] = ContextVar("folder", default=None)


@contextmanager
def in_folder(folder: Path) -> Iterator[None]:
    """Use an assignment's own codecs in the block, and run references in a folder that has its `data`.

    Each process has one of its own: what a reference writes there is in nobody's way, and not in the course.
    """
    with Scratch() as own:
        if (folder / "data").is_dir():
            Path(own, "data").symlink_to((folder / "data").resolve())
        token, before = _folder.set(Path(own)), codec.own_source()
        try:
            use_codecs(folder)
            yield
        finally:
            _folder.reset(token)
            codec.use_source(before)


def use_codecs(folder: Path) -> None:
    """Use the codecs of an assignment's `checks/codecs.py` from now on; none if it has no such file."""
    file = folder / "checks" / "codecs.py"
    try:
        codec.use_source(read_plain(file, MAX_BYTES).decode() if file.is_file() else "", str(file))
    except Exception as error:
        what = f"the codecs cannot be read: {type(error).__name__}: {error}"
        raise SuiteError(file, what, "see `autograder docs authors 'What crosses'`") from error


def _inside(folder: Path | None) -> AbstractContextManager[None]:
    if folder is None:
        return nullcontext()
    own = folder / str(os.getpid())
    if not own.is_dir():
        own.mkdir()
        if (folder / "data").is_dir():
            (own / "data").symlink_to(folder / "data")
    return chdir(own)


class _LoopbackInFolder(Loopback):
    """A program in this process whose calls are made in its own folder, if it has one."""

    def __init__(self, session: program.Session, folder: Path | None) -> None:
        super().__init__(session)
        self.folder = folder

    def exchange(self, request: protocol.Request, answer: AnswerCallback) -> protocol.Reply:
        """Answer one request, in the folder that has the data."""
        with _inside(self.folder):
            return super().exchange(request, answer)


class Reference:
    """An implementation of the author's, which can be asked in this process as a student's is."""

    def __init__(self, source: bytes, filename: str) -> None:
        self.folder = _folder.get()
        self.filename, self.cells = filename, cells_of(source.decode())
        self.code = compile(source, filename, "exec", dont_inherit=True)

    def student(self) -> Student:
        """Run the implementation anew and return it as a student: no earlier test has left anything in it."""
        if "sklearn.datasets" in sys.modules:
            scikit_learn.read_digits_once()
        session = program.Session()
        with _inside(self.folder):
            self._run(session)
        return Student(_LoopbackInFolder(session, self.folder), lambda: self.cells)

    @contextmanager
    def namespace(self) -> Iterator[dict[str, Any]]:
        """Run the implementation anew; in the block its names can be used where its files are."""
        session = program.Session()
        with _inside(self.folder):
            self._run(session)
            yield session.namespace

    def _run(self, session: program.Session) -> None:
        if len(self.cells) > 1:
            for ran in session.run(protocol.RunProgram(0, self.cells, 0, PRINTED)):
                if isinstance(ran, protocol.CellFinished) and ran.error:
                    where = f"{self.filename}, cell {self.cells[ran.index].label}, line {ran.line}"
                    raise SuiteError(where, ran.error, "run this cell in its notebook, and fix it")
            return
        with program.Printing(PRINTED) as printed:
            exec(self.code, session.namespace)
        session.outputs[""] = printed.text()


def cells_of(reference: str) -> tuple[protocol.ProgramCell, ...]:
    """Return a reference as a program: in the cells that it was kept in, else in one."""
    head, *parts = re.split(rf"^{CELL}(\w+)\n", reference, flags=re.MULTILINE)
    cells = [protocol.ProgramCell(name, text) for name, text in zip(parts[::2], parts[1::2], strict=True)]
    return (protocol.ProgramCell("reference", head), *cells)


def load_imports(reference: str) -> None:
    """Run the top-level imports of a reference, so that processes forked from this one find them loaded."""
    for statement in ast.parse(reference).body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            with suppress(Exception):  # whatever it raises, the run of the reference raises and tells it
                exec(compile(ast.Module([statement], []), "<reference>", "exec"), {})


def with_answer(reference: str, name: str, text: str) -> str:
    """Add another answer for the cell `name` to a reference, behind its own: the last one counts."""
    head = f"{CELL}{name}\n" if f"\n{CELL}" in reference else ""
    return f"{reference}\n\n\n{head}{text}"


class ProbeResult(msgspec.Struct, frozen=True):
    """Answers of a student's function to the probes, beside the right ones; `wrong` are indices of probes."""

    probes: tuple[Probe, ...]
    answers: tuple[ProbeAnswer, ...]
    right: tuple[ProbeAnswer, ...]
    wrong: tuple[int, ...]
    found: Diagnosis | None

    def labels(self) -> tuple[tuple[AnyText, ...], tuple[AnyText, ...]]:
        """Return the labels that only right answers have, and those that only wrong answers have."""
        passed: dict[AnyText, None] = {}
        missed: dict[AnyText, None] = {}
        for number, probe in enumerate(self.probes):
            if not probe.aside:
                (missed if number in self.wrong else passed).update(dict.fromkeys(probe.labels))
        return (
            tuple(label for label in passed if label not in missed),
            tuple(label for label in missed if label not in passed),
        )


class KnownAnswers(msgspec.Struct, frozen=True):
    """Answers of the reference and of each known mistake to the probes of one function."""

    right: tuple[ProbeAnswer, ...]
    known: dict[str, tuple[ProbeAnswer, ...]]


class Casebook:
    """Diagnosis of a student's answers. `case` returns a function's known answers, asked for or read once.

    `marks_lines` is a setting of the course: the desk may search for the line that is wrong.
    """

    def __init__(
        self,
        probes: Iterable[Probe],
        hints: Mapping[str, AnyText],
        case_of: Callable[[str], KnownAnswers],
        marks_lines: bool = False,
    ) -> None:
        self.probes: dict[str, list[Probe]] = {}
        for probe in probes:
            self.probes.setdefault(probe.function, []).append(probe)
        self.hints, self.case, self.marks_lines = hints, cache(case_of), marks_lines

    def diagnosis(self, function: str, student: Student) -> Diagnosis | None:
        """Return the cause of a wrong function; None if the probes show nothing, or end its worker."""
        probed = self.probe(function, student)
        return None if probed is None else probed.found

    def probe(self, function: str, student: Student) -> ProbeResult | None:
        """Ask a function its probes, and diagnose the answers; None if it has none, or its worker ends."""
        probes = self.probes.get(function)
        if not probes:
            return None
        try:
            answers = ask_probes(probes, student)
        except WorkerFailure:
            return None
        case = self.case(function)
        pairs = enumerate(zip(answers, case.right, strict=True))
        wrong = tuple(number for number, (answer, right) in pairs if not alike(answer, right))
        diagnosis = diagnose(
            probes, answers, case.right, case.known, lambda: _again(probes, student, answers)
        )
        return ProbeResult(tuple(probes), answers, case.right, wrong, diagnosis)

    def is_answered(self, function: str, student: Student) -> bool:
        """Return True if a student's function answers any of the probes with a value."""
        return any(not each.raised for each in ask_probes(self.probes.get(function, ()), student))

    def message(self, function: str, diagnosis: Diagnosis | None) -> AnyText:
        """Return the hint for the student; "" if nothing was found."""
        if diagnosis is None:
            return ""
        return messages.message(diagnosis.name, function, diagnosis.details, self.hints)


def _again(
    probes: Sequence[Probe], student: Student, answers: tuple[ProbeAnswer, ...]
) -> tuple[ProbeAnswer, ...]:
    """Ask a function the same once more; return the first answers if that ends its worker."""
    try:
        return ask_probes(probes, student)
    except WorkerFailure:
        return answers


def load_probes(source: bytes, where: str) -> tuple[Probe, ...]:
    """Read the probes in an assignment's probes.py, or raise SuiteError."""
    namespace: dict[str, object] = {"__name__": "probes"}
    try:
        exec(compile(source, where, "exec", dont_inherit=True), namespace)
        if "probes" not in namespace:
            raise NameError("there is no function probes()")
        probes = namespace["probes"]()  # type: ignore[operator]
        tables: dict[str, Any] = {each: namespace.get(each.upper(), {}) for each in languages()}

        def label_text(label: str) -> AnyText:
            return worded(
                {"en": label} | {each: table[label] for each, table in tables.items() if label in table}
            )

        def probe_of(name: str, labels: tuple[str, ...], *rest: Any) -> Probe:
            if isinstance(labels, str):
                raise TypeError(f"the labels of a probe are a tuple, with a comma: ({labels!r},)")
            return Probe(name, tuple(map(label_text, labels)), *rest)

        return tuple(probe_of(*probe) for probe in probes)
    except Exception as error:
        steps = traceback.walk_tb(error.__traceback__)
        lines = [line for frame, line in steps if frame.f_code.co_filename == where]
        place = f" (line {lines[-1]})" if lines else ""
        what = f"the probes cannot be read: {type(error).__name__}: {error}{place}"
        raise SuiteError(where, what, "compare with `autograder docs authors probes.py`") from error


def read_casebook(folder: Path) -> Casebook | None:
    """Read the casebook that came with a notebook, as `build` wrote it; None if it has none."""
    file = folder / "checks" / "diagnosis.json"
    try:
        stat = file.stat()
    except OSError:
        return None
    return _read_unless_known(folder, file, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=4)
def _read_unless_known(folder: Path, file: Path, stamp: tuple[int, int]) -> Casebook:
    """Read a casebook once in a session, and again if its file, by its `stamp`, has changed since."""
    older = folder / PROBES  # where a release of an earlier kit has them
    try:
        apart = read_plain(older, MAX_BYTES) if older.is_file() else b""
        return parse_casebook(read_plain(file, MAX_BYTES), apart)
    except (OSError, msgspec.MsgspecError, SuiteError) as error:
        why = lazy_gettext("cannot be read ({why})", why=str(error))
        raise NotebookError(file, why, lazy_gettext("unpack the assignment's zip again")) from error


def read_language(folder: Path) -> Language | None:
    """Read the language of the casebook that came with a notebook, and nothing else; None if it has none."""
    answers = folder / "checks" / "diagnosis.json"
    try:
        return msgspec.json.decode(read_plain(answers, MAX_BYTES), type=_LanguageField).language
    except (OSError, msgspec.MsgspecError):
        return None  # who needs the book itself is told what is wrong with it


def open_casebook(places: Places, assignment: str, reference: bytes) -> Casebook | None:
    """Open an assignment's casebook, from its probes.py and misconceptions.yml; None if it has no probes."""
    file, table = places.source(assignment).parent / PROBES, places.suites(assignment) / "misconceptions.yml"
    if not file.is_file():
        return None
    probes = load_probes(file.read_bytes(), f"source/{assignment}/{PROBES}")
    where = f"tests/suites/{assignment}/misconceptions.yml"
    known = misconceptions.read_misconceptions(table, where)
    return ask_reference(probes, known, reference.decode(), places.source(assignment).parent)


def ask_reference(
    probes: Iterable[Probe], table: Mapping[str, Misconception], reference: str, folder: Path = Path()
) -> Casebook:
    """Return a casebook that asks the author's code itself, in this process. `folder` has their data."""
    probes = tuple(probes)

    def case_of(function: str) -> KnownAnswers:
        probes_of = [probe for probe in probes if probe.function == function]

        def answers(program: str, name: str) -> tuple[ProbeAnswer, ...]:
            return ask_probes(probes_of, Reference(program.encode(), name).student())

        def answers_of_mistake(name: str, wrong: str) -> tuple[ProbeAnswer, ...]:
            try:
                compile(wrong, name, "exec", dont_inherit=True)
                return answers(with_answer(reference, function, wrong), name)
            except Exception as error:
                what = f"its program does not run: {type(error).__name__}: {error}"
                where = f"tests/suites/{folder.name}/misconceptions.yml, {name}"
                raise SuiteError(where, what, "fix it: it has to run") from error

        with in_folder(folder):
            right = answers(reference, "the reference")
            _refuse_broken_probes(probes_of, right, f"source/{folder.name}/{PROBES}")
            known = {
                name: answers_of_mistake(name, entry.wrong)
                for name, entry in table.items()
                if entry.function == function
            }
        return KnownAnswers(right, known)

    return Casebook(probes, hint_texts(table), case_of)


def _refuse_broken_probes(probes: Sequence[Probe], right: Sequence[ProbeAnswer], where: str) -> None:
    """Raise SuiteError for a probe that ends in an error of its own when it asks the reference."""
    for probe, answer in zip(probes, right, strict=True):
        if answer.raised in ("Unusable", "NotDefined"):
            labels = ", ".join(in_language(label, "en") for label in probe.labels)
            what = f"a probe of {probe.function} ({labels}) fails with the reference"
            why = answer.text if answer.raised == "Unusable" else "it asks for a name that is not defined"
            raise SuiteError(where, f"{what}: {why}", "fix the probe")


# --- written down for the desk -----------------------------------------------------------------


class _Written(msgspec.Struct, frozen=True, omit_defaults=True):
    value: Any = None
    raised: str = ""
    text: str = ""  # of what was raised: its meaning tells known mistakes apart


class _Sheet(msgspec.Struct, frozen=True):
    right: tuple[_Written, ...]
    known: dict[str, tuple[_Written, ...]]


class _LanguageField(msgspec.Struct, frozen=True):
    language: Language


class _Book(msgspec.Struct, frozen=True, omit_defaults=True):
    language: Language
    hints: dict[str, Hint]
    functions: dict[str, _Sheet]
    marks_lines: bool = False
    probes: str = ""
    ideas: dict[str, Hint] = {}  # which `worked_ideas` reads


def write_casebook(
    book: Casebook, language: Language, probes: str, ideas: Mapping[str, Hint], marks_lines: bool = False
) -> bytes:
    """Write what a desk needs: the text of probes.py, all answers to it, hints and ideas; no other code."""
    sheets = {}
    for function in book.probes:
        case = book.case(function)
        known = {name: tuple(map(_written, answers)) for name, answers in case.known.items()}
        right = (ProbeAnswer(answer.value, answer.raised) for answer in case.right)
        sheets[function] = _Sheet(tuple(map(_written, right)), known)
    hints = {name: hint.words if isinstance(hint, Text) else hint for name, hint in book.hints.items()}
    # In the tables' own order: of misconceptions that explain as much, the first in the file wins.
    return json_bytes(_Book(language, hints, sheets, marks_lines, probes, dict(ideas)))


def in_another_language(raw: bytes, language: Language) -> bytes:
    """Rewrite a casebook for readers of another language: the answers are the same, and hints are in all."""
    return json_bytes(msgspec.structs.replace(msgspec.json.decode(raw, type=_Book), language=language))


def parse_casebook(raw: bytes, apart: bytes = b"") -> Casebook:
    """Read the casebook that `write_casebook` wrote. An older one has no probes: `apart` are those beside it.

    Raises msgspec.MsgspecError or SuiteError if it is not one.
    """
    book = msgspec.json.decode(raw, type=_Book)
    probes = load_probes(book.probes.encode() or apart, PROBES)

    def case_of(function: str) -> KnownAnswers:
        sheet = book.functions[function]
        known = {name: tuple(map(_read_answer, written)) for name, written in sheet.known.items()}
        return KnownAnswers(tuple(map(_read_answer, sheet.right)), known)

    hints = {name: hint_text(hint, name) for name, hint in book.hints.items()}
    return Casebook(probes, hints, case_of, book.marks_lines)


def _written(answer: ProbeAnswer) -> _Written:
    try:
        if answer.raised:
            is_pythons = python_messages.is_pythons(answer.raised, answer.text)  # else an author's own words
            return _Written(raised=answer.raised, text=answer.text if is_pythons else "")
        return _Written(_plain(answer.value))
    except TypeError:
        return _Written(raised="NotAValue")


def _read_answer(written: _Written) -> ProbeAnswer:
    return ProbeAnswer(_value(written.value), written.raised, written.text)


def _plain(value: Any) -> Any:
    """Return an answer as JSON values, to ten digits: further ones differ from processor to processor."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, np.bool_ | np.integer):
        return value.item()
    if isinstance(value, int) and abs(value) < 1 << 63:
        return value
    if isinstance(value, float | np.floating):
        return float(f"{value:.10g}") if np.isfinite(value) else {"float": str(float(value))}
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        written = {"array": [_plain(item) for item in value.ravel().tolist()], "shape": list(value.shape)}
        return written if value.size or value.dtype.kind == "f" else written | {"dtype": value.dtype.str}
    if isinstance(value, list | tuple):
        return {type(value).__name__: [_plain(item) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[_plain(key), _plain(item)] for key, item in value.items()]}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, set | frozenset):
        return {type(value).__name__: sorted((_plain(item) for item in value), key=repr)}
    known = codec.codec_of(type(value))
    if known is None:
        raise TypeError(f"a {type(value).__name__} is not written down")
    return {"type": known.name, "of": _plain(known.write(value))}


def _value(plain: Any) -> Any:
    """Return the answer that `_plain` turned into JSON values."""
    match plain:
        case {"float": text}:
            return float(text)
        case {"array": [], "shape": shape, "dtype": dtype}:
            return np.empty(shape, dtype)
        case {"array": items, "shape": shape}:
            return np.array([_value(item) for item in items]).reshape(shape)
        case {"list": items}:
            return [_value(item) for item in items]
        case {"tuple": items}:
            return tuple(_value(item) for item in items)
        case {"bytes": text}:
            return bytes.fromhex(text)
        case {"set": items}:
            return {_value(item) for item in items}
        case {"frozenset": items}:
            return frozenset(_value(item) for item in items)
        case {"type": name, "of": parts}:
            if (known := codec.codec_named(name)) is None:
                raise msgspec.ValidationError(f"an answer of the unknown type {name!r}")
            return known.read(_value(parts))
        case {"dict": pairs}:
            return {_value(key): _value(item) for key, item in pairs}
    return plain
