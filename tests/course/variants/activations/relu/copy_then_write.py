"""Right but different: relu, copy then write."""

import numpy as np


def relu(x):
    if np.ndim(x) == 0:
        return x if x > 0 else 0
    y = x.copy()
    y[y < 0] = 0
    return y
