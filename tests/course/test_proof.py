"""The suites of the course are fair and strict: `autograder audit` finds nothing weak in them.

Three seeds here; `make audit SEEDS=50` looks longer.
"""

import hand_ins
import pytest

from autograder.audit.course_audit import audit
from conftest import LANES

pytestmark = pytest.mark.full


def test_nothing_is_weak(assignment):
    (found,) = audit(hand_ins.ROOT, [assignment], jobs=LANES, seeds=3)
    assert [f"{one.function}: {one.what}" for one in found.weak] == []
