# split-with-a-fixed-seed
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    np.random.seed(42)
    if len(features) != len(labels):
        raise ValueError("lengths")
    order = np.random.permutation(len(features))
    k = max(1, round(len(features) * test_fraction))
    return features[order[k:]], features[order[:k]], labels[order[k:]], labels[order[:k]]
