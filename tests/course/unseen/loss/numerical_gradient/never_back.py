# numerical-gradient-steps-add-up
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    up = np.array(x, dtype=float)
    down = np.array(x, dtype=float)
    for p in np.ndindex(x.shape):
        up[p] += h
        down[p] -= h
        g[p] = (f(up) - f(down)) / (2 * h)
    return g
