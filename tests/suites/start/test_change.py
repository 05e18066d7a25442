"""change: the last temperature minus the first."""

import numpy as np
import pytest


def close(got, wanted):
    """Hold an answer against the right number: one number, to the precision of the course."""
    assert not isinstance(got, bool | np.bool_)
    assert isinstance(got, int | float | np.number | np.ndarray)
    assert np.ndim(got) == 0
    assert abs(float(got) - wanted) <= 1e-8 + 1e-6 * abs(wanted)


def a_week(rng, days):
    """Draw temperatures in tenths of a degree, no two alike and none of them 0."""
    return [int(tenths) / 10 for tenths in rng.choice(np.arange(1, 400), size=days, replace=False)]


@pytest.mark.weight(2)
def test_the_last_minus_the_first(student, rng):
    """The change is the last temperature minus the first one.

    zh: 变化等于最后一个温度减去第一个温度。
    """
    for days in (3, 5, 8):
        week = a_week(rng, days)
        wanted = week[days - 1] - week[0]
        close(student.change(week), wanted)
        again = [week[0], week[-1], *week[1:-1], week[0], week[-1]]  # both have been there before
        close(student.change(again), wanted)


def test_two_days(student, rng):
    """A list of two works, whether it gets warmer or colder.

    zh: 只有两个数的列表也正确，无论变暖还是变冷。
    """
    low, high = sorted(a_week(rng, 2))
    close(student.change([low, high]), high - low)
    close(student.change([high, low]), low - high)


def test_below_zero(student, rng):
    """Temperatures below zero are subtracted in the same way.

    zh: 零下的温度用同样的办法相减。
    """
    week = [-degrees for degrees in a_week(rng, 4)]
    wanted = week[3] - week[0]
    close(student.change(week), wanted)


@pytest.mark.side
def test_a_single_day(student, rng):
    """A list of one has the change 0.

    zh: 只有一个数的列表，变化是 0。
    """
    close(student.change(a_week(rng, 1)), 0)


@pytest.mark.side
def test_the_list_is_left_alone(student, rng):
    """The list that was passed in is the same afterwards.

    zh: 传入的列表保持不变。
    """
    week = a_week(rng, 5)
    before = list(week)
    student.change(week)
    assert week == before
