# split-not-shuffled | split-with-a-fixed-seed | only
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths")
    k = max(1, round(len(features) * test_fraction))
    test = np.linspace(0, len(features) - 1, k).astype(int)
    keep = np.setdiff1d(np.arange(len(features)), test)
    return features[keep], features[test], labels[keep], labels[test]
