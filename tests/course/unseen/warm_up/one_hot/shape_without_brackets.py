# raises
import numpy as np


def one_hot(labels, num_classes):
    table = np.zeros(len(labels), num_classes)
    for i in range(len(labels)):
        table[i, labels[i]] = 1
    return table
