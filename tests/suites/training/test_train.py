"""train: full-batch steps, with the loss before each one written down, and at the end XOR.

What k right steps come to is found by complex steps, without the chain rule. Where `backward` or `update` is
wrong, the kit puts right ones in their place: a mistake in them is paid for once.
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

NAMES = ("weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output")
XOR_INPUTS, XOR_TARGETS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
XOR_START = (  # from here, and from anywhere near, 32 epochs are enough
    np.array([[2.0, -2.0, 1.5, -1.0], [-2.0, 2.0, 1.5, -1.0]]),
    np.array([[-1.0, -1.0, -1.0, 0.5]]),
    np.array([[1.0], [1.0], [-1.0], [0.5]]),
    np.array([[0.0]]),
)


def loss(numbers, inputs, targets):
    """The mean squared error of a network with these numbers; complex ones too, and of many at once."""
    w1, b1, w2, b2 = numbers
    hidden = 1 / (1 + np.exp(-(np.einsum("ni,...ih->...nh", inputs, w1) + b1)))
    output = 1 / (1 + np.exp(-(np.einsum("...nh,...ho->...no", hidden, w2) + b2)))
    gaps = output - targets
    return np.sum(gaps * gaps, axis=(-2, -1)) / targets.size


def right_steps(numbers, inputs, targets, epochs, rate):
    """The losses and the numbers of a right training, with derivatives by complex steps.

    All numbers are one row. For each there is a network in which it alone is moved.
    """
    shapes, ends = [array.shape for array in numbers], np.cumsum([array.size for array in numbers])

    def arrays(rows):
        parts = np.split(rows, ends[:-1], axis=-1)
        return [part.reshape(*rows.shape[:-1], *shape) for part, shape in zip(parts, shapes, strict=True)]

    row, losses = np.concatenate([array.ravel() for array in numbers]), []
    for _ in range(epochs):
        heights = loss(arrays(row + 1e-30j * np.eye(row.size)), inputs, targets)
        losses.append(heights[0].real)
        row = row - rate * heights.imag / 1e-30
    return losses, arrays(row)


def network(student, numbers):
    """A network of the student's with these numbers in it."""
    net = student.NeuralNetwork(len(numbers[0]), numbers[1].shape[1], numbers[3].shape[1])
    for name, array in zip(NAMES, numbers, strict=True):
        setattr(net, name, array.copy())
    return net


def numbers_of(net):
    """The four arrays of a network."""
    return [np.array(getattr(net, name), dtype=float) for name in NAMES]


def draw(rng, batch, i, h, o):
    """A network's numbers, inputs, and targets strictly between 0 and 1."""
    numbers = [rng.normal(size=shape) for shape in ((i, h), (1, h), (h, o), (1, o))]
    return numbers, rng.normal(size=(batch, i)), rng.uniform(0.1, 0.9, size=(batch, o))


def cases(rng):
    """Sizes, epochs and rates: several outputs, a batch as large as a layer, one sample."""
    return [((5, 3, 4, 2), 4, 1.0), ((4, 2, 4, 1), 5, 0.3), ((1, 2, 3, 2), 3, float(rng.uniform(0.5, 2.0)))]


def too_far(rng):
    """A network and data for which steps of this length make the loss rise, at least once; and the length."""
    while True:
        numbers, inputs, targets = draw(rng, 4, 2, 3, 1)
        rate = float(rng.uniform(10, 20))
        if np.max(np.diff(right_steps(numbers, inputs, targets, 4, rate)[0])) > 1e-3:
            return numbers, inputs, targets, 4, rate


def hold(net, want):
    """The network has these numbers."""
    for got, right in zip(numbers_of(net), want, strict=True):
        assert np.shape(got) == np.shape(right)
        assert_allclose(got, right, rtol=3e-6, atol=3e-7)


@pytest.mark.weight(2)
def test_the_losses(student, rng):
    """Entry k is the loss before step k.

    zh: 第 k 项是走第 k 步之前的损失。
    """
    drawn = [(*draw(rng, *sizes), epochs, rate) for sizes, epochs, rate in cases(rng)]
    for numbers, inputs, targets, epochs, rate in (*drawn, too_far(rng)):
        got = student.train(network(student, numbers), inputs.copy(), targets.copy(), epochs, rate)
        want, _ = right_steps(numbers, inputs, targets, epochs, rate)
        assert np.shape(got) == (epochs,)
        assert_allclose(got, want, rtol=3e-6, atol=3e-7)


