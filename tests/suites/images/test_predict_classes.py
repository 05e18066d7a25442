"""predict_classes: in each row the place of the largest entry."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal


def drawn(rng, rows, classes):
    """Draw a table of shares, no two of which are equal in a row."""
    table = rng.permuted(np.tile(np.arange(1.0, classes + 1), (rows, 1)), axis=1) + rng.uniform(
        0, 0.5, (rows, 1)
    )
    return table / table.sum(axis=1, keepdims=True)


def wished(table):
    """Give the places by looking for the largest entry from the front."""
    return np.array([row.index(max(row)) for row in table.tolist()])


def close(got, want):
    """Hold the class numbers against the right ones."""
    assert np.shape(got) == np.shape(want)
    assert_array_equal(np.asarray(got), want)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Each row gives the place of its largest entry, for more pictures than classes and for fewer.

    zh: 每一行给出最大值的位置，图片比类别多或少都一样。
    """
    for shape in ((9, 4), (4, 9), (20, 10)):
        table = drawn(rng, *shape)
        want = wished(table)
        close(student.predict_classes(table), want)


@pytest.mark.weight(2)
def test_square_tables(student, rng):
    """In a square table the rows are asked, not the columns.

    zh: 方的表里，问的是行，不是列。
    """
    table = drawn(rng, 6, 6)
    table[:, 2] += 1  # no class is the largest one of every column
    table[0, [2, 5]] = table[0, [5, 2]]
    want = wished(table)
    close(student.predict_classes(table), want)


@pytest.mark.weight(2)
def test_the_first_of_equals(student, rng):
    """Of equal largest entries the first one counts.

    zh: 有几个一样大的，取第一个。
    """
    table = rng.uniform(0, 0.3, size=(8, 5))
    for row in range(8):
        places = np.arange(row % 2, 5)  # in every other row the first of them is not the first class
        table[row, rng.choice(places, size=int(rng.integers(2, 5)), replace=False)] = 0.5
    want = wished(table)
    close(student.predict_classes(table), want)


def test_one_picture(student, rng):
    """A single picture gives a row of one number.

    zh: 只有一张图片时，得到只有一个数的数组。
    """
    for place in rng.permutation(7)[:3]:  # no number is right for all three
        table = drawn(rng, 1, 7)
        table[0, place] = 2
        want = wished(table)
        close(student.predict_classes(table), want)


@pytest.mark.side
def test_one_class(student):
    """With a single class the answer is always 0.

    zh: 只有一个类别时，答案总是 0。
    """
    close(student.predict_classes(np.ones((5, 1))), np.zeros(5))


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """An array of whole numbers comes back.

    zh: 返回整数数组。
    """
    got = student.predict_classes(drawn(rng, 5, 4))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"


@pytest.mark.side
def test_the_argument_is_left_alone(student, rng):
    """The table that was passed in is the same afterwards.

    zh: 传进去的表没有被改动。
    """
    table = drawn(rng, 5, 4)
    before = table.copy()
    student.predict_classes(table)
    assert_array_equal(table, before)
