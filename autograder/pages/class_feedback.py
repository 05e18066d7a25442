"""The feedback pages of a class: reports and people's marks in, a page for each student out."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import msgspec

from autograder import __version__, hand_in, notebook
from autograder.classroom import graded_work, history, jobs, notices
from autograder.classroom import marks as marking
from autograder.course import Course, digest, load_course
from autograder.diagnosis import misconceptions
from autograder.errors import AutograderError
from autograder.files import clear_parts, one_at_a_time, write_whole
from autograder.gradebook import grades
from autograder.grading import pool
from autograder.hand_in import HandIn
from autograder.notebook import Notebook
from autograder.pages import class_repairs, feedback_page, studio
from autograder.pages.drawings import Picture
from autograder.paths import Places, StudentWork
from autograder.report import Report, clean
from autograder.sandbox import scratch, tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.run import released_program
from autograder.sandbox.tiers import Tier
from autograder.submissions import attempt_policy, report_store, roster, submitted_files
from autograder.text import AnyText

Tell = Callable[[str], None]


def write_feedback(
    root: Path,
    name: str,
    students: tuple[str, ...] = (),
    tell: Tell = lambda line: None,
    remarks: Mapping[str, AnyText] | None = None,
) -> list[Path]:
    """Write a page for each report, with people's marks and comments; gives the pages' paths.

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
    marking.see(course, places, name, list(reports.students))
    if grades.is_made(url):
        grades.take_off(url, name, lateness)  # people may have marked since the class was graded
    entries = grades.scores(url, name) if grades.is_made(url) else {}
    people = roster.read_roster(places)
    written = []
    with one_at_a_time(places.var / "feedback.lock", "writing feedback for"):
        clear_parts(places.var / "feedback", f"*/{name}")
        albums = Albums(places, name, release, raw)
        draw(course, albums, list(reports.students), tell)
        repairs = class_repairs.search(course, places, name, release, list(reports.students), tell)
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
            write_whole(file, page.encode())
            _beside(places.work(name, report.student))
            written.append(file)
    return written


def _beside(work: StudentWork) -> None:
    """Put beside a page what `nbgrader release_feedback` asks for, where the exchange brought the hand-in."""
    for name in ("timestamp.txt", submitted_files.EXCHANGE_KEY):
        source, target = work.autograded / name, work.feedback / name
        if source.is_file():
            write_whole(target, source.read_bytes())
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
    """What a student wrote, by cell; where a cell is there twice, the one that counts."""
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
        """Where one student's work is kept."""
        return self.places.work(self.name, student)

    def kept(self, report: Report) -> Album | None:
        """What is on disk and still true."""
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
        write_whole(
            self.work(report.student).pictures, msgspec.json.encode(Album(self.key(report), pictures))
        )


def draw(course: Course, albums: Albums, students: list[str], tell: Tell) -> None:
    """Draw what is not there yet, on all cores. A page does without what cannot be drawn."""
    if not albums.release.pictures:
        return
    missing = [
        student for student in students if albums.kept(report_store.read_report(albums.work(student))) is None
    ]
    if not missing:
        return
    tier = tiers.probe().tier
    if not tier.holds(Tier(course.sandbox)):
        tell(f"no pictures: they run students' code, and the sandbox here is {tier}, not {course.sandbox}")
        return
    try:
        jobs.refuse_exposed(albums.places, jobs.data_of(albums.places, albums.name))
        with ExitStack() as held:
            for number, lost in _draw(course, albums, missing, tier, held):
                if lost is not None:
                    tell(f"no pictures for {missing[number]!r}: {lost.what}")
    except AutograderError as error:
        tell(f"no pictures: {error}")
    finally:
        scratch.sweep()


def _draw(
    course: Course, albums: Albums, students: list[str], tier: Tier, held: ExitStack
) -> Iterator[tuple[int, pool.LaneLost | None]]:
    """Draw for each of these students, in lanes that share their clean processes and what they have drawn."""
    imports = course.imports_of(albums.name)
    with_real = tuple(dict.fromkeys((*imports, *studio.IMPORTS)))
    recorded = studio.can_record(imports)
    data = jobs.data_of(albums.places, albums.name)
    bounds = tiers.WorkerLimits(memory_bytes=course.limits.memory_mb << 20)
    released = released_program(studio.recorded_release(albums.release)) if recorded else ()

    def begin() -> list[Zygote]:
        """Both kinds of clean processes, or the one that is needed."""
        real = Zygote(tier, with_real, bounds, data)
        return [real, Zygote(tier, imports, bounds, data, released=released)] if recorded else [real]

    crew = os.cpu_count() or 1
    shelf = Path(held.enter_context(scratch.Scratch()))
    shared = [
        [held.enter_context(process) for process in begin()] for _ in range(0, crew, pool.LANES_A_ZYGOTE)
    ]
    for zygote in (process for some in shared for process in some):
        zygote.confirm()

    def start() -> pool.Work:
        some = shared[os.getpid() % len(shared)]
        forks = [
            process.fork for process in (begin() if any(process.has_ended() for process in some) else some)
        ]
        light = forks[1] if recorded else None
        at = studio.Studio(albums.release, course.limits, forks[0], light, shelf)
        return lambda number: albums.draw(report_store.read_report(albums.work(students[number])), at)

    yield from pool.run(len(students), crew, start)
