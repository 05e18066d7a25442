# one-hot-no-check
import numpy as np


def one_hot(labels, num_classes):
    table = np.zeros((len(labels), num_classes))
    for i in range(len(labels)):
        if labels[i] < 0 and labels[i] >= num_classes:
            raise ValueError("bad label")
        table[i, labels[i]] = 1
    return table
