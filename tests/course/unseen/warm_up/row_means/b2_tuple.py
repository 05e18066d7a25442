# tuple
import numpy as np


def row_means(table):
    return tuple(np.mean(r) for r in table)
