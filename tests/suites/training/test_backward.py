"""backward: the gradient of the mean squared error, held against derivatives by complex steps.

A step of 1e-30 along the imaginary axis gives the derivative to the last digit, without the chain rule:
nothing here shares code or mathematics with what it judges.
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

NAMES = ("weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output")


def loss(numbers, inputs, targets):
    """The mean squared error of a network with these numbers; complex ones too, and of many at once."""
    w1, b1, w2, b2 = numbers
    hidden = 1 / (1 + np.exp(-(np.einsum("ni,...ih->...nh", inputs, w1) + b1)))
    output = 1 / (1 + np.exp(-(np.einsum("...nh,...ho->...no", hidden, w2) + b2)))
    gaps = output - targets
    return np.sum(gaps * gaps, axis=(-2, -1)) / targets.size


def slopes(numbers, inputs, targets, name):
    """The derivative of the loss for every number of one array, by steps along the imaginary axis.

    There is a network for each of these numbers, and it alone is moved in it.
    """
    place = NAMES.index(name)
    array = numbers[place]
    steps = 1e-30j * np.eye(array.size).reshape(-1, *array.shape)
    heights = loss([*numbers[:place], array + steps, *numbers[place + 1 :]], inputs, targets)
    return heights.imag.reshape(array.shape) / 1e-30


def draw(rng, batch, i, h, o):
    """A network's numbers with biases that are not zero, inputs, and targets strictly between 0 and 1."""
    numbers = [rng.normal(size=shape) for shape in ((i, h), (1, h), (h, o), (1, o))]
    return numbers, rng.normal(size=(batch, i)), rng.uniform(0.1, 0.9, size=(batch, o))


def asked(student, numbers, inputs, targets):
    """The student's gradients of a network with these numbers."""
    net = student.NeuralNetwork(len(numbers[0]), numbers[1].shape[1], numbers[3].shape[1])
    for name, array in zip(NAMES, numbers, strict=True):
        setattr(net, name, array.copy())
    return student.backward(net, inputs.copy(), targets.copy())


def one_output(rng):
    """Batch, inputs and hidden nodes, all different, and a single output."""
    return [(*(int(size) for size in rng.permutation(np.arange(2, 7))[:3]), 1)]


def several_outputs(rng):
    """Batch, inputs, hidden nodes, outputs: all different."""
    return [tuple(int(size) for size in rng.permutation(np.arange(2, 7))[:4])]


def special(rng):
    """All sizes equal, the batch as well; one sample; single nodes."""
    return [(int(rng.integers(2, 5)),) * 4, (1, 3, 4, 2), (4, 1, 1, 1)]


def hold(student, rng, name, all_sizes):
    """One gradient is right for all these sizes; that a bias is a table has a test of its own."""
    for sizes in all_sizes:
        numbers, inputs, targets = draw(rng, *sizes)
        got = asked(student, numbers, inputs, targets)[name]
        want = slopes(numbers, inputs, targets, name)
        if name.startswith("bias") and np.size(got) == want.size:
            got = np.reshape(got, want.shape)
        assert np.shape(got) == want.shape
        assert_allclose(got, want, rtol=3e-6, atol=3e-7)


def test_weights_hidden_output_with_one_output(student, rng):
    """The gradient of weights_hidden_output is right for a network with one output.

    zh: 网络只有一个输出时，weights_hidden_output 的梯度是对的。
    """
    hold(student, rng, "weights_hidden_output", one_output(rng))


def test_weights_hidden_output_with_several_outputs(student, rng):
    """The gradient of weights_hidden_output is right for a network with several outputs.

    zh: 网络有好几个输出时，weights_hidden_output 的梯度是对的。
    """
    hold(student, rng, "weights_hidden_output", several_outputs(rng))


def test_bias_output_with_one_output(student, rng):
    """The gradient of bias_output is right for a network with one output.

    zh: 网络只有一个输出时，bias_output 的梯度是对的。
    """
    hold(student, rng, "bias_output", one_output(rng))


def test_bias_output_with_several_outputs(student, rng):
    """The gradient of bias_output is right for a network with several outputs.

    zh: 网络有好几个输出时，bias_output 的梯度是对的。
    """
    hold(student, rng, "bias_output", several_outputs(rng))


def test_weights_input_hidden_with_one_output(student, rng):
    """The gradient of weights_input_hidden is right for a network with one output.

    zh: 网络只有一个输出时，weights_input_hidden 的梯度是对的。
    """
    hold(student, rng, "weights_input_hidden", one_output(rng))


def test_weights_input_hidden_with_several_outputs(student, rng):
    """The gradient of weights_input_hidden is right for a network with several outputs.

    zh: 网络有好几个输出时，weights_input_hidden 的梯度是对的。
    """
    hold(student, rng, "weights_input_hidden", several_outputs(rng))


