import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("lengths")
    h, _, _ = np.histogram2d(labels, predictions, bins=num_classes, range=[[-0.5, num_classes - 0.5]] * 2)
    return h.astype(int)
