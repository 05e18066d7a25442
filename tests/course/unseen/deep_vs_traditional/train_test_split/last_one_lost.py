# split-loses-a-sample
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths")
    order = np.random.default_rng(seed).permutation(len(features))
    k = max(1, round(len(features) * test_fraction))
    test, train = order[:k], order[k:-1]
    return features[train], features[test], labels[train], labels[test]
