# confusion-labels-as-places
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    m = np.zeros((num_classes, num_classes), dtype=int)
    for i in labels:
        m[labels[i], predictions[i]] += 1
    return m
