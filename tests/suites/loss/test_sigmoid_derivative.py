"""sigmoid_derivative(a) = a (1 - a), where a has been through sigmoid already."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def slope(output):
    """The same by another way: a quarter, less the square of the distance from the middle."""
    return 0.25 - np.square(np.asarray(output, dtype=float) - 0.5)


def same(got, want):
    """Hold a result against the right numbers and their shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=3e-6, atol=3e-7)


@pytest.mark.weight(2)
def test_values_follow_the_formula(student, rng):
    """The values are right for outputs all over the range.

    zh: 在整个取值范围内，数值都是对的。
    """
    outputs = np.concatenate([rng.uniform(0.01, 0.45, size=4), rng.uniform(0.55, 0.99, size=4)])
    same(student.sigmoid_derivative(outputs.copy()), slope(outputs))


@pytest.mark.parametrize("shape", [(1,), (3, 4), (4, 4), (2, 3, 2)], ids=str)
def test_the_shape_is_kept(student, rng, shape):
    """The result has the shape of the input, with each value in its place.

    zh: 结果的形状和输入相同，每个值都在自己的位置上。
    """
    outputs = rng.uniform(0.05, 0.95, size=shape)
    same(student.sigmoid_derivative(outputs.copy()), slope(outputs))


@pytest.mark.weight(2)
def test_one_number_gives_one_number(student, rng):
    """One number, whole or decimal, gives one number.

    zh: 输入一个数，不管是整数还是小数，都返回一个数。
    """
    for output in (0.5, float(rng.uniform(0.05, 0.4)), float(rng.uniform(0.6, 0.95)), 0, 1):
        same(student.sigmoid_derivative(output), slope(output))
    output = np.array(rng.uniform(0.6, 0.9))
    same(student.sigmoid_derivative(output), slope(output))


def test_both_ends(student, rng):
    """The slope vanishes towards both ends, and both sides are alike.

    zh: 越靠近两端，斜率越接近 0，而且两边对称。
    """
    near = rng.uniform(1e-4, 1e-3, size=3)
    outputs = np.concatenate([near, 1 - near, [0.0, 1.0]])
    same(student.sigmoid_derivative(outputs.copy()), slope(outputs))


@pytest.mark.side
def test_each_element_counts_alone(student, rng):
    """Changing one element changes its own result and no other.

    zh: 改变一个元素，只会改变它自己的结果。
    """
    outputs = rng.uniform(0.1, 0.4, size=5)
    place = int(rng.integers(5))
    before = student.sigmoid_derivative(outputs.copy())
    moved = outputs.copy()
    moved[place] += 0.05
    after = student.sigmoid_derivative(moved)
    changed = [k for k in range(5) if abs(after[k] - before[k]) > 1e-9]
    assert changed == [place]


@pytest.mark.side
def test_the_argument_is_left_alone(student, rng):
    """An array of numbers comes back, and the one that was passed in is the same afterwards.

    zh: 返回由数组成的数组，传入的数组保持原样。
    """
    outputs = rng.uniform(0.05, 0.95, size=(2, 3))
    before = outputs.copy()
    got = student.sigmoid_derivative(outputs)
    assert_array_equal(outputs, before)
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
