# returns-nothing
import numpy as np


def relu(x):
    if np.ndim(x) > 0:
        return np.maximum(x, 0)
    if x > 0:
        return x
