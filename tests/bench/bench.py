"""One table: how fast the kit is, beside what a course would use without it.

    make bench            all of it, 12,000 hand-ins; writes the table into docs/performance.md
    SIZE=quick make bench a few hand-ins, writes nothing: that the bench itself works

Both sides of a ratio are measured in one run, on the same released notebooks. Seconds are this machine's at
this moment: read the ratios. Everything runs as always: the strongest sandbox, all files, the gradebook.
"""

import contextlib
import ctypes
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "course"))

import hand_ins
import stages

from autograder import notebook
from autograder.gradebook import grades
from autograder.sandbox import tiers

OURS = [sys.executable, "-m", "autograder.cli"]
STOCK = [sys.executable, "-m", "nbgrader"]
NAME = "activations"
PAGE = hand_ins.ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
HANG = "def sigmoid(x):\n    while True:\n        pass\n"


# Where Python may not keep what it compiles, a kit that is worked on is compiled anew at each start.
AS_AT_HOME = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Sizes(NamedTuple):
    """How many hand-ins each row takes."""

    class_of: int
    stock: int
    some: int
    many: int
    repeats: int


FULL, QUICK = Sizes(200, 6, 1_000, 10_000, 5), Sizes(12, 2, 10, 30, 1)


class Took(NamedTuple):
    """A command's seconds."""

    wall: float
    cpu: float


class Line(NamedTuple):
    """A row of the table."""

    what: str
    here: str
    there: str
    ratio: str
    goal: str


def timed(command: list[str], folder: Path, ends: tuple[int, ...] = (0,)) -> Took:
    """Wall-clock and processor seconds of a command and its children."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=AS_AT_HOME)
    wall = time.monotonic() - began
    reap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode not in ends:
        raise SystemExit(f"{command}: {ran.returncode}\n{ran.stdout[-2000:]}\n{ran.stderr[-4000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(wall, cpu)


def adopt() -> None:
    """Become the parent of every orphan of ours: a lane is killed at its end, and who it leaves must count."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def reap() -> None:
    """Wait for the orphans, so that their seconds come to us."""
    until = time.monotonic() + 10
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < until:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.01)


def median(repeats: int, command: list[str], folder: Path) -> Took:
    """The middle of some runs."""
    runs = [timed(command, folder) for _ in range(repeats)]
    return Took(statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs))


@contextlib.contextmanager
def watched() -> Iterator[list[int]]:
    """The memory of all our processes together, in bytes, shared pages counted once; looked at twice a second."""
    seen = [0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.5):
            seen.append(sum(_pss(pid) for pid in _below(os.getpid())))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()


def _below(pid: int) -> Iterator[int]:
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in file.read_text().split():
                yield int(child)
                yield from _below(int(child))


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0
    return int(text.partition("\nPss:")[2].split()[0]) << 10


# --- courses to grade --------------------------------------------------------------------------


def hand_in(folder: Path, name: str, raws: list[bytes]) -> None:
    """A class's work."""
    for number, raw in enumerate(raws):
        file = folder / f"s{number:05}" / name / f"{name}.ipynb"
        file.parent.mkdir(parents=True)
        file.write_bytes(raw)


def our_course(root: Path, raws: list[bytes], name: str = NAME) -> Path:
    """This course, with a class."""
    for folder in ("source", "tests/suites", "release", "solutions"):
        shutil.copytree(hand_ins.ROOT / folder, root / folder)
    shutil.copy(hand_ins.ROOT / "course.yml", root)
    hand_in(root / "var" / "submitted", name, raws)
    timed([*OURS, "build", name], root)
    return root


def stock_course(root: Path, raws: list[bytes]) -> Path:
    """The same release and class for nbgrader alone."""
    for folder in ("source", "release"):
        shutil.copytree(hand_ins.ROOT / "release" / NAME, root / folder / NAME)
    hand_in(root / "submitted", NAME, raws)
    file = root / "release" / NAME / f"{NAME}.ipynb"
    url = grades.sqlite_url(root / "gradebook.db")
    grades.record_assignment(url, NAME, notebook.parse_notebook(file.read_bytes(), str(file)))
    return root


