"""Right but different: relu, nested recursion."""

import numpy as np


def relu(x):
    if np.ndim(x) == 0:
        if x >= 0:
            return float(x)
        return 0.0
    return np.array([relu(part) for part in x])
