import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("lengths differ")
    table = np.zeros((num_classes, num_classes))
    for i in range(len(labels)):
        table[labels[i]][predictions[i]] = table[labels[i]][predictions[i]] + 1
    return table
