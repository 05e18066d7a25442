"""hidden_delta: the paths to the next layer are added up, number by number, without a matrix product."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def draw(rng, n, h, o):
    """A delta, weights and slopes."""
    return rng.normal(size=(n, o)), rng.normal(size=(h, o)), rng.uniform(0.05, 1, size=(n, h))


def over_all_paths(delta, weights, slopes):
    """What right code gives: for each sample and node the sum over the paths, times the slope."""
    return np.einsum("no,ho,nh->nh", delta, weights, slopes)


def hold(student, rng, sizes):
    """The delta of the layer before is right for these sizes."""
    arrays = draw(rng, *sizes)
    got = student.hidden_delta(*(array.copy() for array in arrays))
    want = over_all_paths(*arrays)
    assert np.shape(got) == want.shape
    assert_allclose(got, want, rtol=3e-6, atol=3e-8)


@pytest.mark.weight(2)
def test_one_sample(student, rng):
    """The delta of one sample is right.

    zh: 只有一个样本时，误差项是对的。
    """
    for sizes in [(1, 3, 2), (1, 2, 5)]:
        hold(student, rng, sizes)


@pytest.mark.weight(2)
def test_several_samples(student, rng):
    """The deltas of several samples are right.

    zh: 有好几个样本时，误差项是对的。
    """
    sizes = tuple(int(size) for size in rng.permutation(np.arange(2, 7))[:3])
    for some in [(5, 4, 3), sizes]:
        hold(student, rng, some)


@pytest.mark.weight(2)
def test_all_sizes_equal(student, rng):
    """Where samples and both layers have the same size, the values are right as well.

    zh: 样本数和两层的大小都相等时，数值也是对的。
    """
    for size in (2, 4):
        hold(student, rng, (size, size, size))


def test_layers_of_one_node(student, rng):
    """A layer with a single node, on either side, gives right deltas.

    zh: 某一边只有一个节点时，误差项也是对的。
    """
    for sizes in [(3, 1, 4), (3, 4, 1), (2, 1, 1)]:
        hold(student, rng, sizes)


@pytest.mark.side
def test_a_flat_node_has_no_delta(student, rng):
    """Where the slope of a node is 0, its delta is 0.

    zh: 某个节点的斜率是 0，它的误差项就是 0。
    """
    delta, weights, slopes = draw(rng, 3, 4, 2)
    slopes[:, 1] = 0
    got = student.hidden_delta(delta, weights, slopes)
    assert np.shape(got) == (3, 4)
    assert_array_equal(np.array(got)[:, 1], 0)


@pytest.mark.side
def test_the_arrays_are_left_alone(student, rng):
    """The three arrays are the same afterwards.

    zh: 调用之后，三个数组保持原样。
    """
    arrays = draw(rng, 3, 4, 2)
    before = [array.copy() for array in arrays]
    student.hidden_delta(*arrays)
    for array, own in zip(arrays, before, strict=True):
        assert_array_equal(array, own)