def right(name: str = NAME) -> bytes:
    """A right hand-in."""
    return hand_ins.as_bytes(hand_ins.reference(name))


def mixed(count: int) -> list[bytes]:
    """A class as it may be: each in a style of their own, and every third with one of the known mistakes."""
    mistakes = list(hand_ins.misconceptions(NAME).values())
    styles = [(function, text) for function, _, text in hand_ins.variants(NAME)]
    kinds = [mistakes if number % 3 == 0 else styles for number in range(count)]
    return [hand_ins.with_answer(NAME, *own[number % len(own)]) for number, own in enumerate(kinds)]


def others(count: int) -> list[bytes]:
    """So many right hand-ins, each of which draws pictures of its own: their numbers differ in the last digits."""
    answers = (hand_ins.ROOT / "solutions" / f"{NAME}.py").read_text(encoding="utf-8")
    assert answers.count("    return ") == 4
    return [
        hand_ins.as_bytes(
            hand_ins.spliced(NAME, answers.replace("    return ", f"    return {1 + number * 1e-12!r} * "))
        )
        for number in range(1, count + 1)
    ]


def hanging() -> bytes:
    """One whose sigmoid never ends."""
    return hand_ins.with_answer(NAME, "sigmoid", HANG)


# --- rows --------------------------------------------------------------------------------------


def a_class(work: Path, sizes: Sizes) -> Iterator[Line]:
    """A whole class, against nbgrader; then what follows on it."""
    ours = our_course(work / "ours", [right()] * sizes.class_of)
    small = our_course(work / "small", [right()] * 2)
    stock = stock_course(work / "stock", [right()] * sizes.stock)
    one = stock_course(work / "one", [right()])
    few, many = timed([*STOCK, "autograde", NAME], one), timed([*STOCK, "autograde", NAME], stock)
    fixed, whole = timed([*OURS, "grade", NAME], small), timed([*OURS, "grade", NAME], ours)
    there = Took(*(value / sizes.stock for value in many))
    here = Took(*(value / sizes.class_of for value in whole))
    yield Line(
        f"a hand-in, whole command: class of {sizes.class_of} against nbgrader's {sizes.stock}",
        f"{here.wall * 1e3:.1f} ms", f"{there.wall * 1e3:.0f} ms", f"{there.wall / here.wall:.0f} ×", "≥ 300 × (least 150 ×)",
    )  # fmt: skip
    yield Line("the same in processor time", f"{here.cpu * 1e3:.1f} ms", f"{there.cpu * 1e3:.0f} ms",
               f"{there.cpu / here.cpu:.0f} ×", "")  # fmt: skip
    more = [(b - a) / (sizes.stock - 1) for a, b in zip(few, many, strict=True)]
    own = [(b - a) / (sizes.class_of - 2) for a, b in zip(fixed, whole, strict=True)]
    yield Line(
        "one hand-in more",
        f"{own[0] * 1e3:.1f} ms",
        f"{more[0] * 1e3:.0f} ms",
        f"{more[0] / own[0]:.0f} ×",
        "",
    )
    various = our_course(work / "various", mixed(sizes.class_of))
    own = timed([*OURS, "grade", NAME], various).wall / sizes.class_of
    yield Line(f"a hand-in of a mixed class of {sizes.class_of}, every third with a mistake that is named, against the same",
               f"{own * 1e3:.1f} ms", f"{there.wall * 1e3:.0f} ms", f"{there.wall / own:.0f} ×", "")  # fmt: skip
    again = median(sizes.repeats, [*OURS, "grade", NAME], ours)
    yield Line(f"grading again, nothing changed: class of {sizes.class_of}", f"{again.wall:.2f} s (CPU {again.cpu:.2f})",
               f"{whole.wall:.2f} s (CPU {whole.cpu:.2f})", f"{whole.wall / again.wall:.0f} × (CPU {whole.cpu / again.cpu:.0f} ×)", "≥ 50 ×")  # fmt: skip
    suite = ours / "tests/suites" / NAME / "test_sigmoid.py"
    suite.write_text(suite.read_text() + "\n\n# another word\n")
    changed = timed([*OURS, "grade", NAME], ours)
    yield Line("grading again, one hidden suite changed", f"{changed.wall:.2f} s", f"{whole.wall:.2f} s",
               f"{whole.wall / changed.wall:.1f} ×", "that suite's cells only")  # fmt: skip
    theirs = timed([*STOCK, "generate_feedback", NAME], stock).wall / sizes.stock
    distinct = our_course(work / "distinct", others(sizes.class_of))
    timed([*OURS, "grade", NAME], distinct)
    for what, root, goal in (
        ("a feedback page, pictures drawn, against `nbgrader generate_feedback`: a class that draws the same", ours, "≥ 20 ×"),
        ("the same for a mixed class", various, ""),
        ("the same where every picture of every student is another one", distinct, ""),
    ):  # fmt: skip
        page = timed([*OURS, "feedback", NAME], root).wall / sizes.class_of
        yield Line(what, f"{page * 1e3:.1f} ms", f"{theirs * 1e3:.0f} ms", f"{theirs / page:.0f} ×", goal)


