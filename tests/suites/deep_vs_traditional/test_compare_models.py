"""compare_models: each model learns from the training part and is marked on the test part.

What a score should be is found here by other means: scikit-learn's models in this process, and for the
network the reference. A score also counts as right where it is what the student's own accuracy makes of
the right answers.
"""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

NAMES = ("logistic_regression", "svc", "neural_network")
MODELS = {"logistic_regression": LogisticRegression, "svc": SVC}


def exam(rng, train=60, test=40, noise=0.35, columns=2):
    """Draw noisy rings, in which every model makes mistakes: training part and test part."""
    count = train + test
    labels = rng.permutation(np.arange(count) % 2)
    angle = rng.uniform(0, 2 * np.pi, size=count)
    radius = np.where(labels == 1, 0.4, 1.0)
    features = np.zeros((count, columns))
    features[:, 0], features[:, 1] = radius * np.cos(angle), radius * np.sin(angle)
    features += rng.normal(0, noise, size=features.shape)
    return features[:train], labels[:train], features[train:], labels[train:]


def noise_only(rng, train=24, test=80):
    """Draw labels that no feature explains: what the network says depends on its seed."""
    labels = rng.integers(0, 2, size=train + test)
    features = rng.normal(size=(train + test, 2))
    return features[:train], labels[:train], features[train:], labels[train:]


def scores(got):
    """Give the three scores by name."""
    assert isinstance(got, dict)
    assert set(NAMES) <= set(got)
    return got


def wished(reference, parts, seed):
    """Count right answers: {name: (right, all)}."""
    features, labels, asked, answers = parts
    found = {}
    for name, model in MODELS.items():
        found[name] = int(np.sum(model().fit(features, labels).predict(asked) == answers))
    found["neural_network"] = round(reference.compare_models(*parts, seed)["neural_network"] * len(answers))
    return {name: (right, len(answers)) for name, right in found.items()}


def marks(student, rng, right, count):
    """Give the right mark, and what the student's own accuracy makes of as many right answers.

    It is asked for other numbers as well, in an order that nobody can foresee, and must tell them from
    this one: an accuracy that has its answer ready proves nothing.
    """
    far = [number for number in range(count + 1) if abs(number - right) > count / 8]
    own = {}
    try:
        for number in rng.permutation([right, *rng.choice(far, size=5, replace=False)]):
            labels = rng.integers(0, 2, size=count)
            predictions = np.where(rng.permutation(count) < number, labels, 1 - labels)
            own[int(number)] = float(student.accuracy(predictions, labels))
    except Exception:
        return [right / count]
    found = own.pop(right)
    return [right / count, *([] if found in own.values() else [found])]


def hold(student, rng, got, want, names=NAMES):
    """Hold scores against what they should be."""
    for name in names:
        assert np.ndim(got[name]) == 0
        close = [
            np.allclose(got[name], mark, rtol=1e-6, atol=1e-8) for mark in marks(student, rng, *want[name])
        ]
        assert any(close)


def copied(parts):
    """Give the parts as arrays that nobody else holds."""
    return [part.copy() for part in parts]


@pytest.mark.weight(3)
def test_the_scores_of_noisy_rings(student, reference, rng):
    """On noisy rings each name has the score of its own model.

    zh: 在带噪声的圆环上，每个名字对应的都是自己那个模型的得分。
    """
    for _ in range(2):
        parts = exam(rng)
        hold(student, rng, scores(student.compare_models(*copied(parts), 3)), wished(reference, parts, 3))


@pytest.mark.weight(2)
def test_the_test_part_decides(student, reference, rng):
    """When test labels are turned over, right answers become wrong ones.

    zh: 把测试标签反过来，答对的就变成答错的。
    """
    features, labels, asked, answers = exam(rng)
    got = scores(student.compare_models(*copied((features, labels, asked, 1 - answers)), 5))
    want = wished(reference, (features, labels, asked, answers), 5)
    hold(student, rng, got, {name: (count - right, count) for name, (right, count) in want.items()})


@pytest.mark.weight(2)
def test_nothing_is_learned_from_the_test_part(student, reference, rng):
    """Other test samples, and test samples of another size, do not move what was learned.

    zh: 换上别的测试样本，学到的东西不会变。
    """
    features, labels, asked, answers = exam(rng, columns=3)
    asked = np.vstack([asked, 40 + 9 * asked[:10]])  # whoever scales by the test part is moved by these
    answers = np.concatenate([answers, rng.integers(0, 2, size=10)])
    parts = (features, labels, asked, answers)
    hold(student, rng, scores(student.compare_models(*copied(parts), 2)), wished(reference, parts, 2))


def test_the_seed_reaches_the_network(student, reference, rng):
    """The network begins with the weights that the seed decides.

    zh: 网络一开始的权重由种子决定。
    """
    parts = noise_only(rng)
    for seed in (int(seed) for seed in rng.integers(1, 1000, size=3)):
        got = scores(student.compare_models(*copied(parts), seed))
        hold(student, rng, got, wished(reference, parts, seed), ["neural_network"])


def test_the_seed_is_zero_where_none_is_given(student, reference, rng):
    """Without a seed, seed 0 is meant.

    zh: 不给种子时，就是种子 0。
    """
    for _ in range(2):  # with so many questions two networks seldom have as many right by chance
        parts = noise_only(rng, test=800)
        hold(student, rng, scores(student.compare_models(*copied(parts))), wished(reference, parts, 0))


@pytest.mark.side
def test_numbers_from_zero_to_one(student, rng):
    """Each of the three scores is a number.

    zh: 三个得分都是数。
    """
    got = scores(student.compare_models(*exam(rng, 20, 10), 1))
    for name in NAMES:
        assert np.ndim(got[name]) == 0
        assert np.asarray(got[name]).dtype.kind in "iuf"


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The four arrays that were passed in are the same afterwards.

    zh: 传进去的四个数组没有被改动。
    """
    parts = exam(rng, 20, 10)
    given = copied(parts)
    student.compare_models(*given, 1)
    for was, now in zip(parts, given, strict=True):
        assert_array_equal(was, now)
