"""Real workers that die, hang, flood and forge: each ends as a failure of its own, and nothing is left of it."""

import contextlib
import gc
import json
import math
import os
import resource
import select
import shutil
import signal
import site
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np
import pytest
from waiting import is_gone

from autograder.errors import SandboxError
from autograder.sandbox import tiers
from autograder.sandbox.process import (
    READABLE,
    DeadlinePassed,
    WireBroken,
    WorkerDied,
    WorkerFailure,
    Zygote,
    font_cache,
    reply_limit,
)
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.worker import framing, protocol

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")

# Nothing hides the socket from a student's code: it may say on it whatever it likes.
SOCKET = """
import os, socket, stat, struct, time
import msgspec
import numpy as np

def own_socket():
    for number in range(64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                return socket.socket(fileno=os.dup(number))
        except OSError:
            pass

def one():
    return 1

def say(body):
    own_socket().sendall(body)
    return 1

def say_and_wait(body):
    own_socket().sendall(body)
    time.sleep(60)
"""

SEED = protocol.Seed(1, 0)
NOTHING = msgspec.Raw(protocol.raw(protocol.Tuple(()))), msgspec.Raw(protocol.raw(protocol.Dict(())))


@pytest.fixture
def forger(worker_of):
    """A student who speaks on the socket, and the worker."""

    def make(seconds=10.0):
        worker = worker_of(SOCKET)
        return Student(WorkerChannel(worker, seconds)), worker

    return make


def framed(*message):
    body = msgspec.msgpack.encode(list(message))
    return len(body).to_bytes(4, "big") + body


# --- ends -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "os._exit(0)",
        "os.kill(os.getpid(), 9)",
        "os.abort()",
        "own_socket().shutdown(socket.SHUT_RDWR)",
        "[os.close(n) for n in range(3, 64) if is_open(n)]",
        "os.closerange(0, 64)",
        "__import__('ctypes').string_at(0)",
    ],
)
def test_a_worker_that_ends_itself_has_died(worker_of, body):
    worker = worker_of(
        f"{SOCKET}\ndef is_open(n):\n    try:\n        return bool(os.fstat(n))\n    except OSError:\n"
        f"        return False\ndef f():\n    {body}"
    )
    with pytest.raises(WorkerDied):
        Student(WorkerChannel(worker, 10.0)).f()
    assert not worker.alive
    assert is_gone(worker.pid)


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "time.sleep(60)",
        "own_socket().recv(1)",
        "__import__('signal').pause()",
        "(lock := __import__('threading').Lock(), lock.acquire(), lock.acquire())",
        "[i for i in iter(int, 1) if i]",
    ],
)
def test_a_worker_that_hangs_is_late_and_gone(worker_of, body):
    worker = worker_of(f"{SOCKET}\ndef f():\n    {body}")
    began = time.monotonic()
    with pytest.raises(DeadlinePassed):
        Student(WorkerChannel(worker, 0.3)).f()
    assert time.monotonic() - began < 30  # a minute would be its own end
    assert is_gone(worker.pid)


def test_a_worker_that_ignores_every_signal_is_ended(worker_of):
    worker = worker_of(
        "import signal\nfor n in range(1, 64):\n    try:\n        signal.signal(n, signal.SIG_IGN)\n"
        "    except (OSError, ValueError):\n        pass\ndef f():\n    while True:\n        pass"
    )
    with pytest.raises(DeadlinePassed):
        Student(WorkerChannel(worker, 0.2)).f()
    assert is_gone(worker.pid)


def test_too_much_memory_is_an_exception_or_the_workers_end(worker_of):
    worker = worker_of("def f():\n    return len(bytearray(64 << 30))\ndef one():\n    return 1")
    student = Student(WorkerChannel(worker, 10.0))
    with pytest.raises((MemoryError, WorkerDied)):
        student.f()
    if worker.alive:
        assert student.one() == 1


def test_a_worker_that_sleeps_was_not_starved(worker_of):
    with pytest.raises(DeadlinePassed) as caught:
        Student(WorkerChannel(worker_of("import time\ndef f():\n    time.sleep(60)"), 0.2)).f()
    assert not caught.value.starved


def test_who_got_half_of_its_time_was_not_starved(worker_of):
    worker = worker_of("import time\ndef f():\n    while True:\n        pass")
    worker.send(protocol.Call(1, None, "f", *NOTHING), time.monotonic() + 60)
    while processor_seconds(worker.pid) < 0.3:
        time.sleep(0.02)
    worker.allowed = 0.5  # by now it has had more than half of this, on however busy a machine
    assert not worker.is_starved()
    worker.allowed = 1_000.0
    assert worker.is_starved()


