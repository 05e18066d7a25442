"""One class, two graders, side by side: `autograder grade` against stock `nbgrader autograde`.

    .venv/bin/python tests/bench/against_nbgrader.py [ASSIGNMENT] [STUDENTS]

The same released notebooks, filled in; stock nbgrader runs their visible checks in a kernel, ours runs
visible and hidden tests, strong sandbox, reports, autograded notebooks and gradebook included. Seconds are
this machine's at this moment: read the ratio.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "course"))

import hand_ins

from autograder import gradebook, notebook

STOCK = 5  # nbgrader takes seconds for each; its cost a student does not depend on how many there are


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Wall-clock and processor seconds of a command and its children."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        raise SystemExit(f"{command}: {ran.returncode}\n{ran.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, cpu


def hand_in(folder: Path, assignment: str, count: int) -> None:
    """The same right work from `count` students."""
    raw = hand_ins.as_bytes(hand_ins.reference(assignment))
    for number in range(count):
        file = folder / f"s{number:05}" / assignment / f"{assignment}.ipynb"
        file.parent.mkdir(parents=True)
        file.write_bytes(raw)


def ours(work: Path, assignment: str, count: int) -> tuple[float, float]:
    """Grade `count` hand-ins with the kit."""
    root = work / f"ours{count}"
    for name in ("source", "tests/suites", "release", "solutions"):
        shutil.copytree(hand_ins.ROOT / name, root / name)
    shutil.copy(hand_ins.ROOT / "course.yml", root)
    command = [sys.executable, "-m", "autograder.cli"]
    subprocess.run([*command, "build"], cwd=root, check=True, capture_output=True)
    hand_in(root / "var" / "submitted", assignment, count)
    return timed([*command, "grade", assignment], root)


def stock(work: Path, assignment: str, count: int) -> tuple[float, float]:
    """Grade `count` hand-ins with nbgrader as it is."""
    root = work / f"stock{count}"
    shutil.copytree(hand_ins.ROOT / "release" / assignment, root / "source" / assignment)
    shutil.copytree(hand_ins.ROOT / "release" / assignment, root / "release" / assignment)
    hand_in(root / "submitted", assignment, count)
    file = root / "release" / assignment / f"{assignment}.ipynb"
    gradebook.record_assignment(
        gradebook.sqlite_url(root / "gradebook.db"), assignment, notebook.parse(file.read_bytes(), str(file))
    )
    os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return timed([sys.executable, "-m", "nbgrader", "autograde", assignment], root)


def main() -> None:
    """Print the table."""
    assignment = sys.argv[1] if len(sys.argv) > 1 else "activations"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        few, many = stock(work, assignment, 1), stock(work, assignment, STOCK)
        fixed, whole = ours(work, assignment, 2), ours(work, assignment, count)
    print(f"{assignment}, {os.cpu_count()} cores      wall s a hand-in      CPU s a hand-in")
    theirs = [value / STOCK for value in many]
    mine = [value / count for value in whole]
    print(f"nbgrader autograde, class of {STOCK:<4}  {theirs[0]:16.3f}     {theirs[1]:16.3f}")
    print(f"autograder grade, class of {count:<6}{mine[0]:16.4f}     {mine[1]:16.4f}")
    print(
        f"times                             {theirs[0] / mine[0]:12.0f}         {theirs[1] / mine[1]:12.0f}"
    )
    each = [(b - a) / (STOCK - 1) for a, b in zip(few, many, strict=True)]
    own = [(b - a) / (count - 2) for a, b in zip(fixed, whole, strict=True)]
    print(
        f"a further hand-in: {each[0]:.3f} s against {own[0]:.4f} s, CPU {each[1]:.3f} against {own[1]:.4f}"
    )


if __name__ == "__main__":
    main()
