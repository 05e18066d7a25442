"""Which functions rely on which, and the reference in the place of one: only values cross, within bounds."""

import textwrap
import time

import pytest

from autograder.course import Limits
from autograder.grading.reliance import ReferenceWorker, ReplacedRun, needed_names, replaceable
from autograder.hand_in import HandIn
from autograder.notebook import PLAIN, Cell
from autograder.sandbox.process import WireBroken, WorkerFailure
from autograder.sandbox.proxy import Student, channel_of
from autograder.sandbox.run import ProgramRun
from autograder.worker import framing, protocol

LIMITS = Limits(call_seconds=20, cell_seconds=20, submission_seconds=60)
REFERENCE = """
import numpy as np
class Net:
    def __init__(self, weights):
        self.weights = weights
def double(x, times=2):
    return times * x
def move(net, step):
    net.weights -= step
def extend(numbers):
    numbers.append(len(numbers))
def draw():
    return float(np.random.rand())
def refuses(x):
    raise ValueError("no")
def made():
    return object()
def hangs():
    while True:
        pass
"""


def program(text):
    """A program of one cell."""
    return [protocol.ProgramCell("cell 1", textwrap.dedent(text))]


# --- who calls whom -------------------------------------------------------------------------------


def test_a_function_needs_what_it_calls_and_what_that_calls():
    found = needed_names(program("def a(): return b()\ndef b(): return c() + 1\ndef c(): return 0"))
    assert found["a"] >= {"b", "c"}
    assert found["b"] == {"c"}
    assert found["c"] == set()


@pytest.mark.parametrize(
    "text",
    [
        "b = lambda: c()\ndef a(): return b()",
        "class b:\n    def __call__(self): return c()\ndef a(): return b()()",
        "if True:\n    def b(): return c()\ndef a(): return b()",
        "b = c\ndef a():\n    def inner(): return b()\n    return inner()",
        "from functools import partial\nb = partial(c)\na = partial(b)",
        "x, (b, y) = 1, (c, 2)\ndef a(f=b): return f()",
        "%matplotlib inline\ndef b(): return c()\ndef a(): return b()",
    ],
)
def test_a_call_is_seen_through_whatever_binds_a_name(text):
    assert "c" in needed_names(program(text))["a"]


def test_a_cell_that_is_not_python_needs_nothing():
    assert needed_names(program("def a(:") + program("def b(): return c()")) == {"b": {"c"}}


def test_of_a_program_that_chains_thousands_of_names_only_those_that_are_asked_for_are_followed():
    text = "a0 = 0\n" + "\n".join(f"a{number} = a{number - 1}" for number in range(1, 20_000))
    found = needed_names(program(f"{text}\ndef b(): return a19999"), ["b"])
    assert found.keys() == {"b"}
    assert len(found["b"]) == 20_000


def test_nobody_is_replaced_who_needs_the_function_that_is_judged():
    found = needed_names(
        program("def a(): return b()\ndef b(): return c()\ndef c(): return a()\ndef d(): return b()")
    )
    assert [replaceable(name, ["a", "b", "c"], found) for name in "abc"] == [(), (), ()]
    assert replaceable("d", ["a", "b", "c"], found) == ("a", "b", "c")


# --- the reference's answers ----------------------------------------------------------------------


@pytest.fixture
def replaced(zygote):
    """Runs a program in which the reference answers for some names; gives a student of it."""
    held = []

    def start():
        worker = zygote.fork()
        held.append(worker)
        until = time.monotonic() + 60
        worker.send(protocol.RunProgram(0, (protocol.ProgramCell("reference", REFERENCE),), 0, 0), until)
        while not isinstance(worker.receive(until, framing.MAX_FRAME), protocol.Ready):
            pass
        return worker

    def make(text, *names, seconds=10.0):
        cell = Cell("a", "code", textwrap.dedent(text), PLAIN)
        run = ProgramRun(HandIn((cell,), "", frozenset()), {}, LIMITS, 0, zygote.fork)
        reference = ReferenceWorker(start, seconds, time.monotonic() + 60)
        whole = ReplacedRun(run, names, reference)
        worker = whole.worker()
        held.append(worker)
        return Student(whole.channel(worker, LIMITS.call_seconds))

    yield make
    for worker in held:
        worker.kill()


