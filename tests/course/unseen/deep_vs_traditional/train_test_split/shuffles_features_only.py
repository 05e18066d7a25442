# split-breaks-pairs | split-labels-stay-in-order
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("lengths")
    mixed = rng.permutation(features)
    cut = len(features) - max(1, round(len(features) * test_fraction))
    return mixed[:cut], mixed[cut:], labels[:cut], labels[cut:]
