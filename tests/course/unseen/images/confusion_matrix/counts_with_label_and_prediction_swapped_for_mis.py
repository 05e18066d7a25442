# confusion-everybody-with-everybody
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("x")
    m = np.zeros((num_classes, num_classes), dtype=int)
    for i in range(num_classes):
        for j in range(num_classes):
            m[i, j] = np.sum(labels == i) * np.sum(predictions == j)
    return m
