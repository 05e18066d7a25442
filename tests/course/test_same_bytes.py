"""The same bytes give the same report: whoever was graded before, and however busy the machine is."""

import contextlib
import os
import zlib

import pytest

from autograder import report
from conftest import COURSE, grade_in_lanes

pytestmark = pytest.mark.full

MANY = 2  # of an assignment's misconceptions: each is judged in all cells, and diagnosed


@contextlib.contextmanager
def one_core():
    """Keep to one core while the block runs; other tests keep theirs."""
    before = os.sched_getaffinity(0)
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.sched_setaffinity(0, {sorted(before)[number % len(before)]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def test_nobodys_report_depends_on_who_came_before_or_on_the_machine(graded):
    """Again in the other order, by three who share one core: as slow as on a machine whose cores are all as busy."""
    wrong = [name for name in graded.raw if name.startswith("wrong/")]
    own = sorted(wrong, key=lambda name: zlib.crc32(name.encode()))[:MANY]
    own.append("habits")
    with one_core():
        again = grade_in_lanes(graded, own[::-1], 3, COURSE.limits.cell_seconds)
    assert [name for name in own if report.encode(again[name]) != report.encode(graded.reports[name])] == []
