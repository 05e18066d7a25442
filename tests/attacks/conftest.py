"""Grades all attacks as one class, once a tier, when the first test asks."""

import os
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "course")]

import arena

from autograder.sandbox.tiers import Tier

TIERS = (Tier.STRONG, Tier.GOOD)

_graded: dict[Tier, arena.Graded] = {}
_missing: dict[Tier, str] = {}


@pytest.fixture(params=TIERS, ids=str, scope="session")
def graded(request):
    """What became of the class. A tier that the machine lacks is skipped, or fails where REQUIRE_TIER names it."""
    tier = request.param
    if tier not in _missing:
        _missing[tier] = arena.missing(tier)
    if _missing[tier]:
        required = os.environ.get("REQUIRE_TIER")
        if required and Tier(required).holds(tier):
            pytest.fail(f"REQUIRE_TIER={required}, and this machine does not offer {tier}: {_missing[tier]}")
        pytest.skip(f"this machine does not offer {tier}: {_missing[tier]}")
    if tier not in _graded:
        _graded[tier] = arena.grade_class(tier)
    return _graded[tier]
