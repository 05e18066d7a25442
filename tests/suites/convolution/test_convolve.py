"""convolve: at each place the sum of pixel times weight over the window that begins there."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from numpy.testing import assert_allclose, assert_array_equal


def wished(image, filter):
    """Give the right table: all windows at once."""
    return np.tensordot(sliding_window_view(image, (3, 3)), filter, axes=2)


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Every place of the window has its own sum, in pictures that are wide or high.

    zh: 窗口的每个位置都有自己的和，图片宽一些或高一些都一样。
    """
    for shape in ((5, 7), (7, 4)):
        image, filter = rng.uniform(0, 1, size=shape), rng.normal(size=(3, 3))
        want = wished(image, filter)
        close(student.convolve(image, filter), want)


@pytest.mark.weight(2)
def test_square_pictures(student, rng):
    """In a square picture rows stay rows and columns stay columns.

    zh: 方的图片里，行还是行，列还是列。
    """
    image, filter = rng.uniform(0, 1, size=(6, 6)), rng.normal(size=(3, 3))
    want = wished(image, filter)
    close(student.convolve(image, filter), want)


def test_the_smallest_picture(student, rng):
    """A picture of 3 x 3 gives a table with a single number, one of 3 x 4 gives two.

    zh: 3 x 3 的图片得到只有一个数的表，3 x 4 的得到两个数。
    """
    for shape in ((3, 3), (3, 4)):
        image, filter = rng.uniform(0, 1, size=shape), rng.normal(size=(3, 3))
        want = wished(image, filter)
        close(student.convolve(image, filter), want)


def test_whole_numbers(student, rng):
    """A picture of whole numbers and a filter of decimals give decimals.

    zh: 图片是整数、滤波器是小数时，结果是小数。
    """
    image, filter = rng.integers(0, 17, size=(4, 5)), rng.uniform(0.1, 0.9, size=(3, 3))
    want = wished(image, filter)
    close(student.convolve(image, filter), want)


@pytest.mark.weight(2)
def test_a_single_weight(student, rng):
    """A filter with a single weight cuts out its own piece of the picture: nothing is turned.

    zh: 只有一个权重的滤波器，切出的正是对应的那一块：没有翻转。
    """
    image = rng.uniform(0, 1, size=(4, 5))
    for row, column in zip(rng.permutation(3)[:2], rng.permutation([0, 2]), strict=True):
        filter = np.zeros((3, 3))
        filter[row, column] = rng.uniform(1, 3)
        want = filter[row, column] * image[row : row + 2, column : column + 3]
        close(student.convolve(image.copy(), filter.copy()), want)


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """An array of numbers comes back, two rows and two columns smaller.

    zh: 返回数的数组，少两行、少两列。
    """
    got = student.convolve(rng.uniform(size=(5, 4)), rng.normal(size=(3, 3)))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind == "f"
    assert got.shape == (3, 2)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The two arrays that were passed in are the same afterwards.

    zh: 传进去的两个数组没有被改动。
    """
    image, filter = rng.uniform(size=(4, 5)), rng.normal(size=(3, 3))
    before = image.copy(), filter.copy()
    student.convolve(image, filter)
    assert_array_equal(image, before[0])
    assert_array_equal(filter, before[1])
