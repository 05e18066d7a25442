# row-means-cut-off | cut
import numpy as np


def row_means(table):
    result = np.zeros(len(table), dtype=int)
    for i in range(len(table)):
        result[i] = np.mean(table[i])
    return result
