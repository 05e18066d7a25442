"""The student's door: the visible checks, at the desk. Needs neither pytest, nbgrader nor a database.

`check("sigmoid")` judges the function as it stands in the running notebook. `check_notebook` runs a
whole notebook in a fresh process, as grading does, and gives the visible verdicts that grading gives.
"""

import html
import importlib.util
import re
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder import phrases, submission, versions
from autograder.course import Limits
from autograder.errors import NotebookError
from autograder.grading import casebook
from autograder.grading.judge import Judge, describe, named_cell, verdict
from autograder.notebook import Role
from autograder.phrases import N_, Language, both, in_two_lines, language_of, pick, readers, say
from autograder.report import CellReport, Outcome, RunNote, Verdict
from autograder.sandbox import tiers
from autograder.sandbox.direct import Direct
from autograder.sandbox.process import Zygote
from autograder.sandbox.proxy import Loopback, Remote, Student
from autograder.sandbox.run import Run
from autograder.worker import program, wire

HIDDEN = N_("When your work is graded, hidden tests try the same things with other numbers.")


class Check:
    """One visible check: a plain function of a file that needs NumPy only."""

    visible, weight, side, slow, refused = True, 1, False, False, ""

    def __init__(self, cell: str, name: str, function: Callable[[Any], None]) -> None:
        self.cell, self.name, self.function = cell, name, function
        self.id = f"visible:{cell}:{name}"
        self.title = phrases.title(function.__doc__, name)

    def call(self, student: Student) -> None:
        """Run it; an exception is the student's failure."""
        self.function(student)


def load(file: Path) -> tuple[Check, ...]:
    """The checks in a file, in its order."""
    module = types.ModuleType(file.stem)
    module.__file__ = str(file)
    try:
        exec(compile(file.read_bytes(), str(file), "exec", dont_inherit=True), module.__dict__)
    except OSError as error:
        raise NotebookError(
            file, both("the check cannot be read"), both("unpack the assignment's zip again")
        ) from error
    found = [thing for name, thing in vars(module).items() if name.startswith("test_") and callable(thing)]
    return tuple(Check(file.stem, thing.__name__, thing) for thing in found)


def checks_beside(folder: Path, name: str) -> tuple[Check, ...]:
    """The visible checks of a solution cell, from the `checks` folder that came with the notebook."""
    file = folder / "checks" / f"test_{name}.py"
    if not file.is_file():
        raise NotebookError(
            f"check({name!r})",
            both("there is no {name} in the folder `checks` beside this notebook", name=file.name),
            both("open the notebook in the folder that you were given, with everything that came with it"),
        )
    return load(file)


# --- in the notebook ---------------------------------------------------------------------------


_ENDS = (".", "?", "!", "。", "？", "！")
_INSTALLED_AS = {"sklearn": "scikit-learn"}  # where pip's name is not Python's
_WRAPPED = "white-space:pre-wrap;overflow-wrap:anywhere"
_PRINTED = ";font-family:var(--jp-code-font-family,monospace);margin-top:.3em"


