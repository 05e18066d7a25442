# relu-leaky
import numpy as np


def relu(x):
    x = np.asarray(x, dtype=float)
    factor = np.ones_like(x)
    factor[x < 0] = 0.01
    return x * factor
