"""The suites of the course are fair and strict: `autograder audit` finds nothing weak in them."""

import pytest

pytestmark = pytest.mark.full


def test_nothing_is_weak(audited):
    assert [f"{one.function}: {one.what}" for one in audited.weak] == []
