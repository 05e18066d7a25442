# split-overlaps
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("len")
    n = len(features)
    k = max(1, round(n * test_fraction))
    order = rng.permutation(n)
    return features, features[order[:k]], labels, labels[order[:k]]
