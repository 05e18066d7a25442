"""update, at the student's desk."""

import numpy as np

NAMES = ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def network(student):
    """A 1-2-1 network with numbers that are easy to follow."""
    net = student.NeuralNetwork(1, 2, 1)
    net.weights_input_hidden, net.bias_hidden = np.array([[2.0, -1.0]]), np.array([[1.0, 0.0]])
    net.weights_hidden_output, net.bias_output = np.array([[3.0], [-2.0]]), np.array([[-1.0]])
    return net


def some_gradients():
    """A gradient for each of its arrays."""
    return {
        "weights_input_hidden": np.array([[0.5, -1.0]]),
        "bias_hidden": np.array([[1.0, 2.0]]),
        "weights_hidden_output": np.array([[-0.5], [0.25]]),
        "bias_output": np.array([[4.0]]),
    }


def hold(net, rate, wished):
    """Refuse a network that does not hold the wished numbers after a step."""
    for name, wanted in wished.items():
        got, wanted = np.array(getattr(net, name)), np.array(wanted)
        shown, right = (" ".join(str(value).split()) for value in (got, wanted))
        assert same(got, wanted), (
            f"after a step with learning rate {rate}, {name} is {shown}\nit should be {right}\n"
            f"zh: 用学习率 {rate} 走一步之后，{name} 是 {shown}\n应当是 {right}"
        )


def test_the_weights_take_a_step(student):
    """Each weight becomes itself minus the learning rate times its gradient.

    zh: 每个权重都变成它自己减去学习率乘以梯度。
    """
    net = network(student)
    student.update(net, some_gradients(), 0.1)
    hold(
        net,
        0.1,
        {"weights_input_hidden": [[1.95, -0.9]], "weights_hidden_output": [[3.05], [-2.025]]},
    )


def test_the_biases_take_a_step(student):
    """Each bias becomes itself minus the learning rate times its gradient.

    zh: 每个偏置都变成它自己减去学习率乘以梯度。
    """
    net = network(student)
    student.update(net, some_gradients(), 0.1)
    hold(net, 0.1, {"bias_hidden": [[0.9, -0.2]], "bias_output": [[-1.4]]})


def test_the_learning_rate_sets_the_length_of_the_step(student):
    """A learning rate of 2 makes a long step, a learning rate of 0 makes none.

    zh: 学习率为 2，步子就长；学习率为 0，就原地不动。
    """
    net = network(student)
    student.update(net, some_gradients(), 2.0)
    hold(
        net,
        2.0,
        {
            "weights_input_hidden": [[1.0, 1.0]],
            "bias_hidden": [[-1.0, -4.0]],
            "weights_hidden_output": [[4.0], [-2.5]],
            "bias_output": [[-9.0]],
        },
    )
    net = network(student)
    student.update(net, some_gradients(), 0.0)
    hold(net, 0.0, {"weights_input_hidden": [[2.0, -1.0]], "bias_output": [[-1.0]]})


def test_two_steps(student):
    """A second step goes on where the first one ended.

    zh: 第二步从第一步结束的地方接着走。
    """
    net = network(student)
    student.update(net, some_gradients(), 0.5)
    student.update(net, some_gradients(), 0.5)
    hold(net, "0.5 + 0.5", {"weights_input_hidden": [[1.5, 0.0]], "bias_output": [[-5.0]]})


def test_a_small_step_lowers_the_loss(student):
    """A small step against the gradient makes the loss smaller.

    zh: 往梯度的反方向走一小步，损失会变小。
    """
    net = student.NeuralNetwork(1, 1, 1)
    net.weights_input_hidden, net.bias_hidden = np.array([[1.0]]), np.array([[-2.0]])
    net.weights_hidden_output, net.bias_output = np.array([[4.0]]), np.array([[-2.0]])
    slopes = dict(zip(NAMES, (np.array([[value]]) for value in (0.5, 0.25, 0.125, 0.25)), strict=True))
    student.update(net, slopes, 0.1)
    after = float(np.ravel(net.forward(np.array([[2.0]]))[0])[0]) ** 2
    assert after < 0.25, (
        f"the loss of the example was 0.25; after a step with learning rate 0.1 it is {after:.4f}"
        "\nit should be smaller\n"
        f"zh: 例子里的损失原来是 0.25，用学习率 0.1 走一步之后是 {after:.4f}\n应当更小"
    )


def test_the_gradients_stay_as_they_were(student):
    """The dictionary and its arrays are the same afterwards.

    zh: 字典和里面的数组在调用之后保持原样。
    """
    slopes = some_gradients()
    student.update(network(student), slopes, 0.1)
    assert set(slopes) == set(NAMES), (
        f"afterwards the dictionary has the names {sorted(map(str, slopes))}\nit should not change\n"
        f"zh: 调用之后字典里的名字是 {sorted(map(str, slopes))}\n它不应当改变"
    )
    for name, before in some_gradients().items():
        after = np.array(slopes[name]).tolist()
        assert same(slopes[name], before), (
            f"the gradient of {name} was {before.tolist()}; afterwards it is {after}\nit should not change\n"
            f"zh: {name} 的梯度原来是 {before.tolist()}，调用之后变成了 {after}\n它不应当改变"
        )
