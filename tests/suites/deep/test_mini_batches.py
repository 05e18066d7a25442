"""mini_batches: the samples in portions, in the order that is given, each with its own target."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def draw(rng, n):
    """Inputs, targets and an order that is not sorted."""
    order = rng.permutation(n)
    while n > 1 and np.all(np.diff(order) > 0):
        order = rng.permutation(n)
    return rng.normal(size=(n, 2)), rng.normal(size=(n, 3)), order


def dealt(student, inputs, targets, size, order):
    """The portions, as a list of pairs."""
    got = student.mini_batches(inputs.copy(), targets.copy(), size, order.copy())
    return [(some_inputs, some_targets) for some_inputs, some_targets in got]


def hold(student, rng, n, size, part):
    """The inputs (part 0) or the targets (part 1) of all portions are right."""
    inputs, targets, order = draw(rng, n)
    got = dealt(student, inputs, targets, size, order)
    places = [[int(place) for place in order[start : start + size]] for start in range(0, n, size)]
    assert len(got) == len(places)
    for own, chosen in zip(got, places, strict=True):
        want = np.array([(inputs, targets)[part][place] for place in chosen])
        assert np.shape(own[part]) == want.shape
        assert_allclose(own[part], want, rtol=1e-9)


def even(rng):
    """A number of samples that the size divides, and the size."""
    size = int(rng.integers(2, 5))
    return size * int(rng.integers(2, 5)), size


def odd(rng):
    """A number of samples with some left over, at least two fewer than the size, and the size.

    With one fewer, portions of an even size are the same.
    """
    size = int(rng.integers(3, 6))
    return size * int(rng.integers(2, 4)) + int(rng.integers(1, size - 1)), size


@pytest.mark.weight(2)
def test_the_inputs(student, rng):
    """The inputs are dealt out in the order, in portions of the size.

    zh: 输入按顺序分成一份一份，大小都对。
    """
    hold(student, rng, *even(rng), 0)


@pytest.mark.weight(2)
def test_the_targets(student, rng):
    """The targets are dealt out in the order, in portions of the size.

    zh: 目标按顺序分成一份一份，大小都对。
    """
    hold(student, rng, *even(rng), 1)


@pytest.mark.weight(2)
def test_the_last_portion_may_be_smaller(student, rng):
    """Where some are left over, the last portion has fewer.

    zh: 分不完整时，最后一份少一些。
    """
    for part in (0, 1):
        hold(student, rng, *odd(rng), part)


def test_portions_of_one_and_of_all(student, rng):
    """Portions of a single sample, of all samples, and larger than all.

    zh: 每份一个样本、所有样本算一份、比样本数还大，都是对的。
    """
    count = int(rng.integers(4, 8))
    for size in (1, count, count + 3):
        hold(student, rng, count, size, 0)


@pytest.mark.side
def test_no_portion_is_empty(student, rng):
    """No portion is empty, and together they have every sample once.

    zh: 没有空的一份，合起来每个样本恰好一次。
    """
    for n, size in (even(rng), odd(rng), (1, 1)):
        inputs, targets, order = draw(rng, n)
        portions = [np.array(own[0]) for own in dealt(student, inputs, targets, size, order)]
        assert all(len(portion) for portion in portions)
        found = np.sort(np.concatenate(portions)[:, 0])
        assert_allclose(found, np.sort(inputs[:, 0]), rtol=1e-9)


@pytest.mark.side
def test_the_arrays_are_left_alone(student, rng):
    """Inputs, targets and the order are the same afterwards.

    zh: 调用之后，输入、目标和顺序保持原样。
    """
    arrays = draw(rng, 7)
    before = [array.copy() for array in arrays]
    student.mini_batches(arrays[0], arrays[1], 3, arrays[2])
    for array, own in zip(arrays, before, strict=True):
        assert_array_equal(array, own)
