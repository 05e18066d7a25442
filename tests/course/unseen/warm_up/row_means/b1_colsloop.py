# all-but
import numpy as np


def row_means(table):
    n = table.shape[0]
    out = np.zeros(n)
    for i in range(n):
        s = 0
        for j in range(n):
            s += table[i][j]
        out[i] = s / n
    return out
