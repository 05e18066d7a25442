"""count_warm: how many temperatures are larger than a limit."""

import numpy as np
import pytest


def close(got, wanted):
    """Hold an answer against the right number: one number, to the precision of the course."""
    assert not isinstance(got, bool | np.bool_)
    assert isinstance(got, int | float | np.number | np.ndarray)
    assert np.ndim(got) == 0
    assert abs(float(got) - wanted) <= 1e-8 + 1e-6 * abs(wanted)


def days(rng, above, below, limit):
    """Draw a shuffled list with so many temperatures above the limit and so many below."""
    own = [*(limit + rng.uniform(0.5, 9, size=above)), *(limit - rng.uniform(0.5, 9, size=below))]
    if above:
        own[0] = limit + rng.uniform(0.2, 0.8)  # there are temperatures between two whole degrees
    return [float(own[place]) for place in rng.permutation(above + below)]


@pytest.mark.weight(2)
def test_the_warm_days_are_counted(student, rng):
    """The temperatures above the limit are counted, and days that are equally warm each count.

    zh: 数出高于界限的温度，温度相同的日子每一天都算。
    """
    for above, below in ((2, 3), (5, 2), (3, 7)):
        own = days(rng, above, below, 20)
        close(student.count_warm(list(own), 20), above)
        close(student.count_warm(own + own, 20), 2 * above)


def test_the_limit_is_used(student, rng):
    """Every limit works, also one below zero or with decimals.

    zh: 任何界限都可以，包括负数和小数。
    """
    limits = (float(rng.uniform(25, 40)), float(rng.uniform(-9, -2)), int(rng.integers(2, 12)))
    for limit, above in zip(limits, rng.permutation(np.arange(2, 8))[:3].tolist(), strict=True):
        close(student.count_warm(days(rng, above, int(rng.integers(1, 5)), limit), limit), above)


def test_equal_does_not_count(student, rng):
    """A temperature that is equal to the limit does not count.

    zh: 正好等于界限的温度不算。
    """
    for above in rng.permutation(np.arange(2, 7))[:2].tolist():
        limit = int(rng.integers(10, 30))
        own = [limit, limit - 1, limit, *(limit + 1 + step for step in range(above))]
        close(student.count_warm([own[place] for place in rng.permutation(len(own))], limit), above)


@pytest.mark.side
def test_none_at_all(student, rng):
    """Where no temperature is above the limit, the result is 0, also for an empty list.

    zh: 没有高于界限的温度时结果是 0，空列表也是 0。
    """
    close(student.count_warm(days(rng, 0, 4, 20), 20), 0)
    close(student.count_warm([], 20), 0)


@pytest.mark.side
def test_the_list_is_left_alone(student, rng):
    """The list that was passed in is the same afterwards.

    zh: 传入的列表保持不变。
    """
    own = days(rng, 2, 3, 20)
    before = list(own)
    student.count_warm(own, 20)
    assert own == before
