# shape
import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("bad")
    n = max(len(labels), num_classes)
    t = np.zeros((n, n))
    for i, k in enumerate(labels):
        t[i, k] = 1
    return t
