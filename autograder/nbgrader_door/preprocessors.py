"""Our classes for nbgrader: its commands and formgrader's buttons grade and build as `autograder` does.

nbgrader_config.py names these classes. nbgrader's own steps read a score from what a cell printed, and
give full points for what they cannot read. Here the scores, the notebook and the report are the grader's
own, written before nbgrader goes on; where it failed, nothing is left that could pass for a score.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder import notebook
from autograder.authoring import reveals
from autograder.classroom import records
from autograder.course import Course, load_course
from autograder.errors import AutograderError, CourseError
from autograder.gradebook import grades
from autograder.nbgrader_door import settings
from autograder.nbgrader_door.session import GraderSession
from autograder.paths import Places
from autograder.report import clean, needs_person, waits_for
from autograder.sandbox import scratch
from autograder.submissions import report_store
from autograder.text import in_language

Resources = dict[str, Any]
_STAMP_BYTES = 200


class Unopened(NotebookExporter):
    """Exporter that opens no hand-in, so no bytes stop a batch. What `Grade` made is written as it is."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)  # type: ignore[no-untyped-call]
        self.sessions: dict[str, GraderSession] = {}  # nbgrader makes an exporter for each batch
        self.failures: dict[str, AutograderError] = {}  # of students whom nbgrader must not look at
        self.left = set[str]()  # students whose earlier scores are gone, or who are graded anew
        if isinstance(self.parent, Autograde):
            _refuse_harmful_steps(self.parent)
            self.grade_refused(self.parent)
            self.watch(self.parent)

    def from_filename(self, filename: str, resources: Resources | None = None, **named: Any) -> Any:
        """Send an empty notebook through the preprocessors; return the notebook that they make."""
        empty = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
        text, resources_made = self.from_notebook_node(empty, resources, **named)  # type: ignore[no-untyped-call]
        return resources_made.pop("autograded", text), resources_made

    def session(self, places: Places, name: str) -> GraderSession:
        """Return the process that grades this batch."""
        if name not in self.sessions:
            self.sessions[name] = GraderSession(places.root, name)
        return self.sessions[name]

    def grade_refused(self, converter: Any) -> None:
        """Grade the hand-ins that nbgrader would stop at before it calls us, and keep it away from them.

        nbgrader refuses a notebook of another name, a hand-in without one, and a moment that is no date. It
        copies every file: links' targets too, and a pipe or a device never ends.
        """
        coursedir = converter.coursedir
        _, places = load_course(Path(coursedir.root))
        for folder in sorted(places.var.glob(f"submitted/{coursedir.student_id}/{coursedir.assignment_id}")):
            student = folder.parent.name
            why = _why_refused(coursedir, folder)
            if not why:
                continue
            try:
                self.session(places, coursedir.assignment_id).grade(student)
                self.log.warning("%s: graded by itself, since %s", student, why)
                for path in [path for path in converter.assignments if Path(path).parent.name == student]:
                    del converter.assignments[path]
            except AutograderError as error:
                _leave_to_a_person(self.log, student, coursedir.assignment_id, coursedir.db_url)
                self.log.error("%s: %s", student, error)
                self.failures[student] = error

    def watch(self, converter: Any) -> None:
        """Remove a student's earlier score if nbgrader itself fails before it calls us."""
        coursedir = converter.coursedir

        def watched(step: Callable[..., Any], student_of: Callable[..., str]) -> Callable[..., Any]:
            def watched_step(*arguments: str) -> Any:
                student = student_of(*arguments)
                try:
                    if student in self.failures:
                        raise self.failures[student]  # nbgrader lists the student as failed
                    return step(*arguments)
                except Exception:
                    if student not in self.left:
                        _leave_to_a_person(self.log, student, coursedir.assignment_id, coursedir.db_url)
                    raise

            return watched_step

        converter.init_destination = watched(converter.init_destination, lambda assignment, student: student)
        converter.init_assignment = watched(converter.init_assignment, lambda assignment, student: student)
        converter.convert_single_notebook = watched(
            converter.convert_single_notebook, lambda notebook: Path(notebook).parent.parent.name
        )


def _refuse_harmful_steps(converter: Any) -> None:
    """Refuse a configuration with steps that would overwrite our results, before anything is graded."""
    name, harm = settings.harmful_step(converter.autograde_preprocessors)
    if name:
        raise CourseError(
            "nbgrader's configuration, c.Autograde.autograde_preprocessors",
            f"{name} is there: {harm}",
            f"take {name} out of the list; `autograder doctor` looks at the other settings",
        )


