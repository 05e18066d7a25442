"""Trial of the reference: `build` runs it behind the wall, through its own suites and checks.

A suite may ask for a value that cannot cross the wall, or for what a worker may not do. So an author reads of
it before a class hands in, with the type of the value and what to do.
"""

import ast
import doctest
import time
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from autograder import hand_in, notebook
from autograder.authoring.build_cache import cached
from autograder.authoring.markers import answers_of
from autograder.authoring.source import read_source
from autograder.classroom import jobs, originals
from autograder.course import Course
from autograder.diagnosis.casebook import Reference
from autograder.errors import AutograderError
from autograder.files import files_below
from autograder.grading.engine import Engine
from autograder.grading.judge import raised_by
from autograder.grading.own_tests import OwnTests
from autograder.grading.suite import Suites, Test, quietly, with_suites
from autograder.notebook import Notebook
from autograder.paths import Places
from autograder.report import clean
from autograder.sandbox.process import WorkerFailure
from autograder.sandbox.proxy import NotAValue, NotDefined, Student
from autograder.sandbox.run import ProgramRun
from autograder.text import in_language
from autograder.worker import protocol

SECRET = b"the trial's own: it must come out alike on every machine"
_CROSSING = "see `autograder docs authors 'What crosses'`"


def reference_problems(
    course: Course, places: Places, name: str, files: Mapping[str, bytes]
) -> tuple[str, ...]:
    """Return a sentence for each problem of a built assignment's reference, with what to do."""
    release = notebook.parse_notebook(files[f"release/{name}/{name}.ipynb"], f"release/{name}")
    settings = course.limits, course.imports_of(name), course.sandbox
    comes_from = {**files, "settings": msgspec.json.encode(settings)}
    if release.tests_itself:
        if not any(places.suites(name).glob("test_*.py")):
            return ()
        comes_from["source"] = places.source(name).read_bytes()
    for file in files_below(places.suites(name)):
        comes_from[f"suites/{file.name}"] = file.read_bytes()

    def make() -> bytes:
        try:
            return msgspec.json.encode([*_found(course, places, name, release, files)])
        except AutograderError as error:
            return msgspec.json.encode([str(error)])

    return msgspec.json.decode(cached(places.reference_trial(name), comes_from, make), type=tuple[str, ...])


def own_problems(course: Course, places: Places, name: str, release: Notebook) -> dict[str, str]:
    """Map each grade cell of a notebook that tests itself to the reason why the author's answers fail it.

    Cells that they pass are left out.
    """
    original = originals.read_originals(places, name, release)
    job = jobs.job_of_trial(course, places, release, name, b"", SECRET)

    def body(suites: Suites) -> dict[str, str]:
        with jobs.open_zygote(job) as zygote:
            given = (course, job.assignment, release, original, suites, SECRET)
            own = OwnTests(*given, zygote.fork, job.tier)
            standard = own.standard
            if standard is None:
                return {}  # the author wrote no answers
            failed = {
                cell: _said(test, error)
                for cell, tests in own.outside.items()
                for test in tests
                if (error := own.tried(test)) is not None
            }
            inside = {cell: in_language(error, "en") for cell, error in standard.errors.items()}
            if not standard.ended:
                inside = dict.fromkeys(own.inside, "the notebook cannot be run to its end")
            return failed | {cell: error for cell, error in inside.items() if cell in own.inside}

    return with_suites(places, name, body)


def _found(
    course: Course, places: Places, name: str, release: Notebook, files: Mapping[str, bytes]
) -> tuple[str, ...]:
    if release.tests_itself:
        found = own_problems(course, places, name, release)
        return tuple(f"{cell}: {problem}" for cell, problem in found.items())
    job = jobs.job_of_trial(course, places, release, name, files[f"solutions/{name}.py"], SECRET)
    answers = answers_of(read_source(places, name))
    raw = answered(release, answers)

    def body(suites: Suites) -> tuple[str, ...]:
        with jobs.open_zygote(job) as zygote:
            judged = (course, job.assignment, release, job.reference)
            engine = Engine(*judged, suites, SECRET, zygote.fork, job.tier)
            handed_in = hand_in.read_hand_in(raw, release)
            run = ProgramRun(handed_in, engine.stubs, course.limits, 0, zygote.fork)
            with quietly():
                before = suites.lengths()
                found = [*_tried(engine, run, handed_in.digest)]
                after = suites.lengths()
                kept = [
                    f"{where} has another length after the tests: what one student answers would judge "
                    "the next; next: fill it in the test or in a fixture"
                    for where in sorted(before)
                    if after.get(where) != before[where]
                ]
                return *found, *kept, *_lost_tests(places, name), *wrong_examples(engine.reference, answers)

    return with_suites(places, name, body)


