"""The feedback pages of a class: reports and people's marks in, a page for each student out."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from autograder import __version__, hand_in, notebook
from autograder.classroom import graded_work, history, notices
from autograder.classroom.marks import note_new_marks
from autograder.course import Course, digest, load_course
from autograder.diagnosis import misconceptions
from autograder.errors import AutograderError
from autograder.files import locked, remove_partial_files, write_atomically
from autograder.gradebook import grades
from autograder.hand_in import HandIn
from autograder.notebook import Notebook
from autograder.pages import class_repairs, feedback_page, lanes, studio
from autograder.pages.drawings import Picture
from autograder.pages.lanes import Progress, Tell
from autograder.pages.titles import assignment_title
from autograder.paths import Places, StudentWork
from autograder.report import Report, clean
from autograder.sandbox import scratch
from autograder.sandbox.process import Zygote
from autograder.sandbox.run import released_program
from autograder.sandbox.tiers import Tier, WorkerLimits
from autograder.submissions import attempt_policy, report_store, roster, submitted_files
from autograder.submissions.report_store import BesideReports, Reports
from autograder.text import AnyText, Language
from autograder.worker import pictures


def write_feedback(
    root: Path,
    name: str,
    students: tuple[str, ...] = (),
    tell: Tell = lambda line: None,
    progress: Progress = lambda what, done, whole: None,
) -> list[Path]:
    """Run students' code as far as pages need it, write a page for each report, and return the paths.

    `tell` gets a sentence on each thing that the pages have to do without.
    """
    run_for_pages(root, name, students, tell, progress)
    return write_pages(root, name, students, tell, progress=progress)


def run_for_pages(
    root: Path, name: str, students: tuple[str, ...], tell: Tell, progress: Progress = lambda *_: None
) -> None:
    """Run students' code for their pages, and store what comes of it: pictures, and lines to look at."""
    course, albums, repairs, reports = _opened(root, name, students)
    draw(course, albums, albums.missing(reports), tell, progress)
    class_repairs.find_repairs(course, repairs, albums.release, repairs.missing(reports), tell, progress)


def unfinished(root: Path, name: str, students: tuple[str, ...]) -> list[str]:
    """Return the students whose code still has to run before their pages are complete."""
    _, albums, repairs, reports = _opened(root, name, students)
    return sorted({*albums.missing(reports), *repairs.missing(reports)})


def write_pages(
    root: Path,
    name: str,
    students: tuple[str, ...] = (),
    tell: Tell = lambda line: None,
    remarks: Mapping[str, AnyText] | None = None,
    progress: Progress = lambda what, done, whole: None,
) -> list[Path]:
    """Write a page for each report, with people's marks and comments, and return the paths. Run no code.

    `remarks` maps a student to the text at the top of their page.
    """
    course, albums, found_repairs, reports = _opened(root, name, students)
    places = albums.places
    order = [cell.name for cell in albums.release.cells if cell.name]
    title = assignment_title(name, albums.release)
    url = grades.address(course, places)
    hints = misconceptions.hints(places.suites(name) / "misconceptions.yml")
    people = roster.read_roster(places)
    written: list[Path] = []
    with locked(places.var / "feedback.lock", "writing feedback for"):
        remove_partial_files(places.var / "feedback", f"*/{name}")
        lateness = attempt_policy.lateness(course, places, name, reports.students)
        note_new_marks(course, places, name, list(reports.students))
        if grades.is_made(url):
            grades.take_off(url, name, lateness)  # people may have marked since the class was graded
        entries = grades.scores(url, name) if grades.is_made(url) else {}
        for report in reports:
            progress("pages", len(written), len(reports))
            file = places.work(name, report.student).feedback / f"{name}.html"
            cells, comments = (
                (entry.cells, entry.comments) if (entry := entries.get(report.student)) else ({}, {})
            )
            marks = {
                cell: grade.manual_score for cell, grade in cells.items() if grade.manual_score is not None
            }
            handed_in = albums.handed_in(report)
            known = _history(places, name, report.student, tell)
            page = feedback_page.page(
                report,
                course,
                language=people.language_of(report.student, course.language),
                order=order,
                marks=marks,
                comments=comments,
                hints=hints,
                code=_code(handed_in) if handed_in else {},
                defined_in=_defined_again(handed_in) if handed_in else {},
                pictures=albums.pictures(report),
                lateness=lateness[report.student],
                again=[cell for cell, grade in cells.items() if grade.has_changed],
                extra={cell: grade.extra_credit for cell, grade in cells.items() if grade.extra_credit},
                repairs=found_repairs.repairs(report),
                history=known,
                remark=(remarks or {}).get(report.student, ""),
                title=title,
                notice=notices.notice_of(
                    report, known, marks.keys(), entries.get(report.student), lateness[report.student]
                ),
            )
            write_atomically(file, page.encode())
            _beside(places.work(name, report.student))
            written.append(file)
    progress("pages", len(written), len(reports))
    return written


def _opened(
    root: Path, name: str, students: tuple[str, ...]
) -> tuple[Course, "Albums", class_repairs.RepairStore, Reports]:
    course, places = load_course(root)
    course.assignment(name)
    raw = places.released(name).read_bytes()
    release = notebook.parse_notebook(raw, f"release/{name}/{name}.ipynb")
    reports = report_store.reports(places, name, students)
    return course, Albums(places, name, release, raw), class_repairs.RepairStore(places, name), reports