class Checked:
    """What `check("sigmoid")` shows: one clear next step, in HTML in a notebook and in text elsewhere.

    `is_known` says whether the name stands for anything yet.
    """

    def __init__(
        self,
        name: str,
        verdicts: tuple[Verdict, ...],
        attempted: bool,
        is_known: bool = True,
        hint: str = "",
        language: Language = "en",
        remark: str = "",
    ) -> None:
        self.name, self.verdicts, self.attempted, self.is_known = name, verdicts, attempted, is_known
        self.hint, self.remark, self.language = pick(hint, language), pick(remark, language), language

    @property
    def passed(self) -> bool:
        """Whether every visible check passed."""
        return self.attempted and all(verdict.outcome is Outcome.PASSED for verdict in self.verdicts)

    def lines(self) -> Iterator[str]:
        """The message: how it stands, what to do next, and what came back."""
        language = self.language
        if not self.is_known:
            yield say("– {name}: Python does not know it yet.", language, name=self.name)
            yield say(
                "Run the cell above, where it is written. If that cell ends in an error, mend that first.",
                language,
            )
            return
        if not self.attempted:
            yield say("– {name}: not written yet.", language, name=self.name)
            yield say("Put your code in place of `raise NotImplementedError()`, and run that cell.", language)
            return
        yield say(
            "{mark} {name}: {good} of {all} visible checks pass.",
            language,
            mark="✓" if self.passed else "✗",
            name=self.name,
            good=sum(verdict.outcome is Outcome.PASSED for verdict in self.verdicts),
            all=len(self.verdicts),
        )
        first = next((verdict for verdict in self.verdicts if verdict.outcome is not Outcome.PASSED), None)
        if first is None:
            return
        # A check's title says what holds when it passes. Alone it would sound as if it did.
        yield say("First make this true: {title}", language, title=first.title)
        if message := pick(first.message, language):
            # As it is written: `sigmoid([0.]) gave …` begins with a name, and Python tells capitals apart.
            yield in_two_lines(message + ("" if message.endswith(_ENDS) else say(".", language)))
        if self.hint:
            yield say("Think about this: {hint}", language, hint=self.hint)

    def _said(self) -> list[str]:
        hidden = [say(HIDDEN, self.language)] if self.passed else []
        return [*self.lines(), *hidden, *([self.remark] if self.remark else [])]

    def _style(self, line: str) -> str:
        """Printed arrays keep their blanks and line ends, and stand in columns; a hint is prose."""
        is_printed = line.startswith(f"{self.name}(") or "  " in line or "\n" in line
        return _WRAPPED + _PRINTED * (is_printed and not line.endswith(self.hint or "\n"))

    def __repr__(self) -> str:
        return "\n".join(self._said())

    def _repr_html_(self) -> str:
        # The words and the mark say it all: the colours only repeat it, and text takes the page's own colour.
        # Both stand out, three to one at least, against white and against JupyterLab's dark grey.
        colour = "#2e8b57" if self.passed else "#b7791f"
        head, *rest = self._said()
        inner = "".join(f'<div style="{self._style(line)}">{_in_html(line)}</div>' for line in rest)
        return (
            f'<div role="status" style="border-left:4px solid {colour};padding:.4em .8em;margin:.2em 0">'
            f"<strong>{_in_html(head)}</strong>{inner}</div>"
        )


def _in_html(line: str) -> str:
    """The line with its `code` set as code; everything in it is escaped."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", html.escape(line))


def check(name: str, lang: str = "") -> Checked:
    """Try your `name` with the visible checks, and see what to look at next; `lang` is "en" or "zh"."""
    namespace = _notebook_namespace()
    language = language_of(lang, readers(released_in(Path.cwd())))
    session = program.Session(namespace, lambda asked: wire.Refused(asked.call, asked.number))
    student = Student(Loopback(session))
    judged = tuple(_at_the_desk(each, student) for each in checks_beside(Path.cwd(), name))
    failed = [each for each in judged if each.outcome is Outcome.FAILED]
    attempted, known = not all(map(_is_unwritten, judged)), name in namespace
    book = casebook.beside(Path.cwd()) if attempted and known and failed else None
    if book and all(map(_is_unwritten, failed)):
        # A stub may hold lines of the author's, such as a test of the lengths, and pass a check by them.
        attempted = book.is_answered(name, student)
    words = book.words(name, book.read(name, student)) if book and attempted else ""
    remark = next(map(_remark, sorted(Path.cwd().glob("*.ipynb"))), "")
    return Checked(name, judged, attempted, known, words, language, remark)


def hint(name: str, lang: str = "") -> Checked:
    """The next step for `name`; for now the same as `check`."""
    return check(name, lang)


def released_in(folder: Path) -> Language:
    """The language in which what lies in a student's folder was released."""
    found = casebook.language_beside(folder)
    if found is not None:
        return found
    return next(map(submission.language, sorted(folder.glob("*.ipynb"))), "en")


def _remark(file: Path) -> str:
    """What is to be said of this kit, by the notebook that a student has."""
    try:
        return versions.remark(submission.kit(file.read_bytes()))
    except OSError:
        return ""


