# confusion-one-place-off
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("lengths")
    m = np.zeros((num_classes, num_classes))
    for i in range(len(labels)):
        m[labels[i] - 1][predictions[i] - 1] += 1
    return m
