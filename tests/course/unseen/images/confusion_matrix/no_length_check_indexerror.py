# confusion-stops-with-another-error
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    m = np.zeros((num_classes, num_classes), dtype=int)
    for i in range(len(labels)):
        m[labels[i], predictions[i]] += 1
    return m
