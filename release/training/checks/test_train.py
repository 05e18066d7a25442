"""train, at the student's desk."""

import numpy as np

NAMES = ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]
XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])


def same(got, wished):
    """Tell whether two rows of losses are the same."""
    return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-7))


def network(student, sizes=(1, 1, 1), seed=0):
    """The network of the example; of other sizes, one with numbers that the seed decides."""
    net = student.NeuralNetwork(*sizes)
    dice = np.random.default_rng(seed)
    for name, number in zip(NAMES, (1.0, -2.0, 4.0, -2.0), strict=True):
        array = np.array([[number]]) if sizes == (1, 1, 1) else dice.normal(size=np.shape(getattr(net, name)))
        setattr(net, name, array)
    return net


def numbers(net):
    """All numbers of a network in one row."""
    return np.concatenate([np.ravel(getattr(net, name)) for name in NAMES])


def loss_of(net, samples, wished):
    """How wrong a network is."""
    return float(np.mean(np.square(net.forward(samples.copy())[0] - wished)))


def walk(student, net, samples, wished, steps, rate):
    """Steps with the student's own backward and update: the loss before each."""
    heights = []
    for _ in range(steps):
        heights.append(loss_of(net, samples, wished))
        student.update(net, student.backward(net, samples.copy(), wished.copy()), rate)
    return heights


def as_row(losses):
    """The losses as an array with one dimension; an AssertionError that says what came instead."""
    is_sequence = isinstance(losses, list | tuple | np.ndarray) and np.ndim(losses) == 1
    assert is_sequence, (
        f"train gave {losses}, a {type(losses).__name__}\nit should be a list of losses\n"
        f"zh: train 返回 {losses}，类型是 {type(losses).__name__}\n应当是一个由损失组成的列表"
    )
    return np.array(losses, dtype=float)


def test_one_loss_for_each_epoch(student):
    """The list holds one loss for each epoch, and none for 0 epochs.

    zh: 每一轮在列表里有一个损失，0 轮就一个也没有。
    """
    for epochs in (5, 1, 0):
        losses = as_row(student.train(network(student), np.array([[2.0]]), np.array([[0.0]]), epochs, 1.0))
        assert len(losses) == epochs, (
            f"training for {epochs} epochs gave {len(losses)} losses\nit should be {epochs}\n"
            f"zh: 训练 {epochs} 轮得到 {len(losses)} 个损失\n应当是 {epochs} 个"
        )


def test_the_first_loss_is_that_of_the_untrained_network(student):
    """Entry 0 is the loss before the first step.

    zh: 第 0 项是走第一步之前的损失。
    """
    losses = as_row(student.train(network(student), np.array([[2.0]]), np.array([[0.0]]), 3, 1.0))
    assert len(losses) > 0, "the list is empty\nit should hold 3 losses\nzh: 列表是空的\n应当有 3 个损失"
    assert np.isclose(losses[0], 0.25), (
        f"the first loss is {losses[0]}; the network of the example has 0.25 before any step\n"
        f"zh: 第一个损失是 {losses[0]}；例子里的网络在走任何一步之前的损失是 0.25"
    )


def test_each_epoch_is_one_step_of_your_own(student):
    """The losses and the network are those of steps with your own backward and update.

    zh: 损失和网络，都和用你自己的 backward、update 一步步走出来的一样。
    """
    samples, wished = np.array([[0.5, -1.0], [2.0, 1.0], [0.0, 1.5]]), np.array([[0.25], [1.0], [0.0]])
    for rate in (1.0, 0.3):
        own, net = network(student, (2, 3, 1)), network(student, (2, 3, 1))
        heights = walk(student, own, samples, wished, 4, rate)
        losses = as_row(student.train(net, samples.copy(), wished.copy(), 4, rate))
        assert same(losses, heights), (
            f"4 epochs with learning rate {rate} gave the losses {losses.round(5)}; "
            f"4 steps with your backward and update give {np.round(heights, 5)}\n"
            f"zh: 用学习率 {rate} 训练 4 轮，损失是 {losses.round(5)}；"
            f"用你的 backward 和 update 走 4 步，损失是 {np.round(heights, 5)}"
        )
        gap = np.abs(numbers(net) - numbers(own)).max()
        assert gap < 1e-6, (
            f"after 4 epochs with learning rate {rate} the network differs by {gap:.2g} from one that "
            "took 4 steps with your backward and update\n"
            f"zh: 用学习率 {rate} 训练 4 轮之后，网络和用你的 backward、update 走了 4 步的网络相差 {gap:.2g}"
        )


def test_a_second_training_goes_on(student):
    """A second training goes on where the first one stopped.

    zh: 第二次训练从第一次停下的地方接着来。
    """
    one, other = network(student, (2, 3, 1), seed=1), network(student, (2, 3, 1), seed=1)
    whole = as_row(student.train(one, *(array.copy() for array in XOR), 5, 1.0))
    parts = [as_row(student.train(other, *(array.copy() for array in XOR), epochs, 1.0)) for epochs in (3, 2)]
    both = np.concatenate(parts)
    assert same(whole, both), (
        f"5 epochs gave the losses {whole.round(5)}, but 3 epochs and then 2 gave {both.round(5)}"
        "\nthey should be the same\n"
        f"zh: 训练 5 轮得到的损失是 {whole.round(5)}，先训练 3 轮再训练 2 轮却是 {both.round(5)}"
        "\n两者应当一样"
    )


def test_the_loss_falls_on_xor(student):
    """On the XOR puzzle the loss falls.

    zh: 在异或谜题上，损失会下降。
    """
    net, own = network(student, (2, 4, 1), seed=2), network(student, (2, 4, 1), seed=2)
    heights = walk(student, own, *XOR, 2, 0.5)
    if heights[1] >= heights[0]:
        return  # the student's own steps do not lead down: their own checks say so
    losses = as_row(student.train(net, *(array.copy() for array in XOR), 12, 1.0))
    is_lower = len(losses) == 12 and losses[-1] < losses[0]
    assert is_lower, (
        f"12 epochs on XOR began with the loss {losses[:1]} and ended with {losses[-1:]}\nit should fall\n"
        f"zh: 在异或上训练 12 轮，损失从 {losses[:1]} 变到 {losses[-1:]}\n应当下降"
    )


def test_your_data_stay(student):
    """Inputs and targets are the same afterwards.

    zh: 输入和目标在调用之后保持原样。
    """
    samples, wished = np.array([[2.0], [1.0]]), np.array([[0.0], [0.5]])
    student.train(network(student), samples, wished, 2, 1.0)
    assert np.array_equal(samples, [[2.0], [1.0]]), (
        f"inputs were [[2.] [1.]]; afterwards they are {samples.tolist()}\n"
        f"zh: 输入原来是 [[2.] [1.]]，调用之后变成了 {samples.tolist()}"
    )
    assert np.array_equal(wished, [[0.0], [0.5]]), (
        f"targets were [[0.] [0.5]]; afterwards they are {wished.tolist()}\n"
        f"zh: 目标原来是 [[0.] [0.5]]，调用之后变成了 {wished.tolist()}"
    )
