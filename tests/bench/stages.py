"""Where the time of one hand-in goes: in a process of its own each, so that nothing is warm by accident."""

import json
import subprocess
import sys
from pathlib import Path

_PLAIN = """
import json, resource, sys, types, importlib.util
from pathlib import Path
root, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
cells = [
    "".join(cell["source"]) for cell in json.loads(sys.stdin.buffer.read())["cells"]
    if cell["cell_type"] == "code" and not cell["metadata"].get("nbgrader", {}).get("grade")
    and "picture" not in cell["metadata"].get("tags", [])
]
tests = []
for file in sorted((root / "source" / name / "checks").glob("test_*.py")):
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tests += [test for key, test in vars(module).items() if key.startswith("test_")]
class Inert(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments: None
sys.modules["autograder.check"] = Inert("autograder.check")
def once():
    space = {"__name__": "__main__"}
    for cell in cells:
        try:
            exec(compile(cell, "cell", "exec"), space)
        except SyntaxError:
            pass  # IPython's own words
    student = types.SimpleNamespace(**space)
    for test in tests:
        test(student)
once()
def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
before = cpu()
for _ in range(count):
    once()
print()
print(json.dumps((cpu() - before) / count))
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
    clock(hand_in, "read", "reading the notebook")
    with jobs.open_zygote(job) as zygote:
        engine = grade.new_engine(job, suites, zygote)
        engine.grade("s", bytes(bytearray(raw)))
        spent.clear()
        began = time.perf_counter()
        for _ in range(count):
            found = engine.grade("s", bytes(bytearray(raw)))
        whole = time.perf_counter() - began
    spent["suites, proxy and verdicts"] = whole - sum(spent.values())
    handed = hand_in.read(raw, job.release)
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


def plain(root: Path, name: str, raw: bytes, count: int) -> float:
    """CPU seconds of running the cells and the visible checks' asserts in one process, with no wall at all."""
    return _told(_PLAIN, [root, name, count], root, raw)


def engine(root: Path, name: str, raw: bytes, count: int) -> tuple[float, dict[str, float]]:
    """CPU seconds of the whole walk, workers included, and the seconds of its parts."""
    own, workers, parts = _told(_ENGINE, [root, name, count], root, raw)
    return own + workers, {"CPU of ours": own, "CPU of clean process and workers": workers, **parts}


def checks(folder: Path, count: int) -> list[float]:
    """Seconds of one `check("sigmoid")` after another."""
    return _told(_CHECKS, [count], folder)
