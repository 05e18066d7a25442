# confusion-divided-by-all
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    m = np.zeros((num_classes, num_classes), dtype=int)
    for t, p in zip(labels, predictions):
        m[t, p] += 1
    return m / len(labels)
