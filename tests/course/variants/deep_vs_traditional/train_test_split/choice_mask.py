import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    n = len(features)
    if n != len(labels):
        raise ValueError("n")
    k = max(1, int(round(n * test_fraction)))
    mask = np.zeros(n, dtype=bool)
    mask[rng.choice(n, size=k, replace=False)] = True
    return features[~mask], features[mask], labels[~mask], labels[mask]
