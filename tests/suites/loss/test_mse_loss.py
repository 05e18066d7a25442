"""mse_loss = mean of (prediction - target)^2 over all elements."""

import math

import numpy as np
import pytest
from numpy.testing import assert_array_equal


def mean_square(predictions, targets):
    """The definition, in a loop over plain numbers."""
    pairs = list(zip(np.ravel(predictions).tolist(), np.ravel(targets).tolist(), strict=True))
    return sum((p - t) * (p - t) for p, t in pairs) / len(pairs)


def close(got, want):
    """Hold a result against the right number; that it is not wrapped has a test of its own."""
    assert np.size(got) == 1
    assert math.isclose(np.ravel(got)[0], want, rel_tol=3e-6, abs_tol=3e-7)


def draw(rng, shape):
    """Predictions and targets of one shape, of both signs, with gaps that do not cancel."""
    return rng.normal(scale=2.0, size=shape), rng.normal(loc=0.5, size=shape)


@pytest.mark.weight(2)
def test_values_of_a_row(student, rng):
    """The mean of the squared differences is right for a row of numbers.

    zh: 对一行数，差的平方的平均值是对的。
    """
    for count in (4, int(rng.integers(5, 10))):
        predictions, targets = draw(rng, count)
        close(student.mse_loss(predictions.copy(), targets.copy()), mean_square(predictions, targets))


@pytest.mark.weight(2)
def test_values_of_a_table(student, rng):
    """The mean runs over all elements of a table, of any numbers of rows and columns.

    zh: 不管表有几行几列，都是对所有元素求平均。
    """
    for shape in [(4, 1), (3, 5), (4, 4)]:
        predictions, targets = draw(rng, shape)
        close(student.mse_loss(predictions.copy(), targets.copy()), mean_square(predictions, targets))


def test_how_losses_compare(student, rng):
    """How many times larger one loss is than another of as many predictions is right.

    zh: 预测个数相同时，一个损失是另一个的几倍，这个倍数是对的。
    """
    for shape in [(5,), (3, 2)]:
        one, other = draw(rng, shape), draw(rng, shape)
        losses = [student.mse_loss(*(array.copy() for array in pair)) for pair in (one, other)]
        assert [np.size(loss) for loss in losses] == [1, 1]
        first, second = (float(np.ravel(loss)[0]) for loss in losses)
        assert second != 0
        assert math.isclose(first / second, mean_square(*one) / mean_square(*other), rel_tol=6e-6)


@pytest.mark.side  # whoever takes no mean is right here
def test_a_single_element(student, rng):
    """A single prediction gives its own squared difference.

    zh: 只有一个预测时，结果就是它的差的平方。
    """
    for shape in [(1,), (1, 1)]:
        predictions, targets = draw(rng, shape)
        close(student.mse_loss(predictions.copy(), targets.copy()), mean_square(predictions, targets))


def test_whole_numbers(student, rng):
    """Whole numbers give the right loss, in predictions, in targets and in both.

    zh: 预测、目标或者两者都是整数时，损失也是对的。
    """
    shape = (int(rng.integers(2, 5)), 3)
    for predictions, targets in [
        (rng.integers(-3, 4, size=shape), rng.normal(size=shape)),
        (rng.uniform(size=shape), rng.integers(0, 2, size=shape)),
        (rng.integers(-3, 4, size=shape), rng.integers(-3, 4, size=shape)),
    ]:
        close(student.mse_loss(predictions.copy(), targets.copy()), mean_square(predictions, targets))


@pytest.mark.side
def test_the_same_data_twice(student, rng):
    """Showing the same data twice leaves the loss as it was.

    zh: 同样的数据放两遍，损失不变。
    """
    predictions, targets = draw(rng, (3, 2))
    once = student.mse_loss(predictions.copy(), targets.copy())
    twice = student.mse_loss(np.concatenate([predictions] * 2), np.concatenate([targets] * 2))
    assert np.size(once) == np.size(twice) == 1
    close(once, np.ravel(twice)[0])


@pytest.mark.side
def test_predictions_and_targets_exchanged(student, rng):
    """Exchanging predictions and targets leaves the loss as it was.

    zh: 把预测和目标对调，损失不变。
    """
    predictions, targets = draw(rng, 5)
    one = student.mse_loss(predictions.copy(), targets.copy())
    other = student.mse_loss(targets.copy(), predictions.copy())
    assert np.size(one) == np.size(other) == 1
    close(one, np.ravel(other)[0])


@pytest.mark.side
def test_everything_right(student, rng):
    """The loss is 0 where every prediction is right.

    zh: 所有预测都对时，损失是 0。
    """
    for shape in [(4,), (2, 3)]:
        predictions = rng.normal(size=shape)
        close(student.mse_loss(predictions.copy(), predictions.copy()), 0.0)


@pytest.mark.side
@pytest.mark.weight(2)
def test_different_shapes(student, rng):
    """Different shapes are refused with a ValueError, also where NumPy could stretch one of them.

    zh: 形状不同时用 ValueError 拒绝，哪怕 NumPy 能把其中一个“拉”成一样。
    """
    n = int(rng.integers(2, 6))
    for one, other in [
        ((n, 1), (n,)),
        ((n,), (n, 1)),
        ((n,), (n + 1,)),
        ((1,), (n,)),
        ((n, n), (n,)),
        ((1, n), (n, 1)),
    ]:
        with pytest.raises(ValueError):  # noqa: PT011 - the message is the student's own
            student.mse_loss(rng.normal(size=one), rng.normal(size=other))


@pytest.mark.side
def test_one_number_comes_out(student, rng):
    """One number comes out, whatever the shape.

    zh: 不管什么形状，返回的都是一个数。
    """
    for shape in [(4,), (1, 1), (2, 3)]:
        got = student.mse_loss(*draw(rng, shape))
        assert np.ndim(got) == 0
        assert np.asarray(got).dtype.kind in "iuf"


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """Predictions and targets are the same afterwards.

    zh: 预测和目标在调用之后保持原样。
    """
    predictions, targets = draw(rng, (3, 2))
    before = predictions.copy(), targets.copy()
    student.mse_loss(predictions, targets)
    assert_array_equal(predictions, before[0])
    assert_array_equal(targets, before[1])