def test_an_answer_that_has_come_is_not_late_though_nobody_looked_in_time(worker_of, monkeypatch):
    monkeypatch.setattr("autograder.sandbox.process.LOOK_SECONDS", 60.0)
    worker = worker_of("def f():\n    return 1")
    worker.send(protocol.Call(1, None, "f", *NOTHING), time.monotonic() + 60)
    assert select.select([worker.stream], [], [], 60)[0]
    past = time.monotonic() - 1  # the grader got no processor for a while
    worker.wait(past, READABLE)
    assert worker.receive(past, 1 << 20).value == 1
    with pytest.raises(DeadlinePassed):
        worker.wait(past, READABLE)


def test_long_after_its_deadline_nothing_is_read_any_more(worker_of):
    worker = worker_of("def f():\n    return 1")
    worker.send(protocol.Call(1, None, "f", *NOTHING), time.monotonic() + 60)
    assert select.select([worker.stream], [], [], 60)[0]
    with pytest.raises(DeadlinePassed):
        worker.wait(time.monotonic() - 60, READABLE)


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_what_comes_after_the_end_is_an_end_too(worker_of):
    worker = worker_of("def f():\n    return 1")
    worker.kill()
    worker.kill()
    with pytest.raises(WorkerDied):
        Student(WorkerChannel(worker, 1.0)).f()


# --- forgeries ------------------------------------------------------------------------------------

FORGED = {
    "garbage": b"\xff" * 100,
    "an empty frame": bytes(4),
    "no msgpack": b"\0\0\0\5hello",
    "a vast frame": b"\xff\xff\xff\xff",
    "a long frame": (64 << 20).to_bytes(4, "big"),
    "another call": framed("returned", 99, 1, None, ""),
    "an earlier call": framed("returned", 0, 1, None, ""),
    "a cell": framed("ran", 1, 0, False, "", 0, "", 0),
    "readiness": framed("ready", 1, []),
    "a request": framed("seed", 1, 1),
    "a callback never given": framed("asked", 1, 1, 0, ["t", []]),
    "a callback of a negative number": framed("asked", 1, 1, -1, ["t", []]),
    "a reference never made": framed("returned", 1, ["f", 0], None, ""),
    "a shape that lies": framed("returned", 1, ["a", "<f8", [1 << 40], b"12345678"], None, ""),
    "an object array": framed("returned", 1, ["a", "|O", [1], b"12345678"], None, ""),
    "a pickle": framed("returned", 1, b"cos\nsystem\n(S'true'\ntR.", None, ""),
    "arguments that lie": framed("returned", 1, 1, ["t", [["f", 3], ["a", "<f8", [9], b""]]], ""),
}


@pytest.mark.parametrize("body", FORGED.values(), ids=FORGED)
def test_what_is_no_answer_breaks_the_wire_and_ends_the_worker(forger, body):
    student, worker = forger()
    with pytest.raises(WireBroken):
        student.say_and_wait(body)
    assert is_gone(worker.pid)


@pytest.mark.parametrize("body", [b"\0", b"\0\0\0\x09abc", b"\0\0\x10\0"])
def test_half_an_answer_is_late(forger, body):
    student, worker = forger(seconds=0.3)
    with pytest.raises(DeadlinePassed):
        student.say_and_wait(body)
    assert is_gone(worker.pid)


def test_an_answer_that_drips_is_late(worker_of):
    worker = worker_of(
        SOCKET + "\ndef drip():\n    own = own_socket()\n    own.sendall(b'\\0\\x10\\0\\0')\n"
        "    while True:\n        own.sendall(b'\\xc0')\n        time.sleep(0.01)"
    )
    began = time.monotonic()
    with pytest.raises(DeadlinePassed):
        Student(WorkerChannel(worker, 0.5)).drip()
    assert time.monotonic() - began < 60  # all of it would take hours


def test_a_flood_takes_no_memory_of_ours(worker_of):
    worker = worker_of(
        SOCKET + "\ndef flood():\n    own = own_socket()\n    own.sendall(b'\\3\\0\\0\\0')\n"
        "    while True:\n        own.sendall(bytes(1 << 20))"
    )
    with pytest.raises(WireBroken, match=f"where {reply_limit(SEED, 0)} are allowed"):
        Student(WorkerChannel(worker, 5.0)).flood()


