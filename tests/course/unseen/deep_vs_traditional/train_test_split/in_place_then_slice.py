# split-shuffles-your-array
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths")
    order = np.random.default_rng(seed).permutation(len(features))
    features[:] = features[order]
    labels[:] = labels[order]
    k = max(1, round(len(features) * test_fraction))
    return features[k:].copy(), features[:k].copy(), labels[k:].copy(), labels[:k].copy()
