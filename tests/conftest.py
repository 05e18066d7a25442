"""Which sandbox this run has: printed at its head, and demanded where REQUIRE_TIER names one."""

import os

import pytest

from autograder.sandbox import tiers
from autograder.sandbox.tiers import Tier


def pytest_report_header() -> list[str]:
    """The tier, and why it is no better."""
    probed = tiers.probe()
    lost = [f"  not {tier}: {reason}" for tier, reason in probed.missing.items()]
    return [f"sandbox: {probed}", *lost]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Fail where CI demands a tier that this machine does not offer: what is skipped is not tested."""
    wanted = os.environ.get("REQUIRE_TIER")
    if wanted:
        probed = tiers.probe()
        if not probed.tier.holds(Tier(wanted)):
            pytest.exit(
                f"REQUIRE_TIER={wanted}, but the sandbox is {probed.tier}: {probed.missing}", returncode=1
            )
