"""nbgrader's door: its commands and formgrader's buttons grade and build as `autograder` does.

nbgrader_config.py names these classes. nbgrader's own steps read a score from what a cell printed, and
give full points for what they cannot read. Here the scores, the notebook and the report are the grader's
own, written before nbgrader goes on; where it failed, nothing is left that could pass for a score.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder import course, notebook
from autograder.authoring import build, reveals
from autograder.classroom import records
from autograder.course import Course, Places
from autograder.errors import AutograderError, CourseError
from autograder.gradebook import grades
from autograder.nbgrader_door import settings
from autograder.nbgrader_door.grader_process import GraderSession
from autograder.report import needs_person, waits_for
from autograder.sandbox import scratch
from autograder.submissions import report_store
from autograder.text import in_language

Resources = dict[str, Any]


class Unopened(NotebookExporter):
    """Opens no hand-in, so that no bytes can stop a batch. What `Grade` finds is written as it is."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)  # type: ignore[no-untyped-call]
        self.sessions: dict[str, GraderSession] = {}  # nbgrader makes an exporter a batch
        if isinstance(self.parent, Autograde):
            _refuse_harmful_steps(self.parent)
            self.grade_refused(self.parent)

    def from_filename(self, filename: str, resources: Resources | None = None, **named: Any) -> Any:
        """An empty notebook, through the preprocessors."""
        empty = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
        text, found = self.from_notebook_node(empty, resources, **named)  # type: ignore[no-untyped-call]
        return found.pop("autograded", text), found

    def session(self, places: Places, name: str) -> GraderSession:
        """The process that grades this batch."""
        if name not in self.sessions:
            self.sessions[name] = GraderSession(places.root, name)
        return self.sessions[name]

    def grade_refused(self, converter: Any) -> None:
        """Grade whom nbgrader will pass over or list as failed before it asks us, and so leave as they were.

        It refuses a notebook of another name, a hand-in without one, and a moment that is no date.
        """
        own = converter.coursedir
        _, places = course.load_course(Path(own.root))
        for folder in sorted(places.var.glob(f"submitted/{own.student_id}/{own.assignment_id}")):
            student = folder.parent.name
            if not _is_refused(own, folder):
                continue
            try:
                self.session(places, own.assignment_id).grade(student)
                self.log.warning("%s: graded, whatever is said of it below", student)
            except AutograderError as error:
                _leave_to_a_person(self.log, student, own.assignment_id, own.db_url)
                self.log.error("%s: %s", student, error)


def _refuse_harmful_steps(converter: Any) -> None:
    """Refuse a configuration that would write over what is found here, before anybody is touched."""
    name, harm = settings.harmful_step(converter.autograde_preprocessors)
    if name:
        raise CourseError(
            "nbgrader's configuration, c.Autograde.autograde_preprocessors",
            f"{name} is there: {harm}",
            f"take {name} out of the list; `autograder doctor` looks at the other settings",
        )


def _is_refused(coursedir: Any, folder: Path) -> bool:
    """Whether nbgrader itself stops at a hand-in."""
    try:
        coursedir.get_existing_timestamp(str(folder))
    except (ValueError, OverflowError, OSError, AttributeError):  # it calls a `fail` that it does not have
        return True
    return [file.name for file in folder.glob("*.ipynb")] != [f"{folder.name}.ipynb"]


class Build(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes the place of all steps of `nbgrader generate_assignment`: they would release other files."""

    def preprocess(self, nb: Any, resources: Resources) -> tuple[Any, Resources]:
        """The released notebook; the files beside it are brought in step too."""
        own = resources["nbgrader"]
        name = own["assignment"]
        found, places = course.load_course(Path(self.parent.parent.coursedir.root))
        _refuse_other_gradebook(found, places, own["db_url"])
        now = datetime.now(UTC)
        reveals.refuse_too_early(found, name, now)
        for line in reveals.before_it_goes_out(found, [name], now):
            self.log.warning(line)
        files = build.build(found, places, name)
        build.write(places, name, files)
        place = f"release/{name}/{name}.ipynb"
        released = notebook.parse_notebook(files[place], place)
        grades.record_assignment(own["db_url"], name, released, found.due(name))
        resources["autograded"] = files[place].decode()
        return nbformat.reads(files[place], as_version=4), resources  # type: ignore[no-untyped-call]


class Grade(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes the place of `Execute` and of `SaveAutoGrades`."""

    def preprocess(self, nb: Any, resources: Resources) -> tuple[Any, Resources]:
        """The autograded notebook of the student whom nbgrader names."""
        own = resources["nbgrader"]
        try:
            raw = self.graded(own["student"], own["assignment"], own["db_url"])
        except Exception:
            _leave_to_a_person(self.log, own["student"], own["assignment"], own["db_url"])
            raise  # nbgrader lists the student as failed, and goes on
        resources["autograded"] = raw.decode()
        return nbformat.reads(raw, as_version=4), resources  # type: ignore[no-untyped-call]

    def graded(self, student: str, name: str, db_url: str) -> bytes:
        """Grade, and give the notebook's bytes."""
        found, places = course.load_course(Path(self.parent.parent.coursedir.root))
        _refuse_other_gradebook(found, places, db_url)
        self.parent.session(places, name).grade(student)
        report = report_store.read_report(places, name, student)
        if needs_person(report):
            self.log.warning(
                "%s needs a person: %s",
                student,
                in_language(waits_for(report), "en") or "a test of ours failed",
            )
        folder = places.autograded(student, name)
        for entry in folder.iterdir():
            # nbgrader has copied the hand-in's other files, links' targets too, and source's.
            if entry.name not in (f"{name}.ipynb", "timestamp.txt"):
                scratch.remove(entry) if entry.is_dir() else entry.unlink()
        records.project_key(places, name, student)
        return folder.joinpath(f"{name}.ipynb").read_bytes()


def _refuse_other_gradebook(found: Course, places: Places, db_url: str) -> None:
    address = grades.address(found, places)
    if db_url != address:
        shown = grades.shown(address)
        raise CourseError(
            "nbgrader's db_url", f"this course's gradebook is {shown}", "set `gradebook` in course.yml"
        )


def _leave_to_a_person(log: Any, student: str, name: str, db_url: str) -> None:
    """Take back what an earlier grading said: it was of another hand-in, or by other rules."""
    try:
        with Gradebook(db_url) as book:
            for handed_in in book.find_submission(name, student).notebooks:
                for cell in handed_in.grades:
                    cell.auto_score, cell.needs_manual_grade = None, True
            book.db.commit()
    except Exception:
        log.exception("%s: the gradebook could not be told", student)
