# split-without-the-seed
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("len")
    n = len(features)
    k = max(1, round(n * test_fraction))
    order = np.random.permutation(n)
    return features[order[k:]], features[order[:k]], labels[order[k:]], labels[order[:k]]
