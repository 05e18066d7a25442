"""weighted_mix: for each asking word the sum of all values, each times its share."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(weights, values):
    """Add up the values, one after the other."""
    return sum(weights[:, [j]] * values[j] for j in range(len(values)))


def shares(rng, asking, asked):
    """Draw shares: each row adds up to 1."""
    drawn = rng.uniform(0.1, 1, size=(asking, asked))
    return drawn / drawn.sum(axis=1, keepdims=True)


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Each row is the sum of all values, each times its share.

    zh: 每一行是所有值乘以各自份额之后的和。
    """
    for asking, asked, size in ((3, 5, 2), (4, 2, 6)):
        weights, values = shares(rng, asking, asked), rng.normal(size=(asked, size))
        want = wished(weights, values)
        close(student.weighted_mix(weights, values), want)


@pytest.mark.weight(2)
def test_square_tables(student, rng):
    """Where everything is square, the shares of a word are still in its row.

    zh: 都是方表时，一个词的份额仍然在它的那一行里。
    """
    weights, values = shares(rng, 4, 4), rng.normal(size=(4, 4))
    want = wished(weights, values)
    close(student.weighted_mix(weights, values), want)


def test_one_asking_word(student, rng):
    """One asking word gives one row.

    zh: 只有一个词发问时，得到一行。
    """
    weights, values = shares(rng, 1, 4), rng.normal(size=(4, 3))
    want = wished(weights, values)
    close(student.weighted_mix(weights, values), want)


@pytest.mark.weight(2)
def test_all_attention_on_one_word(student, rng):
    """A word that gives all its attention to one word gets its value.

    zh: 把全部注意力给一个词，得到的就是它的值。
    """
    values = rng.normal(size=(5, 3))
    chosen = rng.permutation(5)[:3]
    close(student.weighted_mix(np.eye(5)[chosen], values.copy()), np.take(values, chosen, axis=0))


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """An array of numbers in the right shape comes back.

    zh: 返回数的数组，形状正确。
    """
    got = student.weighted_mix(shares(rng, 3, 4), rng.normal(size=(4, 2)))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (3, 2)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The arrays that were passed in are the same afterwards.

    zh: 传进去的数组没有被改动。
    """
    given = [shares(rng, 3, 4), rng.normal(size=(4, 2))]
    before = [part.copy() for part in given]
    student.weighted_mix(*given)
    for part, old in zip(given, before, strict=True):
        assert_array_equal(part, old)
