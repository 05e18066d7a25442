"""Suggested tests for surviving mutants: inputs that tell one apart from the reference, ready to paste.

Each suggestion was tried: the mutant fails it, the reference and every right answer in another style pass.
All of them run behind the wall, since a mutant may never end.
"""

import ast
import hashlib
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import numpy as np
import pytest

from autograder import hand_in
from autograder.audit.guessing import passes_test
from autograder.audit.questions import Listener, Question, in_place, source_of, varied
from autograder.audit.trials import ROUNDS, Trial, TrialRunner, notebook_with
from autograder.diagnosis.mutants import Mutant
from autograder.grading.suite import Test
from autograder.sandbox.process import WorkerFailure
from autograder.sandbox.proxy import Instance, Opaque, Student
from autograder.sandbox.run import ProgramRun
from autograder.text import Language, in_language, lazy_gettext

ORIGINALS = 60  # of the tests' own questions, so many are varied: the shortest
VARIED = 600  # variations of them
SECONDS = 20.0  # for one function's questions, and then for each mutant
LONGEST = 1_500  # characters of a question
TOLERANCE = {"rtol": 1e-6, "atol": 1e-8}
_TITLE = lazy_gettext("One more example gives the right answer.")


def tests_for(runner: TrialRunner, function: str, mutants: Iterable[Mutant]) -> Iterator[tuple[Mutant, str]]:
    """Yield each mutant for which a test was found, with the test; several mutants may share a test."""
    found: dict[str, None] = {}
    with ExitStack() as stack:
        suggester = _Suggester(runner, function, stack)
        for mutant in mutants:
            if text := suggester.test_for(mutant, found):
                found[text] = None
                yield mutant, text


