"""What a student reads, and the class at a glance: pages and a table made from reports.

Everything comes from `Report`, so nothing hidden can get out, and all text of a student's is escaped
where it is shown. Texts stand in one table, so that a translation is a column beside it.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files

import jinja2
import msgspec
from markupsafe import Markup, escape
from rich.table import Table
from rich.text import Text

from autograder import __version__, phrases
from autograder.course import Course
from autograder.misconceptions import Hint
from autograder.phrases import Language
from autograder.report import CellReport, Outcome, Report, Verdict, clean

TEXTS = {
    "en": {
        "title": "{assignment}: your result",
        "of": "of {points} points",
        "of_so_far": "of {points} points so far",
        "error": "This hand-in was not graded",
        "error_why": "It has cost you no points. What happened:",
        "weak": "Graded in a weaker sandbox than this kit recommends (tier: {tier}).",
        "step": "Next step",
        "step_failed": "Go back to {name}.",
        "step_not_attempted": "Write {name}. Its cell is as it was handed out.",
        "step_unanswered": "Answer the question in the cell {name}.",
        "step_waiting": "You have nothing to do now: the rest waits for your teacher.",
        "step_done": "Everything here is done. Well done!",
        "step_error": "If the reason lies in your file, mend it and hand it in again. If not, please wait.",
        "waiting": "Waits for your teacher",
        "passed": "What works",
        "failed": "What does not work yet",
        "undecided": "What could not be checked",
        "status_passed": "solved",
        "status_failed": "not there yet",
        "status_not_attempted": "not attempted",
        "status_error": "waits for your teacher",
        "status_waiting": "waits for your teacher",
        "status_unanswered": "not answered",
        "status_marked": "marked by your teacher",
        "say_not_attempted": "This cell is as it was handed out, so nothing was checked.",
        "say_error": "This is a fault of the grader or of the exercise, not yours.",
        "say_waiting": "Your answer is there. Your teacher reads and marks it.",
        "say_unanswered": "This cell is as it was handed out.",
        "comment": "Your teacher writes",
        "hint": "Think about this",
        "other_language": "中文",
        "notes": "About your file",
        "run": "What your cells did",
        "run_why": "Your notebook was run once, from the top to the bottom, in a fresh kernel.",
        "cell": "Cell {number}",
        "raised": "stopped with an error",
        "printed": "printed something",
        "sandbox": "sandbox tier: {tier}",
        "digest": "hand-in {digest}",
    },
}

WEAK_TIERS = ("limited", "none")


class Failure(msgspec.Struct, frozen=True):
    """What is said once: a message, and the tests that it explains."""

    titles: tuple[str, ...]
    message: str


class Part(msgspec.Struct, frozen=True):
    """One function, or one question marked by hand, as the page shows it."""

    name: str
    status: str  # TEXTS has status_... for it
    score: float | None
    points: float | None
    passed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    undecided: tuple[str, ...] = ()
    comment: str = ""
    hints: tuple[tuple[str, str], ...] = ()  # what to think about: language and text, the course's first

    @property
    def is_waiting(self) -> bool:
        """Whether a person has to act before the score is known."""
        return self.status in ("error", "waiting")


def page(
    report: Report,
    course: Course,
    *,
    order: Sequence[str] = (),
    marks: Mapping[str, float] | None = None,
    comments: Mapping[str, str] | None = None,
    hints: Mapping[str, Hint] | None = None,
) -> str:
    """One hand-in's page. `order` names the cells as the notebook has them: a report sorts them.

    `marks` and `comments` are people's, by cell, from the gradebook. A mark goes before our score.
    `hints` are the misconceptions' own words.
    """
    language = course.language if course.language in TEXTS else "en"
    texts = TEXTS[language]
    found = [
        msgspec.structs.replace(
            part, hints=hints_for(report.cells.get(f"test_{part.name}"), part.name, hints or {}, language)
        )
        for part in parts(report, order, marks or {}, comments or {})
    ]
    known = [part.score for part in found if part.score is not None]
    return _template().render(
        t=texts,
        language=language,
        course=course.title,
        assignment=words(report.assignment),
        report=report,
        parts=found,
        score=number(sum(known)),
        of=texts["of" if len(known) == len(found) else "of_so_far"].format(points=number(report.max_score)),
        percent=round(100 * sum(known) / report.max_score) if report.max_score else 0,
        step=_step(found, report, texts),
        run=[note for note in report.run if note.error or note.output.strip()],
        weak_tiers=WEAK_TIERS,
        kit=__version__,
    )


def parts(
    report: Report, order: Sequence[str], marks: Mapping[str, float], comments: Mapping[str, str]
) -> list[Part]:
    """The page's parts: the graded functions and the questions marked by hand, in the notebook's order."""
    names = [*report.cells, *report.manual]
    # What the report does not know was not there when it was made.
    names.sort(key=lambda name: order.index(name) if name in order else len(order))
    return [
        _function(report, name, marks, comments)
        if name in report.cells
        else _question(report, name, marks, comments)
        for name in names
    ]


def hints_for(
    cell: CellReport | None, name: str, hints: Mapping[str, Hint], language: Language
) -> tuple[tuple[str, str], ...]:
    """What to think about a function that was diagnosed: (language, text), the course's language first."""
    if cell is None or not cell.diagnosis:
        return ()
    languages: tuple[Language, ...] = ("en", "zh") if language == "en" else ("zh", "en")
    if cell.diagnosis in hints:
        return tuple((each, getattr(hints[cell.diagnosis], each).strip()) for each in languages)
    if cell.diagnosis not in phrases.READINGS:
        return ()  # a name that the table had when this was graded
    return tuple((each, phrases.sentence(cell.diagnosis, name, cell.details, each)) for each in languages)


