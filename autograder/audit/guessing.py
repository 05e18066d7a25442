"""Scores of programs that guess, over many seeds.

They run in this process: the code is the author's own, and a fork for each would take most of the time.
"""

import random
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from autograder.audit import guesses
from autograder.diagnosis.casebook import Reference, with_answer
from autograder.grading import rubric
from autograder.grading.engine import Engine
from autograder.grading.judge import raised_by
from autograder.grading.suite import Test
from autograder.report import Outcome, Verdict
from autograder.sandbox.proxy import Student

LIMIT = 0.15  # share of a function's points; a guess that earns so much is paid for luck
FIRST_SEEDS = 3  # seeds after which it is clear whether a guess answers at all, and whether it is right


class GuessScore(msgspec.Struct, frozen=True):
    """Score of a guess: its largest share of the points, and the number of seeds that gave at least LIMIT."""

    share: float = 0.0
    seeds: int = 0
    passed: tuple[str, ...] = ()  # hidden value tests that it passed with the seed that earned most


def visible_calls(engine: Engine, tests: Sequence[Test], text: str, function: str) -> set[str]:
    """Return the calls that the visible checks make, in the form by which a guess recognizes them."""
    program = guesses.recording_program(text, function)
    if not program:
        return set()
    student = _student(engine, program, function)
    for test in tests:
        if test.visible:
            passes_test(engine, "visible", test, student)
    return set(student.noted_calls())


def guess_score(engine: Engine, tests: Sequence[Test], program: str, function: str, seeds: int) -> GuessScore:
    """Return the score of one guess; an empty score if the guess turns out to be right."""
    best, reached = GuessScore(), 0
    student = _student(engine, program, function)
    values = [test for test in tests if not test.visible and not test.side]
    answers = False
    for number in range(seeds):
        random.seed(number)
        np.random.seed(number)
        errors = {test.id: _error_of(engine, f"guess {number}", test, student) for test in values}
        answers = answers or any(error is None or not raised_by(error) for error in errors.values())
        if number + 1 == FIRST_SEEDS and not answers:
            break  # every call to it ends in an error
        passed = tuple(test.name for test in values if errors[test.id] is None)
        if not passed:
            continue  # a guess that passes no value test is not scored
        rest = [test for test in tests if test.id not in errors]
        errors |= {test.id: _error_of(engine, f"guess {number}", test, student) for test in rest}
        share = _share(engine, tests, errors)
        reached += share >= LIMIT
        if share > best.share:
            best = GuessScore(share, 0, passed)
    if reached and is_right(engine, tests, program, function):
        return GuessScore()
    return msgspec.structs.replace(best, seeds=reached)


def _share(engine: Engine, tests: Sequence[Test], errors: Mapping[str, BaseException | None]) -> float:
    """Return the share of the points that the tests without an error earn."""
    outcomes = {key: Outcome.PASSED if error is None else Outcome.FAILED for key, error in errors.items()}
    verdicts = [Verdict(test.name, test.visible, outcomes[test.id], test.weight, test.side) for test in tests]
    return rubric.cell_report(1.0, engine.course, tuple(verdicts)).score or 0.0


def is_right(engine: Engine, tests: Sequence[Test], program: str, function: str) -> bool:
    """Return True if a program answers the hidden tests as the reference does, and numbers close by too."""
    student = _student(engine, guesses.comparing_program(program, function), function)
    for number in range(FIRST_SEEDS):
        for test in tests:
            if not test.visible:
                passes_test(engine, f"guess {number}", test, student)
        if not student.guess_is_right():
            return False
    return True


def _student(engine: Engine, program: str, function: str) -> Student:
    return Reference(with_answer(engine.source, function, program).encode(), "a guess").student()


def passes_test(engine: Engine, seeds: str, test: Test, student: Student) -> bool:
    """Return True if a test passes in this process."""
    return _error_of(engine, seeds, test, student) is None


def _error_of(engine: Engine, seeds: str, test: Test, student: Student) -> BaseException | None:
    """Return the exception in which a test ends, any at all; None if it passes."""
    try:
        engine.call(test, student, seeds)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # pytest's own failures are no Exception; any failure is an answer
        return error
    return None
