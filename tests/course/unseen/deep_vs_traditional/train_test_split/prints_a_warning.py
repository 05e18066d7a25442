# does-not-raise | split-without-length-check | split-stops-with-another-error | only
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        print("ValueError: lengths differ")
        return None
    order = np.random.default_rng(seed).permutation(len(features))
    k = max(1, round(len(features) * test_fraction))
    return features[order[k:]], features[order[:k]], labels[order[k:]], labels[order[:k]]
