"""MyNetwork: four arrays, a forward pass with softmax, steps, a training and an answer.

Each method is judged by itself. `train` and `predict` are also right where they are right for what the
student's own `forward` answers and the own `update` does; where `backward` or `cross_entropy` is wrong, the
kit puts the reference's in its place. The run on digits is the only test that needs all of them.
"""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

NAMES = ("weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output")
WEIGHTS, BIASES = NAMES[::2], NAMES[1::2]

DIGITS = np.load(Path(__file__).parents[3] / "source/my_network/data/digits.npy")
IMAGES, LABELS = DIGITS[:, :64] / 16, DIGITS[:, 64]
FEW = np.flatnonzero(LABELS < 3)


# ---------------------------------------------------------------- what is right


def answers(images, w1, b1, w2, b2):
    """The probabilities and the hidden output, by the definition."""
    hidden = (1 + np.tanh((np.einsum("ni,ih->nh", images, w1) + b1) / 2)) / 2
    scores = np.einsum("nh,ho->no", hidden, w2) + b2
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1)[:, None]), hidden


def gradients(images, targets, probabilities, hidden, w2):
    """The gradients of the cross-entropy, summed up picture by picture."""
    slopes = [np.zeros((images.shape[1], hidden.shape[1])), np.zeros((1, hidden.shape[1]))]
    slopes += [np.zeros(w2.shape), np.zeros((1, w2.shape[1]))]
    for x, t, p, h in zip(images, targets, probabilities, hidden, strict=True):
        out = (p - t) / len(images)
        back = np.einsum("ho,o->h", w2, out) * h * (1 - h)
        for slope, part in zip(slopes, (np.outer(x, back), back, np.outer(h, out), out), strict=True):
            slope += part
    return dict(zip(NAMES, slopes, strict=True))


def height(probabilities, targets):
    """The cross-entropy."""
    return -np.mean(np.log(np.maximum(np.sum(probabilities * targets, axis=1), 1e-12)))


def right_steps(numbers, images, targets, epochs, rate):
    """The losses and the numbers of a right training."""
    losses = []
    for _ in range(epochs):
        probabilities, hidden = answers(images, *numbers)
        losses.append(height(probabilities, targets))
        slopes = gradients(images, targets, probabilities, hidden, numbers[2])
        numbers = [array - rate * slopes[name] for name, array in zip(NAMES, numbers, strict=True)]
    return losses, numbers


# ---------------------------------------------------------------- the student's own


def drawn(rng, inputs, hidden, outputs):
    """Random weights and biases that are not zero, in the order of NAMES."""
    return [
        rng.normal(size=shape) for shape in ((inputs, hidden), (1, hidden), (hidden, outputs), (1, outputs))
    ]


def network(student, numbers):
    """A network of the student's with these numbers in it."""
    net = student.MyNetwork(len(numbers[0]), numbers[1].shape[1], numbers[3].shape[1])
    for name, array in zip(NAMES, numbers, strict=True):
        setattr(net, name, array.copy())
    return net


def numbers_of(net):
    """The four arrays of a network."""
    return [np.array(getattr(net, name), dtype=float) for name in NAMES]


def data(rng, batch, inputs, outputs):
    """Pictures and one-hot targets."""
    labels = rng.integers(0, outputs, size=batch)
    return rng.normal(size=(batch, inputs)), (np.arange(outputs) == labels[:, None]).astype(float)


def same(got, want):
    """Same shape, same numbers."""
    return np.shape(got) == np.shape(want) and np.allclose(got, want, rtol=3e-6, atol=3e-7)


def own_answers(net, images, sizes, rng):
    """The pair of the student's own forward as arrays, the probabilities first.

    It is asked in an order that nobody can foresee: what goes by the place of a picture proves nothing.
    """
    _, hidden, outputs = sizes
    order = rng.permutation(len(images))
    got = net.forward(images[order])
    assert len(got) == 2
    one, other = (np.array(part, dtype=float) for part in got)
    shapes = (len(images), outputs), (len(images), hidden)
    if hidden == outputs or (one.shape, other.shape) != shapes:
        one, other = (other, one) if same(one, answers(images[order], *numbers_of(net))[1]) else (one, other)
    assert (one.shape, other.shape) == shapes
    return one[np.argsort(order)], other[np.argsort(order)]


def follows_gradients(student, numbers, rng):
    """Whether the student's own update goes by the gradients: two draws of them lead to two networks."""
    moved = []
    for _ in range(2):
        net = network(student, numbers)
        net.update(slopes_for(rng, numbers), 0.5)
        moved.append(numbers_of(net))
    return not all(map(same, *moved))


