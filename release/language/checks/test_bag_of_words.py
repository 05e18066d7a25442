"""bag_of_words, at the student's desk."""

import numpy as np

VOCAB = {"good": 0, "film": 1, "bad": 2, "meal": 3}


def assert_bag(student, tokens, vocab, wished):
    """Compare a bag with the wished counts."""
    got = student.bag_of_words(list(tokens), dict(vocab))
    call = f"bag_of_words({tokens}, {vocab})"
    assert isinstance(got, np.ndarray), (
        f"{call} gave {got!r}, a {type(got).__name__}\nit should be an array: {np.array(wished)}\n"
        f"zh: {call} 得到 {got!r}，类型是 {type(got).__name__}\n应当是数组 {np.array(wished)}"
    )
    assert got.dtype.kind in "iuf", (
        f"{call} gave an array of {got.dtype}\nit should hold numbers\n"
        f"zh: {call} 得到的数组元素类型是 {got.dtype}\n里面应当是数"
    )
    assert got.shape == (len(vocab),), (
        f"{call} gave the shape {got.shape}\nit should be {(len(vocab),)}, a place for each token\n"
        f"zh: {call} 得到的形状是 {got.shape}\n应当是 {(len(vocab),)}，词表里每个词元一个位置"
    )
    assert np.allclose(got, wished), (
        f"{call} gave {got}\nit should be {np.array(wished)}\n"
        f"zh: {call} 得到 {got}\n应当是 {np.array(wished)}"
    )


def test_each_token_in_its_place(student):
    """Each token is counted at the place that vocab gives.

    zh: 每个词元数在词表给出的位置上。
    """
    assert_bag(student, ["film", "bad"], VOCAB, [0.0, 1.0, 1.0, 0.0])


def test_repeated_tokens(student):
    """A token that occurs several times counts several times.

    zh: 出现几次，就数几次。
    """
    assert_bag(student, ["good", "film", "good", "good"], VOCAB, [3.0, 1.0, 0.0, 0.0])


def test_unknown_tokens(student):
    """Tokens that vocab does not have are left out.

    zh: 词表里没有的词元不去管它。
    """
    assert_bag(student, ["good", "真", "film", "hotel"], VOCAB, [1.0, 1.0, 0.0, 0.0])


def test_the_numbers_decide(student):
    """The number of a token decides, not the order of the keys in vocab.

    zh: 起作用的是词元的编号，不是字典里键的先后。
    """
    assert_bag(student, ["good", "film", "good"], {"film": 1, "bad": 2, "good": 0}, [2.0, 1.0, 0.0])


def test_empty_ones(student):
    """No tokens give zeros, and an empty vocab gives an empty array.

    zh: 没有词元得到全 0；词表为空得到空数组。
    """
    assert_bag(student, [], VOCAB, [0.0, 0.0, 0.0, 0.0])
    assert_bag(student, ["good", "film"], {}, [])


def test_your_tokens_and_vocab_stay(student):
    """Your tokens and your vocab are the same afterwards.

    zh: 你的词元和词表保持原样。
    """
    tokens, vocab = ["film", "真", "film"], dict(VOCAB)
    student.bag_of_words(tokens, vocab)
    assert tokens == ["film", "真", "film"], (
        f"the tokens were ['film', '真', 'film']; after the call they are {tokens}\nthey should not change\n"
        f"zh: 词元原来是 ['film', '真', 'film']，调用之后变成了 {tokens}\n应当保持原样"
    )
    assert vocab == VOCAB, (
        f"vocab was {VOCAB}; after the call it is {vocab}\nit should not change\n"
        f"zh: 词表原来是 {VOCAB}，调用之后变成了 {vocab}\n应当保持原样"
    )
