# relu-changes-input
import numpy as np


def relu(x):
    if np.ndim(x) == 0:
        return x if x > 0 else 0
    x[x < 0] = 0
    return x
