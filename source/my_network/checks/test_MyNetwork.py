"""MyNetwork, at the student's desk."""

import numpy as np

NAMES = ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]
BY_HAND = [[[1.0]], [[-2.0]], [[4.0, -4.0]], [[-2.0, 2.0]]]
SMALL = [
    [[1.0, -1.0], [0.5, 2.0]],
    [[0.0, 1.0]],
    [[3.0, 0.0, -1.0], [-1.0, 1.0, 2.0]],
    [[0.0, 0.5, 0.0]],
]
PICTURES, TARGETS = [[2.0, -1.0], [0.0, 1.0], [1.0, 1.0]], [[1, 0, 0], [0, 0, 1], [0, 1, 0]]


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def line(value):
    """The value on one line, for a message."""
    return " ".join(str(value).split())


def network(student, arrays):
    """A network with these numbers in it."""
    arrays = [np.array(array) for array in arrays]
    net = student.MyNetwork(len(arrays[0]), arrays[1].shape[1], arrays[3].shape[1])
    for name, array in zip(NAMES, arrays, strict=True):
        setattr(net, name, array)
    return net


def pair(net, images):
    """The two answers of forward; an AssertionError where it did not give two."""
    got = net.forward(np.array(images))
    is_two = isinstance(got, tuple | list) and len(got) == 2
    assert is_two, (
        f"forward gave {line(got)}\nit should be two arrays: the probabilities and the hidden output\n"
        f"zh: forward 得到 {line(got)}\n应当是两个数组：概率和隐藏层的输出"
    )
    return got


def loss_of(probabilities, targets):
    """The cross-entropy, by the definition."""
    return float(-np.log(np.maximum((np.array(probabilities) * targets).sum(axis=1), 1e-12)).mean())


def own_steps(student, steps, rate):
    """Losses and arrays of steps with the student's own forward, backward and update."""
    net, images, targets = network(student, SMALL), np.array(PICTURES), np.array(TARGETS)
    losses = []
    for _ in range(steps):
        probabilities, hidden = pair(net, PICTURES)
        losses.append(loss_of(probabilities, targets))
        slopes = student.backward(images, hidden, probabilities, targets, net.weights_hidden_output)
        net.update(slopes, rate)
    return losses, [getattr(net, name) for name in NAMES]


def listed(losses):
    """The losses as a row; an AssertionError that says what came instead."""
    is_row = isinstance(losses, list | tuple | np.ndarray) and np.ndim(losses) == 1
    assert is_row, (
        f"train gave {line(losses)}, a {type(losses).__name__}\nit should be a list of losses\n"
        f"zh: train 得到 {line(losses)}，类型是 {type(losses).__name__}\n应当是一个由损失组成的列表"
    )
    return np.array(losses, dtype=float)


def test_the_arrays_have_their_shapes(student):
    """The four arrays have the shapes of the table, and the biases are zero.

    zh: 四个数组的形状和表里一样，偏置全是 0。
    """
    net = student.MyNetwork(2, 4, 3)
    for name, shape in zip(NAMES, ((2, 4), (1, 4), (4, 3), (1, 3)), strict=True):
        got = getattr(net, name, None)
        assert got is not None, (
            f"MyNetwork(2, 4, 3) has no {name}\nit should be an array of shape {shape}\n"
            f"zh: MyNetwork(2, 4, 3) 没有 {name}\n它应当是形状为 {shape} 的数组"
        )
        assert np.shape(got) == shape, (
            f"in MyNetwork(2, 4, 3), {name} has the shape {np.shape(got)}\nit should be {shape}\n"
            f"zh: 在 MyNetwork(2, 4, 3) 里，{name} 的形状是 {np.shape(got)}\n应当是 {shape}"
        )
        assert name.startswith("weights") or np.all(got == 0), (
            f"{name} of a new network is {line(got)}\nit should be all zeros\n"
            f"zh: 新网络的 {name} 是 {line(got)}\n应当全是 0"
        )


