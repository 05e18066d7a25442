import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    n = len(features)
    if n != len(labels):
        raise ValueError("unequal")
    k = int(round(n * test_fraction))
    if k == 0:
        k = 1
    train_x, test_x, train_y, test_y = [], [], [], []
    for place, number in enumerate(rng.permutation(n)):
        if place < k:
            test_x.append(features[number])
            test_y.append(labels[number])
        else:
            train_x.append(features[number])
            train_y.append(labels[number])
    return np.array(train_x), np.array(test_x), np.array(train_y), np.array(test_y)
