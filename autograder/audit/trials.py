"""Programs that an assignment's suites must tell apart, and how each is judged.

The reference, the stub, hollow answers, each misconception, right answers in other styles, and mutants of
the reference: all go through the real engine. The code is the author's own, but a mutant may do anything,
so it runs in a worker like a student's.
"""

import ast
import random
import tracemalloc
from collections.abc import Mapping
from functools import partial
from typing import Literal

import msgspec
import numpy as np

from autograder import hand_in, notebook
from autograder.audit import guesses, guessing, hollow
from autograder.audit.guessing import GuessScore, passes_test
from autograder.audit.reference_trial import answered
from autograder.authoring import build
from autograder.authoring.markers import answers_of
from autograder.authoring.source import read_source
from autograder.classroom import jobs
from autograder.course import Course
from autograder.diagnosis import casebook, misconceptions
from autograder.diagnosis.casebook import Reference
from autograder.diagnosis.misconceptions import Misconception
from autograder.diagnosis.mutants import Mutant, mutants
from autograder.errors import CourseError
from autograder.grading.engine import Engine
from autograder.grading.judge import Judge
from autograder.grading.programs import read_variants
from autograder.grading.suite import Suites, Test, quietly
from autograder.notebook import Cell
from autograder.paths import Places
from autograder.report import CellReport, Outcome, Report
from autograder.sandbox.proxy import Student
from autograder.sandbox.run import ProgramRun
from autograder.text import Language
from autograder.worker import cells
from autograder.yaml_files import parse_table

SECRET = b"the audit's own: a proof must come out alike on every machine"
SEEDS = 20  # with which right programs are judged, unless another number is asked for
FIXED_SEEDS = 3  # for a test that draws nothing: then only the program's own random numbers differ
SIDE = 2_000  # numbers in an answer of an unexpected shape
ROUNDS = 3  # in which wrong programs are judged: to be caught by luck is not to be caught
HASTE = 0.25  # share of the time limit in rounds after one that met it: endless loops are waited for once


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that is right too, and the reason. Without `after`, all mutants of the code `before`."""

    function: str  # the place: `sigmoid`, `NeuralNetwork.forward`
    before: str
    reason: str
    after: str = ""

    def __post_init__(self) -> None:
        if len(self.reason.split()) < 3:
            raise ValueError("a reason is a sentence")

    def excuses(self, mutant: Mutant) -> bool:
        """Return True if this entry covers the mutant."""
        is_there = (self.function, self.before) == (mutant.place, mutant.before)
        return is_there and self.after in ("", mutant.after)


Kind = Literal["notebook", "stub", "hollow", "guess", "misconception", "variant", "mutant", "wide"]


class Trial(msgspec.Struct, frozen=True):
    """A program to judge: the reference with `text` in the cell of `function`."""

    kind: Kind
    function: str
    name: str
    text: str


class TrialResult(msgspec.Struct, frozen=True):
    """The outcome of one trial."""

    report: Report | None = None
    passed_by: int = 0  # number of the ROUNDS in which no hidden test failed
    failed_seeds: dict[str, int] = {}  # test -> how many of the seeds it failed with
    spread: tuple[str, ...] = ()  # tests that set two answers against each other
    broken: tuple[str, ...] = ()  # tests that ended in an error of ours
    earned: GuessScore = GuessScore()  # of a guess
    program: str = ""  # of a guess that earned too much


class AuditedAssignment(msgspec.Struct, frozen=True):
    """An assignment as it would be built now, and everything that its suites must judge."""

    job: jobs.Job
    book: bytes
    texts: dict[str, str]  # the reference's solution cells
    known: dict[str, Misconception]
    variants: dict[tuple[str, str], str]  # function and style -> text
    mutants: dict[str, list[Mutant]]
    equivalent: tuple[Equivalent, ...]
    seeds: int = SEEDS  # with which right programs are judged

    @property
    def name(self) -> str:
        return self.job.name

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages of the course, its own first."""
        return self.job.course.languages

    def trials(self) -> list[Trial]:
        """Return everything to judge; what takes longest comes first."""
        trials = [Trial("notebook", "", "", ""), Trial("stub", "", "", "")]
        trials += [
            Trial("variant", function, style, text) for (function, style), text in self.variants.items()
        ]
        trials += [Trial("variant", function, "", text) for function, text in self.texts.items()]
        trials += [Trial("misconception", one.function, name, one.wrong) for name, one in self.known.items()]
        for function, text in self.texts.items():
            is_called = self.job.release.functions[function].role.is_called
            hollow_of = hollow.hollow_answers if is_called else hollow.hollow_cells
            trials += [Trial("hollow", function, *answer) for answer in hollow_of(text, function).items()]
            # A guess gets its text later: it needs the visible examples, which are not known yet.
            trials += [Trial("guess", function, name, "") for name in guesses.guesses(text, function)]
            numbered = enumerate(self.mutants[function])
            trials += [Trial("mutant", function, str(number), one.source) for number, one in numbered]
            wide = hollow.wide_answers(text, function, SIDE)
            trials += [Trial("wide", function, "", program) for program in wide]
        return trials


