"""cnn_scores: feature maps, each one pooled, laid in one row, which the last layer weighs."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from numpy.testing import assert_allclose, assert_array_equal


def wished(image, filters, biases, size, weights, output_bias):
    """Give the right scores: windows, filters and blocks all at once."""
    sums = np.einsum("rcij,fij->frc", sliding_window_view(image, (3, 3)), filters)
    maps = np.clip(sums + biases.reshape(-1, 1, 1), 0, None)
    count, rows, columns = maps.shape
    pooled = maps.reshape(count, rows // size, size, columns // size, size).max(axis=(2, 4))
    return np.sum(pooled.reshape(-1, 1) * weights, axis=0) + output_bias


def drawn(rng, shape, count, size, classes):
    """Draw a picture and a network whose first map is not empty: the bias alone is no answer.

    Of several maps the last is empty: without relu it would not be.
    """
    length = count * ((shape[0] - 2) // size) * ((shape[1] - 2) // size)
    filters = rng.normal(size=(count, 3, 3))
    biases = rng.uniform(0.3, 1, size=count) * rng.choice([-1, 1], size=count)
    if count > 1:
        filters[-1], biases[-1] = -np.abs(filters[-1]), -np.abs(biases[-1])
    filters[0], biases[0] = np.abs(filters[0]), np.abs(biases[0])
    return (
        rng.uniform(0, 1, size=shape),
        filters,
        biases,
        size,
        rng.normal(size=(length, classes)),
        rng.uniform(1, 2, size=classes) * rng.choice([-1, 1], size=classes),
    )


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Feature maps, pooling, one row, and the last layer give the right scores.

    zh: 特征图、池化、排成一行、最后一层，得到正确的得分。
    """
    for shape, count, size, classes in (((6, 8), 3, 2, 4), ((5, 8), 2, 3, 5)):
        given = drawn(rng, shape, count, size, classes)
        want = wished(*given)
        close(student.cnn_scores(*given), want)


@pytest.mark.weight(2)
def test_a_picture_of_a_digits_size(student, rng):
    """A square picture of 8 x 8 pixels, as the digits have it, gives one score for each of ten classes.

    zh: 8 x 8 的方图片（和手写数字一样），十个类别各得到一个得分。
    """
    given = drawn(rng, (8, 8), 2, 2, 10)
    want = wished(*given)
    close(student.cnn_scores(*given), want)


def test_one_block_for_the_whole_map(student, rng):
    """With blocks as large as the map each filter has one number in the row.

    zh: 块和特征图一样大时，每个滤波器在那一行里只有一个数。
    """
    given = drawn(rng, (6, 6), 4, 4, 3)
    want = wished(*given)
    close(student.cnn_scores(*given), want)


def test_one_filter_and_one_class(student, rng):
    """One filter and one class give one score, in an array.

    zh: 一个滤波器、一个类别，得到一个得分，放在数组里。
    """
    image, filters, biases, size, weights, output_bias = drawn(rng, (4, 6), 1, 2, 1)
    maps = image, np.abs(filters), np.abs(biases), size  # without zeros: the bias alone is no answer
    for sign in (1, -1):  # one of the two scores is negative
        given = *maps, sign * weights, sign * output_bias
        want = wished(*given)
        close(student.cnn_scores(*given), want)


@pytest.mark.weight(2)
def test_the_order_of_the_row(student, rng):
    """Each place in the row meets its own weights: map after map, row by row.

    zh: 那一行里每个位置都用自己的权重：一张接一张，一行接一行。
    """
    image, filters, biases, size, weights, output_bias = drawn(rng, (5, 5), 2, 1, 18)
    weights = np.diag(rng.uniform(1, 2, size=18))
    want = wished(image, np.abs(filters), np.abs(biases), size, weights, output_bias)
    close(student.cnn_scores(image, np.abs(filters), np.abs(biases), size, weights, output_bias), want)


@pytest.mark.side
def test_one_row_of_numbers(student, rng):
    """An array with one number for each class comes back.

    zh: 返回一个数组，每个类别一个数。
    """
    got = student.cnn_scores(*drawn(rng, (4, 4), 2, 2, 3))
    assert isinstance(got, np.ndarray)
    assert got.shape == (3,)
    assert np.all(np.isfinite(got))


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The arrays that were passed in are the same afterwards.

    zh: 传进去的数组没有被改动。
    """
    given = drawn(rng, (4, 4), 2, 2, 3)
    before = [np.copy(part) for part in given]
    student.cnn_scores(*given)
    for part, old in zip(given, before, strict=True):
        assert_array_equal(part, old)
