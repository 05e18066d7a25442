"""output_delta: the slope of the mean squared error for each sum behind an output, by complex steps."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def draw(rng, shape):
    """The sums behind some outputs, the outputs, and targets."""
    sums = rng.normal(scale=1.5, size=shape)
    return sums, (1 + np.tanh(sums / 2)) / 2, rng.uniform(0, 1, size=shape)


def slopes(sums, targets):
    """The derivative of the loss for each sum, by steps along the imaginary axis in tables of their own."""
    outputs = 1 / (1 + np.exp(-(sums + 1e-30j * np.eye(sums.size).reshape(-1, *sums.shape))))
    heights = np.sum((outputs - targets) * (outputs - targets), axis=(-2, -1)) / sums.size
    return heights.imag.reshape(sums.shape) / 1e-30


def hold(student, rng, shape):
    """The deltas of a table of this shape are right."""
    sums, outputs, targets = draw(rng, shape)
    got = student.output_delta(outputs.copy(), targets.copy())
    assert np.shape(got) == shape
    assert_allclose(got, slopes(sums, targets), rtol=3e-6, atol=3e-9)


def test_one_sample_with_one_output(student, rng):
    """The delta of a single output is right.

    zh: 只有一个样本、一个输出时，误差项是对的。
    """
    for _ in range(2):
        hold(student, rng, (1, 1))


@pytest.mark.weight(2)
def test_one_sample_with_several_outputs(student, rng):
    """The deltas of one sample with several outputs are right.

    zh: 一个样本、好几个输出时，误差项是对的。
    """
    hold(student, rng, (1, int(rng.integers(3, 7))))


@pytest.mark.weight(2)
def test_several_samples_with_one_output(student, rng):
    """The deltas of several samples with one output are right.

    zh: 好几个样本、一个输出时，误差项是对的。
    """
    hold(student, rng, (int(rng.integers(3, 7)), 1))


@pytest.mark.weight(2)
def test_a_whole_table(student, rng):
    """The deltas of several samples with several outputs are right.

    zh: 好几个样本、好几个输出时，误差项是对的。
    """
    for shape in [(5, 3), (2, 4), (4, 4)]:
        hold(student, rng, shape)


def test_whole_numbers_as_targets(student, rng):
    """Targets that are whole numbers give the right deltas.

    zh: 目标是整数时，误差项也是对的。
    """
    sums, outputs, _ = draw(rng, (4, 3))
    targets = rng.integers(0, 2, size=(4, 3))
    got = student.output_delta(outputs, targets)
    assert np.shape(got) == (4, 3)
    assert_allclose(got, slopes(sums, targets), rtol=3e-6, atol=3e-9)


@pytest.mark.side
def test_the_arrays_are_left_alone(student, rng):
    """Outputs and targets are the same afterwards.

    zh: 调用之后，输出和目标保持原样。
    """
    _, outputs, targets = draw(rng, (3, 2))
    before = outputs.copy(), targets.copy()
    student.output_delta(outputs, targets)
    assert_array_equal(outputs, before[0])
    assert_array_equal(targets, before[1])
