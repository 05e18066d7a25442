"""One table: how fast the kit is, beside what a course would use without it.

    make bench            all of it, 12,000 hand-ins; writes the table into docs/performance.md
    SIZE=quick make bench a few hand-ins, writes nothing: that the bench itself works

Both sides of a ratio are measured in one run, on the same released notebooks. Seconds are this machine's at
this moment: read the ratios. Everything runs as always: the strongest sandbox, all files, the gradebook.
"""

import contextlib
import ctypes
import json
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
from autograder.course import load_course
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
    unchanged: int
    some: int
    many: int
    repeats: int


FULL, QUICK = Sizes(100, 3, 200, 1_000, 10_000, 5), Sizes(6, 2, 12, 10, 30, 1)


class Took(NamedTuple):
    """A command's seconds."""

    wall: float
    cpu: float


class Assignment(NamedTuple):
    """An assignment's row: seconds a hand-in."""

    name: str
    grade: float
    stock: float
    cpu: float
    bare: float
    mixed: float
    page: float
    stock_page: float


class Line(NamedTuple):
    """A row of the table of everything else."""

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
    """This course, with a class, and pictures that say whose they are."""
    for folder in ("source", "tests/suites", "release", "solutions"):
        shutil.copytree(hand_ins.ROOT / folder, root / folder)
    shutil.copy(hand_ins.ROOT / "course.yml", root)
    file = root / "source" / name / f"{name}.ipynb"
    document = json.loads(file.read_bytes())
    for cell in document["cells"]:
        if "picture" in cell["metadata"].get("tags", ()):
            cell["source"] = "".join(cell["source"]) + "\nplt.figtext(0, 0, whose, color='green')"
    file.write_bytes(hand_ins.as_bytes(document))
    hand_in(root / "var" / "submitted", name, raws)
    timed([*OURS, "build", name], root)
    return root


def stock_course(root: Path, raws: list[bytes], name: str) -> Path:
    """The same release and class for nbgrader alone."""
    for folder in ("source", "release"):
        shutil.copytree(hand_ins.ROOT / "release" / name, root / folder / name)
    hand_in(root / "submitted", name, raws)
    file = root / "release" / name / f"{name}.ipynb"
    url = grades.sqlite_url(root / "gradebook.db")
    grades.record_assignment(url, name, notebook.parse_notebook(file.read_bytes(), str(file)))
    return root


def right(name: str = NAME) -> bytes:
    """A right hand-in."""
    return hand_ins.as_bytes(hand_ins.reference(name))


def mixed(name: str, count: int, recordable: bool = True) -> list[bytes]:
    """A class as it may be: each in a style of their own, and every third with one of the known mistakes."""
    mistakes = list(hand_ins.misconceptions(name).values())
    styles = [(function, text) for function, _, text in hand_ins.variants(name)]
    kinds = [mistakes if number % 3 == 0 else styles for number in range(count)]
    raws = [hand_ins.with_answer(name, *kind[number % len(kind)]) for number, kind in enumerate(kinds)]
    return [with_own_pictures(raw, number, recordable) for number, raw in enumerate(raws)]


def with_own_pictures(raw: bytes, number: int, recordable: bool) -> bytes:
    """The hand-in with a cell at its beginning after which no picture of it is like anybody else's."""
    document = json.loads(raw)
    settings = "" if recordable else "\nimport matplotlib\nmatplotlib.rcParams['lines.linewidth'] = 2"
    document["cells"].insert(0, hand_ins.code_cell(f"whose = {number}{settings}"))
    return hand_ins.as_bytes(document)


def hanging() -> bytes:
    """One whose sigmoid never ends."""
    return hand_ins.with_answer(NAME, "sigmoid", HANG)


# --- rows --------------------------------------------------------------------------------------


def the_course(work: Path, sizes: Sizes, names: list[str]) -> Iterator[Assignment]:
    """Every assignment beside stock nbgrader: grading, a mixed class, pages."""
    for name in names:
        ours = our_course(work / f"{name}-ours", [right(name)] * sizes.class_of, name)
        various = our_course(work / f"{name}-various", mixed(name, sizes.class_of), name)
        one, some = (stock_course(work / f"{name}-{n}", [right(name)] * n, name) for n in (1, sizes.stock))
        grade, stock = [*OURS, "grade", name], [*STOCK, "autograde", name]
        here, mixture = timed(grade, ours), timed(grade, various)
        first, more = timed(stock, one), timed(stock, some)
        page = timed([*OURS, "feedback", name], various)
        stock_page = timed([*STOCK, "generate_feedback", name], some)
        yield Assignment(
            name,
            here.wall / sizes.class_of,
            (more.wall - first.wall) / (sizes.stock - 1),
            here.cpu / sizes.class_of,
            stages.bare(name),
            mixture.wall / sizes.class_of,
            page.wall / sizes.class_of,
            stock_page.wall / sizes.stock,
        )
        for folder in work.iterdir():
            shutil.rmtree(folder)


