"""Every attack through nbgrader's door as well: nobody comes off better there, or worse, by a single digit."""

import os
import shutil
import subprocess
import sys

import arena
import pytest
from attacks import ATTACKS

from autograder.gradebook import grades
from autograder.sandbox import tiers
from autograder.sandbox.tiers import Tier


@pytest.fixture(scope="session")
def doors(graded, tmp_path_factory):
    """What each door left in its gradebook."""
    if tiers.probe().tier is not graded.tier:
        pytest.skip("nbgrader's door takes the best tier that there is")
    root = tmp_path_factory.mktemp("second_door") / "course"
    gone = shutil.ignore_patterns("reports", "autograded", "feedback", "gradebook.db", f"*{arena.NEIGHBOUR}")
    shutil.copytree(graded.root, root, symlinks=True, ignore=gone)
    shutil.copy(arena.hand_ins.ROOT / "nbgrader_config.py", root)
    own = {"PATH": "/usr/bin:/bin", "JUPYTER_CONFIG_DIR": str(tmp_path_factory.mktemp("jupyter"))}
    for command in (["autograder.cli", "build"], ["nbgrader", "autograde", arena.ASSIGNMENT]):
        ran = subprocess.run(
            [sys.executable, "-m", *command], cwd=root, env=os.environ | own, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
    return [
        grades.scores(grades.sqlite_url(one / "var/gradebook.db"), arena.ASSIGNMENT)
        for one in (graded.root, root)
    ]


@pytest.mark.parametrize("graded", [Tier.STRONG], indirect=True, ids=str)
def test_both_doors_give_every_attack_the_same_scores_and_flags(doors):
    ours, theirs = doors
    assert set(ATTACKS) < set(theirs) < set(ours)  # neighbours sit at one door only
    assert {name: (ours[name], theirs[name]) for name in theirs if ours[name] != theirs[name]} == {}
