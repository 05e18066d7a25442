# confusion-size-from-the-data | raises
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("lengths")
    n = max(max(labels), max(predictions)) + 1
    m = np.zeros((n, n), dtype=int)
    for t, p in zip(labels, predictions):
        m[t, p] += 1
    return m
