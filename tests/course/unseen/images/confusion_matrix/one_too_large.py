# confusion-one-class-too-many
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    m = np.zeros((num_classes + 1, num_classes + 1), dtype=int)
    for t, p in zip(labels, predictions):
        m[t, p] += 1
    return m
