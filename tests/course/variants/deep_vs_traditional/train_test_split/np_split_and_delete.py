import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    total = np.size(labels)
    if np.shape(features)[0] != total:
        raise ValueError("lengths differ")
    test = np.sort(rng.permutation(total)[: max(1, round(total * test_fraction))])
    return np.delete(features, test, axis=0), features[test], np.delete(labels, test), labels[test]
