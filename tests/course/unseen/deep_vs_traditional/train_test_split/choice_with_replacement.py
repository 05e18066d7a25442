# split-draws-twice | only | begin
import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("lengths")
    k = max(1, round(len(features) * test_fraction))
    test = rng.choice(len(features), size=k)
    train = [i for i in range(len(features)) if i not in test]
    return features[train], features[test], labels[train], labels[test]
