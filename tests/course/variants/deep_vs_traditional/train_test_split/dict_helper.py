import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    n_f, n_l = len(features), len(labels)
    if n_f != n_l:
        raise ValueError(f"{n_f} features but {n_l} labels")
    how_many = round(n_f * test_fraction)
    if how_many < 1:
        how_many = 1
    chosen = set(rng.permutation(n_f)[:how_many].tolist())
    is_test = np.array([i in chosen for i in range(n_f)])
    return features[~is_test], features[is_test], labels[~is_test], labels[is_test]
