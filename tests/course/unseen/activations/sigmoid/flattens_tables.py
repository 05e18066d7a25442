# sigmoid-loses-the-table
import numpy as np


def sigmoid(x):
    values = np.atleast_1d(x).flatten()
    out = 1 / (1 + np.exp(-values))
    if np.ndim(x) == 0:
        return out[0]
    return out
