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
    page = _Page(report, course, hints, hidden)
    lines: list[Line] = []
    names = [name for name in order if name in report.cells or name in completion]
    for number, name in enumerate(names, 1):
        if name in report.cells:
            lines += page.cell(name, number)
        else:
            lines.append(page.question(name, number, completion[name]))
    return {
        "score": report.score,
        "output": page.about(),
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


class _Page(msgspec.Struct, frozen=True):
    """Gradescope's page on one report; `hidden` says when the hidden tests are shown."""

    report: Report
    course: Course
    hints: Mapping[str, AnyText]
    hidden: str

    def about(self) -> str:
        """Return the text above all tests: remarks, and cells that stopped with an error."""
        language = self.course.language
        lines = [in_language(note, language) for note in self.report.notes]
        lines += [
            f"{note.cell}: {in_language(note.error, language)}" for note in self.report.run if note.error
        ]
        return "\n".join([*lines, f"sandbox tier: {self.report.sandbox}"])

    def question(self, name: str, number: int, points: float) -> Line:
        """Return the line for a question that gives its points to everybody who answered it."""
        is_answered = name in (self.report.completed or {})
        said = TEXTS["say_complete" if is_answered else "say_unanswered"]
        return {
            "name": name,
            "number": str(number),
            "score": points if is_answered else 0.0,
            "max_score": points,
            "status": "passed" if is_answered else "failed",
            "output": say(said, self.course.language),
            "visibility": "visible",
        }

    def cell(self, name: str, number: int) -> list[Line]:
        """Return a grade cell's lines: one for checks, one for hidden tests, shown as `hidden` says."""
        cell, function = self.report.cells[name], name.removeprefix("test_")
        hint = feedback_page.hint_with_reliance(cell, function, self.hints, self.course.language)
        sides = {side: tuple(test for test in cell.tests if test.visible is side) for side in (True, False)}
        if not sides[True] or not sides[False]:  # also a cell that was not attempted
            shown = "visible" if sides[True] or not cell.tests else self.hidden
            return [self._line(name, cell, function, str(number), shown, hint)]
        parts = rubric.by_side(cell, self.course)
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
            title = f"{function}: {say(_SIDES[visible], self.course.language)}"
            place = f"{number}.{1 if visible else 2}"
            visibility = "visible" if visible else self.hidden
            lines.append(self._line(name, side, title, place, visibility, hint if visible is first else ""))
        return lines

    def _line(self, name: str, cell: CellReport, title: str, number: str, visibility: str, hint: str) -> Line:
        language = self.course.language
        alone = msgspec.structs.replace(self.report, cells={name: cell}, manual={})
        part = feedback_page.parts(alone, (name,), {}, {}, language)[0]
        lines = [f"✓ {title}" for title in part.passed]
        for failure in part.failed:
            lines += [f"✗ {title}" for title in failure.titles]
            lines += [f"    {line}" for line in failure.message.split("\n") if line]
        for dismissed in part.dismissed:
            lines += [f"○ {dismissed.title}", f"    {dismissed.reason}"]
        if cell.outcome is Outcome.NOT_ATTEMPTED:
            lines.append(say("This cell is as it was handed out, so nothing was checked.", language))
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


def _failed(tests: Sequence[Verdict]) -> bool:
    return any(test.outcome is Outcome.FAILED and not test.void for test in tests)


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
    _, _name, _hidden, *_options = sys.argv
    _home = Path(os.environ["AUTOGRADER_HOME"])
    raise SystemExit(main(_home, _name, _hidden, "--allow-weak-sandbox" in _options))