def answered(release: Notebook, answers: Mapping[str, str]) -> bytes:
    """Return a released notebook with these answers in its cells, as a student would hand it in."""
    cells = tuple(
        msgspec.structs.replace(cell, source=answers.get(cell.name, cell.source)) for cell in release.cells
    )
    return notebook.encode(Notebook(cells, release.metadata))


def _tried(engine: Engine, run: ProgramRun, digest: str) -> Iterator[str]:
    worker = run.worker()
    limits = engine.course.limits
    for note in run.notes:
        if note.error and note.cell in engine.stubs:
            yield f"the cell {note.cell} stops: {in_language(note.error, 'en')}; next: run it, and fix it"
    for name in engine.release.tests:
        if all(test.visible or test.side for test in engine.suites.cells.get(name, ())):
            yield f"{name}: no hidden test of values judges it; next: write one, without the mark `side`"
    for cell, tests in engine.suites.cells.items():
        if cell not in engine.release.tests:
            where = tests[0].item.path.name
            yield f"{where} judges nothing: there is no grade cell {cell}; next: name the file after one"
    for test in [test for tests in engine.suites.cells.values() for test in tests]:
        worker = worker if worker is not None and worker.alive else run.worker()
        if worker is None:
            yield "the reference cannot be run to its end; next: restart the kernel and run all cells"
            return
        if test.refused:
            where = test.id.partition(":")[2]
            yield f"{where}: {test.refused} is an error here; next: let the test run, or delete it"
            continue
        run.deadline = time.monotonic() + limits.submission_seconds
        seconds = limits.slow_seconds if test.slow else limits.call_seconds
        try:
            engine.call(test, Student(run.channel(worker, seconds), lambda: run.program), digest)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # whatever it is, the reference does not pass
            yield f"{test.id.partition(':')[2]}: {_said(test, error)}"
    if worker is not None:
        worker.kill()


def _lost_tests(places: Places, name: str) -> Iterator[str]:
    """Yield a sentence for each test that another one of its name has taken the place of."""
    for file in sorted([*places.checks(name).glob("test_*.py"), *places.suites(name).glob("test_*.py")]):
        body = ast.parse(file.read_bytes()).body
        names = [node.name for node in body if isinstance(node, ast.FunctionDef)]
        for test in sorted({test for test in names if test.startswith("test") and names.count(test) > 1}):
            where = file.relative_to(places.root).as_posix()
            yield f"{where} has {test} more than once, and only the last runs; next: give each its own name"


def wrong_examples(reference: Reference, answers: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each example (`>>>`) in an answer's docstrings that the reference does not give.

    The examples of a class go on from each other, in the order of the text.
    """
    for name, text in answers.items():
        nodes = [
            node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
        docstrings = [ast.get_docstring(node) or "" for node in nodes]
        examples = [one for each in docstrings for one in doctest.DocTestParser().get_examples(each)]
        runner = _Examples(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
        if examples:
            with reference.namespace() as given:
                runner.run(doctest.DocTest(examples, given, name, None, None, None))
        for example, got in runner.wrong:
            what = clean(f"`{example.source.strip()}` gives {got.strip()}, not {example.want.strip()}", 300)
            yield f"an example in the docstring of {name}: {what}; next: fix the example or the answer"


class _Examples(doctest.DocTestRunner):
    """Runner that keeps the examples that are wrong, with what came."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.wrong: list[tuple[doctest.Example, str]] = []

    def report_failure(self, out: Any, test: Any, example: doctest.Example, got: str) -> None:
        self.wrong.append((example, got))

    def report_unexpected_exception(self, out: Any, test: Any, example: Any, exc_info: Any) -> None:
        self.wrong.append((example, f"{exc_info[0].__name__}: {exc_info[1]}"))


def _said(test: Test, error: BaseException) -> str:
    """Return the reason why the reference did not pass a test, and what to do."""
    what = clean(f"{type(error).__name__}: {error}", 300)
    where = "source/…/checks" if test.visible else "the suite"
    if isinstance(error, NotDefined):
        return f"{what}; next: compare the name in {where} with the cell's"
    if isinstance(error, NotAValue):
        return f"the reference {in_language(error.what, 'en')}; next: {_CROSSING}"
    if isinstance(error, protocol.WireError) or str(error).startswith("a suite cannot pass"):
        return f"what {where} passes cannot cross ({what}); next: {_CROSSING}"
    if isinstance(error, WorkerFailure):
        return f"the reference ends its worker ({what}); next: look at its limits in course.yml"
    if (raised := raised_by(error)) and raised.typename in ("FileNotFoundError", "PermissionError"):
        return f"the reference does not pass ({what}); next: {_CROSSING}: no file of the grader's is there"
    return f"the reference does not pass ({what}); next: run plain pytest on it, and fix one of the two"
