"""layer_gradients: for each weight input times delta, for each bias the delta, summed over the samples."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def draw(rng, n, i, o):
    """What went into a layer, and its delta."""
    return rng.normal(size=(n, i)), rng.normal(size=(n, o))


def asked(student, inputs, delta):
    """The two arrays that come back."""
    for_weights, for_bias = student.layer_gradients(inputs.copy(), delta.copy())
    return for_weights, for_bias


def hold_weights(student, rng, sizes):
    """The slopes of the weights are right for these sizes."""
    inputs, delta = draw(rng, *sizes)
    got = asked(student, inputs, delta)[0]
    assert np.shape(got) == sizes[1:]
    assert_allclose(got, np.einsum("ni,no->io", inputs, delta), rtol=3e-6, atol=3e-8)


def hold_bias(student, rng, sizes):
    """The slopes of the bias are right; that they are a table has a test of its own."""
    inputs, delta = draw(rng, *sizes)
    got = asked(student, inputs, delta)[1]
    assert np.size(got) == sizes[2]
    assert_allclose(np.ravel(got), [sum(column) for column in delta.T.tolist()], rtol=3e-6, atol=3e-8)


def different(rng):
    """Samples, inputs and nodes: all different."""
    return tuple(int(size) for size in rng.permutation(np.arange(2, 7))[:3])


@pytest.mark.weight(2)
def test_the_weights(student, rng):
    """The slopes of the weights are right.

    zh: 权重的斜率是对的。
    """
    for sizes in [(5, 3, 2), different(rng)]:
        hold_weights(student, rng, sizes)


@pytest.mark.weight(2)
def test_the_bias(student, rng):
    """The slopes of the bias are right.

    zh: 偏置的斜率是对的。
    """
    for sizes in [(5, 3, 2), different(rng)]:
        hold_bias(student, rng, sizes)


def test_the_weights_of_special_sizes(student, rng):
    """The slopes of the weights are right for equal sizes, a single sample and single nodes.

    zh: 各种大小相等、只有一个样本、只有一个节点时，权重的斜率也是对的。
    """
    for sizes in [(3, 3, 3), (1, 3, 2), (4, 1, 1)]:
        hold_weights(student, rng, sizes)


def test_the_bias_of_special_sizes(student, rng):
    """The slopes of the bias are right for equal sizes, and for single nodes.

    zh: 各种大小相等、只有一个节点时，偏置的斜率也是对的。
    """
    for sizes in [(3, 3, 3), (4, 1, 1)]:
        hold_bias(student, rng, sizes)


def test_whole_numbers_as_inputs(student, rng):
    """Inputs that are whole numbers give the right slopes.

    zh: 输入是整数时，斜率也是对的。
    """
    inputs, (_, delta) = rng.integers(-3, 4, size=(4, 3)), draw(rng, 4, 3, 2)
    got = asked(student, inputs, delta)[0]
    assert np.shape(got) == (3, 2)
    assert_allclose(got, np.einsum("ni,no->io", inputs, delta), rtol=3e-6, atol=3e-8)


@pytest.mark.side
def test_the_shapes_are_those_of_the_layer(student, rng):
    """The slopes have the shapes of weights and bias; the bias is a table with one row.

    zh: 斜率的形状和权重、偏置一样；偏置是只有一行的表。
    """
    for sizes in [(5, 3, 2), (1, 1, 1)]:
        for_weights, for_bias = asked(student, *draw(rng, *sizes))
        assert np.shape(for_weights) == sizes[1:]
        assert np.shape(for_bias) == (1, sizes[2])


@pytest.mark.side
def test_the_arrays_are_left_alone(student, rng):
    """Inputs and delta are the same afterwards.

    zh: 调用之后，输入和误差项保持原样。
    """
    inputs, delta = draw(rng, 4, 3, 2)
    before = inputs.copy(), delta.copy()
    student.layer_gradients(inputs, delta)
    assert_array_equal(inputs, before[0])
    assert_array_equal(delta, before[1])
