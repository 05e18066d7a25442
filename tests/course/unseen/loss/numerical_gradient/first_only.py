# numerical-gradient-fills-first-only
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[place] += h
        down[place] -= h
        result[place] = (f(up) - f(down)) / (2 * h)
        return result
