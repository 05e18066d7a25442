"""update: new layers, each array minus the learning rate times its slopes."""

import itertools

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def draw(rng, sizes):
    """Layers, and slopes for them."""
    shapes = [((here, there), (1, there)) for here, there in itertools.pairwise(sizes)]
    return [
        [tuple(rng.normal(size=shape) for shape in pair) for pair in shapes] for _ in ("layers", "slopes")
    ]


def copied(pairs):
    """The same numbers, in arrays of their own."""
    return [tuple(array.copy() for array in pair) for pair in pairs]


def moved(array, rate, slopes):
    """One array after the step, by Python's own arithmetic."""
    steps = [a - rate * b for a, b in zip(array.ravel().tolist(), slopes.ravel().tolist(), strict=True)]
    return np.reshape(steps, array.shape)


def hold(student, rng, part):
    """The weights (part 0) or the biases (part 1) are right after a step."""
    size = int(rng.integers(2, 5))
    for rate, sizes in (
        (0.3, [3, 4, 2]),
        (2.0, [size, size, size, size]),
        (float(rng.uniform(0.01, 0.2)), [2, 1]),
    ):
        layers, slopes = draw(rng, sizes)
        got = student.update(copied(layers), copied(slopes), rate)
        assert len(got) == len(layers)
        for own, layer, along in zip(got, layers, slopes, strict=True):
            assert np.shape(own[part]) == layer[part].shape
            assert_allclose(own[part], moved(layer[part], rate, along[part]), rtol=3e-6, atol=3e-8)


@pytest.mark.weight(2)
def test_the_weights(student, rng):
    """Each weight becomes itself minus the learning rate times its slope.

    zh: 每个权重都变成它自己减去学习率乘以斜率。
    """
    hold(student, rng, 0)


@pytest.mark.weight(2)
def test_the_biases(student, rng):
    """Each bias becomes itself minus the learning rate times its slope.

    zh: 每个偏置都变成它自己减去学习率乘以斜率。
    """
    hold(student, rng, 1)


def test_two_steps(student, rng):
    """A second step, with other slopes, goes on from the new layers.

    zh: 换一组斜率走第二步，从新的层接着走。
    """
    layers, first = draw(rng, [3, 2, 4])
    _, second = draw(rng, [3, 2, 4])
    got = student.update(student.update(copied(layers), first, 0.5), second, 0.1)
    assert len(got) == 2
    for own, layer, one, two in zip(got, layers, first, second, strict=True):
        assert np.shape(own[0]) == layer[0].shape
        assert_allclose(own[0], moved(moved(layer[0], 0.5, one[0]), 0.1, two[0]), rtol=3e-6, atol=3e-8)


@pytest.mark.side
def test_the_old_layers_are_left_alone(student, rng):
    """The old layers and the slopes are the same afterwards.

    zh: 调用之后，旧的层和斜率保持原样。
    """
    layers, slopes = draw(rng, [3, 4, 2])
    before = copied(layers), copied(slopes)
    assert student.update(layers, slopes, 0.7) is not None
    for pairs, own in zip((layers, slopes), before, strict=True):
        assert len(pairs) == len(own)
        for pair, same in zip(pairs, own, strict=True):
            for array, one in zip(pair, same, strict=True):
                assert_array_equal(array, one)
