"""Audit of a course: proof that an assignment's suites tell right programs from wrong ones, every time."""

import os
import tempfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import msgspec

from autograder.audit import suggestions
from autograder.audit.audit_report import Audit, Results, audit_of, surviving_mutants
from autograder.audit.trials import SEEDS, AuditedAssignment, Trial, TrialResult, TrialRunner, read_audited
from autograder.course import load_course
from autograder.diagnosis.mutants import Mutant
from autograder.errors import CourseError
from autograder.grading import pool
from autograder.grading.suite import Suites, quietly, tests_itself, with_suites
from autograder.paths import Places
from autograder.sandbox import scratch

Progress = Callable[[str, int, int], None]  # called with an assignment, the trials done, all trials
Listen = Callable[[Trial, TrialResult], object]  # called with each trial and its result


def audit(
    root: Path,
    names: Sequence[str] = (),
    functions: Collection[str] = (),
    lanes: int | None = None,
    progress: Progress | None = None,
    seeds: int = SEEDS,
    suggest: bool = False,
    listen: Listen = lambda trial, result: None,
) -> list[Audit]:
    """Audit the assignments `names`, or all of them; only their `functions`, if any are named.

    Judges the source as it is, built or not. `suggest` looks for a test for each surviving mutant.
    `listen` is called with each trial and its result.
    """
    course, places = load_course(root)
    chosen = [_with_suites(places, course.assignment(name).name) for name in names] or [
        entry.name for entry in course.assignments if not tests_itself(places, entry.name)
    ]
    subjects = [read_audited(course, places, name, seeds) for name in chosen]
    known = {function for audited in subjects for function in audited.texts}
    for function in functions:
        if function not in known:
            next_step = f"use one of: {', '.join(sorted(known))}"
            raise CourseError(
                f"the source of {', '.join(chosen)}", f"there is no solution cell {function!r}", next_step
            )
    count = lanes or os.cpu_count() or 1
    return [_audit_one(audited, functions, count, progress, suggest, listen) for audited in subjects]


def _with_suites(places: Places, name: str) -> str:
    if tests_itself(places, name):
        raise CourseError(
            name,
            "no suite judges it: its tests are in its notebook's own cells, or it is marked by hand alone",
            f"run `autograder grade {name}` on the author's own notebook, handed in as a student's",
        )
    return name


def _audit_one(
    audited: AuditedAssignment,
    functions: Collection[str],
    count: int,
    progress: Progress | None,
    suggest: bool,
    listen: Listen,
) -> Audit:
    trials = [trial for trial in audited.trials() if not functions or trial.function in ("", *functions)]

    def body(suites: Suites) -> Audit:
        with tempfile.TemporaryDirectory() as folder:

            def start() -> pool.Work:
                runner = TrialRunner(audited, suites)

                def work(number: int) -> None:
                    result = runner.run_trial(trials[number])
                    Path(folder, f"{number}.json").write_bytes(msgspec.json.encode(result))

                return work

            for done, (_, lost) in enumerate(pool.run(len(trials), count, start), 1):
                if lost is not None:
                    raise lost
                if progress:
                    progress(audited.name, done, len(trials))
            results = [
                msgspec.json.decode(Path(folder, f"{number}.json").read_bytes(), type=TrialResult)
                for number in range(len(trials))
            ]
        whole = list(zip(trials, results, strict=True))
        for trial, result in whole:
            listen(trial, result)
        suggested = _suggested(audited, suites, whole) if suggest else None
        return audit_of(audited, suites, whole, suggested)

    try:
        return with_suites(audited.job.places, audited.name, body)
    finally:
        scratch.sweep()


def _suggested(audited: AuditedAssignment, suites: Suites, results: Results) -> dict[Mutant, str]:
    """Map each surviving mutant to a test that it fails. Mutants for which none was found are left out."""
    by_function: dict[str, list[Mutant]] = {}
    for mutant in surviving_mutants(audited, results):
        by_function.setdefault(mutant.place.split(".")[0], []).append(mutant)
    if not by_function:
        return {}
    runner = TrialRunner(audited, suites)
    try:
        with quietly():
            return {
                mutant: text
                for function, mutants in by_function.items()
                for mutant, text in suggestions.tests_for(runner, function, mutants)
            }
    finally:
        runner.zygote.close()
