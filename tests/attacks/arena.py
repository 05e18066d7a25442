"""A class of attackers and their neighbours, handed in together and graded as `autograder grade` does it.

The course is a copy of its own that anybody on the machine could read, so that nothing but the sandbox
keeps an attack from it. Among the attackers sit neighbours, whose reports must be those of somebody who
was graded alone.
"""

import ast
import atexit
import contextlib
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hand_ins
import msgspec
import whole_notebooks
from attacks import ATTACKS, Attack
from rich.console import Console

from autograder import report
from autograder.classroom import class_table, grade, jobs, summary_lines
from autograder.classroom import summary as seeing
from autograder.diagnosis import repair_search
from autograder.errors import SandboxError
from autograder.pages import class_feedback
from autograder.report import Outcome, Report
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.tiers import Tier
from autograder.submissions.report_store import Reports

ASSIGNMENT = "activations"
SUBMISSION_SECONDS = 2
PATIENCE = SUBMISSION_SECONDS + 7  # for a reply that is being read, a reference that is asked, a busy core
LANES = 3  # most wait for a limit, and need no processor
COURSE = f"""\
title: Attacks
language: en
imports: [numpy]
limits:
  call_seconds: 0.5
  slow_seconds: 2
  cell_seconds: 1
  submission_seconds: {SUBMISSION_SECONDS}
  memory_mb: 256
  scratch_mb: 4
  output_kb: 4
sandbox: limited
assignments:
  - name: {ASSIGNMENT}
"""
QUIET = "aaa_graded_alone"
NEIGHBOUR = "_neighbour"
NEIGHBOURS_EVERY = 3
MARKER = "written by somebody else, and none of your business"
SECRET_VARIABLE = "ATTACK_CANARY_IN_THE_GRADERS_ENVIRONMENT"


