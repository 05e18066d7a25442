"""attend: softmax of the scores, row by row, times the values."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(vectors, w_query, w_key, w_value):
    """Give the right mixtures, word by word."""
    queries, keys, values = vectors @ w_query, vectors @ w_key, vectors @ w_value
    mixed = []
    for query in queries:
        powers = np.exp([np.dot(query, key) / np.sqrt(len(key)) for key in keys])
        mixed.append(np.average(values, axis=0, weights=powers))
    return np.array(mixed)


def drawn(rng, words, size, asked, given):
    """Draw vectors and the three tables of a head."""
    return (
        rng.normal(size=(words, size)),
        rng.normal(size=(size, asked)),
        rng.normal(size=(size, asked)),
        rng.normal(size=(size, given)),
    )


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Queries, keys and values, scores, softmax row by row, mixture.

    zh: 查询、键、值，得分，逐行取 softmax，混合。
    """
    for sizes in ((4, 3, 2, 5), (3, 5, 4, 2)):
        given = drawn(rng, *sizes)
        want = wished(*given)
        close(student.attend(*given), want)


@pytest.mark.weight(2)
def test_square_tables(student, rng):
    """Where all tables are square, rows and columns keep their roles.

    zh: 所有的表都是方的时，行和列的角色不变。
    """
    given = drawn(rng, 3, 3, 3, 3)
    want = wished(*given)
    close(student.attend(*given), want)


@pytest.mark.side  # whoever looks at nobody is right here
def test_one_word(student, rng):
    """A single word can only look at itself, and gets its own value.

    zh: 只有一个词时，只能看自己，得到自己的值。
    """
    vectors, w_query, w_key, w_value = drawn(rng, 1, 3, 2, 4)
    want = np.dot(vectors, w_value)
    close(student.attend(vectors, w_query, w_key, w_value), want)


@pytest.mark.weight(2)
def test_each_table_has_its_own_role(student, rng):
    """Queries, keys and values come from their own tables.

    zh: 查询、键、值各来自自己的表。
    """
    vectors, *tables = drawn(rng, 4, 3, 3, 3)
    for order in ((1, 0, 2), (2, 1, 0)):
        mixed = [tables[place] for place in order]
        want = wished(vectors, *mixed)
        close(student.attend(vectors.copy(), *mixed), want)


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """An array of numbers in the right shape comes back.

    zh: 返回数的数组，形状正确。
    """
    got = student.attend(*drawn(rng, 3, 4, 2, 5))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (3, 5)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The arrays that were passed in are the same afterwards.

    zh: 传进去的数组没有被改动。
    """
    given = [*drawn(rng, 3, 4, 2, 5)]
    before = [part.copy() for part in given]
    student.attend(*given)
    for part, old in zip(given, before, strict=True):
        assert_array_equal(part, old)
