"""train_sentiment, at the student's desk.

The words of these texts are plain, so that they are cut and counted the same way by nearly every tokenizer.
"""

import numpy as np


def trained(student, texts, labels, epochs, learning_rate):
    """Call it, and demand the three things that come back."""
    got = student.train_sentiment(texts, labels, epochs, learning_rate)
    assert isinstance(got, tuple | list) and len(got) == 3, (  # noqa: PT018
        f"train_sentiment gave {got!r}\nit should be three things: vocab, weights, bias\n"
        f"zh: train_sentiment 得到 {got!r}\n应当是三样东西：vocab、weights、bias"
    )
    return got


def near(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-6))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def weights_of(words, vocab, weights):
    """Look the words' weights up by their numbers, whatever those are."""
    assert np.shape(weights) == (len(vocab),), (
        f"vocab has {len(vocab)} tokens and the weights have the shape {np.shape(weights)}"
        f"\nit should be {(len(vocab),)}\n"
        f"zh: 词表有 {len(vocab)} 个词元，权重的形状是 {np.shape(weights)}\n应当是 {(len(vocab),)}"
    )
    return np.array([weights[vocab[word]] for word in words])


def test_before_the_first_step(student):
    """With 0 epochs all weights and the bias are 0, and vocab is what build_vocab gives.

    zh: 0 轮时，所有权重和偏置都是 0；词表就是 build_vocab 给出的那个。
    """
    texts = ["good film", "bad film"]
    vocab, weights, bias = trained(student, texts, np.array([1, 0]), 0, 0.5)
    own = student.build_vocab([student.tokenize(text) for text in texts])
    assert vocab == own or vocab == {"good": 0, "film": 1, "bad": 2}, (
        f"vocab is {vocab}\nit should be {own}, what your build_vocab gives\n"
        f"zh: vocab 是 {vocab}\n应当是 {own}，也就是你的 build_vocab 给出的词表"
    )
    assert near(weights, [0.0] * len(vocab)), (
        f"after 0 epochs the weights are {weights}\nthey should be {np.zeros(len(vocab))}\n"
        f"zh: 0 轮之后权重是 {weights}\n应当是 {np.zeros(len(vocab))}"
    )
    assert near(bias, 0.0), (
        f"after 0 epochs the bias is {bias}\nit should be the number 0\nzh: 0 轮之后偏置是 {bias}\n应当是数 0"
    )


def test_the_first_step_by_hand(student):
    """The first step gives the numbers that were worked out by hand.

    zh: 第一步的结果和手算的一样。
    """
    vocab, weights, bias = trained(student, ["good", "bad"], np.array([1, 0]), 1, 0.5)
    got = weights_of(["good", "bad"], vocab, weights)
    assert near(got, [0.125, -0.125]), (
        f"'good' (1) and 'bad' (0), one epoch, rate 0.5: the weights of good and bad are {got}"
        "\nthey should be [0.125 -0.125]\n"
        f"zh: “good”(1) 和 “bad”(0)，一轮，学习率 0.5：good 和 bad 的权重是 {got}\n应当是 [0.125 -0.125]"
    )
    assert near(bias, 0.0), (
        f"'good' (1) and 'bad' (0), one epoch, rate 0.5: the bias is {bias}\nit should be the number 0\n"
        f"zh: “good”(1) 和 “bad”(0)，一轮，学习率 0.5：偏置是 {bias}\n应当是数 0"
    )


