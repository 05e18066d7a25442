# one-hot-empty-stops
import numpy as np


def one_hot(labels, num_classes):
    if min(labels) < 0 or max(labels) >= num_classes:
        raise ValueError("bad label")
    table = np.zeros((len(labels), num_classes))
    table[np.arange(len(labels)), labels] = 1
    return table
