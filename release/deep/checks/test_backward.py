"""backward, at the student's desk."""

from functools import cache

import numpy as np

INPUTS = np.array([[1, 2], [0, -1], [3, 1]])
TARGETS = np.array([[0.25, 0.75], [1.0, 0.0], [0.5, 0.5]])


def same(got, wished, rtol=3e-6, atol=3e-8):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=rtol, atol=atol))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def layer(weights, bias):
    """A pair of two arrays."""
    return np.array(weights, dtype=float), np.array(bias, dtype=float)


def small():
    """The three layers that the text works out by hand."""
    return [layer([[1]], [[-1]]), layer([[3]], [[-2]]), layer([[2]], [[-2]])]


def larger():
    """Three layers of different sizes, 2-3-2-2."""
    return [
        layer([[0.5, -1.0, 1.5], [1.0, 0.25, -0.5]], [[0.5, -0.25, 1.0]]),
        layer([[1.0, -0.5], [0.25, 1.5], [-1.0, 0.5]], [[0.25, 0.7]]),
        layer([[0.5, 1.0], [-1.5, 0.25]], [[-0.5, 0.25]]),
    ]


def asked(student, layers, activation, inputs, targets):
    """One pair for each layer; an AssertionError that says what came instead."""
    got = student.backward(layers, activation, np.array(inputs), np.array(targets))
    is_list = isinstance(got, list | tuple)
    assert is_list, (
        f"backward gave a {type(got).__name__}\nit should be a list with one pair for each layer\n"
        f"zh: backward 返回的类型是 {type(got).__name__}\n应当是一个列表，每一层有一对"
    )
    assert len(got) == len(layers), (
        f"for {len(layers)} layers the list has {len(got)} entries\nit should have {len(layers)}\n"
        f"zh: 有 {len(layers)} 层，列表却有 {len(got)} 项\n应当有 {len(layers)} 项"
    )
    for number, entry in enumerate(got):
        is_pair = isinstance(entry, list | tuple) and len(entry) == 2
        assert is_pair, (
            f"entry {number} of the list is {entry}\nit should be a pair: for the weights, for the bias\n"
            f"zh: 列表的第 {number} 项是 {entry}\n应当是一对：给权重的，给偏置的"
        )
    return got


def hold(got, wished, where_en, where_zh):
    """Refuse slopes that are not the wished ones, and say of which layer."""
    for number, (own, right) in enumerate(zip(got, wished, strict=True)):
        for what, what_zh, one, other in (
            ("weights", "权重", own[0], right[0]),
            ("bias", "偏置", own[1], right[1]),
        ):
            shown, wanted = (" ".join(str(value).split()) for value in (one, np.round(other, 6)))
            assert same(one, other, rtol=1e-5, atol=1e-7), (
                f"{where_en}, the slopes for the {what} of layers[{number}] came out as {shown}"
                f"\nit should be {wanted}\n"
                f"zh: {where_zh}，layers[{number}] 的{what_zh}的斜率算出来是 {shown}\n应当是 {wanted}"
            )


def test_three_layers_worked_out_by_hand(student):
    """The three layers of the text give 3, 0.5 and 0.25 for the weights.

    zh: 课文里的三层，权重的斜率是 3、0.5 和 0.25。
    """
    got = asked(student, small(), "relu", [[2.0]], [[0.0]])
    wished = [([[3.0]], [[1.5]]), ([[0.5]], [[0.5]]), ([[0.25]], [[0.25]])]
    hold(got, wished, "in the example by hand", "在笔算的例子里")


def test_a_single_layer(student):
    """A network without a hidden layer has one pair.

    zh: 没有隐藏层的网络，只有一对。
    """
    got = asked(student, [layer([[1.0], [-1.0]], [[0.0]])], "tanh", [[2.0, 2.0], [1, 1]], [[0.0], [1.0]])
    hold(got, [([[0.125], [0.125]], [[0.0]])], "with a single layer", "只有一层时")


def test_the_slopes_are_those_that_one_measures(student):
    """The slopes agree with those that one measures by tiny steps, for each activation.

    zh: 每一种激活函数，斜率都和用很小的步子量出来的一致。
    """
    for activation in ("tanh", "sigmoid", "relu"):
        for samples in (3, 1):
            got = asked(student, larger(), activation, INPUTS[:samples], TARGETS[:samples])
            wished = measured(activation, samples)
            where = f"with {activation} and {samples} sample(s)", f"用 {activation}、{samples} 个样本时"
            hold(got, wished, *where)


@cache  # they are the same for everybody
def measured(activation, samples):
    """The slopes of the loss for the first samples, by steps to both sides."""
    layers, inputs, targets = larger(), INPUTS[:samples], TARGETS[:samples]
    bend = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "sigmoid": lambda z: 1 / (1 + np.exp(-z))}

    def loss():
        table = inputs
        for weights, bias in layers[:-1]:
            table = bend[activation](table @ weights + bias)
        return np.mean(np.square(bend["sigmoid"](table @ layers[-1][0] + layers[-1][1]) - targets))

    def slopes(array):
        found = np.zeros(array.shape)
        for place in np.ndindex(*array.shape):
            middle = array[place]
            array[place] = middle + 1e-5
            above = loss()
            array[place] = middle - 1e-5
            found[place] = (above - loss()) / 2e-5
            array[place] = middle
        return found

    return [(slopes(weights), slopes(bias)) for weights, bias in layers]


def test_nothing_is_changed(student):
    """The layers, the inputs and the targets are the same afterwards.

    zh: 调用之后，层、输入和目标都保持原样。
    """
    layers, inputs, targets = small(), np.array([[2.0]]), np.array([[0.0]])
    student.backward(layers, "relu", inputs, targets)
    before, after = ([[array.tolist() for array in pair] for pair in some] for some in (small(), layers))
    assert after == before, (
        f"the layers were {before}; after backward they are {after}\nbackward should change nothing\n"
        f"zh: 各层原来是 {before}，调用 backward 之后变成了 {after}\nbackward 不应当改变任何东西"
    )
    data = inputs.tolist(), targets.tolist()
    assert data == ([[2.0]], [[0.0]]), (
        f"inputs and targets were [[2]] and [[0]]; after backward they are {data}"
        "\nbackward should change nothing\n"
        f"zh: 输入和目标原来是 [[2]] 和 [[0]]，调用 backward 之后变成了 {data}\nbackward 不应当改变任何东西"
    )
