# returns-nothing
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths")
    order = np.random.default_rng(seed).permutation(len(features))
    k = max(1, round(len(features) * test_fraction))
    train_x, test_x = features[order[k:]], features[order[:k]]
    train_y, test_y = labels[order[k:]], labels[order[:k]]
