# raises
import numpy as np


def one_hot(labels, num_classes):
    t = np.zeros((len(labels), num_classes))
    for i, l in enumerate(labels):
        if l < 0 or l >= num_classes:
            raise IndexError("bad label")
        t[i, l] = 1
    return t
