# confusion-transposed
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("lengths")
    table = np.zeros((num_classes, num_classes), dtype=int)
    for i in range(len(labels)):
        table[predictions[i]][labels[i]] += 1
    return table
