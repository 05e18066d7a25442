"""relu(x) = max(0, x), element by element."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal


def wished(x):
    """Give relu as the middle between x and its distance from zero."""
    return (np.asarray(x) + np.abs(x)) / 2


def both_sides(rng, shape):
    """Draw positive and negative numbers; the first is positive, one is zero where there is room."""
    x = rng.uniform(0.5, 12, size=shape)
    flat = x.ravel()
    flat[1::2] *= -1
    if flat.size > 2:
        flat[2] = 0.0
    return x


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert (np.abs(np.subtract(got, want)) <= 3e-7 + 3e-6 * np.abs(want)).all()


@pytest.mark.weight(3)
def test_values_match_the_definition(student, rng):
    """The values follow the formula on both sides of zero.

    zh: 在 0 的两边，数值都符合公式。
    """
    x = both_sides(rng, rng.integers(12, 40))
    x[3:5] = rng.uniform(-0.9, -0.1), rng.uniform(0.1, 0.9)  # the corner lies at 0 and nowhere beside it
    want = wished(x)
    close(student.relu(x), want)


def test_a_negative_number_comes_first(student, rng):
    """Decimals are kept also where the array begins with a negative number.

    zh: 数组以负数开头时，小数部分也不丢。
    """
    x = -both_sides(rng, 9)
    want = wished(x)
    close(student.relu(x), want)


def test_a_number_gives_a_number(student, rng):
    """A single number gives a single number.

    zh: 输入一个数，得到一个数。
    """
    whole = int(rng.integers(4, 20))
    for x in (float(rng.uniform(0.5, 9)), float(rng.uniform(-9, -0.5)), whole, -whole):
        close(student.relu(x), wished(x))
    for x in (np.array(rng.uniform(0.5, 9)), np.array(rng.uniform(-9, -0.5))):
        want = wished(x)
        close(student.relu(x), want)


@pytest.mark.weight(2)
def test_arrays_of_every_shape(student, rng):
    """Arrays of every shape come back in the same shape, each value in its place.

    zh: 任何形状的数组都以同样的形状返回，每个值都在自己的位置上。
    """
    for shape in [(7,), (1,), (3, 5), (4, 4), (5, 1), (2, 3, 4)]:
        x = both_sides(rng, shape)
        want = wished(x)
        close(student.relu(x), want)


def test_whole_numbers_in_an_array(student, rng):
    """Arrays of whole numbers give the right results.

    zh: 整数数组也得到正确的结果。
    """
    whole = rng.permutation(rng.integers(4, 20, size=6) * np.array([1, -1, 1, -1, 1, -1]))
    for x in (whole, whole * rng.uniform(0.2, 0.8)):  # decimals beside them: a table of numbers is no formula
        want = wished(x)
        close(student.relu(x), want)


@pytest.mark.side
def test_never_negative(student, rng):
    """No result lies below 0.

    zh: 没有小于 0 的结果。
    """
    got = np.asarray(student.relu(both_sides(rng, 50)))
    assert got.shape == (50,)
    assert np.all(got >= -3e-7)


@pytest.mark.side
def test_the_order(student, rng):
    """A larger input never gives a smaller result.

    zh: 输入变大，结果不会变小。
    """
    got = np.asarray(student.relu(np.sort(both_sides(rng, 60))))
    assert got.shape == (60,)
    assert np.all(np.diff(got) >= -3e-7)


@pytest.mark.side
def test_each_element_alone(student, rng):
    """Changing one element changes the result in that place and nowhere else.

    zh: 改变一个元素，只有那个位置的结果会变。
    """
    x = both_sides(rng, 8)
    place = rng.integers(8)
    moved = x.copy()
    moved[place] = 13.5
    before, after = np.asarray(student.relu(x)), np.asarray(student.relu(moved))
    assert before.shape == after.shape == (8,)
    changed = np.abs(after - before) > 1e-9
    assert changed[place]
    assert changed.sum() == 1


@pytest.mark.side
def test_an_array_gives_an_array(student, rng):
    """An array goes in and an array of numbers comes out.

    zh: 输入数组，得到由数组成的数组。
    """
    got = student.relu(both_sides(rng, 5))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"


@pytest.mark.side
def test_the_argument_is_left_alone(student, rng):
    """The array that was passed in is the same afterwards.

    zh: 传入的数组，调用之后保持原样。
    """
    x = both_sides(rng, 8)
    before = x.copy()
    student.relu(x)
    assert_array_equal(x, before)
