"""The score of a program that guesses, with each of many seeds.

In this process, since all of it is the author's own code: a fork for each would take most of the time.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from autograder.audit import guesses
from autograder.diagnosis.casebook import Reference, with_answer
from autograder.grading import rubric
from autograder.grading.engine import Engine
from autograder.grading.suite import Test
from autograder.report import Outcome, Verdict
from autograder.sandbox.proxy import Student

LIMIT = 0.15  # of a function's points; a guess that earns as much is paid for luck
FIRST_SEEDS = 3  # after which it is clear whether a guess answers at all, and whether it is right


class GuessScore(msgspec.Struct, frozen=True):
    """The score of a guess: the most of all seeds, and the number of seeds with which it reached LIMIT."""

    share: float = 0.0
    seeds: int = 0
    passed: tuple[str, ...] = ()  # hidden value tests, with the seed that earned most


def visible_calls(engine: Engine, tests: Sequence[Test], text: str, function: str) -> set[str]:
    """Return what the visible checks ask, as a guess knows it again."""
    program = guesses.recording_program(text, function)
    if not program:
        return set()
    student = _student(engine, program, function)
    for test in tests:
        if test.visible:
            passes_test(engine, "visible", test, student)
    return set(student.noted_calls())


def guess_score(engine: Engine, tests: Sequence[Test], program: str, function: str, seeds: int) -> GuessScore:
    """Return what one guess earns; nothing where it is right."""
    best, reached = GuessScore(), 0
    student = _student(engine, program, function)
    values = [test for test in tests if not test.visible and not test.side]
    answers = False
    for number in range(seeds):
        random.seed(number)
        np.random.seed(number)
        heard = {test.id: _heard(engine, f"guess {number}", test, student) for test in values}
        answers = answers or any(not answer.is_stopped for answer in heard.values())
        if number + 1 == FIRST_SEEDS and not answers:
            break  # it stops at whatever it is asked
        passed = tuple(test.name for test in values if heard[test.id].is_passed)
        if not passed:
            continue  # then nothing else counts
        rest = [test for test in tests if test.id not in heard]
        heard |= {test.id: _heard(engine, f"guess {number}", test, student) for test in rest}
        share = _share(engine, tests, {key: answer.is_passed for key, answer in heard.items()})
        reached += share >= LIMIT
        if share > best.share:
            best = GuessScore(share, 0, passed)
    if reached and is_right(engine, tests, program, function):
        return GuessScore()
    return msgspec.structs.replace(best, seeds=reached)


def _share(engine: Engine, tests: Sequence[Test], passed: dict[str, bool]) -> float:
    """The part of the points."""
    verdicts = [
        Verdict(
            test.name,
            test.visible,
            Outcome.PASSED if passed[test.id] else Outcome.FAILED,
            test.weight,
            test.side,
        )
        for test in tests
    ]
    return rubric.score(1.0, engine.course.visible_share, engine.course.opens_at, verdicts) or 0.0


def is_right(engine: Engine, tests: Sequence[Test], program: str, function: str) -> bool:
    """Whether a program answers as the reference does, to what hidden tests ask and to numbers close by."""
    judging = guesses.comparing_program(program, function)
    if not judging:
        return False  # no guess at a class is right: each holds made-up numbers
    student = _student(engine, judging, function)
    for number in range(FIRST_SEEDS):
        for test in tests:
            if not test.visible:
                passes_test(engine, f"guess {number}", test, student)
        if not student.guess_is_right():
            return False
    return True


def _student(engine: Engine, program: str, function: str) -> Student:
    return Reference(with_answer(engine.source, function, program).encode(), "a guess").student()


class _TestOutcome(NamedTuple):
    is_passed: bool
    is_stopped: bool = False  # by an exception in the student's own code


def passes_test(engine: Engine, seeds: str, test: Test, student: Student) -> bool:
    """Whether a test passes in this process."""
    return _heard(engine, seeds, test, student).is_passed


def _heard(engine: Engine, seeds: str, test: Test, student: Student) -> _TestOutcome:
    try:
        engine.call(test, student, seeds)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # pytest's own failures are no Exception; that it fails is what is asked
        return _TestOutcome(False, hasattr(error, "raised"))
    return _TestOutcome(True)
