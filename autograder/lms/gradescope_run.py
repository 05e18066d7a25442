"""Grading of one hand-in in Gradescope's container, by the same engine, into Gradescope's results.json.

If something of ours fails, no results are written. Gradescope then shows "the autograder failed" and keeps
no score, which is what this kit promises: nobody gets a zero for it.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from autograder import __version__, files
from autograder.classroom import grade, jobs
from autograder.course import Course
from autograder.diagnosis import misconceptions
from autograder.errors import AutograderError
from autograder.grading import rubric
from autograder.grading.suite import Suites, with_suites
from autograder.pages import feedback_page
from autograder.pages.feedback_words import TEXTS
from autograder.paths import Places
from autograder.report import CellReport, Outcome, Report, Verdict, needs_person, waits_for
from autograder.submissions.submitted_files import SubmittedFile, in_folder, released
from autograder.text import N_, AnyText, in_language, say

STUDENT = "gradescope"  # Gradescope knows who it is
Line = dict[str, str | float]  # one of Gradescope's tests
_SIDES = {True: N_("checks"), False: N_("tests")}  # visible, hidden


def report_of(root: Path, name: str, file: SubmittedFile, allow_weak: bool) -> tuple[jobs.Job, Report]:
    """Grade one hand-in in a course that holds one assignment; nothing is stored."""
    job = jobs.prepare(root, name, allow_weak)

    def body(suites: Suites) -> Report:
        with jobs.open_zygote(job) as zygote:
            return grade.report_on(job, grade.new_engine(job, suites, zygote), file, {})

    return job, with_suites(job.places, name, body)


def results(
    report: Report,
    course: Course,
    order: Sequence[str],
    hints: Mapping[str, AnyText],
    hidden: str,
    completion: Mapping[str, float],
) -> dict[str, Any]:
    """Return the content of results.json; raise AutograderError if a part of it waits for a person.

    `completion` are the points of questions that count by being answered.
    """
    if needs_person(report):
        reason = in_language(waits_for(report), "en") or "a test of ours failed on it"
        raise AutograderError(
            "this hand-in", f"could not be graded: {reason}", "grade it at home, or by hand"
        )
    lines: list[Line] = []
    names = [name for name in order if name in report.cells or name in completion]
    for number, name in enumerate(names, 1):
        if name in report.cells:
            lines += _cell(report, course, name, number, hints, hidden)
        else:
            lines.append(_question(report, course, name, number, completion[name]))
    return {
        "score": report.score,
        "output": "\n".join(_about(report, course)),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": lines,
        "extra_data": {
            "sandbox": report.sandbox,
            "digest": report.digest,
            "kit": __version__,
            "course": course.version,
        },
    }


def _question(report: Report, course: Course, name: str, number: int, points: float) -> Line:
    """Return the line for a question that gives its points to everybody who answered it."""
    is_answered = name in (report.completed or {})
    said = TEXTS["say_complete" if is_answered else "say_unanswered"]
    return {
        "name": name,
        "number": str(number),
        "score": points if is_answered else 0.0,
        "max_score": points,
        "status": "passed" if is_answered else "failed",
        "output": say(said, course.language),
        "visibility": "visible",
    }


def _about(report: Report, course: Course) -> list[str]:
    lines = [in_language(note, course.language) for note in report.notes]
    lines += [f"{note.cell}: {in_language(note.error, course.language)}" for note in report.run if note.error]
    lines.append(f"sandbox tier: {report.sandbox}")
    return lines


def _cell(
    report: Report, course: Course, name: str, number: int, hints: Mapping[str, AnyText], hidden: str
) -> list[Line]:
    """Return a grade cell's lines: one for checks, one for hidden tests, which are shown as `hidden` says."""
    cell, function = report.cells[name], name.removeprefix("test_")
    hint = feedback_page.advice_for(cell, function, hints, course.language)
    sides = {side: tuple(test for test in cell.tests if test.visible is side) for side in (True, False)}
    if not sides[True] or not sides[False]:  # also a cell that was not attempted
        shown = "visible" if sides[True] or not cell.tests else hidden
        return [_line(report, course, name, cell, function, str(number), shown, hint)]
    parts = rubric.by_side(cell, course.visible_share, course.opens_at)
    # The hint is at the first mistake that is shown, so that it gives away nothing that is hidden.
    first = next((visible for visible in sides if _failed(sides[visible])), False)
    lines = []
    for visible in sides:
        side = msgspec.structs.replace(
            cell,
            points=parts[visible][0],
            score=parts[visible][1],
            tests=sides[visible],
            outcome=Outcome.FAILED if _failed(sides[visible]) else Outcome.PASSED,
        )
        title = f"{function}: {say(_SIDES[visible], course.language)}"
        place = f"{number}.{1 if visible else 2}"
        shown = hint if visible is first else ""
        lines.append(_line(report, course, name, side, title, place, "visible" if visible else hidden, shown))
    return lines


def _failed(tests: Sequence[Verdict]) -> bool:
    return any(test.outcome is Outcome.FAILED and not test.void for test in tests)


def _line(
    report: Report,
    course: Course,
    name: str,
    cell: CellReport,
    title: str,
    number: str,
    visibility: str,
    hint: str,
) -> Line:
    part = feedback_page.parts(
        msgspec.structs.replace(report, cells={name: cell}, manual={}), (name,), {}, {}, course.language
    )[0]
    lines = [f"✓ {title}" for title in part.passed]
    for failure in part.failed:
        lines += [f"✗ {title}" for title in failure.titles]
        lines += [f"    {line}" for line in failure.message.split("\n") if line]
    for dismissed in part.dismissed:
        lines += [f"○ {dismissed.title}", f"    {dismissed.reason}"]
    if cell.outcome is Outcome.NOT_ATTEMPTED:
        lines.append(say("This cell is as it was handed out, so nothing was checked.", course.language))
    lines += [hint] if hint else []
    return {
        "name": title,
        "number": number,
        "score": cell.score or 0.0,
        "max_score": cell.points,
        "status": "passed" if cell.outcome is Outcome.PASSED else "failed",
        "output": "\n".join(lines),
        "visibility": visibility,
    }


def main(home: Path, name: str, hidden: str, allow_weak: bool) -> int:
    """Grade the hand-in in submission/, and write results/results.json; return the exit code."""
    root = home / "source" / "course"
    try:
        file = in_folder(home / "submission", name, STUDENT, lambda: released(Places(root), name))
        job, report = report_of(root, name, file, allow_weak)
        hints = misconceptions.hints(job.places.suites(name) / "misconceptions.yml")
        content = results(report, job.course, job.order, hints, hidden, job.rules.completion)
    except AutograderError as error:
        print(error)  # stdout is for instructors
        return 1
    files.write_atomically(home / "results" / "results.json", files.json_bytes(content))
    return 0


if __name__ == "__main__":
    raise SystemExit(
        main(
            Path(os.environ["AUTOGRADER_HOME"]),
            sys.argv[1],
            sys.argv[2],
            "--allow-weak-sandbox" in sys.argv[3:],
        )
    )
