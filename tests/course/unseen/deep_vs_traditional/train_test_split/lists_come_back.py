# split-gives-lists | list
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths")
    order = np.random.default_rng(seed).permutation(len(features))
    k = max(1, round(len(features) * test_fraction))
    parts = features[order[k:]], features[order[:k]], labels[order[k:]], labels[order[:k]]
    return tuple(list(part) for part in parts)
