"""Where to look in code that no known mistake explains: searched for when a class's pages are written."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from autograder import __version__
from autograder.classroom import graded_work
from autograder.course import Course, digest
from autograder.diagnosis import casebook
from autograder.diagnosis.clues import CLUES
from autograder.diagnosis.repair_search import RepairSearch
from autograder.diagnosis.repairs import UNCLEAR, Repair
from autograder.files import write_atomically
from autograder.notebook import Notebook
from autograder.pages import lanes
from autograder.pages.lanes import Tell
from autograder.paths import Places
from autograder.report import Report
from autograder.sandbox.process import Zygote
from autograder.sandbox.tiers import Tier, WorkerLimits
from autograder.submissions import report_store


class FoundRepairs(msgspec.Struct, frozen=True):
    """The repairs of a hand-in, by function. `key` names all that they come from."""

    key: str
    repairs: dict[str, Repair]


def unclear(report: Report) -> list[str]:
    """The functions of which only a symptom is known."""
    return [
        name.removeprefix("test_")
        for name, cell in report.cells.items()
        if cell.diagnosis in UNCLEAR | CLUES and not cell.works
    ]


def find_repairs(
    course: Course, places: Places, name: str, release: Notebook, students: Sequence[str], tell: Tell
) -> Mapping[str, Mapping[str, Repair]]:
    """The repairs by student and function. What is not there yet is searched for, on all cores."""
    file = places.release(name) / "checks" / "diagnosis.json"
    if not file.is_file():
        return {}
    made_by = digest(file.read_bytes(), __version__.encode())
    every = (report_store.read_report(places.work(name, student)) for student in students)
    reports = {report.student: report for report in every if unclear(report)}
    missing = [student for student, report in reports.items() if _kept(places, report, made_by) is None]
    imports = course.imports_of(name)
    stubs = {function: cell.source for function, cell in release.functions.items()}

    def begin(tier: Tier, limits: WorkerLimits, data: str) -> list[Zygote]:
        return [Zygote(tier, imports, limits, data)]

    def start(zygotes: Sequence[Zygote]) -> Callable[[str], None]:
        book = casebook.read_casebook(places.release(name))
        assert book is not None
        search = RepairSearch(book, stubs, course.limits, zygotes[0].fork)

        def work(student: str) -> None:
            report = reports[student]
            handed_in = graded_work.graded_hand_in(places, name, release, report)
            repairs = {}
            for function in unclear(report):
                if handed_in and (repair := search.repair(handed_in, function)):
                    repairs[function] = repair
            found = FoundRepairs(_key(report, made_by), repairs)
            write_atomically(places.work(name, student).repairs, msgspec.json.encode(found))

        return work

    if missing:
        lanes.run_for_each(course, places, name, missing, begin, start, "lines to look at", tell)
    kept = {student: _kept(places, report, made_by) for student, report in reports.items()}
    return {student: found.repairs for student, found in kept.items() if found}


def _key(report: Report, made_by: str) -> str:
    return digest(made_by.encode(), report.digest.encode(), " ".join(unclear(report)).encode())


def _kept(places: Places, report: Report, made_by: str) -> FoundRepairs | None:
    """Return what is on disk and still true."""
    try:
        raw = places.work(report.assignment, report.student).repairs.read_bytes()
        kept = msgspec.json.decode(raw, type=FoundRepairs)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept if kept.key == _key(report, made_by) else None
