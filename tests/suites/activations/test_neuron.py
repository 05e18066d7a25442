"""neuron = activation(inputs . weights + bias)."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def doubled(z):
    """Twice the sum: straight, so that only the order of bias and activation shows."""
    return 2 * z


def cubed(z):
    """z^3 + z: curved, and never the same for two different sums."""
    return z**3 + z


def total(inputs, weights, bias):
    """Give the finished sum, with no NumPy product in it."""
    return sum(float(i) * float(w) for i, w in zip(inputs, weights, strict=True)) + bias


def draw(rng, count):
    """Draw inputs, weights and a bias; the bias is never near zero."""
    bias = float(rng.choice([-1, 1]) * rng.uniform(0.5, 2.0))
    return rng.uniform(-2, 2, size=count), rng.uniform(-1, 1, size=count), bias


def close(got, want):
    """Hold a result against the right number; that it is not wrapped has a test of its own."""
    assert np.size(got) == 1
    assert np.abs(np.ravel(got)[0] - want) <= 3e-7 + 3e-6 * np.abs(want)


@pytest.mark.weight(3)
def test_values_match_the_definition(student, rng):
    """The weighted sum plus the bias goes through a curved activation.

    zh: 加权和加上偏置之后，经过一个弯曲的激活函数。
    """
    for count in (int(rng.integers(2, 5)), int(rng.integers(5, 9))):
        inputs, weights, bias = draw(rng, count)
        want = cubed(total(inputs, weights, bias))
        close(student.neuron(inputs, weights, bias, cubed), want)


def test_the_given_activation_is_used(student, rng):
    """Different activations on the same inputs each give their own result.

    zh: 同样的输入，不同的激活函数各自得到自己的结果。
    """
    inputs, weights, bias = draw(rng, 4)
    z = total(inputs, weights, bias)
    for activation, want in ((doubled, doubled(z)), (cubed, cubed(z))):
        close(student.neuron(inputs.copy(), weights.copy(), bias, activation), want)


def test_a_single_input(student, rng):
    """A neuron with a single input gives a single number.

    zh: 只有一个输入的神经元给出一个数。
    """
    inputs, weights, bias = draw(rng, 1)
    want = cubed(total(inputs, weights, bias))
    got = student.neuron(inputs, weights, bias, cubed)
    assert np.ndim(got) == 0
    close(got, want)


def test_only_the_bias_changes(student, rng):
    """A change of the bias alone moves the sum by the same amount.

    zh: 只改变偏置，总和就改变同样多。
    """
    inputs, weights, bias = draw(rng, 5)
    for step in (0.0, 1.0, -2.5):
        want = doubled(total(inputs, weights, bias + step))
        close(student.neuron(inputs.copy(), weights.copy(), bias + step, doubled), want)


def test_every_weight_counts(student, rng):
    """When only one weight changes, its own input decides how far the sum moves.

    zh: 只改变一个权重时，总和变多少由它对应的输入决定。
    """
    inputs, weights, bias = draw(rng, 3)
    for place in range(3):
        moved = weights.copy()
        moved[place] += 1.5
        want = doubled(total(inputs, moved, bias))
        close(student.neuron(inputs.copy(), moved, bias, doubled), want)


@pytest.mark.side
def test_the_activation_receives_the_finished_sum(student, rng):
    """What the activation receives is the finished sum.

    zh: 激活函数收到的就是总和。
    """
    inputs, weights, bias = draw(rng, 5)
    want = total(inputs, weights, bias)
    received = []

    def note(z):
        received.append(np.array(z, dtype=float).ravel())
        return 3 * z

    student.neuron(inputs, weights, bias, note)
    assert received
    assert received[-1].size == 1
    assert_allclose(received[-1][0], want, rtol=3e-6, atol=3e-7)


@pytest.mark.side
def test_one_number_comes_out(student, rng):
    """One number comes out, however many inputs go in.

    zh: 不管有多少个输入，输出都是一个数。
    """
    inputs, weights, bias = draw(rng, 6)
    got = student.neuron(inputs, weights, bias, cubed)
    assert np.ndim(got) == 0
    assert np.asarray(got).dtype.kind in "iuf"


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The inputs and the weights that were passed in are the same afterwards.

    zh: 传入的输入和权重，调用之后保持原样。
    """
    inputs, weights, bias = draw(rng, 4)
    before = inputs.copy(), weights.copy()
    student.neuron(inputs, weights, bias, doubled)
    assert_array_equal(inputs, before[0])
    assert_array_equal(weights, before[1])
