"""Where the time of one hand-in goes: in a process of its own each, so that nothing is warm by accident."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_BARE = """
import json, sys, time
import pytest
class Clock:
    seconds = 0.0
    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self):
        began = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds += time.process_time() - began
clock = Clock()
for _ in range(2):  # the second time nothing is new
    clock.seconds = 0.0
    ended = pytest.main(["-q", "-n0", "-p", "no:cacheprovider", *sys.argv[1:]], plugins=[clock])
    assert ended == 0, ended
print()
print(json.dumps(clock.seconds))
"""

_ENGINE = """
import gc, json, resource, sys, time
from pathlib import Path
from autograder import hand_in, report
from autograder.classroom import autograded, grade, jobs
from autograder.grading import pool
from autograder.grading.suite import with_suites
from autograder.sandbox.process import Worker, Zygote
root, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
raw = sys.stdin.buffer.read()
spent, open_ = {}, []
def clock(owner, method, what):
    inner = getattr(owner, method)
    def outer(*arguments, **named):
        began = time.perf_counter()
        open_.append(0.0)
        try:
            return inner(*arguments, **named)
        finally:
            whole = time.perf_counter() - began
            spent[what] = spent.get(what, 0.0) + whole - open_.pop()  # what it called counts there
            if open_:
                open_[-1] += whole
    setattr(owner, method, outer)
job = jobs.prepare(root, name)
def cpu(who):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime
def body(suites):
    base = cpu(resource.RUSAGE_CHILDREN)
    with jobs.open_zygote(job) as zygote:
        zygote.fork().kill()
    start = cpu(resource.RUSAGE_CHILDREN)  # what a clean process costs before it is of use
    with jobs.open_zygote(job) as zygote:
        engine = grade.new_engine(job, suites, zygote)
        for _ in range(3):
            engine.grade("s", bytes(bytearray(raw)))
        before = cpu(resource.RUSAGE_SELF)
        for _ in range(count):
            engine.grade("s", bytes(bytearray(raw)))
        own = cpu(resource.RUSAGE_SELF) - before
    workers = cpu(resource.RUSAGE_CHILDREN) - start - (start - base)  # the clean process, with all that it forked
    clock(Zygote, "fork", "fork")
    clock(Worker, "more", "waiting for the worker: the program and the calls")
    clock(Worker, "kill", "teardown")
    clock(hand_in, "read_hand_in", "reading the notebook")
    with jobs.open_zygote(job) as zygote:
        engine = grade.new_engine(job, suites, zygote)
        engine.grade("s", bytes(bytearray(raw)))
        spent.clear()
        began = time.perf_counter()
        for _ in range(count):
            found = engine.grade("s", bytes(bytearray(raw)))
        whole = time.perf_counter() - began
    spent["suites, proxy and verdicts"] = whole - sum(spent.values())
    handed = hand_in.read_hand_in(raw, job.release)
    began = time.perf_counter()
    for _ in range(count):
        report.encode(found)
    spent["report's bytes"] = time.perf_counter() - began
    began = time.perf_counter()
    for _ in range(count):
        autograded.autograded(job.release, handed.cells, found, job.course.language)
    spent["autograded notebook's bytes"] = time.perf_counter() - began
    return own, workers
gc.freeze()  # as a lane does
gc.set_threshold(pool.GARBAGE)
own, workers = with_suites(job.places, name, body)
print()
print(json.dumps([own / count, workers / (count + 3), {what: seconds / count for what, seconds in spent.items()}]))
"""

_CHECKS = """
import json, sys, time, io, contextlib
import numpy as np
from autograder.check import check
def sigmoid(x):
    return 1 / (1 + np.exp(-np.asarray(x)))
times = []
for _ in range(int(sys.argv[1])):
    with contextlib.redirect_stdout(io.StringIO()):
        began = time.perf_counter()
        check("sigmoid")
        times.append(time.perf_counter() - began)
print()
print(json.dumps(times))
"""


def _told(code: str, arguments: list[object], folder: Path, raw: bytes = b""):
    ran = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=folder, input=raw, capture_output=True
    )
    if ran.returncode:
        raise SystemExit(ran.stderr.decode())
    return json.loads(ran.stdout.splitlines()[-1])


def bare(name: str) -> float:
    """CPU seconds of an assignment's own tests as plain calls of the reference in one process, with no wall at all."""
    return _told(_BARE, [f"tests/suites/{name}", f"source/{name}/checks"], ROOT)


def engine(root: Path, name: str, raw: bytes, count: int) -> tuple[float, dict[str, float]]:
    """CPU seconds of the whole walk, workers included, and the seconds of its parts."""
    own, workers, parts = _told(_ENGINE, [root, name, count], root, raw)
    return own + workers, {"CPU of ours": own, "CPU of clean process and workers": workers, **parts}


def checks(folder: Path, count: int) -> list[float]:
    """Seconds of one `check("sigmoid")` after another."""
    return _told(_CHECKS, [count], folder)


if __name__ == "__main__":  # python tests/bench/stages.py NAME: where a hand-in's time goes
    import bench

    with tempfile.TemporaryDirectory() as folder:
        root = bench.our_course(Path(folder), [bench.right(sys.argv[1])], sys.argv[1])
        whole, parts = engine(root, sys.argv[1], bench.right(sys.argv[1]), 20)
    for what, seconds in {"CPU of a hand-in": whole, **parts}.items():
        print(f"{seconds * 1e3:8.2f} ms  {what}")
