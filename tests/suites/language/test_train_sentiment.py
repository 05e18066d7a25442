"""train_sentiment: full-batch steps on the cross-entropy, from tokens, vocabulary and bags of our own."""

import re

import numpy as np
import pytest

GOOD = "tasty clever clean lively 好 moving fresh".split()
BAD = "dull cold noisy dry 难 messy greasy".split()
PLAIN = "the film meal is so 很 这 it".split()
ATOL = 1e-6  # bags of float32 are right, and one rounds the learning rate with them


def draw(rng, good, bad, praise=GOOD, blame=BAD):
    """Draw texts: some of praise, some of blame, mixed; with their labels."""
    texts = []
    for label, count, words in ((1, good, praise), (0, bad, blame)):
        for _ in range(count):
            own = [str(w) for w in (*rng.choice(PLAIN, 3), *rng.choice(words, 2))]
            texts.append((" ".join(str(w) for w in rng.permutation(own)), label))
    order = rng.permutation(len(texts))
    return [texts[place][0] for place in order], np.array([texts[place][1] for place in order])


def counted(token_lists):
    """Number the tokens as they first appear, and count them: a row for each text."""
    vocab = {}
    for token in (token for tokens in token_lists for token in tokens):
        vocab.setdefault(token, len(vocab))
    return vocab, np.array([[tokens.count(token) for token in vocab] for tokens in token_lists])


def steps(bags, labels, epochs, rate):
    """The definition, with the probability by way of tanh, and the bias as the weight of a column of ones."""
    table = np.column_stack([bags, np.ones(len(bags))])
    weights = np.zeros(table.shape[1])
    for _ in range(epochs):
        slopes = table.T @ ((1 + np.tanh(table @ weights / 2)) / 2 - labels)
        weights = weights - rate * slopes / len(table)
    return weights[:-1], weights[-1]


def trained(student, texts, labels, *how):
    """The student's model, its three parts taken apart."""
    got = student.train_sentiment(list(texts), labels.copy(), *how)
    assert isinstance(got, tuple | list)
    assert len(got) == 3
    vocab, weights, bias = got
    assert isinstance(vocab, dict)
    assert np.size(bias) == 1
    return vocab, np.asarray(weights), float(np.ravel(bias)[0])


def assert_model(student, texts, labels, how, epochs, rate, with_bias=True):
    """The model is the right one; `how` is what the student is told of epochs and rate."""
    vocab, weights, bias = trained(student, texts, labels, *how)
    right, bags = counted([text.split() for text in texts])
    want, want_bias = steps(bags, labels, epochs, rate)
    assert vocab == right
    assert weights.shape == want.shape
    assert np.allclose(weights, want, rtol=1e-6, atol=ATOL)
    assert not with_bias or np.isclose(bias, want_bias, rtol=1e-6, atol=ATOL)


@pytest.mark.weight(2)
def test_one_step(student, rng):
    """One step gives the right weights and the right bias.

    zh: 走一步之后，权重和偏置都对。
    """
    for good, bad in ((3, 3), (4, 2)):
        rate = float(rng.uniform(0.3, 2.0))
        assert_model(student, *draw(rng, good, bad), (1, rate), 1, rate)


@pytest.mark.weight(2)
def test_the_weights_of_one_step(student, rng):
    """One step gives the right weights.

    zh: 走一步之后，权重是对的。
    """
    rate = float(rng.uniform(0.3, 2.0))
    assert_model(student, *draw(rng, 5, 2), (1, rate), 1, rate, with_bias=False)


@pytest.mark.weight(3)
def test_several_steps(student, rng):
    """Several steps give the right weights and the right bias.

    zh: 走几步之后，权重和偏置都对。
    """
    for good, bad, epochs in ((4, 4, 3), (2, 5, 12)):
        rate = float(rng.uniform(0.3, 2.0))
        assert_model(student, *draw(rng, good, bad), (epochs, rate), epochs, rate)


def test_the_learning_rate(student, rng):
    """The learning rate decides how large the steps are; with 0 nothing moves.

    zh: 学习率决定步子的大小；为 0 时什么都不变。
    """
    texts, labels = draw(rng, 2, 3)
    for rate in (0.05, 3.0, 0.0):
        assert_model(student, texts, labels, (4, rate), 4, rate)


