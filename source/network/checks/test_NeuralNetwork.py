"""NeuralNetwork, at the student's desk."""

import numpy as np

NAMES = ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]


def same(got, wanted):
    """True where the answer has the wanted shape and the wanted numbers."""
    if got is None or np.shape(got) != np.shape(wanted):
        return False
    return np.allclose(got, wanted, rtol=3e-6, atol=3e-7)


def line(value):
    """The value on one line, for a message."""
    if isinstance(value, tuple):
        return "(" + ", ".join(line(item) for item in value) + ")"
    return " ".join(str(value).split())


def is_two(got):
    """True where two things came back."""
    return isinstance(got, tuple | list | np.ndarray) and len(got) == 2


def with_own_sigmoid(net, x, w1, b1, w2, b2):
    """The pair that the student's own sigmoid leads to, or None; a mistake in sigmoid costs nothing here."""
    try:
        low, high = np.array(net.sigmoid(np.array([-1.0, 1.0])))
        if abs(high - low) < 1e-3 * max(1, abs(high)):
            return None  # a sigmoid that answers nearly the same always proves nothing
        hidden = np.array(net.sigmoid(np.dot(x, w1) + b1))
        return np.array(net.sigmoid(np.dot(hidden, w2) + b2)), hidden
    except Exception:
        return None


def is_pair(net, got, numbers, output, hidden):
    """True where the two values are the right output and the right hidden output, in this order."""
    own = with_own_sigmoid(net, *numbers) or (output, hidden)
    return is_two(got) and (
        (same(got[0], output) and same(got[1], hidden)) or (same(got[0], own[0]) and same(got[1], own[1]))
    )


def network(student, sizes, w1, b1, w2, b2):
    """A network with the given numbers in it."""
    net = student.NeuralNetwork(*sizes)
    net.weights_input_hidden, net.bias_hidden = w1.copy(), b1.copy()
    net.weights_hidden_output, net.bias_output = w2.copy(), b2.copy()
    return net


def test_weights_have_the_shape_from_to(student):
    """The weights have the shapes (inputs, hidden nodes) and (hidden nodes, outputs).

    zh: 两组权重的形状是（输入数，隐藏节点数）和（隐藏节点数，输出数）。
    """
    net = student.NeuralNetwork(2, 4, 1)
    got = np.shape(net.weights_input_hidden), np.shape(net.weights_hidden_output)
    assert got == ((2, 4), (4, 1)), (
        f"NeuralNetwork(2, 4, 1) has weights_input_hidden of shape {got[0]} and weights_hidden_output "
        f"of shape {got[1]}\nthey should be (2, 4) and (4, 1)"
        f"\nzh: NeuralNetwork(2, 4, 1) 的 weights_input_hidden 形状是 {got[0]}，"
        f"weights_hidden_output 形状是 {got[1]}\n应当是 (2, 4) 和 (4, 1)"
    )


def test_biases_are_tables_with_one_row(student):
    """The biases have the shapes (1, hidden nodes) and (1, outputs).

    zh: 两组偏置的形状是（1，隐藏节点数）和（1，输出数）。
    """
    net = student.NeuralNetwork(2, 4, 3)
    got = np.shape(net.bias_hidden), np.shape(net.bias_output)
    assert got == ((1, 4), (1, 3)), (
        f"NeuralNetwork(2, 4, 3) has bias_hidden of shape {got[0]} and bias_output of shape {got[1]}"
        "\nthey should be (1, 4) and (1, 3)"
        f"\nzh: NeuralNetwork(2, 4, 3) 的 bias_hidden 形状是 {got[0]}，bias_output 形状是 {got[1]}"
        "\n应当是 (1, 4) 和 (1, 3)"
    )


