"""NeuralNetwork: four arrays, sigmoid and a forward pass.

The weights follow the syllabus, of 40: shapes 12, start values 10, the method sigmoid 4, forward 14; but the
random start values weigh twice as much. Right shapes with any numbers in them are no work: side tests.
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose

WEIGHTS = ("weights_input_hidden", "weights_hidden_output")
NAMES = ("weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output")


def squeeze(z):
    """Sigmoid, written with tanh."""
    return (1 + np.tanh(np.asarray(z, dtype=float) / 2)) / 2


def answers(x, w1, b1, w2, b2, activation=squeeze):
    """The output and the hidden output, by the definition."""
    hidden = activation(np.einsum("ni,ih->nh", np.asarray(x, dtype=float), w1) + np.reshape(b1, (1, -1)))
    return activation(np.einsum("nh,ho->no", hidden, w2) + np.reshape(b2, (1, -1))), hidden


def mixed(net, rng):
    """The student's own sigmoid, asked in an order that nobody can foresee: no answer can lie ready."""

    def activation(z):
        rows, nodes = rng.permutation(z.shape[0]), rng.permutation(z.shape[1])
        got = np.array(net.sigmoid(z[rows][:, nodes]), dtype=float)
        assert got.shape == z.shape
        return got[np.argsort(rows)][:, np.argsort(nodes)]

    return activation


def answers_with_own_sigmoid(net, rng, x, numbers):
    """The same with the student's own sigmoid, so that a mistake in it is not paid for twice; or None."""
    try:
        found = answers(x, *numbers, activation=mixed(net, rng))
    except Exception:  # whatever sigmoid does wrong, it is judged by tests of its own
        return None
    # A sigmoid that answers nearly the same always, as far as `same` can tell, proves nothing.
    varied = all(array.size == 1 or np.ptp(array) > 1e-3 * max(1, np.abs(array).max()) for array in found)
    return found if varied and all(np.isfinite(array).all() for array in found) else None


def same(got, wanted):
    """Same shape, same numbers."""
    return np.shape(got) == np.shape(wanted) and np.allclose(got, wanted, rtol=3e-6, atol=3e-7)


def assert_answers(net, rng, x, numbers):
    """Both of the pair are right, or right for what the student's own sigmoid answers."""
    wanted = answers(x, *numbers)
    got = net.forward(x.copy())
    assert len(got) == 2
    if not all(same(got[item], wanted[item]) for item in (0, 1)):
        wanted = answers_with_own_sigmoid(net, rng, x, numbers) or wanted
        for item in (0, 1):
            assert np.shape(got[item]) == np.shape(wanted[item])
            assert_allclose(got[item], wanted[item], rtol=3e-6, atol=3e-7)


def assert_answers_somewhere(net, rng, x, numbers, item):
    """The looked-at item is right, wherever it stands in the pair: its order has a test of its own."""
    got = net.forward(x.copy())
    assert len(got) == 2
    wanted = answers(x, *numbers)[item]
    if not any(same(one, wanted) for one in got):
        wanted = (answers_with_own_sigmoid(net, rng, x, numbers) or answers(x, *numbers))[item]
        assert any(same(one, wanted) for one in got)


def draw(rng, inputs, hidden, outputs):
    """Random weights and biases that are not zero, in the order of NAMES."""
    shapes = (inputs, hidden), (1, hidden), (hidden, outputs), (1, outputs)
    return [rng.normal(size=shape) for shape in shapes]


def put(net, numbers):
    """Set the four arrays from outside."""
    for name, array in zip(NAMES, numbers, strict=True):
        setattr(net, name, array.copy())


def equipped(student, rng, *sizes):
    """A network of the given sizes with random numbers set from outside, and these numbers."""
    net, numbers = student.NeuralNetwork(*sizes), draw(rng, *sizes)
    put(net, numbers)
    return net, numbers


def some_sizes(rng):
    """Two triples of distinct sizes, one of them drawn."""
    return (3, 4, 2), tuple(int(size) for size in rng.permutation(np.arange(2, 9))[:3])


# ---------------------------------------------------------------- shapes: 12


@pytest.mark.side
@pytest.mark.weight(2)
def test_shape_of_weights_input_hidden(student, rng):
    """weights_input_hidden has the shape (inputs, hidden nodes).

    zh: weights_input_hidden 的形状是（输入数，隐藏节点数）。
    """
    for i, h, o in some_sizes(rng):
        assert np.shape(student.NeuralNetwork(i, h, o).weights_input_hidden) == (i, h)


