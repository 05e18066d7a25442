"""A class on the terminal after grading: a table, and what to know. All reports are looked at once."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.table import Table
from rich.text import Text

from autograder import report
from autograder.grade import needs_person
from autograder.incoming import arrivals, attempts, late
from autograder.incoming.hand_in import handed_in
from autograder.marking import told
from autograder.marking.jobs import Job
from autograder.phrases import pick
from autograder.report import Outcome, Report, clean

ROWS = 60  # of the table: a larger class is read in a file

_STYLES = {"passed": "green", "failed": "yellow"}
_WAITS, _NOTHING = Text("?", style="red"), Text("–", style="dim")


class Row(msgspec.Struct, frozen=True):
    """One student in the table."""

    student: str
    status: str
    cells: dict[str, Text]  # by function or question
    total: str


class Glance(msgspec.Struct):
    """What is to be seen in all reports of a class."""

    order: Sequence[str]  # the cells as the notebook has them
    students: list[str] = []
    rows: list[Row] = []  # of the first
    waiting: dict[str, str] = {}  # who needs a person, and the reason, where it is known
    marks: int = 0  # hand-ins with answers that a person marks


def look(reports: Iterable[Report], order: Sequence[str] = ()) -> Glance:
    """Look at each report once; a class does not have to fit into memory."""
    seen = Glance(order)
    for one in reports:
        seen.students.append(one.student)
        if needs_person(one):
            seen.waiting[one.student] = one.reason
        seen.marks += one.status == "graded" and None in _answers(one)
        if len(seen.rows) < ROWS:
            seen.rows.append(_row(one))
    return seen


def _row(one: Report) -> Row:
    scores = report.row(one).scores
    cells = {}
    for name, score in scores.items():
        found = one.cells.get(name)
        is_empty = found.outcome is Outcome.NOT_ATTEMPTED if found else not one.manual[name]
        if score is None:
            cells[name] = _WAITS
        else:
            style = _STYLES.get(found.outcome if found else "passed", "")
            cells[name] = _NOTHING if is_empty else Text(f"{round(score, 2):g}", style=style)
    waits = one.status == "error" or None in scores.values()
    total = sum(score for score in scores.values() if score is not None)
    return Row(
        clean(one.student, 128),
        one.status,
        cells,
        f"{round(total, 2):g}{' + ?' if waits else ''} / {round(one.max_score, 2):g}",
    )


def class_table(seen: Glance) -> Table:
    """A row a student, a column a cell."""
    caption = "– nothing there   ? waits for a person"
    if len(seen.students) > len(seen.rows):
        caption += f"   the first {len(seen.rows)} of {len(seen.students)}; all: autograder export --to csv"
    table = Table(caption=caption, caption_style="dim", caption_justify="left")
    table.add_column("student", overflow="fold")
    table.add_column("status")
    names = list(dict.fromkeys(name for row in seen.rows for name in row.cells))
    # What the release does not know was there when the report was made.
    names.sort(key=lambda name: seen.order.index(name) if name in seen.order else len(seen.order))
    for name in names:
        table.add_column(Text(name.removeprefix("test_")), justify="right", overflow="fold")
    table.add_column("total", justify="right")
    for row in seen.rows:
        table.add_row(
            Text(row.student),
            Text(row.status, style="red" if row.status == "error" else ""),
            *(row.cells.get(name, _WAITS) for name in names),
            Text(row.total),
        )
    return table


def summary(job: Job, seen: Glance) -> Iterator[str]:
    """What to know after grading, and where to look next."""
    yield f"{len(seen.students)} graded, sandbox {job.tier}; {seen.marks} with answers to mark by hand"
    for student, reason in seen.waiting.items():
        reason = pick(reason, "en") or "a test of ours failed; see its report.json"
        yield f"  {clean(student, 100)} needs a person: {reason}"
        for one in attempts.read_all(job.places, job.name, student):
            if one.problem:
                file = attempts.record_file(job.places, job.name, student, one.number)
                yield f"    {file.relative_to(job.places.root)}: {attempts.MEND}"
    yield from _marked_before(job, seen.students)
    yield from _arrivals(job, seen.students)
    yield f"gradebook: {_gradebook(job)}"
    yield f"next: autograder feedback {job.name}"


def _answers(one: Report) -> list[float | None]:
    """What a hand-in's answers in words have by themselves; None where a person marks one."""
    scores = report.row(one).scores
    return [scores[name] for name in one.manual]


def _marked_before(job: Job, students: Sequence[str]) -> Iterator[str]:
    """Whose mark is of something that has changed since: it stays in sight, and a person looks again."""
    known = told.known(job)
    if known and not known.marks_wait:
        return
    from autograder import gradebook

    standings = gradebook.scores(gradebook.address(job.course, job.places), job.name)
    for student in students:
        for cell in gradebook.waits_again(standings[student]) if student in standings else ():
            own = standings[student].cells[cell]
            given = f"{own.manual_score:g} of {own.max_score:g}"
            name = cell.removeprefix("test_")
            yield f"  {clean(student, 100)} waits for a person: {name} has changed since it got {given}"


def _gradebook(job: Job) -> str:
    """Its address, without a password."""
    if not job.course.gradebook:
        return f"sqlite:///{job.places.gradebook.resolve()}"
    from autograder import gradebook

    return gradebook.shown(gradebook.address(job.course, job.places))


def _arrivals(job: Job, students: Sequence[str]) -> Iterator[str]:
    """Who came after the closing time, and whose lateness a person has to decide."""
    whole = arrivals.of(job.course, job.places, job.name)
    if job.assignment.closes:
        for student in handed_in(job.places, job.name):
            if not whole.turns(student):
                yield f"  {clean(student, 100)} handed in after it closed: kept, not graded"
    is_free = not late.costs(job.course.late)
    lateness = {} if is_free else arrivals.lateness(job.course, job.places, job.name, students)
    for student in (one for one, own in lateness.items() if own.percent is None):
        yield f"  {clean(student, 100)} is late, and nobody has said by how much: collect a table of times"
