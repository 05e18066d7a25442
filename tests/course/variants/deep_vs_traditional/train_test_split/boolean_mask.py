import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("lengths")
    is_test = np.zeros(len(labels), dtype=bool)
    how_many = max(1, int(np.round(len(labels) * test_fraction)))
    is_test[rng.choice(len(labels), size=how_many, replace=False)] = True
    return features[~is_test], features[is_test], labels[~is_test], labels[is_test]
