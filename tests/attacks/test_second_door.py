"""Every attack through nbgrader's door as well: nobody comes off better there, or worse, by a single digit."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import arena
import pytest

from autograder.gradebook import grades
from autograder.sandbox import tiers
from autograder.sandbox.tiers import Tier

PARTS = 3  # of the class, each at a door of its own: most attacks wait for a limit, and need no processor


@pytest.fixture(scope="session")
def doors(graded, tmp_path_factory):
    """What each door left in its gradebook."""
    if tiers.probe().tier is not graded.tier:
        pytest.skip("nbgrader's door takes the best tier that there is")
    ours = grades.scores(grades.sqlite_url(graded.root / "var/gradebook.db"), arena.ASSIGNMENT)
    attackers = sorted(set(ours) - {name for name in ours if name.endswith(arena.NEIGHBOUR)})
    folder = tmp_path_factory.mktemp("second_door")
    with ThreadPoolExecutor() as threads:
        parts = [(folder / f"course {n}", graded.root, attackers[n::PARTS]) for n in range(PARTS)]
        theirs = threads.map(through_nbgrader, *zip(*parts, strict=True))
        return ours, {name: one for part in theirs for name, one in part.items()}


def through_nbgrader(root, graded, students):
    """The scores of some students, in a course of their own below `root`."""
    gone = shutil.ignore_patterns("reports", "autograded", "feedback", "gradebook.db", "submitted")
    shutil.copytree(graded, root, symlinks=True, ignore=gone)
    for student in students:
        shutil.copytree(graded / "var/submitted" / student, root / "var/submitted" / student, symlinks=True)
    shutil.copy(arena.hand_ins.ROOT / "nbgrader_config.py", root)
    own = {"PATH": "/usr/bin:/bin", "JUPYTER_CONFIG_DIR": f"{root} jupyter"}
    for command in (["autograder.cli", "build"], ["nbgrader", "autograde", arena.ASSIGNMENT]):
        ran = subprocess.run(
            [sys.executable, "-m", *command], cwd=root, env=os.environ | own, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
    return grades.scores(grades.sqlite_url(root / "var/gradebook.db"), arena.ASSIGNMENT)


@pytest.mark.parametrize("graded", [Tier.STRONG], indirect=True, ids=str)
def test_both_doors_give_every_attack_the_same_scores_and_flags(doors):
    ours, theirs = doors
    assert set(arena.wanted()) < set(theirs) < set(ours)  # neighbours sit at one door only
    assert {name: (ours[name], theirs[name]) for name in theirs if ours[name] != theirs[name]} == {}
