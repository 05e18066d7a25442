import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    try:
        assert len(features) == len(labels)
    except AssertionError:
        raise ValueError("lengths differ") from None
    k = max(1, round(len(labels) * test_fraction))
    test = rng.choice(np.arange(len(labels)), k, replace=False)
    return np.delete(features, test, axis=0), np.take(features, test, axis=0), np.delete(labels, test), np.take(labels, test)
