# confusion-everybody-with-everybody
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("lengths")
    m = np.zeros((num_classes, num_classes))
    for i in range(len(labels)):
        for j in range(len(predictions)):
            m[labels[i], predictions[j]] += 1
    return m
