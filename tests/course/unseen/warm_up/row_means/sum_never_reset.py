# row-means-total-goes-on | wrong | only | all-but
import numpy as np


def row_means(table):
    means = []
    s = 0
    for row in table:
        for x in row:
            s = s + x
        means.append(s / len(row))
    return np.array(means)
