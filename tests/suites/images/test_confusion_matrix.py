"""confusion_matrix: how often each label met each prediction; the row is the label."""

from collections import Counter

import numpy as np
import pytest
from numpy.testing import assert_array_equal


def drawn(rng, count, classes):
    """Draw labels and predictions; some pairs occur again and again."""
    labels = rng.integers(0, classes, size=count)
    wrong = rng.integers(0, classes, size=count)
    return labels, np.where(rng.random(count) < 0.6, labels, wrong)


def pairs(rng, classes):
    """Draw a label and another prediction, twice: no table is right for both."""
    places = rng.permutation(classes)
    return [places[:2], places[1:3]]


def wished(labels, predictions, classes):
    """Count the pairs."""
    found = Counter(zip(labels.tolist(), predictions.tolist(), strict=True))
    return np.array([[found[row, column] for column in range(classes)] for row in range(classes)])


def close(got, want):
    """Hold a table against the right one."""
    assert np.shape(got) == np.shape(want)
    assert_array_equal(np.asarray(got), want)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Every pair of label and prediction is counted in its place.

    zh: 每一对标签和预测都数在正确的格子里。
    """
    for count, classes in ((30, 4), (12, 3), (200, 10)):
        labels, predictions = drawn(rng, count, classes)
        want = wished(labels, predictions, classes)
        close(student.confusion_matrix(labels, predictions, classes), want)


@pytest.mark.weight(2)
def test_pairs_that_repeat(student, rng):
    """A pair that occurs again and again counts each time.

    zh: 反复出现的组合，每次都要数。
    """
    for count, (label, prediction) in zip((17, int(rng.integers(20, 40))), pairs(rng, 5), strict=True):
        want = np.zeros((5, 5))
        want[label, prediction] = count
        close(student.confusion_matrix(np.full(count, label), np.full(count, prediction), 5), want)


@pytest.mark.weight(2)
def test_classes_that_never_occur(student, rng):
    """Classes that never occur have rows and columns of zeros.

    zh: 从没出现过的类别，行和列都是 0。
    """
    want = np.zeros((7, 7))
    while np.array_equal(want, want.T):  # one table in eight says nothing of rows and columns exchanged
        labels, predictions = divmod(rng.permutation(9)[:6], 3)  # each pair once
        want[2:5, 2:5] = wished(labels, predictions, 3)
    close(student.confusion_matrix(labels + 2, predictions + 2, 7), want)


def test_one_picture(student, rng):
    """A single picture makes a single one in the table.

    zh: 只有一张图片时，表里只有一个 1。
    """
    for label, prediction in pairs(rng, 4):
        want = np.zeros((4, 4))
        want[label, prediction] = 1
        close(student.confusion_matrix(np.array([label]), np.array([prediction]), 4), want)


@pytest.mark.side  # whoever always raises is right here
def test_unequal_lengths(student, rng):
    """Unequal lengths raise ValueError.

    zh: 长度不同时抛出 ValueError。
    """
    for one, other in ((6, 5), (5, 8), (6, 1), (1, 6)):
        with pytest.raises(ValueError):  # noqa: PT011 (the message is free)
            student.confusion_matrix(rng.integers(0, 3, size=one), rng.integers(0, 3, size=other), 3)


@pytest.mark.side
def test_the_sum_and_the_diagonal(student, rng):
    """All entries together are the number of pictures, the diagonal holds the right ones.

    zh: 所有格子加起来是图片总数，对角线上是答对的个数。
    """
    labels, predictions = drawn(rng, 60, 6)
    right = int(np.sum(labels == predictions))
    got = np.asarray(student.confusion_matrix(labels, predictions, 6))
    assert got.shape == (6, 6)
    assert got.sum() == 60
    assert np.trace(got) == right


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """An array of numbers comes back.

    zh: 返回数的数组。
    """
    got = student.confusion_matrix(*drawn(rng, 20, 3), 3)
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The two arrays that were passed in are the same afterwards.

    zh: 传进去的两个数组没有被改动。
    """
    labels, predictions = drawn(rng, 20, 3)
    before = labels.copy(), predictions.copy()
    student.confusion_matrix(labels, predictions, 3)
    assert_array_equal(labels, before[0])
    assert_array_equal(predictions, before[1])
