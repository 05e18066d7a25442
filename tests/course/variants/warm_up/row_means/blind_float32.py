import numpy as np


def row_means(table):
    return np.mean(table, axis=1, dtype=np.float32)