# --- what there is to judge --------------------------------------------------------------------


def read_audited(course: Course, places: Places, name: str, seeds: int = SEEDS) -> AuditedAssignment:
    """Build an assignment in memory; read its misconceptions, variants and equivalent mutants too."""
    _refuse_former_places(places, name)
    files = build.build(course, places, name)
    release = notebook.parse_notebook(files[f"release/{name}/{name}.ipynb"], f"release/{name}/{name}.ipynb")
    texts = answers_of(read_source(places, name))
    job = jobs.job_of_trial(course, places, release, name, files[f"solutions/{name}.py"], SECRET)
    table = places.suites(name) / "misconceptions.yml"
    where = table.relative_to(places.root).as_posix()
    known = misconceptions.read_misconceptions(table, where)
    for key, entry in known.items():
        _refuse_stranger(entry.function, texts, f"{where}, {key}")
    variants = read_variants(places.variants(name))
    for (function, style), text in variants.items():
        file = f"{places.variants(name).relative_to(places.root).as_posix()}, {function}"
        _refuse_stranger(function, texts, file)
        try:
            compile(text, style, "exec", dont_inherit=True)
        except SyntaxError as error:
            raise CourseError(f"{file}, {style}", f"not plain Python: {error}", "fix it") from error
    equivalents = _equivalents(places, name)
    for one in equivalents:
        where = places.equivalents.relative_to(places.root).as_posix()
        _refuse_stranger(one.function.partition(".")[0], texts, f"{where}, {name}")
    return AuditedAssignment(
        job,
        files.get(f"release/{name}/checks/diagnosis.json", b""),
        texts,
        known,
        {key: text.strip() for key, text in variants.items()},
        {name: _mutants(text, release.functions[name]) for name, text in texts.items()},
        equivalents,
        seeds,
    )


def _refuse_stranger(function: str, texts: Mapping[str, str], where: str) -> None:
    """Raise CourseError for a function that the notebook does not ask for: one misspelt, or renamed since."""
    if function not in texts:
        what = f"there is no solution cell {function!r}"
        raise CourseError(where, what, f"use one of: {', '.join(texts)}")


def _mutants(text: str, released: Cell) -> list[Mutant]:
    """Return the mutants of an answer. In a cell that is no function's, given statements are not changed."""
    if released.role.is_called:
        return list(mutants(text))
    given = {" ".join(ast.unparse(node).split("\n")) for node in cells.parsed(released.source).body}
    return [mutant for mutant in mutants(text, cell=released.name) if mutant.before not in given]


def _refuse_former_places(places: Places, name: str) -> None:
    """Raise CourseError where an author's programs lie as 0.1 had them: nothing of theirs is overlooked."""
    former = {
        places.variants(name).with_suffix(""): places.variants(name),
        places.suites(name) / places.equivalents.name: places.equivalents,
    }
    for old, new in former.items():
        if old.exists():
            where, file = (path.relative_to(places.root).as_posix() for path in (old, new))
            raise CourseError(where, "is no longer read", f"move what it holds into {file}, and delete it")


def _equivalents(places: Places, name: str) -> tuple[Equivalent, ...]:
    file = places.equivalents
    if not file.is_file():
        return ()
    next_step = "compare with `autograder docs authors equivalent.yml`"
    where = file.relative_to(places.root).as_posix()
    return parse_table(file.read_bytes(), dict[str, tuple[Equivalent, ...]], where, next_step).get(name, ())


# --- judging, in a lane ------------------------------------------------------------------------


