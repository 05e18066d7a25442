# confusion-loses-repeats
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    m = np.zeros((num_classes, num_classes), dtype=int)
    m[labels, predictions] += 1
    return m