@dataclass(frozen=True)
class Graded:
    """What became of a class at one tier."""

    tier: Tier
    root: Path
    reports: dict[str, Report]
    alone: Report
    terminal: str
    canaries: dict[str, str]
    left_behind: tuple[str, ...]

    def neighbours(self, attack: str) -> list[Report]:
        """The reports on who was graded last before an attack, and first after it."""
        sat = sorted(name for name in self.reports if name.endswith(NEIGHBOUR))
        return [self.reports[name] for name in sat if name < attack][-1:] + [
            self.reports[name] for name in sat if name > attack
        ][:1]

    def notebook(self, attack: str) -> str:
        """The autograded notebook, as it stands on disk."""
        return (self.root / "var" / "autograded" / attack / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()

    def page(self, attack: str) -> str:
        """The feedback page, as it stands on disk."""
        return (self.root / "var" / "feedback" / attack / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()


# --- who hands in what -------------------------------------------------------------------------


def wanted() -> list[str]:
    """The names of the attacks to try: all, unless ATTACK_CLASSES in the environment lists some classes."""
    only = os.environ.get("ATTACK_CLASSES", "").split()
    return sorted(name for name in ATTACKS if not only or name.partition("_")[0] in only)


def hand_in(name: str, root: Path) -> bytes:
    """An attack's notebook: its program as answers for the release, or what whole_notebooks.py makes."""
    text = ATTACKS[name].program
    if not text:
        document = hand_ins.released(ASSIGNMENT)
        for cell in document["cells"]:
            cell["source"] = "".join(cell["source"])
        return getattr(whole_notebooks, name)(document)
    for place, value in (("@COURSE@", root), ("@KIT@", hand_ins.ROOT), ("@GRADER@", os.getpid())):
        text = text.replace(place, str(value))
    return hand_ins.as_bytes(spliced(text))


def spliced(answers: str) -> dict[str, Any]:
    """The release with `answers` in its solution cells; all else stands, in its order, in a cell above them."""
    document = hand_ins.released(ASSIGNMENT)
    cells, lines = hand_ins.named(document), answers.split("\n")
    try:
        body = ast.parse(answers).body
    except SyntaxError:  # IPython's own syntax: the functions stand last
        start = next(number for number, line in enumerate(lines) if line.startswith("def "))
        body = ast.parse("\n" * start + "\n".join(lines[start:])).body
    for node in reversed(body):
        if isinstance(node, ast.FunctionDef) and node.name in cells:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
            cells[node.name]["source"] = "\n".join(lines[first : node.end_lineno])
            del lines[first : node.end_lineno]
    place = document["cells"].index(cells[next(name for name in cells if f"test_{name}" in cells)])
    document["cells"].insert(place, hand_ins.code_cell("\n".join(lines).strip()))
    return document


def honest() -> bytes:
    """A neighbour's notebook: everything right, and something of their own in it."""
    document = hand_ins.answered(hand_ins.reference(ASSIGNMENT))
    document["cells"].append(hand_ins.code_cell(f"print({MARKER!r})"))
    return hand_ins.as_bytes(document)


def make_course(attackers: list[str]) -> Path:
    """A course with the hand-ins of `attackers` and their neighbours, readable by anybody."""
    root = Path(tempfile.mkdtemp(prefix="attacks-", dir="/tmp"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    root.chmod(0o755)
    (root / "course.yml").write_text(COURSE)
    for folder in (f"source/{ASSIGNMENT}", f"tests/suites/{ASSIGNMENT}", f"release/{ASSIGNMENT}"):
        shutil.copytree(hand_ins.ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "source" / ASSIGNMENT / "data").mkdir(exist_ok=True)
    (root / "source" / ASSIGNMENT / "data" / "numbers.csv").write_text("1,2,3\n")
    (root / "solutions").mkdir()
    shutil.copy(hand_ins.ROOT / "solutions" / f"{ASSIGNMENT}.py", root / "solutions")
    right = honest()
    students = {QUIET: right}
    for name in attackers:
        students[name] = hand_in(name, root)
    for name in attackers[::NEIGHBOURS_EVERY]:
        students[name + NEIGHBOUR] = right
    for student, raw in students.items():
        folder = root / "var" / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        (folder / f"{ASSIGNMENT}.ipynb").write_bytes(raw)
    return root


# --- grading -----------------------------------------------------------------------------------


def missing(tier: Tier) -> str:
    """Why this machine does not offer a tier; empty where it does."""
    try:
        with Zygote(tier, ("numpy",), tiers.WorkerLimits()) as zygote:
            zygote.fork().kill()
    except (SandboxError, ValueError) as error:
        return str(error)
    return ""


def grade_class(tier: Tier) -> Graded:
    """Hand everything in, and grade it at `tier`."""
    root = make_course(wanted())
    scratch = tempfile.mkdtemp(prefix="attacks-scratch-", dir="/tmp")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    os.chmod(scratch, 0o755)
    before, tempfile.tempdir = tempfile.tempdir, scratch
    os.environ[SECRET_VARIABLE] = MARKER
    try:
        job = msgspec.structs.replace(jobs.prepare(root, ASSIGNMENT, allow_weak=True), tier=tier)
        (alone,) = grade.grade(job, (QUIET,))
        reports = grade.grade(job, lanes=LANES)
        late = tuple(student for student in reports.students if seconds(root, student) > PATIENCE)
        if late:  # the machine may have been busy: once more, with nobody beside it
            grade.grade(job, late, lanes=1, force=True)
        with short_searches() if tier is tiers.probe().tier else undrawn(job, reports):
            class_feedback.write_feedback(root, ASSIGNMENT)
    finally:
        del os.environ[SECRET_VARIABLE]
        tempfile.tempdir = before
    left = tuple(sorted(os.listdir(scratch)))
    return Graded(
        tier, root, {one.student: one for one in reports}, alone, shown(job, reports), canaries(root), left
    )


def seconds(root: Path, student: str) -> float:
    """How long grading one hand-in took."""
    file = root / "var" / "reports" / student / ASSIGNMENT / "report.meta.json"
    return msgspec.json.decode(file.read_bytes(), type=report.Meta).seconds


@contextlib.contextmanager
def short_searches() -> Iterator[None]:
    """Let a search for the line to look at try a few changes: the wall around the hundredth is the same."""
    before = repair_search.MOST
    repair_search.MOST = 10
    try:
        yield
    finally:
        repair_search.MOST = before


@contextlib.contextmanager
def undrawn(job: jobs.Job, reports: Reports) -> Iterator[None]:
    """Let pages have no pictures and no lines to look at: both are made at the best tier, and so in its class."""
    raw = job.places.released(ASSIGNMENT).read_bytes()
    albums = class_feedback.Albums(job.places, ASSIGNMENT, job.release, raw)
    for one in reports:
        albums.disk.keep(one, ())
    book = job.places.release(ASSIGNMENT) / "checks/diagnosis.json"
    kept = book.rename(book.with_name("kept.json"))  # no line is looked for without it
    try:
        yield
    finally:
        kept.rename(book)


def shown(job: jobs.Job, reports: Reports) -> str:
    """What the command prints at its end."""
    text = io.StringIO()
    seen = seeing.summary_of(job, reports)
    Console(file=text, force_terminal=True, width=200).print(class_table.class_table(seen, "any"))
    return "\n".join([text.getvalue(), *summary_lines.summary_lines(job, seen, reports.students)])


# --- what nobody may see -----------------------------------------------------------------------


def canaries(root: Path) -> dict[str, str]:
    """Texts that are ours alone, each with where it stands."""
    public = "".join(path.read_text() for path in (root / "release").rglob("*") if path.is_file())
    public += "".join(path.read_text() for path in (root / "source").rglob("*.py"))
    found = {
        (root / "var" / "secret").read_bytes().hex(): "the secret",
        MARKER: "a neighbour's notebook, or the grader's environment",
    }
    with open("/etc/passwd") as file:
        found[file.readline().strip()] = "/etc/passwd"
    for file in (root / "tests" / "suites" / ASSIGNMENT).glob("*.py"):
        found |= {line: f"the hidden {file.name}" for line in _code(file) if line not in public}
    for file in (root / "solutions").glob("*.py"):
        found |= {line: "the reference" for line in _code(file) if line not in public}
    return found


def _code(file: Path) -> Iterator[str]:
    """The lines of a module that are long enough to know it by, and its tests' names; docstrings are public."""
    text = file.read_text()
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            text = text.replace(str(body[0].value.value), "")
    for line in text.split("\n"):
        if head := re.match(r"def (test_\w+)", line):
            yield head[1]
        elif len(line.strip()) > 24:
            yield line.strip()


def said(found: Report) -> str:
    """All of a report that is words of the student's or about them: no test's name or title."""
    notes = [text for note in found.run for text in (note.cell, note.error, note.output)]
    messages = [test.message for cell in found.cells.values() for test in cell.tests]
    return "\n".join(map(str, [*notes, *messages, *found.notes, found.reason]))


def hidden_messages(found: Report) -> str:
    """What is told about hidden tests: no word of the student's may be in it."""
    tests = [test for cell in found.cells.values() for test in cell.tests if not test.visible]
    return "\n".join(str(test.message) for test in tests)


def earned(found: Report) -> dict[str, float | None]:
    """Points by function, of those that have any or wait for a person."""
    return {
        name.removeprefix("test_"): cell.score
        for name, cell in found.cells.items()
        if cell.score != 0 or cell.outcome is Outcome.ERROR
    }


def sources(graded: Graded, attack: str) -> str:
    """The text that the attacker wrote: what stands there, they know already."""
    raw = (graded.root / "var" / "submitted" / attack / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()
    try:
        return "\n".join(str(cell.get("source", "")) for cell in json.loads(raw)["cells"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return raw.decode(errors="replace")


# --- what came of it ---------------------------------------------------------------------------


def broken(graded: Graded, attack: str, expected: Attack) -> list[str]:
    """Which of the promises an attack broke; none, as it should be."""
    found = graded.reports[attack]
    return [
        *(["a point was earned"] if _earned_wrongly(found, expected) else []),
        *(f"seen in the {where}: {what}" for where, what in _seen(graded, attack)),
        *("a neighbour was harmed" for one in graded.neighbours(attack) if not _is_as_alone(graded, one)),
        *(["it took too long"] if seconds(graded.root, attack) > PATIENCE else []),
    ]


def _earned_wrongly(found: Report, expected: Attack) -> bool:
    """Points for what is no honest code; or no decision, since a person's time can be attacked too."""
    if expected.status == "error":
        return found.status != "error" or found.score is not None
    return found.status != "graded" or bool(set(earned(found)) - set(expected.honest))


def _seen(graded: Graded, attack: str) -> Iterator[tuple[str, str]]:
    found, own = graded.reports[attack], sources(graded, attack)
    words = said(found)
    for where, text in (
        ("report", words),
        ("page", graded.page(attack)),
        ("notebook", graded.notebook(attack)),
    ):
        for line, origin in graded.canaries.items():
            if line in text and line not in own:
                yield where, origin
    if "BREACH" in words:
        yield "report", words[words.index("BREACH") :][:200]
    if "STOLEN" in hidden_messages(found):
        yield "report", "a hidden test's input"


def _is_as_alone(graded: Graded, one: Report) -> bool:
    return report.encode(msgspec.structs.replace(one, student=QUIET)) == report.encode(graded.alone)
