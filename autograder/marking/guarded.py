"""The base of all requests of a session: checks on who may ask, and the one thread that does the work.

Every address begins with the session's secret token. So no cookie is needed, which other servers of this
machine would get too. A request must name this server as its host, and a change also as its origin. Pages
load only what is on this server, and no text of a student's becomes markup.
"""

import asyncio
import hmac
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from tornado import web

from autograder import __version__
from autograder.classroom import class_results
from autograder.course import Course, load_course
from autograder.errors import AutograderError
from autograder.files import stat_of
from autograder.marking import class_view
from autograder.marking.answers import Question
from autograder.pages import titles
from autograder.pages.rendering import render
from autograder.paths import Places

HERE = "127.0.0.1"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
Value = TypeVar("Value")


class MarkingSession:
    """The state of one session. One thread does the work, one request after the other."""

    def __init__(self, root: Path, marker: str, is_anonymous: bool) -> None:
        self.root, self.marker, self.is_anonymous = root, marker, is_anonymous
        self.worker = ThreadPoolExecutor(max_workers=1)
        self.token, self.port = secrets.token_urlsafe(24), 0
        self._questions: dict[tuple[str, str], tuple[tuple[int, ...], Question]] = {}
        self._views: dict[str, tuple[float, class_view.ClassView]] = {}

    def course(self) -> tuple[Course, Places]:
        """Read the course as it is now."""
        return load_course(self.root)

    def question(self, name: str, cell: str) -> Question:
        """Return a graded cell; it is read again if course or notebook have changed."""
        course, places = self.course()
        course.assignment(name)
        files = (places.root / "course.yml", places.source(name), places.released(name))
        stamp = tuple(part for file in files for part in stat_of(file))
        known = self._questions.get((name, cell))
        if known is None or known[0] != stamp:
            known = stamp, Question(course, places, name, cell, class_results.read_release(places, name))
            self._questions[name, cell] = known
        return known[1]

    def view(self, name: str) -> class_view.ClassView:
        """Return a class; to read it again and again takes a tenth of the time at most."""
        course, places = self.course()
        course.assignment(name)
        until, view = self._views.get(name, (0.0, None))
        if view is None or time.monotonic() > until:
            began = time.monotonic()
            view = class_view.class_view(course, places, name, self.is_anonymous)
            self._views[name] = time.monotonic() + 9 * (time.monotonic() - began), view
        return view

    def changed(self) -> None:
        """Have classes read again, since a mark was given here."""
        self._views.clear()

    def url(self, path: str = "") -> str:
        return f"http://{HERE}:{self.port}/{self.token}/{path}"


class Guarded(web.RequestHandler):
    """Base of all handlers: refuses a request without the token, or from another site."""

    def initialize(self, session: MarkingSession) -> None:
        """Keep the session, which all handlers share."""
        self.session = session

    def set_default_headers(self) -> None:
        """Set the headers of all answers, refusals too."""
        self.clear_header("Server")
        for name, text in HEADERS.items():
            self.set_header(name, text)

    def prepare(self) -> None:
        """Refuse a forbidden request before anything is read or looked up."""
        hosts = {f"{name}:{self.session.port}" for name in (HERE, "localhost")}
        host = self.request.headers.get("Host", "")
        if host not in hosts:
            raise web.HTTPError(HTTPStatus.FORBIDDEN, "another host")
        if not hmac.compare_digest(self.path_kwargs.get("token", "").encode(), self.session.token.encode()):
            raise web.HTTPError(HTTPStatus.FORBIDDEN, "no token")
        if self.request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise web.HTTPError(HTTPStatus.FORBIDDEN, "another site")
        if self.request.method == "POST":
            kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip()
            if self.request.headers.get("Origin") != f"http://{host}" or kind != "application/json":
                raise web.HTTPError(HTTPStatus.FORBIDDEN, "another origin")

    async def work(self, do: Callable[[], Value]) -> Value:
        """Run `do`, which reads files or the gradebook, in the session's thread; the loop answers others."""
        return await asyncio.get_running_loop().run_in_executor(self.session.worker, do)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with an error: a refusal says next to nothing, an error of ours says what to do."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        said = HTTPStatus(status_code).phrase
        if isinstance(error, AutograderError):
            if self.request.method == "POST":
                self.say({"problem": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)
                return
            self.set_status(HTTPStatus.CONFLICT)
            said = str(error)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(said + "\n")

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log a bug with its traceback; what a person can put right is on the page."""
        if not isinstance(value, AutograderError):
            super().log_exception(typ, value, tb)

    def say(self, value: object, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(msgspec.json.encode(value))

    def page(self, template: str, **values: object) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        base = f"/{self.session.token}/"
        self.finish(
            render(
                template,
                base=base,
                marker=self.session.marker,
                kit=__version__,
                heading=titles.as_title,
                **values,
            )
        )

    def asked(self, kind: type[Value]) -> Value:
        """Return the body that a page sent, checked against the type `kind`."""
        try:
            return msgspec.json.decode(self.request.body, type=kind)
        except msgspec.MsgspecError as error:
            raise web.HTTPError(HTTPStatus.BAD_REQUEST, "not what a page sends") from error


class NotFound(Guarded):
    """Handler of every other address."""

    def get(self, **_: str) -> None:
        raise web.HTTPError(HTTPStatus.NOT_FOUND)

    post = get
