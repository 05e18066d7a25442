import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(labels) != len(features):
        raise ValueError("not the same length")
    x, y = features.copy(), labels.copy()
    np.random.default_rng(seed).shuffle(x)
    np.random.default_rng(seed).shuffle(y)
    k = max(1, round(test_fraction * len(x)))
    return [x[k:], x[:k], y[k:], y[:k]]
