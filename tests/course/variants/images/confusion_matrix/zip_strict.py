import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    table = [[0] * num_classes for _ in range(num_classes)]
    for t, p in zip(labels, predictions, strict=True):
        table[t][p] += 1
    return np.array(table)
