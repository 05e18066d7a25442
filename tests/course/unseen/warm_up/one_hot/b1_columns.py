# one-hot-transposed
import numpy as np


def one_hot(labels, num_classes):
    for l in labels:
        if l < 0 or l >= num_classes:
            raise ValueError("bad label")
    t = np.zeros((num_classes, len(labels)))
    for i, l in enumerate(labels):
        t[l, i] = 1
    return t
