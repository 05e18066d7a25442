# confusion-in-shares
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("x")
    m = np.zeros((num_classes, num_classes))
    for t, p in zip(labels, predictions):
        m[t, p] += 1
    return m / np.maximum(1, m.sum(axis=1, keepdims=True))
