# confusion-rows-are-one-list
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    m = [[0] * num_classes] * num_classes
    for t, p in zip(labels, predictions):
        m[t][p] += 1
    return np.array(m)
