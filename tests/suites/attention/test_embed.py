"""embed: for each word of a sentence its row of the table."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def wished(numbers, table):
    """Pick the rows by a product with rows of zeros and a single 1."""
    return (numbers[:, None] == np.arange(len(table))) @ table


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values(student, rng):
    """Each word has its own row, for short and for long sentences.

    zh: 每个词取到自己的那一行，句子长短都一样。
    """
    for words, size, length in ((7, 3, 4), (4, 5, 9)):
        numbers, table = rng.integers(0, words, size=length), rng.normal(size=(words, size))
        want = wished(numbers, table)
        close(student.embed(numbers, table), want)


@pytest.mark.weight(2)
def test_the_order_of_the_sentence(student, rng):
    """The rows come in the order of the sentence, also where each word of the vocabulary occurs once.

    zh: 各行按句子的顺序排列，词表里的每个词各出现一次时也一样。
    """
    numbers, table = rng.permutation(6), rng.normal(size=(6, 6))
    numbers = np.roll(np.arange(6), int(rng.integers(1, 6))) if np.all(np.diff(numbers) == 1) else numbers
    want = wished(numbers, table)
    close(student.embed(numbers, table), want)


@pytest.mark.weight(2)
def test_words_that_repeat(student, rng):
    """A word that occurs several times is fetched each time.

    zh: 出现几次的词，每次都要取。
    """
    table = rng.normal(size=(5, 3))
    one, other = rng.permutation(5)[:2]
    numbers = np.array([one, other, one, one, other])
    want = wished(numbers, table)
    close(student.embed(numbers, table), want)


def test_one_word(student, rng):
    """A single word gives a table with one row.

    zh: 只有一个词时，得到只有一行的表。
    """
    table = rng.normal(size=(4, 3))
    for number in rng.permutation(4)[:2]:
        want = wished(np.array([number]), table)
        close(student.embed(np.array([number]), table.copy()), want)


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """An array of numbers in the right shape comes back.

    zh: 返回数的数组，形状正确。
    """
    got = student.embed(rng.integers(0, 5, size=3), rng.normal(size=(5, 2)))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (3, 2)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The arrays that were passed in are the same afterwards.

    zh: 传进去的数组没有被改动。
    """
    given = [rng.integers(0, 5, size=3), rng.normal(size=(5, 2))]
    before = [part.copy() for part in given]
    student.embed(*given)
    for part, old in zip(given, before, strict=True):
        assert_array_equal(part, old)
