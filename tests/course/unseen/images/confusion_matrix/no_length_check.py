# confusion-without-length-check
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    m = np.zeros((num_classes, num_classes), dtype=int)
    for t, p in zip(labels, predictions):
        m[t, p] += 1
    return m
