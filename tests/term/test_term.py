"""A whole term from the command line: nothing is lost between the roster and the archive."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
pytest.register_assert_rewrite("played")

from played import STEPS, Term


def test_a_term_from_the_roster_to_the_archive(tmp_path):
    term = Term(tmp_path / "course")
    for step in STEPS:
        step(term)
