"""one_hot: a row for each label, with a 1 in the column of its class."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(labels, num_classes):
    """Give the table by comparing each label with each class."""
    return [[float(label == number) for number in range(num_classes)] for label in labels]


def close(got, wanted):
    """Hold an answer against the right table, in the right shape."""
    assert not isinstance(got, str)
    assert np.asarray(got).dtype.kind in "iuf"
    assert np.shape(got) == np.shape(wanted)
    assert_allclose(got, wanted, rtol=3e-6, atol=3e-7)


def draw(rng, count, num_classes):
    """Draw labels that hold class 0 and the highest class, and the others by chance."""
    labels = rng.integers(0, num_classes, size=count)
    labels[:2] = 0, num_classes - 1
    return rng.permutation(labels)


@pytest.mark.weight(3)
def test_the_one_stands_in_the_column_of_its_label(student, rng):
    """Each row has its 1 in the column of its label, and 0 elsewhere.

    zh: 每一行的 1 位于它的标签那一列，其余都是 0。
    """
    for count, num_classes in ((5, 3), (4, 6), (9, 2), (30, 10)):
        labels = draw(rng, count, num_classes)
        want = wished(labels, num_classes)
        close(student.one_hot(labels, num_classes), want)


@pytest.mark.weight(2)
def test_as_many_labels_as_classes(student, rng):
    """With as many labels as classes, rows are still labels and columns classes.

    zh: 标签和类别一样多时，行仍然对应标签，列仍然对应类别。
    """
    order = rng.permutation(5)
    labels = np.empty(5, dtype=int)
    labels[order] = np.roll(order, 1)  # a ring: nobody maps to where they came from
    want = wished(labels, 5)
    close(student.one_hot(labels, 5), want)
    labels = draw(rng, 4, 4)
    want = wished(labels, 4)
    close(student.one_hot(labels, 4), want)


def test_classes_that_do_not_occur(student, rng):
    """The width is the number of classes, also where the highest ones do not occur.

    zh: 宽度等于类别的个数，哪怕最大的几个类别没有出现。
    """
    for num_classes in (4, 7):
        labels = draw(rng, 5, 3)
        want = wished(labels, num_classes)
        close(student.one_hot(labels, num_classes), want)


def test_a_single_label(student, rng):
    """A single label gives one row.

    zh: 只有一个标签就只有一行。
    """
    num_classes = int(rng.integers(4, 9))
    labels = rng.integers(1, num_classes - 1, size=1)
    want = wished(labels, num_classes)
    close(student.one_hot(labels, num_classes), want)


@pytest.mark.side
def test_a_single_class(student, rng):
    """With a single class, each row is a 1.

    zh: 只有一个类别时，每一行就是一个 1。
    """
    count = int(rng.integers(2, 6))
    close(student.one_hot(np.zeros(count, dtype=int), 1), np.ones((count, 1)))


@pytest.mark.side
def test_no_labels(student, rng):
    """No labels give a table without rows, as wide as there are classes.

    zh: 没有标签时得到没有行的表，宽度等于类别的个数。
    """
    num_classes = int(rng.integers(2, 8))
    assert np.shape(student.one_hot(np.array([], dtype=int), num_classes)) == (0, num_classes)


@pytest.mark.side
def test_labels_that_are_too_large(student, rng):
    """A label of num_classes or more is refused with ValueError, wherever it is.

    zh: 标签大于或等于类别个数时用 ValueError 拒绝，不管它在哪个位置。
    """
    num_classes = int(rng.integers(3, 8))
    for label in (num_classes, num_classes + int(rng.integers(1, 9))):
        labels = draw(rng, 5, num_classes)
        labels[rng.integers(5)] = label
        with pytest.raises(ValueError):  # noqa: PT011 - the message is free
            student.one_hot(labels, num_classes)


@pytest.mark.side
def test_labels_below_zero(student, rng):
    """A label below 0 is refused with ValueError, wherever it is.

    zh: 标签小于 0 时用 ValueError 拒绝，不管它在哪个位置。
    """
    num_classes = int(rng.integers(4, 8))
    for label in (-1, -int(rng.integers(2, num_classes)), -2 * num_classes):
        labels = draw(rng, 5, num_classes)
        labels[rng.integers(5)] = label
        with pytest.raises(ValueError):  # noqa: PT011 - the message is free
            student.one_hot(labels, num_classes)


@pytest.mark.side
def test_an_array_of_numbers_comes_back(student, rng):
    """An array of numbers comes back, not of True and False.

    zh: 返回的是由数组成的数组，而不是 True 和 False。
    """
    got = student.one_hot(draw(rng, 5, 4), 4)
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (5, 4)


@pytest.mark.side
def test_the_labels_are_left_alone(student, rng):
    """The labels that were passed in are the same afterwards.

    zh: 传入的标签保持不变。
    """
    labels = draw(rng, 6, 4)
    before = labels.copy()
    student.one_hot(labels, 4)
    assert_array_equal(labels, before)
