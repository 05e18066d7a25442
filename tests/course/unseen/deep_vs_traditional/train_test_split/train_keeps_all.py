# split-overlaps
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths")
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(features))
    k = max(1, round(len(features) * test_fraction))
    return features[order], features[order[:k]], labels[order], labels[order[:k]]