def _beside(work: StudentWork) -> None:
    """Copy what `nbgrader release_feedback` asks for beside a page, if the exchange brought the hand-in."""
    for name in ("timestamp.txt", submitted_files.EXCHANGE_KEY):
        source, target = work.autograded / name, work.feedback / name
        if source.is_file():
            write_atomically(target, source.read_bytes())
        else:
            target.unlink(missing_ok=True)


def _history(places: Places, name: str, student: str, tell: Tell) -> tuple[history.Change, ...]:
    """Read how a student's scores changed. If that fails, tell, and return (): the page does without."""
    try:
        return history.read_history(places.work(name, student))
    except AutograderError as error:
        tell(f"{clean(student, 100)}: no history: {error}")
        return ()


def _code(handed_in: HandIn) -> Mapping[str, str]:
    """Map each function to what the student wrote; where it is there twice, the last counts."""
    return {name: hand_in.code_of(handed_in, name)[-1] for name in _functions(handed_in)}


def _defined_again(handed_in: HandIn) -> Mapping[str, str]:
    """Map each function that is defined again below its own cell to the label of the cell that counts."""
    labels = {name: hand_in.defined_again_in(handed_in, name) for name in _functions(handed_in)}
    return {name: label for name, label in labels.items() if label}


def _functions(handed_in: HandIn) -> list[str]:
    return sorted({cell.name for cell in handed_in.cells if cell.role.is_function})


# --- what the students' functions draw ---------------------------------------------------------


class Albums:
    """The pictures of one assignment's hand-ins, on disk."""

    def __init__(self, places: Places, name: str, release: Notebook, raw: bytes) -> None:
        self.places, self.name, self.release = places, name, release
        self.people = roster.read_roster(places)
        made_by = digest(raw, f"{__version__} {version('matplotlib')} {version('numpy')}".encode())
        self.disk = BesideReports(
            tuple[Picture, ...],
            lambda report: digest(
                made_by.encode(), report.digest.encode(), self._language(report.student).encode()
            ),
            lambda student: places.work(name, student).pictures,
        )

    def pictures(self, report: Report) -> tuple[Picture, ...]:
        """Return a hand-in's pictures, as far as they could be drawn."""
        return self.disk.kept(report) or ()

    def handed_in(self, report: Report) -> HandIn | None:
        """Return the hand-in that the report is on, or None if it cannot be read or is no longer there.

        Its locked cells have their words in the language of the page, so that its pictures have them too.
        """
        release = notebook.with_locked_cells_in(self.release, self._language(report.student))
        return graded_work.graded_hand_in(self.places, self.name, release, report)

    def missing(self, reports: Iterable[Report]) -> list[str]:
        """Return the students whose pictures are still to be drawn; none if the assignment has no picture."""
        return self.disk.missing(reports) if self.release.pictures else []

    def _language(self, student: str) -> Language:
        """Return the language that the roster says, or "" for the release's own."""
        return self.people.language_of(student, "")

    def draw(self, student: str, at: studio.Studio) -> None:
        """Draw one hand-in's pictures and store them."""
        report = report_store.read_report(self.places.work(self.name, student))
        handed_in = self.handed_in(report)
        self.disk.keep(report, at.pictures(handed_in) if handed_in else ())


def draw(course: Course, albums: Albums, students: list[str], tell: Tell, progress: Progress) -> None:
    """Draw the pictures of some students. Lanes share their zygotes and a cache of drawn pictures."""
    if not students:
        return
    imports = course.imports_of(albums.name)
    with_matplotlib = tuple(dict.fromkeys((*imports, *studio.IMPORTS)))
    recorded = not pictures.draws(imports)  # else the recorder cannot stand in for Matplotlib
    heavy = recorded and not set(imports) <= {"numpy"}  # to fork, with Matplotlib as well
    released = released_program(studio.recorded_release(albums.release)) if recorded else ()
    beside: Callable[[], Zygote]

    def begin(tier: Tier, limits: WorkerLimits, data: str) -> list[Zygote]:
        """Start a zygote that draws records and one for the recorder, or one for programs with Matplotlib.

        If that one is heavy, a lane starts it once it meets a program that has no record.
        """
        nonlocal beside
        beside = functools.cache(lambda: Zygote(tier, with_matplotlib, limits, data))
        if not recorded:
            return [beside()]
        return [
            Zygote(tier, studio.IMPORTS, limits, data),
            Zygote(tier, imports, limits, data, released=released),
        ]

    with scratch.Scratch() as cache:

        def start(zygotes: Sequence[Zygote]) -> Callable[[str], None]:
            real = (lambda: beside().fork()) if heavy else zygotes[0].fork
            light = zygotes[1].fork if recorded else None
            at = studio.Studio(albums.release, course.limits, real, light, zygotes[0].fork, Path(cache))
            return lambda student: albums.draw(student, at)

        lanes.run_for_each(
            course, albums.places, albums.name, students, begin, start, "pictures", tell, progress
        )