class _Suggester:
    """Search for tests of one function. It holds a worker for each right program, until `stack` is left."""

    def __init__(self, runner: TrialRunner, function: str, stack: ExitStack) -> None:
        self.runner, self.function, self.stack = runner, function, stack
        audited = runner.audited
        self.is_called = audited.job.release.functions[function].role.is_called
        self.reference = self._program(audited.texts[function])
        self.styles = [
            self._program(text) for (name, _), text in audited.variants.items() if name == function
        ]
        self.right = list(self._answered())

    def test_for(self, mutant: Mutant, found: Iterable[str]) -> str:
        """Return a test that this mutant fails and all right programs pass, or "" if none was found."""
        until = time.monotonic() + SECONDS
        with closing(_AskedProgram(self.runner, self.function, mutant.source)) as wrong:
            for text in found:
                if not self._passes(text, wrong):
                    return text
            for question, right in self.right:
                if time.monotonic() > until:
                    break
                came = wrong.answer(question)
                if is_same_answer(came, right):
                    continue
                text = self._written(question, right, came, mutant)
                if not self._passes(text, wrong) and all(
                    self._passes(text, program) for program in (self.reference, *self.styles)
                ):
                    return text
        return ""

    def _program(self, text: str) -> "_AskedProgram":
        return self.stack.enter_context(closing(_AskedProgram(self.runner, self.function, text)))

    def _answered(self) -> Iterator[tuple[Question, object]]:
        """Yield questions with the reference's answers, shortest first; only those with a steady answer."""
        until = time.monotonic() + SECONDS
        for question in self._questions():
            if time.monotonic() > until:
                return
            right = self.reference.answer(question)
            if is_judged(right, self.runner.audited.texts[self.function]) and is_same_answer(
                right, self.reference.answer(question, seed=1)
            ):
                yield question, right

    def _questions(self) -> list[Question]:
        """Return the hidden tests' questions, with variations of these and of the visible tests'."""
        tests = self.runner.tests(self.function)
        public = self._asked([test for test in tests if test.visible])
        hidden = self._asked([test for test in tests if not test.visible])
        own = shortest([*hidden, *public])[:ORIGINALS]
        rng = np.random.default_rng(1)
        more = [varied(own[number % len(own)], rng) for number in range(VARIED)] if own else []
        # A cell that is asked for its variables has no inputs, so a hidden question may equal a visible one.
        known = {source_of(each) for each in public} if self.is_called else set()
        return [each for each in shortest([*own, *more]) if source_of(each) not in known]

    def _asked(self, tests: Iterable[Test]) -> list[Question]:
        """Return the questions that tests ask of this function, and further ones about changed arguments."""
        engine = self.runner.engine(self.function)
        listener = Listener(engine.reference.student())
        for number in range(ROUNDS):
            for test in tests:
                listener.begin()
                passes_test(engine, f"suggest {number}", test, listener)
        asked = [each for each in listener.questions if not self.is_called or self._is_its_own(each)]
        return [*asked, *(other for each in asked for other in in_place(each))]

    def _is_its_own(self, question: Question) -> bool:
        """Return True if a question is put to this function, not to another one of the notebook."""
        text = source_of(question)
        return f"who.{self.function}(" in text or f"who.output_of(who.{self.function}" in text

    def _passes(self, text: str, program: "_AskedProgram") -> bool:
        """Return True if a program passes the test as it will be pasted."""
        names: dict[str, Any] = {"np": np, "pytest": pytest}
        exec(compile(text, "a suggestion", "exec", dont_inherit=True), names)
        (test,) = (thing for name, thing in names.items() if name.startswith("test_"))
        try:
            with np.errstate(all="ignore"):
                test(program.student(), self.reference.student())
        except KeyboardInterrupt:
            raise
        except WorkerFailure:
            program.close()
            return False
        except BaseException:  # pytest's own failures are no Exception; any failure is an answer
            return False
        return True

    def _written(self, question: Question, right: object, came: object, mutant: Mutant) -> str:
        """Return the test's source, with a comment that shows the right answer and the mutant's."""
        asked = source_of(question)
        name = f"test_one_more_example_{hashlib.sha256(asked.encode()).hexdigest()[:6]}"
        title = _titles(self.runner.audited.languages)
        slip = f"In {mutant.place}, `{mutant.after}` in the place of `{mutant.before}`"
        comment = f"Right is {_said(right)}. {slip}: {_said(came)}."
        head = [
            "@pytest.mark.side  # its inputs are fixed: a table could know the answers",
            f"def {name}(student, reference):",
            *(f"    {line}".rstrip() for line in title),
            "",
            *(f"    {line}" for line in asked.split("\n")),
            "",
            *(f"    # {line}" for line in textwrap.wrap(comment, 100)),
        ]
        return "\n".join([*head, *(f"    {line}" for line in _compared(right))]) + "\n"


def shortest(questions: Iterable[Question]) -> list[Question]:
    """Return each question once, shortest first, without those that are too long to read."""
    by_text = {source_of(each): each for each in questions}
    return [by_text[text] for text in sorted(by_text, key=len) if len(text) <= LONGEST]


class _AskedProgram:
    """A program in a worker. If a question ends the worker, the next question gets a new one."""

    def __init__(self, runner: TrialRunner, function: str, text: str) -> None:
        audited, engine = runner.audited, runner.engine(function)
        raw = notebook_with(audited, Trial("mutant", function, "", text))
        self.engine, self.handed_in = engine, hand_in.read_hand_in(raw, audited.job.release)
        self._end: Callable[[], None] | None = None
        self._student: Student | None = None

    def close(self) -> None:
        """End the worker; the next question gets a new one."""
        if self._end is not None:
            self._end()
        self._end = self._student = None

    def student(self) -> Student:
        """Return the program as a student to ask; start a worker if none runs."""
        if self._student is None:
            engine, limits = self.engine, self.engine.course.limits
            run = ProgramRun(self.handed_in, engine.stubs, limits, 0, engine.fork)
            worker = run.worker()
            if worker is None:
                raise WorkerFailure("the program ends its worker")
            self._end = worker.kill
            self._student = Student(run.channel(worker, limits.call_seconds))
        return self._student

    def answer(self, question: Question, seed: int = 0) -> object:
        """Return the program's answer: a value, the exception that it raises, or a WorkerFailure for none."""
        names: dict[str, Any] = {"np": np}
        exec(source_of(question), names)
        try:
            student = self.student()
            student.seed(seed)
            return names["asked"](student)
        except WorkerFailure as failure:
            self.close()
            return failure
        except Exception as error:
            return error


