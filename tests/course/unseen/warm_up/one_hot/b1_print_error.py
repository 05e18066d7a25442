# one-hot-skips-bad-labels
import numpy as np


def one_hot(labels, num_classes):
    t = np.zeros((len(labels), num_classes))
    for i, l in enumerate(labels):
        if l < 0 or l >= num_classes:
            print("ValueError: bad label")
        else:
            t[i, l] = 1
    return t
