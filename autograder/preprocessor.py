"""nbgrader's door: `nbgrader autograde` and formgrader's button grade as `autograder grade` does.

nbgrader_config.py names these classes. nbgrader's own steps read a score from what a cell printed, and
give full points for what they cannot read. Here the scores, the notebook and the report are the grader's
own, written before nbgrader goes on; where it failed, nothing is left that could pass for a score.
"""

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder import course, grade, gradebook, stored
from autograder.course import Places
from autograder.errors import CourseError
from autograder.phrases import pick
from autograder.sandbox import scratch
from autograder.session import Session

Resources = dict[str, Any]


class Unopened(NotebookExporter):
    """Opens no hand-in, so that no bytes can stop a batch. What `Grade` finds is written as it is."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)  # type: ignore[no-untyped-call]
        self.sessions: dict[str, Session] = {}  # nbgrader makes an exporter a batch

    def from_filename(self, filename: str, resources: Resources | None = None, **named: Any) -> Any:
        """An empty notebook, through the preprocessors."""
        empty = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
        text, found = self.from_notebook_node(empty, resources, **named)  # type: ignore[no-untyped-call]
        return found.pop("autograded", text), found

    def session(self, places: Places, name: str) -> Session:
        """The process that grades this batch."""
        if name not in self.sessions:
            self.sessions[name] = Session(places.root, name)
        return self.sessions[name]


class Grade(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes the place of `Execute` and of `SaveAutoGrades`."""

    def preprocess(self, nb: Any, resources: Resources) -> tuple[Any, Resources]:
        """The autograded notebook of the student whom nbgrader names."""
        own = resources["nbgrader"]
        try:
            raw = self.graded(own["student"], own["assignment"], own["db_url"])
        except Exception:
            self.leave_to_a_person(own["student"], own["assignment"], own["db_url"])
            raise  # nbgrader lists the student as failed, and goes on
        resources["autograded"] = raw.decode()
        return nbformat.reads(raw, as_version=4), resources  # type: ignore[no-untyped-call]

    def graded(self, student: str, name: str, db_url: str) -> bytes:
        """Grade, and give the notebook's bytes."""
        found, places = course.load_course(Path(self.parent.parent.coursedir.root))
        address = gradebook.address(found, places)
        if db_url != address:
            shown = gradebook.shown(address)
            raise CourseError(
                "nbgrader's db_url", f"this course's gradebook is {shown}", "set `gradebook` in course.yml"
            )
        self.parent.session(places, name).grade(student)
        report = stored.read(places, name, student)
        if grade.needs_person(report):
            self.log.warning(
                "%s needs a person: %s", student, pick(report.reason, "en") or "a test of ours failed"
            )
        folder = places.autograded(student, name)
        for entry in folder.iterdir():
            # nbgrader has copied the hand-in's other files, links' targets too, and source's.
            if entry.name not in (f"{name}.ipynb", "timestamp.txt"):
                scratch.remove(entry) if entry.is_dir() else entry.unlink()
        return folder.joinpath(f"{name}.ipynb").read_bytes()

    def leave_to_a_person(self, student: str, name: str, db_url: str) -> None:
        """Take back what an earlier grading said: it was of another hand-in, or by other rules."""
        try:
            with Gradebook(db_url) as book:
                for notebook in book.find_submission(name, student).notebooks:
                    for cell in notebook.grades:
                        cell.auto_score, cell.needs_manual_grade = None, True
                book.db.commit()
        except Exception:
            self.log.exception("%s: the gradebook could not be told", student)
