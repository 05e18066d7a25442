"""Right but different: one_hot, catches the IndexError."""

import numpy as np


def one_hot(labels, num_classes):
    identity = np.identity(num_classes)
    table = np.empty((len(labels), num_classes))
    for i, label in enumerate(labels):
        if label < 0:
            raise ValueError("below zero")
        try:
            table[i] = identity[label]
        except IndexError as error:
            raise ValueError("too large") from error
    return table
