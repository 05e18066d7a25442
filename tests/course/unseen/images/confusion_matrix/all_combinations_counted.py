# confusion-everybody-with-everybody
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    m = np.zeros((num_classes, num_classes), dtype=int)
    for t in labels:
        for p in predictions:
            m[t, p] += 1
    return m
