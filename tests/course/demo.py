"""`make demo`: a generated class handed in, graded and given feedback, in a copy of the course.

The copy stands in var/demo, so that nobody's real submissions and gradebook are touched.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

import hand_ins

from autograder.course import load_course
from autograder.sandbox import tiers

ROOT = hand_ins.ROOT
DEMO = ROOT / "var" / "demo"
GRADED = ("activations", "forward_pass", "network")  # the whole course would take a minute
CLASS = """ada alan barbara chen dorothy edsger fei grace hanmeimei hedy john karen katherine lilei linus margaret
    mei ming radia rosa shafi sofya wang wei""".split()


def files(assignment: str) -> Iterator[bytes]:
    """Hand-ins as a class makes them: right in several styles, wrong in many, and damaged in transit."""
    right = hand_ins.as_bytes(hand_ins.answered(hand_ins.reference(assignment, DEMO)))
    yield right
    for name, answers in hand_ins.cases(assignment):
        if name == "endless_loop" and assignment == "forward_pass":
            continue  # two of them show enough, and each is waited for
        yield hand_ins.as_bytes(hand_ins.spliced(assignment, answers, DEMO))
    for damage in hand_ins.DAMAGE.values():
        yield hand_ins.as_bytes(damage(hand_ins.reference(assignment, DEMO)))
    yield hand_ins.as_bytes(hand_ins.released(assignment, DEMO))
    yield right[: len(right) // 2]


def autograder(*arguments: str) -> int:
    """Run the command as a teacher would, and show it."""
    print(f"\n$ .venv/bin/autograder {' '.join(arguments)} --course {DEMO.relative_to(ROOT)}", flush=True)
    command = [sys.executable, "-m", "autograder.cli", *arguments, "--course", str(DEMO)]
    return subprocess.run(command).returncode


def main() -> int:
    """Everything; the exit code says whether it went as it should."""
    began = time.monotonic()
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir(parents=True)
    for name in ("source", "tests/suites"):
        shutil.copytree(ROOT / name, DEMO / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", DEMO)
    # The same course, but nobody who tries it wants to wait long for the student whose loop never ends.
    settings = (ROOT / "course.yml").read_text(encoding="utf-8")
    (DEMO / "course.yml").write_text(settings.replace("cell_seconds: 3", "cell_seconds: 1"), encoding="utf-8")
    weak: list[str] = []
    tier = tiers.probe().tier
    if not tier.holds(tiers.Tier.GOOD):
        print(
            f"!!! This machine's sandbox is only {tier}. The demo's own class is graded all the same; do not"
        )
        print("!!! grade real students here. `.venv/bin/autograder doctor` says what is missing.")
        weak = ["--allow-weak-sandbox"]
    if autograder("build"):
        return 3
    _, places = load_course(DEMO)
    count = 0
    for name in GRADED:
        for student, raw in zip(CLASS, files(name), strict=False):
            file = places.work(name, student).submitted / f"{name}.ipynb"
            file.parent.mkdir(parents=True)
            file.write_bytes(raw)
            count += 1
    print(
        f"\n{count} hand-ins of {len(CLASS)} students, three of them damaged on the way: see var/demo/var/submitted"
    )
    for name in GRADED:
        # 3 is right here: one file of each assignment is broken, and a person has to look at it.
        if autograder("grade", name, *weak) != 3:
            return 3
    if autograder("feedback", GRADED[0]):
        return 3
    page = places.work(GRADED[0], CLASS[4]).feedback / f"{GRADED[0]}.html"
    print(f"\nDone in {time.monotonic() - began:.1f} s.")
    print(f"gradebook:       {places.gradebook}")
    print(f"a feedback page: {page}")
    print("next, look round in nbgrader's own formgrader:   (cd var/demo && ../../.venv/bin/jupyter lab)")
    print("next, for your own class:                        .venv/bin/autograder grade activations")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
