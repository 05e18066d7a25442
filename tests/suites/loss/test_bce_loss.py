"""bce_loss = mean of -(t ln p + (1 - t) ln(1 - p)) over all elements, finite at both ends."""

import math

import numpy as np
import pytest
from numpy.testing import assert_array_equal


def surprise(predictions, targets):
    """The definition, in a loop over plain numbers."""
    pairs = list(zip(np.ravel(predictions).tolist(), np.ravel(targets).tolist(), strict=True))
    return math.fsum(-(t * math.log(p) + (1 - t) * math.log1p(-p)) for p, t in pairs) / len(pairs)


def close(got, want):
    """Hold a result against the right number; that it is not wrapped has a test of its own."""
    assert np.size(got) == 1
    assert math.isclose(np.ravel(got)[0], want, rel_tol=3e-6, abs_tol=3e-7)


def unsure(rng, shape):
    """Predictions far enough from both ends that no way of keeping away from them shows."""
    return rng.uniform(0.02, 0.98, size=shape)


@pytest.mark.weight(2)
def test_targets_of_no_and_yes(student, rng):
    """The values follow the formula for targets of 0 and 1, whole or decimal, in rows and tables.

    zh: 目标是 0 和 1 时，不管是整数还是小数、一行还是一张表，数值都符合公式。
    """
    for shape in [(6,), (4, 1), (3, 5), (4, 4)]:
        predictions, targets = unsure(rng, shape), rng.permuted(np.arange(np.prod(shape)) % 2).reshape(shape)
        close(student.bce_loss(predictions.copy(), targets.copy()), surprise(predictions, targets))
    close(student.bce_loss(predictions.copy(), targets.astype(float)), surprise(predictions, targets))


@pytest.mark.weight(2)
def test_targets_between(student, rng):
    """The values follow the formula for targets between 0 and 1.

    zh: 目标在 0 和 1 之间时，数值符合公式。
    """
    for shape in [(5,), (4, 1), (5, 3)]:
        predictions, targets = unsure(rng, shape), unsure(rng, shape)
        close(student.bce_loss(predictions.copy(), targets.copy()), surprise(predictions, targets))


def test_only_yes(student, rng):
    """The values are right where all targets are 1.

    zh: 目标全是 1 时，数值是对的。
    """
    predictions = unsure(rng, 4)
    close(student.bce_loss(predictions.copy(), np.ones(4)), surprise(predictions, np.ones(4)))


def test_only_no(student, rng):
    """The values are right where all targets are 0.

    zh: 目标全是 0 时，数值是对的。
    """
    predictions = unsure(rng, 4)
    close(student.bce_loss(predictions.copy(), np.zeros(4)), surprise(predictions, np.zeros(4)))


def test_how_losses_compare(student, rng):
    """How many times larger one loss is than another of as many predictions is right.

    zh: 预测个数相同时，一个损失是另一个的几倍，这个倍数是对的。
    """
    for shape in [(5,), (3, 2)]:
        one, other = (unsure(rng, shape), unsure(rng, shape)), (unsure(rng, shape), unsure(rng, shape))
        losses = [student.bce_loss(*(array.copy() for array in pair)) for pair in (one, other)]
        assert [np.size(loss) for loss in losses] == [1, 1]
        first, second = (float(np.ravel(loss)[0]) for loss in losses)
        assert second != 0
        assert math.isclose(first / second, surprise(*one) / surprise(*other), rel_tol=6e-6)


@pytest.mark.side  # whoever takes no mean is right here
def test_a_single_element(student, rng):
    """A single prediction gives its own loss.

    zh: 只有一个预测时，结果就是它自己的损失。
    """
    for shape, target in [((1,), 1.0), ((1, 1), 0.0)]:
        predictions = unsure(rng, shape)
        targets = np.full(shape, target)
        close(student.bce_loss(predictions.copy(), targets.copy()), surprise(predictions, targets))


@pytest.mark.side
def test_sure_and_right(student, rng):
    """Predictions of exactly 0 and 1 that are right cost less than 0.00001.

    zh: 正好是 0 和 1 的预测如果对了，损失小于 0.00001。
    """
    for targets in (rng.permuted([0.0, 1.0, 1.0, 0.0]), np.eye(3)):
        got = student.bce_loss(targets.copy(), targets.copy())
        assert np.size(got) == 1
        assert np.abs(np.ravel(got)[0]) < 1e-5


@pytest.mark.side  # any large number is right here
def test_sure_and_wrong(student, rng):
    """Predictions of exactly 0 and 1 that are wrong cost more than 10, and not infinitely much.

    zh: 正好是 0 和 1 的预测如果错了，损失大于 10，但不是无穷大。
    """
    for targets in (rng.permuted([0.0, 1.0, 1.0, 0.0]), np.eye(3)):
        got = student.bce_loss(1 - targets, targets.copy())
        assert np.size(got) == 1
        assert 10 < np.ravel(got)[0] < np.inf


def test_one_sure_prediction_among_others(student, rng):
    """One prediction that is sure and right leaves the rest of the loss as it is.

    zh: 混入一个“很自信，也对了”的预测，不影响其余部分的损失。
    """
    predictions, targets = unsure(rng, 3), rng.permuted([0.0, 1.0, 1.0])
    for end in (0.0, 1.0):
        got = student.bce_loss(np.append(predictions, end), np.append(targets, end))
        assert np.size(got) == 1
        assert math.isclose(np.ravel(got)[0], surprise(predictions, targets) * 3 / 4, abs_tol=1e-5)


@pytest.mark.side
def test_the_same_data_twice(student, rng):
    """Showing the same data twice leaves the loss as it was.

    zh: 同样的数据放两遍，损失不变。
    """
    predictions, targets = unsure(rng, (3, 2)), rng.integers(0, 2, size=(3, 2))
    once = student.bce_loss(predictions.copy(), targets.copy())
    twice = student.bce_loss(np.concatenate([predictions] * 2), np.concatenate([targets] * 2))
    assert np.size(once) == np.size(twice) == 1
    close(once, np.ravel(twice)[0])


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
            student.bce_loss(unsure(rng, one), np.ones(other))


@pytest.mark.side
def test_one_number_comes_out(student, rng):
    """One number comes out, whatever the shape.

    zh: 不管什么形状，返回的都是一个数。
    """
    for shape in [(4,), (1, 1), (2, 3)]:
        got = student.bce_loss(unsure(rng, shape), np.ones(shape))
        assert np.ndim(got) == 0
        assert np.asarray(got).dtype.kind in "iuf"


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """Predictions and targets are the same afterwards, also predictions of exactly 0 and 1.

    zh: 预测和目标在调用之后保持原样，正好是 0 和 1 的预测也一样。
    """
    predictions, targets = np.append(unsure(rng, 3), [0.0, 1.0]), np.array([1.0, 0.0, 0.5, 0.0, 1.0])
    before = predictions.copy(), targets.copy()
    student.bce_loss(predictions, targets)
    assert_array_equal(predictions, before[0])
    assert_array_equal(targets, before[1])
