"""train_test_split: shuffled, cut once, nothing lost, and every sample with its own label."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def drawn(rng, count, columns=3):
    """Draw samples, two of which are alike; the label is the sample's number in another order."""
    features = rng.normal(size=(count, columns)) if columns else rng.normal(size=count)
    features[0] = features[1]
    return features, rng.permutation(count)


def parted(got):
    """Give the four parts as arrays."""
    assert isinstance(got, tuple | list)
    assert len(got) == 4
    return [np.asarray(part) for part in got]


def whole(got, features, labels):
    """Hold the four parts against the data: every sample once, beside its own label."""
    train, test, train_labels, test_labels = parted(got)
    assert train.shape[1:] == test.shape[1:] == features.shape[1:]
    assert (len(train), len(test)) == (train_labels.size, test_labels.size)
    assert train_labels.ndim == test_labels.ndim == 1
    found = np.concatenate([train_labels, test_labels])
    assert_array_equal(np.sort(found), np.sort(labels))
    place = np.argsort(labels)[found.astype(int)]
    assert_allclose(np.concatenate([train, test]), features[place], rtol=1e-6, atol=1e-8)


def kept(got, features, labels):
    """Give the four parts, which hold the drawn samples and the drawn labels, each once.

    Which label belongs to which sample has tests of its own.
    """
    parts = parted(got)
    found = np.concatenate(parts[:2]).reshape(len(features), -1)
    assert_array_equal(np.sort(np.concatenate([np.ravel(part) for part in parts[2:]])), np.sort(labels))
    before = features.reshape(len(features), -1)
    assert found.shape == before.shape
    assert_allclose(found[np.argsort(found[:, 0])], before[np.argsort(before[:, 0])], rtol=1e-6, atol=1e-8)
    return parts


def seed_of(rng):
    """Draw a seed that no test here uses twice."""
    return int(rng.integers(1, 10_000))


@pytest.mark.weight(3)
def test_every_sample_once_with_its_label(student, rng):
    """Every sample is in one of the two parts, once, with its own label.

    zh: 每个样本恰好出现一次，并且带着自己的标签。
    """
    for count, columns in ((20, 3), (9, 9), (12, 1)):
        features, labels = drawn(rng, count, columns)
        keep = features.copy(), labels.copy()
        whole(student.train_test_split(features, labels, 0.25, seed_of(rng)), *keep)
    classes = rng.permutation(np.arange(30) % 3)  # labels come again, as they do in every class
    features = np.column_stack([np.arange(30), classes])
    train, test, train_labels, test_labels = parted(
        student.train_test_split(features.copy(), classes.copy(), 0.3, seed_of(rng))
    )
    found = np.concatenate([train, test])
    assert found.shape == features.shape
    assert_array_equal(np.sort(found[:, 0]), np.arange(30))
    assert_array_equal(np.concatenate([train_labels, test_labels]), found[:, 1])
    assert_array_equal(found[:, 1], classes[found[:, 0].astype(int)])


@pytest.mark.weight(2)
def test_the_sizes(student, rng):
    """The test part has the rounded number of samples, the parts come in the right order.

    zh: 测试集的个数按四舍五入，四份的顺序正确。
    """
    for count, fraction, wished in ((20, 0.2, 4), (30, 0.5, 15), (22, 0.35, 8), (41, 0.25, 10)):
        features, labels = drawn(rng, count, 2)
        before = features.copy(), labels.copy()
        got = kept(student.train_test_split(features, labels, fraction, seed_of(rng)), *before)
        assert [part.shape for part in got] == [
            (count - wished, 2),
            (wished, 2),
            (count - wished,),
            (wished,),
        ]


def test_at_least_one_for_the_test(student, rng):
    """Even a small fraction of few samples leaves one for the test.

    zh: 样本很少、比例很小时，也至少留一个测试样本。
    """
    for count, fraction in ((4, 0.1), (2, 0.2), (7, 0.05)):
        features, labels = drawn(rng, count, 2)
        before = features.copy(), labels.copy()
        got = kept(student.train_test_split(features, labels, fraction, seed_of(rng)), *before)
        assert [len(part) for part in got] == [count - 1, 1, count - 1, 1]