@pytest.mark.side
@pytest.mark.weight(2)
def test_shape_of_weights_hidden_output(student, rng):
    """weights_hidden_output has the shape (hidden nodes, outputs).

    zh: weights_hidden_output 的形状是（隐藏节点数，输出数）。
    """
    for i, h, o in some_sizes(rng):
        assert np.shape(student.NeuralNetwork(i, h, o).weights_hidden_output) == (h, o)


@pytest.mark.side
@pytest.mark.weight(2)
def test_shape_of_bias_hidden(student, rng):
    """bias_hidden is a table with one row and a column for each hidden node.

    zh: bias_hidden 是只有一行的表格，每个隐藏节点一列。
    """
    for i, h, o in some_sizes(rng):
        assert np.shape(student.NeuralNetwork(i, h, o).bias_hidden) == (1, h)


@pytest.mark.side
@pytest.mark.weight(2)
def test_shape_of_bias_output(student, rng):
    """bias_output is a table with one row and a column for each output.

    zh: bias_output 是只有一行的表格，每个输出一列。
    """
    for i, h, o in some_sizes(rng):
        assert np.shape(student.NeuralNetwork(i, h, o).bias_output) == (1, o)


@pytest.mark.side
@pytest.mark.weight(2)
def test_single_nodes_and_equal_sizes(student, rng):
    """The four shapes are right where layers have a single node, and where all layers are equal.

    zh: 层里只有一个节点时、所有层一样大时，四个形状都正确。
    """
    size = int(rng.integers(2, 7))
    for i, h, o in [(1, 1, 1), (size, 1, size), (1, size, 1), (size, size, size)]:
        net = student.NeuralNetwork(i, h, o)
        shapes = [np.shape(getattr(net, name)) for name in NAMES]
        assert shapes == [(i, h), (1, h), (h, o), (1, o)]


@pytest.mark.side
@pytest.mark.weight(2)
def test_four_arrays_of_floats(student, rng):
    """All four attributes are NumPy arrays of floats.

    zh: 四个属性都是由小数组成的 NumPy 数组。
    """
    net = student.NeuralNetwork(*some_sizes(rng)[1])
    for name in NAMES:
        array = getattr(net, name)
        assert isinstance(array, np.ndarray)
        assert array.dtype.kind == "f"


# ---------------------------------------------------------------- start values: 10


def assert_standard_normal(student, rng, name):
    """The numbers are spread as standard normal ones are."""
    net = student.NeuralNetwork(int(rng.integers(180, 221)), 60, int(rng.integers(180, 221)))
    weights = np.array(getattr(net, name), dtype=float)
    assert weights.size > 10_000
    assert abs(weights.mean()) < 0.05
    assert 0.95 < weights.std() < 1.05
    assert 0.03 < np.mean(np.abs(weights) > 2) < 0.06


@pytest.mark.weight(4)
def test_weights_input_hidden_are_standard_normal(student, rng):
    """The numbers in weights_input_hidden of a new network are standard normal random numbers.

    zh: 新网络的 weights_input_hidden 里是标准正态分布的随机数。
    """
    assert_standard_normal(student, rng, "weights_input_hidden")


@pytest.mark.weight(4)
def test_weights_hidden_output_are_standard_normal(student, rng):
    """The numbers in weights_hidden_output of a new network are standard normal random numbers.

    zh: 新网络的 weights_hidden_output 里是标准正态分布的随机数。
    """
    assert_standard_normal(student, rng, "weights_hidden_output")


@pytest.mark.side
@pytest.mark.weight(2)
def test_biases_start_at_zero(student, rng):
    """All biases of a new network are exactly zero.

    zh: 新网络的偏置恰好全是 0。
    """
    for sizes in some_sizes(rng):
        net = student.NeuralNetwork(*sizes)
        for array in (net.bias_hidden, net.bias_output):
            assert np.size(array) > 0
            assert np.all(np.array(array) == 0)


@pytest.mark.side
@pytest.mark.weight(2)
def test_new_numbers_for_each_network(student, rng):
    """Each new network draws weights of its own.

    zh: 每个新网络都有自己的随机权重。
    """
    sizes = some_sizes(rng)[1]
    one, two = student.NeuralNetwork(*sizes), student.NeuralNetwork(*sizes)
    for name in WEIGHTS:
        first, second = np.array(getattr(one, name)), np.array(getattr(two, name))
        assert (
            first.shape == second.shape
        )  # only then compared: two tables of odd shapes could fill the memory
        assert not np.any(first == second)


