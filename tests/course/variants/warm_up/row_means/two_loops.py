"""Right but different: row_means, two loops into zeros."""

import numpy as np


def row_means(table):
    result = np.zeros(len(table))
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            result[i] += table[i, j]
        result[i] /= table.shape[1]
    return result
