"""backward: the slopes of the loss for networks of one to five layers, held against complex steps.

A step of 1e-30 along the imaginary axis gives the derivative to the last digit, without the chain rule. Where
one of the functions that `backward` calls is wrong, the kit puts a right one in its place.
"""

import itertools

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

BEND = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z.real > 0, z, 0),
}


def draw(rng, sizes, samples):
    """Layers whose biases are not zero, inputs, and targets strictly between 0 and 1."""
    layers = [
        (rng.normal(size=(here, there)), rng.normal(size=(1, there)))
        for here, there in itertools.pairwise(sizes)
    ]
    return layers, rng.normal(size=(samples, sizes[0])), rng.uniform(0.1, 0.9, size=(samples, sizes[-1]))


def loss(layers, activation, inputs, targets):
    """The mean squared error; of complex layers too, and of many networks at once."""
    table = inputs
    for weights, bias in layers[:-1]:
        table = BEND[activation](np.einsum("...ni,...io->...no", table, weights) + bias)
    gaps = BEND["sigmoid"](np.einsum("...ni,...io->...no", table, layers[-1][0]) + layers[-1][1]) - targets
    return np.sum(gaps * gaps, axis=(-2, -1)) / targets.size


def slopes(layers, activation, inputs, targets):
    """The derivative for every number of every layer: each is moved in a network of its own."""
    arrays = [array for pair in layers for array in pair]
    ends = np.cumsum([array.size for array in arrays])
    steps = np.split(1e-30j * np.eye(ends[-1]), ends[:-1], axis=1)
    moved = [array + step.reshape(-1, *array.shape) for array, step in zip(arrays, steps, strict=True)]
    heights = loss(list(zip(moved[::2], moved[1::2], strict=True)), activation, inputs, targets)
    parts = np.split(heights.imag / 1e-30, ends[:-1])
    found = [part.reshape(array.shape) for array, part in zip(arrays, parts, strict=True)]
    return list(zip(found[::2], found[1::2], strict=True))


def copied(layers):
    """The same layers, in arrays of their own."""
    return [(weights.copy(), bias.copy()) for weights, bias in layers]


def asked(student, layers, activation, inputs, targets):
    """One pair for each layer."""
    got = student.backward(copied(layers), activation, inputs.copy(), targets.copy())
    assert len(got) == len(layers)
    return [(for_weights, for_bias) for for_weights, for_bias in got]


def hold(student, rng, activation, sizes, samples, parts=("weights", "bias")):
    """The slopes of a network are right, those of the weights or of the biases or both."""
    drawn = draw(rng, sizes, samples)
    got = asked(student, drawn[0], activation, *drawn[1:])
    for own, right in zip(got, slopes(drawn[0], activation, *drawn[1:]), strict=True):
        for part, one, want in zip(("weights", "bias"), own, right, strict=True):
            if part in parts:
                assert np.shape(one) == want.shape
                assert_allclose(one, want, rtol=3e-6, atol=3e-9)


def sizes_of(rng, layers):
    """Sizes of so many layers, each from 2 to 4."""
    return [int(size) for size in rng.integers(2, 5, size=layers + 1)]


@pytest.mark.weight(2)
def test_one_hidden_layer(student, rng):
    """The slopes of a network with one hidden layer are right.

    zh: 有一个隐藏层时，斜率是对的。
    """
    hold(student, rng, "sigmoid", [3, 4, 2], 5)
    hold(student, rng, "tanh", [2, 3, 1], 4)


@pytest.mark.weight(2)
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_several_hidden_layers(student, rng, activation):
    """The slopes of a network with several hidden layers are right, for each activation.

    zh: 有好几个隐藏层时，每一种激活函数，斜率都是对的。
    """
    hold(student, rng, activation, [3, 4, 2, 3], 5)
    hold(student, rng, activation, sizes_of(rng, 4), 3)


def test_a_deep_network(student, rng):
    """The slopes of a network with five hidden layers are right.

    zh: 有五个隐藏层时，斜率是对的。
    """
    hold(student, rng, "tanh", [2, 3, 2, 3, 2, 3, 2], 3)


def test_no_hidden_layer(student, rng):
    """The slopes of a single layer are right.

    zh: 只有一层时，斜率是对的。
    """
    hold(student, rng, "relu", [4, 3], 5)
    hold(student, rng, "tanh", [2, 1], 1)


def test_equal_sizes(student, rng):
    """The slopes are right where all layers and the batch have the same size, and for single nodes.

    zh: 各层和样本数都一样大、每层只有一个节点时，斜率也是对的。
    """
    hold(student, rng, "tanh", [3, 3, 3, 3], 3)
    hold(student, rng, "sigmoid", [1, 1, 1, 1], 2)


def test_whole_numbers(student, rng):
    """Inputs and targets that are whole numbers give the right slopes.

    zh: 输入和目标是整数时，斜率也是对的。
    """
    layers, _, _ = draw(rng, [3, 2, 2, 2], 4)
    inputs, targets = rng.integers(-2, 3, size=(4, 3)), rng.integers(0, 2, size=(4, 2))
    got = asked(student, layers, "tanh", inputs, targets)
    for own, right in zip(got, slopes(layers, "tanh", inputs, targets), strict=True):
        assert np.shape(own[0]) == right[0].shape
        assert_allclose(own[0], right[0], rtol=3e-6, atol=3e-9)


@pytest.mark.side
def test_the_shapes_are_those_of_the_layers(student, rng):
    """There is one pair for each layer, in the shapes of its weights and its bias.

    zh: 每一层有一对，形状和它的权重、偏置一样。
    """
    for count in (1, 2, 4):
        layers, inputs, targets = draw(rng, sizes_of(rng, count), 3)
        for own, layer in zip(asked(student, layers, "tanh", inputs, targets), layers, strict=True):
            assert [np.shape(array) for array in own] == [array.shape for array in layer]


@pytest.mark.side
def test_nothing_is_changed(student, rng):
    """The layers, the inputs and the targets are the same afterwards.

    zh: 调用之后，层、输入和目标保持原样。
    """
    layers, inputs, targets = draw(rng, [3, 4, 3, 2], 4)
    before, data = copied(layers), (inputs.copy(), targets.copy())
    assert student.backward(layers, "relu", inputs, targets) is not None
    for pair, own in zip(layers, before, strict=True):
        for array, same in zip(pair, own, strict=True):
            assert_array_equal(array, same)
    assert_array_equal(inputs, data[0])
    assert_array_equal(targets, data[1])