def _function(report: Report, name: str, marks: Mapping[str, float], comments: Mapping[str, str]) -> Part:
    cell, own = report.cells[name], name.removeprefix("test_")
    tests = {outcome: [test for test in cell.tests if test.outcome is outcome] for outcome in Outcome}
    return Part(
        own,
        "marked" if name in marks else cell.outcome.value,
        marks.get(name, cell.score),
        cell.points,
        tuple(_title(test) for test in tests[Outcome.PASSED]),
        _failures(tests[Outcome.FAILED]) if cell.outcome is not Outcome.NOT_ATTEMPTED else (),
        tuple(_title(test) for test in tests[Outcome.ERROR]),
        comments.get(own, comments.get(name, "")),
    )


def _failures(tests: Sequence[Verdict]) -> tuple[Failure, ...]:
    """One mistake fails many tests in the same way, and is explained once."""
    by_message: dict[str, list[str]] = {}
    for test in tests:
        by_message.setdefault(test.message, []).append(_title(test))
    silent = by_message.pop("", None)  # last, so that nobody takes another's message for theirs
    found = [Failure(tuple(titles), message) for message, titles in by_message.items()]
    return (*found, Failure(tuple(silent), "")) if silent else tuple(found)


def _question(report: Report, name: str, marks: Mapping[str, float], comments: Mapping[str, str]) -> Part:
    # A report holds the points of functions only; where there is one question, the rest is its.
    rest = report.max_score - sum(cell.points for cell in report.cells.values())
    points = rest if len(report.manual) == 1 else None
    answered = report.manual[name]
    status = "marked" if name in marks else "waiting" if answered else "unanswered"
    return Part(
        name, status, marks.get(name, None if answered else 0.0), points, comment=comments.get(name, "")
    )


def _title(test: Verdict) -> str:
    return test.title or words(test.name.removeprefix("test_"))


def _step(found: Sequence[Part], report: Report, texts: Mapping[str, str]) -> tuple[str, str]:
    """What to do next, as a sentence, and what is known about it. One thing at a time."""
    if report.status == "error":
        return texts["step_error"], ""
    for part in found:
        if part.status in ("failed", "not_attempted", "unanswered"):
            said = next((failure.message for failure in part.failed if failure.message), "")
            said = part.hints[0][1] if part.hints else said
            return texts[f"step_{part.status}"].format(name=f"`{part.name}`"), said
    return texts["step_waiting" if any(part.is_waiting for part in found) else "step_done"], ""


# --- how things are written --------------------------------------------------------------------


def number(value: float) -> str:
    """A score as people write it: 7, 7.5, 6.67."""
    return f"{round(value, 2):g}"


def words(name: str) -> str:
    """A Python name as words: forward_pass, Forward pass."""
    return name.replace("_", " ").strip().capitalize()


def prose(text: str) -> Markup:
    """A message with its `code` set as code; everything in it is escaped."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"number": number, "prose": prose}
    source = files("autograder").joinpath("templates", "feedback.html").read_text(encoding="utf-8")
    return environment.from_string(source)


# --- the class ---------------------------------------------------------------------------------

_STYLES = {
    "passed": "green",
    "failed": "yellow",
    "not_attempted": "dim",
    "unanswered": "dim",
    "marked": "green",
}


def class_table(reports: Collection[Report], order: Sequence[str] = ()) -> Table:
    """The class on the terminal: a row a student, a column a cell."""
    table = Table(
        caption="– nothing there   ? waits for a person", caption_style="dim", caption_justify="left"
    )
    table.add_column("student", overflow="fold")
    table.add_column("status")
    names: list[str] = []
    for report in reports:
        names += [part.name for part in parts(report, order, {}, {}) if part.name not in names]
    for name in names:
        table.add_column(Text(name), justify="right", overflow="fold")
    table.add_column("total", justify="right")
    for report in reports:
        found = {part.name: part for part in parts(report, order, {}, {})}
        total = sum(part.score for part in found.values() if part.score is not None)
        waits = report.status == "error" or any(part.is_waiting for part in found.values())
        table.add_row(
            Text(clean(report.student, 128)),
            Text(report.status, style="red" if report.status == "error" else ""),
            *(_mark(found.get(name)) for name in names),
            Text(f"{number(total)}{' + ?' if waits else ''} / {number(report.max_score)}"),
        )
    return table


def _mark(part: Part | None) -> Text:
    if part is None or part.is_waiting:
        return Text("?", style="red")
    if part.status in ("not_attempted", "unanswered"):
        return Text("–", style=_STYLES[part.status])
    return Text(number(part.score or 0.0), style=_STYLES[part.status])
