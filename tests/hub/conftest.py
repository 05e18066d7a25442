"""One hub for all of these tests, which starts in a few seconds."""

import os
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "course")]

import hub as hubs


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    """A running hub."""
    if why := hubs.missing():
        assert not os.environ.get("REQUIRE_HUB"), why
        pytest.skip(why)
    started = hubs.Hub(tmp_path_factory.mktemp("hub"))
    yield started
    started.stop()
