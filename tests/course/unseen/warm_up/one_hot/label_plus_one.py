# shape
import numpy as np


def one_hot(labels, num_classes):
    table = np.zeros((len(labels), num_classes + 1))
    for i in range(len(labels)):
        if labels[i] < 0 or labels[i] >= num_classes:
            raise ValueError("bad label")
        table[i, labels[i] + 1] = 1
    return table
