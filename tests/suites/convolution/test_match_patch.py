"""match_patch: the sum of nine products, pixel times weight."""

import math

import numpy as np
import pytest
from numpy.testing import assert_array_equal


def wished(patch, filter):
    """Add up the products, number by number."""
    return math.fsum(
        float(pixel) * float(weight) for pixel, weight in zip(patch.ravel(), filter.ravel(), strict=True)
    )


def close(got, want):
    """Hold a result against the right number; that it is not wrapped has a test of its own."""
    assert np.size(got) == 1
    assert np.abs(np.ravel(got)[0] - want) <= 1e-7 + 1e-6 * np.abs(want)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Pixel times weight, all nine added up, for decimals.

    zh: 像素乘以权重，九个全部加起来，小数也一样。
    """
    for _ in range(3):
        patch, filter = rng.uniform(0, 1, size=(3, 3)), rng.normal(size=(3, 3))
        for sign in (1, -1):  # one of the two results is negative
            want = wished(patch, sign * filter)  # before the student's code may change the arrays
            close(student.match_patch(patch, sign * filter), want)


def test_whole_numbers(student, rng):
    """Whole pixels and whole weights give the right whole number.

    zh: 像素和权重都是整数时，结果也正确。
    """
    for _ in range(2):
        patch, filter = rng.integers(0, 17, size=(3, 3)), rng.integers(-3, 4, size=(3, 3))
        for sign in (1, -1):
            want = wished(patch, sign * filter)
            close(student.match_patch(patch, sign * filter), want)


@pytest.mark.weight(2)
def test_every_place_counts(student, rng):
    """Each of the nine weights meets the pixel at its own place.

    zh: 九个权重，每一个都对应自己位置上的像素。
    """
    patch, filter = rng.uniform(1, 2, size=(3, 3)), rng.normal(size=(3, 3))
    for place in rng.permutation(9)[:4]:
        changed = filter.copy()
        changed[divmod(place, 3)] += rng.uniform(1, 2)
        want = wished(patch, changed)
        close(student.match_patch(patch.copy(), changed), want)


@pytest.mark.side
def test_one_number(student, rng):
    """A single number comes back.

    zh: 返回一个数。
    """
    got = student.match_patch(rng.uniform(size=(3, 3)), rng.normal(size=(3, 3)))
    assert np.ndim(got) == 0
    assert np.isfinite(got)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The two arrays that were passed in are the same afterwards.

    zh: 传进去的两个数组没有被改动。
    """
    patch, filter = rng.uniform(size=(3, 3)), rng.normal(size=(3, 3))
    before = patch.copy(), filter.copy()
    student.match_patch(patch, filter)
    assert_array_equal(patch, before[0])
    assert_array_equal(filter, before[1])
