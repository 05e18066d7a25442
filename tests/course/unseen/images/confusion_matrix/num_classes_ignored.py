# confusion-size-from-the-data
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    k = max(labels.max(), predictions.max()) + 1
    m = np.zeros((k, k), dtype=int)
    for t, p in zip(labels, predictions):
        m[t, p] += 1
    return m
