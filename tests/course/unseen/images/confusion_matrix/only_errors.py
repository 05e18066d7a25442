# confusion-mistakes-only
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("lengths")
    m = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(m, (labels, predictions), 1)
    np.fill_diagonal(m, 0)
    return m
