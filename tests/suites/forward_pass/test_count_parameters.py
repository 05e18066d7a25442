"""count_parameters(layer_sizes): a weight for every connection and a bias for every node after the inputs."""

from itertools import pairwise

import numpy as np
import pytest


def count(sizes):
    """The definition: a node of a later layer owns one weight for each node before it, and one bias."""
    return sum((before + 1) * after for before, after in pairwise(sizes))


def assert_counts(student, sizes):
    """The answer is one number, not True or False, and it is the right one."""
    sizes = [int(size) for size in sizes]
    got = student.count_parameters(list(sizes))
    assert np.shape(got) == ()
    assert not isinstance(got, bool | np.bool_ | str)
    assert got == count(sizes)


@pytest.mark.weight(2)
def test_three_sizes(student, rng):
    """Inputs, one hidden layer and an output layer are counted right.

    zh: 输入、一个隐藏层和输出层：数得正确。
    """
    for _ in range(3):
        assert_counts(student, rng.permutation(np.arange(2, 30))[:3])


def test_two_sizes(student, rng):
    """Inputs and one layer are counted right, in both orders of the sizes.

    zh: 输入和一个层：前大后小、前小后大都数得正确。
    """
    few, many = int(rng.integers(2, 9)), int(rng.integers(10, 30))
    assert_counts(student, [few, many])
    assert_counts(student, [many, few])


@pytest.mark.weight(2)
def test_four_and_five_sizes(student, rng):
    """Deeper networks are counted right.

    zh: 更深的网络也数得正确。
    """
    assert_counts(student, rng.integers(2, 20, size=4))
    assert_counts(student, rng.integers(2, 20, size=5))


def test_sizes_of_one_and_equal_sizes(student, rng):
    """Layers with a single node and layers of equal size are counted right.

    zh: 只有一个节点的层和同样大小的层，都数得正确。
    """
    size = int(rng.integers(3, 12))
    assert_counts(student, [size, 1, size + 1])
    assert_counts(student, [1, size, 1, 1])
    assert_counts(student, [size, size, size])


def test_large_layers(student, rng):
    """Layers with hundreds of nodes are counted right.

    zh: 有几百个节点的层也数得正确。
    """
    assert_counts(student, rng.integers(200, 900, size=3))


@pytest.mark.side
def test_one_size_alone(student, rng):
    """A single size has no connections and no biases.

    zh: 只有一个层时，没有连线也没有偏置。
    """
    assert_counts(student, [rng.integers(1, 20)])


@pytest.mark.side
def test_list_unchanged(student, rng):
    """The list of sizes is not changed.

    zh: 各层大小的列表没有被改动。
    """
    sizes = [int(size) for size in rng.integers(2, 20, size=4)]
    kept = list(sizes)
    student.count_parameters(sizes)
    assert sizes == kept
