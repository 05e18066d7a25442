# numerical-gradient-forgets-to-restore
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        x[p] = x[p] + h
        right = f(x)
        x[p] = x[p] - h - h
        left = f(x)
        g[p] = (right - left) / (2 * h)
    return g
