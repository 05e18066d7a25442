"""The browser of tests/browser, for the pages that a term makes."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "browser")]
pytest.register_assert_rewrite("played")

from chromium import pictures, screen

__all__ = ["pictures", "screen"]  # fixtures
