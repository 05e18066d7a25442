"""The pages of a session: the course, a class, answers beside their mark scheme, pages about a student."""

from http import HTTPStatus
from pathlib import Path

from tornado import web

from autograder.classroom import progress_files
from autograder.marking import class_view
from autograder.marking.guarded import Guarded
from autograder.submissions import roster

STATIC = {"marking.css": "text/css", "marking.js": "text/javascript", "live.js": "text/javascript"}
# Of a page that was written for a student: it needs its own styles and pictures, and nothing may run in it.
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)


class CoursePage(Guarded):
    """Page with all assignments."""

    async def get(self, token: str) -> None:
        course, places = await self.work(self.session.course)
        lines = await self.work(lambda: class_view.assignments(course, places))
        self.page(
            "marking_course.html", course=course, lines=lines, grading=progress_files.running_grade(places)
        )


class ClassPage(Guarded):
    """Page of a class in one assignment."""

    async def get(self, token: str, name: str) -> None:
        view = await self.work(lambda: self.session.view(name))
        course, places = await self.work(self.session.course)
        self.page(
            "marking_class.html",
            course=course,
            view=view,
            grading=progress_files.running_grade(places),
            followed=progress_files.running_follower(places, name),
            is_anonymous=self.session.is_anonymous,
        )


class StudentPage(Guarded):
    """A page about a student that `feedback` or `show` has written."""

    async def get(self, token: str, name: str, kind: str, key: str) -> None:
        if self.session.is_anonymous or kind not in class_view.PAGES:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)

        def find() -> bytes | None:
            view, places = self.session.view(name), self.session.course()[1]
            student = next((row.id for row in view.rows if row.key == key), None)
            file = student and class_view.student_page(places.work(name, student), kind)
            return file.read_bytes() if file else None

        raw = await self.work(find)
        if raw is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", PAGE_POLICY)
        self.finish(raw)


class QuestionPage(Guarded):
    """Page of twenty answers beside their mark scheme."""

    async def get(self, token: str, name: str, cell: str) -> None:
        show = "all" if self.get_query_argument("show", "") == "all" else "waiting"
        after, before = (self.get_query_argument(side, "") for side in ("after", "before"))
        self.page("marking.html", **await self.work(lambda: self._found(name, cell, show, after, before)))

    def _found(self, name: str, cell: str, show: str, after: str, before: str) -> dict[str, object]:
        session = self.session
        question = session.question(name, cell)
        marks = question.marks()
        window = question.window(marks, session.marker, show == "waiting", after, before)
        names = {entry.id: entry.name for entry in roster.read_roster(question.places).students}
        return {
            "question": question,
            "name": name,
            "show": show,
            "window": window,
            "tally": question.tally(marks),
            "cards": [
                question.card(student, marks[student], names.get(student, ""), session.is_anonymous)
                for student in window.students
            ],
            "bank": question.bank(),
        }


class StaticFile(Guarded):
    """Style sheet and scripts of the pages."""

    def get(self, token: str, file: str) -> None:
        """Send one of the files in STATIC."""
        if file not in STATIC:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", f"{STATIC[file]}; charset=utf-8")
        self.finish((Path(__file__).parent / "static" / file).read_bytes())
