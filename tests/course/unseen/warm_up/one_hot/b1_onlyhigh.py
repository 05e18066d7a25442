# one-hot-negative-label-wraps
import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels >= num_classes):
        raise ValueError("too large")
    t = np.zeros((len(labels), num_classes))
    for i in range(len(labels)):
        t[i, labels[i]] = 1
    return t
