"""Right but different: one_hot, two loops."""

import numpy as np


def one_hot(labels, k):
    table = np.zeros((len(labels), k))
    for i in range(len(labels)):
        found = False
        for j in range(k):
            if labels[i] == j:
                table[i, j] = 1.0
                found = True
        if not found:
            raise ValueError("this label is none of the classes")
    return table
