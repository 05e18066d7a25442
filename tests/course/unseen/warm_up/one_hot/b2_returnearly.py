# one-hot-return-in-loop
import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("bad")
    t = np.zeros((len(labels), num_classes))
    for i, k in enumerate(labels):
        t[i, k] = 1
        return t
    return t