def unchanged(work: Path, sizes: Sizes) -> Iterator[Line]:
    """A class that is graded already."""
    ours = our_course(work / "ours", [right()] * sizes.unchanged)
    whole = timed([*OURS, "grade", NAME], ours)
    again = median(sizes.repeats, [*OURS, "grade", NAME], ours)
    started = median(sizes.repeats, [*OURS, "--help"], ours)
    yield Line(f"grading again, nothing changed: class of {sizes.unchanged}, against `--help`", f"{again.wall * 1e3:.0f} ms",
               f"{started.wall * 1e3:.0f} ms", f"{(again.wall - started.wall) * 1e3:.0f} ms more", "≤ 60 ms more")  # fmt: skip
    suite = ours / "tests/suites" / NAME / "test_sigmoid.py"
    suite.write_text(suite.read_text() + "\n\n# another word\n")
    changed = timed([*OURS, "grade", NAME], ours)
    yield Line("grading again, one hidden suite changed, against the whole class", f"{changed.wall:.2f} s",
               f"{whole.wall:.2f} s", f"{whole.wall / changed.wall:.1f} ×", "that suite's cells only")  # fmt: skip
    built = median(sizes.repeats, [*OURS, "build"], hand_ins.ROOT)
    yield Line("`build` of the whole course, nothing changed", f"{built.wall:.2f} s", "", "", "≤ 2 s")


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


def fallback(work: Path, sizes: Sizes) -> Iterator[Line]:
    """Pictures of programs that change Matplotlib's settings, which cannot be recorded."""
    took = []
    for recordable in (True, False):
        root = our_course(work / f"recordable-{recordable}", mixed(NAME, sizes.class_of, recordable))
        timed([*OURS, "grade", NAME], root)
        took.append(timed([*OURS, "feedback", NAME], root).wall / sizes.class_of)
    yield Line("a page whose pictures cannot be recorded, against one of the mixed class", f"{took[1] * 1e3:.0f} ms",
               f"{took[0] * 1e3:.0f} ms", f"{took[1] / took[0]:.2f} ×", "")  # fmt: skip


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


def cluster(work: Path, sizes: Sizes) -> Iterator[Line]:
    """One Dask worker of one lane, and two."""
    root = our_course(work / "cluster", [right("training")] * sizes.class_of, "training")
    file = work / "scheduler.json"
    with contextlib.ExitStack() as stack:

        def start(*words: str) -> None:
            log = stack.enter_context((work / "dask.log").open("ab"))
            command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:], "--no-dashboard"]
            process = subprocess.Popen(command, cwd=work, stdout=log, stderr=log, env=AS_AT_HOME)
            stack.callback(process.wait)
            stack.callback(process.terminate)

        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        while not file.exists():
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        took = []
        for _ in range(2):
            start("dask_worker", address, "--nthreads", "1", "--no-nanny")
            time.sleep(5)  # until it has registered
            took.append(timed([*OURS, "grade", "training", "--force", "--scheduler", address], root).wall)
    yield Line(f"`training`, class of {sizes.class_of}: two Dask workers of one lane against one", f"{took[1]:.1f} s",
               f"{took[0]:.1f} s", f"{took[0] / took[1]:.2f} ×", "≥ 1.8 ×")  # fmt: skip


PARTS: tuple[Callable[[Path, Sizes], Iterator[Line]], ...] = (
    unchanged,
    doors,
    hangs,
    fallback,
    large,
    cluster,
)


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


def course_table(rows: list[Assignment]) -> str:
    """The assignments and their sum, the worst ratio last."""

    def ratio(row: Assignment) -> float:
        return row.stock / row.grade

    def times(quotient: float) -> str:
        return f"{quotient:.0f} ×" if quotient >= 10 else f"{quotient:.1f} ×"

    total = Assignment(
        "**the course, a student**", *(sum(column) for column in list(zip(*rows, strict=True))[1:])
    )
    worst = min(rows, key=ratio)
    lines = [
        "| assignment | ours | nbgrader | ratio | CPU | bare limit | mixed class | page | nbgrader's page | ratio |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    for row in [*rows, total]:
        cells = [row.grade, row.stock, row.cpu, row.bare, row.mixed, row.page, row.stock_page]
        ours, stock, cpu, bare, various, page, stock_page = (f"{cell * 1e3:,.0f} ms" for cell in cells)
        lines.append(
            f"| {row.name} | {ours} | {stock} | {times(ratio(row))} | {cpu} | {bare} | {various} "
            f"| {page} | {stock_page} | {times(row.stock_page / row.page)} |"
        )
    return "\n".join([*lines, "", f"The worst assignment is `{worst.name}`, at {ratio(worst):.0f} ×."])


def table(lines: list[Line]) -> str:
    """The table, as Markdown."""
    rows = [
        "| what | autograder | the other | ratio | goal |",
        "| --- | --: | --: | --: | --- |",
        *(f"| {' | '.join(line)} |" for line in lines),
    ]
    return "\n".join(rows)


def main() -> None:
    """Measure, print, and write down. `bench.py [--quick] [PART …] [ASSIGNMENT …]` measures only those."""
    quick = "--quick" in sys.argv
    sizes = QUICK if quick else FULL
    counted = [assignment.name for assignment in load_course(hand_ins.ROOT)[0].assignments]
    everything = not {*counted, *(part.__name__ for part in PARTS)} & set(sys.argv)
    names = [name for name in counted if everything or name in sys.argv]
    parts = [part for part in PARTS if everything or part.__name__ in sys.argv]
    AS_AT_HOME["PATH"] = os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    head = machine()
    adopt()
    rows, lines = [], []
    with tempfile.TemporaryDirectory() as folder:
        for row in the_course(Path(folder), sizes, names):
            print(row.name, *(f"{cell * 1e3:.0f}" for cell in row[1:]), sep="  |  ", flush=True)
            rows.append(row)
    for part in parts:
        with tempfile.TemporaryDirectory() as folder:
            for line in part(Path(folder), sizes):
                print(*line, sep="  |  ", flush=True)
                lines.append(line)
    text = f"{head} and {os.getloadavg()[0]:.1f}."
    if rows:
        text += f"\n\n{course_table(rows)}"
    if lines:
        text += f"\n\n{table(lines)}"
    print(text)
    if not quick and everything:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