def test_bias_hidden_with_one_output(student, rng):
    """The gradient of bias_hidden is right for a network with one output.

    zh: 网络只有一个输出时，bias_hidden 的梯度是对的。
    """
    hold(student, rng, "bias_hidden", one_output(rng))


def test_bias_hidden_with_several_outputs(student, rng):
    """The gradient of bias_hidden is right for a network with several outputs.

    zh: 网络有好几个输出时，bias_hidden 的梯度是对的。
    """
    hold(student, rng, "bias_hidden", several_outputs(rng))


def test_weights_hidden_output_of_special_sizes(student, rng):
    """The gradient of weights_hidden_output is right for equal sizes, one sample and single nodes.

    zh: 各层大小相等、只有一个样本、每层只有一个节点时，weights_hidden_output 的梯度也是对的。
    """
    hold(student, rng, "weights_hidden_output", special(rng))


def test_bias_output_of_special_sizes(student, rng):
    """The gradient of bias_output is right for equal sizes, one sample and single nodes.

    zh: 各层大小相等、只有一个样本、每层只有一个节点时，bias_output 的梯度也是对的。
    """
    hold(student, rng, "bias_output", special(rng))


def test_weights_input_hidden_of_special_sizes(student, rng):
    """The gradient of weights_input_hidden is right for equal sizes, one sample and single nodes.

    zh: 各层大小相等、只有一个样本、每层只有一个节点时，weights_input_hidden 的梯度也是对的。
    """
    hold(student, rng, "weights_input_hidden", special(rng))


def test_bias_hidden_of_special_sizes(student, rng):
    """The gradient of bias_hidden is right for equal sizes, one sample and single nodes.

    zh: 各层大小相等、只有一个样本、每层只有一个节点时，bias_hidden 的梯度也是对的。
    """
    hold(student, rng, "bias_hidden", special(rng))


def test_whole_numbers(student, rng):
    """Whole numbers as inputs and targets give the right gradients of the weights.

    zh: 输入和目标是整数时，权重的梯度也是对的。
    """
    numbers, _, _ = draw(rng, 6, 3, 4, 2)
    inputs, targets = rng.integers(-2, 3, size=(6, 3)), rng.integers(0, 2, size=(6, 2))
    got = asked(student, numbers, inputs, targets)
    for name in ("weights_input_hidden", "weights_hidden_output"):
        want = slopes(numbers, inputs, targets, name)
        assert np.shape(got[name]) == want.shape
        assert_allclose(got[name], want, rtol=3e-6, atol=3e-7)


@pytest.mark.side
def test_the_weights_have_their_shapes(student, rng):
    """The gradients of the weights are arrays of numbers in the shapes of the weights.

    zh: 权重的梯度是装着数的数组，形状和权重一样。
    """
    for sizes in [*several_outputs(rng), (1, 1, 1, 1)]:
        numbers, inputs, targets = draw(rng, *sizes)
        got = asked(student, numbers, inputs, targets)
        for name, array in list(zip(NAMES, numbers, strict=True))[::2]:
            assert isinstance(got[name], np.ndarray)
            assert got[name].dtype.kind in "iuf"
            assert got[name].shape == array.shape


@pytest.mark.side
def test_the_biases_have_their_shapes(student, rng):
    """The gradients of the biases are tables of numbers with one row, as the biases are.

    zh: 偏置的梯度和偏置一样，是只有一行的表，里面装着数。
    """
    for sizes in [*several_outputs(rng), (1, 1, 1, 1)]:
        numbers, inputs, targets = draw(rng, *sizes)
        got = asked(student, numbers, inputs, targets)
        for name, array in list(zip(NAMES, numbers, strict=True))[1::2]:
            assert isinstance(got[name], np.ndarray)
            assert got[name].dtype.kind in "iuf"
            assert got[name].shape == array.shape


@pytest.mark.side
def test_the_network_is_left_alone(student, rng):
    """The weights and the biases of the network are the same afterwards.

    zh: 调用之后，网络的权重和偏置保持原样。
    """
    for sizes in [(5, 3, 4, 2), (3, 3, 3, 3)]:
        numbers, inputs, targets = draw(rng, *sizes)
        net = student.NeuralNetwork(*sizes[1:])
        for name, array in zip(NAMES, numbers, strict=True):
            setattr(net, name, array.copy())
        assert student.backward(net, inputs, targets) is not None
        for name, array in zip(NAMES, numbers, strict=True):
            assert_array_equal(getattr(net, name), array)


@pytest.mark.side
def test_the_data_are_left_alone(student, rng):
    """The inputs and the targets are the same afterwards.

    zh: 调用之后，输入和目标保持原样。
    """
    numbers, inputs, targets = draw(rng, 5, 3, 4, 2)
    net = student.NeuralNetwork(3, 4, 2)
    for name, array in zip(NAMES, numbers, strict=True):
        setattr(net, name, array)
    before = inputs.copy(), targets.copy()
    assert student.backward(net, inputs, targets) is not None
    assert_array_equal(inputs, before[0])
    assert_array_equal(targets, before[1])
