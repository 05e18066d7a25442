# first-place-empty
import numpy as np


def row_means(table):
    out = np.zeros(len(table))
    for i in range(1, len(table)):
        out[i] = table[i].mean()
    return out
