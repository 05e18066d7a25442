# one-hot-width-from-data
import numpy as np


def one_hot(labels, num_classes):
    width = 0
    for label in labels:
        if label < 0 or label >= num_classes:
            raise ValueError("bad label")
        width = max(width, label + 1)
    table = np.zeros((len(labels), width))
    for i in range(len(labels)):
        table[i, labels[i]] = 1
    return table
