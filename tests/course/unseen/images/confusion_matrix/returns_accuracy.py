# confusion-accuracy-instead
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    return np.mean(labels == predictions)