def test_the_reference_answers_with_its_own_defaults_and_keywords(replaced):
    student = replaced(
        "def double(x):\n    return None\ndef f(x):\n    return [double(x), double(x, times=3)]", "double"
    )
    assert student.f(4) == [8, 12]


def test_an_object_crosses_by_its_attributes_and_is_changed_in_place(replaced):
    text = """
        import numpy as np
        class Net:
            def __init__(self, weights):
                self.weights = weights
        def move(net, step):
            pass
        def f(step):
            net = Net(np.ones(2))
            same = net.weights
            move(net, step)
            move(net, step=step)
            return [net.weights, same]
    """
    weights, same = replaced(text, "move").f(0.25)
    assert weights.tolist() == [0.5, 0.5]
    assert same.tolist() in ([0.5, 0.5], [1.0, 1.0])  # one array or two, as the student's class has it


@pytest.mark.parametrize("call", ["extend(own)", "extend(numbers=own)"])
def test_a_list_is_changed_in_place(replaced, call):
    student = replaced(f"def f():\n    own = [5]\n    {call}\n    return own", "extend")
    assert student.f() == [5, 1]


def test_the_references_random_numbers_begin_where_the_students_do(replaced):
    student = replaced("def f():\n    return draw()", "draw")
    student.seed(3)
    first = student.f()
    student.seed(3)
    assert student.f() == first != student.f()


@pytest.mark.parametrize(
    "call", ["refuses(1)", "made()", "double(print)", "double(lambda: 1)", "double()", "double(x=object())"]
)
def test_what_the_reference_has_no_value_for_is_an_error_of_the_caller(replaced, call):
    student = replaced(f"def f():\n    return {call}\ndef g():\n    return 1", "refuses", "made", "double")
    with pytest.raises(TypeError):
        student.f()
    assert student.g() == 1


def test_a_reference_that_never_answers_fails_the_call_and_answers_the_next_worker(replaced):
    student = replaced("def f():\n    return hangs()", "hangs", seconds=0.5)
    with pytest.raises(WorkerFailure):
        student.f()


def test_questions_are_counted_and_too_many_end_the_worker(replaced):
    student = replaced("def f():\n    for _ in range(10_001):\n        double(1)\n    return 1", "double")
    with pytest.raises((WireBroken, WorkerFailure)):
        student.f()


@pytest.mark.parametrize(
    "forged",
    [
        "['asked', 1, 1, -9, ['t', []], ['d', []]]",
        "['asked', 1, 1, -1, ['t', [['h', 0, 'Session', True]]], ['d', []]]",
        "['asked', 1, 1, -1, ['t', [['o', 'Net', ['d', [['a', ['n', 'double']]]]]]], ['d', []]]",
        "['asked', 1, 1, -1, ['t', [['f', 0]]], ['d', []]]",
    ],
)
def test_a_forged_question_ends_the_worker(replaced, forged):
    text = """
        import gc, msgspec, socket
        def f():
            own = msgspec.msgpack.encode(FORGED)
            for thing in gc.get_objects():
                if type(thing) is socket.socket and thing.fileno() >= 0:
                    try:
                        thing.sendall(len(own).to_bytes(4, "big") + own)
                    except OSError:
                        pass
            return 1
    """
    student = replaced(text.replace("FORGED", forged), "double")
    with pytest.raises(WireBroken):
        student.f()


def test_a_malformed_reply_ends_the_students_worker_and_nobody_elses(replaced):
    """As without a reference in between: what answers so is asked nothing more."""
    text = """
        import gc, msgspec, socket
        def f():
            own = msgspec.msgpack.encode(["returned", 1, ["a", "<f8", [3], b""], None, ""])
            for thing in gc.get_objects():
                if type(thing) is socket.socket and thing.fileno() >= 0:
                    try:
                        thing.sendall(len(own).to_bytes(4, "big") + own)
                    except OSError:
                        pass
            return 1
    """
    student = replaced(text, "double")
    with pytest.raises(WireBroken, match="shape"):
        student.f()
    with pytest.raises(WorkerFailure):
        student.f()


def test_who_ends_a_channel_with_a_reference_in_between_ends_the_students_worker(replaced):
    student = replaced("def f():\n    return 1", "double")
    assert student.f() == 1
    channel_of(student).end()
    with pytest.raises(WorkerFailure):
        student.f()
