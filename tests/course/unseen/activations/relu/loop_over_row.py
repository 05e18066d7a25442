# relu-one-row-only
import numpy as np


def relu(x):
    if not hasattr(x, "__len__"):
        return x if x > 0 else 0.0
    result = []
    for v in x:
        result.append(v if v > 0 else 0.0)
    return np.array(result)