class TrialRunner:
    """Judge of trials, with the zygote and the engines of one lane."""

    def __init__(self, audited: AuditedAssignment, suites: Suites) -> None:
        self.audited, self.suites = audited, suites
        self.zygote = jobs.open_zygote(audited.job)
        self.engines: dict[tuple[str, bool], Engine] = {}
        self.guesses: dict[str, dict[str, str]] = {}

    def engine(self, function: str, diagnoses: bool = False) -> Engine:
        """Return an engine that judges the grade cell of `function` alone, or all of them if that is "".

        Diagnosis of what is wrong takes longest, and only a misconception's is looked at.
        """
        if (function, diagnoses) not in self.engines:
            job = self.audited.job
            asked = tuple(
                cell
                for cell in job.release.cells
                if not function or not cell.role.is_test or cell.name == f"test_{function}"
            )
            release = msgspec.structs.replace(job.release, cells=asked)
            book = None
            if diagnoses and self.audited.book:
                book = casebook.parse_casebook(self.audited.book)
            judged = (job.course, job.assignment, release, job.reference)
            self.engines[function, diagnoses] = Engine(
                *judged, self.suites, job.secret, self.zygote.fork, job.tier, book
            )
        return self.engines[function, diagnoses]

    def tests(self, function: str) -> tuple[Test, ...]:
        return self.suites.cells.get(f"test_{function}", ())

    def run_trial(self, trial: Trial) -> TrialResult:
        """Judge one program as its kind requires."""
        if trial.kind == "guess":
            return self.guessed(trial)
        raw = notebook_with(self.audited, trial)
        engine = self.engine(trial.function, trial.kind == "misconception")
        if trial.kind == "wide":
            return TrialResult(spread=self.spread(engine, trial))
        if trial.kind == "mutant":
            return TrialResult(passed_by=self.passed_by(engine, trial.function, raw))
        report = engine.grade(trial.name, raw)
        broken = tuple(
            f"{cell}::{test.name}: {test.message}"
            for cell, result in report.cells.items()
            for test in result.tests
            if test.outcome is Outcome.ERROR
        )
        if trial.kind == "misconception":
            return TrialResult(report, self.passed_by(engine, trial.function, raw), broken=broken)
        if trial.kind == "variant" and is_full(report.cells[f"test_{trial.function}"]):
            return TrialResult(report, failed_seeds=self.failed_seeds(engine, trial), broken=broken)
        return TrialResult(report, broken=broken)

    def passed_by(self, engine: Engine, function: str, raw: bytes) -> int:
        """Return the number of rounds in which no hidden test fails. A round stops at the first that does."""
        handed_in = hand_in.read_hand_in(raw, self.audited.job.release)
        limits = engine.course.limits
        run = ProgramRun(handed_in, engine.stubs, limits, 0, engine.fork)
        hidden = [test for test in self.tests(function) if not test.visible]
        worker, passed = run.worker(), 0
        for number in range(ROUNDS):
            seeds = f"{handed_in.digest} {number}"
            judge: Judge[Test] = Judge(run, partial(_with_seeds, engine, seeds))
            if worker is None:
                worker = run.worker()
            for test in hidden:
                if worker is None:
                    break
                verdict, worker = judge.test(test, worker)
                if verdict.outcome is not Outcome.PASSED:
                    # The next round begins with this test, which will most likely fail again.
                    hidden.remove(test)
                    hidden.insert(0, test)
                    break
            else:
                passed += worker is not None
            if worker is None:
                run.limits = msgspec.structs.replace(
                    limits,
                    call_seconds=limits.call_seconds * HASTE,
                    slow_seconds=limits.slow_seconds * HASTE,
                )
        if worker is not None:
            worker.kill()
        return passed

    def guessed(self, trial: Trial) -> TrialResult:
        """Return what a guess earns."""
        engine, tests, function = self.engine(trial.function), self.tests(trial.function), trial.function
        with quietly():
            if function not in self.guesses:
                text = self.audited.texts[function]
                asked = guessing.visible_calls(engine, tests, text, function)
                self.guesses[function] = guesses.guesses(text, function, asked)
            program = self.guesses[function][trial.name]
            earned = guessing.guess_score(engine, tests, program, function, self.audited.seeds)
        return TrialResult(earned=earned, program=program if earned.seeds else "")

    def failed_seeds(self, engine: Engine, trial: Trial) -> dict[str, int]:
        """Map each hidden test that fails a right program to the number of seeds with which it does.

        Runs in this process: the program has earned every point in a worker before, and a fork for each
        seed would take most of the time.
        """
        whole = casebook.with_answer(engine.source, trial.function, trial.text).encode()
        program = Reference(whole, f"{trial.function}, {trial.name or 'the reference'}")
        counts: dict[str, int] = {}
        for number in range(self.audited.seeds):
            random.seed(number)
            np.random.seed(number)
            student = program.student()
            for test in self.tests(trial.function):
                if test.visible or number >= seeds_of(test, self.audited.seeds):
                    continue
                if not passes_test(engine, f"{trial.name} {number}", test, student):
                    counts[test.name] = counts.get(test.name, 0) + 1
        return counts

    def spread(self, engine: Engine, trial: Trial) -> tuple[str, ...]:
        """Return the tests that let two answers of unexpected shapes meet, which could fill our memory."""
        whole = casebook.with_answer(engine.source, trial.function, trial.text).encode()
        program = Reference(whole, f"{trial.function}, wide")
        costly = []
        tracemalloc.start()
        try:
            for test in self.tests(trial.function):
                student = program.student()
                tracemalloc.reset_peak()
                before = tracemalloc.get_traced_memory()[0]
                passes_test(engine, "wide", test, student)  # it need not pass: only its memory counts
                if tracemalloc.get_traced_memory()[1] - before > SIDE * SIDE * 0.9:
                    costly.append(test.name)
        finally:
            tracemalloc.stop()
        return tuple(costly)


def seeds_of(test: Test, seeds: int) -> int:
    """Return the number of seeds with which a test must pass right programs: `seeds` if it draws."""
    return seeds if "rng" in test.fixtures else min(seeds, FIXED_SEEDS)


def _with_seeds(engine: Engine, seeds: str, test: Test, student: Student) -> None:
    engine.call(test, student, seeds)


def notebook_with(audited: AuditedAssignment, trial: Trial) -> bytes:
    """Return the notebook that a student with this program hands in."""
    answers = {} if trial.kind == "stub" else dict(audited.texts)
    if trial.function:
        answers[trial.function] = trial.text
    return answered(audited.job.release, answers)


def is_full(cell: CellReport) -> bool:
    """Return True if every test passed and every point was earned."""
    return cell.score == cell.points and all(test.outcome is Outcome.PASSED for test in cell.tests)
