"""backward: the gradient of the cross-entropy, held against derivatives by complex steps.

A step of 1e-30 along the imaginary axis gives the derivative to the last digit, without the chain rule:
nothing here shares code or mathematics with what it judges.
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

NAMES = ("weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output")


def answers(numbers, images):
    """The probabilities and the hidden output of a network; complex ones too, and of many at once."""
    w1, b1, w2, b2 = numbers
    hidden = 1 / (1 + np.exp(-(np.einsum("ni,...ih->...nh", images, w1) + b1)))
    powers = np.exp(np.einsum("...nh,...ho->...no", hidden, w2) + b2)
    return powers / np.sum(powers, axis=-1, keepdims=True), hidden


def loss(numbers, images, labels):
    """The cross-entropy of such a network."""
    chosen = answers(numbers, images)[0][..., np.arange(len(labels)), labels]
    return -np.sum(np.log(chosen), axis=-1) / len(labels)


def slopes(numbers, images, labels, place):
    """The derivative of the loss for every number of one array, by steps along the imaginary axis.

    There is a network for each of these numbers, and it alone is moved in it.
    """
    array = numbers[place]
    steps = 1e-30j * np.eye(array.size).reshape(-1, *array.shape)
    heights = loss([*numbers[:place], array + steps, *numbers[place + 1 :]], images, labels)
    return heights.imag.reshape(array.shape) / 1e-30


def drawn(rng, batch, i, h, o):
    """A network's numbers, pictures and right classes."""
    numbers = [rng.normal(size=shape) for shape in ((i, h), (1, h), (h, o), (1, o))]
    return numbers, rng.normal(size=(batch, i)), rng.integers(0, o, size=batch)


def arguments(numbers, images, labels, kind=float):
    """What `backward` is given for this network."""
    probabilities, hidden = answers(numbers, images)
    targets = (np.arange(numbers[3].shape[1]) == labels[:, None]).astype(kind)
    return images.copy(), hidden, probabilities, targets, numbers[2].copy()


def different_sizes(rng):
    """Batch, inputs, hidden nodes, outputs: all different."""
    return [tuple(int(size) for size in rng.permutation(np.arange(2, 7))[:4])]


def special_sizes(rng):
    """All sizes equal, the batch as well; one picture; a single input and hidden node."""
    return [(int(rng.integers(2, 5)),) * 4, (1, 3, 4, 3), (4, 1, 1, 2)]


def hold(student, rng, names, all_sizes):
    """These gradients are right for all these sizes; that a bias is a table has a test of its own."""
    for sizes in all_sizes:
        drawing = drawn(rng, *sizes)
        answer = student.backward(*arguments(*drawing))
        for name in names:
            got, want = answer[name], slopes(*drawing, NAMES.index(name))
            if name.startswith("bias") and np.size(got) == want.size:
                got = np.reshape(got, want.shape)
            assert np.shape(got) == want.shape
            assert_allclose(got, want, rtol=3e-6, atol=3e-7)


def test_weights_hidden_output(student, rng):
    """The gradient of weights_hidden_output is right.

    zh: weights_hidden_output 的梯度是对的。
    """
    hold(student, rng, ["weights_hidden_output"], different_sizes(rng))


def test_bias_output(student, rng):
    """The gradient of bias_output is right.

    zh: bias_output 的梯度是对的。
    """
    hold(student, rng, ["bias_output"], different_sizes(rng))


def test_weights_input_hidden(student, rng):
    """The gradient of weights_input_hidden is right.

    zh: weights_input_hidden 的梯度是对的。
    """
    hold(student, rng, ["weights_input_hidden"], different_sizes(rng))


def test_bias_hidden(student, rng):
    """The gradient of bias_hidden is right.

    zh: bias_hidden 的梯度是对的。
    """
    hold(student, rng, ["bias_hidden"], different_sizes(rng))


def test_the_output_layer_of_special_sizes(student, rng):
    """The gradients of the output layer are right for equal sizes, one picture and single nodes.

    zh: 各层大小相等、只有一张图片、只有一个节点时，输出层的梯度也是对的。
    """
    hold(student, rng, NAMES[2:], special_sizes(rng))


def test_the_hidden_layer_of_special_sizes(student, rng):
    """The gradients of the hidden layer are right for equal sizes, one picture and single nodes.

    zh: 各层大小相等、只有一张图片、只有一个节点时，隐藏层的梯度也是对的。
    """
    hold(student, rng, NAMES[:2], special_sizes(rng))


def test_whole_numbers(student, rng):
    """Whole numbers as pictures and targets give the right gradients of the weights.

    zh: 图片和目标是整数时，权重的梯度也是对的。
    """
    numbers, _, labels = drawn(rng, 6, 3, 4, 3)
    images = rng.integers(-2, 3, size=(6, 3))
    got = student.backward(*arguments(numbers, images, labels, int))
    for place in (0, 2):
        want = slopes(numbers, images, labels, place)
        assert np.shape(got[NAMES[place]]) == want.shape
        assert_allclose(got[NAMES[place]], want, rtol=3e-6, atol=3e-7)


@pytest.mark.side
def test_the_gradients_have_their_shapes(student, rng):
    """Each gradient is an array of numbers in the shape of what it belongs to.

    zh: 每个梯度都是由数组成的数组，形状和它对应的参数一样。
    """
    for sizes in [*different_sizes(rng), (1, 1, 1, 2)]:
        numbers, images, labels = drawn(rng, *sizes)
        got = student.backward(*arguments(numbers, images, labels))
        for name, array in zip(NAMES, numbers, strict=True):
            assert isinstance(got[name], np.ndarray)
            assert got[name].dtype.kind in "iuf"
            assert got[name].shape == array.shape


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """All five arrays are the same afterwards.

    zh: 调用之后，五个数组都保持原样。
    """
    given = arguments(*drawn(rng, 5, 3, 4, 3))
    before = [array.copy() for array in given]
    assert student.backward(*given) is not None
    for array, kept in zip(given, before, strict=True):
        assert_array_equal(array, kept)
