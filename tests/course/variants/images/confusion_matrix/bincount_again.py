import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if labels.size != predictions.size:
        raise ValueError("!")
    return np.bincount(labels * num_classes + predictions, minlength=num_classes ** 2).reshape(num_classes, num_classes)
