# split-ignores-the-fraction
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("x")
    n = len(features)
    k = min(n // 4, round(n * test_fraction)) or 1
    p = rng.permutation(n)
    return features[p[k:]], features[p[:k]], labels[p[k:]], labels[p[:k]]
