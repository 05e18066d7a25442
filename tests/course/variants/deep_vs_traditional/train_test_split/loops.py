import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("x")
    left = list(range(len(features)))
    k = max(1, round(len(features) * test_fraction))
    test = []
    while len(test) < k:
        test.append(left.pop(rng.integers(len(left))))
    a, b, c, d = [], [], [], []
    for i in range(len(features)):
        if i in test:
            b.append(features[i])
            d.append(labels[i])
        else:
            a.append(features[i])
            c.append(labels[i])
    return np.array(a), np.array(b), np.array(c), np.array(d)
