"""Right but different: sigmoid, masks."""

import numpy as np


def sigmoid(x):
    if isinstance(x, (int, float)):
        return float(sigmoid(np.array([float(x)]))[0])
    x = np.array(x, dtype=np.float64)
    out = np.empty(x.shape)
    right = x >= 0
    out[right] = 1 / (1 + np.exp(-x[right]))
    small = np.exp(x[~right])
    out[~right] = small / (1 + small)
    return out
