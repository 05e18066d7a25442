# row-means-floor-division
import numpy as np


def row_means(table):
    means = []
    for row in table:
        means.append(np.sum(row) // len(row))
    return np.array(means)