def test_the_bias_learns(student):
    """Where there are more good texts than bad ones, the bias moves.

    zh: 好评比差评多时，偏置会变。
    """
    texts, labels = ["good", "nice", "fine", "bad"], np.array([1, 1, 1, 0])
    vocab, weights, bias = trained(student, texts, labels, 1, 2.0)
    assert near(bias, 0.5), (
        f"three good texts and a bad one, one epoch, rate 2: the bias is {bias}"
        "\nit should be the number 0.5, which is 0 - 2 * mean of [-0.5 -0.5 -0.5 0.5]\n"
        f"zh: 三段好评、一段差评，一轮，学习率 2：偏置是 {bias}"
        "\n应当是数 0.5，即 0 - 2 * [-0.5 -0.5 -0.5 0.5] 的平均值"
    )
    got = weights_of(texts, vocab, weights)
    assert near(got, [0.25, 0.25, 0.25, -0.25]), (
        f"three good texts and a bad one, one epoch, rate 2: the weights of {texts} are {got}"
        "\nthey should be [0.25 0.25 0.25 -0.25]\n"
        f"zh: 三段好评、一段差评，一轮，学习率 2：{texts} 的权重是 {got}\n应当是 [0.25 0.25 0.25 -0.25]"
    )


def test_the_second_step(student):
    """The second step goes on from the first one, with new probabilities.

    zh: 第二步接着第一步走，用的是新的概率。
    """
    texts, labels = ["good good film", "bad film", "good"], np.array([1, 0, 1])
    vocab, weights, bias = trained(student, texts, labels, 2, 0.5)
    got = weights_of(["good", "film", "bad"], vocab, weights)
    assert near([*got, bias], [0.4389602838933705, -0.023639007514788517, -1 / 6, 0.1292659580748257]), (
        f"'good good film' (1), 'bad film' (0) and 'good' (1), two epochs, rate 0.5: "
        f"the weights of good, film and bad are {got} and the bias is {bias}"
        "\nthey should be [0.43896028 -0.02363901 -0.16666667] and 0.12926596\n"
        "zh: “good good film”(1)、“bad film”(0)、“good”(1)，两轮，学习率 0.5：good、film、bad 的权重是 "
        f"{got}，偏置是 {bias}\n应当是 [0.43896028 -0.02363901 -0.16666667] 和 0.12926596"
    )


def test_words_of_praise_and_of_blame(student):
    """Positive words get weights above 0 and negative words below, also where epochs and rate are left out.

    zh: 褒义词的权重大于 0，贬义词的小于 0；不写轮数和学习率也可以。
    """
    texts = ["the film is good", "the film is bad", "the meal is good", "the meal is bad"]
    got = student.train_sentiment(texts, np.array([1, 0, 1, 0]))
    assert isinstance(got, tuple | list) and len(got) == 3, (  # noqa: PT018
        f"train_sentiment gave {got!r}\nit should be three things: vocab, weights, bias\n"
        f"zh: train_sentiment 得到 {got!r}\n应当是三样东西：vocab、weights、bias"
    )
    vocab, weights, _ = got
    found = weights_of(["good", "bad"], vocab, weights)
    assert np.allclose(found, [4.279081, -4.279081], rtol=0, atol=1e-5), (
        f"after 300 epochs with the rate 0.5 the weights of good and bad are {found}"
        "\nthey should be [4.279081 -4.279081]\n"
        f"zh: 300 轮、学习率 0.5 之后，good 和 bad 的权重是 {found}\n应当是 [4.279081 -4.279081]"
    )


def test_your_texts_and_labels_stay(student):
    """Your texts and labels are the same afterwards.

    zh: 你的文本和标签保持原样。
    """
    texts, labels = ["good film", "bad film"], np.array([1, 0])
    student.train_sentiment(texts, labels, 3, 0.5)
    assert texts == ["good film", "bad film"], (
        f"the texts were ['good film', 'bad film']; after the call they are {texts}\nthey should not change\n"
        f"zh: 文本原来是 ['good film', 'bad film']，调用之后变成了 {texts}\n应当保持原样"
    )
    assert np.array_equal(labels, [1, 0]), (
        f"the labels were [1 0]; after the call they are {labels}\nthey should not change\n"
        f"zh: 标签原来是 [1 0]，调用之后变成了 {labels}\n应当保持原样"
    )