def test_the_weights_are_standard_normal(student):
    """The weights are standard normal random numbers, new ones for each network.

    zh: 权重是标准正态分布的随机数，每个新网络都不一样。
    """
    one, other = student.MyNetwork(200, 50, 200), student.MyNetwork(200, 50, 200)
    for name in NAMES[::2]:
        first, second = np.array(getattr(one, name)), np.array(getattr(other, name))
        spread = abs(first.mean()) < 0.05 and 0.95 < first.std() < 1.05 and np.any(first < -2)
        assert spread, (
            f"{name} has the mean {first.mean():.2f}, the standard deviation {first.std():.2f} "
            f"and the smallest number {first.min():.2f}\n"
            "standard normal numbers have about 0 and 1, and some are below -2\n"
            f"zh: {name} 的平均值是 {first.mean():.2f}，标准差是 {first.std():.2f}，"
            f"最小的数是 {first.min():.2f}\n"
            "标准正态分布的数，平均值约为 0，标准差约为 1，还会有比 -2 小的数"
        )
        assert first.shape == second.shape, (
            f"two networks of one size have {name} of shapes {first.shape} and {second.shape}\n"
            "they should be equal\n"
            f"zh: 两个一样大的网络，{name} 的形状却是 {first.shape} 和 {second.shape}\n应当相同"
        )
        assert not np.array_equal(first, second), (
            f"two new networks have the same {name}\neach network should draw its own numbers\n"
            f"zh: 两个新网络的 {name} 一模一样\n每个网络都应当有自己的随机数"
        )


def test_forward_by_hand(student):
    """The example by hand: two probabilities of 0.5, and the hidden output 0.5.

    zh: 笔算的例子：两个概率都是 0.5，隐藏层的输出也是 0.5。
    """
    probabilities, hidden = pair(network(student, BY_HAND), [[2.0]])
    for what, chinese, got, wished in (
        ("the probabilities", "概率", probabilities, [[0.5, 0.5]]),
        ("the hidden output", "隐藏层的输出", hidden, [[0.5]]),
    ):
        assert same(got, wished), (
            f"in the example by hand {what} came out as {line(got)}\nit should be {np.array(wished)}\n"
            f"zh: 在笔算的例子里，{chinese}是 {line(got)}\n应当是 {np.array(wished)}"
        )


def test_forward_of_three_pictures(student):
    """Three pictures, two hidden nodes, three classes.

    zh: 三张图片、两个隐藏节点、三个类别。
    """
    probabilities, hidden = pair(network(student, SMALL), PICTURES)
    for what, chinese, got, wished in (
        (
            "the probabilities",
            "概率",
            probabilities,
            [[0.8335, 0.13, 0.0365], [0.2406, 0.4119, 0.3475], [0.4238, 0.3501, 0.2262]],
        ),
        (
            "the hidden output",
            "隐藏层的输出",
            hidden,
            [[0.8176, 0.0474], [0.6225, 0.9526], [0.8176, 0.8808]],
        ),
    ):
        is_right = np.shape(got) == np.shape(wished) and np.allclose(got, wished, atol=1e-4)
        assert is_right, (
            f"for three pictures {what} came out as {line(np.round(got, 4))}\n"
            f"it should be {line(np.array(wished))}\n"
            f"zh: 对三张图片，{chinese}是 {line(np.round(got, 4))}\n应当是 {line(np.array(wished))}"
        )


def test_update_takes_a_step(student):
    """Each array becomes itself minus the learning rate times its gradient.

    zh: 每个数组都变成自己减去学习率乘以梯度。
    """
    net = network(student, BY_HAND)
    slopes = zip(NAMES, ([[2.0]], [[1.0]], [[0.25, -0.25]], [[0.5, -0.5]]), strict=True)
    net.update({name: np.array(slope) for name, slope in slopes}, 2.0)
    for name, wished in zip(NAMES, ([[-3.0]], [[-4.0]], [[3.5, -3.5]], [[-3.0, 3.0]]), strict=True):
        got = getattr(net, name)
        assert same(got, wished), (
            f"after a step with learning rate 2 {name} is {line(got)}\nit should be {np.array(wished)}\n"
            f"zh: 用学习率 2 走一步之后，{name} 是 {line(got)}\n应当是 {np.array(wished)}"
        )


def test_train_gives_one_loss_for_each_epoch(student):
    """The list holds one loss for each epoch, and none for 0 epochs.

    zh: 每一轮在列表里有一个损失，0 轮就一个也没有。
    """
    for epochs in (3, 1, 0):
        got = listed(network(student, SMALL).train(np.array(PICTURES), np.array(TARGETS), epochs, 1.0))
        assert len(got) == epochs, (
            f"training for {epochs} epochs gave {len(got)} losses\nit should be {epochs}\n"
            f"zh: 训练 {epochs} 轮得到 {len(got)} 个损失\n应当是 {epochs} 个"
        )


