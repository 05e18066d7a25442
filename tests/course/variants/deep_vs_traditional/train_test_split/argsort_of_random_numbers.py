import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    n = len(labels)
    assert_same(len(features), n)
    order = np.argsort(rng.random(n))
    k = max(1, round(n * test_fraction))
    return tuple(np.take(a, part, axis=0) for a in (features, labels) for part in (order[k:], order[:k]))


def assert_same(one, other):
    if one != other:
        raise ValueError(f"{one} is not {other}")