def test_four_float_arrays_for_any_size(student):
    """The three sizes decide, down to one node in each layer; the four attributes are arrays of floats.

    zh: 形状由三个大小决定，每层只有一个节点时也一样；四个属性都是小数数组。
    """
    net = student.NeuralNetwork(1, 1, 1)
    for name in NAMES:
        array = getattr(net, name)
        is_float_array = isinstance(array, np.ndarray) and array.dtype.kind == "f"
        assert is_float_array, (
            f"{name} of NeuralNetwork(1, 1, 1) is {line(array)}\nit should be a NumPy array of floats"
            f"\nzh: NeuralNetwork(1, 1, 1) 的 {name} 是 {line(array)}\n应当是由小数组成的 NumPy 数组"
        )
        assert array.shape == (1, 1), (
            f"{name} of NeuralNetwork(1, 1, 1) has shape {array.shape}\nit should be (1, 1)"
            f"\nzh: NeuralNetwork(1, 1, 1) 的 {name} 形状是 {array.shape}\n应当是 (1, 1)"
        )


def test_biases_start_at_zero(student):
    """All biases of a new network are 0.

    zh: 新网络的偏置全是 0。
    """
    net = student.NeuralNetwork(2, 3, 2)
    for got, name in ((net.bias_hidden, "bias_hidden"), (net.bias_output, "bias_output")):
        assert np.all(np.array(got) == 0), (
            f"{name} of a new network is {line(got)}\nall of it should be 0"
            f"\nzh: 新网络的 {name} 是 {line(got)}\n应当全是 0"
        )


def test_weights_start_as_standard_normal_numbers(student):
    """The weights of a large network spread around 0 as standard normal numbers do.

    zh: 大网络的权重像标准正态分布的数那样散布在 0 的周围。
    """
    net = student.NeuralNetwork(200, 50, 200)
    for name in ("weights_input_hidden", "weights_hidden_output"):
        weights = np.array(getattr(net, name), dtype=float)
        mean, spread, far = weights.mean(), weights.std(), np.mean(np.abs(weights) > 2)
        assert abs(mean) < 0.05, (
            f"{name} of a large network has the mean {mean:.3f}\nit should be near 0"
            f"\nzh: 大网络的 {name} 平均值是 {mean:.3f}\n应当接近 0"
        )
        assert 0.95 < spread < 1.05, (
            f"{name} of a large network has the standard deviation {spread:.3f}\nit should be near 1"
            f"\nzh: 大网络的 {name} 标准差是 {spread:.3f}\n应当接近 1"
        )
        assert 0.03 < far < 0.06, (
            f"in {name} of a large network {far:.1%} of the numbers lie beyond -2 and 2"
            "\nit should be about 4.6 %, as for standard normal numbers"
            f"\nzh: 大网络的 {name} 里有 {far:.1%} 的数在 -2 和 2 之外\n应当约为 4.6%，和标准正态分布的"
            "数一样"
        )


def test_every_network_draws_new_numbers(student):
    """Two networks made one after the other have different weights.

    zh: 先后创建的两个网络，权重不同。
    """
    one, two = student.NeuralNetwork(2, 3, 2), student.NeuralNetwork(2, 3, 2)
    for name in ("weights_input_hidden", "weights_hidden_output"):
        first, second = np.array(getattr(one, name)), np.array(getattr(two, name))
        assert first.shape == second.shape, (
            f"{name} of two new networks has the shapes {first.shape} and {second.shape}\nboth should be one"
            f"\nzh: 两个新网络的 {name} 形状分别是 {first.shape} 和 {second.shape}\n应当相同"
        )
        assert not np.any(first == second), (
            f"two new networks both have {name} = {line(first)}\neach should draw numbers of its own"
            f"\nzh: 两个新网络的 {name} 都是 {line(first)}\n应当各有自己的随机数"
        )


