# shape | confusion-counts-one-side
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("lengths")
    right = np.sum(labels == predictions)
    return np.array([right, len(labels) - right])
