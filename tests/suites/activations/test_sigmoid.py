"""sigmoid(x) = 1 / (1 + exp(-x)), element by element."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(x):
    """Give sigmoid by way of tanh, which no exponential can overflow."""
    return (1 + np.tanh(np.asarray(x) / 2)) / 2


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert (np.abs(np.subtract(got, want)) <= 3e-7 + 3e-6 * np.abs(want)).all()


@pytest.mark.weight(3)
def test_values_match_the_definition(student, rng):
    """The values follow the formula.

    zh: 数值符合公式。
    """
    x = rng.normal(scale=2.0, size=rng.integers(12, 40))
    x[:2] = rng.uniform(6, 9), rng.uniform(-9, -6)  # the flat ends belong to the curve
    want = wished(x)
    close(student.sigmoid(x), want)


def test_a_number_gives_a_number(student, rng):
    """A single number gives a single number.

    zh: 输入一个数，得到一个数。
    """
    whole = int(rng.integers(3, 9))
    for x in (float(rng.uniform(0.5, 4)), float(rng.uniform(-4, -0.5)), whole, -whole):
        close(student.sigmoid(x), wished(x))
    x = np.array(rng.uniform(-4, 4))
    want = wished(x)
    close(student.sigmoid(x), want)


@pytest.mark.weight(2)
def test_arrays_of_every_shape(student, rng):
    """Arrays of every shape come back in the same shape, each value in its place.

    zh: 任何形状的数组都以同样的形状返回，每个值都在自己的位置上。
    """
    for shape in [(7,), (1,), (3, 5), (4, 4), (5, 1), (2, 3, 4)]:
        x = rng.normal(size=shape)
        want = wished(x)
        close(student.sigmoid(x), want)


def test_whole_numbers_in_an_array(student, rng):
    """An array of whole numbers gives results that are not cut to whole numbers.

    zh: 整数数组的结果没有被截成整数。
    """
    whole = rng.permutation(np.array([-5, -4, -3, 3, 4, 5]))
    for x in (whole, whole * rng.uniform(0.2, 0.8)):  # decimals beside them: a table of numbers is no formula
        want = wished(x)
        close(student.sigmoid(x), want)


@pytest.mark.side
def test_huge_inputs(student, rng):
    """Inputs far from zero give finite results that stay in the range.

    zh: 离 0 很远的输入，也得到范围之内的有限的数。
    """
    x = rng.uniform(750, 1000, size=6)
    for sign, want in ((1, np.ones(6)), (-1, np.zeros(6))):
        got = student.sigmoid(sign * x)
        close(got, want)
        assert np.all(np.isfinite(got))
        assert np.all((np.asarray(got) >= 0) & (np.asarray(got) <= 1))


@pytest.mark.side
def test_the_range(student, rng):
    """No result leaves the range from 0 to 1.

    zh: 所有结果都在 0 到 1 之间。
    """
    x = rng.uniform(-40, 40, size=50)
    got = np.asarray(student.sigmoid(x))
    assert got.shape == (50,)
    assert np.all((got >= -3e-7) & (got <= 1 + 3e-7))


@pytest.mark.side
def test_the_symmetry(student, rng):
    """The results for x and for -x add up to 1.

    zh: x 和 -x 的结果之和是 1。
    """
    x = rng.normal(scale=3.0, size=20)
    plus, minus = np.asarray(student.sigmoid(x.copy())), np.asarray(student.sigmoid(-x))
    assert plus.shape == minus.shape == (20,)
    assert_allclose(plus + minus, np.ones(20), rtol=0, atol=3e-7)


@pytest.mark.side
def test_the_order(student, rng):
    """A larger input never gives a smaller result.

    zh: 输入变大，结果不会变小。
    """
    got = np.asarray(student.sigmoid(np.sort(rng.uniform(-9, 9, size=60))))
    assert got.shape == (60,)
    assert np.all(np.diff(got) >= -3e-7)


@pytest.mark.side
def test_each_element_alone(student, rng):
    """Changing one element changes the result in that place and nowhere else.

    zh: 改变一个元素，只有那个位置的结果会变。
    """
    x = rng.normal(size=8)
    place = rng.integers(8)
    moved = x.copy()
    moved[place] += 1.5
    before, after = np.asarray(student.sigmoid(x)), np.asarray(student.sigmoid(moved))
    assert before.shape == after.shape == (8,)
    changed = np.abs(after - before) > 1e-9
    assert changed[place]
    assert changed.sum() == 1


@pytest.mark.side
def test_an_array_gives_an_array(student, rng):
    """An array goes in and an array of numbers comes out.

    zh: 输入数组，得到由数组成的数组。
    """
    got = student.sigmoid(rng.normal(size=5))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"


@pytest.mark.side
def test_the_argument_is_left_alone(student, rng):
    """The array that was passed in is the same afterwards.

    zh: 传入的数组，调用之后保持原样。
    """
    x = rng.normal(size=8)
    before = x.copy()
    student.sigmoid(x)
    assert_array_equal(x, before)