def _why_refused(coursedir: Any, folder: Path) -> str:
    """Return the reason why nbgrader must not look at a hand-in; "" if it may."""
    if folder.parent.is_symlink() or folder.is_symlink() or not folder.is_dir():
        return "its folder is a link, or none"
    if odd := _odd_file(folder):
        return f"{clean(str(odd.relative_to(folder)), 100)} in it is no plain file that can be read"
    stamp = folder / "timestamp.txt"
    if stamp.exists() and stamp.stat().st_size > _STAMP_BYTES:
        return "its timestamp.txt is too long"
    try:
        coursedir.get_existing_timestamp(str(folder))
    except Exception as error:  # nbgrader's, of whatever kind: it would end there
        return f"nbgrader cannot read its timestamp.txt ({type(error).__name__})"
    if [file.name for file in folder.glob("*.ipynb")] != [f"{folder.name}.ipynb"]:
        return f"{folder.name}.ipynb is not its only notebook"
    return ""


def _odd_file(folder: Path) -> Path | None:
    """Find something below a folder that cannot be copied safely: a link, a pipe, an unreadable file."""
    waiting = [folder]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(inside) as entries:
                for entry in entries:
                    is_folder = entry.is_dir(follow_symlinks=False)
                    if not is_folder and not entry.is_file(follow_symlinks=False):
                        return Path(entry.path)
                    if not os.access(entry.path, os.R_OK) or not entry.name.isprintable():
                        return Path(entry.path)
                    if is_folder:
                        waiting.append(Path(entry.path))
        except OSError:
            return inside
    return None


class Build(NbGraderPreprocessor):  # type: ignore[misc]
    """Replacement of all steps of `nbgrader generate_assignment`, which would release other files."""

    def preprocess(self, nb: Any, resources: Resources) -> tuple[Any, Resources]:
        """Build and write the assignment's release; return its notebook."""
        from autograder.authoring import build  # here, since a grading process builds nothing

        nbgrader = resources["nbgrader"]
        name = nbgrader["assignment"]
        course, places = load_course(Path(self.parent.parent.coursedir.root))
        _refuse_other_gradebook(course, places, nbgrader["db_url"])
        now = datetime.now(UTC)
        reveals.refuse_too_early(course, name, now)
        for line in reveals.reveal_warnings(course, [name], now):
            self.log.warning(line)
        files = build.build(course, places, name)
        build.write(places, name, files)
        place = f"release/{name}/{name}.ipynb"
        released = notebook.parse_notebook(files[place], place)
        grades.record_assignment(nbgrader["db_url"], name, released, course.due(name))
        resources["autograded"] = files[place].decode()
        return nbformat.reads(files[place], as_version=4), resources  # type: ignore[no-untyped-call]


class Grade(NbGraderPreprocessor):  # type: ignore[misc]
    """Replacement of nbgrader's steps `Execute` and `SaveAutoGrades`."""

    def preprocess(self, nb: Any, resources: Resources) -> tuple[Any, Resources]:
        """Grade the student whom nbgrader names, and return the autograded notebook."""
        nbgrader = resources["nbgrader"]
        self.parent.left.add(nbgrader["student"])
        try:
            raw = self.graded(nbgrader["student"], nbgrader["assignment"], nbgrader["db_url"])
        except Exception:
            _leave_to_a_person(self.log, nbgrader["student"], nbgrader["assignment"], nbgrader["db_url"])
            raise  # nbgrader lists the student as failed, and goes on
        resources["autograded"] = raw.decode()
        return nbformat.reads(raw, as_version=4), resources  # type: ignore[no-untyped-call]

    def graded(self, student: str, name: str, db_url: str) -> bytes:
        """Grade a student's hand-in, and return the autograded notebook's bytes."""
        course, places = load_course(Path(self.parent.parent.coursedir.root))
        _refuse_other_gradebook(course, places, db_url)
        self.parent.session(places, name).grade(student)
        work = places.work(name, student)
        report = report_store.read_report(work)
        if needs_person(report):
            self.log.warning(
                "%s needs a person: %s",
                student,
                in_language(waits_for(report), "en") or "a test of ours failed",
            )
        folder = work.autograded
        for entry in folder.iterdir():
            # nbgrader has copied the hand-in's other files, links' targets too, and source's.
            if entry.name not in (f"{name}.ipynb", "timestamp.txt"):
                scratch.remove(entry) if entry.is_dir() else entry.unlink()
        records.copy_exchange_key(work)
        return folder.joinpath(f"{name}.ipynb").read_bytes()


def _refuse_other_gradebook(course: Course, places: Places, db_url: str) -> None:
    address = grades.address(course, places)
    if db_url != address:
        shown = grades.printable_url(address)
        raise CourseError(
            "nbgrader's db_url", f"this course's gradebook is {shown}", "set `gradebook` in course.yml"
        )


def _leave_to_a_person(log: Any, student: str, name: str, db_url: str) -> None:
    """Remove the scores of an earlier grading: they were for another hand-in, or by other rules."""
    try:
        with Gradebook(db_url) as book:
            for submitted in book.find_submission(name, student).notebooks:
                for cell in submitted.grades:
                    cell.auto_score, cell.needs_manual_grade = None, True
            book.db.commit()
    except Exception:
        log.exception("%s: the gradebook could not be told", student)
