"""add_places: the vector of each word plus the vector of its place."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(vectors, places):
    """Add row by row."""
    return np.array([[a + b for a, b in zip(*rows, strict=True)] for rows in zip(vectors, places)])  # noqa: B905


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Row by row the word and its place are added; places that are left over are not used.

    zh: 逐行把词和它的位置相加，多出来的位置用不上。
    """
    for length, count, size in ((3, 6, 4), (5, 7, 2)):
        vectors, places = rng.normal(size=(length, size)), rng.normal(size=(count, size))
        want = wished(vectors, places)
        close(student.add_places(vectors, places), want)


@pytest.mark.side  # a plain sum of the two tables is right here
def test_as_many_places_as_words(student, rng):
    """With as many places as words nothing is left over.

    zh: 位置和词一样多时，正好用完。
    """
    vectors, places = rng.normal(size=(4, 4)), rng.normal(size=(4, 4))
    want = wished(vectors, places)
    close(student.add_places(vectors, places), want)


@pytest.mark.weight(2)
def test_equal_words_at_other_places(student, rng):
    """The same word at two places has two vectors.

    zh: 同一个词在两个位置上，有两个向量。
    """
    vectors, places = np.tile(rng.normal(size=3), (3, 1)), rng.normal(size=(5, 3))
    want = wished(vectors, places)
    close(student.add_places(vectors, places), want)


def test_one_word(student, rng):
    """One word uses the first place.

    zh: 只有一个词时，用第一个位置。
    """
    vectors, places = rng.normal(size=(1, 3)), rng.normal(size=(4, 3))
    want = wished(vectors, places)
    close(student.add_places(vectors, places), want)


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """An array of numbers in the right shape comes back.

    zh: 返回数的数组，形状正确。
    """
    got = student.add_places(rng.normal(size=(3, 2)), rng.normal(size=(4, 2)))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (3, 2)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The arrays that were passed in are the same afterwards.

    zh: 传进去的数组没有被改动。
    """
    given = [rng.normal(size=(3, 2)), rng.normal(size=(4, 2))]
    before = [part.copy() for part in given]
    student.add_places(*given)
    for part, old in zip(given, before, strict=True):
        assert_array_equal(part, old)
