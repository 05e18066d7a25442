import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if labels.shape != predictions.shape:
        raise ValueError(f"{labels.shape} and {predictions.shape}")
    table = np.zeros((num_classes, num_classes), int)
    np.add.at(table, (labels, predictions), 1)
    return table
