# tanh-integer-buffer
import numpy as np


def tanh(x):
    out = np.full_like(x, 0)
    out[...] = np.tanh(x)
    return out