def test_a_second_answer_is_taken_for_no_other_call(forger):
    student, worker = forger()
    assert student.say(framed("returned", 1, 5, None, "")) == 5  # a lie about its own answer
    with pytest.raises(WireBroken, match="not open"):
        student.one()
    assert not worker.alive


def test_a_worker_that_lacks_what_was_not_asked_of_it_is_ended(forger):
    student, worker = forger()
    student.say(framed("returned", 1, 5, None, "") + framed("missing", 2, "seed", ""))
    with pytest.raises(WireBroken, match="wrong kind"):
        student.seed(1)
    assert is_gone(worker.pid)


def test_an_answer_before_its_call_is_none(forger):
    student, _ = forger()
    student.say(framed("returned", 1, 5, None, "") + framed("returned", 3, 6, None, ""))
    with pytest.raises(WireBroken):
        student.one()


def test_a_worker_that_reads_nothing_is_late(worker_of):
    worker = worker_of("import time\ndef f(function):\n    return 1")
    os.kill(worker.pid, signal.SIGSTOP)
    with pytest.raises(DeadlinePassed) as caught:
        Student(WorkerChannel(worker, 0.3)).f(np.zeros(4 << 20))
    assert not caught.value.starved
    assert is_gone(worker.pid)


# --- the zygote -----------------------------------------------------------------------------------


def test_the_zygote_outlives_what_its_workers_do(zygote, worker_of):
    for body in (
        "os._exit(1)",
        "os.kill(os.getppid(), 9)",
        "os.kill(1, 9)",
        "os.killpg(0, 9)",
        "os.kill(-1, 9)",
    ):
        worker = worker_of(f"import os\ndef f():\n    {body}")
        with contextlib.suppress(WorkerFailure, Exception):
            Student(WorkerChannel(worker, 2.0)).f()
        worker.kill()
    assert zygote.process.poll() is None
    assert Student(WorkerChannel(worker_of("def f():\n    return 1"), 5.0)).f() == 1


def test_one_workers_globals_are_not_anothers(worker_of):
    one = Student(
        WorkerChannel(
            worker_of(
                "import numpy as np\nnp.exp = 3\nimport math\nmath.pi = 4\ndef f():\n    return np.exp"
            ),
            5.0,
        )
    )
    other = Student(
        WorkerChannel(
            worker_of("import math\nimport numpy as np\ndef f():\n    return np.exp(0.0) + math.pi"), 5.0
        )
    )
    assert other.f() == 1 + math.pi
    assert one.f() == 3


def test_of_fifty_workers_nothing_is_left():
    with Zygote(tiers.probe().tier, ("numpy",), tiers.WorkerLimits()) as own:
        own.fork().kill()
        before, pids = open_files(), []
        for number in range(50):
            worker = own.fork()
            pids.append(worker.pid)
            if number % 2:
                with contextlib.suppress(WorkerFailure):
                    worker.ended(WireBroken("as a forger's is ended"))
            worker.kill()
        assert open_files() == before
        own.fork().kill()
        own.fork().kill()  # a fork takes the dead away; of one it does not know yet
        assert [pid for pid in pids if os.path.exists(f"/proc/{pid}")] == []
        scratch, zygotes_pid = Path(own.scratch.path), own.process.pid
    assert is_gone(zygotes_pid)
    assert not scratch.exists()


