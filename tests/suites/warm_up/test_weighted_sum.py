"""weighted_sum: the sum of products of two rows of numbers."""

import math

import numpy as np
import pytest


def wished(values, weights):
    """Give the sum of products exactly, without any array."""
    return math.fsum(float(v) * float(w) for v, w in zip(values, weights, strict=True))


def close(got, wanted):
    """Hold an answer against the right number; it must be one number, not an array of one."""
    assert isinstance(got, int | float | np.number | np.ndarray)
    assert not isinstance(got, bool | np.bool_)
    assert np.ndim(got) == 0
    assert np.asarray(got).dtype.kind in "iuf"
    assert abs(float(got) - wanted) <= 3e-7 + 3e-6 * abs(wanted)


def draw(rng, count):
    """Draw values and weights; none is near 0, and most sums are not either."""
    values = rng.uniform(0.5, 3, size=count) * rng.choice([1, 1, -1], size=count)
    return values, rng.uniform(0.3, 2, size=count)


@pytest.mark.weight(3)
def test_the_products_are_added_up(student, rng):
    """Each value is multiplied by its own weight, and all products are added up.

    zh: 每个数值乘以它自己的权重，所有乘积加在一起。
    """
    for count in (2, int(rng.integers(3, 6)), int(rng.integers(7, 12)), 40):
        values, weights = draw(rng, count)
        want = wished(values, weights)
        close(student.weighted_sum(values, weights), want)
    values, weights = draw(rng, 6)
    values[3:], weights[:2] = values[1], weights[2]  # numbers that come again each count
    want = wished(values, weights)
    close(student.weighted_sum(values, weights), want)


@pytest.mark.weight(2)
def test_lists(student, rng):
    """Python lists give the same as arrays, both or only one of the two.

    zh: 传入列表和传入数组结果相同，两个都是列表或只有一个是列表都可以。
    """
    values, weights = draw(rng, int(rng.integers(3, 7)))
    want = wished(values, weights)
    close(student.weighted_sum(values.tolist(), weights.tolist()), want)
    close(student.weighted_sum(values.tolist(), weights.copy()), want)
    close(student.weighted_sum(values.copy(), weights.tolist()), want)


def test_whole_numbers(student, rng):
    """Whole numbers work on either side, and decimals are not cut off.

    zh: 任何一边是整数都可以，小数不会被截掉。
    """
    whole, other = rng.integers(2, 30, size=5), rng.integers(-9, -1, size=5)
    weights = rng.uniform(0.3, 2, size=5)
    for values, own in ((whole, weights), (weights, whole), (whole, other)):
        want = wished(values, own)
        close(student.weighted_sum(values.copy(), own.copy()), want)
        close(student.weighted_sum(values.tolist(), own.tolist()), want)


def test_every_weight_counts(student, rng):
    """When only one weight changes, its own value decides how far the sum moves.

    zh: 只改变一个权重时，结果变化多少取决于它对应的那个数值。
    """
    values, weights = draw(rng, 4)
    for place in range(4):
        moved = weights.copy()
        moved[place] -= 1.5
        want = wished(values, moved)
        close(student.weighted_sum(values.copy(), moved), want)


@pytest.mark.side  # whoever multiplies the first two numbers is right here
def test_a_single_pair(student, rng):
    """A single pair gives its product, as one number.

    zh: 只有一对时，结果是它们的乘积，而且是一个数。
    """
    values, weights = draw(rng, 1)
    want = wished(values, weights)
    close(student.weighted_sum(values.copy(), weights.copy()), want)
    close(student.weighted_sum(values.tolist(), weights.tolist()), want)


@pytest.mark.side
def test_no_pairs(student):
    """No values at all give 0.

    zh: 一个数值也没有时，结果是 0。
    """
    close(student.weighted_sum([], []), 0)
    close(student.weighted_sum(np.array([]), np.array([])), 0)


@pytest.mark.side
def test_different_lengths(student, rng):
    """Different lengths are refused with ValueError, whichever is the longer one.

    zh: 长度不同时用 ValueError 拒绝，不管哪一边更长。
    """
    count = int(rng.integers(4, 8))
    for left, right in ((count, count - 1), (count - 1, count), (2, count), (count, 0)):
        values, weights = draw(rng, left)[0], draw(rng, right)[1]
        with pytest.raises(ValueError):  # noqa: PT011 - the message is free
            student.weighted_sum(values, weights)
        with pytest.raises(ValueError):  # noqa: PT011
            student.weighted_sum(values.tolist(), weights.tolist())


@pytest.mark.side
def test_a_single_number_is_not_used_for_all(student, rng):
    """Several values with a single weight are refused with ValueError, and the other way round.

    zh: 多个数值配一个权重要用 ValueError 拒绝，反过来也一样。
    """
    count = int(rng.integers(3, 8))
    for left, right in ((count, 1), (1, count)):
        values, weights = draw(rng, left)[0], draw(rng, right)[1]
        with pytest.raises(ValueError):  # noqa: PT011 - the message is free
            student.weighted_sum(values, weights)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The values and weights that were passed in are the same afterwards.

    zh: 传入的数值和权重保持不变。
    """
    values, weights = draw(rng, 5)
    kept = values.tolist(), weights.tolist()
    lists = values.tolist(), weights.tolist()
    student.weighted_sum(values, weights)
    assert (values.tolist(), weights.tolist()) == kept
    student.weighted_sum(*lists)
    assert lists == kept
