"""dense(inputs, weights, bias) = inputs . weights + bias, one layer without an activation."""

import numpy as np
import pytest
from numpy.testing import assert_allclose


def layer(inputs, weights, bias):
    """The definition, written out: every input times its weight, added up, plus the node's bias."""
    products = np.asarray(inputs, dtype=float)[:, :, np.newaxis] * weights[np.newaxis, :, :]
    return products.sum(axis=1) + np.reshape(bias, (1, -1))


def draw(rng, batch, inputs, nodes):
    """Random inputs, weights and a flat bias for the given sizes."""
    return rng.normal(size=(batch, inputs)), rng.normal(size=(inputs, nodes)), rng.normal(size=nodes)


def assert_values(student, inputs, weights, bias):
    """Every number is right, and there are as many as there should be."""
    wanted = layer(inputs, weights, bias)
    # copies, since a changed argument costs its own test only
    got = student.dense(inputs.copy(), weights.copy(), bias.copy())
    assert np.shape(got) == wanted.shape
    assert_allclose(got, wanted, rtol=3e-6, atol=3e-7)


@pytest.mark.weight(3)
def test_distinct_sizes(student, rng):
    """The numbers are right where the batch, the inputs and the nodes have different sizes.

    zh: 样本数、输入数和节点数各不相同时，结果正确。
    """
    for sizes in [(5, 3, 4), (2, 4, 3), tuple(rng.permutation(np.arange(2, 8))[:3])]:
        x, w, b = draw(rng, *sizes)
        assert_values(student, x, w, b)


@pytest.mark.weight(2)
def test_all_sizes_equal(student, rng):
    """The numbers are right where all tables are square.

    zh: 所有表格都是方的时，结果正确。
    """
    for size in [3, int(rng.integers(4, 8))]:
        x, w, b = draw(rng, size, size, size)
        assert_values(student, x, w, b)


@pytest.mark.weight(2)
def test_batch_equals_nodes(student, rng):
    """Each node keeps its own bias where there are as many samples as nodes.

    zh: 样本数和节点数相等时，每个节点用的仍是自己的偏置。
    """
    for size in [4, int(rng.integers(5, 8))]:
        x, w, b = draw(rng, size, 3, size)
        assert_values(student, x, w, b)


@pytest.mark.weight(2)
def test_bias_as_a_table_with_one_row(student, rng):
    """A bias of shape (1, m) gives the same numbers as a bias of shape (m,).

    zh: 形状是 (1, m) 的偏置和形状是 (m,) 的得到同样的数。
    """
    for sizes in [(5, 3, 4), (3, 3, 3)]:
        x, w, b = draw(rng, *sizes)
        assert_values(student, x, w, b[np.newaxis, :])
        assert_values(student, x, w, b)


def test_one_sample(student, rng):
    """A batch of one sample gives a table with one row.

    zh: 只有一个样本的一批，得到只有一行的表格。
    """
    x, w, b = draw(rng, 1, 4, 3)
    assert_values(student, x, w, b)


def test_one_input_or_one_node(student, rng):
    """A single input and a single node are handled like any other number of them.

    zh: 只有一个输入、只有一个节点时，和其他数量一样处理。
    """
    for sizes in [(4, 1, 3), (4, 3, 1), (1, 1, 1)]:
        x, w, b = draw(rng, *sizes)
        assert_values(student, x, w, b)


def test_zero_sample_leaves_the_bias(student, rng):
    """A sample whose inputs are all zero gives the biases, among other samples too.

    zh: 输入全是 0 的样本得到偏置，和其他样本放在一起时也一样。
    """
    x, w, b = draw(rng, 4, 3, 2)
    x[2] = 0.0
    assert_values(student, x, w, b)


def test_whole_number_inputs(student, rng):
    """Whole numbers as inputs give the same as the same numbers written as floats.

    zh: 输入是整数时，和写成小数的同样的数结果相同。
    """
    x = rng.integers(-5, 6, size=(5, 3))
    _, w, b = draw(rng, 5, 3, 4)
    assert_values(student, x, w, b)


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """The answer is a NumPy array of numbers with a row for each sample and a column for each node.

    zh: 结果是由数组成的 NumPy 数组，每个样本一行，每个节点一列。
    """
    got = student.dense(*draw(rng, 6, 2, 5))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (6, 5)


@pytest.mark.side
def test_arguments_unchanged(student, rng):
    """The inputs, the weights and the bias are not changed, whatever the shape of the bias.

    zh: 不管偏置是什么形状，输入、权重和偏置都没有被改动。
    """
    for x, w, b in [draw(rng, 3, 3, 3), draw(rng, 5, 3, 4)]:
        for bias in (b, b[np.newaxis, :].copy()):
            kept = x.copy(), w.copy(), bias.copy()
            student.dense(x, w, bias)
            for after, before in zip((x, w, bias), kept, strict=True):
                assert np.array_equal(after, before)
