# split-with-a-fixed-seed
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("x")
    n = len(features)
    k = max(1, round(n * test_fraction))
    test = np.linspace(0, n - 1, k).astype(int)
    train = np.setdiff1d(np.arange(n), test)
    return features[train], features[test], labels[train], labels[test]
