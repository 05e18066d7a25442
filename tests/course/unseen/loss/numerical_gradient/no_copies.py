# numerical-gradient-same-array-twice
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        a, b = x, x
        a[p] = a[p] + h
        b[p] = b[p] - h
        g[p] = (f(a) - f(b)) / (2 * h)
    return g
