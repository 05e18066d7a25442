"""to_fahrenheit(c) = 9 c / 5 + 32."""

import numpy as np
import pytest


def close(got, wanted):
    """Hold an answer against the right number: one number, to its last digits, since nothing is rounded."""
    assert not isinstance(got, bool | np.bool_)
    assert isinstance(got, int | float | np.number | np.ndarray)
    assert np.ndim(got) == 0
    assert abs(float(got) - wanted) <= 1e-11 * (1 + abs(wanted))


def wished(celsius):
    """Give the same temperature by another way: both scales meet at -40."""
    return (celsius + 40) * 1.8 - 40


@pytest.mark.weight(2)
def test_warm_days(student, rng):
    """Temperatures above zero are right.

    zh: 零上的温度正确。
    """
    for celsius in rng.uniform(1, 90, size=4):
        close(student.to_fahrenheit(float(celsius)), wished(celsius))


def test_cold_days(student, rng):
    """Temperatures below zero are right.

    zh: 零下的温度正确。
    """
    for celsius in rng.uniform(-35, -1, size=4):
        close(student.to_fahrenheit(float(celsius)), wished(celsius))


def test_whole_numbers(student, rng):
    """A whole number goes in, and the decimals of the result are kept.

    zh: 输入整数时，结果的小数也要保留。
    """
    for celsius in 5 * rng.integers(-6, 12, size=3) + rng.integers(1, 5, size=3):
        close(student.to_fahrenheit(int(celsius)), wished(int(celsius)))
        between = float(celsius + rng.uniform(0.1, 0.9))  # beside a whole number, so that no table will do
        close(student.to_fahrenheit(between), wished(between))


@pytest.mark.side
def test_freezing_water(student):
    """Zero degrees are right.

    zh: 零度正确。
    """
    close(student.to_fahrenheit(0), 32)
