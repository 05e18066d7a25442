"""softmax: in each row e to the power of each score, divided by their sum."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.datasets import load_digits

DIGITS = load_digits()
# Sixteenths fit into half precision, and the network counts in double precision all the same.
IMAGES, LABELS = (DIGITS.data / 16).astype(np.float16), DIGITS.target


def wished(scores):
    """Give the right table, number by number: one over the sum of e to the differences."""
    return np.array(
        [[1 / math.fsum(math.exp(other - own) for other in row) for own in row] for row in scores.tolist()]
    )


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """The values follow the formula, for more pictures than classes and for fewer.

    zh: 数值符合公式，图片比类别多或少都一样。
    """
    for shape in ((5, 3), (3, 5), (2, 4)):
        scores = rng.normal(scale=2.0, size=shape)
        want = wished(scores)
        close(student.softmax(scores), want)


@pytest.mark.weight(2)
def test_square_tables(student, rng):
    """In a square table each row is shared out, not each column.

    zh: 方的表里，也是每一行分一个 1，而不是每一列。
    """
    for count in (2, 4):
        scores = rng.normal(scale=2.0, size=(count, count))
        want = wished(scores)
        close(student.softmax(scores), want)


def test_one_picture(student, rng):
    """A single picture keeps its row.

    zh: 只有一张图片时，仍然是一行。
    """
    scores = rng.normal(scale=2.0, size=(1, 6))
    want = wished(scores)
    close(student.softmax(scores), want)


def test_whole_numbers(student, rng):
    """Whole numbers as scores give results that are not cut to whole numbers.

    zh: 得分是整数时，结果不会被截成整数。
    """
    scores = rng.integers(-4, 5, size=(4, 3))
    want = wished(scores)
    close(student.softmax(scores), want)


@pytest.mark.weight(2)
def test_huge_scores(student, rng):
    """Scores near 1000 and -1000 give the right finite numbers, also where both are in one table.

    zh: 得分接近 1000 或 -1000 时，结果正确且有限，两种出现在同一张表里也一样。
    """
    near = rng.normal(size=(3, 4))
    for far in (996.0, -996.0, np.array([[990.0], [-990.0], [0.0]])):
        scores = near + far
        want = wished(near)
        close(student.softmax(scores), want)
    close(student.softmax(np.array([[1000.0, -1000.0, -1000.0]])), np.array([[1.0, 0.0, 0.0]]))


@pytest.mark.side
def test_one_class(student, rng):
    """With a single class every probability is 1.

    zh: 只有一个类别时，每个概率都是 1。
    """
    close(student.softmax(rng.normal(size=(3, 1))), np.ones((3, 1)))


@pytest.mark.side
def test_rows_add_up_to_one(student, rng):
    """Each row adds up to 1, and no number is negative.

    zh: 每一行加起来是 1，没有负数。
    """
    got = np.asarray(student.softmax(rng.normal(scale=4.0, size=(7, 5))))
    assert got.shape == (7, 5)
    assert np.all(got >= -1e-12)
    assert_allclose(got.sum(axis=1), np.ones(7), rtol=1e-9, atol=1e-12)


@pytest.mark.side
def test_a_shift_of_a_row(student, rng):
    """Adding one number to all scores of a row changes nothing.

    zh: 给一行的所有得分加上同一个数，结果不变。
    """
    scores = rng.normal(size=(4, 3))
    before = np.asarray(student.softmax(scores.copy()))
    after = np.asarray(student.softmax(scores + rng.uniform(-9, 9, size=(4, 1))))
    assert before.shape == after.shape == (4, 3)
    assert_allclose(after, before, rtol=1e-6, atol=1e-8)


@pytest.mark.side
def test_rows_do_not_know_each_other(student, rng):
    """Another picture in the table changes nothing for this one.

    zh: 表里的其他图片不影响这一张。
    """
    scores = rng.normal(size=(5, 4))
    other = scores.copy()
    other[1:] = rng.normal(scale=5.0, size=(4, 4))
    before, after = np.asarray(student.softmax(scores)), np.asarray(student.softmax(other))
    assert before.shape == after.shape == (5, 4)
    assert_allclose(after[0], before[0], rtol=1e-6, atol=1e-8)


@pytest.mark.side
def test_an_array_gives_an_array(student, rng):
    """A table goes in and an array of decimal numbers comes out.

    zh: 输入是表，输出是小数数组。
    """
    got = student.softmax(rng.normal(size=(3, 4)))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind == "f"


@pytest.mark.side
def test_the_argument_is_left_alone(student, rng):
    """The table that was passed in is the same afterwards.

    zh: 传进去的表没有被改动。
    """
    scores = rng.normal(size=(3, 4))
    before = scores.copy()
    student.softmax(scores)
    assert_array_equal(scores, before)


@pytest.mark.slow
@pytest.mark.side  # a network also learns, if less well, with some tables that are no probabilities
@pytest.mark.weight(7)
def test_a_network_learns_the_digits(student, rng):
    """A network that learns with your softmax reads at least half of the digits that it has never seen.

    zh: 网络用你的 softmax 学习之后，没见过的数字至少认对一半。
    """
    train, test = np.split(rng.permutation(len(LABELS))[:400], 2)
    scores = np.asarray(student.digit_scores(IMAGES[train], LABELS[train], IMAGES[test], 0))
    assert scores.shape == (200, 10)
    assert np.mean(np.argmax(scores, axis=1) == LABELS[test]) >= 0.5