def own_steps(student, rng, numbers, images, targets, epochs, rate):
    """The history of steps with the student's own forward and update; None where it proves nothing."""
    sizes = len(numbers[0]), numbers[1].shape[1], numbers[3].shape[1]
    try:
        net, losses = network(student, numbers), []
        for _ in range(epochs):
            probabilities, hidden = own_answers(net, images, sizes, rng)
            losses.append(height(probabilities, targets))
            net.update(gradients(images, targets, probabilities, hidden, numbers_of(net)[2]), rate)
        proves = follows_gradients(student, numbers, rng)
    except Exception:  # whatever forward or update does wrong, it is judged by tests of its own
        return None
    varied = len(set(np.round(losses, 9))) == epochs
    return (losses, numbers_of(net)) if proves and varied and np.isfinite(losses).all() else None


def own_classes(net, images, sizes, rng):
    """Where the student's own forward has its largest probabilities; None where that is always one class."""
    try:
        found = np.argmax(own_answers(net, images, sizes, rng)[0], axis=1)
    except Exception:  # forward is judged by tests of its own
        return None
    return found if len(set(found.tolist())) > 1 else None


LOSSES, ARRAYS = 0, 1


def is_right(student, rng, training, got, part):
    """Whether a right training, or one of the student's own steps, has these losses or arrays."""
    if agrees(got, right_steps(*training)[part]):
        return True
    own = own_steps(student, rng, *training)  # many calls, and hardly ever needed
    return own is not None and agrees(got, own[part])


def agrees(got, want):
    """The same losses, or the same four arrays."""
    return len(got) == len(want) and all(map(same, got, want))


# ---------------------------------------------------------------- a new network


def some_sizes(rng):
    """Three triples of sizes: distinct, drawn, and of single nodes."""
    return (3, 4, 2), tuple(int(size) for size in rng.permutation(np.arange(2, 9))[:3]), (1, 1, 2)


@pytest.mark.side
@pytest.mark.weight(2)
def test_the_arrays_have_their_shapes(student, rng):
    """The four arrays of a new network have their shapes and hold decimal numbers.

    zh: 新网络的四个数组形状正确，里面是小数。
    """
    for i, h, o in some_sizes(rng):
        net = student.MyNetwork(i, h, o)
        for name, shape in zip(NAMES, ((i, h), (1, h), (h, o), (1, o)), strict=True):
            array = getattr(net, name)
            assert isinstance(array, np.ndarray)
            assert array.dtype.kind == "f"
            assert array.shape == shape


@pytest.mark.weight(2)
def test_the_weights_are_standard_normal(student, rng):
    """The weights of a new network are standard normal random numbers.

    zh: 新网络的权重是标准正态分布的随机数。
    """
    net = student.MyNetwork(int(rng.integers(180, 221)), 60, int(rng.integers(180, 221)))
    for name in WEIGHTS:
        weights = np.array(getattr(net, name), dtype=float)
        assert weights.size > 10_000
        assert abs(weights.mean()) < 0.05
        assert 0.95 < weights.std() < 1.05
        assert 0.03 < np.mean(np.abs(weights) > 2) < 0.06


@pytest.mark.side
def test_the_biases_start_at_zero(student, rng):
    """All biases of a new network are zero.

    zh: 新网络的偏置全是 0。
    """
    for sizes in some_sizes(rng):
        net = student.MyNetwork(*sizes)
        for name in BIASES:
            assert np.size(getattr(net, name)) > 0
            assert np.all(np.array(getattr(net, name)) == 0)


@pytest.mark.side
def test_each_network_has_numbers_of_its_own(student, rng):
    """Each new network draws weights of its own.

    zh: 每个新网络都有自己的随机权重。
    """
    sizes = some_sizes(rng)[1]
    one, other = student.MyNetwork(*sizes), student.MyNetwork(*sizes)
    for name in WEIGHTS:
        first, second = np.array(getattr(one, name)), np.array(getattr(other, name))
        assert first.shape == second.shape
        assert not np.any(first == second)


# ---------------------------------------------------------------- forward


def looked_at(student, rng, item):
    """Ask forward for several sizes and hold one of its two answers, wherever it is in the pair."""
    for batch, sizes in [(5, (3, 4, 2)), (2, (4, 3, 5)), (7, some_sizes(rng)[1])]:
        numbers, images = drawn(rng, *sizes), rng.normal(size=(batch, sizes[0]))
        got = network(student, numbers).forward(images.copy())
        assert len(got) == 2
        want = answers(images, *numbers)[item]
        assert any(same(part, want) for part in got)