def test_sigmoid_of_numbers_and_arrays(student):
    """The method sigmoid takes one number or an array of any shape, and large numbers too.

    zh: 方法 sigmoid 可以接收一个数或任意形状的数组，特别大的数也可以。
    """
    net = student.NeuralNetwork(2, 4, 1)
    got = net.sigmoid(0)
    assert same(got, 0.5), (
        f"net.sigmoid(0) gave {line(got)}\nit should be 0.5, one number"
        f"\nzh: net.sigmoid(0) 得到 {line(got)}\n应当是一个数 0.5"
    )
    got = net.sigmoid(2.0)
    assert same(got, 0.8807970779778823), (
        f"net.sigmoid(2.0) gave {line(got)}\nit should be 0.8808, one number"
        f"\nzh: net.sigmoid(2.0) 得到 {line(got)}\n应当是一个数 0.8808"
    )
    x = np.array([[-2, 0], [2, 0]])
    got = net.sigmoid(x)
    is_right_array = isinstance(got, np.ndarray) and same(
        got, [[0.11920292202211755, 0.5], [0.8807970779778823, 0.5]]
    )
    assert is_right_array, (
        f"net.sigmoid([[-2, 0], [2, 0]]) gave {line(got)}\nit should be an array [[0.1192 0.5] [0.8808 0.5]]"
        f"\nzh: net.sigmoid([[-2, 0], [2, 0]]) 得到 {line(got)}\n应当是数组 [[0.1192 0.5] [0.8808 "
        "0.5]]"
    )
    assert np.array_equal(x, [[-2, 0], [2, 0]]), (
        f"sigmoid changed its array from [[-2 0] [2 0]] to {line(x)}"
        f"\nzh: sigmoid 把数组从 [[-2 0] [2 0]] 改成了 {line(x)}"
    )
    got = net.sigmoid(np.array([-1000.0, 1000.0]))
    assert same(got, [0.0, 1.0]), (
        f"net.sigmoid([-1000, 1000]) gave {line(got)}\nit should be [0 1]"
        f"\nzh: net.sigmoid([-1000, 1000]) 得到 {line(got)}\n应当是 [0 1]"
    )


def test_forward_by_hand(student):
    """forward gives the output and the hidden output, in this order, both after sigmoid.

    zh: forward 依次给出输出和隐藏层的输出，两者都取过 sigmoid。
    """
    x = np.array([[1.0, 1.0], [1.0, -1.0]])
    w1, b1 = np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([[0.0, -1.0]])
    w2, b2 = np.array([[2.0, 0.0], [-4.0, 2.0]]), np.array([[0.0, -1.0]])
    net = network(student, (2, 2, 2), w1, b1, w2, b2)
    got = net.forward(x.copy())
    hidden = [[0.8807970779778823, 0.5], [0.5, 0.11920292202211755]]
    output = [[0.4406792427254294, 0.5], [0.6278929975347187, 0.3183002578054738]]
    assert is_pair(net, got, (x, w1, b1, w2, b2), output, hidden), (
        "with weights_input_hidden = [[1, 0], [1, 1]], bias_hidden = [[0, -1]], "
        "weights_hidden_output = [[2, 0], [-4, 2]] and bias_output = [[0, -1]], forward([[1, 1], [1, -1]]) "
        f"gave {line(got)}\nit should be the output [[0.44 0.5] [0.63 0.32]] and then "
        "the hidden output [[0.88 0.5] [0.5 0.12]]"
        "\nzh: 当 weights_input_hidden = [[1, 0], [1, 1]]、bias_hidden = [[0, -1]]、"
        "weights_hidden_output = [[2, 0], [-4, 2]]、bias_output = [[0, -1]] 时，forward([[1, "
        f"1], [1, -1]]) 得到 {line(got)}\n应当先是输出 [[0.44 0.5] [0.63 0.32]]，再是隐藏层的"
        "输出 [[0.88 0.5] [0.5 0.12]]"
    )


def test_forward_uses_the_numbers_of_now(student):
    """forward uses the arrays as they are at this moment, and the same call again gives the same answer.

    zh: forward 用的是此刻的数组；同样的调用再来一次，答案相同。
    """
    zero, one, two = np.array([[0.0]]), np.array([[1.0]]), np.array([[2.0]])
    net = network(student, (1, 1, 1), one, zero, zero, zero)
    net.forward(one.copy())
    net.bias_hidden, net.bias_output = two.copy(), -two
    for call in ("first", "second"):
        got = net.forward(zero.copy())
        wanted = [[0.11920292202211755]], [[0.8807970779778823]]
        assert is_pair(net, got, (zero, one, two, zero, -two), *wanted), (
            "with weights_input_hidden = [[1]], weights_hidden_output = [[0]], and bias_hidden = [[2]] and "
            f"bias_output = [[-2]] set after a call, the {call} forward([[0]]) gave {line(got)}"
            "\nit should be the output [[0.12]] and the hidden output [[0.88]]"
            "\nzh: 当 weights_input_hidden = [[1]]、weights_hidden_output = [[0]]，并且在一次调用之后设"
            "置 bias_hidden = [[2]]、bias_output = [[-2]] 时，再次调用 forward([[0]]) 得到 "
            f"{line(got)}\n应当是输出 [[0.12]] 和隐藏层的输出 [[0.88]]"
        )