def test_one_number_a_sample(student, rng):
    """Features that are one number each are split as well.

    zh: 每个样本只有一个数时也能切分。
    """
    features, labels = drawn(rng, 24, 0)
    keep = features.copy(), labels.copy()
    whole(student.train_test_split(features, labels, 0.25, seed_of(rng)), *keep)


@pytest.mark.weight(2)
def test_sorted_data_are_mixed(student, rng):
    """Data in order get mixed before they are cut.

    zh: 排好序的数据要先打乱再切分。
    """
    count = 200
    labels = np.arange(count)
    features = labels[:, None] + rng.uniform(0, 0.5, size=(count, 2))
    before = features.copy(), labels.copy()
    test = np.sort(kept(student.train_test_split(features, labels, 0.3, seed_of(rng)), *before)[3])
    assert test.size == 60
    assert np.sum(test < count / 2) >= 5  # 30 of 60 on average; fewer than 5 once in 10**12
    assert np.sum(test >= count / 2) >= 5
    assert np.unique(np.diff(test)).size > 1  # not every third one


def test_the_same_seed_repeats(student, rng):
    """The same seed gives the same split again.

    zh: 同一个种子总是给出同样的切分。
    """
    features, labels = drawn(rng, 40)
    seed = seed_of(rng)
    one, again = (
        kept(student.train_test_split(features.copy(), labels.copy(), 0.25, seed), features, labels)
        for _ in range(2)
    )
    assert one[0].shape == (30, 3)
    for left, right in zip(one, again, strict=True):
        assert_array_equal(left, right)


@pytest.mark.weight(2)
def test_another_seed_splits_otherwise(student, rng):
    """Another seed puts other samples into the test part.

    zh: 换一个种子，测试集里的样本也会换。
    """
    features, labels = drawn(rng, 60)
    seed = seed_of(rng)
    tests = [
        np.sort(
            kept(student.train_test_split(features.copy(), labels.copy(), 0.25, own), features, labels)[3]
        )
        for own in (seed, seed + 1, seed + 2)
    ]
    assert all(test.shape == (15,) for test in tests)
    assert len({tuple(test) for test in tests}) == 3


def test_a_quarter_and_seed_zero_are_understood(student, rng):
    """Without a fraction and a seed a quarter and seed 0 are meant.

    zh: 不给比例和种子时，就是四分之一和种子 0。
    """
    features, labels = drawn(rng, 40)
    short = kept(student.train_test_split(features.copy(), labels.copy()), features, labels)
    long = kept(student.train_test_split(features.copy(), labels.copy(), 0.25, 0), features, labels)
    assert [len(part) for part in short] == [30, 10, 30, 10]
    for left, right in zip(short, long, strict=True):
        assert_array_equal(left, right)


@pytest.mark.side  # whoever always raises is right here
def test_unequal_lengths(student, rng):
    """Unequal lengths raise ValueError.

    zh: 长度不同时抛出 ValueError。
    """
    for more, fewer in ((13, 12), (11, 17), (9, 1)):
        with pytest.raises(ValueError):  # noqa: PT011 (the message is free)
            student.train_test_split(rng.normal(size=(more, 2)), rng.permutation(fewer), 0.25, 1)


@pytest.mark.side
def test_arrays_come_back(student, rng):
    """Four arrays come back.

    zh: 返回四个数组。
    """
    features, labels = drawn(rng, 20)
    got = student.train_test_split(features, labels, 0.25, seed_of(rng))
    assert len(got) == 4
    assert all(isinstance(part, np.ndarray) and part.dtype.kind in "iuf" for part in got)


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """The two arrays that were passed in are the same afterwards.

    zh: 传进去的两个数组没有被改动。
    """
    features, labels = drawn(rng, 20)
    before = features.copy(), labels.copy()
    student.train_test_split(features, labels, 0.25, seed_of(rng))
    assert_array_equal(features, before[0])
    assert_array_equal(labels, before[1])
