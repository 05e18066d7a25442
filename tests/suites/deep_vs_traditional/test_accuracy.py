"""accuracy: right answers divided by all answers."""

import math

import numpy as np
import pytest
from numpy.testing import assert_array_equal


def drawn(rng, count, classes, shape=None):
    """Draw labels, and predictions of which some are right; both as arrays of whole numbers."""
    labels = rng.integers(0, classes, size=count)
    right = rng.permutation(np.arange(count) < rng.integers(count // 3, count - 1))
    others = (labels + rng.integers(1, classes, size=count)) % classes
    predictions = np.where(right, labels, others)
    return (predictions, labels) if shape is None else (predictions.reshape(shape), labels.reshape(shape))


def counted(predictions, labels):
    """Count the right answers one by one."""
    pairs = list(zip(np.ravel(predictions).tolist(), np.ravel(labels).tolist(), strict=True))
    return len([1 for one, other in pairs if one == other]) / len(pairs)


def close(got, want):
    """Hold a result against the right number."""
    assert np.ndim(got) == 0
    assert math.isclose(got, want, rel_tol=1e-6, abs_tol=1e-8)


@pytest.mark.weight(3)
def test_two_classes(student, rng):
    """With two classes the part of right answers comes back.

    zh: 两个类别时，返回答对的比例。
    """
    for count in (7, 30, 64):
        predictions, labels = drawn(rng, count, 2)
        want = counted(predictions, labels)
        close(student.accuracy(predictions, labels), want)


@pytest.mark.weight(2)
def test_many_classes(student, rng):
    """With many classes only the very same class counts as right.

    zh: 类别很多时，完全相同才算对。
    """
    for count in (12, 41):
        predictions, labels = drawn(rng, count, 10)
        want = counted(predictions, labels)
        close(student.accuracy(predictions, labels), want)


@pytest.mark.side  # whoever only asks whether all are right is right here
@pytest.mark.weight(2)
def test_all_right_and_all_wrong(student, rng):
    """All right is 1, all wrong is 0, also for a single answer.

    zh: 全对得 1，全错得 0，只有一个答案时也一样。
    """
    for count in (1, 5, 23):
        labels = rng.integers(0, 4, size=count)
        close(student.accuracy(labels.copy(), labels.copy()), 1.0)
        close(student.accuracy(labels + 1, labels), 0.0)


def test_columns(student, rng):
    """A column beside a column is marked like a row beside a row.

    zh: 一列对一列，和一行对一行一样打分。
    """
    for count in (11, 13):  # no number from 0 to 1 is right for both
        predictions, labels = drawn(rng, count, 3, (count, 1))
        want = counted(predictions, labels)
        close(student.accuracy(predictions, labels), want)


def test_right_and_wrong_make_one(student, rng):
    """Where a 0/1 label is turned over, a score s becomes 1 - s.

    zh: 把 0/1 标签反过来，得分 s 就变成 1 - s。
    """
    for count in (17, 25):
        predictions, labels = drawn(rng, count, 2)
        want = counted(predictions, labels)
        close(student.accuracy(predictions.copy(), 1 - labels), 1 - want)


@pytest.mark.side  # whoever always raises is right here
@pytest.mark.weight(2)
def test_unequal_shapes(student, rng):
    """Unequal shapes raise ValueError, also (n, 1) beside (n,) and lengths that differ.

    zh: 形状不同时抛出 ValueError，包括 (n, 1) 对 (n,) 以及长度不同。
    """
    for one, other in (
        ((6, 1), (6,)),
        ((6,), (6, 1)),
        ((6,), (5,)),
        ((1,), (6,)),
        ((1, 6), (6,)),
        ((6,), (1,)),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 (the message is free)
            student.accuracy(rng.integers(0, 2, size=one), rng.integers(0, 2, size=other))


@pytest.mark.side
def test_one_number_comes_back(student, rng):
    """One number from 0 to 1 comes back.

    zh: 返回一个 0 到 1 之间的数。
    """
    got = student.accuracy(*drawn(rng, 30, 3))
    assert np.ndim(got) == 0
    assert np.asarray(got).dtype.kind in "iuf"
    assert 0 <= got <= 1


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The two arrays that were passed in are the same afterwards.

    zh: 传进去的两个数组没有被改动。
    """
    predictions, labels = drawn(rng, 20, 3)
    before = predictions.copy(), labels.copy()
    student.accuracy(predictions, labels)
    assert_array_equal(predictions, before[0])
    assert_array_equal(labels, before[1])
