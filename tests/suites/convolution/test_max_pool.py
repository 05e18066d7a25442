"""max_pool: the largest number of each block of size x size."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(table, size):
    """Give the right table: blocks along two more axes."""
    rows, columns = table.shape[0] // size, table.shape[1] // size
    return table.reshape(rows, size, columns, size).max(axis=(1, 3))


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Each block gives its largest number, in maps that are wide or high.

    zh: 每一块给出其中最大的数，特征图宽一些或高一些都一样。
    """
    for shape, size in (((4, 6), 2), ((9, 6), 3)):
        table = rng.normal(size=shape)
        want = wished(table, size)
        close(student.max_pool(table, size), want)


@pytest.mark.weight(2)
def test_square_maps(student, rng):
    """In a square map rows stay rows and columns stay columns.

    zh: 方的特征图里，行还是行，列还是列。
    """
    table = rng.uniform(0, 1, size=(6, 6))
    for size in (2, 3):
        want = wished(table, size)
        close(student.max_pool(table.copy(), size), want)


def test_one_block(student, rng):
    """A block as large as the whole map leaves one number.

    zh: 块和整张特征图一样大时，只剩一个数。
    """
    for size in (4, 5):
        table = rng.normal(size=(size, size))
        want = wished(table, size)
        close(student.max_pool(table, size), want)


@pytest.mark.weight(2)
def test_negative_numbers(student, rng):
    """Where all numbers are negative, the largest one is the one that is closest to 0.

    zh: 全是负数时，最大的是离 0 最近的那个。
    """
    table = -rng.uniform(1, 5, size=(4, 4))
    want = wished(table, 2)
    close(student.max_pool(table, 2), want)


@pytest.mark.side  # whoever hands the map back is right here
def test_blocks_of_one(student, rng):
    """Blocks of 1 leave every number where it is.

    zh: 块的大小为 1 时，每个数都原样留下。
    """
    table = rng.normal(size=(2, 3))
    close(student.max_pool(table.copy(), 1), table)


def test_whole_numbers(student, rng):
    """Whole numbers are found as well.

    zh: 整数也一样。
    """
    table = rng.permutation(16).reshape(2, 8)
    want = wished(table, 2)
    close(student.max_pool(table, 2), want)


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """An array of numbers comes back, smaller by the size of the blocks.

    zh: 返回数的数组，按块的大小变小。
    """
    got = student.max_pool(rng.normal(size=(4, 6)), 2)
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind == "f"
    assert got.shape == (2, 3)


@pytest.mark.side
def test_the_argument_is_left_alone(student, rng):
    """The map that was passed in is the same afterwards.

    zh: 传进去的特征图没有被改动。
    """
    table = rng.normal(size=(4, 4))
    before = table.copy()
    student.max_pool(table, 2)
    assert_array_equal(table, before)
