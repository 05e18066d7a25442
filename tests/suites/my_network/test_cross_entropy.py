"""cross_entropy: minus the mean logarithm of what the right class got."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def drawn(rng, count, classes):
    """Draw rows that add up to 1, with nothing close to 0, and the right class of each."""
    raw = rng.uniform(0.1, 1, size=(count, classes))
    return raw / raw.sum(axis=1, keepdims=True), rng.integers(0, classes, size=count)


def table(labels, classes, kind=float):
    """Give the one-hot rows of some labels."""
    return (np.arange(classes) == labels[:, None]).astype(kind)


def wished(probabilities, labels):
    """Give the loss by Python's own logarithm, one row after the other."""
    heights = [-math.log(row[label]) for row, label in zip(probabilities.tolist(), labels, strict=True)]
    return sum(heights) / len(heights)


def hold(student, probabilities, targets, want):
    """Hold the answer against the right one: a single number."""
    got = student.cross_entropy(probabilities.copy(), targets.copy())
    assert np.ndim(got) == 0
    assert_allclose(float(got), want, rtol=3e-6, atol=3e-7)


@pytest.mark.weight(3)
def test_the_mean_over_the_pictures(student, rng):
    """The loss is minus the mean logarithm of the probabilities at the right classes.

    zh: 损失是正确类别的概率取对数后的平均值，前面加负号。
    """
    for count, classes in ((5, 3), (3, 10), (12, 4)):
        probabilities, labels = drawn(rng, count, classes)
        hold(student, probabilities, table(labels, classes), wished(probabilities, labels))


def test_as_many_pictures_as_classes(student, rng):
    """It is right for as many pictures as classes, and for two classes.

    zh: 图片和类别一样多时、只有两个类别时，结果也正确。
    """
    size = int(rng.integers(3, 7))
    for count, classes in ((size, size), (9, 2)):
        probabilities, labels = drawn(rng, count, classes)
        hold(student, probabilities, table(labels, classes), wished(probabilities, labels))


def test_a_single_picture(student, rng):
    """The loss of a single picture is minus the logarithm of what its right class got.

    zh: 只有一张图片时，损失就是正确类别的概率取对数，再加上负号。
    """
    for classes in (3, 8):
        probabilities, labels = drawn(rng, 1, classes)
        hold(student, probabilities, table(labels, classes), -math.log(probabilities[0, labels[0]]))


def test_the_other_classes_do_not_count(student, rng):
    """What the wrong classes share among each other does not change the loss.

    zh: 其他类别之间怎样分，不影响损失。
    """
    probabilities, labels = drawn(rng, 6, 5)
    targets = table(labels, 5)
    others = rng.uniform(0.1, 1, size=(6, 5)) * (1 - targets)
    kept = np.sum(probabilities * targets, axis=1, keepdims=True)
    shared = targets * kept + others / others.sum(axis=1, keepdims=True) * (1 - kept)
    hold(student, shared, targets, wished(probabilities, labels))


def test_a_wrong_class_with_nothing(student, rng):
    """A probability of 0 at a wrong class does no harm.

    zh: 错误类别的概率是 0，没有任何妨碍。
    """
    probabilities, labels = drawn(rng, 5, 4)
    empty = (labels + 1) % 4
    probabilities[np.arange(5), empty] = 0
    probabilities = probabilities / probabilities.sum(axis=1, keepdims=True)
    hold(student, probabilities, table(labels, 4), wished(probabilities, labels))


@pytest.mark.side  # any large number will do
def test_the_right_class_with_nothing(student, rng):
    """A picture whose right class got 0 gives a finite loss above 10.

    zh: 如果一张图片的正确类别得到的是 0，损失是大于 10 的有限的数。
    """
    for classes in (3, 6):
        label = int(rng.integers(classes))
        probabilities = np.full((1, classes), 1 / (classes - 1))
        probabilities[0, label] = 0
        got = float(student.cross_entropy(probabilities, table(np.array([label]), classes)))
        assert math.isfinite(got)
        assert got > 10


def test_sure_and_right(student, rng):
    """A row that gives 1 to the right class adds nothing to the loss.

    zh: 某一行把 1 全给了正确的类别，就不增加损失。
    """
    probabilities, labels = drawn(rng, 4, 3)
    probabilities[1] = table(labels[1:2], 3)[0]
    hold(student, probabilities, table(labels, 3), wished(probabilities, labels))


def test_targets_of_whole_numbers(student, rng):
    """Targets may be whole numbers.

    zh: 目标可以是整数。
    """
    probabilities, labels = drawn(rng, 6, 4)
    hold(student, probabilities, table(labels, 4, int), wished(probabilities, labels))


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """Both tables are the same afterwards.

    zh: 调用之后，两张表都保持原样。
    """
    probabilities, labels = drawn(rng, 4, 3)
    probabilities[0] = table((labels[:1] + 1) % 3, 3)[0]
    targets = table(labels, 3)
    before = probabilities.copy(), targets.copy()
    assert student.cross_entropy(probabilities, targets) is not None
    assert_array_equal(probabilities, before[0])
    assert_array_equal(targets, before[1])
