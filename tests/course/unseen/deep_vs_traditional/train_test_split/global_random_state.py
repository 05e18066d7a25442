# split-without-the-seed
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths")
    order = np.arange(len(features))
    np.random.shuffle(order)
    k = max(1, round(len(features) * test_fraction))
    return features[order[k:]], features[order[:k]], labels[order[k:]], labels[order[:k]]
