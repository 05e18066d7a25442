# row-means-divides-by-row-count
import numpy as np


def row_means(table):
    n = len(table)
    means = []
    for row in table:
        means.append(sum(row) / n)
    return np.array(means)
