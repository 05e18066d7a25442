"""Where to look in code that no known mistake explains: searched for when a class's pages are written."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack

import msgspec

from autograder import __version__
from autograder.classroom import graded_work, jobs
from autograder.course import Course, digest
from autograder.diagnosis import casebook
from autograder.diagnosis.clues import CLUES
from autograder.diagnosis.repair_search import RepairSearch
from autograder.diagnosis.repairs import UNCLEAR, Repair
from autograder.errors import AutograderError
from autograder.files import write_whole
from autograder.grading import pool
from autograder.notebook import Notebook
from autograder.paths import Places
from autograder.report import Report
from autograder.sandbox import scratch, tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.tiers import Tier
from autograder.submissions import report_store

Tell = Callable[[str], None]


class FoundRepairs(msgspec.Struct, frozen=True):
    """What was found for a hand-in, by function. `key` names all that it comes from."""

    key: str
    repairs: dict[str, Repair]


def unclear(report: Report) -> list[str]:
    """The functions of which only a symptom is known."""
    return [
        name.removeprefix("test_")
        for name, cell in report.cells.items()
        if cell.diagnosis in UNCLEAR | CLUES and not cell.works
    ]


def search(
    course: Course, places: Places, name: str, release: Notebook, students: Sequence[str], tell: Tell
) -> Mapping[str, Mapping[str, Repair]]:
    """The repairs by student and function. What is not there yet is searched for, on all cores."""
    book = places.release(name) / "checks" / "diagnosis.json"
    if not book.is_file():
        return {}
    made_by = digest(book.read_bytes(), __version__.encode())
    every = (report_store.read_report(places.work(name, student)) for student in students)
    reports = [report for report in every if unclear(report)]
    missing = [report for report in reports if _kept(places, report, made_by) is None]
    if missing:
        _search_safely(course, places, name, release, missing, made_by, tell)
    kept = {report.student: _kept(places, report, made_by) for report in reports}
    return {student: found.repairs for student, found in kept.items() if found}


def _search_safely(
    course: Course,
    places: Places,
    name: str,
    release: Notebook,
    missing: Sequence[Report],
    made_by: str,
    tell: Tell,
) -> None:
    """Search where the sandbox is what the course demands. A page does without what was not found."""
    tier = tiers.probe().tier
    if not tier.holds(Tier(course.sandbox)):
        return
    try:
        jobs.refuse_exposed(places, jobs.data_of(places, name))
        _search(course, places, name, release, missing, made_by, tier)
    except AutograderError as error:
        tell(f"no lines to look at: {error}")
    finally:
        scratch.sweep()


def _key(report: Report, made_by: str) -> str:
    return digest(made_by.encode(), report.digest.encode(), " ".join(unclear(report)).encode())


def _kept(places: Places, report: Report, made_by: str) -> FoundRepairs | None:
    """What is on disk and still true."""
    try:
        raw = places.work(report.assignment, report.student).repairs.read_bytes()
        kept = msgspec.json.decode(raw, type=FoundRepairs)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept if kept.key == _key(report, made_by) else None


def _search(
    course: Course,
    places: Places,
    name: str,
    release: Notebook,
    reports: Sequence[Report],
    made_by: str,
    tier: Tier,
) -> None:
    """Search in lanes that share their clean processes."""
    crew = os.cpu_count() or 1
    bounds = tiers.WorkerLimits(memory_bytes=course.limits.memory_mb << 20)
    imports, data = course.imports_of(name), jobs.data_of(places, name)
    stubs = {function: cell.source for function, cell in release.functions.items()}
    with ExitStack() as held:
        shared = [
            held.enter_context(Zygote(tier, imports, bounds, data))
            for _ in range(0, crew, pool.LANES_A_ZYGOTE)
        ]
        for zygote in shared:
            zygote.confirm()

        def start() -> pool.Work:
            book = casebook.read_casebook(places.release(name))
            assert book is not None
            at = RepairSearch(book, stubs, course.limits, shared[os.getpid() % len(shared)].fork)

            def work(number: int) -> None:
                report = reports[number]
                handed_in = graded_work.graded_hand_in(places, name, release, report)
                repairs = {}
                for function in unclear(report):
                    if handed_in and (repair := at.repair(handed_in, function)):
                        repairs[function] = repair
                made = FoundRepairs(_key(report, made_by), repairs)
                write_whole(places.work(name, report.student).repairs, msgspec.json.encode(made))

            return work

        for _ in pool.run(len(reports), crew, start):  # a page does without what a lost lane had
            pass
