# row-means-floor-division
import numpy as np


def row_means(table):
    return np.array([sum(r) // len(r) for r in table])
