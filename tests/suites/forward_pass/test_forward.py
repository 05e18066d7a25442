"""forward(inputs, layers): every layer works on the output of the layer before it, sigmoid after each."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose


def squeeze(z):
    """Sigmoid, written with tanh."""
    return (1 + np.tanh(z / 2)) / 2


def chain(inputs, layers):
    """The definition, written out."""
    signal = np.asarray(inputs, dtype=float)
    for weights, bias in layers:
        signal = squeeze(np.einsum("ni,ij->nj", signal, weights) + np.reshape(bias, (1, -1)))
    return signal


def copied(layers):
    """The same layers in arrays and a list of their own."""
    return [(weights.copy(), bias.copy()) for weights, bias in layers]


def assert_values(student, inputs, layers):
    """The numbers are right."""
    got = student.forward(inputs.copy(), copied(layers))  # a changed argument costs its own test only
    wanted = chain(inputs, layers)
    assert np.shape(got) == wanted.shape
    assert_allclose(got, wanted, rtol=3e-6, atol=3e-7)


def draw(rng, *sizes, row_bias=False):
    """Random layers for the given sizes, with biases of shape (m,) or (1, m)."""
    biases = [rng.normal(size=(1, m) if row_bias else m) for m in sizes[1:]]
    return [(rng.normal(size=pair), bias) for pair, bias in zip(pairwise(sizes), biases, strict=True)]


@pytest.mark.weight(2)
def test_two_layers(student, rng):
    """Two layers of different sizes are chained in the right order.

    zh: 两个大小不同的层按正确的顺序相连。
    """
    for batch, *sizes in [(5, 3, 4, 2), (3, 2, 5, 4), tuple(rng.permutation(np.arange(2, 8))[:4])]:
        assert_values(student, rng.normal(size=(batch, sizes[0])), draw(rng, *sizes))


def test_one_layer(student, rng):
    """A network with a single layer is sigmoid of this layer.

    zh: 只有一层的网络，就是对这一层取 sigmoid。
    """
    for batch, *sizes in [(5, 3, 4), (3, 4, 1)]:
        assert_values(student, rng.normal(size=(batch, sizes[0])), draw(rng, *sizes))


@pytest.mark.weight(2)
def test_four_layers(student, rng):
    """Many layers all get their turn, one after the other.

    zh: 有许多层时，每一层都依次轮到。
    """
    for sizes in [(3, 5, 4, 2, 3), tuple(rng.integers(2, 7, size=5))]:
        assert_values(student, rng.normal(size=(4, sizes[0])), draw(rng, *sizes))


@pytest.mark.weight(2)
def test_all_sizes_equal(student, rng):
    """The numbers are right where the batch and all layers have the same size.

    zh: 样本数和所有层一样大时，结果正确。
    """
    size = int(rng.integers(3, 6))
    for depth in (2, 3):
        assert_values(student, rng.normal(size=(size, size)), draw(rng, *[size] * (depth + 1)))


def test_batch_equals_nodes(student, rng):
    """Each node keeps its own bias where there are as many samples as nodes in a layer.

    zh: 样本数和某一层的节点数相等时，每个节点用的仍是自己的偏置。
    """
    for batch, *sizes in [(4, 3, 4, 2), (2, 3, 4, 2)]:
        assert_values(student, rng.normal(size=(batch, sizes[0])), draw(rng, *sizes))


def test_one_sample_and_single_nodes(student, rng):
    """One sample, and layers of a single node, are handled like any other size.

    zh: 只有一个样本、层里只有一个节点时，和其他大小一样处理。
    """
    for batch, *sizes in [(1, 3, 4, 2), (3, 2, 1, 2), (1, 1, 1, 1)]:
        x, layers = rng.normal(scale=2.0, size=(batch, sizes[0])), draw(rng, *sizes)
        assert_values(student, x, layers)


def test_biases_as_tables_with_one_row(student, rng):
    """Biases of shape (1, m) give the same numbers as biases of shape (m,).

    zh: 形状是 (1, m) 的偏置和形状是 (m,) 的得到同样的数。
    """
    assert_values(student, rng.normal(size=(5, 3)), draw(rng, 3, 4, 2, row_bias=True))
    assert_values(student, rng.normal(size=(4, 4)), draw(rng, 4, 4, 4, row_bias=True))


def test_whole_number_inputs(student, rng):
    """Whole numbers as inputs give the same as the same numbers written as floats.

    zh: 输入是整数时，和写成小数的同样的数结果相同。
    """
    assert_values(student, rng.integers(-3, 4, size=(5, 3)), draw(rng, 3, 4, 2))


def test_zero_sample_leaves_the_biases(student, rng):
    """A sample whose inputs are all zero is answered from the biases, among other samples too.

    zh: 输入全是 0 的样本由偏置得出答案，和其他样本放在一起时也一样。
    """
    x = rng.normal(size=(4, 3))
    x[1] = 0.0
    assert_values(student, x, draw(rng, 3, 4, 2))


@pytest.mark.side
def test_one_array_of_numbers(student, rng):
    """The answer is one NumPy array of numbers with a row for each sample and a column for each last node.

    zh: 答案是一个由数组成的 NumPy 数组，每个样本一行，最后一层的每个节点一列。
    """
    got = student.forward(rng.normal(size=(6, 3)), draw(rng, 3, 2, 5))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (6, 5)


@pytest.mark.side
def test_between_zero_and_one(student, rng):
    """Every number of the answer lies between 0 and 1.

    zh: 答案里的每个数都在 0 和 1 之间。
    """
    got = student.forward(rng.normal(size=(8, 3)), draw(rng, 3, 4, 5))
    assert np.all((got > 0) & (got < 1))


@pytest.mark.side
def test_arguments_unchanged(student, rng):
    """The inputs, the list of layers and the arrays in it are not changed.

    zh: 输入、层的列表以及其中的数组都没有被改动。
    """
    for row_bias in (False, True):
        x, layers = rng.normal(size=(4, 4)), draw(rng, 4, 4, 4, row_bias=row_bias)
        arrays = [x, *(array for pair in layers for array in pair)]
        kept, pairs = [array.copy() for array in arrays], list(layers)
        student.forward(x, layers)
        assert len(layers) == len(pairs)
        now = [x, *(array for pair in layers for array in pair)]
        for after, before in zip(now, kept, strict=True):
            assert np.array_equal(after, before)
