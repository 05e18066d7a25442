"""compare_models: each model learns from the training part and is marked on the test part.

What a score should be, the reference says. Each test sample comes a drawn number of times, so that other
answers hardly ever make the same score.
"""

import math

import numpy as np
import pytest
from numpy.testing import assert_array_equal

NAMES = ("logistic_regression", "svc", "neural_network")


def cut(rng, features, labels, train):
    """Cut the samples into a training part and a test part, in which each comes 1 to 20 times."""
    times = rng.integers(1, 21, size=len(labels) - train)
    return (
        features[:train],
        labels[:train],
        np.repeat(features[train:], times, axis=0),
        np.repeat(labels[train:], times),
    )


def exam(rng, train=60, test=40, noise=0.35, columns=2):
    """Draw noisy rings, in which every model makes mistakes: training part and test part."""
    count = train + test
    labels = rng.permutation(np.arange(count) % 2)
    angle = rng.uniform(0, 2 * np.pi, size=count)
    radius = np.where(labels == 1, 0.4, 1.0)
    features = np.zeros((count, columns))
    features[:, 0], features[:, 1] = radius * np.cos(angle), radius * np.sin(angle)
    features += rng.normal(0, noise, size=features.shape)
    return cut(rng, features, labels, train)


def noise_only(rng):
    """Draw labels that no feature explains: once in 300 the networks of two seeds have the same score.

    The test part has an odd number of samples, so that no score is a half.
    """
    return cut(rng, rng.normal(size=(120, 8)), rng.permutation(np.arange(120) % 2), 61)


def hold(got, right, names=NAMES):
    """Hold scores against those of `right`, which trains three models: the form of the answer comes first."""
    assert isinstance(got, dict)
    assert set(NAMES) <= set(got)
    for name in names:
        assert np.ndim(got[name]) == 0
        assert np.asarray(got[name]).dtype.kind in "iuf"
    want = right()
    for name in names:
        assert math.isclose(got[name], want[name], rel_tol=1e-6, abs_tol=1e-8)


def copied(parts):
    """Give the parts as arrays that nobody else holds."""
    return [part.copy() for part in parts]


@pytest.mark.weight(3)
def test_the_scores_of_noisy_rings(student, reference, rng):
    """On noisy rings each name has the score of its own model.

    zh: 在带噪声的圆环上，每个名字对应的都是自己那个模型的得分。
    """
    parts = exam(rng)
    hold(student.compare_models(*copied(parts), 3), lambda: reference.compare_models(*parts, 3))


@pytest.mark.weight(2)
def test_nothing_is_learned_from_the_test_part(student, reference, rng):
    """Other test samples, and test samples of another size, do not move what was learned.

    zh: 换上别的测试样本，学到的东西不会变。
    """
    features, labels, asked, answers = exam(rng, columns=3)
    asked = np.vstack([asked, 40 + 9 * asked[:10]])  # whoever scales by the test part is moved by these
    answers = np.concatenate([answers, rng.integers(0, 2, size=10)])
    parts = (features, labels, asked, answers)
    hold(student.compare_models(*copied(parts), 2), lambda: reference.compare_models(*parts, 2))


def test_the_seed_reaches_the_network(student, reference, rng):
    """The network begins with the weights that the seed decides.

    zh: 网络一开始的权重由种子决定。
    """
    parts, seed = noise_only(rng), int(rng.integers(1, 1000))
    got = student.compare_models(*copied(parts), seed)
    hold(got, lambda: reference.compare_models(*parts, seed), ["neural_network"])


def test_the_seed_is_zero_where_none_is_given(student, reference, rng):
    """Without a seed, seed 0 is meant.

    zh: 不给种子时，就是种子 0。
    """
    parts = noise_only(rng)
    got = student.compare_models(*copied(parts))
    hold(got, lambda: reference.compare_models(*parts, 0), ["neural_network"])


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