def test_a_grader_with_many_open_files_can_end_its_workers(zygote):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 1_500:
        pytest.skip("no more files may be opened here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1_500), hard))
    first = zygote.fork()  # it waits for the end of those before it
    with contextlib.ExitStack() as held:
        for _ in range(1_100):
            held.enter_context(open(os.devnull))
        worker = zygote.fork()
        assert worker.pidfd > 1_023
        worker.kill()
        assert is_gone(worker.pid)
    first.kill()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_workers_end_with_their_zygote():
    own = Zygote(tiers.probe().tier, ("numpy",), tiers.WorkerLimits())
    workers = [own.fork() for _ in range(3)]
    own.close()
    for worker in workers:
        assert is_gone(worker.pid)
        worker.kill()


def test_a_zygote_that_is_gone_is_a_sandbox_error():
    own = Zygote(tiers.Tier.NONE, ("numpy",), tiers.WorkerLimits()).confirm()
    try:
        own.process.kill()
        own.process.wait()
        before = open_files()
        with pytest.raises(SandboxError, match="the zygote ended"):
            own.fork()
        assert open_files() == before
    finally:
        own.close()


@pytest.mark.parametrize("name", ["no_such_module", "this"])
def test_an_import_that_fails_is_told_and_one_that_prints_is_not(name):
    if name == "this":
        Zygote(tiers.Tier.NONE, (name,), tiers.WorkerLimits()).confirm().close()
        return
    with pytest.raises(SandboxError, match="No module named 'no_such_module'"):
        Zygote(tiers.Tier.NONE, ("numpy", name), tiers.WorkerLimits()).confirm()


def test_a_module_that_is_missing_is_named_with_where_it_was_looked_for():
    with pytest.raises(SandboxError) as caught:
        Zygote(tiers.Tier.NONE, ("numpy", "no_such_module"), tiers.WorkerLimits()).confirm()
    assert "no_such_module" in caught.value.where
    assert site.getsitepackages()[0] in caught.value.what
    assert sys.executable in caught.value.next_step


def may_be_read_by_all(folder):
    """Whether an ordinary user comes to this folder."""
    return all(path.stat().st_mode & 0o1 for path in (folder, *folder.parents))


@pytest.mark.parametrize("inner", ["", "inner"])
def test_a_module_in_a_folder_that_the_worker_may_not_read_is_named_with_the_folder(inner):
    """Python takes a closed folder for an empty package, and root may read what its workers may not."""
    if os.geteuid() == 0 and not may_be_read_by_all(Path(site.getsitepackages()[0])):
        pytest.skip("this environment is root's own: its workers are root too, and may read everything")
    package = Path(site.getsitepackages()[0]) / f"closed_to_workers_{os.getpid()}"
    closed = package / inner
    try:
        closed.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
        closed.chmod(0o700 if os.geteuid() == 0 else 0)
        with pytest.raises(SandboxError) as caught:
            Zygote(tiers.probe().tier, ("numpy", package.name), tiers.WorkerLimits()).confirm()
        assert package.name in caught.value.where
        assert str(closed) in caught.value.what
    finally:
        closed.chmod(0o755)
        shutil.rmtree(package)


def test_a_zygote_is_started_from_the_main_thread_only():
    with ThreadPoolExecutor(1) as pool, pytest.raises(RuntimeError, match="main thread"):
        pool.submit(Zygote, tiers.Tier.NONE, ("numpy",), tiers.WorkerLimits()).result()


def test_a_worker_sees_nothing_of_the_graders_environment(worker_of, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_GRADER", "1")
    student = Student(WorkerChannel(worker_of("import os\ndef f():\n    return sorted(os.environ)"), 5.0))
    assert "SECRET_OF_THE_GRADER" not in student.f()


def test_a_worker_has_one_open_file_of_ours(worker_of):
    kinds = (
        "import os, stat\ndef f():\n    found = []\n    for n in range(256):\n        try:\n"
        "            mode = os.fstat(n).st_mode\n        except OSError:\n            continue\n"
        "        if not stat.S_ISCHR(mode):\n            found.append(stat.S_ISSOCK(mode))\n    return found"
    )
    assert Student(WorkerChannel(worker_of(kinds), 5.0)).f() == [True]


def open_files():
    gc.collect()  # what nobody holds any more is closed now, and not in between
    return len(os.listdir("/proc/self/fd"))


def test_a_reply_may_be_sixty_four_times_its_request_or_two_megabytes_but_no_more_than_a_frame():
    assert reply_limit(SEED, 10) == 2 << 20
    assert reply_limit(SEED, 1 << 18) == 1 << 24
    assert reply_limit(SEED, 1 << 26) == framing.MAX_FRAME


def test_released_cells_of_any_kind_are_read_before_the_first_fork():
    cells = ("class Network:\n    pass", "%matplotlib inline\nx = 1", "def f(:", "np.exp = 3", "")
    released = tuple(protocol.ProgramCell(f"cell {number}", text, text) for number, text in enumerate(cells))
    with Zygote(tiers.probe().tier, ("numpy",), tiers.WorkerLimits(), released=released) as own:
        own.fork().kill()


def test_a_list_of_fonts_is_whole_when_others_find_it(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with ThreadPoolExecutor(2) as pool:
        making = [pool.submit(font_cache) for _ in range(2)]
        while not all(one.done() for one in making):
            for file in tmp_path.glob("autograder/*/fontlist-*.json"):
                assert json.loads(file.read_bytes())["ttflist"]
    (folder,) = {one.result() for one in making}
    (file,) = Path(folder).iterdir()
    assert json.loads(file.read_bytes())["ttflist"]