@pytest.mark.weight(5)
def test_the_probabilities(student, rng):
    """The probabilities are softmax of the scores.

    zh: 概率是得分的 softmax。
    """
    looked_at(student, rng, 0)


@pytest.mark.weight(3)
def test_the_hidden_output(student, rng):
    """The hidden output is sigmoid of the sums.

    zh: 隐藏层的输出是加权和的 sigmoid。
    """
    looked_at(student, rng, 1)


def test_the_probabilities_come_first(student, rng):
    """The probabilities come first, also where there are as many outputs as hidden nodes.

    zh: 概率在前，输出和隐藏节点一样多时也是如此。
    """
    for batch, sizes in [(4, (3, 4, 4)), (3, (3, 3, 3)), (1, (2, 5, 3))]:
        numbers, images = drawn(rng, *sizes), rng.normal(size=(batch, sizes[0]))
        got = network(student, numbers).forward(images.copy())
        assert len(got) == 2
        for part, want in zip(got, answers(images, *numbers), strict=True):
            assert np.shape(part) == want.shape
            assert_allclose(part, want, rtol=3e-6, atol=3e-7)


@pytest.mark.side
def test_forward_changes_nothing(student, rng):
    """forward changes neither its pictures nor the four arrays.

    zh: forward 不改动图片，也不改动四个数组。
    """
    numbers, images = drawn(rng, 3, 4, 2), rng.normal(size=(4, 3))
    net, before = network(student, numbers), images.copy()
    assert net.forward(images) is not None
    assert_array_equal(images, before)
    for got, kept in zip(numbers_of(net), numbers, strict=True):
        assert_array_equal(got, kept)


# ---------------------------------------------------------------- update


def slopes_for(rng, numbers):
    """A gradient for each array, with nothing close to 0."""
    signs = [rng.choice([-1, 1], size=array.shape) for array in numbers]
    return {
        name: sign * rng.uniform(0.5, 2, size=array.shape)
        for name, array, sign in zip(NAMES, numbers, signs, strict=True)
    }


def step(student, rng, names):
    """These arrays are right after one step, and after another one with other gradients."""
    for rate, other, sizes in [(0.3, 2.0, (3, 4, 2)), (float(rng.uniform(0.01, 0.2)), 1.5, (3, 3, 3))]:
        numbers = drawn(rng, *sizes)
        net, first, second = network(student, numbers), slopes_for(rng, numbers), slopes_for(rng, numbers)
        net.update({name: array.copy() for name, array in first.items()}, rate)
        net.update({name: array.copy() for name, array in second.items()}, other)
        for name, array in zip(NAMES, numbers, strict=True):
            if name in names:
                got, want = getattr(net, name), array - (rate * first[name] + other * second[name])
                assert np.shape(got) == want.shape
                assert_allclose(got, want, rtol=3e-6, atol=3e-7)


def test_a_step_of_the_weights(student, rng):
    """update moves the weights against their gradients, again and again.

    zh: update 让权重往梯度的反方向走，一步接一步。
    """
    step(student, rng, WEIGHTS)


def test_a_step_of_the_biases(student, rng):
    """update moves the biases against their gradients, again and again.

    zh: update 让偏置往梯度的反方向走，一步接一步。
    """
    step(student, rng, BIASES)


@pytest.mark.side
def test_the_gradients_are_left_alone(student, rng):
    """The dictionary of gradients is the same afterwards, and a rate of 0 moves nothing.

    zh: 梯度字典保持原样；学习率为 0 时，网络原地不动。
    """
    numbers = drawn(rng, 3, 4, 2)
    net, slopes = network(student, numbers), slopes_for(rng, numbers)
    before = {name: array.copy() for name, array in slopes.items()}
    net.update(slopes, 0.4)
    assert set(slopes) == set(before)
    for name in NAMES:
        assert_array_equal(slopes[name], before[name])
    moved = numbers_of(net)
    net.update(slopes, 0.0)
    for got, kept in zip(numbers_of(net), moved, strict=True):
        assert_array_equal(got, kept)


# ---------------------------------------------------------------- train


@pytest.mark.weight(8)
def test_the_losses(student, rng):
    """Entry k of the list is the cross-entropy before step k.

    zh: 列表的第 k 项，是走第 k 步之前的交叉熵。
    """
    for sizes, batch, epochs, rate in [((3, 4, 2), 5, 4, 1.0), ((2, 3, 3), 3, 3, 0.3)]:
        start, (images, targets) = drawn(rng, *sizes), data(rng, batch, sizes[0], sizes[2])
        got = network(student, start).train(images.copy(), targets.copy(), epochs, rate)
        assert np.shape(got) == (epochs,)
        assert is_right(student, rng, (start, images, targets, epochs, rate), list(got), LOSSES)