def doors(work: Path, sizes: Sizes) -> Iterator[Line]:
    """Starting, and the desk."""
    folder = work / "desk"
    shutil.copytree(hand_ins.ROOT / "release" / NAME, folder)
    (folder / f"{NAME}.ipynb").write_bytes(right())
    for what, command, other, goal in (
        ("`autograder --help` against `nbgrader --help`", ["--help"], ["--help"], "≥ 15 ×"),
        ("`check` from the shell against `nbgrader validate`", ["check", f"{NAME}.ipynb"], ["validate", f"{NAME}.ipynb"], "≥ 10 ×"),
    ):  # fmt: skip
        here = median(sizes.repeats, [*OURS, *command], folder)
        there = median(max(1, sizes.repeats // 2), [*STOCK, *other], folder)
        yield Line(what, f"{here.wall:.2f} s", f"{there.wall:.2f} s", f"{there.wall / here.wall:.1f} ×", goal)
    times = sorted(stages.checks(folder, 40 * sizes.repeats))
    late = times[int(len(times) * 0.95) - 1]
    yield Line(
        '`check("sigmoid")` in the notebook, 95th percentile', f"{late * 1e3:.1f} ms", "", "", "≤ 50 ms"
    )


def engine(work: Path, sizes: Sizes) -> Iterator[Line]:
    """The processor's part, and where it goes."""
    root = our_course(work / "engine", [right()] * 2)
    count = 40 * sizes.repeats
    plain = stages.plain(root, NAME, right(), count)
    whole, parts = stages.engine(root, NAME, right(), count)
    yield Line("CPU a hand-in, engine, against exec and plain asserts of the same cells", f"{whole * 1e3:.2f} ms",
               f"{plain * 1e3:.2f} ms", f"{whole / plain:.1f} ×", "≤ 5 × is the aim")  # fmt: skip
    for what, seconds in parts.items():
        yield Line(f"– of its time in one lane: {what}", f"{seconds * 1e3:.2f} ms", "", "", "")


def large(work: Path, sizes: Sizes) -> Iterator[Line]:
    """Ten times as many."""
    took, peaks = [], []
    for count in (sizes.some, sizes.many):
        root = our_course(work / f"class{count}", [right()] * count)
        with watched() as seen:
            took.append(timed([*OURS, "grade", NAME], root))
        peaks.append(max(seen))
        again = timed([*OURS, "grade", NAME], root)
        yield Line(f"grading again, nothing changed: class of {count}", f"{again.wall:.2f} s (CPU {again.cpu:.2f})",
                   f"{took[-1].wall:.1f} s (CPU {took[-1].cpu:.1f})",
                   f"{took[-1].wall / again.wall:.0f} × (CPU {took[-1].cpu / again.cpu:.0f} ×)", "≥ 50 ×")  # fmt: skip
        shutil.rmtree(root)
    yield Line(f"{sizes.many} against {sizes.some}: time", f"{took[1].wall:.1f} s", f"{took[0].wall:.1f} s",
               f"{took[1].wall / took[0].wall:.2f} ×", "≤ 10.5 ×")  # fmt: skip
    yield Line(f"{sizes.many} against {sizes.some}: peak memory of all processes (PSS)", f"{peaks[1] / 1e6:.0f} MB",
               f"{peaks[0] / 1e6:.0f} MB", "", "< 400 MB")  # fmt: skip


def hangs(work: Path, sizes: Sizes) -> Iterator[Line]:
    """One in twenty never ends."""
    count = max(20, sizes.class_of)
    calm = our_course(work / "calm", [right()] * count)
    stuck = our_course(work / "stuck", [hanging() if n % 20 == 0 else right() for n in range(count)])
    without, with_them = timed([*OURS, "grade", NAME], calm), timed([*OURS, "grade", NAME], stuck)
    allowed = 1.1 * (without.cpu + count // 20 * 1.0)
    yield Line(f"CPU, 5 % of {count} never end, against what is allowed", f"{with_them.cpu:.1f} s", f"{allowed:.1f} s",
               f"{with_them.cpu / allowed:.2f} ×", "≤ 1: all others' CPU, a deadline each, and 10 %")  # fmt: skip


LISTS = {
    "warm_up": "[numpy]", "activations": "[numpy, json]", "forward_pass": "[numpy, fractions]",
    "network": "[numpy, statistics]", "loss": "[numpy, matplotlib.pyplot]",
}  # fmt: skip


def imports(work: Path, sizes: Sizes) -> Iterator[Line]:
    """Five lists of imports in one course: each has a clean process of its own."""
    found = []
    for kind in ("same", "distinct"):
        root = our_course(work / kind, [])
        text = (root / "course.yml").read_text()
        for name, own in LISTS.items():
            hand_in(root / "var/submitted", name, [right(name)] * (2 * sizes.repeats))
            if kind == "distinct":
                text = text.replace(f"- name: {name}\n", f"- name: {name}\n    imports: {own}\n")
        (root / "course.yml").write_text(text)
        timed([*OURS, "build", *LISTS], root)
        with watched() as seen:
            took = [timed([*OURS, "grade", name], root).wall for name in LISTS]
        found.append((sum(took), max(seen)))
    (same, low), (distinct, high) = found
    yield Line("five assignments, five lists of `imports`, against one list for all: one clean process a lane each",
               f"{distinct:.1f} s, {high / 1e6:.0f} MB", f"{same:.1f} s, {low / 1e6:.0f} MB",
               f"{distinct / same:.2f} ×", "")  # fmt: skip


PARTS: tuple[Callable[[Path, Sizes], Iterator[Line]], ...] = (a_class, engine, large, imports, doors, hangs)


def machine() -> str:
    """Where and with what this was measured."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")),
        platform.machine(),
    )  # fmt: skip
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "nbgrader", "pytest", "msgspec"))
    return (
        f"{model}, {len(os.sched_getaffinity(0))} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {packages}; sandbox {tiers.probe()}; "
        f"load before and after {os.getloadavg()[0]:.1f}"
    )


def table(lines: list[Line]) -> str:
    """The table, as Markdown."""
    rows = [
        "| what | autograder | the other | ratio | goal |",
        "| --- | --: | --: | --: | --- |",
        *(f"| {' | '.join(line)} |" for line in lines),
    ]
    return "\n".join(rows)


def main() -> None:
    """Measure, print, and write down."""
    quick = "--quick" in sys.argv
    wanted = [part for part in PARTS if part.__name__ in sys.argv] or list(PARTS)
    AS_AT_HOME["PATH"] = os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    head, lines = machine(), []
    adopt()
    for part in wanted:
        with tempfile.TemporaryDirectory() as folder:
            for line in part(Path(folder), QUICK if quick else FULL):
                print(*line, sep="  |  ", flush=True)
                lines.append(line)
    text = f"{head} and {os.getloadavg()[0]:.1f}.\n\n{table(lines)}"
    print(text)
    if not quick and len(wanted) == len(PARTS):
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