@pytest.mark.side
@pytest.mark.weight(2)
def test_arrays_of_its_own(student, rng):
    """Changing a number in one array changes no other array, in this network or in another.

    zh: 改动一个数组里的数，不会影响这个网络或其他网络的别的数组。
    """
    size = int(rng.integers(2, 6))
    nets = [student.NeuralNetwork(size, size, size) for _ in range(2)]
    for name in NAMES:
        others = [(k, other) for k in range(2) for other in NAMES if (k, other) != (0, name)]
        kept = [np.array(getattr(nets[k], other)) for k, other in others]
        first = (0,) * np.ndim(getattr(nets[0], name))
        value = float(rng.uniform(5, 9))
        student.edit_in_place(nets[0], name, first, value)
        assert np.ravel(getattr(nets[0], name))[0] == value
        for (k, other), before in zip(others, kept, strict=True):
            assert np.array_equal(getattr(nets[k], other), before)


# ---------------------------------------------------------------- the method sigmoid: 4


def test_sigmoid_of_arrays(student, rng):
    """The method sigmoid follows the formula for arrays of any shape, of floats and of whole numbers.

    zh: 方法 sigmoid 对任意形状的小数数组和整数数组都符合公式。
    """
    net = student.NeuralNetwork(2, 3, 1)
    for shape in [(5,), (3, 4), (2, 3, 2)]:
        x = rng.normal(scale=3.0, size=shape)
        for array in (x, np.round(x).astype(int)):
            got = net.sigmoid(array.copy())
            assert np.shape(got) == shape
            assert_allclose(got, squeeze(array), rtol=3e-6, atol=3e-7)


def test_sigmoid_of_one_number(student, rng):
    """The method sigmoid takes one number, whole or not, and gives one number.

    zh: 方法 sigmoid 接收一个数（整数或小数），给出一个数。
    """
    net = student.NeuralNetwork(3, 2, 2)
    for x in (float(rng.normal(scale=2.0)), int(rng.integers(1, 5)), int(rng.integers(-4, 0))):
        got = net.sigmoid(x)
        assert np.ndim(got) == 0
        assert_allclose(got, squeeze(x), rtol=3e-6, atol=3e-7)


def test_sigmoid_of_large_numbers(student, rng):
    """The method sigmoid stays finite and within 0 and 1 for very large numbers of both signs.

    zh: 对特别大的正数和负数，方法 sigmoid 的结果都是 0 和 1 之间的有限的数。
    """
    net = student.NeuralNetwork(2, 2, 1)
    near = rng.normal(size=3)  # beside them, so that a step from 0 to 1 is not enough
    x = rng.uniform(700, 1000, size=6) * [1, -1, 1, -1, -1, 1]
    got = net.sigmoid(np.concatenate([x, [1000.0, -1000.0], near]))
    assert_allclose(got, [1, 0, 1, 0, 0, 1, 1, 0, *squeeze(near)], rtol=3e-6, atol=3e-7)
    assert np.all((np.array(got) >= 0) & (np.array(got) <= 1))
    for number, end in ((float(x[0]), 1), (float(x[1]), 0), (1000, 1), (-1000, 0)):
        assert_allclose(net.sigmoid(number), end, atol=3e-7)


@pytest.mark.side
def test_sigmoid_keeps_its_argument(student, rng):
    """The method sigmoid gives a NumPy array of numbers and does not change the one it gets.

    zh: 方法 sigmoid 给出一个由数组成的 NumPy 数组，不改动收到的数组。
    """
    net = student.NeuralNetwork(2, 3, 1)
    x = rng.normal(size=(3, 4))
    kept = x.copy()
    got = net.sigmoid(x)
    assert np.array_equal(x, kept)
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"


# ---------------------------------------------------------------- forward: 14


@pytest.mark.weight(2)
def test_output(student, rng):
    """The output is right for weights and biases set from outside.

    zh: 从外面设置权重和偏置后，输出正确。
    """
    for batch, sizes in [(5, (3, 4, 2)), (2, (4, 3, 5)), (9, some_sizes(rng)[1])]:
        net, numbers = equipped(student, rng, *sizes)
        assert_answers_somewhere(net, rng, rng.normal(size=(batch, sizes[0])), numbers, 0)


@pytest.mark.weight(2)
def test_hidden_output(student, rng):
    """The hidden output is right for weights and biases set from outside.

    zh: 从外面设置权重和偏置后，隐藏层的输出正确。
    """
    for batch, sizes in [(5, (3, 4, 2)), (2, (4, 3, 5)), (9, some_sizes(rng)[1])]:
        net, numbers = equipped(student, rng, *sizes)
        assert_answers_somewhere(net, rng, rng.normal(size=(batch, sizes[0])), numbers, 1)


def test_order_of_the_pair(student, rng):
    """The output comes first where there are as many outputs as hidden nodes.

    zh: 输出数和隐藏节点数相等时，仍然是输出在前。
    """
    size = int(rng.integers(2, 5))
    net, numbers = equipped(student, rng, 5, size, size)
    assert_answers(net, rng, rng.normal(size=(6, 5)), numbers)


