"""bag_of_words: at the place vocab[token] stands how often the token occurs."""

import numpy as np
import pytest

TOKENS = "film good bad meal 好 看 tasty 难 zoo apple 9 mp3".split()
OTHERS = "hotel 真 unseen 不 10".split()


def draw_vocab(rng, size, shuffled=False):
    """Draw a vocabulary; shuffled, its numbers do not follow the order of its keys."""
    tokens = [str(token) for token in rng.permutation(TOKENS)[:size]]
    numbers = rng.permutation(size) if shuffled else np.arange(size)
    return {token: int(number) for token, number in zip(tokens, numbers, strict=True)}


def some(rng, tokens, count):
    """Draw tokens, with repetition."""
    return [str(tokens[place]) for place in rng.integers(len(tokens), size=count)]


def assert_bag(student, tokens, vocab):
    """The counts are right, one for each number of the vocabulary."""
    owner = {number: token for token, number in vocab.items()}
    wished = [tokens.count(owner[number]) for number in range(len(vocab))]
    got = student.bag_of_words(list(tokens), dict(vocab))
    assert np.shape(got) == (len(vocab),)
    assert np.asarray(got).dtype.kind in "iuf"
    assert np.array_equal(got, wished)


@pytest.mark.weight(2)
def test_counts(student, rng):
    """Each token is counted in its place, as often as it occurs.

    zh: 每个词元数在自己的位置上，出现几次数几次。
    """
    for size in (5, 8):
        vocab = draw_vocab(rng, size)
        assert_bag(student, some(rng, list(vocab), 12), vocab)


def test_counts_above_one(student, rng):
    """A token that occurs many times counts many times.

    zh: 出现很多次的词元数很多次。
    """
    vocab = draw_vocab(rng, 4)
    first, second, *_ = vocab
    assert_bag(student, [first] * int(rng.integers(3, 9)) + [second] * 2, vocab)


def test_unknown_tokens(student, rng):
    """Unknown tokens are left out wherever they are.

    zh: 不认识的词元不管在哪里都不去管它。
    """
    vocab = draw_vocab(rng, 6)
    known, unknown = some(rng, list(vocab), 6), some(rng, OTHERS, 5)
    unknown += [known[0] + known[1], known[2] + "s"]  # a longer token is another token
    assert_bag(student, [str(token) for token in rng.permutation([*known, *unknown])], vocab)
    assert_bag(student, [*unknown, *known], vocab)
    assert_bag(student, [*known, *unknown], vocab)


def test_the_numbers_decide(student, rng):
    """The numbers in vocab decide, not the order of its keys.

    zh: 起作用的是词表里的编号，不是键的先后。
    """
    for size in (4, 7):
        vocab = draw_vocab(rng, size, shuffled=True)
        while list(vocab.values()) == list(range(size)):
            vocab = draw_vocab(rng, size, shuffled=True)
        assert_bag(student, [*vocab, *some(rng, list(vocab), 5)], vocab)
        assert_bag(student, [next(iter(vocab))], vocab)


@pytest.mark.side
def test_nothing_known(student, rng):
    """Without tokens, or with unknown ones only, all counts are 0.

    zh: 没有词元，或者全是不认识的词元时，计数都是 0。
    """
    vocab = draw_vocab(rng, 5)
    assert_bag(student, [], vocab)
    assert_bag(student, list(OTHERS), vocab)


@pytest.mark.side
def test_an_empty_vocabulary(student, rng):
    """An empty vocabulary gives an array without numbers.

    zh: 空的词表得到没有数的数组。
    """
    for tokens in ([], some(rng, TOKENS, 4)):
        got = student.bag_of_words(tokens, {})
        assert isinstance(got, np.ndarray)
        assert got.shape == (0,)


@pytest.mark.side
def test_an_array_of_numbers(student, rng):
    """What comes back is an array of shape (V,) with numbers in it.

    zh: 返回的是形状为 (V,) 的数组，里面是数。
    """
    for size in (1, 3, 6):
        vocab = draw_vocab(rng, size)
        got = student.bag_of_words(some(rng, TOKENS, 6), vocab)
        assert isinstance(got, np.ndarray)
        assert got.shape == (size,)
        assert got.dtype.kind in "iuf"


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The tokens and the vocabulary are the same afterwards.

    zh: 词元和词表保持原样。
    """
    vocab = draw_vocab(rng, 5)
    tokens = some(rng, [*vocab, *OTHERS], 10)
    before = list(tokens), dict(vocab)
    student.bag_of_words(tokens, vocab)
    assert (tokens, vocab) == before