def test_forward_changes_nothing(student):
    """The inputs and the four arrays of the network are the same after forward as before.

    zh: 调用 forward 之后，输入和网络的四个数组保持原样。
    """
    x = np.array([[1.0, 2.0]])
    numbers = [np.array([[1.0], [-1.0]]), np.array([[3.0]]), np.array([[4.0]]), np.array([[5.0]])]
    net = network(student, (2, 1, 1), *numbers)
    got = net.forward(x)
    assert got is not None, (
        "forward gave None\nit should give two arrays, with the word return"
        "\nzh: forward 返回了 None\n应当用 return 交出两个数组"
    )
    assert np.array_equal(x, [[1.0, 2.0]]), (
        f"forward changed its inputs from [[1 2]] to {line(x)}\nzh: forward 把输入从 [[1 2]] 改成了 {line(x)}"
    )
    for name, before in zip(NAMES, numbers, strict=True):
        after = getattr(net, name)
        assert np.array_equal(after, before), (
            f"forward changed {name} from {line(before)} to {line(after)}"
            f"\nzh: forward 把 {name} 从 {line(before)} 改成了 {line(after)}"
        )


def test_forward_of_a_batch(student):
    """forward gives arrays with a row for each sample, for whole numbers and for very large ones too.

    zh: forward 给出的数组每个样本一行，输入是整数或特别大的数时也一样。
    """
    x = np.array([[0, 0], [1, 0], [10000, -10000]])
    w1, b1 = np.array([[2.0, 0.0, 1.0], [0.0, 1.0, 0.0]]), np.array([[0.0, 0.0, 1.0]])
    w2, b2 = np.array([[1.0], [0.0], [0.0]]), np.array([[-0.5]])
    net = network(student, (2, 3, 1), w1, b1, w2, b2)
    got = net.forward(x)
    hidden = [[0.5, 0.5, 0.7310585786300049], [0.8807970779778823, 0.5, 0.8807970779778823], [1.0, 0.0, 1.0]]
    output = [[0.5], [0.5940653340566603], [0.6224593312018546]]
    is_two_arrays = is_two(got) and all(isinstance(item, np.ndarray) for item in got)
    assert is_two_arrays, (
        f"forward gave {line(got)}\nit should be two NumPy arrays: the output, then the hidden output"
        f"\nzh: forward 得到 {line(got)}\n应当是两个 NumPy 数组：先是输出，再是隐藏层的输出"
    )
    assert is_pair(net, got, (x, w1, b1, w2, b2), output, hidden), (
        "with weights_input_hidden = [[2, 0, 1], [0, 1, 0]], bias_hidden = [[0, 0, 1]], "
        "weights_hidden_output = [[1], [0], [0]] and bias_output = [[-0.5]], "
        f"forward([[0, 0], [1, 0], [10000, -10000]]) gave {line(got)}"
        "\nit should be the output [[0.5] [0.59] [0.62]] and then "
        "the hidden output [[0.5 0.5 0.73] [0.88 0.5 0.88] [1 0 1]]"
        "\nzh: 当 weights_input_hidden = [[2, 0, 1], [0, 1, 0]]、bias_hidden = [[0, 0, 1]]、"
        "weights_hidden_output = [[1], [0], [0]]、bias_output = [[-0.5]] 时，forward([[0, 0],"
        f" [1, 0], [10000, -10000]]) 得到 {line(got)}\n应当先是输出 [[0.5] [0.59] [0.62]]，再"
        "是隐藏层的输出 [[0.5 0.5 0.73] [0.88 0.5 0.88] [1 0 1]]"
    )
