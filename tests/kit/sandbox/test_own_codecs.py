"""A type that an assignment brings a codec for crosses as plain values; our side runs the author's `read` alone."""

import textwrap
from collections import deque

import pytest

from autograder.diagnosis.casebook import in_folder, use_codecs
from autograder.errors import SuiteError
from autograder.sandbox.proxy import Loopback, NotAValue, Opaque, Student, WorkerChannel
from autograder.worker import codec, program, protocol

CODECS = """
from collections import deque


def write_line(waiting):
    return list(waiting)


def read_line(parts):
    if not isinstance(parts, list):
        raise ValueError("no line")
    return deque(parts)


def codecs():
    yield "collections.deque", write_line, read_line
    yield "__main__.Point", lambda point: (point.x, point.y), tuple
"""
PROGRAM = """
from collections import deque

class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

class Liar(deque):
    pass

def line(*items):
    return deque(items)
def point(x, y):
    return Point(x, y)
def length(line):
    line.append(0)
    return len(line)
def liar():
    return Liar()
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/codecs.py").write_text(CODECS)
    with in_folder(tmp_path):
        yield tmp_path
    assert codec.own_source() == ""


@pytest.fixture(params=["loopback", "worker"])
def student(request, folder, zygote):
    cells = (protocol.ProgramCell("program", PROGRAM),)
    asked = protocol.RunProgram(0, cells, 0, 1_000, codecs=codec.own_source())
    if request.param == "loopback":
        session = program.Session(program.fresh_namespace(), None)
        list(session.run(asked))
        yield Student(Loopback(session))
        return
    worker = zygote.fork()
    worker.send(asked, 1e12)
    assert worker.receive(1e12, 1 << 20).error == ""
    assert isinstance(worker.receive(1e12, 1 << 20), protocol.Ready)
    yield Student(WorkerChannel(worker, 5.0))
    worker.kill()


def test_a_type_with_a_codec_goes_there_and_comes_back(student):
    assert student.line(1, "a", {2}) == deque([1, "a", {2}])
    assert student.length(deque([1, 2])) == 3
    assert student.point(1, 2.5) == (1, 2.5)


def test_a_subclass_stays_where_it_is(student):
    assert isinstance(student.liar(), Opaque)


def test_what_the_authors_codec_cannot_read_is_the_students_failure_and_the_worker_lives(student):
    forged = protocol.raw(protocol.Coded("collections.deque", 7))
    with pytest.raises(protocol.UnreadableError):
        protocol.to_python(protocol.unraw(forged), None)
    line = student.__dict__["_connection"]
    with pytest.raises(NotAValue, match=r"cannot be judged: a collections\.deque"):
        line.python(protocol.Coded("collections.deque", 7))
    assert student.line(1) == deque([1])


def test_without_the_file_the_type_stays_where_it_is(folder, tmp_path):
    with in_folder(tmp_path / "another"):
        assert codec.codec_of(deque) is None
    assert codec.codec_of(deque) is not None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "KeyError"),
        ("def codecs(): yield 'deque', list, list", "write its module too"),
        ("def codecs(): yield 'builtins.list', list, list", "a way to cross already"),
        ("import no_such_module", "no_such_module"),
        ("def (", "SyntaxError"),
    ],
)
def test_a_codecs_file_that_is_none_is_the_authors_error(tmp_path, text, says):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/codecs.py").write_text(textwrap.dedent(text) or "\n")
    with pytest.raises(SuiteError, match=says):
        use_codecs(tmp_path)
    assert codec.own_source() == ""