# --- answers -----------------------------------------------------------------------------------


def is_judged(right: object, text: str) -> bool:
    """Return True if others can be held to the reference's answer: a finite value, or an error it raises."""
    if isinstance(right, Exception):
        return type(right).__name__ in _raised_in(text)
    return not isinstance(right, WorkerFailure) and _is_finite(right)


def _raised_in(text: str) -> set[str]:
    """Return the exceptions that a program names in its `raise` statements."""
    raises = [node.exc for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Raise) and node.exc]
    return {part.id for exc in raises for part in ast.walk(exc) if isinstance(part, ast.Name)}


def _is_finite(value: object) -> bool:
    match value:
        case Opaque() | Instance():
            return False
        case list() | tuple():
            return all(map(_is_finite, value))
        case dict():
            return all(map(_is_finite, value.values()))
        case float() | complex() | np.ndarray() | np.generic():
            array = np.asarray(value)
            return array.size > 0 and (array.dtype.kind not in "fc" or bool(np.isfinite(array).all()))
    return True


def is_same_answer(one: Any, other: Any) -> bool:
    """Return True if a test as it is written here takes the two answers for equal."""
    if isinstance(one, BaseException) or isinstance(other, BaseException):
        return type(one) is type(other) and isinstance(one, Exception)
    if _is_numeric(one) and _is_numeric(other):
        return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, **TOLERANCE, equal_nan=True))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(is_same_answer, one, other))
    try:
        return bool(one == other)
    except Exception:  # an object of the student's, or an array beside a string: never equal
        return False


def _is_numeric(value: Any) -> bool:
    return isinstance(value, int | float | complex | np.generic | np.ndarray) and (
        np.asarray(value).dtype.kind in "biufc"
    )


# --- the test's text ---------------------------------------------------------------------------


def _titles(spoken: tuple[Language, ...]) -> list[str]:
    """Return the lines of the test's docstring, in the course's languages."""
    first, *others = (in_language(_TITLE, language) for language in spoken)
    if not others:
        return [f'"""{first}"""']
    lines = [f"{language}: {text}" for language, text in zip(spoken[1:], others, strict=True)]
    return [f'"""{first}', "", *lines, '"""']


def _compared(right: object) -> list[str]:
    """Return the lines of the test that compare the student's answer with the reference's."""
    close = "np.testing.assert_allclose(came, right, rtol=1e-6, atol=1e-8)"
    if isinstance(right, Exception):
        free = "# noqa: PT011 (the message is free)"
        return [f"with pytest.raises({type(right).__name__}):  {free}", "    asked(student)"]
    if _is_numeric(right):
        return [
            "came, right = asked(student), asked(reference)",
            "assert np.shape(came) == np.shape(right)",
            close,
        ]
    if isinstance(right, list | tuple) and right and all(map(_is_numeric, right)):
        return [
            "for came, right in zip(asked(student), asked(reference), strict=True):",
            "    assert np.shape(came) == np.shape(right)",
            f"    {close}",
        ]
    return ["assert asked(student) == asked(reference)"]


def _said(answer: object) -> str:
    """Return an answer for a comment: one short line."""
    if isinstance(answer, WorkerFailure):
        return "no answer"
    if isinstance(answer, Exception):
        return type(answer).__name__
    with np.printoptions(precision=4, threshold=8, edgeitems=2, linewidth=1_000):
        text = " ".join(str(answer).split()) if not isinstance(answer, str) else repr(answer)
    return text if len(text) <= 60 else text[:60] + "…"