def test_the_network_after_a_training(student, rng):
    """After k epochs the network has taken k steps, each with all pictures.

    zh: 训练 k 轮之后，网络正好走了 k 步，每一步都用上全部图片。
    """
    for sizes, batch, epochs, rate in [((3, 4, 2), 5, 3, 1.0), ((2, 3, 4), 4, 1, 0.5)]:
        start, (images, targets) = drawn(rng, *sizes), data(rng, batch, sizes[0], sizes[2])
        net = network(student, start)
        net.train(images.copy(), targets.copy(), epochs, rate)
        assert is_right(student, rng, (start, images, targets, epochs, rate), numbers_of(net), ARRAYS)


def test_a_second_training_goes_on(student, rng):
    """A second training goes on from where the first one stopped.

    zh: 第二次训练从第一次停下的地方接着走。
    """
    start, (images, targets) = drawn(rng, 2, 3, 3), data(rng, 4, 2, 3)
    net = network(student, start)
    parts = [np.array(net.train(images.copy(), targets.copy(), 2, 0.7), dtype=float) for _ in range(2)]
    assert [part.shape for part in parts] == [(2,), (2,)]
    assert is_right(student, rng, (start, images, targets, 4, 0.7), list(np.concatenate(parts)), LOSSES)


@pytest.mark.side
def test_one_loss_for_each_epoch(student, rng):
    """There is one loss for each epoch; 0 epochs give none and change nothing. The data stay as they were.

    zh: 每一轮有一个损失；0 轮没有损失，也什么都不改变。数据保持原样。
    """
    numbers, (images, targets) = drawn(rng, 2, 3, 2), data(rng, 4, 2, 2)
    before = images.copy(), targets.copy()
    net = network(student, numbers)
    assert np.shape(net.train(images, targets, 0, 0.5)) == (0,)
    for got, kept in zip(numbers_of(net), numbers, strict=True):
        assert_array_equal(got, kept)
    epochs = int(rng.integers(4, 8))
    assert np.shape(net.train(images, targets, epochs, 0.5)) == (epochs,)
    assert_array_equal(images, before[0])
    assert_array_equal(targets, before[1])


# ---------------------------------------------------------------- predict


@pytest.mark.weight(4)
def test_the_predictions(student, rng):
    """predict gives the class with the largest probability for each picture.

    zh: predict 对每张图片给出概率最大的类别。
    """
    for batch, sizes in [(12, (3, 4, 5)), (6, (2, 5, 6)), (1, (3, 4, 7)), (1, (3, 3, 6))]:
        numbers, images = drawn(rng, *sizes), 2 * rng.normal(size=(12, sizes[0]))
        net = network(student, numbers)
        got = net.predict(images[:batch].copy())
        assert np.shape(got) == (batch,)
        if not np.array_equal(got, np.argmax(answers(images[:batch], *numbers)[0], axis=1)):
            own = own_classes(net, images, sizes, rng)
            assert own is not None
            assert np.array_equal(got, own[:batch])


@pytest.mark.side
def test_predict_changes_nothing(student, rng):
    """predict gives an array of whole numbers, and changes neither the pictures nor the network.

    zh: predict 给出由整数组成的数组，不改动图片，也不改动网络。
    """
    numbers, images = drawn(rng, 3, 4, 5), rng.normal(size=(6, 3))
    net, before = network(student, numbers), images.copy()
    got = net.predict(images)
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (6,)
    assert_array_equal(images, before)
    for now, kept in zip(numbers_of(net), numbers, strict=True):
        assert_array_equal(now, kept)


# ---------------------------------------------------------------- all together


@pytest.mark.slow
@pytest.mark.weight(4)
def test_it_learns_to_read(student, rng):
    """A 64-12-3 network that has learned 90 digits reads at least 3 of 4 others: 0, 1 and 2.

    zh: 一个 64-12-3 网络学习 90 张数字图片之后，对另外的 0、1、2，4 个里至少认对 3 个。
    """
    known, asked = np.split(rng.permutation(FEW)[:180], 2)
    net = network(student, [array * 0.3 for array in drawn(rng, 64, 12, 3)])
    targets = (np.arange(3) == LABELS[known][:, None]).astype(float)
    net.train(IMAGES[known], targets, 40, 1.0)
    got = net.predict(IMAGES[asked])
    assert np.shape(got) == (90,)
    assert np.mean(np.array(got) == LABELS[asked]) >= 0.75
