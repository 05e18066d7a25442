import numpy as np


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if features.shape[0] != labels.shape[0]:
        raise ValueError
    np.random.seed(seed)
    idx = np.arange(len(labels))
    np.random.shuffle(idx)
    cut = max(int(round(len(labels) * test_fraction)), 1)
    return features[idx[cut:]], features[idx[:cut]], labels[idx[cut:]], labels[idx[:cut]]
