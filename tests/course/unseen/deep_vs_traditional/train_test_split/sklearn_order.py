# split-wrong-order | shape
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("lengths")
    order = rng.permutation(len(labels))
    k = max(1, round(len(labels) * test_fraction))
    x, y = features[order], labels[order]
    return x[k:], y[k:], x[:k], y[:k]
