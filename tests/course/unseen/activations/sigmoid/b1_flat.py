# sigmoid-loses-the-table
import numpy as np


def sigmoid(x):
    if np.ndim(x) == 0:
        return 1 / (1 + np.exp(-x))
    return np.array([1 / (1 + np.exp(-v)) for v in np.ravel(x)])
