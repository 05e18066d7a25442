"""standardize: each column minus its mean, divided by its standard deviation."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(table):
    """Give the standardized table column by column, without NumPy's mean and std."""
    columns = []
    for column in np.transpose(table):
        numbers = [float(number) for number in column]
        mean = math.fsum(numbers) / len(numbers)
        std = math.sqrt(math.fsum((number - mean) ** 2 for number in numbers) / len(numbers))
        columns.append([(number - mean) / std if std else 0.0 for number in numbers])
    return np.transpose(columns)


def close(got, wanted):
    """Hold an answer against the right table, in the right shape."""
    assert not isinstance(got, str)
    assert np.asarray(got).dtype.kind in "iuf"
    assert np.shape(got) == np.shape(wanted)
    assert_allclose(got, wanted, rtol=2e-5, atol=2e-5)  # float32 loses digits where means are large


def draw(rng, rows, columns):
    """Draw a table of columns with different means and different stds, all of them 0.5 or more.

    The first two rows lie apart, so that no column is nearly constant.
    """
    table = rng.uniform(-1, 1, size=(rows, columns))
    if rows > 1:
        table[0] = rng.uniform(1.5, 2, size=columns)
        table[1] = -rng.uniform(1.5, 2.5, size=columns)
    places = rng.permutation(rows)
    return (table * rng.uniform(1, 6, size=columns) + rng.uniform(-20, 20, size=columns))[places]


@pytest.mark.weight(3)
def test_each_column_is_standardized(student, rng):
    """Each column minus its own mean, divided by its own standard deviation.

    zh: 每一列减去自己的平均值，再除以自己的标准差。
    """
    for shape in [(5, 3), (4, 2), (3, 5), (12, 4)]:
        table = draw(rng, *shape)
        want = wished(table)
        close(student.standardize(table), want)


@pytest.mark.weight(2)
def test_square_tables(student, rng):
    """In square tables, too, it is the columns that are standardized.

    zh: 行数和列数相等时，标准化的也是每一列。
    """
    for size in (3, 5):
        table = draw(rng, size, size)
        want = wished(table)
        close(student.standardize(table), want)


def test_whole_numbers(student, rng):
    """Tables of whole numbers give results that are not cut off.

    zh: 表里全是整数时，结果不会被截成整数。
    """
    for shape in [(5, 3), (4, 4)]:
        table = rng.integers(-9, 9, size=shape)
        table[0], table[1] = rng.integers(10, 20, size=shape[1]), rng.integers(-30, -20, size=shape[1])
        want = wished(table)
        close(student.standardize(table), want)


def test_one_column(student, rng):
    """A table with one column is standardized as well, and stays a table.

    zh: 只有一列的表也要标准化，而且仍然是一张表。
    """
    table = draw(rng, int(rng.integers(4, 9)), 1)
    want = wished(table)
    close(student.standardize(table), want)


def test_equal_numbers_beside_others(student, rng):
    """Columns of equal numbers become zeros, and the other columns are right.

    zh: 数全都相等的列变成 0，其他列照样正确。
    """
    table = draw(rng, 5, 3)
    table[:, int(rng.integers(3))] = float(rng.integers(2, 40))
    for own in (table, np.column_stack([table[:, 0], rng.integers(2, 9) * np.ones(5), table])):
        want = wished(own)
        close(student.standardize(own.copy()), want)


@pytest.mark.side
def test_one_row(student, rng):
    """A table with one row becomes zeros.

    zh: 只有一行的表全部变成 0。
    """
    for columns in (1, 4):
        table = rng.integers(1, 50, size=(1, columns)).astype(float)
        close(student.standardize(table), np.zeros((1, columns)))


@pytest.mark.side
def test_zeros_for_whole_numbers_too(student, rng):
    """A column of equal whole numbers becomes zeros in a table of whole numbers, too.

    zh: 在整数表里，数全都相等的列同样变成 0。
    """
    table = np.column_stack([rng.permutation([3, 8, 12, 20]), np.full(4, rng.integers(2, 30))])
    close(student.standardize(table.copy()), wished(table))


@pytest.mark.side
def test_columns_are_apart(student, rng):
    """Other numbers in one column change nothing in the others.

    zh: 改动一列里的数，不会影响其他列。
    """
    table = draw(rng, 5, 4)
    column = int(rng.integers(4))
    moved = table.copy()
    moved[0, column] += 9
    before, after = np.asarray(student.standardize(table)), np.asarray(student.standardize(moved))
    assert before.shape == after.shape == (5, 4)
    changed = np.any(np.abs(after - before) > 1e-9, axis=0)
    assert changed[column]
    assert changed.sum() == 1


@pytest.mark.side
def test_an_array_comes_back(student, rng):
    """An array of numbers comes back, in the shape of the table.

    zh: 返回的是由数组成的数组，形状和原来的表一样。
    """
    got = student.standardize(draw(rng, 5, 2))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (5, 2)


@pytest.mark.side
def test_the_table_is_left_alone(student, rng):
    """The table that was passed in is the same afterwards.

    zh: 传入的表保持不变。
    """
    for table in (draw(rng, 5, 3), draw(rng, 4, 2)):
        before = table.copy()
        student.standardize(table)
        assert_array_equal(table, before)
