# split-plain-int | split-cuts-off-the-count | split-leaves-no-exam
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths")
    order = np.random.default_rng(seed).permutation(len(features))
    k = int(len(features) * test_fraction)
    return features[order[k:]], features[order[:k]], labels[order[k:]], labels[order[:k]]
