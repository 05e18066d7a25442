"""Repairs: lines to look at in code that no known mistake explains, searched for when pages are written."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from autograder import __version__
from autograder.classroom import graded_work
from autograder.course import Course, digest
from autograder.diagnosis import casebook
from autograder.diagnosis.clues import SEARCHED
from autograder.diagnosis.repair_search import RepairSearch
from autograder.diagnosis.repairs import Repair
from autograder.notebook import Notebook
from autograder.pages import lanes
from autograder.pages.lanes import Progress, Tell
from autograder.paths import Places
from autograder.report import Report
from autograder.sandbox.process import Zygote
from autograder.sandbox.tiers import Tier, WorkerLimits
from autograder.submissions import report_store
from autograder.submissions.report_store import BesideReports


def unclear(report: Report) -> list[str]:
    """Return the functions that do not work and whose diagnosis is only a symptom or a clue."""
    return [
        name.removeprefix("test_")
        for name, cell in report.cells.items()
        if cell.diagnosis in SEARCHED and not cell.works
    ]


class RepairStore:
    """The repairs of one assignment's hand-ins, each by function, on disk."""

    def __init__(self, places: Places, name: str) -> None:
        self.places, self.name = places, name
        file = places.release(name) / "checks" / "diagnosis.json"
        self.made_by = digest(file.read_bytes(), __version__.encode()) if file.is_file() else ""
        self.disk = BesideReports(
            dict[str, Repair],
            lambda report: digest(
                self.made_by.encode(), report.digest.encode(), " ".join(unclear(report)).encode()
            ),
            lambda student: places.work(name, student).repairs,
        )

    def repairs(self, report: Report) -> Mapping[str, Repair]:
        """Map each function of a hand-in to its repair, as far as one has been searched for and found."""
        return (self.disk.kept(report) if unclear(report) else None) or {}

    def missing(self, reports: Iterable[Report]) -> list[str]:
        """Return the students whose code is still to be searched; none if the release has no casebook."""
        return self.disk.missing(filter(unclear, reports)) if self.made_by else []


def find_repairs(
    course: Course,
    store: RepairStore,
    release: Notebook,
    students: Sequence[str],
    tell: Tell,
    progress: Progress,
) -> None:
    """Search the code of these students for repairs, on all cores, and store what is found."""
    places, name = store.places, store.name
    imports = course.imports_of(name)
    stubs = {function: cell.source for function, cell in release.functions.items()}

    def begin(tier: Tier, limits: WorkerLimits, data: str) -> list[Zygote]:
        return [Zygote(tier, imports, limits, data)]

    def start(zygotes: Sequence[Zygote]) -> Callable[[str], None]:
        book = casebook.read_casebook(places.release(name))
        assert book is not None
        search = RepairSearch(book, stubs, course.limits, zygotes[0].fork)

        def work(student: str) -> None:
            report = report_store.read_report(places.work(name, student))
            handed_in = graded_work.graded_hand_in(places, name, release, report)
            repairs = {}
            for function in unclear(report):
                if handed_in and (repair := search.repair(handed_in, function)):
                    repairs[function] = repair
            store.disk.keep(report, repairs)

        return work

    if students:
        lanes.run_for_each(course, places, name, students, begin, start, "lines to look at", tell, progress)
