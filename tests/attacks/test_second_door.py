"""Attacks through nbgrader's door as well: nobody comes off better there, or worse, by a single digit.

All that are whole notebooks, which each door reads itself, and one in eight of each class of programs: behind the
doors the engine is one.
"""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import arena
import pytest
from attacks import ATTACKS, CLASSES

from autograder.gradebook import grades
from autograder.sandbox import tiers
from autograder.sandbox.tiers import Tier

PARTS = 3  # of the class, each at a door of its own: most attacks wait for a limit, and need no processor


def chosen():
    """The attacks that go through nbgrader's door too."""
    wanted = arena.wanted()
    by_class = [[name for name in wanted if name.partition("_")[0] == kind] for kind in CLASSES]
    some = {name for names in by_class for name in names[::8]}
    return [name for name in wanted if name in some or not ATTACKS[name].program]


@pytest.fixture(scope="session")
def doors(graded, tmp_path_factory):
    """What each door left in its gradebook."""
    if tiers.probe().tier is not graded.tier:
        pytest.skip("nbgrader's door takes the best tier that there is")
    ours = grades.scores(grades.sqlite_url(graded.root / "var/gradebook.db"), arena.ASSIGNMENT)
    attackers = [arena.QUIET, *chosen()]
    folder = tmp_path_factory.mktemp("second_door")
    empty = folder / "without hand-ins"
    gone = shutil.ignore_patterns("reports", "autograded", "feedback", "gradebook.db", "submitted")
    shutil.copytree(graded.root, empty, symlinks=True, ignore=gone)
    shutil.copy(arena.hand_ins.ROOT / "nbgrader_config.py", empty)
    run(empty, "autograder.cli", "build")
    with ThreadPoolExecutor() as threads:
        parts = [(folder / f"course {n}", empty, graded.root, attackers[n::PARTS]) for n in range(PARTS)]
        found = threads.map(through_nbgrader, *zip(*parts, strict=True))
        theirs = {name: one for part in found for name, one in part.items()}
    if again := [name for name in theirs if ours[name] != theirs[name]]:
        # Where an attack uses up its time, a busy machine decides which cell is the last: once more, alone.
        ours |= through(folder / "again", empty, graded.root, again, "autograder.cli", "grade", "--jobs", "1")
        theirs |= through_nbgrader(folder / "again at nbgrader's", empty, graded.root, again)
    return ours, theirs


def run(root, *command):
    """Run a command in the course's folder, without anybody's settings; 3 says that somebody has no score."""
    own = {"PATH": "/usr/bin:/bin", "JUPYTER_CONFIG_DIR": f"{root} jupyter"}
    ran = subprocess.run(
        [sys.executable, "-m", *command], cwd=root, env=os.environ | own, capture_output=True, text=True
    )
    assert ran.returncode in (0, 3), ran.stderr


def through_nbgrader(root, empty, graded, students):
    """The scores of some students at nbgrader's door."""
    return through(root, empty, graded, students, "nbgrader", "autograde")


def through(root, empty, graded, students, *command):
    """The scores of some students after a command, in a course of their own at `root`, a copy of `empty`."""
    shutil.copytree(empty, root, symlinks=True)
    for student in students:
        shutil.copytree(graded / "var/submitted" / student, root / "var/submitted" / student, symlinks=True)
    run(root, *command, arena.ASSIGNMENT)
    return grades.scores(grades.sqlite_url(root / "var/gradebook.db"), arena.ASSIGNMENT)


@pytest.mark.parametrize("graded", [Tier.STRONG], indirect=True, ids=str)
def test_both_doors_give_an_attack_the_same_scores_and_flags(doors):
    ours, theirs = doors
    assert theirs.keys() == {arena.QUIET, *chosen()}
    assert {name: (ours[name], theirs[name]) for name in theirs if ours[name] != theirs[name]} == {}
