import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("not the same")
    unit = np.eye(num_classes)
    return unit[labels].T @ unit[predictions]