def test_without_epochs_and_rate(student, rng):
    """Without epochs and learning rate, there are 300 steps with the rate 0.5.

    zh: 不写轮数和学习率时，就是 300 步、学习率 0.5。
    """
    assert_model(student, *draw(rng, 2, 3), (), 300, 0.5)


@pytest.mark.side  # whoever counts the labels is right here
def test_the_bias_of_unbalanced_labels(student, rng):
    """Where one side has more texts, the bias leans to that side.

    zh: 哪一边的文本多，偏置就偏向哪一边。
    """
    for good, bad, side in ((6, 1, 1), (1, 6, -1)):
        texts, labels = draw(rng, good, bad)
        _, _, bias = trained(student, texts, labels, 5, 0.5)
        assert side * bias > 0.1


@pytest.mark.side  # always the same reviews: whoever knows them has the weights ready
@pytest.mark.weight(2)
def test_the_reviews(student, reference, rng):
    """Trained on the reviews, it judges 95 in 100 of them right, and 90 in 100 of those held out.

    zh: 用评论训练之后，训练过的判对 95%，没看过的判对 90%。
    """
    train_texts, train_labels, test_texts, test_labels = reference.reviews()
    one_pattern = np.arange(rng.integers(2), len(train_texts), 3)  # with it each word comes once
    order = rng.permutation(one_pattern)
    train_texts, train_labels = [train_texts[place] for place in order], np.asarray(train_labels)[order]
    vocab, weights, bias = trained(student, train_texts, train_labels, 30, 5.0)
    assert weights.shape == (len(vocab),)
    for texts, labels, least in ((train_texts, train_labels, 0.95), (test_texts, test_labels, 0.90)):
        cut = [re.findall("[a-z0-9]+|[\u4e00-\u9fff]", text.lower()) for text in texts]
        bags = np.array([[tokens.count(token) for token in vocab] for tokens in cut])
        right = (bags @ weights[list(vocab.values())] + bias > 0) == (np.asarray(labels) == 1)
        assert np.mean(right) >= least


@pytest.mark.side  # whoever counts words of good and of bad reviews is right here
def test_praise_and_blame(student, rng):
    """Positive words get weights above 0, negative words below.

    zh: 褒义词的权重大于 0，贬义词的小于 0。
    """
    words = rng.permutation(GOOD + BAD)  # what is praise today, only the labels tell
    texts, labels = draw(rng, 8, 8, words[:7], words[7:])
    vocab, weights, _ = trained(student, texts, labels, 20, 0.5)
    praised = [weights[vocab[word]] for word in words[:7].tolist() if word in vocab]
    blamed = [weights[vocab[word]] for word in words[7:].tolist() if word in vocab]
    assert praised
    assert blamed
    assert min(praised) > 0.01
    assert max(blamed) < -0.01


@pytest.mark.side
def test_no_epochs(student, rng):
    """With 0 epochs all weights and the bias are 0.

    zh: 0 轮时，所有权重和偏置都是 0。
    """
    texts, labels = draw(rng, 2, 3)
    vocab, weights, bias = trained(student, texts, labels, 0, 0.5)
    assert vocab
    assert weights.shape == (len(vocab),)
    assert not weights.any()
    assert bias == 0


@pytest.mark.side
def test_the_shapes(student, rng):
    """There is one weight for each token, and the bias is one number.

    zh: 每个词元一个权重，偏置是一个数。
    """
    texts, labels = draw(rng, 3, 2)
    vocab, weights, bias = student.train_sentiment(texts, labels, 2, 0.5)
    assert isinstance(weights, np.ndarray)
    assert weights.shape == (len(vocab),)
    assert weights.dtype.kind == "f"
    assert np.ndim(bias) == 0


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The texts and the labels are the same afterwards.

    zh: 文本和标签保持原样。
    """
    texts, labels = draw(rng, 3, 3)
    before = list(texts), labels.copy()
    student.train_sentiment(texts, labels, 3, 0.5)
    assert texts == before[0]
    assert np.array_equal(labels, before[1])
