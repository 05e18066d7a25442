"""attention_scores: the sum of products of each query with each key, divided by the root of k."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(queries, keys):
    """Give the right table, pair by pair."""
    return np.array([[np.sum(query * key) / len(key) ** 0.5 for key in keys] for query in queries])


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Each query meets each key: sum of products, divided by the root.

    zh: 每个查询和每个键：乘积之和，除以平方根。
    """
    for asking, asked, size in ((3, 5, 4), (6, 2, 3)):
        queries, keys = rng.normal(size=(asking, size)), rng.normal(size=(asked, size))
        want = wished(queries, keys)
        close(student.attention_scores(queries, keys), want)


@pytest.mark.weight(2)
def test_as_many_words_as_numbers(student, rng):
    """Where words and numbers are equally many, the row is still the word that asks.

    zh: 词数和每个向量的个数相等时，行仍然是发问的词。
    """
    queries, keys = rng.normal(size=(4, 4)), rng.normal(size=(4, 4))
    want = wished(queries, keys)
    close(student.attention_scores(queries, keys), want)


@pytest.mark.weight(2)
def test_the_root(student, rng):
    """The divisor is the root of how many numbers a key has, whatever the number of words is.

    zh: 除数是一个键有几个数的平方根，和词的个数无关。
    """
    for size in (1, 7):
        queries, keys = rng.normal(size=(3, size)), rng.normal(size=(5, size))
        want = wished(queries, keys)
        close(student.attention_scores(queries, keys), want)


def test_one_query(student, rng):
    """One query gives one row, one key one column.

    zh: 一个查询得到一行，一个键得到一列。
    """
    for asking, asked in ((1, 4), (4, 1)):
        queries, keys = rng.normal(size=(asking, 3)), rng.normal(size=(asked, 3))
        want = wished(queries, keys)
        close(student.attention_scores(queries, keys), want)


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """An array of numbers in the right shape comes back.

    zh: 返回数的数组，形状正确。
    """
    got = student.attention_scores(rng.normal(size=(3, 2)), rng.normal(size=(4, 2)))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (3, 4)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The arrays that were passed in are the same afterwards.

    zh: 传进去的数组没有被改动。
    """
    given = [rng.normal(size=(3, 2)), rng.normal(size=(4, 2))]
    before = [part.copy() for part in given]
    student.attention_scores(*given)
    for part, old in zip(given, before, strict=True):
        assert_array_equal(part, old)
