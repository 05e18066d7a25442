"""tanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x)), element by element, for |x| up to 300."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert (np.abs(np.subtract(got, want)) <= 3e-7 + 3e-6 * np.abs(want)).all()


@pytest.mark.weight(3)
def test_values_match_the_definition(student, rng):
    """The values follow the formula.

    zh: 数值符合公式。
    """
    x = rng.normal(scale=1.5, size=rng.integers(12, 40))
    want = np.tanh(x)
    close(student.tanh(x), want)


def test_a_number_gives_a_number(student, rng):
    """A single number gives a single number.

    zh: 输入一个数，得到一个数。
    """
    whole = int(rng.integers(3, 5))
    for x in (float(rng.uniform(0.6, 2)), float(rng.uniform(-2, -0.6)), whole, -whole):
        close(student.tanh(x), np.tanh(x))
    x = np.array(rng.choice([-1, 1]) * rng.uniform(0.6, 2))
    want = np.tanh(x)
    close(student.tanh(x), want)


@pytest.mark.weight(2)
def test_arrays_of_every_shape(student, rng):
    """Arrays of every shape come back in the same shape, each value in its place.

    zh: 任何形状的数组都以同样的形状返回，每个值都在自己的位置上。
    """
    for shape in [(7,), (1,), (3, 5), (4, 4), (5, 1), (2, 3, 4)]:
        x = rng.normal(size=shape)
        want = np.tanh(x)
        close(student.tanh(x), want)


def test_whole_numbers_in_an_array(student, rng):
    """An array of whole numbers gives results that are not cut to whole numbers.

    zh: 整数数组的结果没有被截成整数。
    """
    whole = rng.permutation(np.array([-4, -3, -2, 2, 3, 4]))
    for x in (whole, whole * rng.uniform(0.2, 0.8)):  # decimals beside them: a table of numbers is no formula
        want = np.tanh(x)
        close(student.tanh(x), want)


@pytest.mark.side
def test_large_inputs(student, rng):
    """Inputs far from zero give finite results that stay in the range.

    zh: 离 0 很远的输入，也得到范围之内的有限的数。
    """
    x = rng.uniform(100, 299, size=6)
    for sign in (1, -1):
        got = student.tanh(sign * x)
        close(got, np.full(6, float(sign)))
        assert np.all(np.abs(got) <= 1 + 3e-7)
        for number in (float(sign * x[0]), sign * 300):  # one number alone takes another way in some programs
            close(student.tanh(number), float(sign))


@pytest.mark.side
def test_the_range(student, rng):
    """No result leaves the range from -1 to 1.

    zh: 所有结果都在 -1 到 1 之间。
    """
    got = np.asarray(student.tanh(rng.uniform(-40, 40, size=50)))
    assert got.shape == (50,)
    assert np.all(np.abs(got) <= 1 + 3e-7)


@pytest.mark.side
def test_the_symmetry(student, rng):
    """The results for x and for -x differ only in their sign.

    zh: x 和 -x 的结果只差一个正负号。
    """
    x = rng.normal(scale=2.0, size=20)
    plus, minus = np.asarray(student.tanh(x.copy())), np.asarray(student.tanh(-x))
    assert plus.shape == minus.shape == (20,)
    assert_allclose(plus + minus, np.zeros(20), rtol=0, atol=3e-7)


@pytest.mark.side
def test_the_order(student, rng):
    """A larger input never gives a smaller result.

    zh: 输入变大，结果不会变小。
    """
    got = np.asarray(student.tanh(np.sort(rng.uniform(-6, 6, size=60))))
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
    before, after = np.asarray(student.tanh(x)), np.asarray(student.tanh(moved))
    assert before.shape == after.shape == (8,)
    changed = np.abs(after - before) > 1e-9
    assert changed[place]
    assert changed.sum() == 1


@pytest.mark.side
def test_an_array_gives_an_array(student, rng):
    """An array goes in and an array of numbers comes out.

    zh: 输入数组，得到由数组成的数组。
    """
    got = student.tanh(rng.normal(size=5))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"


@pytest.mark.side
def test_the_argument_is_left_alone(student, rng):
    """The array that was passed in is the same afterwards.

    zh: 传入的数组，调用之后保持原样。
    """
    x = rng.normal(size=8)
    before = x.copy()
    student.tanh(x)
    assert_array_equal(x, before)
