"""train_sentiment: full-batch steps on the cross-entropy, judged given the student's own helpers."""

import math

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


def seen_by(whose, texts):
    """The vocabulary and the bags that someone's own three helpers make of the texts."""
    token_lists = [whose.tokenize(text) for text in texts]
    vocab = whose.build_vocab(token_lists)
    return vocab, [np.asarray(whose.bag_of_words(tokens, vocab), dtype=float) for tokens in token_lists]


def tells(bags):
    """Whether bags say something of their texts: where all are alike there is nothing to train on."""
    return len(bags[0]) > 1 and any(not np.array_equal(bag, bags[0]) for bag in bags)


def steps(vocab, bags, labels, epochs, rate):
    """The definition, number by number; the probability by way of tanh."""
    weights, bias = [0.0] * len(vocab), 0.0
    for _ in range(epochs):
        errors = []
        for bag, label in zip(bags, labels, strict=True):
            z = math.fsum(x * w for x, w in zip(bag, weights, strict=True)) + bias
            errors.append((1 + math.tanh(z / 2)) / 2 - float(label))
        slopes = [
            math.fsum(e * bag[i] for e, bag in zip(errors, bags, strict=True)) for i in range(len(weights))
        ]
        weights = [w - rate * slope / len(bags) for w, slope in zip(weights, slopes, strict=True)]
        bias -= rate * math.fsum(errors) / len(bags)
    return weights, bias


def trained(student, texts, labels, *how):
    """The student's model, its three parts taken apart."""
    got = student.train_sentiment(list(texts), labels.copy(), *how)
    assert isinstance(got, tuple | list)
    assert len(got) == 3
    vocab, weights, bias = got
    assert isinstance(vocab, dict)
    assert np.size(bias) == 1
    return vocab, np.asarray(weights), float(np.ravel(bias)[0])


def assert_model(student, reference, texts, labels, epochs, rate):
    """The model is the one that follows from the student's own helpers, or from right ones."""
    vocab, weights, bias = trained(student, texts, labels, epochs, rate)
    for whose in (student, reference):  # right ones written into the function are right as well
        own, bags = seen_by(whose, texts)
        if whose is student and not tells(bags):
            continue
        want, want_bias = steps(own, bags, labels, epochs, rate)
        if vocab == own and weights.shape == (len(want),):
            close = np.allclose(weights, want, rtol=1e-6, atol=ATOL)
            if close and np.isclose(bias, want_bias, rtol=1e-6, atol=ATOL):
                return
    raise AssertionError("neither from the student's own helpers nor from right ones")


@pytest.mark.weight(2)
def test_one_step(student, reference, rng):
    """One step gives the right weights and the right bias.

    zh: 走一步之后，权重和偏置都对。
    """
    for good, bad in ((3, 3), (4, 2)):
        texts, labels = draw(rng, good, bad)
        assert_model(student, reference, texts, labels, 1, float(rng.uniform(0.3, 2.0)))


@pytest.mark.weight(3)
def test_several_steps(student, reference, rng):
    """Several steps give the right weights and the right bias.

    zh: 走几步之后，权重和偏置都对。
    """
    for good, bad, epochs in ((4, 4, 3), (2, 5, 8), (5, 3, 20)):
        texts, labels = draw(rng, good, bad)
        assert_model(student, reference, texts, labels, epochs, float(rng.uniform(0.3, 2.0)))


def test_the_learning_rate(student, reference, rng):
    """The learning rate decides how large the steps are; with 0 nothing moves.

    zh: 学习率决定步子的大小；为 0 时什么都不变。
    """
    texts, labels = draw(rng, 3, 4)
    for rate in (0.05, 3.0, 0.0):
        assert_model(student, reference, texts, labels, 4, rate)


def test_without_epochs_and_rate(student, reference, rng):
    """Without epochs and learning rate, there are 300 steps with the rate 0.5.

    zh: 不写轮数和学习率时，就是 300 步、学习率 0.5。
    """
    texts, labels = draw(rng, 2, 3)
    vocab, weights, bias = trained(student, texts, labels)
    own, bags = seen_by(student, texts)
    if vocab != own or not tells(bags):
        own, bags = seen_by(reference, texts)
    want, want_bias = steps(own, bags, labels, 300, 0.5)
    assert vocab == own
    assert np.allclose(weights, want, rtol=1e-6, atol=ATOL)
    assert np.isclose(bias, want_bias, rtol=1e-6, atol=ATOL)


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
@pytest.mark.slow
def test_the_reviews(student, reference, rng):
    """Trained on the reviews, it judges 95 in 100 of them right, and 90 in 100 of those held out.

    zh: 用评论训练之后，训练过的判对 95%，没看过的判对 90%。
    """
    train_texts, train_labels, test_texts, test_labels = reference.reviews()
    order = rng.permutation(len(train_texts))
    train_texts, train_labels = [train_texts[place] for place in order], np.asarray(train_labels)[order]
    vocab, weights, bias = trained(student, train_texts, train_labels, 300, 0.5)
    assert weights.shape == (len(vocab),)
    for texts, labels, least in ((train_texts, train_labels, 0.95), (test_texts, test_labels, 0.90)):
        cut = [student.tokenize(text) for text in texts]
        bags = [[tokens.count(token) for token in vocab] for tokens in cut]
        places = [vocab[token] for token in vocab]
        right = (np.array(bags) @ weights[places] + bias > 0) == (np.asarray(labels) == 1)
        if np.mean(right) < least:  # as good as one's own tokens allow is good enough
            assert np.mean(right) >= reached(student, train_texts, train_labels, texts, labels) - 0.02


def reached(student, train_texts, train_labels, texts, labels):
    """The accuracy of right steps on the student's own tokens and bags."""
    vocab, bags = seen_by(student, train_texts)
    table, weights, bias = np.array(bags), np.zeros(len(vocab)), 0.0
    for _ in range(300):
        errors = (1 + np.tanh((table @ weights + bias) / 2)) / 2 - train_labels
        weights, bias = weights - 0.5 * errors @ table / len(table), bias - 0.5 * errors.mean()
    scores = [student.bag_of_words(student.tokenize(text), vocab) @ weights + bias for text in texts]
    return np.mean((np.array(scores) > 0) == (np.asarray(labels) == 1))


def test_praise_and_blame(student, rng):
    """Positive words get weights above 0, negative words below.

    zh: 褒义词的权重大于 0，贬义词的小于 0。
    """
    words = rng.permutation(GOOD + BAD)  # what is praise today, only the labels tell
    texts, labels = draw(rng, 8, 8, words[:7], words[7:])
    vocab, weights, _ = trained(student, texts, labels, 60, 0.5)
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