def _notebook_namespace() -> dict[str, Any]:
    """The names of the running notebook, or of the running script."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return shell.user_ns if shell is not None else vars(sys.modules["__main__"])


def _at_the_desk(each: Check, student: Student) -> Verdict:
    try:
        each.call(student)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # WireBroken too: everything is the student's here
        return verdict(each, Outcome.FAILED, describe(True, error))
    return verdict(each, Outcome.PASSED)


def _is_unwritten(judged: Verdict) -> bool:
    return judged.message.startswith("your code stopped with NotImplementedError")


# --- a whole notebook --------------------------------------------------------------------------


class Found(msgspec.Struct, frozen=True):
    """What a whole notebook came to at the desk. The scores are those of visible checks only: none."""

    cells: dict[str, CellReport]
    hints: dict[str, str]
    run: tuple[RunNote, ...]
    notes: tuple[str, ...]
    remark: str = ""  # on this kit, where the notebook is for another one


def start(imports: tuple[str, ...], limits: Limits, folder: Path) -> Zygote | Direct:
    """Workers for a desk: forked where the system can, which is quicker; with limits, but no sandbox.

    They find `data` as a notebook in `folder` does.
    """
    if sys.platform != "linux":
        return Direct(imports, folder)
    data = folder / "data"
    bounds = tiers.Limits(memory_bytes=limits.memory_mb << 20, scratch_bytes=limits.scratch_mb << 20)
    return Zygote(tiers.Tier.NONE, imports, bounds, str(data) if data.is_dir() else "")


def refuse_missing(imports: tuple[str, ...], file: Path) -> None:
    """Raise NotebookError where a notebook needs a package that is not installed, and say which."""
    for package in dict.fromkeys(name.partition(".")[0] for name in imports):
        if importlib.util.find_spec(package) is None:
            install = f"{sys.executable} -m pip install {_INSTALLED_AS.get(package, package)}"
            raise NotebookError(
                file,
                both("it needs {package}, and this Python does not have it", package=package),
                both("run: {command}", command=install),
            )


def check_notebook(file: Path, limits: Limits, imports: tuple[str, ...] | None = None) -> Found:
    """Run a notebook from top to bottom in a fresh process and try its visible checks.

    What its workers load is said by the notebook, unless `imports` is given. Raises NotebookError where
    the file is no notebook, or has no graded cells.
    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise NotebookError(
            file,
            both("cannot be read ({why})", why=error.strerror),
            both("give the path of your .ipynb file"),
        ) from error
    try:
        release = submission.as_released(raw)
        handed_in = submission.read(raw, release)
    except submission.Unreadable as error:
        raise NotebookError(
            file, str(error), both("save it again in JupyterLab, or start from a fresh copy")
        ) from error
    names = [name.removeprefix("test_") for name in release.named(Role.GRADE)]
    if not names:
        raise NotebookError(file, both("it has no graded cells"), both("give the notebook of an assignment"))
    imports = submission.imports(raw) if imports is None else imports
    refuse_missing(imports, file)
    checks = {name: checks_beside(file.resolve().parent, name) for name in names}
    book = casebook.beside(file.resolve().parent)
    cells: dict[str, CellReport] = {}
    hints: dict[str, str] = {}
    with start(imports, limits, file.resolve().parent) as workers:
        stubs = {name: cell.source for name, cell in release.named(Role.SOLUTION).items()}
        run = Run(handed_in, stubs, limits, submission.worker_seed(handed_in.digest), workers.fork)
        judge: Judge[Check] = Judge(run, lambda test, student: test.call(student))
        worker = run.worker()
        for name in names:
            points = release.named(Role.GRADE)[f"test_{name}"].points or 0.0
            if run.is_untouched(name):
                cells[f"test_{name}"] = CellReport(points, Outcome.NOT_ATTEMPTED, None)
                continue
            worker = worker if worker is not None and worker.alive else run.worker()
            judged = judge.verdicts(checks[name], worker)
            passed = all(each.outcome is Outcome.PASSED for each in judged)
            cells[f"test_{name}"] = CellReport(
                points, Outcome.PASSED if passed else Outcome.FAILED, None, judged
            )
            if worker is not None:
                if not passed and book is not None and worker.alive:
                    student = Student(Remote(worker, limits.call_seconds))
                    hints[f"test_{name}"] = book.words(name, book.read(name, student))
                worker.kill()
    return Found(cells, hints, run.notes, handed_in.notes, versions.remark(submission.kit(raw)))


def all_passed(found: Found) -> bool:
    """Whether every function is written and passes its visible checks."""
    return all(cell.outcome is Outcome.PASSED for cell in found.cells.values())


def lines(found: Found, language: Language = "en") -> Iterator[str]:
    """What to show of a whole notebook."""
    for note in (*found.notes, *([found.remark] if found.remark else [])):
        yield say("note: {note}", language, note=note)
    for ran in found.run:
        if ran.error:
            yield say("{cell} stopped: {error}", language, cell=named_cell(ran.cell), error=ran.error)
    for grade_id, cell in found.cells.items():
        name, attempted = grade_id.removeprefix("test_"), cell.outcome is not Outcome.NOT_ATTEMPTED
        hint = found.hints.get(grade_id, "")
        yield from Checked(name, cell.tests, attempted, hint=hint, language=language).lines()
    yield say(HIDDEN, language)