def test_batch_equals_nodes_and_all_sizes_equal(student, rng):
    """Both are right where the batch is as large as a layer, and where all sizes are equal.

    zh: 样本数和某一层一样大时、所有大小都相等时，两者都正确。
    """
    size = int(rng.integers(3, 6))
    for batch, sizes in [(4, (3, 4, 2)), (2, (3, 4, 2)), (size, (size, size, size))]:
        net, numbers = equipped(student, rng, *sizes)
        assert_answers(net, rng, rng.normal(size=(batch, sizes[0])), numbers)


def test_one_sample_and_single_nodes(student, rng):
    """Both are right for a single sample and for layers of a single node.

    zh: 只有一个样本时、层里只有一个节点时，两者都正确。
    """
    for batch, sizes in [(1, (3, 4, 2)), (4, (2, 1, 1)), (1, (1, 1, 1))]:
        net, numbers = equipped(student, rng, *sizes)
        assert_answers(net, rng, rng.normal(size=(batch, sizes[0])), numbers)


def test_arrays_replaced_after_a_call(student, rng):
    """Arrays that are replaced after a call count from the next call on.

    zh: 调用之后换上的新数组，从下一次调用起生效。
    """
    net, numbers = equipped(student, rng, 3, 4, 2)
    x = rng.normal(size=(5, 3))
    net.forward(rng.normal(size=(5, 3)))  # other inputs: those of the next call count
    for k, name in enumerate(NAMES):
        numbers[k] = rng.normal(size=numbers[k].shape)
        setattr(net, name, numbers[k].copy())
        assert_answers(net, rng, x, numbers)


def test_one_number_changed_in_place(student, rng):
    """A single number that is changed inside an array counts from the next call on.

    zh: 改动数组里的一个数，从下一次调用起生效。
    """
    net, numbers = equipped(student, rng, 3, 4, 2)
    x = rng.normal(size=(5, 3))
    net.forward(x.copy())
    for k, name in enumerate(NAMES):
        value, index = float(rng.uniform(1, 3)), (0, int(rng.integers(numbers[k].shape[1])))
        student.edit_in_place(net, name, index, value)
        numbers[k][index] = value
        assert_answers(net, rng, x, numbers)


def test_new_network_and_the_same_call_twice(student, rng):
    """A new network answers from the numbers it was made with, and the same call gives the same answer.

    zh: 新网络用创建时的数来回答，同样的调用得到同样的答案。
    """
    net = student.NeuralNetwork(3, 4, 2)
    numbers = [np.array(getattr(net, name)) for name in NAMES]
    x = rng.normal(size=(5, 3))
    assert_answers(net, rng, x, numbers)
    assert_answers(net, rng, x, numbers)


def test_whole_number_inputs(student, rng):
    """Whole numbers as inputs give the same as the same numbers written as floats.

    zh: 输入是整数时，和写成小数的同样的数结果相同。
    """
    net, numbers = equipped(student, rng, 3, 4, 2)
    assert_answers(net, rng, rng.integers(-3, 4, size=(5, 3)), numbers)


def test_very_large_inputs(student, rng):
    """Very large inputs give finite answers, and the right ones.

    zh: 特别大的输入也得到有限而且正确的答案。
    """
    net, numbers = equipped(student, rng, 3, 4, 2)
    x = rng.uniform(0.5, 1.0, size=(5, 3)) * 1e4 * rng.choice([-1.0, 1.0], size=(5, 3))
    assert_answers(net, rng, x, numbers)


@pytest.mark.side
def test_two_arrays_of_numbers(student, rng):
    """forward gives two NumPy arrays of numbers, with a row for each sample.

    zh: forward 给出两个由数组成的 NumPy 数组，每个样本一行。
    """
    net, _ = equipped(student, rng, 3, 4, 2)
    got = net.forward(rng.normal(size=(6, 3)))
    assert len(got) == 2
    for array, width in zip(got, (2, 4), strict=True):
        assert isinstance(array, np.ndarray)
        assert array.dtype.kind in "iuf"
        assert array.shape == (6, width)


@pytest.mark.side
def test_nothing_is_changed(student, rng):
    """forward changes neither its inputs nor any of the four arrays.

    zh: forward 不改动输入，也不改动四个数组中的任何一个。
    """
    for sizes in [(3, 4, 2), (4, 4, 4)]:
        net, numbers = equipped(student, rng, *sizes)
        for batch in (1, 4):
            x = rng.normal(size=(batch, sizes[0]))
            kept = x.copy()
            assert net.forward(x) is not None
            assert np.array_equal(x, kept)
            for name, before in zip(NAMES, numbers, strict=True):
                assert np.array_equal(getattr(net, name), before)