def test_train_takes_steps_of_your_own(student):
    """Losses and network are those of steps with your own forward, backward and update.

    zh: 损失和网络，都和用你自己的 forward、backward、update 一步步走出来的一样。
    """
    for rate in (1.0, 0.3):
        losses, arrays = own_steps(student, 3, rate)
        net = network(student, SMALL)
        got = listed(net.train(np.array(PICTURES), np.array(TARGETS), 3, rate))
        assert same(got, losses), (
            f"3 epochs with learning rate {rate} gave the losses {got.round(4)}\n"
            f"before each of 3 steps with your own methods they are {np.round(losses, 4)}\n"
            f"zh: 用学习率 {rate} 训练 3 轮，损失是 {got.round(4)}\n"
            f"用你自己的方法走 3 步，每一步之前的损失是 {np.round(losses, 4)}"
        )
        for name, wished in zip(NAMES, arrays, strict=True):
            after = getattr(net, name)
            assert same(after, wished), (
                f"after 3 epochs with learning rate {rate} {name} is {line(np.round(after, 4))}\n"
                f"after 3 steps with your own methods it is {line(np.round(wished, 4))}\n"
                f"zh: 用学习率 {rate} 训练 3 轮之后，{name} 是 {line(np.round(after, 4))}\n"
                f"用你自己的方法走 3 步之后，它是 {line(np.round(wished, 4))}"
            )


def test_a_second_training_goes_on(student):
    """A second training goes on from where the first one stopped.

    zh: 第二次训练从第一次停下的地方接着走。
    """
    one, other = network(student, SMALL), network(student, SMALL)
    whole = listed(one.train(np.array(PICTURES), np.array(TARGETS), 4, 0.5))
    parts = [listed(other.train(np.array(PICTURES), np.array(TARGETS), 2, 0.5)) for _ in range(2)]
    both = np.concatenate(parts)
    assert same(whole, both), (
        f"4 epochs gave the losses {whole.round(4)}, but 2 and then 2 gave {both.round(4)}\n"
        "they should be the same\n"
        f"zh: 训练 4 轮得到的损失是 {whole.round(4)}，先 2 轮再 2 轮却是 {both.round(4)}\n两者应当一样"
    )


def test_predict_gives_the_class_with_the_largest_probability(student):
    """predict gives one class for each picture: where your forward has its largest probability.

    zh: predict 对每张图片给出一个类别：你的 forward 给出的概率最大的那一个。
    """
    for arrays, images in ((SMALL, [*PICTURES, [-3.0, 0.0]]), (BY_HAND, [[3.0]])):
        net = network(student, arrays)
        wished = np.argmax(pair(net, images)[0], axis=1)
        got = net.predict(np.array(images))
        assert np.shape(got) == np.shape(wished), (
            f"for {len(images)} picture(s) predict gave {line(got)}, of shape {np.shape(got)}\n"
            f"it should have the shape {wished.shape}\n"
            f"zh: 对 {len(images)} 张图片，predict 得到 {line(got)}，形状是 {np.shape(got)}\n"
            f"形状应当是 {wished.shape}"
        )
        assert np.array_equal(got, wished), (
            f"predict gave {line(got)}\nthe largest probabilities are at {line(wished)}\n"
            f"zh: predict 得到 {line(got)}\n最大的概率在 {line(wished)}"
        )


def test_nothing_else_is_changed(student):
    """forward and predict change neither the network nor the pictures, and update keeps its gradients.

    zh: forward 和 predict 不改动网络和图片，update 不改动梯度。
    """
    net, images = network(student, SMALL), np.array(PICTURES)
    net.forward(images)
    net.predict(images)
    for name, before, now in [
        ("images", PICTURES, images),
        *((name, array, getattr(net, name)) for name, array in zip(NAMES, SMALL, strict=True)),
    ]:
        assert same(now, before), (
            f"after forward and predict {name} is {line(now)}\nit should still be {line(before)}\n"
            f"zh: 调用 forward 和 predict 之后，{name} 是 {line(now)}\n应当仍是 {line(before)}"
        )
    slopes = {name: np.array(array) for name, array in zip(NAMES, SMALL, strict=True)}
    net.update(slopes, 0.5)
    for name, before in zip(NAMES, SMALL, strict=True):
        assert same(slopes.get(name), before), (
            f"after update the gradient of {name} is {line(slopes.get(name))}\n"
            f"it should still be {line(before)}\n"
            f"zh: 调用 update 之后，{name} 的梯度是 {line(slopes.get(name))}\n应当仍是 {line(before)}"
        )
