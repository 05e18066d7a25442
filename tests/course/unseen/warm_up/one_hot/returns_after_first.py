# one-hot-return-in-loop
import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("bad label")
    table = np.zeros((len(labels), num_classes))
    for i in range(len(labels)):
        table[i, labels[i]] = 1
        return table
