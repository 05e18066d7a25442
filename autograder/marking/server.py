"""The server of one marker's session. It listens on the loopback address alone."""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from tornado import web
from tornado.httpserver import HTTPServer

from autograder.course import load_course
from autograder.errors import AutograderError
from autograder.gradebook import grades
from autograder.marking import changes, views
from autograder.marking.guarded import HERE, MarkingSession, NotFound
from autograder.marking.session import held, keep_port, last_port, marker_name

MOST_BYTES = 64 << 10  # of a request's body: a comment, and names
_TOKEN, _NAME, _CELL = r"(?P<token>[\w-]*)", r"(?P<name>[A-Za-z]\w{0,63})", r"(?P<cell>[\w-]{1,200})"


def application(session: MarkingSession) -> web.Application:
    """Return the application with the handlers of all addresses."""
    shared = {"session": session}
    return web.Application(
        [
            (rf"/{_TOKEN}/", views.CoursePage, shared),
            (rf"/{_TOKEN}/static/(?P<file>[\w.]+)", views.StaticFile, shared),
            (rf"/{_TOKEN}/{_NAME}/", views.ClassPage, shared),
            (rf"/{_TOKEN}/{_NAME}/page/(?P<kind>\w+)/(?P<key>[\w-]+)", views.StudentPage, shared),
            (rf"/{_TOKEN}/{_NAME}/cell/{_CELL}", views.QuestionPage, shared),
            (rf"/{_TOKEN}/{_NAME}/cell/{_CELL}/marks", changes.Marks, shared),
            (rf"/{_TOKEN}/{_NAME}/cell/{_CELL}/give", changes.Give, shared),
            (rf"/{_TOKEN}/{_NAME}/cell/{_CELL}/undo", changes.Undo, shared),
            (rf"/{_TOKEN}/{_NAME}/cell/{_CELL}/bank", changes.SavedComments, shared),
        ],
        default_handler_class=NotFound,
        default_handler_args=shared,
        log_function=lambda handler: None,  # addresses hold the token
    )


def serve(
    root: Path, name: str, marker: str | None, port: int, is_anonymous: bool, tell: Callable[[str], None]
) -> None:
    """Serve one marker's session until it is ended."""
    course, places = load_course(root)
    if name:
        course.assignment(name)
    who = marker_name(marker)
    url = grades.address(course, places)
    grades.open_gradebook(url)  # a class can be watched from its first `grade` on
    grades.open_marking(url)
    with held(places, who):
        session = MarkingSession(root, who, is_anonymous)
        server = HTTPServer(application(session), max_body_size=MOST_BYTES, max_buffer_size=4 * MOST_BYTES)
        opened = _bind(port) if port else _any_port(last_port(places, who))
        session.port = opened.getsockname()[1]
        keep_port(places, who, session.port)
        path = f"{name}/" if name else ""
        tell(f"marking as {who}{', without names' if is_anonymous else ''}: {session.url(path)}")
        tell("The address is yours alone. Ctrl + C ends it; what the page calls saved is in the gradebook.")
        asyncio.run(_run(server, opened))
        session.worker.shutdown()


def _bind(port: int) -> socket.socket:
    try:
        opened = socket.create_server((HERE, port), backlog=128)
    except (OSError, OverflowError) as error:
        raise AutograderError(
            f"--port {port}", f"cannot be used ({error})", "name another, or leave --port out"
        ) from error
    opened.setblocking(False)
    return opened


def _any_port(wanted: int) -> socket.socket:
    """Open a socket on the port `wanted` if it is free, else on any."""
    try:
        return _bind(wanted)
    except AutograderError:
        return _bind(0)


async def _run(server: HTTPServer, opened: socket.socket) -> None:
    logging.getLogger("tornado.access").disabled = True
    server.add_socket(opened)
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    server.stop()
    await server.close_all_connections()
