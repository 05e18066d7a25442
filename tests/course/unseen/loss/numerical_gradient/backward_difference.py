# close | only | numerical-gradient-one-sided-left
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    here = f(x)
    for p in np.ndindex(x.shape):
        a = np.array(x, dtype=float)
        a[p] -= h
        g[p] = (here - f(a)) / h
    return g
