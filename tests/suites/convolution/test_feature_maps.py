"""feature_maps: for each filter relu(convolution + its bias)."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from numpy.testing import assert_allclose, assert_array_equal


def wished(image, filters, biases):
    """Give the right maps: all windows and filters at once."""
    sums = np.einsum("rcij,fij->frc", sliding_window_view(image, (3, 3)), filters)
    return np.where(sums + biases[:, None, None] > 0, sums + biases[:, None, None], 0)


def drawn(rng, shape, count):
    """Draw a picture, filters and biases; no bias is near zero, and the first map is not empty."""
    biases = rng.choice([-1, 1], size=count) * rng.uniform(0.3, 0.8, size=count)
    filters = rng.normal(size=(count, 3, 3))
    filters[0] = np.abs(filters[0])
    return rng.uniform(0, 1, size=shape), filters, biases


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Each filter has its own map: convolution, plus its bias, then ReLU.

    zh: 每个滤波器一张特征图：先卷积，加上自己的偏置，再取 ReLU。
    """
    for shape, count in (((5, 6), 2), ((4, 5), 4)):
        given = drawn(rng, shape, count)
        want = wished(*given)
        close(student.feature_maps(*given), want)


@pytest.mark.weight(2)
def test_as_many_filters_as_rows_and_columns(student, rng):
    """Where there are as many filters as rows and columns in a map, each bias still belongs to its filter.

    zh: 滤波器的个数和特征图的行数、列数一样多时，每个偏置还是属于自己的滤波器。
    """
    given = drawn(rng, (5, 5), 3)
    want = wished(*given)
    close(student.feature_maps(*given), want)


def test_one_filter(student, rng):
    """One filter gives one map in an array of three dimensions.

    zh: 一个滤波器得到一张特征图，放在三维数组里。
    """
    given = drawn(rng, (4, 6), 1)
    want = wished(*given)
    close(student.feature_maps(*given), want)


@pytest.mark.weight(2)
def test_the_bias_comes_before_relu(student, rng):
    """The bias is added first, and ReLU comes after it.

    zh: 先加偏置，后取 ReLU。
    """
    image, filters, _ = drawn(rng, (4, 4), 2)
    filters = np.abs(filters)
    for sign in (-1, 1):
        biases = -sign * rng.uniform(0.2, 0.5, size=2)
        want = wished(image, sign * filters, biases)
        close(student.feature_maps(image.copy(), sign * filters, biases), want)


@pytest.mark.side
def test_an_array_without_negative_numbers(student, rng):
    """An array of numbers comes back, and none of them is negative.

    zh: 返回数的数组，里面没有负数。
    """
    image, filters, biases = drawn(rng, (4, 5), 2)
    filters[1] = -np.abs(filters[1])  # a map of zeros, to which a negative bias must not be added afterwards
    got = student.feature_maps(image, filters, -np.abs(biases))
    assert isinstance(got, np.ndarray)
    assert got.shape == (2, 2, 3)
    assert np.all(got >= 0)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The arrays that were passed in are the same afterwards.

    zh: 传进去的数组没有被改动。
    """
    given = drawn(rng, (4, 4), 2)
    before = [part.copy() for part in given]
    student.feature_maps(*given)
    for part, old in zip(given, before, strict=True):
        assert_array_equal(part, old)
