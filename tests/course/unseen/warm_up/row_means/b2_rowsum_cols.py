# row-means-of-columns
import numpy as np


def row_means(table):
    out = []
    for j in range(table.shape[1]):
        s = 0
        for i in range(table.shape[0]):
            s += table[i, j]
        out.append(s / table.shape[0])
    return np.array(out)
