# numerical-gradient-missing-parentheses
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        a = np.array(x, dtype=float)
        b = np.array(x, dtype=float)
        a[p] += h
        b[p] -= h
        g[p] = f(a) - f(b) / (2 * h)
    return g
