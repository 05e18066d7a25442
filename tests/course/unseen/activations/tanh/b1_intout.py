# tanh-integer-buffer
import numpy as np


def tanh(x):
    if np.ndim(x) == 0:
        return np.tanh(x)
    out = np.zeros_like(x)
    out[...] = np.tanh(x)
    return out
