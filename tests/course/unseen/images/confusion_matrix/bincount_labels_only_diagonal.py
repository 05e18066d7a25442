# confusion-labels-on-the-diagonal
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    return np.diag(np.bincount(labels, minlength=num_classes))
