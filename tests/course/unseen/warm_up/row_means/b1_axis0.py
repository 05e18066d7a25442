# row-means-of-columns
import numpy as np


def row_means(table):
    return np.mean(table, axis=0)