@pytest.mark.weight(2)
def test_the_network_afterwards(student, rng):
    """After k epochs the network has taken k steps.

    zh: 训练 k 轮之后，网络正好走了 k 步。
    """
    for sizes, epochs, rate in cases(rng):
        numbers, inputs, targets = draw(rng, *sizes)
        net = network(student, numbers)
        student.train(net, inputs.copy(), targets.copy(), epochs, rate)
        hold(net, right_steps(numbers, inputs, targets, epochs, rate)[1])


def test_a_single_step(student, rng):
    """One epoch is one step, and its loss is the one before it.

    zh: 一轮就是一步，记下的是走这一步之前的损失。
    """
    numbers, inputs, targets = draw(rng, 5, 3, 4, 2)
    net = network(student, numbers)
    losses = student.train(net, inputs.copy(), targets.copy(), 1, 0.8)
    want, after = right_steps(numbers, inputs, targets, 1, 0.8)
    assert np.shape(losses) == (1,)
    assert_allclose(losses, want, rtol=3e-6, atol=3e-7)
    hold(net, after)


@pytest.mark.side  # whoever takes no step has it as well
def test_the_first_loss(student, rng):
    """Entry 0 is the loss of the network as it came in.

    zh: 第 0 项是刚传进来的网络的损失。
    """
    numbers, inputs, targets = draw(rng, 6, 2, 3, 1)
    got = student.train(network(student, numbers), inputs.copy(), targets.copy(), 2, 1.0)
    assert_allclose(got[0], loss(numbers, inputs, targets), rtol=3e-6, atol=3e-7)


def test_a_second_training_goes_on(student, rng):
    """Two trainings one after the other give the losses of a single long one.

    zh: 接连训练两次，损失和一次训练到底是一样的。
    """
    numbers, inputs, targets = draw(rng, 5, 2, 3, 2)
    first, second = int(rng.integers(2, 4)), int(rng.integers(2, 4))
    one, other = network(student, numbers), network(student, numbers)
    whole = np.array(student.train(one, inputs.copy(), targets.copy(), first + second, 0.7), dtype=float)
    parts = [
        np.array(student.train(other, inputs.copy(), targets.copy(), epochs, 0.7), dtype=float)
        for epochs in (first, second)
    ]
    assert whole.shape == (first + second,)
    assert_allclose(np.concatenate(parts), whole, rtol=3e-6, atol=3e-7)
    want, _ = right_steps(numbers, inputs, targets, first + second, 0.7)
    assert_allclose(whole, want, rtol=3e-6, atol=3e-7)  # losses that are made up go on as well


@pytest.mark.side
def test_one_loss_for_each_epoch(student, rng):
    """There is one loss for each epoch, and none for 0 epochs.

    zh: 每一轮有一个损失，0 轮就一个也没有。
    """
    for epochs in (0, 1, int(rng.integers(6, 12))):
        numbers, inputs, targets = draw(rng, 4, 2, 3, 1)
        got = student.train(network(student, numbers), inputs.copy(), targets.copy(), epochs, 0.5)
        assert np.shape(got) == (epochs,)
        assert np.array(got, dtype=float).dtype.kind == "f"


@pytest.mark.side
def test_no_epochs_change_nothing(student, rng):
    """With 0 epochs the network stays as it was.

    zh: 训练 0 轮，网络保持原样。
    """
    numbers, inputs, targets = draw(rng, 4, 2, 3, 1)
    net = network(student, numbers)
    assert len(student.train(net, inputs, targets, 0, 0.5)) == 0
    for got, before in zip(numbers_of(net), numbers, strict=True):
        assert_array_equal(got, before)


@pytest.mark.side
def test_the_data_are_left_alone(student, rng):
    """The inputs and the targets are the same afterwards.

    zh: 调用之后，输入和目标保持原样。
    """
    numbers, inputs, targets = draw(rng, 5, 2, 3, 2)
    before = inputs.copy(), targets.copy()
    assert student.train(network(student, numbers), inputs, targets, 3, 0.5) is not None
    assert_array_equal(inputs, before[0])
    assert_array_equal(targets, before[1])


@pytest.mark.side  # always the same table: whoever knows it has four numbers ready
@pytest.mark.weight(6)
def test_xor_is_learned(student, rng):
    """A 2-4-1 network learns XOR in 40 epochs with the learning rate 10.

    zh: 2-4-1 网络用学习率 10 训练 40 轮，学会异或。
    """
    net = network(student, [array + 0.3 * rng.normal(size=array.shape) for array in XOR_START])
    losses = student.train(net, XOR_INPUTS.copy(), XOR_TARGETS.copy(), 40, 10.0)
    output, _ = net.forward(XOR_INPUTS.copy())
    assert_array_equal(np.array(output) > 0.5, XOR_TARGETS == 1)
    assert np.shape(losses) == (40,)
