"""The feedback pages of a class: reports and people's marks in, a page for each student out."""

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from autograder import __version__, hand_in, notebook
from autograder.classroom import graded_work, history, notices
from autograder.classroom import marks as marking
from autograder.course import Course, digest, load_course
from autograder.diagnosis import misconceptions
from autograder.errors import AutograderError
from autograder.files import locked, remove_partial_files, write_atomically
from autograder.gradebook import grades
from autograder.hand_in import HandIn
from autograder.notebook import Notebook
from autograder.pages import class_repairs, feedback_page, lanes, studio
from autograder.pages.drawings import Picture
from autograder.pages.lanes import Tell
from autograder.paths import Places, StudentWork
from autograder.report import Report, clean
from autograder.sandbox import scratch
from autograder.sandbox.process import Zygote
from autograder.sandbox.run import released_program
from autograder.sandbox.tiers import Tier, WorkerLimits
from autograder.submissions import attempt_policy, report_store, roster, submitted_files
from autograder.text import AnyText


def write_feedback(
    root: Path,
    name: str,
    students: tuple[str, ...] = (),
    tell: Tell = lambda line: None,
    remarks: Mapping[str, AnyText] | None = None,
) -> list[Path]:
    """Write a page for each report, with people's marks and comments; returns the pages' paths.

    `tell` is told, as a sentence, what the pages have to do without. `remarks` are shown at the top of the
    pages of some students.
    """
    course, places = load_course(root)
    course.assignment(name)
    raw = places.released(name).read_bytes()
    release = notebook.parse_notebook(raw, f"release/{name}/{name}.ipynb")
    order = [cell.name for cell in release.cells if cell.name]
    reports = report_store.reports(places, name, students)
    url = grades.address(course, places)
    hints = misconceptions.hints(places.suites(name) / "misconceptions.yml")
    lateness = attempt_policy.lateness(course, places, name, reports.students)
    marking.note_new_marks(course, places, name, list(reports.students))
    if grades.is_made(url):
        grades.take_off(url, name, lateness)  # people may have marked since the class was graded
    entries = grades.scores(url, name) if grades.is_made(url) else {}
    people = roster.read_roster(places)
    written = []
    with locked(places.var / "feedback.lock", "writing feedback for"):
        remove_partial_files(places.var / "feedback", f"*/{name}")
        albums = Albums(places, name, release, raw)
        draw(course, albums, list(reports.students), tell)
        repairs = class_repairs.find_repairs(course, places, name, release, list(reports.students), tell)
        for report in reports:
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
                pictures=albums.pictures(report),
                lateness=lateness[report.student],
                again=[cell for cell in marks if cells[cell].needs_manual_grade],
                repairs=repairs.get(report.student, {}),
                history=known,
                remark=(remarks or {}).get(report.student, ""),
                notice=notices.notice_of(
                    report, known, marks.keys(), entries.get(report.student), lateness[report.student]
                ),
            )
            write_atomically(file, page.encode())
            _beside(places.work(name, report.student))
            written.append(file)
    return written


def _beside(work: StudentWork) -> None:
    """Put beside a page what `nbgrader release_feedback` asks for, where the exchange brought the hand-in."""
    for name in ("timestamp.txt", submitted_files.EXCHANGE_KEY):
        source, target = work.autograded / name, work.feedback / name
        if source.is_file():
            write_atomically(target, source.read_bytes())
        else:
            target.unlink(missing_ok=True)


def _history(places: Places, name: str, student: str, tell: Tell) -> tuple[history.Change, ...]:
    """How the scores have changed. A page does without where that cannot be read, and nobody else's waits."""
    try:
        return history.read_history(places.work(name, student))
    except AutograderError as error:
        tell(f"{clean(student, 100)}: no history: {error}")
        return ()


def _code(handed_in: HandIn) -> Mapping[str, str]:
    """Return what a student wrote, by cell; where a cell is there twice, the one that counts."""
    names = {cell.name for cell in handed_in.cells if cell.role.is_function}
    return {name: hand_in.code_of(handed_in, name)[-1] for name in sorted(names)}


# --- what the students' functions draw ---------------------------------------------------------


class Album(msgspec.Struct, frozen=True):
    """A hand-in's pictures, kept beside its report. `key` names all that can change them."""

    key: str
    pictures: tuple[Picture, ...]


class Albums:
    """The pictures of one assignment's hand-ins, on disk."""

    def __init__(self, places: Places, name: str, release: Notebook, raw: bytes) -> None:
        self.places, self.name, self.release = places, name, release
        self.made_by = digest(raw, f"{__version__} {version('matplotlib')} {version('numpy')}".encode())

    def key(self, report: Report) -> str:
        """Digest of all that can change one hand-in's pictures."""
        return digest(self.made_by.encode(), report.digest.encode())

    def work(self, student: str) -> StudentWork:
        return self.places.work(self.name, student)

    def kept(self, report: Report) -> Album | None:
        """Return what is on disk and still true."""
        try:
            album = msgspec.json.decode(self.work(report.student).pictures.read_bytes(), type=Album)
        except (OSError, msgspec.MsgspecError):
            return None
        return album if album.key == self.key(report) else None

    def pictures(self, report: Report) -> tuple[Picture, ...]:
        """A hand-in's pictures, as far as they could be drawn."""
        album = self.kept(report)
        return album.pictures if album else ()

    def handed_in(self, report: Report) -> HandIn | None:
        """The hand-in that the report is on; None where it cannot be read, or is no longer there."""
        return graded_work.graded_hand_in(self.places, self.name, self.release, report)

    def draw(self, report: Report, at: studio.Studio) -> None:
        """Draw one hand-in's pictures and keep them."""
        handed_in = self.handed_in(report)
        pictures = at.pictures(handed_in) if handed_in else ()
        write_atomically(
            self.work(report.student).pictures, msgspec.json.encode(Album(self.key(report), pictures))
        )


def draw(course: Course, albums: Albums, students: list[str], tell: Tell) -> None:
    """Draw what is not there yet. Lanes share their clean processes, and what they have drawn."""
    if not albums.release.pictures:
        return
    missing = [
        student for student in students if albums.kept(report_store.read_report(albums.work(student))) is None
    ]
    if not missing:
        return
    imports = course.imports_of(albums.name)
    with_matplotlib = tuple(dict.fromkeys((*imports, *studio.IMPORTS)))
    recorded = studio.can_record(imports)
    released = released_program(studio.recorded_release(albums.release)) if recorded else ()

    def begin(tier: Tier, limits: WorkerLimits, data: str) -> list[Zygote]:
        """Both kinds of clean processes, or the one that is needed."""
        real = Zygote(tier, with_matplotlib, limits, data)
        return [real, Zygote(tier, imports, limits, data, released=released)] if recorded else [real]

    with scratch.Scratch() as cache:

        def start(zygotes: Sequence[Zygote]) -> Callable[[str], None]:
            light = zygotes[1].fork if recorded else None
            at = studio.Studio(albums.release, course.limits, zygotes[0].fork, light, Path(cache))
            return lambda student: albums.draw(report_store.read_report(albums.work(student)), at)

        lanes.run_for_each(course, albums.places, albums.name, missing, begin, start, "pictures", tell)
