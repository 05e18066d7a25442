# numerical-gradient-integer-input
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[p] = up[p] + h
        down[p] = down[p] - h
        g[p] = (f(up) - f(down)) / (2 * h)
    return g
