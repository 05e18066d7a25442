"""row_means: the mean of each row of a table."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(table):
    """Give the means row by row, without NumPy's mean."""
    return [math.fsum(map(float, row)) / len(row) for row in table]


def close(got, wanted):
    """Hold an answer against the right means; one for each row, in a row."""
    assert not isinstance(got, str)
    assert np.asarray(got).dtype.kind in "iuf"
    assert np.shape(got) == np.shape(wanted)
    assert_allclose(got, wanted, rtol=3e-6, atol=3e-7)


def draw(rng, rows, columns):
    """Draw a table whose rows and columns all differ."""
    return rng.uniform(-3, 3, size=(rows, columns)) + 4 * np.arange(1, rows + 1)[:, np.newaxis]


@pytest.mark.weight(3)
def test_each_row_has_its_mean(student, rng):
    """Each row has its own mean, in tables that are wide and in tables that are tall.

    zh: 每一行有自己的平均值，表是宽是高都一样。
    """
    for shape in [(5, 3), (3, 4), (2, 5), (7, 2)]:
        table = draw(rng, *shape)
        want = wished(table)
        close(student.row_means(table), want)
    table = draw(rng, 4, 5)
    table[:, 2:4] = table[:, :1]  # numbers that come again each count
    want = wished(table)
    close(student.row_means(table), want)


@pytest.mark.weight(2)
def test_square_tables(student, rng):
    """In square tables, too, it is the rows that are averaged.

    zh: 行数和列数相等时，求的也是每一行的平均值。
    """
    for size in (2, 4):
        table = draw(rng, size, size)
        want = wished(table)
        close(student.row_means(table), want)


def test_whole_numbers(student, rng):
    """Tables of whole numbers, also below zero, keep the decimals of their means.

    zh: 表里是整数（包括负数）时，平均值的小数也要保留。
    """
    for shape in [(4, 3), (3, 3)]:
        table = 3 * rng.integers(2, 20, size=shape)
        table[:, 1] += rng.integers(1, 3, size=shape[0])
        for own in (table, -table):
            want = wished(own)
            close(student.row_means(own.copy()), want)


def test_one_row(student, rng):
    """A table with one row gives an array with one mean.

    zh: 只有一行的表得到只含一个平均值的数组。
    """
    table = draw(rng, 1, int(rng.integers(3, 7)))
    want = wished(table)
    close(student.row_means(table), want)


@pytest.mark.side  # whoever hands back the column is right here
def test_one_column(student, rng):
    """A table with one column gives the numbers of that column, in a row.

    zh: 只有一列的表得到这一列的数，排成一行。
    """
    table = draw(rng, int(rng.integers(3, 7)), 1)
    want = wished(table)
    close(student.row_means(table), want)


@pytest.mark.side
def test_rows_are_apart(student, rng):
    """Another number in one row changes the mean of that row and of no other.

    zh: 改动一行里的数，只改变这一行的平均值。
    """
    table = draw(rng, 5, 3)
    row = int(rng.integers(5))
    moved = table.copy()
    moved[row, rng.integers(3)] += 6
    before, after = np.asarray(student.row_means(table)), np.asarray(student.row_means(moved))
    assert before.shape == after.shape == (5,)
    changed = np.abs(after - before) > 1e-9
    assert changed[row]
    assert changed.sum() == 1


@pytest.mark.side
def test_an_array_comes_back(student, rng):
    """An array of numbers comes back, one number for each row.

    zh: 返回的是由数组成的数组，每一行对应一个数。
    """
    got = student.row_means(draw(rng, 5, 4))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (5,)


@pytest.mark.side
def test_the_table_is_left_alone(student, rng):
    """The table that was passed in is the same afterwards.

    zh: 传入的表保持不变。
    """
    table = draw(rng, 4, 3)
    before = table.copy()
    student.row_means(table)
    assert_array_equal(table, before)
