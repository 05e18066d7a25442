"""update: each of the four arrays becomes itself minus the learning rate times its gradient."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

NAMES = ("weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output")
WEIGHTS, BIASES = NAMES[::2], NAMES[1::2]


def draw(student, rng, i, h, o):
    """A network with numbers set from outside, these numbers, and a gradient for each."""
    net = student.NeuralNetwork(i, h, o)
    shapes = dict(zip(NAMES, ((i, h), (1, h), (h, o), (1, o)), strict=True))
    numbers = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    for name, array in numbers.items():
        setattr(net, name, array.copy())
    slopes = {name: rng.uniform(0.5, 2, size=s) * rng.choice([-1, 1], size=s) for name, s in shapes.items()}
    return net, numbers, slopes


def copies(slopes):
    """The same gradients in arrays of their own."""
    return {name: array.copy() for name, array in slopes.items()}


def moved(number, rate, slope):
    """One number after the step, in whole: by Python's own arithmetic."""
    steps = [a - rate * b for a, b in zip(number.ravel().tolist(), slope.ravel().tolist(), strict=True)]
    return np.reshape(steps, number.shape)


def hold(student, rng, names):
    """These arrays are right after a step, for several rates and sizes."""
    size = int(rng.integers(2, 5))
    rates = 0.3, 2.0, float(rng.uniform(0.01, 0.2))
    for rate, sizes in zip(rates, [(3, 4, 2), (size, size, size), (1, 1, 1)], strict=True):
        net, numbers, slopes = draw(student, rng, *sizes)
        student.update(net, copies(slopes), rate)
        for name in names:
            got = getattr(net, name)
            assert np.shape(got) == numbers[name].shape
            assert_allclose(got, moved(numbers[name], rate, slopes[name]), rtol=3e-6, atol=3e-7)


@pytest.mark.weight(2)
def test_the_weights(student, rng):
    """Each weight becomes itself minus the learning rate times its gradient.

    zh: 每个权重都变成它自己减去学习率乘以梯度。
    """
    hold(student, rng, WEIGHTS)


@pytest.mark.weight(2)
def test_the_biases(student, rng):
    """Each bias becomes itself minus the learning rate times its gradient.

    zh: 每个偏置都变成它自己减去学习率乘以梯度。
    """
    hold(student, rng, BIASES)


def test_two_steps(student, rng):
    """A second step, with other gradients, goes on where the first one ended.

    zh: 换一组梯度走第二步，也是从第一步结束的地方接着走。
    """
    net, numbers, first = draw(student, rng, 3, 4, 2)
    _, _, second = draw(student, rng, 3, 4, 2)
    student.update(net, copies(first), 0.5)
    student.update(net, copies(second), 0.1)
    for name in WEIGHTS:
        want = moved(moved(numbers[name], 0.5, first[name]), 0.1, second[name])
        assert_allclose(getattr(net, name), want, rtol=3e-6, atol=3e-7)


@pytest.mark.side  # steps that have little to do with the gradient lower it by chance, too
def test_a_small_step_lowers_the_loss(student, rng):
    """A small step against the gradient makes the loss smaller.

    zh: 往梯度的反方向走一小步，损失会变小。
    """
    net, numbers, _ = draw(student, rng, 2, 3, 1)
    inputs, targets = rng.normal(size=(5, 2)), rng.uniform(0.1, 0.9, size=(5, 1))

    def loss(own):
        hidden = 1 / (1 + np.exp(-(inputs @ own["weights_input_hidden"] + own["bias_hidden"])))
        output = 1 / (1 + np.exp(-(hidden @ own["weights_hidden_output"] + own["bias_output"])))
        return np.mean((output - targets) ** 2, axis=(-2, -1))

    slopes = {}
    for name, array in numbers.items():  # a network for each number, which alone is moved in it
        steps = 1e-30j * np.eye(array.size).reshape(-1, *array.shape)
        slopes[name] = loss(numbers | {name: array + steps}).imag.reshape(array.shape) / 1e-30
    student.update(net, copies(slopes), 0.01)
    after = {name: np.array(getattr(net, name), dtype=float) for name in NAMES}
    assert loss(after) < loss(numbers)


@pytest.mark.side
def test_a_rate_of_zero(student, rng):
    """With a learning rate of 0 the network stays where it is.

    zh: 学习率为 0 时，网络原地不动。
    """
    for rate in (0, 0.0):
        net, numbers, slopes = draw(student, rng, 3, 4, 2)
        student.update(net, slopes, rate)
        for name in NAMES:
            assert_array_equal(getattr(net, name), numbers[name])


@pytest.mark.side
def test_the_gradients_are_left_alone(student, rng):
    """The dictionary of gradients and its arrays are the same afterwards.

    zh: 梯度字典和里面的数组在调用之后保持原样。
    """
    net, _, slopes = draw(student, rng, 3, 4, 2)
    before = copies(slopes)
    student.update(net, slopes, 0.3)
    assert set(slopes) == set(before)
    for name in NAMES:
        assert_array_equal(slopes[name], before[name])
